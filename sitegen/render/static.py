"""The theme's static files."""

from pathlib import Path

from sitegen.model.page import File
from sitegen.render.theme import Theme, files_in


def static_paths(theme: Theme) -> dict[str, Path]:
    """Where every static file of the theme lies, by its path in the site, `theme/<name>`; sorted, and not read.

    The project's stand before the built-in ones.
    """
    paths: dict[str, Path] = {}
    for folder in reversed(theme.folders):
        paths |= files_in(folder / "static", theme.project)
    return {f"theme/{name}": paths[name] for name in sorted(paths)}


def static_files(theme: Theme) -> tuple[File, ...]:
    """Every static file of the theme with what is in it."""
    return tuple(File(path=path, data=source.read_bytes()) for path, source in static_paths(theme).items())
