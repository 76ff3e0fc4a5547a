"""The section of a story page on the words that its articles share."""

import re

from sitegen.model.article import Article
from sitegen.model.comparison import Pair, Passage, Place
from sitegen.model.passages_view import LikelyRewrite, PassageList, PassagePlace, PassagesView, PassageView
from sitegen.model.text import Span
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.derivation import derivation
from sitegen.pages.language import direction

FIRST = 6  # passages of a kind that are seen at once
MOST = 40  # that are listed
LONGEST = 60  # words of a passage that are shown; the rest can be read side by side
CUT = re.compile(rf"(?:\S+\s+){{{LONGEST}}}")
CHARACTERS = 500  # the same for languages without spaces


def passages_view(compared: Compared) -> PassagesView:
    """What was found in common, as far as it may be shown."""
    comparison = compared.comparison
    beside = {pair.articles: side_by_side(compared, pair) for pair in comparison.pairs}
    return PassagesView(
        rewrites=tuple(_rewrite(compared, pair, beside) for pair in comparison.pairs if pair.is_rewrite),
        verbatim=_list(compared, "verbatim", beside),
        quotations=_list(compared, "quotation", beside),
    )


def side_by_side(compared: Compared, pair: Pair) -> str:
    """The page that shows two articles side by side."""
    return urls.side_by_side_url(compared.story.id, *pair.articles)


def _rewrite(compared: Compared, pair: Pair, beside: dict[tuple[str, str], str]) -> LikelyRewrite:
    one, two = (compared.articles[each] for each in pair.articles)
    return LikelyRewrite(
        one=compared.article_link(one.id),
        two=compared.article_link(two.id),
        shared=pair.shared,
        declared=_declared(compared, one, two) if pair.is_declared else "",
        url=beside[pair.articles],
    )


def _declared(compared: Compared, one: Article, two: Article) -> str:
    """What the bundle says of the two."""
    derived = [each for each in (two, one) if each.source.derivation not in ("original", "unknown")]
    if derived:
        outlet, made = compared.publisher(derived[0].id), derivation(compared, derived[0])
        return compared.tongue.text("%(outlet)s: %(derivation)s", outlet=outlet, derivation=made)
    return compared.tongue.text("the same outlet")


def _list(compared: Compared, kind: str, beside: dict[tuple[str, str], str]) -> PassageList:
    found = [passage for passage in compared.comparison.passages if passage.kind == kind]
    shown = [_passage(compared, passage, beside) for passage in found[:MOST]]
    return PassageList(first=tuple(shown[:FIRST]), rest=tuple(shown[FIRST:]), more=len(found) - len(shown))


def _passage(compared: Compared, passage: Passage, beside: dict[tuple[str, str], str]) -> PassageView:
    members = [place.article for place in passage.places]
    pair = next((pair for pair in beside if pair[0] in members and pair[1] in members), None)
    text, article = _readable(compared, passage)
    return PassageView(
        words=passage.words,
        text=text,
        lang=article.lang,
        direction=direction(article.lang),
        places=tuple(
            PassagePlace(outlet=compared.publisher(place.article), url=_nearest(compared, place))
            for place in passage.places
        ),
        url=beside[pair] if pair else "",
    )


def _readable(compared: Compared, passage: Passage) -> tuple[str, Article]:
    """The words as far as they may be shown, from the article that may show most of them; which one that is."""
    texts = [(visible(compared, place.article, place.span), place.article) for place in passage.places]
    spans, name = max(texts, key=lambda each: sum(span.end - span.start for span in each[0]))
    article = compared.articles[name]
    whole = next(place.span for place in passage.places if place.article == name)
    text = " […] ".join(" ".join(article.body.text[span.start : span.end].split()) for span in spans)
    if spans and spans[0].start > whole.start:
        text = f"[…] {text}"
    if spans and spans[-1].end < whole.end:
        text = f"{text} […]"
    return _cut(text), article


def visible(compared: Compared, article: str, span: Span) -> list[Span]:
    """What of a stretch of an article may be shown."""
    parts = [(max(each.start, span.start), min(each.end, span.end)) for each in compared.shown[article]]
    return [Span(start=start, end=end) for start, end in parts if start < end]


def _cut(text: str) -> str:
    found = CUT.match(text)
    end = min(found.end() if found else len(text), CHARACTERS)
    return text if end >= len(text) else f"{text[:end].rstrip()} …"


def _nearest(compared: Compared, place: Place) -> str:
    """The mention in an article that is nearest to a place, or the article if it has none."""
    article = compared.articles[place.article]
    distances = [
        (max(span.start - place.span.end, place.span.start - span.end, 0), number)
        for number, mention in enumerate(article.mentions)
        for span in mention.spans[:1]
    ]
    if not distances:
        return urls.article_url(compared.story.id, article.id)
    return urls.mention_url(compared.story.id, article.id, article.mentions[min(distances)[1]].id)
