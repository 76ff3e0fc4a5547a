"""A body while it is being written: its pieces and its reading text grow together, from left to right."""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from sitegen.model.text import Block, Body, Markup, Piece, Span, Words

ATTRIBUTES = ("claim", "stance", "by", "via", "hedge", "value", "utterance", "as", "note", "text")
BLANK_LINE = "\n\n"


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


class Writing:
    """Holds what has been written; `line` and `breaks` say where in the source the writer is."""

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
        self.line = 0  # of the block
        self.breaks = 0  # line ends since the beginning of the paragraph

    def finished(self) -> Reading:
        body = Body(text="".join(self.text), blocks=tuple(self.blocks), paragraphs=tuple(self.paragraphs))
        return Reading(body, tuple(self.bracketed), tuple(self.unsafe), tuple(self.relative))

    def begin_paragraph(self) -> None:
        self.paragraph_start = -1

    def end_paragraph(self) -> None:
        if self.paragraph_start >= 0:
            self.paragraphs.append(Span(start=self.paragraph_start, end=self.length))

    def end_block(self) -> None:
        start = next((piece.start for piece in self.pieces if isinstance(piece, Words)), self.length)
        self.blocks.append(Block(pieces=tuple(self.pieces), span=Span(start=start, end=self.length)))
        self.pieces = []

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
        self.pieces.append(_markup(html))

    def kept(self, target: str) -> bool:
        """Whether a link may stay; notes down what must be looked at."""
        if not harmless(target):
            self.unsafe.append((target, self.line + self.breaks))
            return False
        if ":" not in target and not target.startswith("#"):
            self.relative.append((target, self.line + self.breaks))
        return True


@lru_cache(maxsize=256)  # the same few tags stand in every text
def _markup(html: str) -> Markup:
    return Markup(html=html)


def harmless(href: str) -> bool:
    """A link that cannot run code or change the host by surprise: http, https, mailto, or a path of this site."""
    if any(char.isspace() or ord(char) < 32 for char in href) or href.startswith(("//", "\\", "/\\")):
        return False
    try:
        scheme = urlsplit(href).scheme.lower()
    except ValueError:
        return False
    return scheme in ("", "http", "https", "mailto")
