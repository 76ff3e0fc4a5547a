"""States of projects, one after the other: those of this repository's own content, and a series written here."""

import io
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from rebuilds.builder import ROOT
from rebuilds.trees import Tree, tree

SITE = ROOT / "tests" / "sites" / "every-field"
BRIDGE = "content/stories/bridge"
INPUTS = ("content/", "themes/")

# Each line of the series makes a state from the one before: (path, old text, new text); "" as the old text stands for
# the whole file, None as the new one for none.
Edit = tuple[str, str, str | None]
SERIES: tuple[tuple[Edit, ...], ...] = (
    ((f"{BRIDGE}/story.md", "title: ", "title: Still: "),),
    ((f"{BRIDGE}/halyard.md", "status: corrected", "status: retracted"),),
    (("content/outlets.yml", "name: ", "name: The "), ("content/people.yml", "name: ", "name: Dr ")),
    ((f"{BRIDGE}/herald.md", "", None),),
    (("content/site.yml", "rights: ", "# rights: "),),
    (("content/stories/tunnel/story.md", "", "---\ntitle: The tunnel\nclaims:\n  shut: {text: It is shut}\n---\n"),),
    (
        (
            "content/stories/tunnel/herald.md",
            "",
            "---\ntitle: Tunnel shut\nsource: {outlet: herald, url: 'https://herald.example/tunnel'}\n"
            "claims: [{claim: shut, quote: shut}]\n---\n\nThe tunnel is shut.\n",
        ),
    ),
    (("themes/default/static/site.css", "", ":root { --ink: navy }\n"),),
    (("content/stories/tunnel/herald.md", "quote: shut", "quote: open"),),
    (
        ("content/stories/tunnel/herald.md", "quote: open", "quote: is shut"),
        ("content/pages/about.md", "", None),
    ),
    (("themes/default/static/site.css", "", None), (f"{BRIDGE}/bote.md", "title: ", "draft: true\ntitle: ")),
    ((f"{BRIDGE}/story.md", "title: Still: ", "title: "), ("content/stories/tunnel/story.md", "", None)),
)


def recorded() -> Iterator[Tree]:
    """The states of the series, the first of them as it is in the tests of whole sites."""
    state: Tree = {path: data for path, data in tree(SITE).items() if path.startswith(INPUTS)}
    yield dict(state)
    for edits in SERIES:
        for path, old, new in edits:
            before = state.get(path, b"")
            assert isinstance(before, bytes)
            if new is None:
                del state[path]
            elif old:
                assert old.encode() in before, f"{old!r} is not in {path}"
                state[path] = before.replace(old.encode(), new.encode())
            else:
                state[path] = new.encode()
        yield dict(state)


def committed(most: int) -> Iterator[Tree]:
    """The states of content/ and themes/ in the history of this repository, evenly thinned out; nothing without one."""
    commits = _git("log", "--format=%H", "--reverse", "--", *INPUTS).decode().split()
    step = max(1, -(-len(commits) // most))
    for commit in commits[::-step][::-1]:
        yield _archive(commit)


def _archive(commit: str) -> Tree:
    with tarfile.open(fileobj=io.BytesIO(_git("archive", "--format=tar", commit))) as archive:
        files = {each.name: archive.extractfile(each) for each in archive if each.name.startswith(INPUTS)}
        return {name: file.read() for name, file in files.items() if file is not None}


def _git(*arguments: str) -> bytes:
    """What git says; nothing where there is no git, or no history."""
    if not (ROOT / ".git").exists():
        return b""
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""


def check_out(state: Tree, folder: Path) -> None:
    """Bring a folder from the state in which it is to another one, as git does: other files only are touched."""
    there: Tree = {}
    for name in INPUTS:
        there |= {f"{name}{path}": data for path, data in tree(folder / name).items()}
    for path in there.keys() - state.keys():
        (folder / path).unlink()
        for parent in (folder / path).parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    for path, data in state.items():
        if there.get(path) != data:
            assert isinstance(data, bytes)
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
