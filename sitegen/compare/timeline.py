"""The timeline of a story: what story.md tells, what was said when, and when the articles appeared."""

from collections.abc import Iterator

from sitegen.model.comparison import Occurrence
from sitegen.model.story import Event, Story, Utterance

MINUTE = 16  # characters of an instant
SHORTEST = 4  # letters of a name that is taken to be a name in a sentence
ORDER = ("event", "said", "published", "updated")


def timeline(story: Story) -> tuple[Occurrence, ...]:
    """Everything that has a time, by time; what has none comes last. One instant told by two clocks is one event.

    An utterance of which an event of the same day tells belongs to that event. A story of which nothing is known but
    the date of its only article has no timeline.
    """
    rows = [*_told(story), *_published(story)]
    if not story.timeline and len(rows) < 2:
        return ()
    return tuple(sorted(rows, key=lambda row: (row.when.instant, ORDER.index(row.kind))))


def _told(story: Story) -> Iterator[Occurrence]:
    names = {person.id: person.name for person in story.people}
    quoted = {mention.utterance for mention in story.mentions}
    said = [each for each in story.utterances if each.when and each.id in quoted]
    within: dict[str, int] = {}  # utterance -> the event that tells of it
    for number, event in enumerate(story.timeline):
        own = tuple(
            each.id for each in said if each.id not in within and _tells(event, each, names.get(each.speaker, ""))
        )
        within |= dict.fromkeys(own, number)
        yield Occurrence(kind="event", when=event.when, number=number, utterances=own)
    for each in said:
        if each.id not in within and each.when:
            yield Occurrence(kind="said", when=each.when, utterances=(each.id,))


def _tells(event: Event, utterance: Utterance, name: str) -> bool:
    """Whether an event is that somebody said this: on the same day, and it names who said it."""
    if not utterance.when or not event.when.day or event.when.day != utterance.when.day:
        return False
    words = set(event.what.replace("’", " ").replace("'", " ").split())
    return any(part in words for part in name.split() if len(part) >= SHORTEST)


def _published(story: Story) -> Iterator[Occurrence]:
    for article in story.articles:
        published, updated = article.source.published, article.source.updated
        yield Occurrence(kind="published", when=published, article=article.id)
        if updated and updated.instant[:MINUTE] != published.instant[:MINUTE]:
            yield Occurrence(kind="updated", when=updated, article=article.id)
