"""The one Markdown configuration, and the walk through its tokens.

Bodies are mostly other people's prose, pasted. So what turns prose into something else by accident is switched off:
raw HTML, code by indentation, headings by underlining.
"""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from sitegen.load.writing import ATTRIBUTES, Bracketed, Writing
from sitegen.model.text import Anchor, Picture, Span, Words

LONGEST_TABLE_LINE = 2_000  # a ragged table multiplies its cells: what is longer is read as prose


def write_body(source: str, body: Writing) -> None:
    """Write a whole text down."""
    for token in _markdown().parse(_without_wide_tables(source)):
        _block(token, body)


def write_inline(source: str, body: Writing) -> None:
    """Write the content of one paragraph down, in which nothing refers to other parts of the text."""
    for token in _markdown().parseInline(source):
        _leaf(token.children or [], body)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    markdown.enable(["table", "strikethrough"]).disable(["code", "lheading", "html_block", "html_inline"])
    markdown.use(attrs_plugin, after=(), spans=True, allowed=ATTRIBUTES)
    return markdown


def _without_wide_tables(source: str) -> str:
    if "|" not in source or not re.search(r"^[ |:-]*-[ |:-]*$", source, re.MULTILINE):
        return source
    return "\n".join(
        line.replace("|", "\\|") if len(line) > LONGEST_TABLE_LINE and "|" in line else line
        for line in source.split("\n")
    )


def _block(token: Token, body: Writing) -> None:
    if token.map:
        body.line = token.map[0]
        body.breaks = 0
    if token.type == "inline":
        _leaf(token.children or [], body)
    elif token.type == "fence":
        body.markup("<pre><code>")
        body.begin_paragraph()
        body.words(token.content.rstrip("\n"))
        body.end_paragraph()
        body.markup("</code></pre>")
    elif not token.hidden and token.tag:
        body.markup(_tag(token))
    if token.level == 0 and token.nesting <= 0 and token.type != "inline" and body.pieces:
        body.end_block()


def _leaf(tokens: list[Token], body: Writing) -> None:
    """The inline content of a paragraph, heading or table cell."""
    body.begin_paragraph()
    spans: list[tuple[int, dict[str, str]]] = []  # that are open, from which piece on
    links: list[bool] = []  # that are open, and whether each is kept
    for token in tokens:
        kind = token.type
        if kind == "text":
            body.words(token.content)
        elif kind == "softbreak":
            body.breaks += 1
            body.words("\n")
        elif kind == "hardbreak":
            body.breaks += 1
            body.markup("<br>")
            body.words("\n")
        elif kind == "code_inline":
            body.markup("<code>")
            body.words(token.content)
            body.markup("</code>")
        elif kind == "link_open":
            href = str(token.attrs.get("href", ""))
            links.append(body.kept(href))
            if links[-1]:
                body.pieces.append(Anchor(href=href, title=str(token.attrs.get("title", ""))))
        elif kind == "link_close":
            if links.pop():
                body.markup("</a>")
        elif kind == "image":
            src = str(token.attrs.get("src", ""))
            if body.kept(src):
                body.pieces.append(Picture(src=src, alt=token.content, title=str(token.attrs.get("title", ""))))
        elif kind == "span_open":
            meta = token.meta.get("insecure_attrs", {}) if token.meta else {}
            spans.append((len(body.pieces), {str(k): str(v) for k, v in {**meta, **token.attrs}.items()}))
        elif kind == "span_close":
            first, attributes = spans.pop()
            start = next((each.start for each in body.pieces[first:] if isinstance(each, Words)), body.length)
            body.bracketed.append(Bracketed(Span(start=start, end=body.length), attributes, body.line + body.breaks))
        elif token.tag:
            body.markup(_tag(token))
    body.end_paragraph()


def _tag(token: Token) -> str:
    name = token.tag
    if token.nesting < 0:
        return f"</{_level(name)}>"
    start = token.attrs.get("start") if name == "ol" else None
    attributes = f' start="{escape(str(start))}"' if start is not None else ""
    if name in ("td", "th") and (style := str(token.attrs.get("style", ""))):
        attributes += f' class="{escape(style.removeprefix("text-align:"))}"'
    return f"<{_level(name)}{attributes}>"


def _level(name: str) -> str:
    """Headings of a body stand below the headings of its page."""
    return f"h{min(int(name[1]) + 2, 6)}" if len(name) == 2 and name[0] == "h" and name[1].isdigit() else name
