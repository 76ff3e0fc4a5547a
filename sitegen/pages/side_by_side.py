"""Two articles side by side, with the passages that they share marked and numbered alike."""

from collections.abc import Sequence

from sitegen.model.comparison import Pair, Thread
from sitegen.model.passages_view import SideBySideView, SideView
from sitegen.model.text import Span
from sitegen.pages import words
from sitegen.pages.compared import Compared
from sitegen.pages.derivation import derivation
from sitegen.pages.language import direction
from sitegen.pages.marks import escaped
from sitegen.pages.passages import visible
from sitegen.pages.threads import End, threaded_blocks
from sitegen.pages.words import noted
from sitegen.tongue import Tongue

KEYS = ("a", "b")
KINDS = (
    ("verbatim", noted("word for word"), noted("twelve or more words that both print as they are")),
    ("quotation", noted("quotation"), noted("twelve or more words that both have in quotation marks")),
    ("rewrite", noted("same wording"), noted("a shorter string of words, outside of quotation marks")),
)
SPOKEN = {kind: label for kind, label, _ in KINDS}


def side_by_side_view(compared: Compared, pair: Pair) -> SideBySideView:
    parts = [[_visible_end(compared, pair, thread, side) for thread in pair.threads] for side in (0, 1)]
    seen = [number for number, both in enumerate(zip(*parts, strict=True)) if any(both)]
    numbers = {each: number for number, each in enumerate(seen, start=1)}  # those of which nothing is shown have none
    kinds = [pair.threads[each].kind for each in seen]
    text = compared.tongue.text
    return SideBySideView(
        story=compared.story_link(),
        sides=(_side(compared, pair, 0, parts, numbers), _side(compared, pair, 1, parts, numbers)),
        is_rewrite=pair.is_rewrite,
        is_declared=pair.is_declared,
        kinds=tuple(
            (kind, text(label), text(meaning), kinds.count(kind)) for kind, label, meaning in KINDS if kind in kinds
        ),
        unseen=len(pair.threads) - len(seen),
    )


def _visible_end(compared: Compared, pair: Pair, thread: Thread, side: int) -> Span | None:
    """The stretch of one side that may be shown, from its first word to its last; what is withheld between stays so."""
    found = visible(compared, pair.articles[side], thread.spans[side])
    return Span(start=found[0].start, end=found[-1].end) if found else None


def _side(
    compared: Compared, pair: Pair, side: int, parts: Sequence[Sequence[Span | None]], numbers: dict[int, int]
) -> SideView:
    article = compared.articles[pair.articles[side]]
    other = compared.publisher(pair.articles[1 - side])
    ends = []
    for each, number in numbers.items():
        span = parts[side][each]
        if span is not None:
            has_twin = parts[1 - side][each] is not None
            ends.append(_end(pair.threads[each].kind, number, side, span, other, has_twin, compared.tongue))
    return SideView(
        key=KEYS[side],
        outlet=compared.outlet_link(article.source.outlet),
        article=compared.headline_link(article.id),
        lang=article.lang,
        direction=direction(article.lang),
        published=words.when(article.source.published, compared.tongue),
        derivation=derivation(compared, article),
        original=article.source.url,
        withheld=article.source.rights != "full",
        shared=pair.shared[side],
        blocks=threaded_blocks(
            article, compared.shown[article.id], sorted(ends, key=lambda end: (end.span.start, end.span.end))
        ),
    )


def _end(kind: str, number: int, side: int, span: Span, other: str, has_twin: bool, tongue: Tongue) -> End:
    """A mark with its number, which leads to the twin on the other side if that may be shown."""
    known = {"number": number, "kind": tongue.text(SPOKEN[kind]), "outlet": other}
    if has_twin:
        what = escaped(tongue.text("Passage %(number)s, %(kind)s: the same in %(outlet)s", **known))
        reference = f'<a class="noteref" href="#{KEYS[1 - side]}-{number}" aria-label="{what}">{number}</a>'
    else:
        what = escaped(tongue.text("passage %(number)s, %(kind)s; not shown in %(outlet)s", **known))
        reference = (
            f'<span class="noteref"><span aria-hidden="true">{number}</span><span class="unseen"> {what}</span></span>'
        )
    mark = f'<mark class="thread {kind}"'
    return End(span, f'{mark} id="{KEYS[side]}-{number}">', f"{mark}>", reference)
