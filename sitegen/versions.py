"""What the program is made of, as one key: whatever shapes its output besides content and theme."""

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

LIBRARIES = (
    "babel",
    "jinja2",
    "markupsafe",
    "markdown_it_py",
    "mdit_py_plugins",
    "mdurl",
    "pyyaml",
    "rcssmin",
    "rjsmin",
)


@cache
def program() -> str:
    """Changes with every byte of sitegen's own code, with the version of Python and of each library that it uses."""
    whole = sha256(sys.version.encode())
    for name in _installed():
        whole.update(f"{name}\0".encode())
    home = Path(__file__).parent
    for folder, folders, files in os.walk(home):
        folders[:] = sorted(each for each in folders if each not in ("__pycache__", "themes"))
        for name in sorted(each for each in files if each.endswith((".py", ".po"))):
            path = os.path.join(folder, name)
            whole.update(f"{os.path.relpath(path, home)}\0".encode())
            with open(path, "rb") as file:
                whole.update(file.read())
    return whole.hexdigest()


@cache
def pagefind_version() -> str:
    return " ".join(_installed(("pagefind",)))


@cache
def sqlite_version() -> str:
    from sqlite3 import sqlite_version as version  # takes as long as a look at some hundred files

    return version


def _installed(libraries: tuple[str, ...] = LIBRARIES) -> list[str]:
    """`jinja2-3.1.6.dist-info` and the like: the names of folders tell versions without importing anything."""
    found = set()
    for place in sys.path:
        try:
            names = os.listdir(place or ".")
        except OSError:
            continue
        for name in names:
            plain = name.lower().replace("-", "_")
            if name.endswith(("-info", ".egg")) and plain.startswith(tuple(f"{each}_" for each in libraries)):
                found.add(plain)
    return sorted(found)
