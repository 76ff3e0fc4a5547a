"""The one Markdown configuration, and the walk from its tokens to a Body.

Bodies are mostly other people's prose, pasted. So what turns prose into something else by accident is switched off:
raw HTML, code by indentation, headings by underlining.
"""

import re
from functools import cache
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin

from sitegen.load.shapes import CONTROLS
from sitegen.model.text import Anchor, Block, Body, Markup, Picture, Piece, Span, Words

LONGEST_TABLE_LINE = 2_000  # a ragged table multiplies its cells: what is longer is read as prose
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # somebody's note to themselves, in every Markdown that people know
BLANK_LINE = "\n\n"
ATTRIBUTES = ("claim", "stance", "by", "via", "hedge", "value", "utterance", "as", "note", "text")


class Bracketed(NamedTuple):
    """A span `[words]{claim=… }` as it was found: where its words stand, its attributes, the line of its block."""

    span: Span
    attributes: dict[str, str]
    line: int


class Reading(NamedTuple):
    body: Body
    bracketed: tuple[Bracketed, ...]
    unsafe_links: tuple[tuple[str, int], ...]  # links that were dropped, and the line of their block
    relative_links: tuple[tuple[str, int], ...] = ()  # what points into the content folder, likewise


def reading(source: str, skip: frozenset[str] = frozenset()) -> Reading:
    """The body of a Markdown text without the lines in `skip` (compared without the space around them).

    HTML comments are left out; control characters become U+FFFD. How long it may be is the caller's to decide.
    """
    source = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    if skip:
        source = "\n".join("" if line.strip() in skip else line for line in source.split("\n"))
    walk = _Walk()
    for token in _markdown().parse(_without_wide_tables(CONTROLS.sub("\ufffd", source))):
        walk.block(token)
    body = Body(text="".join(walk.text), blocks=tuple(walk.blocks), paragraphs=tuple(walk.paragraphs))
    return Reading(body, tuple(walk.bracketed), tuple(walk.unsafe), tuple(walk.relative))


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


class _Walk:
    """Writes the reading text and the pieces down while it goes through the tokens once."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.paragraphs: list[Span] = []
        self.bracketed: list[Bracketed] = []
        self.unsafe: list[tuple[str, int]] = []
        self.relative: list[tuple[str, int]] = []
        self.pieces: list[Piece] = []
        self.paragraph_start = -1  # none of its words have come yet
        self.line = 0
        self.breaks = 0  # line ends since the beginning of the paragraph
        self.open_spans: list[tuple[int, dict[str, str]]] = []
        self.open_links: list[bool] = []

    def block(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0]
            self.breaks = 0
        if token.type == "inline":
            self.leaf(token.children or [])
        elif token.type == "fence":
            self.markup("<pre><code>")
            self.begin_paragraph()
            self.words(token.content.rstrip("\n"))
            self.end_paragraph()
            self.markup("</code></pre>")
        elif not token.hidden and token.tag:
            self.markup(_tag(token))
        if token.level == 0 and token.nesting <= 0 and token.type != "inline" and self.pieces:
            start = next((piece.start for piece in self.pieces if isinstance(piece, Words)), self.length)
            self.blocks.append(Block(pieces=tuple(self.pieces), span=Span(start=start, end=self.length)))
            self.pieces = []

    def leaf(self, tokens: list[Token]) -> None:
        """The inline content of a paragraph, heading or table cell."""
        self.begin_paragraph()
        for token in tokens:
            self.inline(token)
        self.end_paragraph()

    def begin_paragraph(self) -> None:
        self.paragraph_start = -1

    def end_paragraph(self) -> None:
        if self.paragraph_start >= 0:
            self.paragraphs.append(Span(start=self.paragraph_start, end=self.length))

    def inline(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self.words(token.content)
        elif kind == "softbreak":
            self.breaks += 1
            self.words("\n")
        elif kind == "hardbreak":
            self.breaks += 1
            self.markup("<br>")
            self.words("\n")
        elif kind == "code_inline":
            self.markup("<code>")
            self.words(token.content)
            self.markup("</code>")
        elif kind == "link_open":
            href = str(token.attrs.get("href", ""))
            self.open_links.append(self.kept(href))
            if self.open_links[-1]:
                self.pieces.append(Anchor(href=href, title=str(token.attrs.get("title", ""))))
        elif kind == "link_close":
            if self.open_links.pop():
                self.markup("</a>")
        elif kind == "image":
            src = str(token.attrs.get("src", ""))
            if self.kept(src):
                self.pieces.append(Picture(src=src, alt=token.content, title=str(token.attrs.get("title", ""))))
        elif kind == "span_open":
            meta = token.meta.get("insecure_attrs", {}) if token.meta else {}
            self.open_spans.append((len(self.pieces), {str(k): str(v) for k, v in {**meta, **token.attrs}.items()}))
        elif kind == "span_close":
            first, attributes = self.open_spans.pop()
            start = next((each.start for each in self.pieces[first:] if isinstance(each, Words)), self.length)
            line = self.line + self.breaks
            self.bracketed.append(Bracketed(Span(start=start, end=self.length), attributes, line))
        elif token.tag:
            self.markup(_tag(token))

    def kept(self, target: str) -> bool:
        """Whether a link may stay; notes down what must be looked at."""
        if not harmless(target):
            self.unsafe.append((target, self.line + self.breaks))
            return False
        if ":" not in target and not target.startswith("#"):
            self.relative.append((target, self.line + self.breaks))
        return True

    def words(self, text: str) -> None:
        """Add to the reading text; a blank line goes before the first words of a paragraph."""
        if not text:
            return
        if self.paragraph_start < 0:
            if self.length:
                self.text.append(BLANK_LINE)
                self.length += len(BLANK_LINE)
            self.paragraph_start = self.length
        self.pieces.append(Words(text=text, start=self.length))
        self.text.append(text)
        self.length += len(text)

    def markup(self, html: str) -> None:
        self.pieces.append(Markup(html=html))


def harmless(href: str) -> bool:
    """A link that cannot run code or change the host by surprise: http, https, mailto, or a path of this site."""
    if any(char.isspace() or ord(char) < 32 for char in href) or href.startswith(("//", "\\", "/\\")):
        return False
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return False
    return scheme in ("", "http", "https", "mailto")


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
