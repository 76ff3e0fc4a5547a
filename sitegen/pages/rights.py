"""What of an article may leave the machine (PRODUCT §1): every output asks here, and nowhere else."""

import re
from bisect import bisect_right
from operator import attrgetter

from sitegen.model.article import Article, Mention
from sitegen.model.text import Span

END = attrgetter("end")
CONTEXT = 32  # characters either side of a quotation: a few words, and what a TextQuoteSelector holds


def shown(article: Article) -> tuple[Span, ...]:
    """The stretches of the reading text that may be published, in order, never overlapping.

    `full`: all of it. `excerpt`: the paragraphs that hold a quotation. `quotes-only`: the quotations with a few words
    of context, cut at words and never beyond their paragraph.
    """
    text = article.body.text
    if article.source.rights == "full":
        return (Span(start=0, end=len(text)),) if text else ()
    quoted = sorted({(span.start, span.end) for mention in article.mentions for span in mention.spans})
    stretches = []
    for start, end in quoted:
        first, last = _paragraph(article, start), _paragraph(article, end - 1)
        if article.source.rights == "excerpt":
            stretches.append((first.start, last.end))
        else:
            stretches.append((_back(text, start, first.start), _on(text, end, last.end)))
    return _merged(stretches)


def context(article: Article, mention: Mention) -> tuple[str, str, str]:
    """A quotation as it stands in the text, with a few words before and after it: (before, quotation, after)."""
    if not mention.spans:
        return "", "", ""
    text = article.body.text
    start, end = mention.spans[0].start, mention.spans[-1].end
    before = text[_back(text, start, _paragraph(article, start).start) : start]
    after = text[end : _on(text, end, _paragraph(article, end - 1).end)]
    quotation = " […] ".join([text[span.start : span.end] for span in mention.spans])
    return _one_line(before.rpartition("[...]")[2]), _one_line(quotation), _one_line(after.partition("[...]")[0])


def shown_text(article: Article, around: Span, start: int, end: int) -> str:
    """What of [start, end) lies in a stretch that may be published."""
    return article.body.text[max(start, around.start) : max(min(end, around.end), 0)]


def _paragraph(article: Article, offset: int) -> Span:
    """The leaf paragraph around an offset. Binary search: an article can have thousands of both."""
    paragraphs = article.body.paragraphs
    at = bisect_right(paragraphs, offset, key=END)
    if at < len(paragraphs) and paragraphs[at].start <= offset:
        return paragraphs[at]
    return Span(start=offset, end=offset + 1)


def _back(text: str, start: int, limit: int) -> int:
    """The beginning of the context before `start`, at the start of a word."""
    begin = max(start - CONTEXT, limit)
    if begin > limit and not text[begin - 1].isspace():
        following = next((i for i in range(begin, start) if text[i].isspace()), start)
        begin = min(following, start)
    return begin


def _on(text: str, end: int, limit: int) -> int:
    """The end of the context after `end`, at the end of a word."""
    last = min(end + CONTEXT, limit)
    if last < limit and not text[last].isspace():
        last = next((i for i in range(last - 1, end - 1, -1) if text[i].isspace()), end)
    return max(last, end)


def _merged(stretches: list[tuple[int, int]]) -> tuple[Span, ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(Span(start=start, end=end) for start, end in merged)


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text) if "\n" in text else text
