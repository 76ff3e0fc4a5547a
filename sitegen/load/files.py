"""The content folder as a list of files, and the text of one of them."""

import re
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from sitegen.model.noun import noun
from sitegen.model.problem import Origin, Problem
from sitegen.model.terms import INDEXES

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LONGEST_ID = 80
LARGEST_FILE = 8_000_000  # bytes; a book has about one million
NOT_CONTENT = re.compile(r"(\.|_|#).*|.*(~|\.swp|\.swx|\.tmp|\.bak|\.orig)\Z", re.IGNORECASE)


@noun
class StoryFolder:
    """A folder under `content/stories/`: paths relative to the project, sorted. `story` is "" without a story.md."""

    id: str
    path: str
    story: str
    articles: tuple[str, ...]
    assets: tuple[str, ...]


@noun
class ContentFolder:
    """What there is to read. A path is "" when the optional file is not there."""

    site: str
    outlets: str
    people: str
    pages: tuple[str, ...]
    stories: tuple[StoryFolder, ...]


def content_folder(project: Path) -> tuple[ContentFolder, tuple[Problem, ...]]:
    """The files under `project/content`, found by their names alone; nothing is read.

    Hidden files and what editors leave behind (`~`, `.swp`, `.bak` …) are not content.
    """
    content = project / "content"
    problems: list[Problem] = []
    stories = []
    for folder in _entries(content / "stories", project, problems):
        if folder.is_dir():
            stories.append(_story_folder(folder, project, problems))
        elif folder.suffix in (".md", ".yml", ".yaml"):
            hint = "an article lives in the folder of its story: content/stories/<story>/<article>.md"
            problems.append(_problem(folder, project, "misplaced-file", f"{folder.name} is in no story", hint))
    pages = [path for path in _entries(content / "pages", project, problems) if _is_text(path, project, problems)]
    found = ContentFolder(
        site=_settings_file(content, "site", project, problems),
        outlets=_settings_file(content, "outlets", project, problems),
        people=_settings_file(content, "people", project, problems),
        pages=tuple(_relative(path, project) for path in pages if _good_id(path.stem, path, project, problems)),
        stories=tuple(story for story in stories if _good_id(story.id, project / story.path, project, problems)),
    )
    return found, tuple(problems)


def linkable(folder: ContentFolder) -> frozenset[str]:
    """What a plain page may link to, as a path from `content/pages/`: other pages, stories, the site's own indexes."""
    return frozenset(
        (
            *(path.rsplit("/", 1)[-1] for path in folder.pages),
            *(f"../stories/{story.id}/story.md" for story in folder.stories),
            *(f"../stories/{story.id}" for story in folder.stories),
            *(f"../{index}" for index in INDEXES),
        )
    )


def text_of(project: Path, path: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, with LF line ends and without a byte order mark; "" with a Problem if it is not UTF-8."""
    try:
        if not (project / path).is_file():
            raise OSError(0, "it is not a file")
        data = (project / path).read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return "", (Problem(origin=Origin(path=path), code="unreadable-file", message=message),)
    if len(data) > LARGEST_FILE:
        message = f"the file has {len(data):,} bytes; at most {LARGEST_FILE:,} are read"
        return "", (Problem(origin=Origin(path=path), code="file-too-large", message=message),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        origin = Origin(path=path, line=before.count(b"\n") + 1, column=column)
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}"
        hint = "save it with the encoding UTF-8"
        return "", (Problem(origin=origin, code="not-utf8", message=message, hint=hint),)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), ()


def _story_folder(folder: Path, project: Path, problems: list[Problem]) -> StoryFolder:
    story, articles, assets = "", [], []
    for path in _entries(folder, project, problems):
        if path.is_dir():
            continue
        name = _relative(path, project)
        if path.name == "story.md":
            story = name
        elif _is_text(path, project, problems):
            if _good_id(path.stem, path, project, problems):
                articles.append(name)
        elif path.suffix.lower() not in LIKE_MARKDOWN:
            assets.append(path.name)
    return StoryFolder(
        id=folder.name,
        path=_relative(folder, project),
        story=story,
        articles=tuple(articles),
        assets=tuple(assets),
    )


def _is_text(path: Path, project: Path, problems: list[Problem]) -> bool:
    """A Markdown file; one that only nearly has the name of one is a Problem, for it would be left out unseen."""
    if path.suffix.lower() in LIKE_MARKDOWN and path.suffix != ".md" and path.is_file():
        hint = f"call it {proposal(path.stem)}.md"
        problems.append(_problem(path, project, "bad-suffix", "a Markdown file of the content ends in .md", hint))
    return path.suffix == ".md" and path.is_file()


def _entries(folder: Path, project: Path, problems: list[Problem]) -> list[Path]:
    """The visible entries of a folder, sorted by name; a link that leads out of the project is a Problem."""
    if not folder.is_dir():
        return []
    home = _homes(project)
    if not _stays_in(home, folder):
        problems.append(_problem(folder, project, *OUTSIDE))
        return []
    kept = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if NOT_CONTENT.match(path.name):
            continue
        if not _is_utf8(path.name):
            hint = "give the file another name"
            problems.append(_problem(path, project, "bad-id", "the name of the file is not UTF-8", hint))
            continue
        if path.is_symlink() and not _stays_in(home, path):
            problems.append(_problem(path, project, *OUTSIDE))
            continue
        kept.append(path)
    return kept


def _is_utf8(name: str) -> bool:
    return all(not 0xD800 <= ord(char) <= 0xDFFF for char in name)


def _homes(project: Path) -> tuple[Path, Path]:
    """Where content may lie: in the project, or in a content folder that is itself a link."""
    return project.resolve(), (project / "content").resolve()


def _stays_in(homes: tuple[Path, Path], path: Path) -> bool:
    """Something that really lies in one of the homes; a link that leads in a circle leads nowhere."""
    try:
        return any(path.resolve(strict=True).is_relative_to(home) for home in homes)
    except (OSError, RuntimeError):
        return False


def _settings_file(content: Path, stem: str, project: Path, problems: list[Problem]) -> str:
    found = [path for ending in (".yml", ".yaml") if (path := content / (stem + ending)).is_file()]
    for path in [path for path in found if not _stays_in(_homes(project), path)]:
        problems.append(_problem(path, project, *OUTSIDE))
        found.remove(path)
    if len(found) > 1:
        problems.append(
            _problem(found[1], project, "two-files", f"{found[0].name} is there too", "keep one of the two")
        )
    return _relative(found[0], project) if found else ""


LIKE_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
OUTSIDE = (
    "outside-folder",
    "the link leads out of the project, or nowhere",
    "copy what it leads to into the project",
)
RESERVED = {
    "articles": ("claims",),
    "pages": (*INDEXES, "stories", "theme", "pagefind", "404", "index"),
}


def _good_id(name: str, path: Path, project: Path, problems: list[Problem]) -> bool:
    if not ID.match(name) or len(name) > LONGEST_ID:
        hint = f'letters a-z, digits and single hyphens, at most {LONGEST_ID} characters: try "{proposal(name)}"'
        problems.append(_problem(path, project, "bad-id", f'"{name}" cannot be an id', hint))
        return False
    where = "pages" if path.parent == project / "content" / "pages" else "articles"
    if path.suffix == ".md" and name in RESERVED[where]:
        hint = "the site has a page of its own at this address: give the file another name"
        problems.append(_problem(path, project, "reserved-id", f'"{name}" is taken', hint))
        return False
    return True


def proposal(name: str) -> str:
    """The id nearest to a name: "Le Monde (web)" -> "le-monde-web"; "untitled" where nothing is left."""
    ascii_only = normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_ID].strip("-") or "untitled"


def _relative(path: Path, project: Path) -> str:
    found = str(PurePosixPath(path.relative_to(project)))
    return found.encode("utf-8", "backslashreplace").decode()  # a name that is not UTF-8 can only be shown


def _problem(path: Path, project: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(origin=Origin(path=_relative(path, project)), code=code, message=message, hint=hint)
