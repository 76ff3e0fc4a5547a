"""Where the files of content name a story, an article, a claim, an outlet or a person; and the same files renamed.

Only the name itself is replaced, at the place where the reader of YAML or of Markdown found it. Afterwards the file is
read again: every value must be what it was, but for the name. So nothing is renamed that is not understood.
"""

import re
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from typing import Any, NamedTuple
from urllib.parse import unquote

from sitegen.load.front_matter import FIRST_LINE, LAST_LINE
from sitegen.load.markdown import reading
from sitegen.load.yaml_tree import Path, tree

SPAN = re.compile(r"\]\{[^{}]*\}")
ATTRIBUTE = re.compile(r"""(?<![\w-])(claim|by|via)=(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""")
LINK = re.compile(r"""(?:\]\(\s*<?|^[ ]{0,3}\[[^\]\n]+\]:\s*<?)([^\s()<>]+)""", re.MULTILINE)
BYTE_ORDER_MARK = "\ufeff"

# Which kinds of things a value may name, by its path without numbers; `*` stands for a key that is an id itself.
Names = dict[tuple[str, ...], tuple[str, ...]]
STORY: Names = {
    ("claims", "*"): ("claim",),
    ("claims", "*", "conflicts_with"): ("claim",),
    ("claims", "*", "same_as"): ("claim", "claim of a story"),
    ("claims", "*", "speaker"): ("person",),
    ("claims", "*", "about"): ("about",),
    ("disputes", "claims"): ("claim",),
    ("utterances", "*"): (),
    ("utterances", "*", "speaker"): ("person",),
    ("timeline", "claims"): ("claim",),
    ("timeline", "from"): ("article",),
}
ARTICLE: Names = {
    ("source", "outlet"): ("outlet",),
    ("source", "origin"): ("outlet",),
    ("changes", "from"): ("article", "outlet"),
    **{(part, "claim"): ("claim",) for part in ("claims", "disputes")},
    **{(part, "by"): ("person",) for part in ("claims", "disputes")},
    **{(part, "via"): ("outlet",) for part in ("claims", "disputes")},
}
OUTLETS: Names = {("*",): ("outlet",)}
PEOPLE: Names = {("*",): ("person",)}
SPANS = {"claim": "claim", "by": "person", "via": "outlet"}

Rename = Callable[[tuple[str, ...], str], str]  # what a name of one of these kinds is by now
Edit = tuple[int, int, str]  # from, to, what stands there instead


class Unclear(Exception):  # noqa: N818 - says what is the case
    """A file that cannot be renamed in without a doubt; the text says where and why."""


class Renamed(NamedTuple):
    """A file with other names in it; `lines` are those that changed."""

    text: str
    lines: tuple[int, ...]


def in_markdown(path: str, text: str, names: Names, rename: Rename, moved: Callable[[str], str]) -> Renamed:
    """A story's file, an article or a plain page. `moved` says where what a link leads to lies now. Raises Unclear."""
    begin = FIRST_LINE.match(text)
    end = LAST_LINE.search(text, begin.end()) if begin else None
    if begin is None or end is None:
        raise Unclear(f"{path}:1: there is no front matter")
    yaml = slice(begin.end() + 1, end.start() + 1)
    edits = list(_yaml_edits(path, text[yaml], text.count("\n", 0, yaml.start), names, rename))
    edits = [(start + yaml.start, stop + yaml.start, new) for start, stop, new in edits]
    body = slice(end.end() + 1, len(text))
    edits += [
        (start + body.start, stop + body.start, new)
        for start, stop, new in _body_edits(path, text[body], rename, lambda href: _href(path, href, moved))
    ]
    return _renamed(text, edits)


def in_yaml(path: str, text: str, names: Names | None, rename: Rename) -> Renamed:
    """A file of YAML; without `names` one of which only `claim` is known. Raises Unclear."""
    return _renamed(text, list(_yaml_edits(path, text, 0, names, rename)))


def plain_text(path: str, data: bytes) -> tuple[str, Callable[[str], bytes]]:
    """The text of a file with LF line ends, and how it becomes bytes again. Raises Unclear."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Unclear(f"{path}:1: the file is not UTF-8") from None
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    end = "\r\n" if "\r\n" in text else "\n"
    plain = text.removeprefix(mark).replace("\r\n", "\n")

    def back(changed: str) -> bytes:
        return (mark + changed.replace("\n", end)).encode("utf-8")

    if back(plain) != data or "\r" in plain:
        raise Unclear(f"{path}:1: the lines of the file end in different ways")
    return plain, back


def _renamed(text: str, edits: list[Edit]) -> Renamed:
    lines = tuple(dict.fromkeys(text.count("\n", 0, start) + 1 for start, _, _ in sorted(edits)))
    for start, stop, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[stop:]
    return Renamed(text, lines)


# YAML


def _yaml_edits(path: str, text: str, above: int, names: Names | None, rename: Rename) -> Iterator[Edit]:
    found = tree(text)
    faults = [fault for fault in found.faults if fault.severity == "error"]
    if faults:
        line = (faults[0].place or found.place(faults[0].path))[0] + above + 1
        raise Unclear(f"{path}:{line}: {faults[0].message}")
    wanted, changes = _changed(found.value, (), names, rename)
    starts = [0]
    for each in text.split("\n"):
        starts.append(starts[-1] + len(each) + 1)
    edits = []
    for where, is_key, old, new in changes:
        line, column = found.place(where, key=is_key)
        start = starts[line] + column
        start += text[start : start + 1] in ('"', "'")
        if not text.startswith(old, start):
            raise Unclear(f'{path}:{line + above + 1}: "{old}" is written in a way that cannot be replaced')
        edits.append((start, start + len(old), new))
    if changes and tree(_renamed(text, edits).text).value != wanted:
        raise Unclear(f"{path}:{above + 1}: the names cannot be replaced without changing something else")
    yield from edits


Change = tuple[Path, bool, str, str]  # where, whether it is a key, what it was, what it is now


def _changed(value: Any, path: Path, names: Names | None, rename: Rename) -> tuple[Any, list[Change]]:
    """The value with other names, and what changed."""
    changes: list[Change] = []
    if isinstance(value, dict):
        made: dict[str, Any] = {}
        of_keys = names.get((*_plain(path, names), "*"), ()) if names else ()
        for key, each in value.items():
            new = rename(of_keys, key) if of_keys else key
            if new != key:
                changes.append(((*path, key), True, key, new))
            made[new], more = _changed(each, (*path, key), names, rename)
            changes += more
        return made, changes
    if isinstance(value, list):
        items = [_changed(each, (*path, number), names, rename) for number, each in enumerate(value)]
        return [item for item, _ in items], [change for _, found in items for change in found]
    if isinstance(value, str) and (kinds := _kinds(path, names)):
        name = value.strip()
        if (new := rename(kinds, name)) != name:
            return new, [(path, False, value, new)]
    return value, changes


def _kinds(path: Path, names: Names | None) -> tuple[str, ...]:
    if names is None:
        return ("claim",) if next((each for each in reversed(path) if isinstance(each, str)), "") == "claim" else ()
    return names.get(_plain(path, names), ())


def _plain(path: Path, names: Names) -> tuple[str, ...]:
    plain: tuple[str, ...] = ()
    for step in path:
        if isinstance(step, str):
            plain = (*plain, "*" if (*plain, "*") in names else step)
    return plain


# Markdown


def _body_edits(path: str, body: str, rename: Rename, href: Callable[[str], str]) -> Iterator[Edit]:
    edits = []
    for span in SPAN.finditer(body):
        for found in ATTRIBUTE.finditer(body, span.start(), span.end()):
            group = found.lastindex or 4
            if (new := _listed(found[1], found[group], rename)) != found[group]:
                edits.append((found.start(group), found.end(group), new))
    for found in LINK.finditer(body):
        if (new := href(found[1])) != found[1]:
            edits.append((found.start(1), found.end(1), new))
    if edits and _read(_renamed(body, edits).text) != _read(body, rename, href):
        raise Unclear(f"{path}: the names in the text cannot be replaced without changing something else")
    yield from edits


def _read(
    body: str, rename: Rename = lambda kinds, name: name, href: Callable[[str], str] = lambda target: target
) -> object:
    """What the reader of Markdown finds in a body, with other names."""
    found = reading(body)
    spans = [
        (each.span, {key: _listed(key, value, rename) for key, value in each.attributes.items()})
        for each in found.bracketed
    ]
    return found.body.text, spans, [(href(target), line) for target, line in found.relative_links]


def _listed(attribute: str, text: str, rename: Rename) -> str:
    """An attribute of a span: claims apart by spaces or commas, people and outlets by commas."""
    if attribute not in SPANS:
        return text
    parts = re.split(r"([\s,]+)" if attribute == "claim" else r"(\s*,\s*)", text)
    return "".join(part if number % 2 else rename((SPANS[attribute],), part) for number, part in enumerate(parts))


def _href(path: str, href: str, moved: Callable[[str], str]) -> str:
    """A link as the file at `path` has to write it, if what it leads to lies elsewhere by now."""
    if ":" in href or href.startswith(("#", "/")):
        return href
    steps = href.partition("#")[0].split("/")
    for number in range(1, len(steps) + 1):
        target = normpath(join(dirname(path), unquote("/".join(steps[:number]))))
        if steps[number - 1] not in ("..", ".", "") and (now := moved(target)) != target:
            return (
                "/".join((*steps[: number - 1], now.rpartition("/")[2], *steps[number:])) + href[len("/".join(steps)) :]
            )
    return href
