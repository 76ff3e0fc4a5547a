"""A folder as a value."""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

Tree = dict[str, bytes | str]  # by relative path: the bytes of a file, "-> target" of a link

# The builder's own notes in the folder. They are compared after every whole build, but no reader asks for them, so
# between two steps of a build they may be ahead of the pages or behind them.
BOOKKEEPING = ".sitegen"


def tree(folder: Path) -> Tree:
    """Every file and link below the folder; {} where there is none. Empty folders are not seen."""
    found: Tree = {}
    for parent, folders, names in os.walk(folder):
        for name in (*names, *(each for each in folders if os.path.islink(os.path.join(parent, each)))):
            path = os.path.join(parent, name)
            if os.path.islink(path):
                found[os.path.relpath(path, folder)] = f"-> {os.readlink(path)}"
            else:
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def for_readers(tree: Tree) -> Tree:
    """What somebody with a browser can come across."""
    return {path: data for path, data in tree.items() if not path.startswith(BOOKKEEPING)}


def digests(tree: Tree) -> dict[str, str]:
    """The tree in small."""
    return {path: data if isinstance(data, str) else sha256(data).hexdigest() for path, data in tree.items()}


def inputs(project: Path, names: Iterable[str] = ("content", "themes")) -> str:
    """One key for all that a site is made from: every file, link and folder below `content/` and `themes/`."""
    whole = sha256()
    for name in names:
        folder = project / name
        whole.update(f"{name} {folder.is_dir()} {folder.is_symlink()}\0".encode())
        for parent, folders, _ in sorted(os.walk(folder)):
            whole.update(f"{os.path.relpath(parent, folder)} {sorted(folders)}\0".encode("utf-8", "surrogateescape"))
        for path, data in sorted(tree(folder).items()):
            kind = "file" if isinstance(data, bytes) else "link"
            data = data if isinstance(data, bytes) else os.fsencode(data)
            whole.update(f"{path} {kind} {len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return whole.hexdigest()
