"""A story's folder becomes a Story in which every id resolves."""

import pytest
from load.toys import FLOOD, article, codes, flood, good, said

from sitegen.model.moment import Moment
from sitegen.model.site import Settings
from sitegen.model.story import Claim, Correction, Dispute, Event, Official, Review, Ruling, Utterance


def day(stamp: str) -> Moment:
    return Moment(precision="day", stamp=stamp)


def own(lines: str, note: str = "") -> str:
    """A story.md whose `lines` begin at line 3."""
    return f"---\ntitle: The flood\n{lines}---\n{note}"


EVERYTHING = """\
date: 2031-05-12
question: Who opened the bridge?
summary: A bridge opened.
place: Port Ambrel
updated: 2031-05-20T10:00Z
draft: true
editors: [Ann Lee, Bo Ray]
method: We read.
contact: desk@a.example
corrections: [{date: 2031-05-21, text: A name was wrong.}]
claims:
  bridge-closed:
    text: The bridge is closed
    kind: statement
    speaker: mayor
    about: [mayor, nyt]
    conflicts_with: bridge-open
    same_as: [bridge-open, other-story/bridge]
    weight: high
    ruling: {status: Unclear, reason: R, by: Ann, date: 2031-05-22}
    review: {rating: Half right, explanation: E, url: 'https://r.example', by: Bo, date: 2031-05-23}
  bridge-open: {text: The bridge is open, conflicts_with: [bridge-closed], weight: 7}
disputes: [{id: open-or-closed, question: Is it open?, claims: [bridge-closed, bridge-open], note: N}]
utterances:
  briefing: {speaker: mayor, when: 2031-05-13, where: Hall, official: {url: 'https://o.example', text: It is closed.}}
timeline:
  - {when: ../2031-05-12, what: Rain, claims: bridge-closed, from: herald}
"""
REGISTERS = {"people": "mayor: {name: Ann Lee}\n", "outlets": "nyt: {name: NYT}\nherald: {name: Herald}\n"}


def test_every_field_of_a_story_is_read() -> None:
    found = good(article(), own=own(EVERYTHING, "A *note*."), assets=("map.png",), **REGISTERS)
    assert (found.title, found.date, found.question, found.summary) == (
        "The flood",
        day("2031-05-12"),
        "Who opened the bridge?",
        "A bridge opened.",
    )
    assert (found.place, found.draft, found.editors, found.method, found.contact) == (
        "Port Ambrel",
        True,
        ("Ann Lee", "Bo Ray"),
        "We read.",
        "mailto:desk@a.example",
    )
    assert found.updated == Moment(precision="minute", stamp="2031-05-20T10:00:00+00:00")
    assert found.corrections == (Correction(date=day("2031-05-21"), text="A name was wrong."),)
    assert found.claims == (
        Claim(
            id="bridge-closed",
            text="The bridge is closed",
            kind="statement",
            speaker="mayor",
            about=("mayor", "nyt"),
            conflicts_with=("bridge-open",),
            same_as=("bridge-open", "other-story/bridge"),
            weight=3,
            ruling=Ruling(status="Unclear", reason="R", by="Ann", date=day("2031-05-22")),
            review=Review(
                rating="Half right", explanation="E", url="https://r.example", by="Bo", date=day("2031-05-23")
            ),
        ),
        Claim(id="bridge-open", text="The bridge is open", conflicts_with=("bridge-closed",), weight=7),
    )
    assert found.disputes == (
        Dispute(id="open-or-closed", question="Is it open?", claims=("bridge-closed", "bridge-open"), note="N"),
    )
    assert found.utterances == (
        Utterance(
            id="briefing",
            speaker="mayor",
            when=day("2031-05-13"),
            where="Hall",
            official=Official(text="It is closed.", url="https://o.example"),
        ),
    )
    assert found.timeline == (
        Event(
            when=Moment(precision="before", stamp="2031-05-12"),
            what="Rain",
            claims=("bridge-closed",),
            sources=("herald",),
        ),
    )
    assert (found.note.text, found.assets) == ("A note.", ("map.png",))


def test_without_story_md_the_folder_gives_the_title_and_the_mentions_give_the_claims() -> None:
    front = "claims:\n  - {claim: closed, text: It is closed}\n  - {claim: closed}\n"
    found = good(article(front), own="")
    assert (found.id, found.title, found.date) == ("flood", "Flood", day("2031-05-13"))
    assert [(each.id, each.text, each.kind) for each in found.claims] == [("closed", "It is closed", "event")]
    assert len(found.mentions) == 2


def test_without_a_date_a_story_has_that_of_its_first_article() -> None:
    texts = {
        "b": article(source="{outlet: B, url: 'https://b.example', published: 2031-05-14T23:00-06:00}"),
        "a": article(source="{outlet: A, url: 'https://a.example', published: 2031-05-16}"),
        "c": article(source="{outlet: C, url: 'https://c.example'}"),
    }
    assert good(texts).date == day("2031-05-14")


def test_articles_stand_in_the_order_of_their_publication() -> None:
    when = {"a": "unknown", "b": "2031-05-14", "c": "2031-05-13T23:30-04:00", "d": "'2031-05-13?'", "e": "2031-05-14"}
    texts = {
        name: article(source=f"{{outlet: {name}, url: 'https://h.example', published: {date}}}")
        for name, date in when.items()
    }
    assert [each.id for each in good(texts).articles] == ["d", "b", "e", "c", "a"]


def test_a_story_has_the_outlets_and_people_that_it_names_and_no_others() -> None:
    outlets = "nyt: {name: NYT}\nap: {name: AP}\nbbc: {name: BBC}\nherald: {name: Herald}\nidle: {name: Idle}\n"
    people = "mayor: {name: Ann Lee}\nidle: {name: Idle}\nspeaker: {name: S}\nsubject: {name: T}\n"
    text = own("claims: {a: {text: A, speaker: speaker, about: [subject, bbc]}}\nutterances: {u: {speaker: Zoe}}\n")
    source = "{outlet: Herald, url: 'https://h.example', derivation: copy, origin: nyt}"
    front = "claims: [{claim: a, by: mayor, via: ap}]\n"
    found = good(article(front, source=source), own=text, outlets=outlets, people=people)
    assert [each.id for each in found.outlets] == ["ap", "bbc", "herald", "nyt"]
    assert [each.id for each in found.people] == ["mayor", "speaker", "subject", "zoe"]


def test_a_claim_is_defined_once_wherever_it_is_defined() -> None:
    texts = {
        "a": article("claims:\n  - {claim: new, text: Something new}\n"),
        "b": article(
            "disputes:\n  - {claim: new, text: Something new}\n  - {claim: bridge-closed, text: The bridge is closed}\n"
        ),
    }
    found = good(texts)
    assert [each.text for each in found.claims] == ["The bridge is closed", "Something new"]
    assert found.claims[1].address.path.endswith("a.md")


def test_two_texts_for_one_claim_are_an_error() -> None:
    texts = {
        "a": article("claims:\n  - {claim: new, text: Something new}\n"),
        "b": article("claims:\n  - {claim: new, text: Something else}\n  - {claim: bridge-closed, text: Shut}\n"),
    }
    found, problems = flood(texts)
    assert said(problems) == [
        'b.md:5:24 conflicting-claim-text: the claim "new" has another text elsewhere: “Something new” | '
        "give a claim one text, best in story.md",
        'b.md:6:34 conflicting-claim-text: the claim "bridge-closed" has another text elsewhere: '
        "“The bridge is closed” | give a claim one text, best in story.md",
    ]
    assert found is not None
    assert [each.text for each in found.claims] == ["The bridge is closed", "Something new"]


def test_a_long_claim_is_a_warning_because_it_breaks_the_table() -> None:
    _, problems = flood(article(), own=own(f"claims:\n  a: {{text: {'x' * 75}}}\n  b: {{text: {'x' * 76}}}\n"))
    assert said(problems) == [
        "story.md:5:13 long-claim?: the text of the claim has 76 characters; at most 75 fit a table | say it shorter"
    ]


def test_a_conflict_that_one_side_names_is_a_warning_at_that_side() -> None:
    found, problems = flood(
        article(), own=own("claims:\n  shut: {text: A, conflicts_with: [open]}\n  open: {text: B}\n")
    )
    assert said(problems) == [
        'story.md:4:35 one-sided-conflict?: "shut" conflicts with "open", but not the other way round | '
        'add `conflicts_with: [shut]` to "open"'
    ]
    assert found is not None
    assert [each.conflicts_with for each in found.claims] == [("open",), ()]


def test_a_conflict_with_a_claim_that_a_mention_defined_is_no_warning() -> None:
    texts = article("claims:\n  - {claim: open, text: B}\n")
    assert good(texts, own=own("claims: {shut: {text: A, conflicts_with: open}}\n"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("claims: {closed: {text: A, conflicts_with: opened}, open: {text: B}}\n",
         'story.md:3:44 unknown-claim: there is no claim "opened" in this story | did you mean "open"?'),
        ("claims: {closed: {text: A, same_as: close}}\n",
         'story.md:3:37 unknown-claim: there is no claim "close" in this story | did you mean "closed"?'),
        ("disputes: [{id: d, question: Q, claims: [closed]}]\nclaims: {close: {text: A}}\n",
         'story.md:3:41 unknown-claim: there is no claim "closed" in this story | did you mean "close"?'),
        ("timeline: [{when: 2031-05-12, what: W, claims: zoo}]\n",
         'story.md:3:48 unknown-claim: there is no claim "zoo" in this story'),
        ("timeline: [{when: 2031-05-12, what: W, from: heralt}]\n",
         'story.md:3:46 unknown-article: there is no article "heralt" in this story | did you mean "herald"?'),
        ("claims: {closed: {text: A, speaker: the-mayor}}\n",
         'story.md:3:37 unknown-person: the person "the-mayor" is not in people.yml | did you mean "mayor"?'),
        ("utterances: {u: {speaker: the-mayor}}\n",
         'story.md:3:27 unknown-person: the person "the-mayor" is not in people.yml | did you mean "mayor"?'),
        ("claims: {Closed: {text: A}}\n",
         'story.md:3:10 bad-id: "Closed" cannot be an id | letters a-z, digits and single hyphens, at most 80: '
         'try "closed"'),
        ("claims: {closed: {text: A, kind: forcast}}\n",
         'story.md:3:34 bad-value: "forcast" is no value of claims.closed.kind | did you mean "forecast"?'),
        ("claims: {closed: {text: A, weight: heavy}}\n",
         "story.md:3:36 bad-value: claims.closed.weight: must be low, medium, high or a whole number"),
        ("claims: {closed: {text: A, ruling: {status: 'True', reason: R, by: B}}}\n",
         "story.md:3:45 true-or-false: a status never says True | say what the evidence shows; a verdict belongs into "
         "`review`"),
        ("claims: {closed: {text: A, ruling: {status: Unclear}}}\n",
         "story.md:3:36 missing-field: by is missing in claims.closed.ruling | a ruling is shown with the name of who "
         "made it"),
        ("summary: '  '\n", "story.md:3:10 empty-field: summary is empty | fill it in, or take the key out"),
    ],
)  # fmt: skip
def test_a_mistake_in_story_md_has_its_place_and_a_hint(lines: str, expected: str) -> None:
    _, problems = flood(article(), own=own(lines), people="mayor: {name: Ann}\n")
    assert expected in said(problems)


def test_a_faulty_part_of_story_md_is_left_out_and_the_rest_stands() -> None:
    lines = (
        "claims:\n  good: {text: Good}\n  bad: {txt: Bad}\n"
        "timeline:\n  - {when: yesterday, what: W}\n  - {when: 2031-05-12, what: V}\n"
        "corrections: [{text: no date}]\ndisputes: [{id: d}]\n"
    )
    found, problems = flood(article("claims:\n  - claim: [good, bad]\n"), own=own(lines))
    assert found is not None
    assert [each.id for each in found.claims] == ["good"]
    assert [each.what for each in found.timeline] == ["V"]
    assert [each.claim for each in found.mentions] == ["good"]
    assert sorted(codes(problems)) == ["bad-date", "missing-field", "missing-field", "missing-field", "unknown-key"]


@pytest.mark.parametrize(
    "text", ["No front matter.", "---\ntitel: x\n---\n", "---\n- a\n---\n", "---\ntitle: [\n---\n"]
)
def test_a_story_md_that_cannot_be_used_costs_the_story(text: str) -> None:
    found, problems = flood(article(), own=text)
    assert found is None
    assert problems


def test_every_problem_of_every_file_is_told_at_once() -> None:
    texts = {"a": "nothing", "b": article("claims:\n  - claim: zoo\n"), "c": article("cliams: []\n")}
    _, problems = flood(texts, own=own("claims: {x: {text: X, speeker: Y}}\n"))
    assert sorted(codes(problems)) == ["no-front-matter", "unknown-claim", "unknown-key", "unknown-key"]


def test_a_timeline_may_name_an_article_that_was_left_out() -> None:
    texts = {"herald": article(), "bad": article(source="{outlet: nobody, url: 'https://b.example'}")}
    lines = "timeline: [{when: 2031-05-12, what: W, from: [herald, bad]}]\n"
    found, problems = flood(texts, own=own(lines), outlets="herald: {name: Herald}\n")
    assert found is not None
    assert codes(problems) == ["unknown-outlet"]
    assert found.timeline[0].sources == ("herald",)


def test_what_was_left_out_is_not_named_by_another_claim() -> None:
    found, _ = flood(article(), own=own("claims: {good: {text: A, same_as: bad}, bad: {txt: B}}\n"))
    assert found is not None
    assert found.claims[0].same_as == ()


def test_an_utterance_that_was_left_out_is_not_named_by_a_mention() -> None:
    lines = "claims: {bridge-closed: {text: T}}\nutterances: {u: {speakr: x}}\n"
    found, _ = flood(article("claims:\n  - {claim: bridge-closed, utterance: u}\n"), own=own(lines))
    assert found is not None
    assert {each.utterance for each in found.mentions} <= {each.id for each in found.utterances} | {""}


@pytest.mark.parametrize("part", ["disputes: [{id: d, question: Q, claims: bad}]\n",
                                  "timeline: [{when: 2031-05-12, what: W, claims: bad}]\n"])  # fmt: skip
def test_a_faulty_claim_is_one_error_and_not_two(part: str) -> None:
    _, problems = flood(article(), own=own(f"claims: {{bad: {{text: B, knd: event}}}}\n{part}"))
    assert codes(problems) == ["unknown-key"]


def test_the_language_of_the_site_is_that_of_the_articles() -> None:
    assert good(article(), own=FLOOD, settings=Settings(language="fr")).articles[0].lang == "fr"


@pytest.mark.parametrize(
    "mistake", ["draft: ture\n", "draft: true\ndraft: false\n", "draft: [true]\n", "drft: true\n", "draft:\n"]
)
def test_a_story_whose_draft_is_unclear_is_not_published(mistake: str) -> None:
    found, problems = flood(article(), own=own(mistake))
    assert found is None
    assert len(problems) == 1
