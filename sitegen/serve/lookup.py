"""Which file of a site an address means: the rules of GitHub Pages, for the preview and for `serve --pages` alike."""

from collections.abc import Callable
from typing import NamedTuple


class Found(NamedTuple):
    """`file` is shown with `status` 200; with 301 the reader is sent to `file`, a folder; with 404 there is none."""

    status: int
    file: str


def lookup(path: str, has: Callable[[str], bool]) -> Found:
    """What `path` (decoded, relative to the root of the site) means; `has` says whether there is a file. Folders are
    never listed.
    """
    place = f"{path}index.html" if path == "" or path.endswith("/") else path
    for file in (place, f"{place}.html"):
        if has(file):
            return Found(200, file)
    return Found(301, f"{path}/") if has(f"{path}/index.html") else Found(404, "")
