"""The theme's static files, as short as they can be: what only its author needs to read is left out."""

import re
from pathlib import Path

from sitegen.model.page import File
from sitegen.render.theme import Theme, files_in

# rcssmin can lose the space in `.side :is(b)`, which then means something else. `.side *:is(b)` cannot lose it.
DESCENDANT = re.compile(r"(?<=[\w)\]*>+~])\s+(?=::?(?:[a-z]+-)*[a-z]+(?:\([^{};]*)?[^{};]*\{)")


def static_paths(theme: Theme) -> dict[str, Path]:
    """Where every static file of the theme lies, by its path in the site, `theme/<name>`; sorted, and not read.

    The project's stand before the built-in ones.
    """
    paths: dict[str, Path] = {}
    for folder in reversed(theme.folders):
        paths |= files_in(folder / "static", theme.project)
    return {f"theme/{name}": paths[name] for name in sorted(paths)}


def static_files(theme: Theme) -> tuple[File, ...]:
    """Every static file of the theme with what is in it; style sheets and scripts without comments and white space."""
    return tuple(File(path=path, data=_lean(path, source.read_bytes())) for path, source in static_paths(theme).items())


def archive_files(theme: Theme) -> tuple[File, ...]:
    """Further static files, which only an archive has: those of the theme's folder `archive`, at `theme/<name>`."""
    paths: dict[str, Path] = {}
    for folder in reversed(theme.folders):
        paths |= files_in(folder / "archive", theme.project)
    return tuple(File(path=f"theme/{name}", data=_lean(name, paths[name].read_bytes())) for name in sorted(paths))


def _lean(path: str, data: bytes) -> bytes:
    """What is not UTF-8 stays as it is, and so does what somebody has minified already."""
    from rcssmin import cssmin  # type: ignore[import-untyped]  # late: most builds make no static file
    from rjsmin import jsmin  # type: ignore[import-untyped]

    minify = {".css": cssmin, ".js": jsmin}.get(path[path.rfind(".") :])
    if minify is None or ".min." in path:
        return data
    try:
        text = data.decode()
        return str(minify(DESCENDANT.sub(" *", text) if path.endswith(".css") else text)).encode()
    except UnicodeDecodeError:
        return data
