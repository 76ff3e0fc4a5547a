"""Writes down how the statuses of claims changed: `history.yml` in the folder of a story, which only ever grows."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from sitegen.author.causes import cause
from sitegen.author.saving import save
from sitegen.compare.history import Turn, turns
from sitegen.compare.sourcing import without_circles
from sitegen.load.desk import Desk, desk
from sitegen.load.drafts import public as as_shown
from sitegen.load.files import HISTORIES, content_folder, story_folder
from sitegen.load.history import is_earlier
from sitegen.load.moments import moment
from sitegen.load.scan import Scan
from sitegen.load.story import story
from sitegen.load.texts import story_texts
from sitegen.load.yaml_tree import tree
from sitegen.model.problem import Origin, Problem
from sitegen.model.story import Story
from sitegen.problems import errors

HEAD = """\
# Since when each claim has its status. `sitegen record` adds lines below and never changes one.
# A cause is only proposed: put it better.
"""
PLAIN = re.compile(r"[A-Za-z][A-Za-z ,.()’“”–;/-]*[A-Za-z.)”]\Z")  # a text that no YAML reads as anything else
WORDS_OF_YAML = frozenset("null true false yes no on off y n".split())


class Recorded(NamedTuple):
    """What was added to a history. `is_new`: there was none, and `lines` are the first statuses."""

    path: str
    lines: tuple[str, ...]  # for people: "bridge-closed: single-source → disputed"
    is_new: bool


def record(project: Path, day: str, now: str) -> tuple[tuple[Recorded, ...], tuple[Problem, ...]]:
    """Append to the history of every story what is not in it yet, as of `day`; and what is wrong where that fails.

    Of drafts and of what is under an embargo at the instant `now` nothing is written down, and nothing of a story with
    errors: its statuses may rest on what is missing.
    Raises OSError.
    """
    scan = Scan(project)
    folder, problems = content_folder(scan)
    shared, found = desk(scan, folder, base_url=None, drafts=False)
    faults = errors((*problems, *found))
    done = []
    for name in folder.stories:
        written, more = _recorded(scan, name, shared, day, now)
        faults += more
        done += written
    return tuple(done), faults


def _recorded(scan: Scan, name: str, shared: Desk, day: str, now: str) -> tuple[list[Recorded], tuple[Problem, ...]]:
    folder, problems = story_folder(scan, name)
    found, more, _ = story(story_texts(scan, folder), shared.register, shared.settings)
    sound, circles = without_circles(found) if found else (None, ())
    public = as_shown(sound, now, drafts=False, embargoed=False) if sound else None
    faults = errors((*problems, *more, *circles))
    new = turns(public) if public and not faults else ()
    if not new or not public:
        return [], faults
    path = folder.history or f"{folder.path}/{HISTORIES[0]}"
    newest = public.history[-1].date if public.history else None
    if newest and is_earlier(moment(day), newest):
        message = f"the last line is of {newest.stamp}, and {day} is before it"
        address = public.history[-1].address
        hint = "say since when the statuses hold: sitegen record --date"
        return [], (Problem(origin=address, code="broken-history", message=message, hint=hint),)
    before = scan.read(path) if folder.history else b""
    text = before.decode("utf-8")
    after = _appended(text, (_line(turn, public, day) for turn in new))
    if tree(after).faults or _items(after)[: -len(new)] != _items(text):
        hint = 'write its lines as a list, each beginning with "- "'
        message = "nothing can be added at the end of this file"
        return [], (Problem(origin=Origin(path=path), code="broken-history", message=message, hint=hint),)
    save(scan.project, {path: after.encode("utf-8")})
    lines = tuple(f"{each.claim.id}: {each.before or 'first'} → {each.status}" for each in new)
    return [Recorded(path, lines, is_new=not public.history)], ()


def _line(turn: Turn, story: Story, day: str) -> dict[str, str]:
    ruling = turn.claim.ruling
    fields = {"date": day, "claim": turn.claim.id, "from": turn.before, "to": turn.status}
    return {**fields, "by": ruling.by if ruling else "", "cause": cause(turn, story)}


def _appended(text: str, lines: Iterable[dict[str, str]]) -> str:
    """The text with lines added as its last ones are written: indented as far, with the same ends of lines."""
    last = re.findall(r"^( *)- ", text, re.MULTILINE)
    indent = last[0] if last else ""
    end = "\r\n" if "\r\n" in text else "\n"
    parts = [text if text.strip() else HEAD.replace("\n", end)]
    if not parts[0].endswith("\n"):
        parts.append(end)
    for fields in lines:
        given = [f"{key}: {_scalar(key, value)}" for key, value in fields.items() if value]
        parts += [f"{indent}{'  ' if number else '- '}{each}{end}" for number, each in enumerate(given)]
    return "".join(parts)


def _scalar(key: str, value: str) -> str:
    """A value that every reader of YAML takes for the same text; JSON is YAML too."""
    if key == "date":
        return f"'{value}'"  # some read a day without quotation marks as something else than text
    if key == "claim" or (PLAIN.match(value) and value.lower() not in WORDS_OF_YAML):
        return value
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _items(text: str) -> list[object]:
    value = tree(text).value
    return value if isinstance(value, list) else []
