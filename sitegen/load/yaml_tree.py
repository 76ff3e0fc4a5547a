"""YAML as journalists type it, in one pass over the parser's events: values, and where each of them stands.

Every scalar stays the text that was typed (`no` is Norwegian, `12:30` a time, `2022-03-14` a date for our own reading);
its field says what it is to be. A key without a value is a key that was not given. Aliases, tags, depth and sheer size
are refused before they can do harm, and a duplicate key is a fault instead of a silent last word.
"""

from typing import Any, NamedTuple

import yaml

DEEPEST = 50
MOST_NODES = 500_000
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
LINE_ENDS = ("\x85", "\u2028", "\u2029")  # libyaml counts lines at them, and no editor does
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Place = tuple[int, int]  # line and column in the YAML text, counted from 0
Path = tuple[str | int, ...]


class Marks:
    """Where a node stands, its keys stand, and the marks of its children."""

    __slots__ = ("children", "here", "keys")

    def __init__(self, here: Place) -> None:
        self.here = here
        self.keys: dict[str | int, Place] = {}
        self.children: dict[str | int, Marks | Place] = {}


class Fault(NamedTuple):
    """Something wrong at a path of the tree: a code, a sentence, a hint."""

    path: Path
    code: str
    message: str
    hint: str = ""
    place: Place | None = None  # where the path alone does not lead there
    severity: str = "error"


class Tree(NamedTuple):
    """The values (dict, list, str) and their places. `faults` that hit one value leave the rest usable."""

    value: Any
    marks: Marks | Place
    faults: tuple[Fault, ...]

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where `path` stands, or its nearest ancestor that exists; `key` asks for the key instead of its value."""
        marks: Marks | Place = self.marks
        for step, name in enumerate(path):
            if not isinstance(marks, Marks) or name not in marks.children:
                break
            if key and step == len(path) - 1 and name in marks.keys:
                return marks.keys[name]
            marks = marks.children[name]
        return marks.here if isinstance(marks, Marks) else marks


def tree(text: str) -> Tree:
    """Read YAML. A text that is no YAML at all gives the value None and one fault; never an exception."""
    for sign in LINE_ENDS:
        text = text.replace(sign, " ")
    try:
        return _built(text)
    except yaml.MarkedYAMLError as error:
        opened = error.context_mark if "end of stream" in str(error.problem) else None
        mark = opened or error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else (0, 0)
        return _nothing(Fault((), "bad-yaml", _sentence(error), _syntax_hint(text, place), place))
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        before = text.encode()[:position].decode("utf-8", "ignore")  # libyaml counts bytes
        place = (before.count("\n"), len(before) - (before.rfind("\n") + 1))
        message = f"the character U+{_code_point(error.character):04X} may not stand in YAML"
        hint = "take it out, or write it as an escape in double quotes"
        return _nothing(Fault((), "bad-character", message, hint, place))


def _built(text: str) -> Tree:
    root = _Open([], Marks((0, 0)), "")
    stack = [root]
    faults: list[Fault] = []
    lines = text.split("\n") if " #" in text else []  # wanted only to see what a comment cut short
    nodes = -1
    top = root
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    next_event = LOADER(text).get_event
    while (event := next_event()) is not None:  # the heart of reading: what is done here is done for every word
        nodes += 1
        kind = event.__class__
        mark = event.start_mark
        place = (mark.line, mark.column)
        if kind is scalar:
            value = event.value
            if event.tag is not None:
                faults += _tag_faults(event, stack, place)
            if top.in_list:
                if event.implicit[0]:
                    if lines and _cut_by_comment(lines, event.end_mark):
                        faults.append(_cut(_path(stack), place))
                    if value in NULLS:
                        value = None
                top.marks.children[len(top.values)] = place
                top.values.append(value)
            elif top.key is None:
                keys = top.marks.keys
                if value in keys:
                    path = (*_path(stack)[:-1], value)
                    message = f'"{value}" is given twice'
                    faults.append(Fault(path, "duplicate-key", message, "keep one of the two", place))
                else:
                    keys[value] = place
                top.key = value
            else:
                if event.implicit[0]:
                    if lines and _cut_by_comment(lines, event.end_mark):
                        faults.append(_cut(_path(stack), place))
                    if value in NULLS:
                        value = None
                name, top.key = top.key, None
                if name not in top.marks.children:  # else it was given before
                    top.marks.children[name] = place
                    if value is not None:  # else it was not given
                        top.values[name] = value
        elif kind is mapping or kind is sequence:
            if not top.in_list and top.key is None:
                message = "a key must be a single word or text"
                return _nothing(Fault((), "bad-yaml", message, _syntax_hint(text, place), place))
            if len(stack) > DEEPEST:
                return _nothing(Fault((), "too-deep", f"more than {DEEPEST} levels of nesting", "", place))
            if event.tag is not None:
                faults += _tag_faults(event, stack, place)
            fresh = _Open({} if kind is mapping else [], Marks(place), top.name)
            top.put(fresh)
            stack.append(fresh)
            top = fresh
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            top = stack[-1]
        elif kind is yaml.AliasEvent:
            hint = "write the value out; begin a text that starts with * with a quotation mark"
            return _nothing(Fault((), "alias", f"the alias *{event.anchor} is not read", hint, place))
        if nodes > MOST_NODES:
            return _nothing(Fault((), "too-large", f"more than {MOST_NODES:,} values", "", place))
    if len(root.values) > 1:
        second = root.marks.children[1]
        place = second.here if isinstance(second, Marks) else second
        hint = "keep everything in one document"
        return _nothing(Fault((), "bad-yaml", "a second document begins with ---", hint, place))
    if not root.values:
        return Tree(None, (0, 0), tuple(faults))
    return Tree(root.values[0], root.marks.children[0], tuple(faults))


class _Open:
    """A collection whose end has not been read yet; `at` is its name in its parent, `key` waits for a value."""

    __slots__ = ("at", "in_list", "key", "marks", "values")

    def __init__(self, values: Any, marks: Marks, at: str | int) -> None:
        self.values, self.marks, self.at = values, marks, at
        self.in_list = isinstance(values, list)
        self.key: str | None = None

    @property
    def name(self) -> str | int:
        """Where the next value goes."""
        return len(self.values) if self.in_list else self.key or ""

    def put(self, inner: "_Open") -> None:
        """The first value of a key stands."""
        self.key = None
        if self.in_list:
            self.values.append(inner.values)
        elif inner.at in self.marks.children:
            return
        else:
            self.values[inner.at] = inner.values
        self.marks.children[inner.at] = inner.marks


def _cut(path: Path, place: Place) -> Fault:
    message = 'an unquoted value ends at " #": what follows is a comment'
    return Fault(path, "cut-by-comment", message, "put it in quotation marks", place, "warning")


def _tag_faults(event: Any, stack: list[_Open], place: Place) -> tuple[Fault, ...]:
    if event.tag is None or event.tag == "!":
        return ()
    return (Fault(_path(stack), "bad-tag", f"the tag {event.tag} is not read", "take it out", place),)


def _path(stack: list[_Open]) -> Path:
    """The path of the value that is being read."""
    return (*(each.at for each in stack[2:]), stack[-1].name) if len(stack) > 1 else ()


def _cut_by_comment(lines: list[str], end: Any) -> bool:
    """A plain scalar that is followed by ` #` on its own line."""
    rest = lines[end.line][end.column :] if end.line < len(lines) else ""
    return rest.lstrip(" ").startswith("#")


def _nothing(fault: Fault) -> Tree:
    return Tree(None, (0, 0), (fault,))


def _sentence(error: yaml.MarkedYAMLError) -> str:
    parts = [part for part in (error.problem, error.context) if part]
    return "this is not YAML: " + ", ".join(parts)


def _syntax_hint(text: str, place: Place) -> str:
    lines = text.split("\n")
    line = lines[place[0]] if place[0] < len(lines) else ""
    if "\t" in line[: place[1] + 1] or line.startswith("\t"):
        return "indent with spaces: YAML allows no tab there"
    if line.count(": ") > 1:
        return 'a text that holds ": " must stand in quotation marks'
    if line.strip() and line.strip()[0] in "@`%&*!|>":
        return f'a text that begins with "{line.strip()[0]}" must stand in quotation marks'
    return "look at the quotation marks, the colons and the indentation of this line and the one above"


def _code_point(character: Any) -> int:
    if isinstance(character, int):
        return character
    return ord(character) if isinstance(character, str) and len(character) == 1 else 0
