"""The body of an article as HTML, its mentions marked: text is split into runs, each with the list of its mentions."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from sitegen.model.article import Article, Mention
from sitegen.model.noun import noun
from sitegen.model.terms import CHALLENGING
from sitegen.model.text import Anchor, Body, Markup, Picture, Piece, Span, Words
from sitegen.pages.words import GRAVEST
from sitegen.tongue import ENGLISH, Tongue

HEADING = re.compile(r"(</?h)([1-6])(?=>)")  # of our own markup: text is escaped and holds no tag
OMITTED = '<span class="omitted">[…]</span>'


@noun
class MarkedBlock:
    """One block of HTML; `mentions` begin in it, in the order of the text. `gap`: something before it is withheld."""

    html: str
    mentions: tuple[Mention, ...]
    gap: bool = False


def numbered(article: Article) -> dict[str, int]:
    """The number of every mention's note: in the order of the text, those without a quotation last."""
    ranked = sorted(article.mentions, key=lambda m: m.spans[0].start if m.spans else len(article.body.text) + 1)
    return {mention.id: number for number, mention in enumerate(ranked, start=1)}


def marked_blocks(
    article: Article,
    shown: tuple[Span, ...],
    links: Mapping[str, str],
    contested: frozenset[str] = frozenset(),
    tongue: Tongue = ENGLISH,
) -> tuple[MarkedBlock, ...]:
    """The article's text as far as it is shown. `links` says where relative links and pictures lead, if anywhere.

    The marks of the mentions that are `contested` say so by a class.
    """
    weaver = _Weaver(article, links, contested, tongue)
    if article.source.rights == "full":
        return tuple(weaver.block(block.pieces) for block in article.body.blocks)
    return tuple(weaver.excerpt(*each) for each in excerpts(article, shown))


def excerpts(article: Article, shown: tuple[Span, ...]) -> Iterator[tuple[Span, list[Span], bool]]:
    """The paragraphs of which something is shown, with those parts, and whether words before it are withheld."""
    end = 0
    for paragraph in article.body.paragraphs:
        parts = [span for span in shown if span.start < paragraph.end and paragraph.start < span.end]
        if parts:
            yield paragraph, parts, article.body.text[end : paragraph.start].strip() != ""
            end = paragraph.end


def excerpt(paragraph: Span, parts: list[Span], words: Callable[[int, int], str]) -> str:
    """A paragraph of which only `parts` are shown; `words` gives the markup of a stretch, from left to right."""
    html: list[str] = []
    end = paragraph.start
    for part in parts:
        start, stop = max(part.start, paragraph.start), min(part.end, paragraph.end)
        if start > end and not html:
            html.append(OMITTED + " ")
        elif start > end:
            html.append(f" {OMITTED} ")
        html.append(words(start, stop))
        end = stop
    if end < paragraph.end:
        html.append(" " + OMITTED)
    return f"<p>{''.join(html)}</p>"


def plain_html(body: Body, links: Mapping[str, str]) -> str:
    """A body of the desk's own: no marks."""
    return "".join(_html(piece, links) for block in body.blocks for piece in block.pieces)


def page_html(body: Body, links: Mapping[str, str]) -> str:
    """The body of a plain page: whichever level its highest headings have, they stand below the page's title."""
    html = plain_html(body, links)
    highest = min((int(level) for _, level in HEADING.findall(html)), default=2)
    return HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - highest + 2}", html)


def escaped(text: str) -> str:
    """Text as it stands in HTML, between tags or in quotation marks."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


class _Weaver:
    """Walks through a text once, from left to right, and knows which mentions are open."""

    def __init__(self, article: Article, links: Mapping[str, str], contested: frozenset[str], tongue: Tongue) -> None:
        self.text = article.body.text
        self.tongue = tongue
        self.links = links
        self.contested = contested
        self.numbers = numbered(article)
        self.mentions = {mention.id: mention for mention in article.mentions}
        spans = [(span, mention) for mention in article.mentions for span in mention.spans]
        self.opening: dict[int, list[str]] = {}
        self.closing: dict[int, list[str]] = {}
        for span, mention in spans:
            self.opening.setdefault(span.start, []).append(mention.id)
            self.closing.setdefault(span.end, []).append(mention.id)
        self.first = {mention.id: mention.spans[0].start for mention in article.mentions if mention.spans}
        self.last = {mention.id: mention.spans[-1].end for mention in article.mentions if mention.spans}
        self.cuts = sorted({*self.opening, *self.closing})
        self.next_cut = 0
        self.open: dict[str, None] = {}
        self.begun: list[Mention] = []
        self.in_link = False
        self.held: list[str] = []  # references wait for the end of a link: links do not nest

    def block(self, pieces: Iterable[Piece]) -> MarkedBlock:
        self.begun = []
        html = "".join(
            [
                self.words(piece.start, piece.start + len(piece.text))
                if isinstance(piece, Words)
                else self.markup(piece)
                for piece in pieces
            ]
        )
        return MarkedBlock(html=html, mentions=tuple(self.begun))

    def markup(self, piece: Piece) -> str:
        """What stands between words."""
        if isinstance(piece, Anchor):
            self.in_link = True
        elif isinstance(piece, Picture) and self.in_link and piece.src not in self.links:
            return escaped(piece.alt or "picture")
        html = _html(piece, self.links)
        if self.in_link and html == "</a>":
            self.in_link = False
            html += "".join(self.held)
            self.held = []
        return html

    def excerpt(self, paragraph: Span, parts: list[Span], gap: bool) -> MarkedBlock:
        """A paragraph of which only `parts` are shown."""
        self.begun = []
        html = excerpt(paragraph, parts, self.words)
        return MarkedBlock(html=html, mentions=tuple(self.begun), gap=gap)

    def words(self, start: int, end: int) -> str:
        """The stretch [start, end) of the reading text with marks; stretches must come in the order of the text."""
        if self.next_cut == len(self.cuts) or self.cuts[self.next_cut] > end:
            return self.run(start, end) if start < end else ""
        html = []
        position = start
        while self.next_cut < len(self.cuts) and (cut := self.cuts[self.next_cut]) <= end:
            if cut > position:
                html.append(self.run(position, cut))
                position = cut
            if cut in self.closing:
                html.append(self.close(cut))
            if cut in self.opening:
                if cut == end:
                    break  # what opens here opens in the next stretch
                self.open.update(dict.fromkeys(self.opening[cut]))
            self.next_cut += 1
        if position < end:
            html.append(self.run(position, end))
        return "".join(html)

    def close(self, cut: int) -> str:
        html = []
        for mention in self.closing[cut]:
            if mention in self.open:
                del self.open[mention]
                if self.last[mention] == cut:
                    html.append(self.reference(mention))
        return "".join(html)

    def run(self, start: int, end: int) -> str:
        """A stretch in which no mention begins or ends."""
        text = escaped(self.text[start:end])
        if not self.open:
            return text
        active = [self.mentions[each] for each in self.open]
        fresh = [mention for mention in active if self.first[mention.id] == start]
        self.begun += fresh
        stance = min([mention.stance for mention in active], key=GRAVEST.index)
        tone = "challenges" if stance in CHALLENGING else "carries"
        classes = f"mention {stance} {tone}{' several' if len(active) > 1 else ''}"
        if any(mention.id in self.contested for mention in active):
            classes += " contested"
        anchors = "".join([f'<span id="{mention.id}" class="anchor"></span>' for mention in fresh[1:]])
        identity = f' id="{fresh[0].id}"' if fresh else ""
        names = " ".join([mention.id for mention in active])
        return f'{anchors}<mark{identity} class="{classes}" data-mentions="{names}">{text}</mark>'

    def reference(self, mention: str) -> str:
        number = self.numbers[mention]
        contested = " contested" if mention in self.contested else ""
        label = escaped(self.tongue.text("Note %(number)s", number=number))
        html = f'<a class="noteref{contested}" href="#note--{mention}" aria-label="{label}">{number}</a>'
        if self.in_link:
            self.held.append(html)
            return ""
        return html


def _html(piece: Piece, links: Mapping[str, str]) -> str:
    if isinstance(piece, Markup):
        return piece.html
    if isinstance(piece, Words):
        return escaped(piece.text)
    if isinstance(piece, Anchor):
        href = _target(piece.href, links)
        title = f' title="{escaped(piece.title)}"' if piece.title else ""
        return f'<a href="{escaped(href)}"{title}>' if href else "<a>"
    return _picture(piece, links)


def _picture(piece: Picture, links: Mapping[str, str]) -> str:
    """A picture of the site's own; what lies elsewhere is linked to, so that no reader is counted by strangers."""
    target = _target(piece.src, links)
    if piece.src in links and target:
        return f'<img src="{escaped(target)}" alt="{escaped(piece.alt)}" loading="lazy">'
    label = escaped(piece.alt or "picture")
    return f'<a href="{escaped(target)}">{label}</a>' if target else label


def _target(href: str, links: Mapping[str, str]) -> str:
    if href in links:
        return links[href]
    return href if href.startswith(("https://", "http://", "mailto:", "#")) else ""
