"""Who is who: the outlets and people that content may name, by id or by name."""

import re
from collections.abc import Mapping
from dataclasses import field
from hashlib import sha256
from typing import cast
from unicodedata import normalize

from sitegen.load.faults import closest
from sitegen.load.files import ID, LONGEST_ID, proposal
from sitegen.memory import digest
from sitegen.model.noun import noun
from sitegen.model.site import Outlet, Person

Asked = frozenset[tuple[str, str]]  # what a story wanted to know: ("outlet", name), ("person", name), EVERYBODY
EVERYBODY = ("everybody", "")


@noun
class Register:
    """`outlets.yml` and `people.yml`. `faulty_people` have an entry that cannot be relied on."""

    outlets: dict[str, Outlet]
    people: dict[str, Person]
    has_outlets: bool = False
    has_people: bool = False
    faulty_people: frozenset[str] = frozenset()
    key: str = field(default="", compare=False)  # changes with every byte of the two files
    _called: dict[str, dict[str, Outlet | Person]] = field(default_factory=dict, compare=False, repr=False)
    _answered: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def outlet_called(self, name: str) -> Outlet | None:
        """The first outlet of that name, however it is spaced and capitalised."""
        return cast("Outlet | None", self._by_name("outlets", self.outlets).get(_loose(name)))

    def person_called(self, name: str) -> Person | None:
        return cast("Person | None", self._by_name("people", self.people).get(_loose(name)))

    def misspelt(self, name: str) -> bool:
        """An id in a desk that keeps a people.yml: `dmitry-peskow` is a slip, `police` may be a plain name."""
        if not self.has_people or not ID.match(name):
            return False
        return "-" in name or bool(closest(name, self.people))

    def answers(self, asked: Asked) -> str:
        """A key that changes when a story that asked this would be told something else by now."""
        for each in asked - self._answered.keys():  # made once: story after story asks for the same names
            self._answered[each] = repr(self._answer(*each))
        return digest(*(self._answered[each] for each in sorted(asked)))

    def _answer(self, what: str, name: str) -> object:
        if what == "outlet":
            return (self.has_outlets, self._about(name, self.outlets), self.outlet_called(name))
        if what == "person":
            known = (self._about(name, self.people), self.person_called(name))
            return (self.has_people, *known, name in self.faulty_people, self.misspelt(name))
        return self.key

    def _about(self, name: str, entries: Mapping[str, object]) -> tuple[object, object]:
        return entries.get(name), entries.get(identifier(name))

    def _by_name(self, what: str, entries: Mapping[str, Outlet] | Mapping[str, Person]) -> dict[str, Outlet | Person]:
        """Made once: a story asks for dozens of names, and the register may have thousands."""
        if what not in self._called:
            found: dict[str, Outlet | Person] = {}
            for each in entries.values():
                found.setdefault(_loose(each.name), each)
            self._called[what] = found
        return self._called[what]


class Naming:
    """The names that one story uses. Plain names become outlets and people of their own as they are met.

    `asked` is what it wanted to know of the register: as long as that would answer the same, so will this.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self.outlets: dict[str, Outlet] = {}
        self.people: dict[str, Person] = {}
        self.asked: set[tuple[str, str]] = set()
        self._called: dict[str, Person] = {}  # plain names that were resolved

    def publisher(self, name: str) -> str | None:
        """The id of an outlet given by id or by name; None for something that looks like an id and is none."""
        known = self._known_outlet(name)
        if known is None and ID.match(name) and self._register.has_outlets:
            return None
        return self._keep_outlet(known or self._new_outlet(name))

    def outlet(self, name: str) -> str | None:
        """The id of an outlet whose reporting something rests on; None if nobody of that name or id is known."""
        known = self._known_outlet(name)
        if known is None and self._register.has_outlets:
            return None
        return self._keep_outlet(known or self._new_outlet(name))

    def person(self, name: str) -> str | None:
        """The id of a person given by id or by plain name; None for something that looks like an id and is none."""
        self.asked.add(("person", name))
        register = self._register
        known = register.people.get(name) or self.people.get(name) or self._called.get(name)
        known = known or self._person_called(name)
        if known is None:
            if name in register.faulty_people or register.misspelt(name):
                return None
            known = register.people.get(identifier(name)) or Person(id=self._free(name, self.people), name=name)
        self.people[known.id] = self._called[name] = known
        return known.id

    def is_outlet(self, name: str) -> bool:
        """Whether this is the id of an outlet of outlets.yml."""
        self.asked.add(("outlet", name))
        return name in self._register.outlets

    def is_person(self, name: str) -> bool:
        """Whether this is the id of a person of people.yml."""
        self.asked.add(("person", name))
        return name in self._register.people

    def is_faulty_person(self, name: str) -> bool:
        self.asked.add(("person", name))
        return name in self._register.faulty_people

    def outlet_hint(self, name: str) -> str:
        self.asked.add(EVERYBODY)
        return closest(name, [*self._register.outlets, *self.outlets]) or f'add "{name}" to outlets.yml'

    def person_hint(self, name: str) -> str:
        self.asked.add(EVERYBODY)
        return closest(name, self._register.people) or f'add "{name}" to people.yml, or write a plain name'

    def _known_outlet(self, name: str) -> Outlet | None:
        self.asked.add(("outlet", name))
        known = self._register.outlets.get(name) or self.outlets.get(name) or self._register.outlet_called(name)
        if known is None:
            wanted = _loose(name)
            known = next((each for each in self.outlets.values() if _loose(each.name) == wanted), None)
        return known

    def _new_outlet(self, name: str) -> Outlet:
        return self._register.outlets.get(identifier(name)) or Outlet(id=self._free(name, self.outlets), name=name)

    def _free(self, name: str, taken: Mapping[str, object]) -> str:
        """The id of a plain name; a name that differs from another one only in what an id cannot hold gets a hash."""
        plain = identifier(name)
        return plain if plain not in taken else hashed(plain, name)

    def _keep_outlet(self, outlet: Outlet) -> str:
        self.outlets[outlet.id] = outlet
        return outlet.id

    def _person_called(self, name: str) -> Person | None:
        if known := self._register.person_called(name):
            return known
        wanted = _loose(name)
        return next((each for each in self.people.values() if _loose(each.name) == wanted), None)


def looks_unnamed(name: str) -> bool:
    """A plain name that begins like "two officials" or "a source": it should say `named: false` in people.yml."""
    return bool(re.match(r"[a-z0-9]", name)) and " " in name


def identifier(name: str) -> str:
    """An id for a plain name. Where the Latin alphabet loses a letter, a hash of the name keeps ids apart."""
    plain = proposal(name)
    letters = sum(char.isalnum() for char in normalize("NFC", name))
    kept = sum(char.isalnum() for char in plain)
    if kept >= letters and len(plain) < LONGEST_ID and plain != "untitled":
        return plain
    return hashed("x" if plain == "untitled" else plain, name)


def hashed(plain: str, name: str) -> str:
    """An id that no other name has."""
    mark = sha256(normalize("NFC", name).encode()).hexdigest()[:8]
    return f"{plain[: LONGEST_ID - 9].strip('-')}-{mark}"


def _loose(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())
