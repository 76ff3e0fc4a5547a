"""An article file as far as it can be read without knowing its story: front matter, body, and mentions as written."""

from collections.abc import Iterator
from typing import NamedTuple

from sitegen.load.faults import Page, shaped
from sitegen.load.front_matter import MarkdownBody, split, too_large
from sitegen.load.markdown import reading
from sitegen.load.parts import Usable, left_open, usable
from sitegen.load.shapes import ArticleShape, MentionShape, QuotedMentionShape, SpanShape
from sitegen.load.writing import ATTRIBUTES, Reading
from sitegen.load.yaml_tree import Path
from sitegen.model.problem import Origin, Problem
from sitegen.model.terms import Stance
from sitegen.model.text import Span


class Item(NamedTuple):
    """A mention as it was written, in a list or around words of the body (then `span` says which)."""

    shape: MentionShape
    stance: Stance
    where: Origin
    page: Page
    path: Path = ()
    span: Span | None = None

    def at(self, field: str) -> Origin:
        """Where a field of it stands."""
        return self.where if self.span else self.page.origin((*self.path, field))


class Draft(NamedTuple):
    """`places` leads from the items of a list to where they stood in the file before faulty ones were left out."""

    id: str
    page: Page
    shape: ArticleShape
    places: dict[str, tuple[int, ...]]
    markdown: MarkdownBody
    read: Reading
    items: tuple[Item, ...]
    lost: bool  # it may not be published: it is read on only to find its other mistakes


def drafted(path: str, text: str) -> tuple[Draft | None, tuple[Problem, ...]]:
    """Read an article file; None when nothing of it can be used."""
    page, markdown, problems = split(path, text)
    if page is None:
        return None, problems
    found: Usable = usable(page, ArticleShape, ("claims", "disputes", "changes"))
    problems += found.problems
    if found.shape is None:
        return None, problems
    if too_long := too_large(path, markdown):
        return None, problems + too_long
    unclear = left_open(page, ("draft",), ("embargo",), ("source", "rights"))
    read = reading(markdown.text, frozenset(line.strip() for line in found.shape.skip))
    spans, faulty = _spans(read, page, markdown.first_line)
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    items = (*_listed(found.shape, found.places, page), *spans)
    draft = Draft(name, page, found.shape, found.places, markdown, read, items, lost=found.lost or bool(unclear))
    return draft, problems + faulty + unclear


def _listed(shape: ArticleShape, places: dict[str, tuple[int, ...]], page: Page) -> Iterator[Item]:
    """The items of `claims`, then those of `disputes`."""
    for part in ("claims", "disputes"):
        items: tuple[QuotedMentionShape, ...] = getattr(shape, part)
        for index, item in zip(places.get(part, ()), items, strict=True):
            stance = getattr(item, "stance", None) or _default_stance(part, bool(item.by))
            yield Item(item, stance, page.origin((part, index)), page, (part, index))


def _spans(read: Reading, page: Page, first_line: int) -> tuple[list[Item], tuple[Problem, ...]]:
    """The bracketed spans of the body, in the order of the text."""
    items, problems = [], []
    for bracketed in read.bracketed:
        if not bracketed.attributes.keys() & set(ATTRIBUTES):
            continue  # somebody's own braces
        where = Origin(path=page.path, line=first_line + bracketed.line)
        if bracketed.span.start == bracketed.span.end:
            hint = "write the words that carry the claim between the brackets"
            problems.append(Problem(origin=where, code="empty-span", message="the span has no words", hint=hint))
            continue
        shape, faults = shaped(_with_lists(bracketed.attributes), SpanShape)
        for fault in faults:
            hint = fault.hint or "a span is written [words]{claim=… stance=… by=…}"
            if fault.path[:1] in (("quote",), ("occurrence",), ("after",)):
                hint = "the words between the brackets are the quotation"
            problems.append(Problem(origin=where, code=fault.code, message=fault.message, hint=hint))
        if shape is not None:
            stance = shape.stance or _default_stance("claims", bool(shape.by))
            items.append(Item(shape, stance, where, page, span=bracketed.span))
    return items, tuple(problems)


def _with_lists(attributes: dict[str, str]) -> dict[str, object]:
    """Attributes of a span hold lists as text: claims apart by spaces or commas, people and outlets by commas."""
    lists: dict[str, object] = {"claim": attributes.get("claim", "").replace(",", " ").split()}
    for name in ("by", "via"):
        if name in attributes:
            lists[name] = [part.strip() for part in attributes[name].split(",")]
    return {**attributes, **lists}


def _default_stance(part: str, has_speaker: bool) -> Stance:
    if part == "claims":
        return "attributes" if has_speaker else "asserts"
    return "denies" if has_speaker else "contradicts"
