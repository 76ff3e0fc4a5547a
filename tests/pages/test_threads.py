"""The text of an article with what it shares with another one marked."""

import re

from hypothesis import given
from hypothesis import strategies as st

from sitegen.load.markdown import reading
from sitegen.model.article import Article, Mention, Source
from sitegen.model.terms import Rights
from sitegen.model.text import Span
from sitegen.pages.rights import shown
from sitegen.pages.threads import End, threaded_blocks


def article(text: str, *quoted: str, rights: Rights = "full") -> Article:
    body = reading(text).body
    mentions = []
    for each in quoted:
        start = body.text.index(each)
        span = Span(start=start, end=start + len(each))
        mentions.append(Mention(id=each, article="a", claim="c", stance="asserts", spans=(span,)))
    source = Source(outlet="herald", origin=("herald",), rights=rights)
    return Article(id="a", title="A", lang="en", source=source, mentions=tuple(mentions), body=body)


def end(start: int, stop: int, name: str = "1") -> End:
    return End(Span(start=start, end=stop), f'<mark id="{name}">', "<mark>", f"<i>{name}</i>")


def woven(it: Article, *ends: End) -> str:
    return "\n".join(block.html for block in threaded_blocks(it, shown(it), ends))


def test_a_thread_is_a_mark_with_its_number_behind_it() -> None:
    assert woven(article("one two three"), end(4, 7)) == '<p>one <mark id="1">two</mark><i>1</i> three</p>'


def test_a_thread_goes_on_in_the_next_paragraph_and_through_markup_under_one_id() -> None:
    assert woven(article("one *two* three\n\nfour"), end(4, 19)) == (
        '<p>one <em><mark id="1">two</mark></em><mark> three</mark></p>\n<p><mark>four</mark><i>1</i></p>'
    )


def test_threads_that_meet_stay_apart() -> None:
    found = woven(article("one two"), end(0, 4, "1"), end(4, 7, "2"))
    assert found == '<p><mark id="1">one </mark><i>1</i><mark id="2">two</mark><i>2</i></p>'


def test_text_is_escaped_and_links_and_pictures_are_left_out() -> None:
    it = article("a <b> & [link](https://x.example/) ![a map](map.png)")
    assert woven(it, end(2, 5)) == '<p>a <mark id="1">&lt;b&gt;</mark><i>1</i> &amp; link a map</p>'


def test_what_may_not_be_shown_stays_out_of_a_thread() -> None:
    it = article(f"begin {'lorem ' * 20}end", "begin", "end", rights="quotes-only")
    found = woven(it, end(0, len(it.body.text)))
    assert found.count("<mark") == 2 and found.count("<i>1</i>") == 1
    assert found.startswith('<p><mark id="1">begin') and "[…]" in found
    assert found.count("lorem") == 10


@given(st.lists(st.integers(0, 30), max_size=8).map(sorted))
def test_marking_changes_no_word(cuts: list[int]) -> None:
    text = "one *two* three\n\nfour **five**\n\nsix"
    it = article(text)
    ends = [end(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False) if pair[0] < pair[1] <= len(it.body.text)]
    assert re.sub(r"</?mark[^>]*>|<i>1</i>", "", woven(it, *ends)) == woven(it)
