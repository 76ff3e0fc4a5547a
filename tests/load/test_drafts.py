"""Nothing of a draft stays in what is published, not even a name."""

import pytest
from load.toys import article, flood, good, said

from sitegen.load.drafts import public, turns, without_drafts
from sitegen.model.story import Story

OWN = """\
---
title: The flood
date: 2031-05-12
claims:
  shut: {text: It is shut, conflicts_with: [secret-claim], same_as: [secret-claim, other/secret]}
  planned: {text: It will open}
disputes: [{id: d, question: Q, claims: [shut, secret-claim]}]
timeline: [{when: 2031-05-12, what: W, claims: [shut, secret-claim], from: [herald, secret-draft]}]
---
"""
HERALD = article(
    "claims:\n  - {claim: shut, by: Ann Lee, via: Common Wire}\n"
    "changes:\n  - {from: secret-draft, kind: word, before: b}\n  - {from: Common Wire, kind: word}\n"
)
SECRET = article(
    "draft: true\n"
    "claims:\n  - {claim: secret-claim, text: Secret text, by: Secret Person, via: Secret Wire, quote: Secret body}\n"
    "  - {claim: shut, by: Ann Lee, via: Common Wire}\n  - {claim: planned}\n",
    "Secret body",
    title="Secret title",
    source="{outlet: Secret Paper, url: 'https://secret.example', derivation: copy, origin: Secret Agency, "
    "byline: Secret Author, published: 2031-05-13}",
)


def published(**articles: str) -> Story:
    whole = good({name.replace("_", "-"): text for name, text in articles.items()}, own=OWN)
    found = without_drafts(whole)
    assert found is not None
    return found


def test_nothing_of_a_draft_article_stays() -> None:
    found = published(herald=HERALD, secret_draft=SECRET)
    assert "ecret" not in repr(found).replace("other/secret", "")


def test_what_is_published_beside_a_draft_stays_whole() -> None:
    found = published(herald=HERALD, secret_draft=SECRET)
    assert [each.id for each in found.articles] == ["herald"]
    assert [each.id for each in found.claims] == ["shut", "planned"]
    assert [each.id for each in found.people] == ["ann-lee"]
    assert [each.id for each in found.outlets] == ["common-wire", "herald"]
    assert found.claims[0].same_as == ("other/secret",)
    assert (found.disputes[0].claims, found.timeline[0].claims, found.timeline[0].sources) == (
        ("shut",),
        ("shut",),
        ("herald",),
    )


def test_a_claim_that_a_draft_defines_stays_when_a_published_article_speaks_of_it() -> None:
    found = published(
        herald=article("claims:\n  - {claim: secret-claim, text: Secret text}\n"),
        secret_draft=SECRET,
    )
    assert [each.id for each in found.claims] == ["shut", "planned", "secret-claim"]
    assert found.claims[0].conflicts_with == ("secret-claim",)


def test_a_published_article_cannot_speak_of_a_claim_that_only_a_draft_defines() -> None:
    _, problems = flood({"herald": article("claims:\n  - claim: secret-claim\n"), "secret-draft": SECRET}, own=OWN)
    assert said(problems) == [
        'herald.md:5:12 unknown-claim: only an article that is held back says what the claim "secret-claim" is | '
        "define it in story.md, or give its `text` here"
    ]


def test_a_story_without_drafts_is_published_as_it_is() -> None:
    whole = good(article())
    assert without_drafts(whole) == whole


def test_a_draft_story_is_not_published_at_all() -> None:
    found, _ = flood(article(), own="---\ntitle: T\ndraft: true\n---\n")
    assert found is not None and found.articles
    assert without_drafts(found) is None


def test_the_date_of_a_story_is_not_that_of_a_draft() -> None:
    draft = article("draft: true\n", source="{outlet: A, url: 'https://a.example', published: 2031-01-01}")
    found = without_drafts(good({"draft": draft, "herald": article()}, own=""))
    assert found is not None
    assert found.date.day == "2031-05-13"


def test_a_link_to_a_draft_is_not_published() -> None:
    own = "---\ntitle: T\n---\n\nSee [the other](secret-draft.md).\n"
    draft = article("draft: true\n")
    found = without_drafts(good({"herald": article(), "secret-draft": draft}, own=own))
    assert "secret-draft" not in repr(found)


EMBARGOED = article(
    "embargo: 2031-05-20T06:00+02:00\n",
    source="{outlet: Late Paper, url: 'https://late.example', published: 2031-05-10}",
)


@pytest.mark.parametrize(
    ("now", "articles", "date"),
    [
        ("2031-05-20T03:59:59Z", [], ""),
        ("2031-05-20T04:00:00Z", ["late"], "2031-05-10"),
    ],
)
def test_an_embargo_holds_an_article_and_its_date_back_until_that_very_moment(
    now: str, articles: list[str], date: str
) -> None:
    whole = good({"late": EMBARGOED}, own="")
    found = public(whole, now, drafts=False, embargoed=False)
    assert found is not None
    assert ([each.id for each in found.articles], found.date.stamp) == (articles, date)
    assert turns(whole, drafts=False) == ("2031-05-20T04:00:00Z",)


def test_an_embargo_that_is_over_is_not_spoken_of() -> None:
    found = public(good({"late": EMBARGOED}, own=""), "2031-06-01T00:00:00Z", drafts=True, embargoed=True)
    assert found is not None
    assert found.articles[0].embargo is None
