"""A toy site: content whose pages can be foretold, and a search bundle that says what it was made from."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.model.page import Record
from sitegen.model.problem import Origin, Problem

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; img-src 'self' data:">
<title>{name}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/theme/style.css">{head}</head>
<body>{text}</body></html>
"""


@dataclass(frozen=True)
class Toy:
    """What the toy build gives."""

    files: Mapping[str, bytes]
    search: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: tuple[str, ...] | None = None


def toy(project: Path) -> Toy:
    """`content/NAME.md` is the body of the page NAME/. A line that begins with ERROR is a mistake; CRASH raises."""
    files: dict[str, bytes] = {}
    problems = []
    for path in sorted((project / "content").rglob("*.md")):
        text = path.read_text()
        if "CRASH" in text:
            raise RuntimeError("the theme is broken\nand this is a second line")
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith(("ERROR", "WARNING")):
                severity, _, message = line.partition(" ")
                origin = Origin(path=f"content/{path.name}", line=number, column=3)
                problems.append(Problem(origin=origin, code="toy", message=message, severity=severity.lower()))
        head = '<script src="/theme/site.js" defer data-rerun></script>' if "SCRIPT" in text else ""
        page = PAGE.format(name=path.stem, head=head, text=text).encode()
        files[f"{path.stem}.html" if path.stem in ("index", "404") else f"{path.stem}/index.html"] = page
    for path in sorted((project / "themes").rglob("*.*")):
        files[f"theme/{path.name}"] = path.read_bytes()
    records = tuple(
        Record(url=url, type="page", title=url, text="", lang="en", date="", filters=()) for url in sorted(files)
    )
    return Toy(files=files, search=records, problems=tuple(problems))


def difference(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[str, ...]:
    """The paths that came, went or have other bytes, sorted."""
    gone = [path for path in old if path not in new]
    other = [path for path, data in new.items() if old.get(path) != data]
    return tuple(sorted(gone + other))


def toy_index(records: tuple[Record, ...], is_over: Callable[[], bool]) -> Iterator[dict[str, bytes]]:
    """A bundle that says what it was made from."""
    yield {
        "pagefind/bundles.json": b"{}",
        "pagefind/pagefind.js": "\n".join(record.url for record in records).encode(),
        f"pagefind/fragment/en_{len(records)}.pf_fragment": b"\0",
    }


def slow_index(mark: Path, records: tuple[Record, ...], is_over: Callable[[], bool]) -> Iterator[dict[str, bytes]]:
    """One that keeps two processes at work for a minute; `mark` gets a line for each."""
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with subprocess.Popen(command) as one, subprocess.Popen(command) as other:
        mark.write_text(f"{one.pid}\n{other.pid}\n")
        while not is_over() and one.poll() is None:
            time.sleep(0.003)
        one.kill()
        other.kill()
    yield from ()
    raise RuntimeError("it took too long")


def failing_index(records: tuple[Record, ...], is_over: Callable[[], bool]) -> Iterator[dict[str, bytes]]:
    yield from ()
    raise RuntimeError("no words to index")
