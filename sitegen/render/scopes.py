"""Which names a function of a translated template binds itself, and where they can be read."""

from typing import NamedTuple

_RESERVED = frozenset("loop self super caller varargs kwargs".split())


class Untranslatable(Exception):  # noqa: N818 - says what is the case
    """Jinja itself must make these pages."""


class _Scope(NamedTuple):
    kind: str  # function, loop or branch
    bound: set[str]
    outer: set[str]  # read here as names from outside, so they may not be bound here later
    perhaps: set[str]  # bound on one way through the branches and not on the other


class Scopes:
    """The scopes of one function, the innermost last.

    A branch of an `if` is no scope to Jinja. Here it is one, so that what is only perhaps bound is not read. What
    Python would see differently from Jinja raises Untranslatable.
    """

    def __init__(self) -> None:
        self._open = [_Scope("function", set(), set(), set())]

    def begin(self, kind: str) -> None:
        self._open.append(_Scope(kind, set(), set(), set()))

    def end(self) -> set[str]:
        """Leave the innermost scope. Gives what it bound."""
        left = self._open.pop()
        if left.kind == "branch":
            self._open[-1].perhaps.update(left.bound | left.perhaps)
        return left.bound

    def bind(self, *names: str) -> None:
        """The names are bound from here on, in the innermost scope that is one to Jinja too."""
        place = len(self._open) - 1
        while self._open[place].kind == "branch":
            place -= 1
        inside, outside = self._open[place:], self._open[:place]
        for name in names:
            if name in _RESERVED or any(name in scope.bound | scope.perhaps for scope in outside):
                raise Untranslatable(f"{name} hides another")
            if any(name in scope.outer for scope in inside):
                raise Untranslatable(f"{name} is read before it is set")
            if not any(name in scope.bound for scope in inside):
                inside[-1].bound.add(name)

    def binds(self, name: str) -> bool:
        """Whether the name, read here, is bound in this function; if not, it comes from outside."""
        for scope in reversed(self._open):
            if name in scope.bound:
                return True
            if name in scope.perhaps:
                raise Untranslatable(f"{name} is perhaps not set")
        for scope in self._open:
            scope.outer.add(name)
        return False
