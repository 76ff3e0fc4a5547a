"""Realistic story bundles out of a seed and a profile.

A story depends on the seed and its own number alone, so a small bundle is the beginning of a large one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from profiles import NEWS, Profile
from words import LATIN, Dice, Language

T = TypeVar("T")

PUBLISHERS, AGENCIES, OFFICIALS = 60, 8, 40
FIRST_DAY = date(2026, 1, 1)
KINDS = ["event", "event", "event", "statement", "estimate", "inference", "background"]
CHANGES = ["word", "hedge", "number", "actor", "attribution", "fact"]


@dataclass(frozen=True)
class Outlet:
    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    affiliation: str
    named: bool


@dataclass(frozen=True)
class Mention:
    """`by` and `via` are ids, "" for none."""

    claim: str
    stance: str
    quote: str
    by: str = ""
    via: str = ""
    hedge: str = ""
    utterance: str = ""
    wording: str = ""


@dataclass(frozen=True)
class Change:
    source: str
    before: str
    after: str
    kind: str


@dataclass(frozen=True)
class Article:
    """`id` is its outlet's. A copy has changes, and `origin` is the outlet that it copies."""

    id: str
    title: str
    published: date
    paragraphs: tuple[tuple[str, ...], ...]  # of sentences
    mentions: tuple[Mention, ...]
    origin: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def body(self) -> str:
        return "\n\n".join(" ".join(sentences) for sentences in self.paragraphs) + "\n"


@dataclass(frozen=True)
class Claim:
    id: str
    text: str
    kind: str
    speaker: str = ""
    conflicts_with: str = ""


@dataclass(frozen=True)
class Story:
    """`utterance` is what `speaker` said; the article that prints it otherwise has it `altered`."""

    id: str
    lang: str
    title: str
    day: date
    question: str
    summary: str
    claims: tuple[Claim, ...]
    articles: tuple[Article, ...]
    speaker: str
    utterance: str


@dataclass(frozen=True)
class Bundle:
    outlets: tuple[Outlet, ...]
    people: tuple[Person, ...]
    stories: tuple[Story, ...]


def bundle(articles: int, profile: Profile = NEWS, seed: str = "sitegen") -> Bundle:
    """`articles` must be a multiple of those that the profile gives a story."""
    if articles % profile.articles or articles < profile.articles:
        raise ValueError(f"the number of articles must be a multiple of {profile.articles}")
    languages = [Language(seed, script) for script in profile.scripts]
    outlets = tuple(_outlets(languages[0], seed))
    officials = tuple(_officials(languages[0], seed))
    stories, people = [], list(officials)
    for number in range(articles // profile.articles):
        language = languages[number % len(languages)]
        dice = Dice(f"{seed}/story/{number}")
        witness = Person(f"witness-{number:05}", language.name(dice), "", named=True)
        people.append(witness)
        story = _Author(profile, language, dice, outlets, [*officials, witness]).story(number)
        stories.append(story if language.script.gap else _without_gaps(story))
    return Bundle(outlets, tuple(people), tuple(stories))


def _without_gaps(value: T) -> T:
    """For scripts that put no space between words: every text in `value` without its spaces."""
    if isinstance(value, str):
        return value.replace(" ", "")  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(map(_without_gaps, value))  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _without_gaps(getattr(value, each.name)) for each in fields(value)})
    return value


def _outlets(language: Language, seed: str) -> Iterator[Outlet]:
    dice = Dice(f"{seed}/outlets")
    for number in range(PUBLISHERS):
        name = f"The {language.name(dice)}"
        yield Outlet(f"outlet-{number:02}", name, dice.one(["newspaper", "broadcaster", "newsroom", "aggregator"]))
    for number in range(AGENCIES):
        yield Outlet(f"agency-{number}", language.rare(dice).capitalize(), "agency")


def _officials(language: Language, seed: str) -> Iterator[Person]:
    dice = Dice(f"{seed}/people")
    bodies = [f"Ministry of {language.rare(dice).capitalize()}" for _ in range(10)]
    for number in range(OFFICIALS):
        body = dice.one(bodies)
        named = dice.chance(0.6)
        name = language.name(dice) if named else f"officials of the {body}, no. {number}"
        yield Person(f"official-{number:02}", name, body, named)


@dataclass
class _Author:
    """Writes one story."""

    profile: Profile
    language: Language
    dice: Dice
    outlets: tuple[Outlet, ...]
    people: list[Person]
    agencies: list[Outlet] = field(init=False)
    ends: str = field(init=False)  # what a quotation does not end with

    def __post_init__(self) -> None:
        self.agencies = [outlet for outlet in self.outlets if outlet.kind == "agency"]

        script = self.language.script
        self.ends = script.stop + script.comma

    def story(self, number: int) -> Story:
        dice, language = self.dice, self.language
        day = FIRST_DAY + timedelta(days=number // 8)
        title = language.title(dice, 70)
        claims = self.claims()
        speaker, utterance = dice.one(self.people).id, language.sentence(dice, 15, 20)[:-1]
        publishers = dice.some([outlet for outlet in self.outlets if outlet.kind != "agency"], self.profile.articles)
        articles: list[Article] = []
        for outlet in publishers:
            originals = [article for article in articles if not article.origin]
            if originals and dice.chance(self.profile.copies):
                articles.append(self.copy(outlet.id, dice.one(originals)))
            else:
                articles.append(self.original(outlet.id, day, claims, speaker, utterance))
        return Story(
            id=f"{self.id(title, 'story')}-{number:05}",
            lang=language.script.lang,
            title=title,
            day=day,
            question=f"{language.title(dice, 80)}?",
            summary=f"{language.sentence(dice)} {language.sentence(dice)}",
            claims=claims,
            articles=tuple(articles),
            speaker=speaker,
            utterance=utterance,
        )

    def id(self, text: str, otherwise: str) -> str:
        """What begins an id: the first word, if it can."""
        return text.split()[0].lower() if self.language.script is LATIN else otherwise

    def claims(self) -> tuple[Claim, ...]:
        """The last two contradict each other in every second story."""
        dice, claims = self.dice, []
        for number in range(self.profile.claims):
            text, kind = self.language.title(dice, 70), dice.one(KINDS)
            speaker = dice.one(self.people).id if kind == "statement" else ""
            claims.append(Claim(f"{self.id(text, 'claim')}-{number}", text, kind, speaker))
        if dice.chance(0.5):
            *_, one, other = claims
            claims[-2:] = [replace(one, conflicts_with=other.id), replace(other, conflicts_with=one.id)]
        return tuple(claims)

    def original(self, outlet: str, day: date, claims: tuple[Claim, ...], speaker: str, utterance: str) -> Article:
        while True:
            paragraphs = self.prose()
            places = [(row, at) for row, sentences in enumerate(paragraphs) for at in range(len(sentences))]
            about = self.dice.some(list(claims), self.profile.mentions)
            if self.dice.chance(0.4):  # one claim less, and one of them disputed too
                about[-1] = about[0]
            mentions = []
            for number, (claim, (row, at)) in enumerate(
                zip(about, self.dice.some(places, self.profile.mentions), strict=True)
            ):
                disputes = number == self.profile.mentions - 1 and claim in about[:-1]
                if number == 0 and self.dice.chance(0.5):
                    mention, sentence = self.spoken(claim.id, speaker, utterance)
                else:
                    mention, sentence = self.mention(claim.id, paragraphs[row][at], disputes)
                mentions.append(mention)
                paragraphs[row][at] = sentence
            article = Article(
                outlet, self.language.title(self.dice, 80), day, tuple(map(tuple, paragraphs)), tuple(mentions)
            )
            if all(article.body.casefold().count(each.quote.casefold()) == 1 for each in mentions):
                return article

    def prose(self) -> list[list[str]]:
        paragraphs: list[list[str]] = []
        length = 0
        while length < self.profile.length:
            paragraphs.append([self.language.sentence(self.dice) for _ in range(self.dice.number(2, 4))])
            length += sum(map(len, paragraphs[-1]))
        return paragraphs

    def mention(self, claim: str, sentence: str, disputes: bool) -> tuple[Mention, str]:
        """A mention, and the sentence as it must stand for it."""
        dice = self.dice
        stances = ["denies", "declines", "contradicts"] if disputes else ["asserts", "asserts", "attributes", "hedges"]
        stance, hedge = dice.one(stances), ""
        words = sentence.split(" ")
        if stance == "hedges":
            hedge = self.language.script.hedge
            words[4:4] = hedge.split()
        start, end = (dice.number(0, 1), dice.number(8, len(words))) if len(words) > 8 else (0, len(words))
        quote = " ".join(words[start:end]).rstrip(self.ends)
        by = dice.one(self.people).id if stance in ("attributes", "denies", "declines") else ""
        via = dice.one(self.agencies).id if dice.chance(0.15) else ""
        return Mention(claim, stance, quote, by=by, via=via, hedge=hedge), " ".join(words)

    def spoken(self, claim: str, speaker: str, utterance: str) -> tuple[Mention, str]:
        """The sentence that the speaker said, in every third article with a word changed."""
        words, wording = utterance.split(" "), "direct"
        if self.dice.chance(0.33):
            words[self.dice.number(5, len(words) - 2)] = self.language.rare(self.dice)
            wording = "altered"
        said = " ".join(words)
        mention = Mention(claim, "attributes", said, by=speaker, utterance="sentence", wording=wording)
        name = next(person.name for person in self.people if person.id == speaker)
        return mention, f"“{said},” said {name}."

    def copy(self, outlet: str, source: Article) -> Article:
        """The same text under another headline; in three sentences that carry no mention a word is another one."""
        dice = self.dice
        paragraphs = [list(sentences) for sentences in source.paragraphs]
        quoted = [each.quote for each in source.mentions]
        free = [
            (row, at)
            for row, sentences in enumerate(paragraphs)
            for at, sentence in enumerate(sentences)
            if not any(quote in sentence for quote in quoted)
        ]
        changes = []
        for row, at in dice.some(free, 3):
            words = paragraphs[row][at].split(" ")
            before = " ".join(words[1:6]).rstrip(self.ends)
            words[3] = self.language.rare(dice)
            paragraphs[row][at] = " ".join(words)
            changes.append(Change(source.id, before, " ".join(words[1:6]).rstrip(self.ends), dice.one(CHANGES)))
        return replace(
            source,
            id=outlet,
            title=self.language.title(dice, 80),
            published=source.published + timedelta(days=1),
            paragraphs=tuple(map(tuple, paragraphs)),
            origin=source.id,
            changes=tuple(changes),
        )
