"""The story page: same words, changed words; what the copying changed; headlines side by side."""

import re
from pathlib import Path

from projects import article, built, written

STORY = """\
---
title: Who closed the gate?
claims:
  gate-closed: {text: The gate was closed}
utterances:
  keeper:
    speaker: The keeper
    where: At the gate
EOF_OFFICIAL---
"""
OFFICIAL = "    official: {text: 'Yesterday the gate was closed by hand.', url: 'https://gate.example.org'}\n"
CLAIM = "claims: [{{claim: gate-closed, by: The keeper, utterance: keeper, quote: {quote}{more}}}]"


def told(quote: str, more: str = "") -> str:
    return CLAIM.format(quote=quote, more=more and f", {more}")


def page(folder: Path, official: str = OFFICIAL, **articles: str) -> str:
    """The story page, its white space made even."""
    files = {f"content/stories/gate/{name}.md": text for name, text in articles.items()}
    story = {"content/stories/gate/story.md": STORY.replace("EOF_OFFICIAL", official)}
    site = built(written(folder, {**story, **files}))
    return " ".join(site.files["stories/gate/index.html"].decode().split())


def part(html: str, name: str) -> str:
    found = re.search(rf'<section id="{name}" class="section".*?</section>', html)
    return found[0] if found else ""


def plain(html: str) -> str:
    """What is read, spoken words too."""
    return " ".join(re.sub("<[^>]+>", "", html).split())


def test_a_changed_quotation_is_marked_and_said_in_words(tmp_path: Path) -> None:
    html = page(
        tmp_path,
        herald=article(more=told("The gate was shut by hand"), body="“The gate was shut by hand,” the keeper said."),
        courier=article(
            outlet="courier", more=told("the gate was closed by force"), body="He said the gate was closed by force."
        ),
    )
    wordings = part(html, "wordings")
    assert '<del class="quoted"><span class="unseen">instead of </span>closed' in wordings
    assert '<ins class="quoted">shut</ins>' in wordings
    assert "inside quotation marks: closed → shut; not quoted before it: Yesterday" in plain(wordings)
    assert "a part of it, changed inside quotation marks" in plain(wordings)
    assert "<ins>force</ins>" in wordings
    assert "courier a part of it, changed, without quotation marks" in plain(wordings)
    assert 'id="utterance-keeper"' in wordings


def test_what_the_annotator_says_of_a_wording_stands(tmp_path: Path) -> None:
    spliced = told("the gate was closed by hand", "as: spliced")
    html = page(tmp_path, herald=article(more=spliced, body="He said the gate was closed by hand."))
    assert "a part of it, spliced from separate sentences" in plain(part(html, "wordings"))


def test_a_wording_is_shown_once_with_everybody_who_printed_it(tmp_path: Path) -> None:
    same = "“The gate was closed by hand,” the keeper said."
    html = page(
        tmp_path,
        herald=article(more=told("The gate was closed by hand"), body=same),
        courier=article(outlet="courier", more=told("The gate was closed by hand"), body=same),
    )
    wordings = part(html, "wordings")
    assert wordings.count("The gate was closed by hand") == 1
    assert "courier, herald a part of it, word for word" in plain(wordings)


def test_a_single_wording_is_shown_without_ceremony(tmp_path: Path) -> None:
    html = page(tmp_path, official="", herald=article(more=told("The bridge is closed")))
    wordings = part(html, "wordings")
    assert "The bridge is closed" in wordings
    assert "section-lead" not in wordings
    assert "<del" not in wordings


def test_an_utterance_that_nobody_prints_is_not_shown(tmp_path: Path) -> None:
    assert part(page(tmp_path, herald=article()), "wordings") == ""


def test_of_an_article_whose_rights_are_kept_only_the_quotation_is_compared(tmp_path: Path) -> None:
    body = "A secret sentence. “The gate was shut by hand,” the keeper said after a long silent pause. Another one."
    html = page(tmp_path, herald=article(more=told("The gate was shut by hand"), body=body))
    assert '<ins class="quoted">shut</ins>' in html
    assert "Another one" not in html


def test_changes_mark_the_words_that_differ_the_gravest_first(tmp_path: Path) -> None:
    changes = """\
changes:
  - {from: herald, kind: word, before: the old gate, after: the ancient gate}
  - {from: herald, kind: quotation, weight: high, before: nobody was there, after: somebody was there}
"""
    html = part(page(tmp_path, herald=article(), courier=article(outlet="courier", more=changes)), "changes")
    assert "the <del>old</del> gate" in html
    assert "the <ins>ancient</ins> gate" in html
    assert '<ins class="quoted">somebody</ins> was there' in html
    assert html.index("somebody") < html.index("ancient")
    assert "words in quotation marks serious" in plain(html)


def test_headlines_stand_in_the_order_of_the_chains_with_what_they_do(tmp_path: Path) -> None:
    html = page(
        tmp_path,
        alone=article(title="Old gate may be shut", outlet="alone"),
        herald=article(title="Keeper shut old gate, officials say", outlet="herald"),
        courier=article(title="Keeper shut old gate", outlet="courier", source="derivation: copy, origin: herald"),
    )
    headlines = part(html, "headlines")
    assert plain(headlines).index("Keeper") < plain(headlines).index("may be shut")
    assert '<em class="attributes">officials say</em>' in headlines
    assert '<em class="hedges">may</em>' in headlines
    assert "attributes: officials say" in plain(headlines)
    assert "hedges: may" in plain(headlines)
    assert "asserts" in plain(headlines)
    assert 'id="articles"' in headlines
    assert html.count("Old gate <em") == 1


def test_content_cannot_write_tags_into_a_comparison(tmp_path: Path) -> None:
    changes = "changes: [{from: herald, kind: word, before: a <u>bold</u> gate, after: a <s>shy</s> gate}]"
    html = page(
        tmp_path,
        herald=article(
            title="<u>Gate</u> & <s>may</s>", more=told("gate <u>was</u> shut"), body="The gate <u>was</u> shut."
        ),
        courier=article(outlet="courier", more=changes),
    )
    for section in ("wordings", "changes", "headlines"):
        assert "<u>" not in part(html, section)
        assert "<s>" not in part(html, section)
