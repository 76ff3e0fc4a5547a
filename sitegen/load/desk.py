"""What all stories share: the settings, who is who, and the plain pages."""

from dataclasses import replace
from pathlib import Path

from sitegen.load.files import ContentFolder, linkable, text_of
from sitegen.load.register import Register
from sitegen.load.settings import plain_page, register, settings
from sitegen.memory import digest
from sitegen.model.noun import noun
from sitegen.model.problem import Problem
from sitegen.model.site import Settings
from sitegen.model.story import PlainPage

Problems = tuple[Problem, ...]


@noun
class Desk:
    """`pages` stand in the order of the menu. `key` changes with all in here that can matter to a story."""

    settings: Settings
    register: Register
    pages: tuple[PlainPage, ...]
    key: str


def desk(project: Path, folder: ContentFolder, *, base_url: str | None, drafts: bool) -> tuple[Desk, Problems]:
    """Read what is not a story. `base_url` replaces that of site.yml; None leaves it."""
    texts: dict[str, str] = {"": ""}
    problems: list[Problem] = []
    for path in (folder.site, folder.outlets, folder.people, *folder.pages):
        if path:
            texts[path], found = text_of(project, path)
            problems += found
    own, found = settings(folder.site, texts[folder.site]) if folder.site else (Settings(), ())
    problems += found
    if base_url is not None:
        own = replace(own, base_url=base_url if not base_url or base_url.endswith("/") else base_url + "/")
    people = (folder.people, texts[folder.people])
    who, found = register((folder.outlets, texts[folder.outlets]), people)
    problems += found
    pages = []
    for path in folder.pages:
        page, found = plain_page(path, texts[path], linkable(folder))
        problems += found
        if page and (drafts or not page.draft):
            pages.append(page)
    pages.sort(key=lambda page: (page.order, page.id))
    menu = [(page.id, page.title) for page in pages]
    key = digest(repr(own), texts[folder.outlets], texts[folder.people], repr(menu))
    return Desk(settings=own, register=who, pages=tuple(pages), key=key), tuple(problems)
