"""A theme: the folders that its templates and static files come from, the project's before the built-in ones."""

from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from sitegen.model.noun import noun
from sitegen.model.problem import Origin, Problem

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

    `fingerprint` changes with every byte of every template and static file, so that a page made with another state of
    the theme is known to be another page.
    """

    project: Path
    folders: tuple[Path, ...]
    fingerprint: str

    @property
    def has_stylesheet(self) -> bool:
        """Whether the project adds a `site.css` to the theme's own style."""
        return any((folder / "static" / "site.css").is_file() for folder in self.folders)


def theme(project: Path, name: str = BUILT_IN) -> Theme:
    """The theme `name` as the project sees it: its own `themes/<name>/` first, then the built-in default.

    Raises BrokenTheme when there is neither a project's nor a built-in theme of that name.
    """
    project = project.resolve()
    places = (project / "themes", built_in_themes())
    found = [place / name for place in places if _is_plain(name) and (place / name).is_dir()]
    if not found:
        raise BrokenTheme(_unknown(project, name, places))
    folders = tuple(dict.fromkeys((*found, places[-1] / BUILT_IN)))
    return Theme(project=project, folders=folders, fingerprint=_fingerprint(folders, project))


def files_in(folder: Path, project: Path) -> dict[str, Path]:
    """The files under `folder` by their relative path, sorted; without hidden ones and editors' backups.

    Raises BrokenTheme for a link that leads out of the folder: what it points to was not meant to be published.
    """
    inside: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        relative = path.relative_to(folder)
        if not path.is_file() or relative.name.endswith("~") or any(part.startswith(".") for part in relative.parts):
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            message = "the file is a link that leads out of the theme"
            raise BrokenTheme(_bad_file(shown(path, project), message, "put the file itself into the theme"))
        if any(0xD800 <= ord(char) <= 0xDFFF for char in relative.as_posix()):
            raise BrokenTheme(
                _bad_file(shown(path, project), "the name of the file is not UTF-8", "give it another name")
            )
        inside[relative.as_posix()] = path
    return inside


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


def _fingerprint(folders: tuple[Path, ...], project: Path) -> str:
    digest = sha256()
    for folder in folders:
        for name, path in files_in(folder, project).items():
            data = path.read_bytes()
            digest.update(f"{name}\0{len(data)}\0".encode())
            digest.update(data)
        digest.update(b"\0\0")
    return digest.hexdigest()
