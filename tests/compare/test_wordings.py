"""Every printed wording of what was said, against the official text or the longest wording."""

import pytest
from compare.papers import collated, prints, wordings

SAID = "Yesterday the gate was closed by hand. Nobody rang the bell, and nobody will."


def test_a_word_that_changed_inside_quotation_marks_is_told_from_one_outside() -> None:
    inside = prints("herald", "“The gate was shut by hand,” she said.", "The gate was shut by hand")
    outside = prints("courier", "She said the gate was shut by hand.", "the gate was shut by hand")
    assert wordings(inside, outside, official=SAID) == [
        "herald: changed: The gate was {!closed > shut} by hand",
        "courier: changed: the gate was {closed > shut} by hand",
    ]


def test_a_quotation_that_has_its_marks_with_it_is_shown_without_them() -> None:
    assert wordings(prints("herald", "“Nobody rang the bells.”"), official="Nobody rang the bell.") == [
        "herald: changed: Nobody rang the {!bell > bells}."
    ]


def test_what_lies_around_an_excerpt_is_not_left_out() -> None:
    [found] = collated(
        prints("herald", "“Nobody rang the bell,” she said.", "Nobody rang the bell"), official=SAID
    ).wordings
    assert (found.relation, found.part, found.lead, found.rest) == ("part", True, "", "and nobody will")


def test_an_excerpt_that_begins_inside_a_sentence_says_what_it_leaves_before() -> None:
    [found] = collated(prints("herald", "the gate was closed by hand"), official=SAID).wordings
    assert (found.relation, found.lead, found.rest) == ("part", "Yesterday", "")


def test_words_in_the_middle_are_left_out_and_put_in() -> None:
    assert wordings(prints("herald", "“Yesterday the old gate was closed.”"), official=SAID) == [
        "herald: changed: Yesterday the {!> old} gate was closed."
    ]
    assert wordings(prints("herald", "“Yesterday the gate closed by hand.”"), official=SAID) == [
        "herald: changed: Yesterday the gate {!was >}closed by hand."
    ]


def test_words_of_its_own_at_an_end_stand_for_those_of_the_same_sentence() -> None:
    article = prints("herald", "“Yesterday the gate was closed with an iron key”")
    assert wordings(article, official=SAID) == [
        "herald: changed: Yesterday the gate was closed {!by hand > with an iron key}"
    ]


def test_a_gap_says_itself_that_words_are_missing() -> None:
    text = "“The gate was closed by hand,” she said. “Nobody rang the bell.”"
    article = prints("herald", text, "The gate was closed by hand...Nobody rang the bell.")
    assert wordings(article, official=SAID) == ["herald: part: The gate was closed by hand […] Nobody rang the bell."]


@pytest.mark.parametrize(
    "printed",
    ["THE U.S. GATE: 5000 – ‘CLOSED’", "the US gate: 5,000 - 'closed'", "The U.S. gate: 5,000 — “closed”"],
)
def test_typography_is_no_change(printed: str) -> None:
    assert [
        each.relation for each in collated(prints("herald", printed), official='The US gate: 5,000 — "closed"').wordings
    ] == ["same"]


def test_punctuation_is_marked_only_when_nothing_else_differs() -> None:
    said = "We waited, and the gate stayed open."
    comma = prints("herald", "We waited and the gate stayed open.")
    word = prints("courier", "We waited and the gate stays open.")
    assert wordings(comma, word, official=said) == [
        "herald: repunctuated: We waited{, >} and the gate stayed open.",
        "courier: changed: We waited and the gate {stayed > stays} open.",
    ]


def test_one_wording_of_several_outlets_is_shown_once() -> None:
    same = (prints("herald", "The gate was closed by hand."), prints("courier", "“The gate was closed by hand”"))
    marked = prints("gazette", "“The gate was closed by hand,”", "The gate was closed by hand")
    assert wordings(*same, marked, official=SAID) == [
        "herald: part: The gate was closed by hand.",
        "courier gazette: part: The gate was closed by hand",
    ]


def test_the_same_words_tied_to_two_claims_are_one_wording() -> None:
    twice = prints("herald", "The gate was closed by hand.", "The gate was closed", "The gate was closed")
    assert wordings(twice, official=SAID) == ["herald: part: The gate was closed"]


def test_indirect_speech_and_translations_are_shown_whole_and_last() -> None:
    articles = (
        prints("herald", "that nobody had rung the bell", form="indirect"),
        prints("bote", "Niemand hat geläutet", form="translated", lang="de"),
        prints("courier", "Nobody rang the bell"),
    )
    assert wordings(*articles, official=SAID) == [
        "courier: part: Nobody rang the bell",
        "herald: whole: that nobody had rung the bell",
        "bote: whole: Niemand hat geläutet",
    ]


def test_without_an_official_text_the_longest_wording_is_the_reference() -> None:
    short, long = prints("herald", "the gate was opened"), prints("courier", "Yesterday the gate was closed by hand.")
    assert wordings(short, long) == [
        "courier: reference: Yesterday the gate was closed by hand.",
        "herald: changed: the gate was {closed by hand > opened}",
    ]


def test_other_sentences_of_the_same_occasion_are_compared_among_themselves() -> None:
    articles = (
        prints("herald", "The gate was closed by hand."),
        prints("courier", "Our engineers are looking for somebody who heard it."),
        prints("gazette", "Our engineers are looking for anybody who heard it."),
        prints("klaxon", "Ask me tomorrow!"),
    )
    assert wordings(*articles, official=SAID) == [
        "herald: part: The gate was closed by hand.",
        "courier: reference: Our engineers are looking for somebody who heard it.",
        "gazette: changed: Our engineers are looking for {somebody > anybody} who heard it.",
        "klaxon: apart: Ask me tomorrow!",
    ]


def test_little_words_in_common_do_not_make_two_sentences_one() -> None:
    other = prints("klaxon", "Ask the mayor, and ask him by Friday.")
    assert wordings(other, official=SAID) == ["klaxon: apart: Ask the mayor, and ask him by Friday."]


def test_a_little_word_far_from_the_rest_is_not_where_an_excerpt_begins() -> None:
    said = "The gate has been there since my father kept it and rang its bell. Nobody rings that bell today."
    found = prints("herald", "The old bell: nobody rings that bell today.")
    assert wordings(found, official=said) == ["herald: changed: {> The old} bell: nobody rings that bell today."]


def test_a_single_wording_is_compared_with_nothing() -> None:
    said = prints("herald", "The gate was closed.")
    assert wordings(said) == ["herald: whole: The gate was closed."]
    assert wordings(prints("courier", "that a gate was closed", form="indirect"), said) == [
        "herald: whole: The gate was closed.",
        "courier: whole: that a gate was closed",
    ]


def test_whoever_says_that_quoted_words_were_altered_is_believed() -> None:
    cut_off = prints("herald", "[...] the gate was shut by hand [...]", "the gate was shut by hand", form="altered")
    assert wordings(cut_off, official=SAID) == ["herald: changed: the gate was {!closed > shut} by hand"]


def test_what_was_cut_off_at_the_marks_is_missing_inside_of_them() -> None:
    text = "He expects a report in “ten months”."
    assert wordings(
        prints("herald", text, form="altered"), official="I expect a report in ten days, not ten months."
    ) == ["herald: changed: {I expect > He expects} a report in “{!ten days, not >}ten months”."]


def test_a_quotation_without_words_is_no_wording() -> None:
    assert wordings(prints("herald", "“…” said nobody.", "…"), prints("courier", "Nobody spoke"), official="") == [
        "courier: whole: Nobody spoke"
    ]


def test_scripts_without_spaces_are_compared_sign_by_sign() -> None:
    assert wordings(prints("asahi", "「門は昨日開いた」", form=None, lang="ja"), official="門は昨日閉じた") == [
        "asahi: changed: 門は昨日{!閉じ > 開い}た"
    ]


def test_marks_of_a_script_belong_to_its_words() -> None:
    said = "لم يفتح أحد البوابة سطرًا سطرًا"
    assert wordings(prints("sawt", "لم يفتح أحدٌ الباب سطرًا سطرًا", lang="ar"), official=said) == [
        "sawt: changed: لم يفتح {أحد البوابة > أحدٌ الباب} سطرًا سطرًا"
    ]


def test_long_quotations_are_compared_too() -> None:
    said = " ".join(f"Sentence {number} says that gate {number} is closed." for number in range(60))
    printed = said.replace("gate 30 is closed", "gate 30 is open").replace("Sentence 50", "Paragraph 50")
    assert len(said) > 1500
    [found] = collated(prints("herald", f"“{printed}”"), official=said).wordings
    assert [(run.before, run.after) for run in found.runs if run.kind != "same"] == [
        ("closed", "open"),
        ("Sentence", "Paragraph"),
    ]


def test_ten_wordings_stand_in_the_order_of_their_articles() -> None:
    articles = [prints(f"paper-{number}", f"The gate was closed by {number} hands") for number in range(10)]
    assert [each.printed[0][0] for each in collated(*articles, official=SAID).wordings] == [
        f"paper-{number}" for number in range(10)
    ]
