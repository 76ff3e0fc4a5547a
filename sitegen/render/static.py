"""The theme's static files."""

from pathlib import Path

from sitegen.model.page import File
from sitegen.render.theme import Theme, files_in


def static_files(theme: Theme) -> tuple[File, ...]:
    """Every static file of the theme at `theme/<name>` in the site; the project's stand before the built-in ones."""
    paths: dict[str, Path] = {}
    for folder in reversed(theme.folders):
        paths |= files_in(folder / "static", theme.project)
    return tuple(File(path=f"theme/{name}", data=paths[name].read_bytes()) for name in sorted(paths))
