"""Values as indented plain text, to be read and compared by people: goldens that a change of the theme leaves alone."""

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass

from sitegen.model.page import Page
from sitegen.model.views import Frame

WIDTH = 118


def pages_text(pages: Iterable[Page]) -> str:
    """Every page with its view; the frame whole for the home page, for the others what differs from it.

    Fields that are empty, or hold their default, are left out.
    """
    ordered = sorted(pages, key=lambda page: (page.path != "index.html", page.path))
    home = ordered[0].frame
    return "\n".join("\n".join(_page(page, home)) + "\n" for page in ordered)


def _page(page: Page, home: Frame) -> Iterator[str]:
    yield f"=== {page.path}  ({page.template}, root {page.root})"
    for field in fields(page.frame):
        value = getattr(page.frame, field.name)
        if page.path == "index.html" or value != getattr(home, field.name):
            yield from _field(f"frame {field.name}", value, "")
    yield from _lines(page.view, "")


def _lines(value: object, indent: str) -> Iterator[str]:
    if is_dataclass(value):
        for field in fields(value):
            if field.default is MISSING or getattr(value, field.name) != field.default:
                yield from _field(field.name, getattr(value, field.name), indent)
    elif isinstance(value, tuple):
        for item in value:
            yield from _item(item, indent)
    else:
        yield f"{indent}{value}"


def _field(name: str, value: object, indent: str) -> Iterator[str]:
    short = _short(value)
    if value is None or value == () or short == "":
        return
    if short is not None and len(indent) + len(name) + 2 + len(short) <= WIDTH:
        yield f"{indent}{name}: {short}"
    elif isinstance(value, str):
        yield f"{indent}{name}:"
        yield from (f"{indent}  {line}" for line in _visible(value).splitlines())
    else:
        yield f"{indent}{name}:"
        yield from _lines(value, indent + "  ")


def _item(value: object, indent: str) -> Iterator[str]:
    short = _short(value)
    if short is not None and len(indent) + 2 + len(short) <= WIDTH:
        yield f"{indent}- {short}"
        return
    lines = [line for line in _lines(value, indent + "  ") if line.strip()]
    yield f"{indent}- {lines[0].strip()}" if lines else f"{indent}-"
    yield from lines[1:]


def _short(value: object) -> str | None:
    """A value that fits on a line: a word, a link, a date, a tuple of words."""
    if isinstance(value, str):
        return _visible(value) if "\n" not in value else None
    if isinstance(value, bool | int):
        return str(value)
    if is_dataclass(value) and all(isinstance(getattr(value, field.name), str | bool) for field in fields(value)):
        parts = [(field.name, getattr(value, field.name)) for field in fields(value)]
        if len(parts) <= 3 and all(isinstance(part, str) for _, part in parts):
            return " | ".join(_visible(str(part)) for _, part in parts if part)
    if isinstance(value, tuple) and value and all(isinstance(each, str | int) for each in value):
        return " · ".join(_visible(str(each)) for each in value)
    return None


def _visible(text: str) -> str:
    """Marks that no eye sees are written as their code."""
    return "".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in text)
