"""A draft becomes an Article: its source and its mentions are resolved against the story, and anchored."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from sitegen.load.anchoring import Misplaced, place
from sitegen.load.draft import Draft, Item
from sitegen.load.faults import closest
from sitegen.load.files import ID
from sitegen.load.folding import folded
from sitegen.load.links import link_problems
from sitegen.load.register import Naming, looks_unnamed
from sitegen.load.shapes import QuotedMentionShape, SourceShape
from sitegen.model.article import Article, Change, Mention, Source
from sitegen.model.moment import UNKNOWN
from sitegen.model.problem import Origin, Problem
from sitegen.model.site import Settings
from sitegen.model.text import Body, Span
from sitegen.problems import warning

NEEDS_SPEAKER = ("attributes", "denies", "declines")


class Context(NamedTuple):
    """What the mentions of an article may name. `faulty_claims` are known, but were left out."""

    claims: frozenset[str]
    faulty_claims: frozenset[str]
    utterances: frozenset[str]
    faulty_utterances: frozenset[str]
    articles: frozenset[str]
    files: frozenset[str]  # of the story's folder, by name
    naming: Naming
    settings: Settings


def article(draft: Draft, context: Context) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article, or None when its source cannot be resolved. A mention that is faulty is left out."""
    reader = _Reader(draft, context)
    return reader.article(), tuple(reader.problems)


class _Reader:
    """Turns one draft into an article; holds the problems met on the way."""

    def __init__(self, draft: Draft, context: Context) -> None:
        self.draft, self.context, self.page = draft, context, draft.page
        self.naming = context.naming
        self.problems: list[Problem] = []

    def article(self) -> Article | None:
        shape = self.draft.shape
        source = self.source(shape.source)
        read = self.draft.read
        self.unused_skip_lines()
        first_line = self.draft.markdown.first_line
        self.problems += link_problems(read, self.page.path, first_line, self.context.files)
        # Without a source there is no article; its mentions are read all the same, for their mistakes.
        mentions = tuple(self.mentions(source or Source(outlet=""), read.body))
        changes = tuple(self.changes(read.body))
        if source is None:
            return None
        return Article(
            id=self.draft.id,
            title=shape.title,
            lang=shape.lang or self.context.settings.language,
            draft=shape.draft,
            embargo=shape.embargo,
            source=source,
            mentions=mentions,
            changes=changes,
            body=read.body,
            address=Origin(path=self.page.path),
        )

    def source(self, shape: SourceShape) -> Source | None:
        outlet = self.naming.publisher(shape.outlet)
        if outlet is None:
            self.unknown_outlet(shape.outlet, self.page.origin(("source", "outlet")))
            return None
        origin = self.outlets(shape.origin, ("source", "origin"))
        if origin is None:
            return None
        if not origin and shape.derivation not in ("original", "unknown"):
            hint = "name the outlets whose reporting it is: `origin: [reuters]`"
            message = f"source.origin is missing: whose reporting does this {shape.derivation} rest on?"
            self.error(("source",), "missing-origin", message, hint)
            return None
        if not shape.url and not self.draft.lost:
            at = self.page.origin(("source",), key=True)
            hint = "readers want to check the original: give its address"
            self.problems.append(warning(at, "missing-url", "source.url is missing", hint))
        return Source(
            outlet=outlet,
            url=shape.url,
            archived=shape.archived,
            byline=shape.byline,
            published=shape.published or UNKNOWN,
            updated=shape.updated,
            retrieved=shape.retrieved,
            derivation=shape.derivation,
            origin=origin or (outlet,),
            credit=shape.credit,
            dateline=shape.dateline,
            rights=shape.rights or self.context.settings.rights,
            status=shape.status,
            status_note=shape.status_note,
            status_date=shape.status_date,
        )

    def mentions(self, source: Source, body: Body) -> Iterator[Mention]:
        number: Counter[str] = Counter()
        for item in self.draft.items:
            claims = self.claims(item)
            common = self.resolved(item, source, body)
            for claim in claims:
                number[claim] += 1
                if common is not None:
                    yield Mention(
                        id=f"{self.draft.id}-{claim}-{number[claim]}",
                        article=self.draft.id,
                        claim=claim,
                        stance=item.stance,
                        by=common.by,
                        via=common.via,
                        quote=common.quote,
                        spans=common.spans,
                        hedge=item.shape.hedge,
                        value=item.shape.value,
                        utterance=common.utterance,
                        wording=item.shape.wording,
                        note=item.shape.note,
                        address=item.where,
                    )

    def claims(self, item: Item) -> list[str]:
        """The claims of an item that exist."""
        known = []
        for claim in item.shape.claim:
            if claim in self.context.claims:
                known.append(claim)
            elif claim not in self.context.faulty_claims:
                hint = closest(claim, self.context.claims) or "add it to `claims` in story.md, or give its `text` here"
                message = f'the claim "{claim}" is not in story.md'
                self.problems.append(Problem(origin=item.at("claim"), code="unknown-claim", message=message, hint=hint))
        return known

    def resolved(self, item: Item, source: Source, body: Body) -> "_Resolved | None":
        """Speakers, outlets, utterance and place of an item; None, with Problems, if one of them cannot be had."""
        before = len(self.problems)
        shape = item.shape
        by = tuple(person for name in shape.by if (person := self.speaker(name, item.at("by"))))
        via = tuple(outlet for name in shape.via if (outlet := self.reporter(name, item.at("via"))))
        if item.stance in NEEDS_SPEAKER and not shape.by:
            message = f'a mention that "{item.stance}" needs `by`: on whose word?'
            hint = "name a person of people.yml, or write a plain name"
            self.problems.append(Problem(origin=item.where, code="missing-by", message=message, hint=hint))
        utterance = shape.utterance if shape.utterance in self.context.utterances else ""
        if shape.utterance and not utterance and shape.utterance not in self.context.faulty_utterances:
            message = f'the utterance "{shape.utterance}" is not in story.md'
            hint = closest(shape.utterance, self.context.utterances) or "add it to `utterances` in story.md"
            self.problems.append(
                Problem(origin=item.at("utterance"), code="unknown-utterance", message=message, hint=hint)
            )
        quote, spans = self.anchored(item, body)
        if shape.hedge and quote and folded(shape.hedge).text not in folded(quote).text:
            message = f"the hedge “{shape.hedge}” is not inside the quotation"
            self.problems.append(Problem(origin=item.at("hedge"), code="hedge-not-in-quote", message=message))
        faulty = len(self.problems) > before and any(p.severity == "error" for p in self.problems[before:])
        if faulty or len(by) < len(shape.by):
            return None
        return _Resolved(by, via or source.origin, quote, spans, utterance)

    def anchored(self, item: Item, body: Body) -> tuple[str, tuple[Span, ...]]:
        if item.span is not None:
            return body.text[item.span.start : item.span.end], (item.span,)
        shape = item.shape
        if not isinstance(shape, QuotedMentionShape) or not shape.quote:
            return "", ()
        found = place(shape.quote, body, shape.occurrence, shape.after)
        if isinstance(found, Misplaced):
            problem = Problem(origin=item.at("quote"), code=found.code, message=found.message, hint=found.hint)
            self.problems.append(problem)
            return "", ()
        return shape.quote, found

    def speaker(self, name: str, where: Origin) -> str | None:
        known = self.naming.is_person(name)
        found = self.naming.person(name)
        if found is None:
            if not self.naming.is_faulty_person(name):
                message, hint = f'the person "{name}" is not in people.yml', self.naming.person_hint(name)
                self.problems.append(Problem(origin=where, code="unknown-person", message=message, hint=hint))
        elif not known and not self.naming.is_person(found) and looks_unnamed(name):
            message = f"“{name}” reads like an unnamed source, but counts as a named one"
            hint = "add it to people.yml with `named: false`"
            self.problems.append(warning(where, "perhaps-unnamed", message, hint))
        return found

    def reporter(self, name: str, where: Origin) -> str | None:
        found = self.naming.outlet(name)
        if found is None:
            self.unknown_outlet(name, where)
        return found

    def outlets(self, names: tuple[str, ...], path: tuple[str, ...]) -> tuple[str, ...] | None:
        """The ids of the outlets, or None, with Problems, if one of them is unknown."""
        where = self.page.origin(path)
        found = tuple(outlet for name in names if (outlet := self.reporter(name, where)))
        return found if len(found) == len(names) else None

    def unknown_outlet(self, name: str, where: Origin) -> None:
        message, hint = f'the outlet "{name}" is not in outlets.yml', self.naming.outlet_hint(name)
        self.problems.append(Problem(origin=where, code="unknown-outlet", message=message, hint=hint))

    def changes(self, body: Body) -> Iterator[Change]:
        for index, shape in zip(self.draft.places.get("changes", ()), self.draft.shape.changes, strict=True):
            path = ("changes", index)
            source = shape.source
            if source not in self.context.articles:
                outlet = self.naming.outlet(source)
                if outlet is None or (ID.match(source) and not self.naming.is_outlet(source)):
                    hint = closest(source, self.context.articles) or "name an article of this story, or an outlet"
                    self.error((*path, "from"), "unknown-article", f'there is no article "{source}"', hint)
                    continue
                source = outlet
            span = None
            if shape.after:
                found = place(shape.after, body, 1)
                if isinstance(found, Misplaced):
                    origin = self.page.origin((*path, "after"))
                    message = found.message.replace("the quotation", "the changed wording")
                    self.problems.append(warning(origin, "change-not-found", message, found.hint))
                else:
                    span = Span(start=found[0].start, end=found[-1].end)
            yield Change(
                source=source,
                kind=shape.kind,
                before=shape.before,
                after=shape.after,
                weight=shape.weight,
                note=shape.note,
                span=span,
            )

    def unused_skip_lines(self) -> None:
        if not self.draft.shape.skip:
            return
        lines = {line.strip() for line in self.draft.markdown.text.split("\n")}
        for index, line in enumerate(self.draft.shape.skip):
            if line.strip() not in lines:
                origin = self.page.origin(("skip", index))
                message = f"the line to skip is not in the body: “{line[:60]}”"
                self.problems.append(warning(origin, "skip-not-found", message, "copy the whole line as it stands"))

    def error(self, path: tuple[str | int, ...], code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(origin=self.page.origin(path), code=code, message=message, hint=hint))


class _Resolved(NamedTuple):
    by: tuple[str, ...]
    via: tuple[str, ...]
    quote: str
    spans: tuple[Span, ...]
    utterance: str
