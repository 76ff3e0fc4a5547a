"""Pairs of articles that stand side by side, and the warning where nobody says why they are alike."""

from dataclasses import replace
from itertools import pairwise

from compare.test_passages import TIDE, written
from compare.toys import changed, report, told

from sitegen.compare.comparison import comparison
from sitegen.compare.copies import is_declared, undeclared_rewrites
from sitegen.model.article import Article
from sitegen.model.comparison import Pair

LONG = (
    "The harbour bridge was closed on Friday, and the town put up signs at both of its ends. Trams now turn at the old "
    "market, where a bus takes people over the upper bridge. The water board expects the river to fall from Sunday on. "
    "Until then nobody may walk along the quay, and the ferry stays at its pier. Shops in the lower town have put sand "
    "before their doors, and the school stays closed until Tuesday, since the council meets on that day to say what is "
    "to be done."
)
WORDY = (
    LONG.replace("was closed on Friday", "has been shut since Friday")
    .replace("the ferry stays", "the boats stay")
    .replace("put sand", "laid sand")
)


def of(article: Article, text: str) -> Article:
    return replace(article, body=replace(article.body, text=text))


def pairs(*articles: Article) -> tuple[Pair, ...]:
    return comparison(told(*articles)).pairs


def warned(*articles: Article) -> list[str]:
    return [f"{each.origin.path}: {each.message}" for each in undeclared_rewrites(told(*articles))]


def test_a_likely_rewrite_that_nobody_declared_is_a_warning_at_the_later_article() -> None:
    (said,) = undeclared_rewrites(told(of(report("a"), LONG), of(report("b"), WORDY)))
    assert said.severity == "warning" and said.code == "undeclared-rewrite"
    assert said.message == (
        'much of it stands in "a" too: of the text outside quotation marks 88 % here and 89 % there'
    )
    assert "`origin: a`" in said.hint


def test_a_declared_rewrite_is_no_warning() -> None:
    one = of(report("a"), LONG)
    for other in (
        report("b", origin="a", derivation="copy"),
        report("b", origin="wire", derivation="paraphrase", changes=(changed("a"),)),
        report("a", id="a-again"),
    ):
        assert warned(one, of(other, WORDY)) == []


def test_an_origin_alone_does_not_declare_it() -> None:
    assert warned(of(report("a"), LONG), of(report("b", origin="a"), WORDY))
    assert warned(of(report("a"), LONG), of(report("b", origin="wire", derivation="copy"), WORDY))


def test_two_prints_of_one_agency_are_declared_if_one_of_them_says_that_it_is_derived() -> None:
    one, two = report("a", origin="wire", derivation="copy"), report("b", origin="wire")
    assert is_declared(one, two) and is_declared(two, one)
    assert not is_declared(report("a", origin="wire"), report("b", origin="wire"))


def test_pairs_are_likely_rewrites_then_what_has_a_verbatim_passage_or_says_that_it_is_a_version() -> None:
    found = pairs(
        of(report("a"), LONG),
        of(report("b"), f"As I said, {TIDE}."),
        of(report("c"), f"So {TIDE}. “{TIDE.upper()} and so on and on and on.”"),
        of(report("d", origin="b", derivation="translation"), "Die Flut kam über die alte Mauer."),
        of(report("e"), WORDY),
        of(report("f"), "Something else."),
    )
    assert [each.articles for each in found] == [("a", "e"), ("b", "c"), ("b", "d")]
    assert [each.is_rewrite for each in found] == [True, False, False]
    assert [each.shared for each in found] == [(89, 88), (89, 97), (0, 0)]


def test_a_shared_quotation_alone_makes_no_pair() -> None:
    assert pairs(written("a", f"“{TIDE}.”"), written("b", f"“{TIDE}!”")) == ()


def test_threads_are_alike_on_both_sides_and_overlap_on_neither() -> None:
    quoted = f"“{TIDE} again.”"
    one, two = of(report("a"), f"{LONG} {quoted} He left."), of(report("b"), f"{quoted} {WORDY} She left.")
    (pair,) = pairs(one, two)
    assert [(each.kind, each.words) for each in pair.threads] == [
        ("verbatim", 49),
        ("rewrite", 9),
        ("verbatim", 25),
        ("quotation", 18),
    ]
    for side, text in enumerate((one.body.text, two.body.text)):
        spans = sorted((each.spans[side].start, each.spans[side].end) for each in pair.threads)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
        assert all(text[start:end].strip(" .“”,") == text[start:end] for start, end in spans)
    for each in pair.threads:
        first, second = each.spans
        assert one.body.text[first.start : first.end] == two.body.text[second.start : second.end]


def test_a_story_has_no_more_than_sixty_pairs() -> None:
    assert len(pairs(*(of(report(f"o{number}"), LONG) for number in range(13)))) == 60
