"""Who is who: the outlets and people that content may name, by id or by name."""

import re
from collections.abc import Mapping
from hashlib import sha256
from unicodedata import normalize

from sitegen.load.faults import closest
from sitegen.load.files import ID, LONGEST_ID, proposal
from sitegen.model.noun import noun
from sitegen.model.site import Outlet, Person


@noun
class Register:
    """`outlets.yml` and `people.yml`. `faulty_people` have an entry that cannot be relied on."""

    outlets: dict[str, Outlet]
    people: dict[str, Person]
    has_outlets: bool = False
    has_people: bool = False
    faulty_people: frozenset[str] = frozenset()


class Naming:
    """The names that one story uses. Plain names become outlets and people of their own as they are met."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.outlets: dict[str, Outlet] = {}
        self.people: dict[str, Person] = {}
        self._called: dict[str, Person] = {}  # plain names that were resolved: looking one up asks the whole register

    def publisher(self, name: str) -> str | None:
        """The id of an outlet given by id or by name; None for something that looks like an id and is none."""
        known = self._known_outlet(name)
        if known is None and ID.match(name) and self.register.has_outlets:
            return None
        return self._keep_outlet(known or self._new_outlet(name))

    def outlet(self, name: str) -> str | None:
        """The id of an outlet whose reporting something rests on; None if nobody of that name or id is known."""
        known = self._known_outlet(name)
        if known is None and self.register.has_outlets:
            return None
        return self._keep_outlet(known or self._new_outlet(name))

    def person(self, name: str) -> str | None:
        """The id of a person given by id or by plain name; None for something that looks like an id and is none."""
        known = self.register.people.get(name) or self.people.get(name) or self._called.get(name)
        known = known or self._person_called(name)
        if known is None:
            if name in self.register.faulty_people or self._misspelt(name):
                return None
            known = self.register.people.get(identifier(name)) or Person(id=self._free(name, self.people), name=name)
        self.people[known.id] = self._called[name] = known
        return known.id

    def outlet_hint(self, name: str) -> str:
        return closest(name, [*self.register.outlets, *self.outlets]) or f'add "{name}" to outlets.yml'

    def person_hint(self, name: str) -> str:
        return closest(name, self.register.people) or f'add "{name}" to people.yml, or write a plain name'

    def _known_outlet(self, name: str) -> Outlet | None:
        known = self.register.outlets.get(name) or self.outlets.get(name)
        if known is None:
            wanted = _loose(name)
            everybody = (*self.register.outlets.values(), *self.outlets.values())
            known = next((each for each in everybody if _loose(each.name) == wanted), None)
        return known

    def _new_outlet(self, name: str) -> Outlet:
        return self.register.outlets.get(identifier(name)) or Outlet(id=self._free(name, self.outlets), name=name)

    def _free(self, name: str, taken: Mapping[str, object]) -> str:
        """The id of a plain name; a name that differs from another one only in what an id cannot hold gets a hash."""
        plain = identifier(name)
        return plain if plain not in taken else hashed(plain, name)

    def _keep_outlet(self, outlet: Outlet) -> str:
        self.outlets[outlet.id] = outlet
        return outlet.id

    def _person_called(self, name: str) -> Person | None:
        wanted = _loose(name)
        everybody = (*self.register.people.values(), *self.people.values())
        return next((each for each in everybody if _loose(each.name) == wanted), None)

    def _misspelt(self, name: str) -> bool:
        """An id in a desk that keeps a people.yml: `dmitry-peskow` is a slip, `police` may be a plain name."""
        if not self.register.has_people or not ID.match(name):
            return False
        return "-" in name or bool(closest(name, self.register.people))


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
    digest = sha256(normalize("NFC", name).encode()).hexdigest()[:8]
    return f"{plain[: LONGEST_ID - 9].strip('-')}-{digest}"


def _loose(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())
