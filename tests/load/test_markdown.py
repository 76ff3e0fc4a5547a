"""Markdown becomes safe pieces and a reading text, and every piece knows its place in it."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.load.commonmark import write_body
from sitegen.load.markdown import CONTROLS, reading
from sitegen.load.writing import Writing, harmless
from sitegen.model.text import Anchor, Body, Markup, Picture, Words


def shown(source: str, skip: frozenset[str] = frozenset()) -> str:
    """The pieces of a text as one line of HTML, as a page would show them."""
    parts = []
    for block in reading(source, skip).body.blocks:
        for piece in block.pieces:
            if isinstance(piece, Words):
                parts.append(escape(piece.text, quote=False))
            elif isinstance(piece, Markup):
                parts.append(piece.html)
            elif isinstance(piece, Anchor):
                parts.append(f'<a href="{escape(piece.href)}">')
            else:
                parts.append(f'<img src="{escape(piece.src)}" alt="{escape(piece.alt)}">')
    return "".join(parts)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("one  \ntwo", "<p>one<br>\ntwo</p>"),
        ("**b** *i* ~~s~~ `c<`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c&lt;</code></p>"),
        ("# One\n\n###### Six", "<h3>One</h3><h6>Six</h6>"),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("```\nx < y\n```", "<pre><code>x &lt; y</code></pre>"),
        ("a\n\n***\n\nb", "<p>a</p><hr><p>b</p>"),
        ("![a map](map.png)", '<p><img src="map.png" alt="a map"></p>'),
        ("[text](https://a.example/x)", '<p><a href="https://a.example/x">text</a></p>'),
        (
            "|a|b|\n|:-:|--:|\n|c|d|",
            '<table><thead><tr><th class="center">a</th><th class="right">b</th></tr></thead>'
            '<tbody><tr><td class="center">c</td><td class="right">d</td></tr></tbody></table>',
        ),
    ],
)
def test_markdown_is_shown_as_html(source: str, html: str) -> None:
    assert shown(source) == html


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<b onclick=x>bold</b>",
        "<div>\n\n*x*\n\n</div>",
        "a <img src=x onerror=alert(1)> b",
    ],
)
def test_html_in_a_body_is_text(source: str) -> None:
    assert "<script" not in shown(source) and "<b" not in shown(source) and "<img" not in shown(source)
    assert "<" in reading(source).body.text


def test_prose_is_not_turned_into_something_else_by_accident() -> None:
    assert shown("    four spaces ahead") == "<p>four spaces ahead</p>"
    assert shown("a line\n===") == "<p>a line\n===</p>"
    assert shown('https://a.example -- (c) "quoted"') == '<p>https://a.example -- (c) "quoted"</p>'


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#x73;cript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "//evil.example",
        "ftp://a.example",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", "<{}>", "[x][r]\n\n[r]: {}"])
def test_an_unsafe_target_is_never_linked(target: str, form: str) -> None:
    pieces = [piece for block in reading(form.format(target)).body.blocks for piece in block.pieces]
    assert not [piece for piece in pieces if isinstance(piece, Anchor | Picture)]


def test_a_dropped_link_leaves_its_words_and_is_reported_with_its_line() -> None:
    found = reading("one\n\nsee [the list](//evil.example)\n")
    assert found.body.text == "one\n\nsee the list"
    assert found.unsafe_links == (("//evil.example", 2),)


def test_a_link_into_the_folder_is_noted_with_its_line() -> None:
    found = reading("[a](herald.md#top) [b](#here) [c](https://c.example)\n\n![d](map.png)")
    assert found.relative_links == (("herald.md#top", 0), ("map.png", 2))


@pytest.mark.parametrize("href", ["https://a.example/b?c=d#e", "http://a", "mailto:a@b.example", "b.md", "../x/", "#y"])
def test_an_ordinary_link_is_harmless(href: str) -> None:
    assert harmless(href)


@pytest.mark.parametrize(
    "href", ["java\tscript:x", " javascript:x", "\x01https://a", "//a", "/\\a", "\\a", "https://[", "tel:1"]
)
def test_a_link_that_could_run_or_mislead_is_not_harmless(href: str) -> None:
    assert not harmless(href)


def test_a_bracketed_span_has_its_words_attributes_and_line() -> None:
    found = reading('One.\n\nHe [did *not* ask]{claim=denies stance=denies by="Dmitry Peskov" as=direct}, twice.')
    (span,) = found.bracketed
    assert found.body.text[span.span.start : span.span.end] == "did not ask"
    assert span.attributes == {"claim": "denies", "stance": "denies", "by": "Dmitry Peskov", "as": "direct"}
    assert span.line == 2


def test_bracketed_spans_nest_and_stand_anywhere() -> None:
    found = reading("- [a [b]{claim=y} c]{claim=x}\n\n|h|\n|-|\n|[d]{claim=z}|")
    words = {each.attributes["claim"]: found.body.text[each.span.start : each.span.end] for each in found.bracketed}
    assert words == {"x": "a b c", "y": "b", "z": "d"}


def test_attributes_of_a_span_never_become_html() -> None:
    html = shown('[x]{claim=a onclick=evil .loud #top style="a:b"}')
    assert html == "<p>x</p>"


@pytest.mark.parametrize("source", ["[x](y.md){onclick=evil}", "`x`{onclick=evil}", "![x](y.png){onerror=evil}"])
def test_braces_behind_anything_else_are_text(source: str) -> None:
    assert "{on" in reading(source).body.text


def test_a_skipped_line_is_in_no_part_of_the_reading() -> None:
    found = reading("Join us!\n\nOne.\n  Join us!  \nTwo, Join us!", frozenset(["Join us!"]))
    assert found.body.text == "One.\n\nTwo, Join us!"
    assert not reading("[x]{claim=a}", frozenset(["[x]{claim=a}"])).bracketed


def test_blocks_and_paragraphs_know_where_they_stand() -> None:
    read = reading("# Head\n\none\n\n- two\n- three\n\n|a|b|\n|-|-|\n|c|d|\n\n> four\n>\n> five").body
    assert read.text == "Head\n\none\n\ntwo\n\nthree\n\na\n\nb\n\nc\n\nd\n\nfour\n\nfive"
    paragraphs = [read.text[each.start : each.end] for each in read.paragraphs]
    assert paragraphs == ["Head", "one", "two", "three", "a", "b", "c", "d", "four", "five"]
    blocks = [read.text[each.span.start : each.span.end] for each in read.blocks]
    assert blocks == ["Head", "one", "two\n\nthree", "a\n\nb\n\nc\n\nd", "four\n\nfive"]


@pytest.mark.parametrize("source", ["one\n\n![](map.png)\n\ntwo", "one\n\n```\n```\n\ntwo", "one\n\n![](map.png)"])
def test_what_has_no_words_leaves_no_trace_in_the_reading_text(source: str) -> None:
    assert reading(source).body.text in ("one\n\ntwo", "one")


def test_offsets_count_code_points() -> None:
    (block,) = reading("😀 *Zoë*").body.blocks
    assert [(piece.text, piece.start) for piece in block.pieces if isinstance(piece, Words)] == [("😀 ", 0), ("Zoë", 2)]


def every_piece_stands_in_its_place(read: Body) -> bool:
    pieces = [piece for block in read.blocks for piece in block.pieces if isinstance(piece, Words)]
    standing = all(read.text[each.start : each.start + len(each.text)] == each.text for each in pieces)
    gaps = read.text
    for piece in reversed(pieces):
        gaps = gaps[: piece.start] + gaps[piece.start + len(piece.text) :]
    return standing and not gaps.strip("\n")


INLINE = r"a é 漢😀 *b* **c** `d` [e](f.md) [g]{claim=h} ![i](j.png) <k> &lt; &amp; \* ~~l~~ - > # 1. | ``` *** {x} ["
SPACE = [" ", "\n", "\n\n", "  \n", "\n- ", "\n> ", "|a|b|\n|-|-|\n|c|", "\n```\n", "    ", "\u00ad", "\u00a0", "\t"]
MARKDOWN = st.lists(st.sampled_from([*INLINE.split(), *SPACE]), max_size=20).map("".join)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(MARKDOWN)
def test_every_word_stands_in_the_text_at_its_start_and_nothing_else_does(source: str) -> None:
    found = reading(source)
    assert every_piece_stands_in_its_place(found.body)
    assert all(0 <= each.span.start <= each.span.end <= len(found.body.text) for each in found.bracketed)
    edges = [(each.start, each.end) for each in found.body.paragraphs]
    assert edges == sorted(edges)


PROSE = "word said, é “so” [...] * _ ` < & { [ ! 1. 12) 2031 \\ ~ ]: # - > | = : + {x} &amp; [a](b) _c_ <d>".split(" ")
BREAKS = [
    " ",
    " ",
    "\n",
    "\n\n",
    "\n\n",
    " \n",
    "  \n",
    "\n \n",
    "\t",
    "\n\t",
    "\u00a0",
    "\n\u00a0\n",
    "\u2028",
    "\r",
    "\x0c",
]


def by_the_parser(source: str) -> Writing:
    body = Writing()
    write_body(CONTROLS.sub("\ufffd", source), body)
    return body


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from([*PROSE[:5] * 6, *PROSE, *BREAKS * 3]), max_size=16).map("".join))
def test_what_is_read_without_the_parser_is_what_the_parser_would_read(source: str) -> None:
    assert reading(source) == by_the_parser(source).finished()


@pytest.mark.parametrize(
    "source",
    [
        *(
            "one\ntwo\n\n[...]\n\nthree",
            "one  \ntwo",
            "one \ntwo",
            "one\rtwo",
            "one\r\ntwo",
            "one\n\n\u00a0\n\ntwo\u00a0",
        ),
        *("> one", "\tone", "    one", " - one", "# one", "* one", "+ one", "- one", "___", "```\none", "~~~\none"),
        *("1. one", "12) one", "a|b\n-|-\nc|d", "a|b\n:-|-:\nc|d", "|a|\n|-|", "[a]: /b\n\none [a]", "one\n---\ntwo"),
        *("\\*", "`a`", "*a*", "_a_", "a ~~b~~", "[a](b)", "<https://a.example>", "&amp;", "![a](b)", "[a]{claim=b}"),
    ],
)
def test_whatever_is_more_than_words_is_left_to_the_parser(source: str) -> None:
    assert reading(source) == by_the_parser(source).finished()


def test_a_very_wide_table_is_read_as_prose() -> None:
    wide = "|" * 2_001
    assert "<table>" not in shown(f"{wide}\n{'|-' * 2_000}|\n{'x|' * 3}\n")


def test_a_line_with_a_bar_that_is_not_very_long_stays_a_table_row() -> None:
    row = "|" + "x" * 1_000 + "|y|"
    assert shown(f"|a|b|\n|-|-|\n{row}").count("<td>") == 2
