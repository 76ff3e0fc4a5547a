"""What a path of the preview answers: the rules of GitHub Pages, so that a link that works here works there."""

from pathlib import Path
from urllib.parse import quote

from sitegen.model.noun import noun
from sitegen.serve.lookup import lookup
from sitegen.serve.plain import missing_page, waiting_page
from sitegen.serve.site import Site

HTML = "text/html; charset=utf-8"
# Our own table: the machine's /etc/mime.types must not decide whether a script runs in the preview.
TYPES = {
    "html": HTML,
    "htm": HTML,
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "geojson": "application/geo+json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
BYTES = "application/octet-stream"


@noun
class Answer:
    """`file` is the file of the site that is shown, "" for a page that the preview wrote itself."""

    status: int
    type: str
    body: bytes = b""
    file: str = ""
    location: str = ""  # of a redirection, relative to the host


def answer(site: Site, path: str) -> Answer:
    """What `path` (decoded, with its leading slash) gives in this state of the site. Folders are never listed."""
    name = path[1:]
    place = f"{name}index.html" if name == "" or name.endswith("/") else name
    if place.startswith(("pagefind/", "data/bundle.db")) and (body := _of_bundle(site, place)) is not None:
        return Answer(status=200, type=content_type(place), body=body, file=place)
    found = lookup(name, site.files.__contains__)
    if found.status == 301:
        return Answer(status=301, type=HTML, location=quote(f"/{found.file}"))
    if found.status == 200:
        return Answer(status=200, type=content_type(found.file), body=site.files[found.file], file=found.file)
    if not site.files:
        return Answer(status=503, type=HTML, body=waiting_page(site))
    if "404.html" in site.files:
        return Answer(status=404, type=HTML, body=site.files["404.html"], file="404.html")
    return Answer(status=404, type=HTML, body=missing_page(), file="404.html")


def _of_bundle(site: Site, place: str) -> bytes | None:
    found = site.bundle.get(place)
    if not isinstance(found, Path):
        return found
    try:
        return found.read_bytes()
    except OSError:  # somebody has cleared the shelf
        return None


def content_type(path: str) -> str:
    """By the ending of the name; what is unknown, Pagefind's own files too, is a plain run of bytes."""
    name = path.rpartition("/")[2]
    return TYPES.get(name.rpartition(".")[2].lower(), BYTES) if "." in name else BYTES
