"""An article file becomes an Article: resolved, anchored, and without what is faulty."""

import pytest
from load.toys import SOURCE, alone, article, codes, flood, good, said

from sitegen.model.article import Change, Source
from sitegen.model.moment import Moment
from sitegen.model.site import Settings
from sitegen.model.text import Span

TEXT = "The bridge is closed, the mayor said. It may reopen on Monday."
PEOPLE = "mayor: {name: Ann Lee}\ntwo-officials: {name: two officials, named: false}\n"


def mention(lines: str, text: str = TEXT, part: str = "claims") -> str:
    """An article with one mention, whose lines begin at line 5."""
    rows = [row for row in lines.split("\n") if row.strip()]
    front = f"{part}:\n  - " + "\n    ".join(rows) + "\n"
    return article(front, text)


def test_a_title_and_an_outlet_are_enough() -> None:
    found, problems = flood(article(source="{outlet: Herald}"))
    assert found is not None
    assert found.articles[0].source == Source(outlet="herald", origin=("herald",))
    assert (found.articles[0].title, found.articles[0].lang, found.articles[0].draft) == ("A title", "en", False)
    assert codes(problems) == ["missing-url"]


EVERYTHING = """\
{outlet: herald, url: 'https://herald.example/1', archived: 'https://archive.example/1', byline: [Ann Lee, Bo Ray],
  published: 2031-05-13T01:40+02:00, updated: '2031-05-14?', retrieved: 2031-05-16, derivation: compilation,
  origin: [reuters, Herald], credit: in-text, dateline: 'PORT (Reuters)', rights: excerpt, status: corrected,
  status_note: A number was wrong., status_date: ../2031-06-01}"""
OUTLETS = "herald: {name: Herald}\nreuters: {name: Reuters}\n"


def test_every_field_of_a_source_is_read() -> None:
    assert alone(article("lang: pt-BR\ndraft: true\n", source=EVERYTHING), outlets=OUTLETS).source == Source(
        outlet="herald",
        url="https://herald.example/1",
        archived="https://archive.example/1",
        byline=("Ann Lee", "Bo Ray"),
        published=Moment(precision="minute", stamp="2031-05-13T01:40:00+02:00"),
        updated=Moment(precision="uncertain", stamp="2031-05-14"),
        retrieved=Moment(precision="day", stamp="2031-05-16"),
        derivation="compilation",
        origin=("reuters", "herald"),
        credit="in-text",
        dateline="PORT (Reuters)",
        rights="excerpt",
        status="corrected",
        status_note="A number was wrong.",
        status_date=Moment(precision="before", stamp="2031-06-01"),
    )


def test_language_and_rights_default_to_those_of_the_site() -> None:
    found = alone(article(), settings=Settings(language="de", rights="full"))
    assert (found.lang, found.source.rights) == ("de", "full")
    assert alone(article("lang: ar\n")).lang == "ar"
    assert alone(article()).source.rights == "quotes-only"


@pytest.mark.parametrize("derivation", ["original", "unknown"])
def test_the_origin_defaults_to_the_own_outlet(derivation: str) -> None:
    source = f"{{outlet: Herald, url: 'https://h.example', derivation: {derivation}}}"
    assert alone(article(source=source)).source.origin == ("herald",)


@pytest.mark.parametrize("derivation", ["copy", "compilation", "rewrite", "paraphrase", "translation"])
def test_whoever_restates_others_must_say_whose_reporting_it_is(derivation: str) -> None:
    found, problems = flood(article(source=f"{{outlet: Herald, url: 'https://h.example', derivation: {derivation}}}"))
    assert found is not None and not found.articles
    assert said(problems) == [
        f"herald.md:3:9 missing-origin: source.origin is missing: whose reporting does this {derivation} rest on? | "
        "name the outlets whose reporting it is: `origin: [reuters]`"
    ]


def test_an_article_with_an_unknown_outlet_or_origin_is_left_out() -> None:
    for source in (
        "{outlet: heralt, url: 'https://h.example'}",
        "{outlet: Herald, origin: Reuter, url: 'https://h.example'}",
    ):
        found, problems = flood(article(source=source), outlets=OUTLETS)
        assert found is not None and not found.articles
        assert codes(problems) == ["unknown-outlet"]
        assert problems[0].hint in ('did you mean "herald"?', 'did you mean "reuters"?')


def test_a_missing_url_is_a_warning() -> None:
    _, problems = flood(article(source="{outlet: Herald}"))
    assert said(problems) == [
        "herald.md:3:1 missing-url?: source.url is missing | readers want to check the original: give its address"
    ]


@pytest.mark.parametrize(
    ("lines", "part", "stance"),
    [
        ("", "claims", "asserts"),
        ("by: mayor", "claims", "attributes"),
        ("by: mayor\nstance: asserts", "claims", "asserts"),
        ("stance: hedges", "claims", "hedges"),
        ("", "disputes", "contradicts"),
        ("by: mayor", "disputes", "denies"),
        ("by: mayor\nstance: declines", "disputes", "declines"),
    ],
)
def test_the_stance_follows_from_the_list_and_the_speaker(lines: str, part: str, stance: str) -> None:
    found = alone(mention(f"claim: bridge-closed\n{lines}", part=part), people=PEOPLE)
    assert [each.stance for each in found.mentions] == [stance]


@pytest.mark.parametrize(("part", "stance"), [("claims", "denies"), ("disputes", "asserts")])
def test_a_stance_belongs_into_its_list(part: str, stance: str) -> None:
    found, problems = flood(mention(f"claim: bridge-closed\nby: Ann\nstance: {stance}", part=part))
    assert found is not None and not found.mentions
    assert codes(problems) == ["bad-value"]


@pytest.mark.parametrize(
    ("part", "stance"), [("claims", "attributes"), ("disputes", "denies"), ("disputes", "declines")]
)
def test_a_stance_that_needs_a_speaker_has_one(part: str, stance: str) -> None:
    found, problems = flood(mention(f"claim: bridge-closed\nstance: {stance}", part=part))
    assert found is not None and not found.mentions
    assert said(problems) == [
        f'herald.md:5:5 missing-by: a mention that "{stance}" needs `by`: on whose word? | '
        "name a person of people.yml, or write a plain name"
    ]


def test_every_field_of_a_mention_is_read() -> None:
    lines = """
claim: bridge-closed
stance: attributes
by: [mayor, Bo Ray]
via: [reuters, herald]
quote: It may reopen
after: said.
hedge: may
value: Monday
utterance: briefing
as: indirect
note: N
"""
    own = "---\ntitle: F\nclaims: {bridge-closed: {text: T}}\nutterances: {briefing: {speaker: mayor}}\n---\n"
    (found,) = alone(mention(lines), people=PEOPLE, outlets=OUTLETS, own=own).mentions
    assert (found.id, found.article, found.claim, found.stance) == (
        "herald-bridge-closed-1",
        "herald",
        "bridge-closed",
        "attributes",
    )
    assert (found.by, found.via, found.quote, found.hedge) == (
        ("mayor", "bo-ray"),
        ("reuters", "herald"),
        "It may reopen",
        "may",
    )
    assert (found.value, found.utterance, found.wording, found.note) == ("Monday", "briefing", "indirect", "N")
    assert found.spans == (Span(start=38, end=51),)


def test_via_defaults_to_the_origin_of_the_article() -> None:
    source = "{outlet: Herald, url: 'https://h.example', derivation: copy, origin: [Reuters, AP]}"
    text = article("claims:\n  - claim: bridge-closed\n  - {claim: bridge-closed, via: AFP}\n", source=source)
    assert [each.via for each in alone(text).mentions] == [("reuters", "ap"), ("afp",)]


def test_mentions_are_numbered_by_article_and_claim_and_a_faulty_one_keeps_its_number() -> None:
    front = (
        "claims:\n  - {claim: bridge-closed}\n  - {claim: bridge-closed, quote: nowhere}\n"
        "  - {claim: [other, bridge-closed]}\ndisputes:\n  - {claim: bridge-closed}\n"
    )
    own = "---\ntitle: F\nclaims: {bridge-closed: {text: T}, other: {text: U}}\n---\n"
    found, problems = flood(article(front, f"{TEXT} [words]{{claim=bridge-closed}}"), own=own)
    assert found is not None
    assert [each.id for each in found.mentions] == [
        "herald-bridge-closed-1",
        "herald-other-1",
        "herald-bridge-closed-3",
        "herald-bridge-closed-4",
        "herald-bridge-closed-5",
    ]
    assert codes(problems) == ["quote-not-found"]


def test_one_mention_may_carry_several_claims_with_the_same_words() -> None:
    own = "---\ntitle: F\nclaims: {a: {text: T}, b: {text: U}}\n---\n"
    found = alone(mention("claim: [a, b]\nquote: is closed"), own=own)
    assert [(each.claim, each.spans) for each in found.mentions] == [
        ("a", (Span(start=11, end=20),)),
        ("b", (Span(start=11, end=20),)),
    ]


def test_overlapping_nested_and_coinciding_quotations_all_keep_their_place() -> None:
    quotes = ["bridge is closed", "is closed, the mayor", "closed", "closed"]
    front = "claims:\n" + "".join(f"  - {{claim: bridge-closed, quote: '{quote}'}}\n" for quote in quotes)
    spans = [(each.spans[0].start, each.spans[0].end) for each in alone(article(front, TEXT)).mentions]
    assert spans == [(4, 20), (11, 31), (14, 20), (14, 20)]


def test_a_quotation_with_parts_has_a_span_for_each() -> None:
    (found,) = alone(mention("claim: bridge-closed\nquote: The bridge [...] reopen on Monday")).mentions
    assert found.spans == (Span(start=0, end=10), Span(start=45, end=61))


def test_a_quotation_that_is_not_there_is_an_error_where_it_is_written() -> None:
    found, problems = flood(mention("claim: bridge-closed\nquote: The bridge is open"))
    assert found is not None and not found.mentions
    assert said(problems) == [
        "herald.md:6:12 quote-not-found: the quotation “The bridge is open” is not in the body | "
        "nearest: “The bridge is closed,”\ndiffers: “open” where the body has “closed,”"
    ]


def test_an_ambiguous_quotation_is_an_error_until_it_says_which() -> None:
    text = "It may. It may not."
    _, problems = flood(mention("claim: bridge-closed\nquote: It may", text))
    assert codes(problems) == ["quote-ambiguous"]
    (found,) = alone(mention("claim: bridge-closed\nquote: It may\noccurrence: 2", text)).mentions
    assert found.spans == (Span(start=8, end=14),)


def test_an_unknown_claim_has_a_suggestion_or_a_way_out() -> None:
    _, problems = flood(mention("claim: bridge-close"))
    assert said(problems) == [
        'herald.md:5:12 unknown-claim: the claim "bridge-close" is not in story.md | did you mean "bridge-closed"?'
    ]
    _, problems = flood(mention("claim: zoo"))
    assert problems[0].hint == "add it to `claims` in story.md, or give its `text` here"


def test_of_several_claims_the_known_ones_are_kept() -> None:
    found, problems = flood(mention("claim: [zoo, bridge-closed]"))
    assert found is not None
    assert [each.claim for each in found.mentions] == ["bridge-closed"]
    assert codes(problems) == ["unknown-claim"]


def test_unknown_people_outlets_and_utterances_are_errors_that_cost_the_mention() -> None:
    for line, code, hint in (
        ("by: the-mayor", "unknown-person", 'did you mean "mayor"?'),
        ("via: reuter", "unknown-outlet", 'did you mean "reuters"?'),
        ("utterance: briefin", "unknown-utterance", 'did you mean "briefing"?'),
    ):
        own = "---\ntitle: F\nclaims: {bridge-closed: {text: T}}\nutterances: {briefing: {where: Hall}}\n---\n"
        found, problems = flood(
            mention(f"claim: bridge-closed\n{line}"), people=PEOPLE, outlets="reuters: {name: R}\n", own=own
        )
        assert found is not None and not found.mentions
        assert [(each.code, each.hint) for each in problems] == [(code, hint)]


def test_a_plain_name_that_sounds_unnamed_is_a_warning() -> None:
    found, problems = flood(mention("claim: bridge-closed\nby: several officials"), people=PEOPLE)
    assert found is not None
    assert said(problems) == [
        "herald.md:6:9 perhaps-unnamed?: “several officials” reads like an unnamed source, but counts as a named one | "
        "add it to people.yml with `named: false`"
    ]
    assert found.mentions[0].by == ("several-officials",)


def test_a_known_unnamed_source_is_no_warning() -> None:
    assert alone(mention("claim: bridge-closed\nby: two officials"), people=PEOPLE).mentions[0].by == ("two-officials",)


def test_a_mention_on_the_word_of_a_faulty_person_is_left_out_without_another_error() -> None:
    found, problems = flood(mention("claim: bridge-closed\nby: mayor"), people="mayor: {nam: Ann}\n")
    assert found is not None and not found.mentions
    assert codes(problems) == ["missing-field", "unknown-key"]


def test_a_hedge_stands_inside_the_quotation() -> None:
    (found,) = alone(mention("claim: bridge-closed\nquote: It may  reopen\nhedge: may\u00a0reopen")).mentions
    assert found.hedge == "may\u00a0reopen"
    _, problems = flood(mention("claim: bridge-closed\nquote: on Monday\nhedge: may"))
    assert said(problems) == ["herald.md:7:12 hedge-not-in-quote: the hedge “may” is not inside the quotation"]


def test_a_span_in_the_body_is_a_mention() -> None:
    text = 'He [did *not* ask]{claim=bridge-closed stance=denies by="Ann Lee, Bo Ray" via=AP hedge=ask value=3 note=n}.'
    (found,) = alone(article("", text)).mentions
    assert (found.stance, found.by, found.via, found.quote, found.hedge, found.value, found.note) == (
        "denies",
        ("ann-lee", "bo-ray"),
        ("ap",),
        "did not ask",
        "ask",
        "3",
        "n",
    )
    assert found.spans == (Span(start=3, end=14),)
    assert found.address.line == 6


@pytest.mark.parametrize(
    ("span", "stance"),
    [
        ("[x]{claim=bridge-closed}", "asserts"),
        ("[x]{claim=bridge-closed by=Ann}", "attributes"),
        ("[x]{claim=bridge-closed stance=contradicts}", "contradicts"),
    ],
)
def test_the_stance_of_a_span_is_any_of_both_lists(span: str, stance: str) -> None:
    assert alone(article("", span)).mentions[0].stance == stance


def test_a_span_may_carry_several_claims() -> None:
    own = "---\ntitle: F\nclaims: {a: {text: T}, b: {text: U}}\n---\n"
    for claims in ('"a b"', '"a, b"', '"a,b"'):
        found = alone(article("", f"[x]{{claim={claims}}}"), own=own)
        assert [each.claim for each in found.mentions] == ["a", "b"]


def test_a_span_with_a_mistake_is_an_error_at_its_line() -> None:
    _, problems = flood(article("", "One.\n\n[x]{claim=bridge-closed stanc=denies} [y]{by=Ann}"))
    assert said(problems) == [
        'herald.md:8:1 unknown-key: "stanc" is not a key here | did you mean "stance"?',
        "herald.md:8:1 bad-value: claim needs at least one | a span is written [words]{claim=… stance=… by=…}",
    ]


def test_a_span_may_define_its_claim_on_the_spot() -> None:
    found = good(article("", '[x]{claim=new text="Something new"}'))
    assert [claim.text for claim in found.claims] == ["The bridge is closed", "Something new"]


@pytest.mark.parametrize("field", ["quote=other", "occurrence=2", "after=that"])
def test_a_field_that_means_nothing_in_a_span_is_an_error(field: str) -> None:
    _, problems = flood(article("", f"[x]{{claim=bridge-closed {field}}}"))
    assert codes(problems) == ["unknown-key"]


def test_changes_name_an_article_or_an_outlet_and_find_their_words() -> None:
    front = (
        "changes:\n"
        "  - {from: other, kind: number, weight: high, before: three, after: is closed, note: N}\n"
        "  - {from: Reuters, kind: word}\n"
    )
    found = good({"herald": article(front, TEXT), "other": article(source=SOURCE.replace("Herald", "Other"))})
    assert found.articles[0].changes == (
        Change(
            source="other",
            kind="number",
            weight="high",
            before="three",
            after="is closed",
            note="N",
            span=Span(start=11, end=20),
        ),
        Change(source="reuters", kind="word"),
    )


def test_a_change_from_nowhere_is_an_error() -> None:
    front = "changes:\n  - {from: othr, kind: word}\n"
    texts = {"herald": article(front), "other": article()}
    found, problems = flood(texts)
    assert found is not None and not found.articles[0].changes
    assert said(problems) == ['herald.md:5:12 unknown-article: there is no article "othr" | did you mean "other"?']


def test_a_changed_wording_that_is_not_there_is_a_warning() -> None:
    found, problems = flood(article("changes:\n  - {from: AP, kind: word, after: was closed}\n", TEXT))
    assert found is not None
    assert found.articles[0].changes[0].span is None
    assert [(each.code, each.severity, each.message) for each in problems] == [
        ("change-not-found", "warning", "the changed wording “was closed” is not in the body")
    ]


def test_skipped_lines_are_kept_out_of_the_body_and_of_quotations() -> None:
    text = "Subscribe now!\n\nThe bridge is closed."
    assert alone(article("skip: Subscribe now!\n", text)).body.text == "The bridge is closed."
    front = "skip: [Subscribe now!]\nclaims:\n  - {claim: bridge-closed, quote: Subscribe}\n"
    assert codes(flood(article(front, text))[1]) == ["quote-not-found"]


def test_a_skipped_line_that_is_not_there_is_a_warning() -> None:
    _, problems = flood(article("skip:\n  - Subscribe\n", "Subscribe now!"))
    assert said(problems) == [
        "herald.md:5:5 skip-not-found?: the line to skip is not in the body: “Subscribe” | "
        "copy the whole line as it stands"
    ]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("cliams: []\n", 'herald.md:4:1 unknown-key: "cliams" is not a key here | did you mean "claims"?'),
        ("draft: perhaps\n", 'herald.md:4:8 wrong-type: draft must be true or false, not "perhaps"'),
        ("lang: English (US)\n", 'herald.md:4:7 bad-value: "English (US)" is no value of lang | '
         'a language tag such as "en", "pt-BR" or "zh-Hans"'),
        ("claims: bridge-closed\n", 'herald.md:4:9 wrong-type: claims must be a list, not "bridge-closed" | '
         'begin each item on a line of its own with "- "'),
        ("title: Again\n", 'herald.md:4:1 duplicate-key: "title" is given twice | keep one of the two'),
    ],
)  # fmt: skip
def test_a_mistake_outside_of_a_list_costs_the_article(front: str, expected: str) -> None:
    found, problems = flood(article(front))
    assert found is not None and not found.articles
    assert said(problems) == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{outlet: H, url: h.example}", 'herald.md:3:26 bad-url: source.url: "h.example" is not an address that '
         "begins with https:// or http://"),
        ("{outlet: H, published: 2031-05-13T10:00}", 'herald.md:3:32 date-without-offset: source.published: '
         '"2031-05-13T10:00" has no offset from UTC | add the offset, for example 2022-03-14T14:04-06:00 or …Z'),
        ("{outlet: H, published: yesterday}", 'herald.md:3:32 bad-date: source.published: "yesterday" is not a date | '
         "write 2022-03-14, 2022-03-14T14:04-06:00, 2022-03-13?, ../2022-03-14 or unknown"),
        ("{outlet: H, retrieved: unknown}", 'herald.md:3:32 bad-date: source.retrieved: "unknown" is not a date | '
         "write 2022-03-14, 2022-03-14T14:04-06:00, 2022-03-13?, ../2022-03-14 or unknown"),
        ("{outlet: H, derivation: copied}", 'herald.md:3:33 bad-value: "copied" is no value of source.derivation | '
         'did you mean "copy"?'),
        ("{url: 'https://h.example'}", "herald.md:3:9 missing-field: outlet is missing in source | "
         "add the id or the name of the outlet that published this"),
        ("Herald", 'herald.md:3:9 wrong-type: source must be a mapping of keys to values, not "Herald"'),
    ],
)  # fmt: skip
def test_a_mistake_in_the_source_costs_the_article(source: str, expected: str) -> None:
    found, problems = flood(article(source=source))
    assert found is not None and not found.articles
    assert said(each for each in problems if each.severity == "error") == [expected]


def test_an_address_with_a_mistake_is_not_called_missing() -> None:
    assert codes(flood(article(source="{outlet: H, url: h.example}"))[1]) == ["bad-url"]


@pytest.mark.parametrize(
    "mistake",
    ["draft: perhaps\n", "draft: true\ndraft: false\n", "draft:\n", "drft: true\n"],
)
def test_an_article_whose_draft_is_unclear_is_not_published(mistake: str) -> None:
    found, problems = flood(article(mistake))
    assert found is not None and not found.articles
    assert len(problems) == 1


@pytest.mark.parametrize(
    "mistake", ["rights: quotes-onl", "rights: full, rights: quotes-only", "rights: ", "rigths: x"]
)
def test_an_article_whose_rights_are_unclear_is_not_published(mistake: str) -> None:
    source = f"{{outlet: H, url: 'https://h.example', {mistake}}}"
    found, problems = flood(article(source=source), settings=Settings(rights="full"))
    assert found is not None and not found.articles
    assert len(problems) == 1


def test_a_mistake_in_a_mention_costs_that_mention_alone() -> None:
    front = (
        "claims:\n  - {claim: bridge-closed, quot: x}\n  - {claim: bridge-closed, note: second}\n"
        "  - {claim: []}\n  - {claim: Bridge Closed}\n  -\ndisputes:\n  - {claim: bridge-closed, stance: denys}\n"
        "  - {claim: bridge-closed, note: last}\nchanges:\n  - {kind: word}\n  - {from: AP, kind: word}\n"
    )
    found, problems = flood(article(front))
    assert found is not None
    assert [each.note for each in found.mentions] == ["second", "last"]
    assert [each.address.line for each in found.mentions] == [6, 12]
    assert [each.source for each in found.articles[0].changes] == ["ap"]
    assert sorted(said(problems)) == [
        'herald.md:11:36 bad-value: "denys" is no value of disputes[1].stance | did you mean "denies"?',
        "herald.md:14:5 missing-field: from is missing in changes[1] | "
        "name the article, or the outlet, whose version was changed",
        'herald.md:5:28 unknown-key: "quot" is not a key here | did you mean "quote"?',
        "herald.md:7:13 bad-value: claims[3].claim needs at least one",
        'herald.md:8:13 bad-id: "Bridge Closed" cannot be an id | '
        'letters a-z, digits and single hyphens, at most 80: try "bridge-closed"',
        "herald.md:9:4 wrong-type: claims[5] must be a mapping of keys to values, not nothing",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Just a text.", "there is no front matter"),
        ("", "there is no front matter"),
        ("---\ntitle: x\n\nA body.", "the front matter has no end"),
    ],
)
def test_a_file_without_front_matter_is_no_article(text: str, message: str) -> None:
    found, problems = flood(text)
    assert found is not None and not found.articles
    assert [(each.code, each.message, each.origin.line) for each in problems] == [("no-front-matter", message, 1)]


def test_what_is_no_yaml_costs_the_article_and_has_its_place_in_the_file() -> None:
    found, problems = flood("---\ntitle: Fear: the return: part 2\n---\n")
    assert found is not None and not found.articles
    assert [(each.code, each.origin.line, each.origin.column) for each in problems] == [("bad-yaml", 2, 12)]


def test_a_link_that_leads_nowhere_or_is_unsafe_is_a_warning_at_its_line() -> None:
    text = "[a](other.md) [b](othr.md) [c](//evil.example)\n\n![d](map.png) [e](page.html)"
    _, problems = flood({"herald": article("", text), "other": article()}, assets=("map.png", "page.html"))
    assert said(problems) == [
        "herald.md:6:1 unsafe-link?: the link to //evil.example is left out | "
        "only https, http, mailto and relative links are kept",
        'herald.md:6:1 broken-link?: the link to othr.md leads nowhere | did you mean "other.md"?',
        "herald.md:8:1 unpublishable-file?: page.html is not published: a file of this kind can run as code in a "
        "reader's browser | give it another form: png or jpg for a picture, pdf for a document, csv for a table",
    ]


def test_a_list_given_twice_costs_the_article_and_is_one_mistake() -> None:
    _, problems = flood(article("claims:\n  - claim: bridge-closed\nclaims:\n  - claim: bridge-closed\n", TEXT))
    assert codes(problems) == ["duplicate-key"]
