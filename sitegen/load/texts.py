"""The files of one story as texts."""

from collections.abc import Callable
from typing import NamedTuple

from sitegen.load.files import StoryFolder, Text, text_of
from sitegen.load.scan import Scan
from sitegen.memory import digest
from sitegen.model.problem import Problem
from sitegen.model.terms import publishable


class StoryTexts(NamedTuple):
    """(path, text) of story.md, or ("", ""), and of each article that could be read. `unread` says what could not.
    `history` is (path, text) of history.yml, or ("", "").

    `digest` changes with all that a story can be made from: what was read, not what lies there by now.
    """

    id: str
    path: str
    story: tuple[str, str]
    articles: tuple[tuple[str, str], ...]
    assets: tuple[str, ...]
    unread: tuple[Problem, ...]
    digest: str
    history: tuple[str, str] = ("", "")


def story_texts(scan: Scan, folder: StoryFolder) -> StoryTexts:
    """Read the files of a story."""
    unread: tuple[Problem, ...] = ()
    articles = []
    for path in folder.articles:
        text = text_of(scan, path)
        unread += text.problems
        if not text.problems:
            articles.append((path, text.text))
    own, history = (text_of(scan, path) if path else Text("", "") for path in (folder.story, folder.history))
    return StoryTexts(
        id=folder.id,
        path=folder.path,
        story=(folder.story, own.text),
        articles=tuple(articles),
        assets=folder.assets,
        unread=unread + own.problems + history.problems,
        digest=story_digest(folder, scan.digest),
        history=(folder.history, history.text),
    )


def story_digest(folder: StoryFolder, digest_of: Callable[[str], str]) -> str:
    """Changes with every name in a story's folder and with every byte that can matter to its pages."""
    shown = (f"{folder.path}/{name}" for name in folder.assets if publishable(name))
    own = tuple(path for path in (folder.story, folder.history) if path)
    paths = (*own, *folder.articles, *shown)
    return digest(folder.path, repr(folder.assets), *(part for path in paths for part in (path, digest_of(path))))
