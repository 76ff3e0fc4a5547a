"""What a builder remembers from one build to the next. It only ever saves time: an empty memory gives the same site."""

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Memory:
    """Values under a shelf and a name, each with the key of what it was made from. Lives as long as a preview."""

    def __init__(self) -> None:
        self._shelves: dict[str, dict[str, tuple[object, object]]] = {}
        self._used: dict[str, set[str]] = {}

    def recall(self, shelf: str, name: str, key: object, make: Callable[[], T]) -> T:
        """The value that was made under an equal key, else a new one."""
        values = self._shelves.setdefault(shelf, {})
        self._used.setdefault(shelf, set()).add(name)
        known = values.get(name)
        if known is not None and known[0] == key:
            return known[1]  # type: ignore[return-value]
        made = make()
        values[name] = (key, made)
        return made

    def forget_unused(self) -> None:
        """Drop what the build that just ended did not ask for: stories and pages that are gone."""
        for shelf, values in self._shelves.items():
            used = self._used.get(shelf, set())
            for name in [name for name in values if name not in used]:
                del values[name]
        self._used.clear()


def digest(*parts: str | bytes) -> str:
    """One key for several texts; no two different lists of texts share it."""
    whole = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(f"{len(data)}:".encode())
        whole.update(data)
    return whole.hexdigest()
