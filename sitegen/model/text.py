"""A rendered Markdown body: markup and words in turn, and the reading text that the words add up to.

Offsets are Unicode code points in the reading text. Blocks are separated in it by one blank line ("\\n\\n").
"""

from sitegen.model.noun import noun


@noun
class Span:
    """A half-open stretch [start, end) of a reading text."""

    start: int
    end: int


@noun
class Words:
    """A run of plain text that stands at `start` in the reading text. Not yet escaped."""

    text: str
    start: int


@noun
class Markup:
    """Tags that sitegen wrote itself: safe to output as they are."""

    html: str


@noun
class Anchor:
    """The start of a link as it was written; `</a>` follows as Markup. `href` is of a harmless scheme, or relative."""

    href: str
    title: str = ""


@noun
class Picture:
    """An image as it was written."""

    src: str
    alt: str = ""
    title: str = ""


Piece = Words | Markup | Anchor | Picture


@noun
class Block:
    """One top-level block of the body: its pieces, and where it stands in the reading text."""

    pieces: tuple[Piece, ...]
    span: Span


@noun
class Body:
    """A body: the reading text, its top-level blocks, and its leaf paragraphs (items, cells, headings too)."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    paragraphs: tuple[Span, ...] = ()
