"""Compares a published site with what a build that knows nothing makes of the same project."""

import tempfile
from pathlib import Path

from sitegen.build import build
from sitegen.order import Options, Problems, Surroundings
from sitegen.save.tree import MANIFEST, own_files

SEARCH = "pagefind/"  # the same answers, but not always the same bytes


def first_difference(
    project: Path, options: Options, output: Path, problems: Problems, around: Surroundings
) -> tuple[str, int]:
    """The first thing in which the folder differs from a clean build, or ""; and how many files were compared."""
    with tempfile.TemporaryDirectory(prefix="sitegen-verify-") as place:
        clean = Path(place) / "site"
        built = build(project, options._replace(search=False), clean, lambda found: False, around, Path(place) / "home")
        if built.problems != problems:
            other = sorted(set(map(repr, built.problems)) ^ set(map(repr, problems)))
            return f"the problems are others: {other[0]}", 0
        names = {name for name in own_files(output) | own_files(clean) if not name.startswith(SEARCH)} - {MANIFEST}
        for name in sorted(names):
            if found := _difference(output / name, clean / name):
                return f"{name} {found}", len(names)
    return "", len(names)


def _difference(here: Path, clean: Path) -> str:
    if not clean.is_file():
        return "is not part of a clean build"
    if not here.is_file():
        return "is missing"
    one, other = here.read_bytes(), clean.read_bytes()
    if one == other:
        return ""
    place = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    line = one.count(b"\n", 0, place) + 1
    return f"differs from line {line} on: “{_words(one, place)}” instead of “{_words(other, place)}”"


def _words(data: bytes, place: int) -> str:
    return " ".join(data[max(place - 20, 0) : place + 40].decode("utf-8", "replace").split())
