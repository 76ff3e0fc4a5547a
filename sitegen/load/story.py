"""A story's folder becomes a Story: its own file, its articles, and the outlets and people that they name."""

from dataclasses import replace
from typing import NamedTuple

from sitegen.load.article import Context, article
from sitegen.load.draft import Draft, drafted
from sitegen.load.drafts import first_day, pruned
from sitegen.load.faults import Page, closest
from sitegen.load.front_matter import split, too_large
from sitegen.load.history import history
from sitegen.load.links import link_problems
from sitegen.load.markdown import reading
from sitegen.load.parts import left_open, usable
from sitegen.load.register import Asked, Naming, Register
from sitegen.load.shapes import ClaimShape, EventShape, ReviewShape, RulingShape, StoryShape, UtteranceShape
from sitegen.load.texts import StoryTexts
from sitegen.model.article import Article
from sitegen.model.problem import Origin, Problem
from sitegen.model.site import Settings
from sitegen.model.story import (
    Claim,
    Correction,
    Dispute,
    Event,
    Official,
    Review,
    Ruling,
    Step,
    Story,
    Utterance,
)
from sitegen.model.text import Body
from sitegen.problems import warning

LONGEST_CLAIM = 75


class Loaded(NamedTuple):
    """A story with all that could be used, drafts included, or None if its story.md is unusable; and every Problem.

    `asked` is what it wanted to know of the register.
    """

    story: Story | None
    problems: tuple[Problem, ...]
    asked: Asked = frozenset()


def story(texts: StoryTexts, register: Register, settings: Settings) -> Loaded:
    """The story of a folder's texts."""
    drafts: list[Draft] = []
    problems: list[Problem] = list(texts.unread)
    for path, text in texts.articles:
        draft, found = drafted(path, text)
        problems += found
        if draft is not None:
            drafts.append(draft)
    reader = _Reader(texts, register, settings, drafts, problems)
    return Loaded(reader.story(), tuple(problems), frozenset(reader.naming.asked))


class _Reader:
    """Resolves one story; appends to the problems that it was given."""

    def __init__(
        self,
        texts: StoryTexts,
        register: Register,
        settings: Settings,
        drafts: list[Draft],
        problems: list[Problem],
    ) -> None:
        self.texts, self.settings, self.drafts, self.problems = texts, settings, drafts, problems
        self.naming = Naming(register)
        self.page: Page | None = None
        self.lost = False  # story.md may not be published: it is read on only to find other mistakes
        self.files = frozenset(("story.md", *texts.assets, *(path.rsplit("/", 1)[-1] for path, _ in texts.articles)))
        self.article_ids = frozenset(draft.id for draft in drafts)
        # Whatever a held-back and a published article both bring in is the published one's: a name, a claim's text.
        self.public_first = sorted(drafts, key=_is_held_back)

    def story(self) -> Story | None:
        shape, note, faulty = self.own_file()
        if shape is None:
            return None
        claims = self.claims(shape, faulty.get("claims", frozenset()))
        ids = frozenset(claim.id for claim in claims)
        context = Context(
            claims=ids,
            faulty_claims=faulty.get("claims", frozenset()),
            utterances=frozenset(shape.utterances),
            faulty_utterances=faulty.get("utterances", frozenset()),
            articles=self.article_ids | frozenset(path.rsplit("/", 1)[-1][:-3] for path, _ in self.texts.articles),
            files=self.files,
            naming=self.naming,
            settings=self.settings,
        )
        self.claims_of_drafts(claims)
        for draft in self.public_first:  # who publishes here may be named as an origin, whichever file is read first
            self.naming.publisher(draft.shape.source.outlet)
        articles = []
        for draft in self.public_first:
            found, problems = article(draft, context)
            self.problems += problems
            if found is not None and not draft.lost:
                articles.append(found)
        articles.sort(key=lambda each: (each.source.published.instant, each.id))
        known = frozenset(each.id for each in articles)
        articles = [self.with_sources(each, known) for each in articles]
        whole = Story(
            id=self.texts.id,
            title=shape.title,
            date=shape.date or first_day(each for each in articles if not each.draft and each.embargo is None),
            question=shape.question,
            summary=shape.summary,
            place=shape.place,
            updated=shape.updated,
            draft=shape.draft,
            embargo=shape.embargo,
            editors=shape.editors,
            method=shape.method,
            contact=shape.contact,
            corrections=tuple(Correction(date=each.date, text=each.text) for each in shape.corrections),
            claims=claims,
            disputes=self.disputes(shape, ids, context.faulty_claims),
            utterances=tuple(self.utterance(key, each) for key, each in shape.utterances.items()),
            timeline=tuple(
                self.event(index, each, ids, known, context.faulty_claims) for index, each in enumerate(shape.timeline)
            ),
            note=note,
            history=self.history(ids, context.faulty_claims),
            articles=tuple(articles),
            outlets=tuple(sorted(self.naming.outlets.values(), key=lambda each: each.id)),
            people=tuple(sorted(self.naming.people.values(), key=lambda each: each.id)),
            assets=self.texts.assets,
            address=Origin(path=self.texts.story[0] or self.texts.path),
        )
        return None if self.lost else pruned(whole)

    def own_file(self) -> tuple[StoryShape | None, Body, dict[str, frozenset[str]]]:
        """story.md as its shape; a shape made from the folder's name where there is no such file."""
        path, text = self.texts.story
        if any(problem.origin.path == path for problem in self.texts.unread):
            return None, Body(), {}
        if not path:
            title = self.texts.id.replace("-", " ").capitalize()
            return StoryShape(title=title), Body(), {}
        page, markdown, problems = split(path, text)
        self.problems += problems
        if page is None:
            return None, Body(), {}
        if too_long := too_large(path, markdown):
            self.problems += too_long
            return None, Body(), {}
        unclear = left_open(page, ("draft",), ("embargo",))
        found = usable(page, StoryShape, ("claims", "utterances", "disputes", "timeline", "corrections"))
        self.problems += (*found.problems, *unclear)
        self.lost = found.lost or bool(unclear)
        self.page = page
        read = reading(markdown.text)
        self.problems += link_problems(read, path, markdown.first_line, self.files)
        return found.shape, read.body, found.faulty

    def history(self, claims: frozenset[str], faulty: frozenset[str]) -> tuple[Step, ...]:
        path, text = self.texts.history
        steps, problems = history(path, text, claims, faulty) if text else ((), ())
        self.problems += problems
        return steps

    def claims(self, shape: StoryShape, faulty: frozenset[str]) -> tuple[Claim, ...]:
        """The claims of story.md, then those that mentions define on the spot."""
        texts = {key: each.text for key, each in shape.claims.items()}
        made: dict[str, Claim] = {}
        for draft in self.public_first:
            for item in draft.items:
                for claim in item.shape.claim if item.shape.text else ():
                    text = item.shape.text
                    if texts.setdefault(claim, text) != text:
                        message = f'the claim "{claim}" has another text elsewhere: “{texts[claim]}”'
                        hint = "give a claim one text, best in story.md"
                        problem = Problem(
                            origin=item.at("text"), code="conflicting-claim-text", message=message, hint=hint
                        )
                        self.problems.append(problem)
                    if claim not in shape.claims and claim not in faulty and claim not in made:
                        made[claim] = Claim(id=claim, text=text, address=item.at("text"))
        known = frozenset((*shape.claims, *made, *faulty))
        own = tuple(self.claim(key, each, known, faulty) for key, each in shape.claims.items())
        self.one_sided_conflicts(own)
        every = (*own, *made.values())
        for each in every:
            if len(each.text) > LONGEST_CLAIM:
                message = f"the text of the claim has {len(each.text)} characters; at most {LONGEST_CLAIM} fit a table"
                self.problems.append(warning(each.address, "long-claim", message, "say it shorter"))
        return every

    def claim(self, key: str, shape: ClaimShape, known: frozenset[str], faulty: frozenset[str]) -> Claim:
        path = ("claims", key)
        conflicts = self.existing(shape.conflicts_with, known, (*path, "conflicts_with"))
        if key in conflicts:
            hint = "name the claim that cannot be true beside it"
            message = f'"{key}" cannot conflict with itself'
            origin = self.origin((*path, "conflicts_with"))
            self.problems.append(Problem(origin=origin, code="self-conflict", message=message, hint=hint))
        same = tuple(each for each in shape.same_as if "/" in each or self.existing((each,), known, (*path, "same_as")))
        for about in shape.about:
            if self.naming.is_person(about):
                self.naming.person(about)
            elif self.naming.is_outlet(about):
                self.naming.outlet(about)
        return Claim(
            id=key,
            text=shape.text,
            kind=shape.kind,
            speaker=self.person(shape.speaker, (*path, "speaker")),
            about=shape.about,
            conflicts_with=tuple(each for each in conflicts if each not in faulty and each != key),
            same_as=same,
            weight=shape.weight,
            ruling=_ruling(shape.ruling),
            review=_review(shape.review),
            address=self.origin((*path, "text")),
        )

    def claims_of_drafts(self, claims: tuple[Claim, ...]) -> None:
        """A published article cannot carry a claim whose text only a draft gives: nothing of a draft is published.

        The same holds for an article with an embargo, and after its end too: whether there is a mistake in content
        must not depend on the clock.
        """
        hidden = {draft.page.path for draft in self.drafts if _is_held_back(draft)}
        only_there = {claim.id for claim in claims if claim.address.path in hidden}
        for draft in self.drafts:
            if _is_held_back(draft):
                continue
            for item in draft.items:
                for claim in only_there.intersection(item.shape.claim):
                    message = f'only an article that is held back says what the claim "{claim}" is'
                    hint = "define it in story.md, or give its `text` here"
                    self.problems.append(
                        Problem(origin=item.at("claim"), code="unknown-claim", message=message, hint=hint)
                    )

    def with_sources(self, found: Article, known: frozenset[str]) -> Article:
        """The article without those changes whose source was left out because of a mistake of its own."""
        outlets = self.naming.outlets
        changes = tuple(each for each in found.changes if each.source in known or each.source in outlets)
        return found if len(changes) == len(found.changes) else replace(found, changes=changes)

    def one_sided_conflicts(self, claims: tuple[Claim, ...]) -> None:
        """A conflict counts for the claim that names it (PRODUCT §3), so naming it once is mostly a slip."""
        named = {claim.id: claim.conflicts_with for claim in claims}
        for claim in claims:
            for rival in claim.conflicts_with:
                if claim.id not in named.get(rival, (claim.id,)):
                    origin = self.origin(("claims", claim.id, "conflicts_with"))
                    message = f'"{claim.id}" conflicts with "{rival}", but not the other way round'
                    hint = f'add `conflicts_with: [{claim.id}]` to "{rival}"'
                    self.problems.append(warning(origin, "one-sided-conflict", message, hint))

    def disputes(self, shape: StoryShape, claims: frozenset[str], faulty: frozenset[str]) -> tuple[Dispute, ...]:
        """Those with an id of their own; the first of several keeps it."""
        first = {each.id: index for index, each in reversed(list(enumerate(shape.disputes)))}
        for index, each in enumerate(shape.disputes):
            if first[each.id] != index:
                origin = self.origin(("disputes", index, "id"))
                message = f'another dispute has the id "{each.id}"'
                hint = "give one of them an id of its own"
                self.problems.append(Problem(origin=origin, code="duplicate-id", message=message, hint=hint))
        return tuple(
            Dispute(
                id=each.id,
                question=each.question,
                claims=self.existing(_without(each.claims, faulty), claims, ("disputes", index, "claims")),
                note=each.note,
            )
            for index, each in enumerate(shape.disputes)
            if first[each.id] == index
        )

    def utterance(self, key: str, shape: UtteranceShape) -> Utterance:
        official = shape.official
        return Utterance(
            id=key,
            speaker=self.person(shape.speaker, ("utterances", key, "speaker")),
            when=shape.when,
            where=shape.where,
            official=Official(text=official.text, url=official.url) if official else None,
        )

    def event(
        self,
        index: int,
        shape: EventShape,
        claims: frozenset[str],
        articles: frozenset[str],
        faulty: frozenset[str],
    ) -> Event:
        return Event(
            when=shape.when,
            what=shape.what,
            claims=self.existing(_without(shape.claims, faulty), claims, ("timeline", index, "claims")),
            sources=tuple(
                each for each in self.existing(shape.sources, self.article_ids, ("timeline", index, "from"), "article")
                if each in articles
            ),
        )  # fmt: skip

    def existing(
        self, ids: tuple[str, ...], known: frozenset[str], path: tuple[str | int, ...], noun: str = "claim"
    ) -> tuple[str, ...]:
        """Those ids that exist; each other is a Problem."""
        for each in ids:
            if each not in known:
                hint = closest(each, known)
                message = f'there is no {noun} "{each}" in this story'
                problem = Problem(origin=self.origin(path), code=f"unknown-{noun}", message=message, hint=hint)
                self.problems.append(problem)
        return tuple(each for each in ids if each in known)

    def person(self, name: str, path: tuple[str | int, ...]) -> str:
        if not name:
            return ""
        found = self.naming.person(name)
        if found is None and not self.naming.is_faulty_person(name):
            message, hint = f'the person "{name}" is not in people.yml', self.naming.person_hint(name)
            self.problems.append(Problem(origin=self.origin(path), code="unknown-person", message=message, hint=hint))
        return found or ""

    def origin(self, path: tuple[str | int, ...]) -> Origin:
        return self.page.origin(path) if self.page else Origin(path=self.texts.path)


def _is_held_back(draft: Draft) -> bool:
    """A draft, or an article with an embargo, whether that is over or not."""
    return draft.shape.draft or draft.shape.embargo is not None


def _without(ids: tuple[str, ...], faulty: frozenset[str]) -> tuple[str, ...]:
    return tuple(each for each in ids if each not in faulty)


def _ruling(shape: RulingShape | None) -> Ruling | None:
    if shape is None:
        return None
    return Ruling(status=shape.status, reason=shape.reason, by=shape.by, date=shape.date)


def _review(shape: ReviewShape | None) -> Review | None:
    if shape is None:
        return None
    return Review(rating=shape.rating, explanation=shape.explanation, url=shape.url, by=shape.by, date=shape.date)
