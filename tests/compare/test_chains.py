"""Chains: how many really independent reports stand behind a claim (PRODUCT §3)."""

import pytest
from compare.toys import changed, found, groups, report, says, told

from sitegen.compare.comparison import comparison


def test_two_newsrooms_that_report_on_their_own_are_two_chains() -> None:
    assert groups(found(report("ap", says()), report("nyt", says()))) == ["ap: ap", "nyt: nyt"]


def test_two_articles_on_the_reporting_of_a_third_are_one_chain() -> None:
    assert groups(found(report("a", says(), origin="ap"), report("b", says(), origin="ap"))) == ["a+b: ap"]


def test_a_chain_joins_what_a_common_member_joins() -> None:
    articles = (
        report("a", says(), origin="ap"),
        report("b", says(), origin="nyt"),
        report("c", says(), origin="nyt ap"),
        report("d", says()),
    )
    assert groups(found(*articles)) == ["a+b+c: ap nyt", "d: d"]


def test_via_counts_and_not_the_origin_of_the_whole_article() -> None:
    articles = (report("a", says(via="ap"), origin="nyt"), report("b", says(), origin="nyt"))
    assert groups(found(*articles)) == ["a: ap", "b: nyt"]


def test_every_mention_adds_its_own_origins() -> None:
    assert groups(found(report("a", says(via="ap"), says(via="nyt")), report("b", says(), origin="nyt"))) == [
        "a+b: ap nyt"
    ]


def test_an_outlet_whose_article_supports_the_claim_is_replaced_by_its_origins() -> None:
    assert groups(found(report("a", says(via="b")), report("b", says(), origin="ap"))) == ["a+b: ap"]


def test_an_outlet_whose_article_does_not_support_the_claim_stays_the_origin() -> None:
    articles = (report("a", says(via="b")), report("b", says("denies", by="ann"), origin="ap"))
    assert groups(found(*articles)) == ["a: b"]
    articles = (report("a", says(via="b")), report("b", says(about="other"), origin="ap"))
    assert groups(found(*articles)) == ["a: b"]


def test_an_outlet_whose_article_was_retracted_stays_the_origin() -> None:
    assert groups(found(report("a", says(via="b")), report("b", says(), origin="ap", status="retracted"))) == ["a: b"]


def test_a_copy_of_a_copy_leads_to_the_far_end() -> None:
    articles = (report("a", says(), origin="b"), report("b", says(), origin="c"), report("c", says(), origin="ap"))
    assert groups(found(*articles)) == ["a+b+c: ap"]


def test_an_outlet_with_two_articles_is_replaced_by_the_origins_of_both() -> None:
    articles = (
        report("a", says(via="b")),
        report("b", says(), origin="ap", id="b-1"),
        report("b", says(), origin="nyt", id="b-2"),
    )
    assert groups(found(*articles)) == ["a+b-1+b-2: ap nyt"]


def test_an_outlet_that_is_its_own_origin_is_not_replaced_by_itself() -> None:
    articles = (report("b", says(), id="b-1"), report("b", says(), origin="ap", id="b-2"))
    assert groups(found(*articles)) == ["b-1: b", "b-2: ap"]
    assert groups(found(report("a", says(), origin="a ap"))) == ["a: a ap"]


@pytest.mark.parametrize("derivation", ["copy", "paraphrase", "translation"])
def test_a_version_that_names_the_other_in_its_changes_is_the_same_report(derivation: str) -> None:
    articles = (
        report("a", says(), origin="ap", derivation=derivation, changes=(changed("b"),)),
        report("b", says(), origin="nyt"),
    )
    assert groups(found(*articles)) == ["a+b: ap nyt"]


@pytest.mark.parametrize("derivation", ["original", "compilation", "rewrite", "unknown"])
def test_another_kind_of_article_that_names_the_other_in_its_changes_is_not(derivation: str) -> None:
    articles = (
        report("a", says(), origin="ap", derivation=derivation, changes=(changed("b"),)),
        report("b", says(), origin="nyt"),
    )
    assert groups(found(*articles)) == ["a: ap", "b: nyt"]


def test_a_version_of_an_article_that_does_not_support_the_claim_joins_nothing() -> None:
    articles = (
        report("a", says(), origin="ap", derivation="copy", changes=(changed("b"),)),
        report("b", says(about="other")),
        report("c", says()),
    )
    assert groups(found(*articles)) == ["a: ap", "c: c"]


def test_only_support_is_counted() -> None:
    articles = (
        report("a", says("attributes", by="ann"), says("denies", by="bob", via="nyt")),
        report("b", says("declines", by="bob")),
        report("c", says("contradicts")),
        report("d", says("hedges")),
    )
    assert groups(found(*articles)) == ["a: a", "d: d"]
    assert found(*articles).articles == ("a", "d")
    assert found(*articles).origins == ("a", "d")


def test_the_order_of_articles_changes_nothing_in_the_chains() -> None:
    articles = (
        report("z", says(), origin="ap"),
        report("m", says(), origin="nyt ap"),
        report("a", says(), origin="nyt"),
    )
    assert groups(found(*articles)) == groups(found(*reversed(articles))) == ["a+m+z: ap nyt"]


def columns(*articles: object) -> list[str]:
    chains = comparison(told(*articles)).chains  # type: ignore[arg-type]
    return [f"{'+'.join(chain.members)}: {' '.join(chain.origins)}" for chain in chains]


def test_all_articles_of_a_story_stand_in_chains_whatever_they_say() -> None:
    assert columns(report("a"), report("b", origin="ap"), report("c", origin="ap")) == ["a: a", "b+c: ap"]


def test_an_article_stands_in_the_chain_of_the_article_that_it_rests_on() -> None:
    assert columns(report("a", origin="b"), report("b", origin="ap"), report("c")) == ["a+b: ap", "c: c"]
    assert columns(report("a", origin="b"), report("b"), report("c")) == ["a+b: b", "c: c"]
    assert columns(report("a", origin="b ap"), report("b")) == ["a+b: ap b"]


def test_a_copy_stands_in_the_chain_of_the_article_that_it_names() -> None:
    copy = report("a", origin="ap", derivation="copy", changes=(changed("b"),))
    assert columns(copy, report("b", origin="nyt")) == ["a+b: ap nyt"]
    rewrite = report("a", origin="ap", derivation="rewrite", changes=(changed("b"),))
    assert columns(rewrite, report("b", origin="nyt")) == ["a: ap", "b: nyt"]


def test_a_chain_of_a_story_keeps_an_origin_even_in_a_circle() -> None:
    assert columns(report("a", origin="b"), report("b", origin="a")) == ["a+b: a b"]
