"""The content folder as a list of files, and the text of one of them."""

import re
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from sitegen.load.scan import Entry, Scan
from sitegen.model.noun import noun
from sitegen.model.problem import Origin, Problem
from sitegen.model.terms import INDEXES

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LONGEST_ID = 80
LARGEST_FILE = 8_000_000  # bytes; a book has about one million
CONTENT, STORIES, PAGES = "content", "content/stories", "content/pages"
NOT_CONTENT = re.compile(r"(\.|_|#).*|.*(~|\.swp|\.swx|\.tmp|\.bak|\.orig)\Z", re.IGNORECASE)


@noun
class StoryFolder:
    """A folder under `content/stories/`: paths relative to the project, sorted.

    `story` is "" without a story.md, `history` without a history.yml.
    """

    id: str
    path: str
    story: str
    history: str
    articles: tuple[str, ...]
    assets: tuple[str, ...]


@noun
class ContentFolder:
    """What there is to read. A path is "" when the optional file is not there; `stories` are the ids of all stories."""

    site: str
    outlets: str
    people: str
    redirects: str
    addresses: str
    pages: tuple[str, ...]
    stories: tuple[str, ...]


def content_folder(scan: Scan) -> tuple[ContentFolder, tuple[Problem, ...]]:
    """The files under `content/` of a project, found by their names alone; nothing is read, no story looked into.

    Hidden files and what editors leave behind (`~`, `.swp`, `.bak` …) are not content.
    """
    problems: list[Problem] = []
    stories = []
    for entry in _inside(STORIES, scan, problems):
        path = f"{STORIES}/{entry.name}"
        if entry.is_folder:
            if _good_id(entry.name, path, problems):
                stories.append(entry.name)
        elif entry.name.endswith((".md", ".yml", ".yaml")):
            hint = "an article lives in the folder of its story: content/stories/<story>/<article>.md"
            problems.append(_problem(path, "misplaced-file", f"{entry.name} is in no story", hint))
    pages = []
    for entry in _inside(PAGES, scan, problems):
        path = f"{PAGES}/{entry.name}"
        if _is_text(entry, path, problems) and _good_id(entry.name.removesuffix(".md"), path, problems):
            pages.append(path)
    found = ContentFolder(
        site=_settings_file("site", scan, problems),
        outlets=_settings_file("outlets", scan, problems),
        people=_settings_file("people", scan, problems),
        redirects=_settings_file("redirects", scan, problems),
        addresses=_settings_file("addresses", scan, problems, (".txt",)),
        pages=tuple(pages),
        stories=tuple(stories),
    )
    return found, tuple(problems)


def story_folder(scan: Scan, story: str) -> tuple[StoryFolder, tuple[Problem, ...]]:
    """The files of one story."""
    folder = f"{STORIES}/{story}"
    problems: list[Problem] = []
    own, histories, articles, assets = "", [], [], []
    for entry in _entries(folder, scan, problems):
        path = f"{folder}/{entry.name}"
        if entry.is_folder:
            continue
        if entry.name == "story.md":
            own = path
        elif entry.name in HISTORIES:
            histories.append(path)
        elif entry.name.lower() in FEEDS:
            hint = "the site has a file of its own at this address: give the file another name"
            problems.append(_problem(path, "reserved-id", f'"{entry.name}" is taken', hint))
        elif _is_text(entry, path, problems):
            if _good_id(entry.name.removesuffix(".md"), path, problems):
                articles.append(path)
        elif not entry.name.lower().endswith(LIKE_MARKDOWN):
            assets.append(entry.name)
    histories.sort(reverse=True)  # .yml before .yaml, as for the settings
    if len(histories) > 1:
        message = f"{HISTORIES[0]} is there too"
        problems.append(_problem(histories[1], "two-files", message, "keep one of the two"))
    found = StoryFolder(
        id=story,
        path=folder,
        story=own,
        history="".join(histories[:1]),
        articles=tuple(articles),
        assets=tuple(assets),
    )
    return found, tuple(problems)


def linkable(folder: ContentFolder) -> frozenset[str]:
    """What a plain page may link to, as a path from `content/pages/`: other pages, stories, the site's own indexes."""
    return frozenset(
        (
            *(path.rsplit("/", 1)[-1] for path in folder.pages),
            *(f"../stories/{story}/story.md" for story in folder.stories),
            *(f"../stories/{story}" for story in folder.stories),
            *(f"../{index}" for index in INDEXES),
        )
    )


class Text(NamedTuple):
    """A file as text, with LF line ends and without a byte order mark, and the digest of the bytes that were read."""

    text: str
    digest: str
    problems: tuple[Problem, ...] = ()


def text_of(scan: Scan, path: str) -> Text:
    """The text of a file; "" with a Problem if it cannot be read or is not UTF-8."""
    try:
        data = scan.read(path)
    except OSError as error:
        return _unread(path, scan.digest(path), "unreadable-file", f"the file cannot be read: {error.strerror}")
    digest = scan.digest(path)
    if len(data) > LARGEST_FILE:
        message = f"the file has {len(data):,} bytes; at most {LARGEST_FILE:,} are read"
        return _unread(path, digest, "file-too-large", message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        origin = Origin(path=path, line=before.count(b"\n") + 1, column=column)
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x}"
        hint = "save it with the encoding UTF-8"
        return Text("", digest, (Problem(origin=origin, code="not-utf8", message=message, hint=hint),))
    return Text(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), digest)


def _unread(path: str, digest: str, code: str, message: str) -> Text:
    return Text("", digest, (Problem(origin=Origin(path=path), code=code, message=message),))


def _is_text(entry: Entry, path: str, problems: list[Problem]) -> bool:
    """A Markdown file; one that only nearly has the name of one is a Problem, for it would be left out unseen."""
    if not entry.is_file:
        return False
    stem, dot, suffix = entry.name.rpartition(".")
    if dot + suffix == ".md" and stem:
        return True
    if stem and (dot + suffix).lower() in LIKE_MARKDOWN:
        hint = f"call it {proposal(stem)}.md"
        problems.append(_problem(path, "bad-suffix", "a Markdown file of the content ends in .md", hint))
    return False


def _inside(folder: str, scan: Scan, problems: list[Problem]) -> list[Entry]:
    """The entries of a folder of content/, which may be a link like any other."""
    name = folder.removeprefix(f"{CONTENT}/")
    own = next((entry for entry in scan.entries(CONTENT) if entry.name == name), None)
    if own is None or (own.target and not _stays_in(scan.homes, own.target)):
        if own is not None:
            problems.append(_problem(folder, *OUTSIDE))
        return []
    return _entries(folder, scan, problems)


def _entries(folder: str, scan: Scan, problems: list[Problem]) -> list[Entry]:
    """The visible entries of a folder, sorted by name; a link that leads out of the project is a Problem."""
    kept = []
    for entry in scan.entries(folder):
        if NOT_CONTENT.match(entry.name):
            continue
        path = f"{folder}/{entry.name}"
        if not _is_utf8(entry.name):
            hint = "give the file another name"
            problems.append(_problem(path, "bad-id", "the name of the file is not UTF-8", hint))
        elif entry.target and not _stays_in(scan.homes, entry.target):
            problems.append(_problem(path, *OUTSIDE))
        else:
            kept.append(entry)
    return kept


def _is_utf8(name: str) -> bool:
    return name.isascii() or all(not 0xD800 <= ord(char) <= 0xDFFF for char in name)


def _stays_in(homes: tuple[str, str], target: str) -> bool:
    """A link to something that lies in one of the homes; one that leads in a circle or to nothing leads nowhere."""
    return any(target.startswith(home + "/") for home in homes) and Path(target).exists()


def _settings_file(stem: str, scan: Scan, problems: list[Problem], endings: tuple[str, ...] = (".yml", ".yaml")) -> str:
    names = {entry.name: entry for entry in scan.entries(CONTENT)}
    found = [f"{stem}{ending}" for ending in endings if stem + ending in names and names[stem + ending].is_file]
    for name in list(found):
        if names[name].target and not _stays_in(scan.homes, names[name].target):
            problems.append(_problem(f"{CONTENT}/{name}", *OUTSIDE))
            found.remove(name)
    if len(found) > 1:
        message = f"{found[0]} is there too"
        problems.append(_problem(f"{CONTENT}/{found[1]}", "two-files", message, "keep one of the two"))
    return f"{CONTENT}/{found[0]}" if found else ""


HISTORIES = ("history.yml", "history.yaml")
FEEDS = ("feed.xml", "feed.json")  # of the story, beside its page
LIKE_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
OUTSIDE = (
    "outside-folder",
    "the link leads out of the project, or nowhere",
    "copy what it leads to into the project",
)
RESERVED = {
    "articles": ("claims", "side-by-side"),
    "pages": (*INDEXES, "stories", "theme", "pagefind", "404", "index"),
}


def _good_id(name: str, path: str, problems: list[Problem]) -> bool:
    if not ID.match(name) or len(name) > LONGEST_ID:
        hint = f'letters a-z, digits and single hyphens, at most {LONGEST_ID} characters: try "{proposal(name)}"'
        problems.append(_problem(path, "bad-id", f'"{name}" cannot be an id', hint))
        return False
    where = "pages" if path.startswith(f"{PAGES}/") else "articles"
    if path.endswith(".md") and name in RESERVED[where]:
        hint = "the site has a page of its own at this address: give the file another name"
        problems.append(_problem(path, "reserved-id", f'"{name}" is taken', hint))
        return False
    return True


def proposal(name: str) -> str:
    """The id nearest to a name: "Le Monde (web)" -> "le-monde-web"; "untitled" where nothing is left."""
    ascii_only = normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_ID].strip("-") or "untitled"


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    shown = path.encode("utf-8", "backslashreplace").decode()  # a name that is not UTF-8 can only be shown
    return Problem(origin=Origin(path=shown), code=code, message=message, hint=hint)
