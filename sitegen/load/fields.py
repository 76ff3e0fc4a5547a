"""What shapes are made of: the kinds of fields. Each reads what YAML holds, and says the same in JSON Schema.

A shape is a noun. Each of its annotations is a `Kind` (`Annotated[str, Kind(…)]`), a `Literal`, another shape, a tuple
of shapes, a dict of shapes by their ids, or one of these `| None`. `Named` stands beside a kind whose key is no name.
"""

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Optional, TypeVar, Union, cast, get_args, get_origin

from sitegen.load.yaml_tree import Path

F = TypeVar("F", bound=Callable[..., Any])
Read = Callable[[Any], Any]
Schema = dict[str, Any]


def kept(function: F) -> F:
    """`functools.cache` for functions of a class: to mypy a class with its own `__hash__` has none itself."""
    return cast(F, cache(function))


class Mistake(NamedTuple):
    """One thing that is wrong: where in the value, of which kind, what is there, and what a message about it needs."""

    path: Path
    kind: str
    given: Any = None
    message: str = ""
    limit: Any = None


class Wrong(Exception):  # noqa: N818 - says what is the case
    """A value cannot be read: everything that is wrong with it."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.mistakes = mistakes


def wrong(kind: str, given: Any, message: str = "", limit: Any = None) -> Wrong:
    """A value that is wrong as a whole, not in a part of it."""
    return Wrong(Mistake((), kind, given, message, limit))


class Kind:
    """How a value is read (`read` raises Wrong), and its JSON Schema.

    `shape` is what it is to become, if that is a shape; `each` the kind of its items or entries, if it has any.
    """

    __slots__ = ("each", "read", "schema", "shape")

    def __init__(self, read: Read, schema: Schema, shape: Any = None, each: Optional["Kind"] = None) -> None:
        self.read, self.schema, self.shape, self.each = read, schema, shape, each


class Named(NamedTuple):
    """The key of a field in content, where Python has another use for the word."""

    key: str


class Reading(NamedTuple):
    """One field of a shape."""

    name: str
    kind: Kind
    required: bool
    default: Any


@kept
def readings(shape: type[Any]) -> dict[str, Reading]:
    """The fields of a shape by their keys in content."""
    found = {}
    for field in dataclasses.fields(shape):
        key = next((each.key for each in get_args(field.type) if isinstance(each, Named)), field.name)
        default = field.default if field.default_factory is dataclasses.MISSING else field.default_factory()
        found[key] = Reading(field.name, kind_of(field.type), default is dataclasses.MISSING, default)
    return found


@kept
def kind_of(annotation: Any) -> Kind:
    """The kind that an annotation stands for."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return next((each for each in arguments if isinstance(each, Kind)), None) or kind_of(arguments[0])
    if origin in (Union, UnionType):
        given = kind_of(arguments[0])  # None is what was not given, so it is never read
        return Kind(given.read, {"anyOf": [given.schema, {"type": "null"}]}, given.shape, given.each)
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _items(kind_of(arguments[0]))
    if origin is dict:
        return _entries(kind_of(arguments[0]), kind_of(arguments[1]))
    return _shaped(annotation)


def one_or_many(item: Kind, least: int = 0) -> Kind:
    """A list, or a single item that stands for a list of one."""
    many = _items(item)

    def read(value: Any) -> Any:
        if type(value) is str:
            return many.read([value])
        found = many.read(value)
        if len(found) < least:
            raise wrong("too_short", value)
        return found

    schema = {"anyOf": [item.schema, {"items": item.schema, "minItems": least, "type": "array"}]}
    return Kind(read, schema, each=item)


def _items(item: Kind) -> Kind:
    def read(value: Any) -> Any:
        if type(value) is not list:
            raise wrong("tuple_type", value)
        try:
            return tuple([item.read(each) for each in value])
        except Wrong:
            raise Wrong(*(each for index, one in enumerate(value) for each in _below(index, item, one))) from None

    return Kind(read, {"items": item.schema, "type": "array"}, each=item)


def _entries(name: Kind, entry: Kind) -> Kind:
    """A mapping whose keys are `name`."""

    def mistakes(value: dict[str, Any]) -> Iterator[Mistake]:
        for key, each in value.items():
            yield from _below(key, name, key)
            yield from _below(key, entry, each)

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise wrong("dict_type", value)
        try:
            return {name.read(key): entry.read(each) for key, each in value.items()}
        except Wrong:
            raise Wrong(*mistakes(value)) from None

    names = dict(name.schema)
    patterns = {names.pop("pattern"): entry.schema}
    names.pop("type")
    schema = {"type": "object", "patternProperties": patterns, "propertyNames": names, "additionalProperties": False}
    return Kind(read, schema, each=entry)


def _choice(words: tuple[str, ...]) -> Kind:
    def read(value: Any) -> Any:
        if type(value) is not str or value not in words:
            raise wrong("literal_error", value, limit=words)
        return value

    return Kind(read, {"enum": list(words), "type": "string"})


def _shaped(shape: type[Any]) -> Kind:
    """A mapping with the keys of a shape, and no others."""

    def read(value: Any) -> Any:
        if type(value) is not dict:
            raise wrong("model_type", value)
        readers, required = _readers(shape)
        try:
            given = {(reader := readers[key])[0]: reader[1](each) for key, each in value.items()}
        except (KeyError, Wrong):
            raise Wrong(*_mistakes(shape, value)) from None  # all of them, and in their order
        if not required <= value.keys():
            raise Wrong(*_mistakes(shape, value))
        return shape(**given)

    return Kind(read, {"$ref": f"#/$defs/{shape.__name__}"}, shape=shape)


@kept
def _readers(shape: type[Any]) -> tuple[dict[str, tuple[str, Read]], frozenset[str]]:
    """What reading needs of the fields: by its key the name and the function of each, and which must be given."""
    fields = readings(shape)
    readers = {key: (field.name, field.kind.read) for key, field in fields.items()}
    return readers, frozenset(key for key, field in fields.items() if field.required)


def _mistakes(shape: type[Any], value: dict[str, Any]) -> Iterator[Mistake]:
    """What is wrong in the fields, in their order; then the keys that are none."""
    known = readings(shape)
    for key, field in known.items():
        if key in value:
            yield from _below(key, field.kind, value[key])
        elif field.required:
            yield Mistake((key,), "missing")
    for key, each in value.items():
        if key not in known:
            yield Mistake((key,), "extra_forbidden", each)


def _below(step: str | int, kind: Kind, value: Any) -> Iterator[Mistake]:
    """What is wrong with a part, seen from the whole."""
    try:
        kind.read(value)
    except Wrong as found:
        for each in found.mistakes:
            yield each._replace(path=(step, *each.path))
