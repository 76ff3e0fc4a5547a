"""From what is wrong at a path of a YAML tree to a Problem with file, line, column and a hint."""

from difflib import get_close_matches
from typing import Any, TypeVar

from sitegen.load.fields import Kind, Mistake, Wrong, kind_of, readings
from sitegen.load.files import proposal
from sitegen.load.shapes import DATE_HINT, INSTANT_HINT, Shape
from sitegen.load.yaml_tree import Fault, Path, Place, Tree
from sitegen.model.problem import Origin, Problem, Severity
from sitegen.model.terms import CHALLENGING, SUPPORTING

S = TypeVar("S", bound=Shape)

WRONG_TYPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "dict_type": "a mapping of keys to values",
    "model_type": "a mapping of keys to values",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
}
RANGES = {
    "greater_than_equal": "must be at least {}",
    "less_than_equal": "must be at most {}",
    "too_short": "needs at least one",
    "string_too_long": "has more than {} characters",
}


class Page:
    """A YAML text inside a file: where its problems are reported."""

    __slots__ = ("column", "first_line", "path", "tree")

    def __init__(self, path: str, tree: Tree, first_line: int = 1, column: int = 1) -> None:
        self.path, self.tree, self.first_line, self.column = path, tree, first_line, column

    def origin(self, path: Path, *, key: bool = False) -> Origin:
        """Where `path` stands in the file."""
        return self._origin(self.tree.place(path, key=key))

    def problem(self, fault: Fault) -> Problem:
        place = fault.place or self.tree.place(fault.path, key=fault.code in ("unknown-key", "bad-id"))
        severity: Severity = "warning" if fault.severity == "warning" else "error"
        return Problem(
            origin=self._origin(place), code=fault.code, message=fault.message, hint=fault.hint, severity=severity
        )

    def _origin(self, place: Place) -> Origin:
        return Origin(path=self.path, line=place[0] + self.first_line, column=place[1] + self.column)


def shaped(value: Any, shape: type[S]) -> tuple[S | None, tuple[Fault, ...]]:
    """`value` as the shape, or None with everything that is wrong with it."""
    try:
        found: S = kind_of(shape).read({} if value is None else value)
        return found, ()
    except Wrong as wrong:
        return None, tuple(_fault(each, shape) for each in wrong.mistakes)


def closest(word: str, words: Any) -> str:
    """`did you mean "…"?`, or "" when nothing is near."""
    found = get_close_matches(word, [str(each) for each in words], n=1, cutoff=0.6)
    return f'did you mean "{found[0]}"?' if found else ""


def _fault(mistake: Mistake, shape: type[Shape]) -> Fault:
    path, kind, given, message, limit = mistake
    name = _name(path)
    if kind == "missing":
        parent = path[:-1]
        where = f" in {_name(parent)}" if parent else ""
        return Fault(parent, "missing-field", f"{path[-1]} is missing{where}", _missing_hint(str(path[-1])))
    if kind == "extra_forbidden":
        known = _keys_at(path[:-1], kind_of(shape))
        hint = closest(str(path[-1]), known) or "known here: " + ", ".join(known)
        return Fault(path, "unknown-key", f'"{path[-1]}" is not a key here', hint)
    if kind == "literal_error":
        word = str(given)
        hint = _other_list(path, word) or closest(word, limit) or "one of " + ", ".join(limit)
        if isinstance(given, str):
            return Fault(path, "bad-value", f'"{word}" is no value of {name}', hint)
        return Fault(path, "wrong-type", f"{name} must be one word", hint)
    if kind in WRONG_TYPES:
        message = f"{name} must be {WRONG_TYPES[kind]}, not {_described(given)}"
        return Fault(path, "wrong-type", message, _type_hint(kind, given))
    if kind in RANGES:
        return Fault(path, "bad-value", f"{name} {RANGES[kind].format(limit)}")
    if kind == "string_pattern_mismatch" and path[-1] == "feed_id":
        hint = 'a host such as "desk.example.org", or a tag such as "tag:example.org,2031:water/"'
        return Fault(path, "bad-value", f'"{given}" is no value of {name}', hint)
    if kind == "string_pattern_mismatch":
        hint = 'a language tag such as "en", "pt-BR" or "zh-Hans"' if path[-1] in ("lang", "language") else ""
        return Fault(path, "bad-value", f'"{given}" is no value of {name}', hint)
    if kind in ("bad_date", "date_without_offset"):
        hint = "add the offset, for example 2022-03-14T14:04-06:00 or …Z" if kind != "bad_date" else DATE_HINT
        return Fault(path, kind.replace("_", "-"), f"{name}: {message}", hint)
    if kind == "bad_instant":
        return Fault(path, "bad-date", f"{name}: {message}", INSTANT_HINT)
    if kind == "not_exact":
        hint = "write 2022-03-14 or 2022-03-14T14:04-06:00: a history says since when"
        return Fault(path, "bad-date", f"{name}: {message}", hint)
    if kind == "bad_url":
        return Fault(path, "bad-url", f"{name}: {message}")
    if kind == "bad_id":
        hint = f'letters a-z, digits and single hyphens, at most 80: try "{proposal(str(given))}"'
        return Fault(path, "bad-id", message, hint)
    if kind == "bad_truth":
        return Fault(path, "wrong-type", f"{name} must be true or false, not {_described(given)}")
    if kind == "true_or_false":
        hint = "say what the evidence shows; a verdict belongs into `review`"
        return Fault(path, "true-or-false", message, hint)
    if kind == "empty":
        return Fault(path, "empty-field", f"{name} is empty", "fill it in, or take the key out")
    return Fault(path, "bad-value", f"{name}: {message}")


def _other_list(path: Path, stance: str) -> str:
    """For a stance in the wrong one of the two lists of mentions."""
    if path[-1] == "stance" and path[0] == "claims" and stance in CHALLENGING:
        return "what is said against a claim belongs under `disputes`"
    if path[-1] == "stance" and path[0] == "disputes" and stance in SUPPORTING:
        return "what carries a claim belongs under `claims`"
    return ""


def _name(path: Path) -> str:
    """`claims[2].stance` counts from 1, as people do."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "the file"


def _described(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else f'"{str(value)[:60]}"'


def _type_hint(kind: str, value: Any) -> str:
    if kind == "string_type" and isinstance(value, dict):
        return 'a text that holds ": " must stand in quotation marks'
    if kind == "tuple_type":
        return 'begin each item on a line of its own with "- "'
    return ""


def _missing_hint(field: str) -> str:
    return {
        "title": "add `title:` to the front matter",
        "source": "add `source:` with at least `outlet:`",
        "outlet": "add the id or the name of the outlet that published this",
        "claim": "name the claim that this mention is about",
        "to": "write the status word that holds since then",
        "from": "name the article, or the outlet, whose version was changed",
        "reason": "a ruling is shown with its reason",
        "by": "a ruling is shown with the name of who made it",
    }.get(field, "")


def _keys_at(path: Path, found: Kind) -> list[str]:
    """The keys that a mapping at `path` may have."""
    for step in path:
        found = found.each or readings(found.shape)[str(step)].kind
    return list(readings(found.shape))
