"""The documentation as data: its fenced blocks, tables, headings, links and inline code."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^(?P<marks>`{3,})(?P<info>[^`\n]*)\n(?P<body>.*?)^(?P=marks)[ ]*$", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
LINK = re.compile(r"!?\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block. `path` is the file that it shows, "" for none; `undo`: take the changes back before."""

    language: str
    path: str
    undo: bool
    body: str


def documents(root: Path) -> list[Path]:
    """Every document that users and contributors read."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").glob("*.md"))]


def blocks(text: str) -> list[Block]:
    found = []
    for fence in FENCE.finditer(text):
        language, *rest = fence["info"].split() or [""]
        path = next((word.removeprefix("title=") for word in rest if word.startswith("title=")), "")
        found.append(Block(language, path, "undo" in rest, fence["body"]))
    return found


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return FENCE.sub("", text)


def inline_code(text: str) -> list[str]:
    return [" ".join(found[1].split()) for found in INLINE.findall(prose(text))]


def links(text: str) -> list[str]:
    return LINK.findall(INLINE.sub("", prose(text)))


def anchors(text: str) -> set[str]:
    """The anchors of the headings, as GitHub makes them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(prose(text))}


def tables(text: str) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Each table: the comment directly above it, its header, its rows."""
    lines = prose(text).split("\n")
    for number, line in enumerate(lines):
        if line.startswith("|--"):
            end = next((at for at in range(number, len(lines)) if not lines[at].startswith("|")), len(lines))
            above = lines[number - 2] if number > 1 else ""
            comment = above.removeprefix("<!--").removesuffix("-->").strip() if above.startswith("<!--") else ""
            yield comment, cells(lines[number - 1]), [cells(row) for row in lines[number + 1 : end]]


def table(text: str, first: str) -> list[list[str]]:
    """The rows of all tables whose first column has this heading."""
    return [row for _, header, rows in tables(text) if header[0] == first for row in rows]


def cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]


def codes(cell: str) -> list[str]:
    """Every inline code of a cell."""
    return [found[1].strip() for found in INLINE.findall(cell)]
