"""A theme: the folders that its templates and static files come from, the project's before the built-in ones."""

import os
from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from pathlib import Path

from sitegen.model.noun import noun
from sitegen.model.problem import Origin, Problem
from sitegen.render.templates import Template, fingerprint, template
from sitegen.tongue import ENGLISH, Tongue

BUILT_IN = "default"


class BrokenTheme(Exception):  # noqa: N818 - says what is the case, like NotFound
    """The theme cannot show the site. `problems` say where and why; they are not about content."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{each.origin.path}:{each.origin.line}: {each.message}" for each in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["BrokenTheme"], tuple[Problem, ...]]:
        return BrokenTheme, self.problems  # so that it survives the way back from another process


@noun
class Theme:
    """`folders` in the order in which they are asked for a file; the last one is the built-in default.

    `fingerprint` changes with every byte of every template, so that a page made with another state of the theme is
    known to be another page. Static files do not count: no page shows what is in them. `templates` are those of each
    folder, as they were when the theme was read. `cache` is a folder for what may be kept from one run to the next,
    None for nothing. `tongue` has the words of the interface.
    """

    project: Path
    folders: tuple[Path, ...]
    fingerprint: str
    templates: tuple[tuple[Template, ...], ...] = field(compare=False)  # the fingerprint tells them apart
    cache: Path | None = None
    tongue: Tongue = ENGLISH

    @property
    def has_stylesheet(self) -> bool:
        """Whether the project adds a `site.css` to the theme's own style."""
        return any((folder / "static" / "site.css").is_file() for folder in self.folders)

    def template(self, name: str) -> Template | None:
        """The template that is meant by `name`, as Jinja looks it up; None when there is none."""
        known = _by_name(self)
        found = (folder[_plain(name)] for folder in known if _plain(name) in folder)
        prefix, _, rest = name.partition("/")
        return next(found, None) or (known[-1].get(_plain(rest)) if prefix == BUILT_IN else None)

    def reached(self, name: str) -> tuple[tuple[str, Template], ...]:
        """Everything that can have a part in a page of the template `name`: names, and what is found under them.

        When that is known only when it runs, or something is not there, that is all there is.
        """
        found: dict[str, Template] = {}
        ahead = [name]
        while ahead:
            if (asked := ahead.pop()) not in found:
                each = self.template(asked)
                if each is None or each.asks is None:
                    return _all(self.templates)
                found[asked] = each
                ahead += each.asks
        return tuple(found.items())

    def fingerprint_of(self, name: str) -> str:
        """As `fingerprint`, but only for pages of the template `name`."""
        return _fingerprint_of(self, name)


def _plain(name: str) -> str:
    return "/".join(part for part in name.split("/") if part not in ("", "."))


@lru_cache(maxsize=4)
def _by_name(theme: Theme) -> tuple[dict[str, Template], ...]:
    return tuple({each.name: each for each in folder} for folder in theme.templates)


@lru_cache(maxsize=128)
def _fingerprint_of(theme: Theme, name: str) -> str:
    return fingerprint(theme.reached(name))


def theme(project: Path, name: str = BUILT_IN, cache: Path | None = None, tongue: Tongue = ENGLISH) -> Theme:
    """The theme `name` as the project sees it: its own `themes/<name>/` first, then the built-in default.

    Reads the templates, and of the static files only the names. Raises BrokenTheme when there is neither a project's
    nor a built-in theme of that name.
    """
    project = project.resolve()
    places = (project / "themes", built_in_themes())
    found = [place / name for place in places if _is_plain(name) and (place / name).is_dir()]
    if not found:
        raise BrokenTheme(_unknown(project, name, places))
    folders = tuple(dict.fromkeys((*found, places[-1] / BUILT_IN)))
    templates = tuple(_templates(folder, project) for folder in folders)
    whole = fingerprint(_all(templates))
    return Theme(project=project, folders=folders, fingerprint=whole, templates=templates, cache=cache, tongue=tongue)


def _templates(folder: Path, project: Path) -> tuple[Template, ...]:
    inside = files_in(folder, project)
    start = "templates/"
    return tuple(template(name.removeprefix(start), path) for name, path in inside.items() if name.startswith(start))


def _all(templates: tuple[tuple[Template, ...], ...]) -> tuple[tuple[str, Template], ...]:
    return tuple((f"{number}/{each.name}", each) for number, folder in enumerate(templates) for each in folder)


def files_in(folder: Path, project: Path) -> dict[str, Path]:
    """The files under `folder` by their relative path, sorted; without hidden ones and editors' backups.

    Raises BrokenTheme for a link that leads out of the folder: what it points to was not meant to be published.
    """
    inside: dict[str, Path] = {}
    for name, path, is_link in sorted(_files_under(folder)):
        if name.endswith("~") or any(part.startswith(".") for part in name.split("/")):
            continue
        if is_link and not path.resolve().is_relative_to(folder.resolve()):
            message = "the file is a link that leads out of the theme"
            raise BrokenTheme(_bad_file(shown(path, project), message, "put the file itself into the theme"))
        if any(0xD800 <= ord(char) <= 0xDFFF for char in name):
            raise BrokenTheme(
                _bad_file(shown(path, project), "the name of the file is not UTF-8", "give it another name")
            )
        inside[name] = path
    return inside


def _files_under(folder: Path, before: str = "") -> Iterator[tuple[str, Path, bool]]:
    """Name below the folder, path, and whether it is a link; links to folders are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_under(folder / entry.name, f"{before}{entry.name}/")
        elif entry.is_file():
            yield f"{before}{entry.name}", folder / entry.name, entry.is_symlink()


def _bad_file(path: str, message: str, hint: str) -> Problem:
    return Problem(origin=Origin(path=path), code="bad-theme-file", message=message, hint=hint)


def shown(path: Path, project: Path) -> str:
    """`path` as a person in the project would write it."""
    return path.relative_to(project).as_posix() if path.is_relative_to(project) else path.as_posix()


def built_in_themes() -> Path:
    """Inside the package in a wheel; beside the package in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def _is_plain(name: str) -> bool:
    return bool(name) and Path(name).name == name and not name.startswith(".")


def _unknown(project: Path, name: str, places: tuple[Path, ...]) -> Problem:
    from difflib import get_close_matches  # only for a mistake

    known = sorted({folder.name for place in places if place.is_dir() for folder in place.iterdir() if folder.is_dir()})
    near = get_close_matches(name, known, n=1)
    choices = f"choose one of: {', '.join(known)}"
    hint = f'did you mean "{near[0]}"?' if near else choices
    if not near and _is_plain(name):
        hint = f"make the folder themes/{name}, or {choices}"
    site = next(
        (file for file in ("content/site.yml", "content/site.yaml") if (project / file).is_file()), "content/site.yml"
    )
    return Problem(origin=Origin(path=site), code="unknown-theme", message=f'there is no theme "{name}"', hint=hint)
