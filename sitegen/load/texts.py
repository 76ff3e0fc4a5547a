"""The files of one story as texts."""

from pathlib import Path
from typing import NamedTuple

from sitegen.load.files import StoryFolder, text_of
from sitegen.model.problem import Problem


class StoryTexts(NamedTuple):
    """(path, text) of story.md, or ("", ""), and of each article that could be read. `unread` says what could not."""

    id: str
    path: str
    story: tuple[str, str]
    articles: tuple[tuple[str, str], ...]
    assets: tuple[str, ...]
    unread: tuple[Problem, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything that a story can be made from, for a key."""
        texts = (part for pair in (self.story, *self.articles) for part in pair)
        return (self.path, *texts, *self.assets, repr(self.unread))


def story_texts(project: Path, folder: StoryFolder) -> StoryTexts:
    """Read the files of a story."""
    unread: tuple[Problem, ...] = ()
    articles = []
    for path in folder.articles:
        text, problems = text_of(project, path)
        unread += problems
        if not problems:
            articles.append((path, text))
    own, problems = text_of(project, folder.story) if folder.story else ("", ())
    return StoryTexts(folder.id, folder.path, (folder.story, own), tuple(articles), folder.assets, unread + problems)
