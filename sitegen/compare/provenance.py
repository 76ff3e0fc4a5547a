"""How a story travelled: from the people behind its core claims through newsrooms into articles.

Only the people of the core claims are shown: whom a story quotes on lesser matters would hide on whose word it rests.
"""

from collections.abc import Iterator

from sitegen.model.article import Article, Mention
from sitegen.model.comparison import Provenance, Step, Stop
from sitegen.model.story import Story
from sitegen.model.terms import CHALLENGING, REMADE

Key = tuple[str, str]  # kind and id of a stop


def provenance(story: Story, core: tuple[str, ...]) -> Provenance:
    """A step means that at least one article says so, in its source or in a mention of a core claim."""
    routes = _Routes(story, frozenset(core))
    people, spoken = routes.people()
    passed = routes.without_detours(routes.without_circles(routes.passed_on()))
    rooms = dict.fromkeys([*(source for source, _ in passed if source[0] != "article"), *(room for _, room in spoken)])
    written = dict.fromkeys(map(routes.stop, story.articles))
    keys = dict.fromkeys([*((("person", each)) for each in people), *rooms, *written])
    place = {key: number for number, key in enumerate(keys)}
    steps = [
        Step(source=place["person", person], target=place[room], how="speaks", stances=tuple(stances))
        for (person, room), stances in spoken.items()
    ]
    steps += [Step(source=place[source], target=place[target], how=how) for (source, target), how in passed.items()]
    return Provenance(
        claims=core,
        stops=tuple(
            [
                Stop(kind=kind, id=each, stances=tuple(people[each]) if kind == "person" else ())  # type: ignore[arg-type]
                for kind, each in keys
            ]
        ),
        steps=tuple(steps),
    )


class _Routes:
    """Who reported what in a story, looked up by outlet and by article."""

    def __init__(self, story: Story, core: frozenset[str]) -> None:
        self.articles = {article.id: article for article in story.articles}
        self.core = {
            article.id: [mention for mention in article.mentions if mention.claim in core] for article in story.articles
        }
        self.by_outlet: dict[str, list[Article]] = {}
        self.own: dict[str, list[str]] = {}  # outlet -> its articles that have reporting of its own
        for article in story.articles:
            outlet = article.source.outlet
            self.by_outlet.setdefault(outlet, []).append(article)
            if outlet in self.origins(article):
                self.own.setdefault(outlet, []).append(article.id)

    def origins(self, article: Article) -> dict[str, str]:
        """The outlets whose reporting it has, each with the word for how."""
        found: dict[str, str] = dict.fromkeys(article.source.origin, article.source.derivation)
        for mention in self.core[article.id]:
            for outlet in mention.via:
                found.setdefault(outlet, "cites")
        return found

    def stop(self, article: Article) -> Key:
        alone = self.own.get(article.source.outlet) == [article.id]
        return ("report" if alone else "article", article.id)

    def room(self, outlet: str) -> Key:
        """Where the reporting of an outlet is at home."""
        own = self.own.get(outlet, ())
        return ("report", own[0]) if len(own) == 1 else ("newsroom", outlet)

    def passed_on(self) -> dict[tuple[Key, Key], str]:
        """Every step into an article; from the text it was made from before those from newsrooms."""
        found: dict[tuple[Key, Key], str] = {}
        for article in self.articles.values():
            target, outlet = self.stop(article), article.source.outlet
            if article.source.derivation in REMADE:
                for change in article.changes:
                    if change.source in self.articles and change.source != article.id:
                        found[self.stop(self.articles[change.source]), target] = article.source.derivation
            for origin, how in self.origins(article).items():
                if origin != outlet:
                    found.setdefault((self._source(origin), target), how)
                elif target[0] == "article":
                    found[("newsroom", outlet), target] = "own"
        return found

    def _source(self, outlet: str) -> Key:
        """An outlet that only passes on is a source by its article."""
        written = self.by_outlet.get(outlet)
        return self.stop(written[0]) if written and outlet not in self.own else self.room(outlet)

    def without_circles(self, steps: dict[tuple[Key, Key], str]) -> dict[tuple[Key, Key], str]:
        """Articles may name one another as their origin, on different claims: the step that closes a circle goes."""
        before: dict[Key, list[Key]] = {}
        kept = {}
        for (source, target), how in steps.items():
            if target not in _reached(source, before):
                before.setdefault(target, []).append(source)
                kept[source, target] = how
        return kept

    def without_detours(self, steps: dict[tuple[Key, Key], str]) -> dict[tuple[Key, Key], str]:
        """An article made from another one has from it what that one has from a newsroom."""
        remade: dict[Key, list[Key]] = {}
        before: dict[Key, list[Key]] = {}
        for source, target in steps:
            before.setdefault(target, []).append(source)
            if source[0] != "newsroom":
                remade.setdefault(target, []).append(source)
        earlier = {
            target: frozenset(each for source in sources for each in _reached(source, before) if each != source)
            for target, sources in remade.items()
        }
        return {
            (source, target): how
            for (source, target), how in steps.items()
            if how in ("own", "cites") or source not in earlier.get(target, ())
        }

    def people(self) -> tuple[dict[str, dict[str, None]], dict[tuple[str, Key], dict[str, None]]]:
        """Who speaks for or against a core claim, and to whom; each with what they say against it."""
        found: dict[str, dict[str, None]] = {}
        spoken: dict[tuple[str, Key], dict[str, None]] = {}
        for article in self.articles.values():
            for mention in self.core[article.id]:
                against = mention.stance in CHALLENGING
                if not against and article.source.status == "retracted":
                    continue  # it takes its support along; what was said against a claim stays said
                said: dict[str, None] = {mention.stance: None} if against else {}
                rooms = tuple(self._heard(mention))
                for person in mention.by:
                    found.setdefault(person, {}).update(said)
                    for room in rooms:
                        spoken.setdefault((person, room), {}).update(said)
        return found, spoken

    def _heard(self, mention: Mention) -> Iterator[Key]:
        """The newsrooms at the far end of what a mention rests on."""
        queue, seen = list(mention.via), set(mention.via)
        for outlet in queue:
            written = self.by_outlet.get(outlet)
            if not written or outlet in self.own:
                yield self.room(outlet)
                continue
            further = [each for each in self.origins(written[0]) if each not in seen]
            seen.update(further)
            queue += further


def _reached(start: Key, before: dict[Key, list[Key]]) -> frozenset[Key]:
    """A stop and all that lead to it."""
    if start not in before:
        return frozenset((start,))
    found = {start: None}
    queue = [start]
    for each in queue:
        for earlier in before.get(each, ()):
            if earlier not in found:
                found[earlier] = None
                queue.append(earlier)
    return frozenset(found)
