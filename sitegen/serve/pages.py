"""A published folder, served exactly as GitHub Pages serves it: what a reader gets from this server, Pages gives too.

A project's site lives below a path, a folder without its slash leads to it (301), `page` shows `page.html`, what is
missing shows 404.html with status 404, nothing is listed, and files that begin with a dot are not published. Caching
headers, conditional and partial requests are those of Pages; only `Access-Control-Allow-Origin` is left out, so that no
other site can read on this machine what is not published yet.
"""

import os
import stat
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from sitegen.serve.answer import HTML, content_type
from sitegen.serve.lookup import lookup

HEADERS = {"Cache-Control": "max-age=600"}
MISSING = "404.html"


def pages_application(folder: Path, base: str) -> ASGIApp:
    """The files of `folder` below the path `base`, which begins and ends with a slash.

    The folder may be replaced while it is served: every request looks at what is there.
    """

    async def answered(request: Request) -> Response:
        return _answer(request, folder, base)

    return Starlette(routes=[Route("/{path:path}", answered)])


def _answer(request: Request, folder: Path, base: str) -> Response:
    path: str = request.scope["path"]
    if f"{path}/" == base:
        return _moved(base, request)
    if not path.startswith(base):  # on the host of Pages that is another site
        return PlainTextResponse(f"This site is at {base}\n", 404, HEADERS)
    home = folder.resolve()
    found = lookup(path.removeprefix(base), lambda name: _file(home, name) is not None)
    if found.status == 301:
        return _moved(base + found.file, request)
    file = _file(home, found.file or MISSING)
    if file is None:
        return PlainTextResponse("There is no such page.\n", 404, HEADERS)
    place, status = file
    if found.status == 404:
        return Response(place.read_bytes(), 404, HEADERS, HTML)
    response = FileResponse(place, 200, HEADERS, content_type(found.file), stat_result=status)
    return Response(status_code=304, headers=_kept(response)) if _is_known(request, response) else response


def _moved(path: str, request: Request) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return Response(status_code=301, headers={**HEADERS, "Location": quote(path) + query})


def _file(home: Path, name: str) -> tuple[Path, os.stat_result] | None:
    """Where a file of the site is and what the disk says of it. Names that lead out, by dots or by links, are none."""
    parts = name.split("/")
    if any(part == "" or part.startswith(".") or "\0" in part or "\\" in part for part in parts):
        return None
    place = home.joinpath(*parts)
    try:
        status = place.stat()
    except (OSError, ValueError):  # nothing there, or a name that no disk has
        return None
    if not stat.S_ISREG(status.st_mode) or place.resolve() != place:
        return None
    return place, status


def _is_known(request: Request, response: Response) -> bool:
    """Whether the browser has this very file already: by its tag, or else by its time."""
    if tags := request.headers.get("if-none-match"):
        wanted = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return bool(wanted & {"*", response.headers["etag"]})
    if since := request.headers.get("if-modified-since"):
        try:
            return parsedate_to_datetime(response.headers["last-modified"]) <= parsedate_to_datetime(since)
        except (ValueError, TypeError):
            return False
    return False


def _kept(response: Response) -> dict[str, str]:
    return {name: response.headers[name] for name in ("cache-control", "etag", "last-modified")}
