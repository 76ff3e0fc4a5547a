"""What of an article may leave the machine, and how much stands beside a quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.load.anchoring import Misplaced, place
from sitegen.load.markdown import reading
from sitegen.model.article import Article, Mention, Source
from sitegen.model.terms import Rights
from sitegen.model.text import Span
from sitegen.pages.rights import CONTEXT, context, shown, shown_text

TEXT = """\
First paragraph, without a quotation.

A long night for all who lived beside the river, and then the bridge was closed by order of the mayor of the port.

Last paragraph, without a quotation.
"""
QUOTE = "the bridge was closed"


def article(text: str, *quotes: str, rights: Rights = "quotes-only") -> Article:
    body = reading(text).body
    mentions = []
    for number, quote in enumerate(quotes, start=1):
        spans = place(quote, body)
        assert not isinstance(spans, Misplaced), spans
        mentions.append(Mention(id=f"m-{number}", article="a", claim="c", stance="asserts", quote=quote, spans=spans))
    source = Source(outlet="herald", origin=("herald",), rights=rights)
    return Article(id="a", title="A", lang="en", source=source, mentions=tuple(mentions), body=body)


def stretches(it: Article) -> list[str]:
    return [it.body.text[span.start : span.end] for span in shown(it)]


def test_in_full_everything_is_shown() -> None:
    it = article(TEXT, rights="full")
    assert stretches(it) == [it.body.text]


def test_an_empty_body_has_nothing_to_show() -> None:
    assert stretches(article("", rights="full")) == []


def test_an_excerpt_is_the_whole_paragraph_of_every_quotation() -> None:
    assert stretches(article(TEXT, QUOTE, rights="excerpt")) == [TEXT.split("\n\n")[1]]


@pytest.mark.parametrize("rights", ["excerpt", "quotes-only"])
def test_without_a_quotation_nothing_is_shown(rights: Rights) -> None:
    assert stretches(article(TEXT, rights=rights)) == []


def test_a_quotation_is_shown_with_at_most_32_characters_on_either_side_cut_at_words() -> None:
    assert stretches(article(TEXT, QUOTE)) == [
        " beside the river, and then the bridge was closed by order of the mayor of the"
    ]


def test_context_ends_with_the_paragraph() -> None:
    assert stretches(article("One.\n\nTwo three.\n\nFour.", "Two")) == ["Two three."]


def test_a_word_that_would_be_cut_is_left_out() -> None:
    long = "x" * 40
    assert stretches(article(f"{long} quoted {long}", "quoted")) == [" quoted"]
    assert stretches(article(f"{long}quoted{long}", "quoted")) == ["quoted"]


def test_stretches_that_meet_are_one() -> None:
    assert stretches(article("one two three four", "one", "four")) == ["one two three four"]


def test_quotations_far_apart_are_two_stretches() -> None:
    far = "lorem " * 20
    assert stretches(article(f"begin {far}end", "begin", "end")) == [
        "begin lorem lorem lorem lorem lorem", " lorem lorem lorem lorem lorem end",
    ]  # fmt: skip


def test_a_quotation_of_several_parts_does_not_show_what_it_leaves_out() -> None:
    it = article(f"begin {'secret ' * 20}end", "begin [...] end")
    assert context(it, it.mentions[0]) == ("", "begin […] end", "")
    assert max(map(len, stretches(it))) <= len("begin ") + CONTEXT


def test_context_is_told_apart_from_the_quotation() -> None:
    it = article(TEXT, QUOTE)
    assert context(it, it.mentions[0]) == (
        " beside the river, and then ", "the bridge was closed", " by order of the mayor of the",
    )  # fmt: skip


def test_a_mention_without_a_quotation_has_no_context() -> None:
    it = article(TEXT)
    assert context(it, Mention(id="m", article="a", claim="c", stance="asserts")) == ("", "", "")


def test_an_omission_in_the_text_ends_the_context() -> None:
    it = article("Before it [...] this was quoted here [...] and after it.", "was quoted")
    assert context(it, it.mentions[0]) == (" this ", "was quoted", " here ")


@given(
    st.lists(st.lists(st.text("abé’ \n漢", min_size=1, max_size=50), min_size=1, max_size=3), min_size=1, max_size=4),
    st.data(),
)
def test_never_more_than_32_characters_nor_another_paragraph(blocks: list[list[str]], data: st.DataObject) -> None:
    body = reading("\n\n".join(" ".join(each) for each in blocks)).body
    if not body.text.strip():
        return
    start = data.draw(st.integers(0, len(body.text) - 1))
    end = data.draw(st.integers(start + 1, len(body.text)))
    mention = Mention(id="m", article="a", claim="c", stance="asserts", spans=(Span(start=start, end=end),))
    it = Article(id="a", title="A", lang="en", source=Source(outlet="o", origin=("o",)), mentions=(mention,), body=body)
    (stretch,) = shown(it)
    assert start - CONTEXT <= stretch.start <= start
    assert end <= stretch.end <= end + CONTEXT
    assert "\n\n" not in body.text[stretch.start : start]
    assert "\n\n" not in body.text[end : stretch.end]
    assert not body.text[stretch.start : start] or body.text[: stretch.start][-1:].strip() == "" or (
        body.text[stretch.start].strip() == ""
    )  # fmt: skip


def test_what_stands_before_a_selector_is_what_may_be_shown_there() -> None:
    it = article(TEXT, QUOTE)
    (stretch,) = shown(it)
    start, end = it.mentions[0].spans[0].start, it.mentions[0].spans[0].end
    assert shown_text(it, stretch, start - 64, start) == " beside the river, and then "
    assert shown_text(it, stretch, end, end + 64) == " by order of the mayor of the"


def test_words_beside_a_selector_stand_directly_beside_it() -> None:
    it = article("The bridge is closed.\n\nNobody was hurt.", "is closed.", "Nobody")
    first, second = shown(it)
    start, end = it.mentions[1].spans[0].start, it.mentions[0].spans[0].end
    assert shown_text(it, second, start - CONTEXT, start) == ""
    assert shown_text(it, first, end, end + CONTEXT) == ""
    assert shown_text(it, first, end - CONTEXT, end - len("is closed.")) == "The bridge "
