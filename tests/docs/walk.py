"""Walks through a document as a reader does: writes the files it shows, types its commands, compares what comes out."""

import os
import re
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

from docs.documents import Block, blocks

BEFORE = {"docs/themes.md": "docs/annotating.md"}  # whoever reads this has made that
STAGES = "look|stories|site|search|database|save"
VARYING = ((re.compile(rf"({STAGES}) \d+\.\d\d"), r"\1 T"), (re.compile(r"\d+\.\d\d s$", re.MULTILINE), "T s"))


def walk(root: Path, document: str, project: Path, bin_folder: Path) -> list[str]:
    """Do what the document says in `project`, an empty folder; gives what did not come out as it is written.

    At the end, with every deliberate mistake taken back, the project must build without a message.
    """
    faults: list[str] = []
    for name in (BEFORE.get(document), document):
        if name:
            _follow(blocks((root / name).read_text(encoding="utf-8")), project, bin_folder, faults)
    last = _run("sitegen build --no-search", project, bin_folder)
    if "pages in" not in last or ": error:" in last or ": warning:" in last:
        faults.append(f"{document}: the example does not build cleanly:\n{last}")
    return faults


def _follow(found: list[Block], project: Path, bin_folder: Path, faults: list[str]) -> None:
    """All files first, then changes and commands in their order: a page may show its longest files at its end."""
    for block in found:
        if block.path and block.language != "diff":
            path = project / block.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
    before: dict[Path, str] = {}

    def take_back() -> None:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
        before.clear()

    for block in found:
        path = project / block.path
        if block.undo:
            take_back()
        if block.language == "diff":
            before[path] = path.read_text(encoding="utf-8")
            changed = _changed(before[path], block.body)
            if changed == before[path]:
                faults.append(f"{block.path}: the lines to change are not there")
            path.write_text(changed, encoding="utf-8")
        elif block.language == "console":
            faults += _compared(block.body, project, bin_folder)
    take_back()


def _changed(text: str, diff: str) -> str:
    old = "".join(line[1:] + "\n" for line in diff.splitlines() if line.startswith("-"))
    new = "".join(line[1:] + "\n" for line in diff.splitlines() if line.startswith("+"))
    return text.replace(old, new)


def _compared(body: str, project: Path, bin_folder: Path) -> list[str]:
    said = ""
    for line in body.splitlines():
        if line.startswith("$ "):
            said += f"{line}\n{_run(line[2:], project, bin_folder)}"
    for pattern, text in VARYING:
        body, said = pattern.sub(text, body), pattern.sub(text, said)
    difference = "".join(unified_diff(body.splitlines(True), said.splitlines(True), "as written", "as it is", n=9))
    return [difference] if difference else []


def _run(command: str, project: Path, bin_folder: Path) -> str:
    """Both streams of a command line, as a terminal shows them: the messages first."""
    surroundings = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(["sh", "-c", command], cwd=project, env=surroundings, capture_output=True, text=True)
    return run.stderr + run.stdout


def with_command(folder: Path) -> Path:
    """A folder that holds the command `sitegen` of the Python that runs the tests."""
    folder.mkdir(parents=True, exist_ok=True)
    command = folder / "sitegen"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m sitegen "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return folder
