"""The text of an article with what it shares with another one marked, each mark tied to its twin."""

from collections.abc import Sequence
from typing import NamedTuple

from sitegen.model.article import Article
from sitegen.model.passages_view import ThreadedBlock
from sitegen.model.text import Markup, Picture, Piece, Span, Words
from sitegen.pages.marks import escaped, excerpt, excerpts


class End(NamedTuple):
    """One end of a thread: the stretch to mark, and the markup that opens the mark, goes on with it, and follows it."""

    span: Span
    opening: str
    further: str
    closing: str


def threaded_blocks(article: Article, shown: tuple[Span, ...], ends: Sequence[End]) -> tuple[ThreadedBlock, ...]:
    """The text as far as it is shown. Ends stand in its order, do not overlap, and lie in what is shown.

    Links and pictures of the text are left to the page of the article.
    """
    loom = _Loom(article.body.text, ends)
    if article.source.rights == "full":
        return tuple(ThreadedBlock(html="".join(map(loom.piece, block.pieces))) for block in article.body.blocks)
    return tuple(
        ThreadedBlock(html=excerpt(paragraph, parts, loom.words), gap=gap)
        for paragraph, parts, gap in excerpts(article, shown)
    )


class _Loom:
    """Walks through a text once, from left to right."""

    def __init__(self, text: str, ends: Sequence[End]) -> None:
        self.text, self.ends = text, ends
        self.next = 0
        self.begun = False

    def piece(self, piece: Piece) -> str:
        if isinstance(piece, Words):
            return self.words(piece.start, piece.start + len(piece.text))
        if isinstance(piece, Picture):
            return escaped(piece.alt)
        return piece.html if isinstance(piece, Markup) and piece.html != "</a>" else ""

    def words(self, start: int, end: int) -> str:
        html = []
        at = start
        while self.next < len(self.ends) and (thread := self.ends[self.next]).span.start < end:
            first, last = max(thread.span.start, at), min(thread.span.end, end)
            if first < last:
                html.append(escaped(self.text[at:first]))
                mark = thread.further if self.begun else thread.opening
                html.append(f"{mark}{escaped(self.text[first:last])}</mark>")
                self.begun = True
                at = last
            if thread.span.end > end:
                break
            html.append(thread.closing)
            self.next, self.begun = self.next + 1, False
        html.append(escaped(self.text[at:end]))
        return "".join(html)
