"""What every noun is: a frozen, slotted value whose fields are given by name.

To those who use it, it is a `dataclass(frozen=True, slots=True, kw_only=True)`. But a dataclass compiles half a dozen
functions of its own while its module is imported, and for a hundred of them that is a large part of a start. The nouns
share theirs; what each must have for itself is compiled when it is first wanted.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, make_dataclass
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def noun(cls: type[T]) -> type[T]:
    """Make `cls` a value: frozen, slotted, keyword-only; equal when its fields are equal.

    A default may be a `dataclasses.field` that says `compare=False`, `repr=False` or `default_factory`. Values can be
    pickled; `dataclasses.replace`, `fields` and `asdict` take them. A noun that extends another one has its fields too.
    No field begins with an underscore.
    """
    own = {name: cls.__dict__.get(name, MISSING) for name in cls.__annotations__}
    kept = {name: each for name, each in cls.__dict__.items() if name not in own and name not in UNSLOTTED}
    made: Any = type(cls.__name__, cls.__bases__, {**kept, **SHARED, "__slots__": tuple(own)})
    fields = {**getattr(cls, "_fields", {}), **own}
    shown = [name for name, each in fields.items() if not isinstance(each, Field) or each.repr]
    made._fields = fields  # by name: a default, a Field, or MISSING
    made._values = _getter(fields)
    made._compared = _getter(name for name, each in fields.items() if not isinstance(each, Field) or each.compare)
    made._shown = _getter(shown)
    made._form = f"{cls.__qualname__}({', '.join(f'{name}=%r' for name in shown)})"
    finished: type[T] = made
    return finished


def _getter(names: Iterable[str]) -> Callable[[Any], tuple[Any, ...]]:
    """A function that gives these fields of a value as a tuple."""
    names = tuple(names)
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def _first_init(self: Any, *arguments: Any, **given: Any) -> None:
    """Stands in for `__init__` until the first value is made."""
    cls = type(self)
    cls.__init__ = _init(cls)
    cls.__init__(self, *arguments, **given)


def _init(cls: Any) -> Any:
    """`__init__` as one would write it, but past `__setattr__`."""
    known: dict[str, Any] = {"_MISSING": MISSING}
    parameters, lines = [], []
    for name, each in cls._fields.items():
        default, factory = (each.default, each.default_factory) if isinstance(each, Field) else (each, MISSING)
        known |= {f"_set_{name}": getattr(cls, name).__set__, f"_default_{name}": default, f"_make_{name}": factory}
        if factory is not MISSING:
            parameters.append(f"{name}=_MISSING")
            lines.append(f"_set_{name}(_self, _make_{name}() if {name} is _MISSING else {name})")
        else:
            parameters.append(name if default is MISSING else f"{name}=_default_{name}")
            lines.append(f"_set_{name}(_self, {name})")
    return _compiled(cls, "__init__", f"_self, *, {', '.join(parameters)}", lines, known)


def _compiled(cls: Any, name: str, parameters: str, lines: list[str], known: dict[str, Any]) -> Any:
    exec(f"def {name}({parameters}):\n " + "\n ".join(lines), known)
    made = known[name]
    made.__module__, made.__qualname__ = cls.__module__, f"{cls.__qualname__}.{name}"
    return made


class _Remade:
    """The function from all fields, in their order, to a value: how a pickle makes it again."""

    def __get__(self, value: object, cls: Any) -> Any:
        known: dict[str, Any] = {"_new": object.__new__, "_cls": cls}
        known |= {f"_set_{name}": getattr(cls, name).__set__ for name in cls._fields}
        lines = ["_self = _new(_cls)", *(f"_set_{name}(_self, {name})" for name in cls._fields), "return _self"]
        cls._remade = staticmethod(_compiled(cls, "_remade", ", ".join(cls._fields), lines, known))
        return cls._remade


class _DataclassFields:
    """What `dataclasses` looks for on a class; made for the few of which somebody asks."""

    def __get__(self, value: object, cls: Any) -> dict[str, Field[Any]]:
        types: dict[str, Any] = {}
        for each in reversed(cls.__mro__):
            types |= getattr(each, "__annotations__", {})
        specified = [
            (name, types[name], *(() if default is MISSING else (default,))) for name, default in cls._fields.items()
        ]
        alike: Any = make_dataclass(
            cls.__name__, specified, namespace={"__doc__": ""}, init=False, repr=False, eq=False, kw_only=True
        )
        cls.__dataclass_fields__ = alike.__dataclass_fields__
        found: dict[str, Field[Any]] = cls.__dataclass_fields__
        return found


def _equal(self: Any, other: Any) -> bool:
    cls = self.__class__
    return cls._compared(self) == cls._compared(other) if other.__class__ is cls else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__class__._compared(self))


def _repr(self: Any) -> str:
    cls = self.__class__
    text: str = cls._form % cls._shown(self)
    return text


def _set(self: object, name: str, value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduced(self: Any) -> tuple[Any, ...]:
    cls = self.__class__
    return cls._remade, cls._values(self)


UNSLOTTED = frozenset(("__dict__", "__weakref__"))  # what a class without slots has
SHARED = {
    "__init__": _first_init,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__reduce__": _reduced,
    "__match_args__": (),
    "__dataclass_fields__": _DataclassFields(),
    "_remade": _Remade(),
}
