"""What all stories share: the settings, who is who, and the plain pages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sitegen.load.addresses import Recorded, redirects
from sitegen.load.files import ContentFolder, content_folder, linkable, text_of
from sitegen.load.register import Register
from sitegen.load.scan import Scan
from sitegen.load.settings import plain_page, register, settings
from sitegen.memory import digest
from sitegen.model.noun import noun
from sitegen.model.problem import Problem
from sitegen.model.redirects import Redirect
from sitegen.model.site import Settings
from sitegen.model.story import PlainPage

Problems = tuple[Problem, ...]
Registered = tuple[Register, Problems]
Recall = Callable[[str, str, Callable[[], Registered]], Registered]  # name, key, how it is made


@noun
class Desk:
    """`pages` stand in the order of the menu, `redirects` as they were written."""

    settings: Settings
    register: Register
    pages: tuple[PlainPage, ...]
    redirects: tuple[Redirect, ...] = ()
    recorded: Recorded = Recorded()


def desk(
    scan: Scan, folder: ContentFolder, *, base_url: str | None, drafts: bool, recall: Recall | None = None
) -> tuple[Desk, Problems]:
    """Read what is not a story. `base_url` replaces that of site.yml; None leaves it.

    `recall` may know the register from an earlier time: to read thousands of entries takes longer than to read a story.
    """
    texts: dict[str, str] = {"": ""}
    digests: dict[str, str] = {"": ""}
    problems: list[Problem] = []
    for path in (folder.site, folder.outlets, folder.people, folder.redirects, folder.addresses, *folder.pages):
        if path:
            texts[path], digests[path], found = text_of(scan, path)
            problems += found
    own, found = settings(folder.site, texts[folder.site]) if folder.site else (Settings(), ())
    problems += found
    if base_url is not None:
        own = replace(own, base_url=base_url if not base_url or base_url.endswith("/") else base_url + "/")
    key = digest(*(part for path in (folder.outlets, folder.people) for part in (path, digests[path])))

    def make() -> Registered:
        who, found = register((folder.outlets, texts[folder.outlets]), (folder.people, texts[folder.people]))
        return replace(who, key=key), found

    who, found = recall("register", key, make) if recall else make()
    problems += found
    pages = []
    for path in folder.pages:
        page, found = plain_page(path, texts[path], linkable(folder))
        problems += found
        if page and (drafts or not page.draft):
            pages.append(page)
    pages.sort(key=lambda page: (page.order, page.id))
    moved, found = redirects(folder.redirects, texts[folder.redirects]) if folder.redirects else ((), ())
    problems += found
    recorded = Recorded(path=folder.addresses, lines=tuple(texts[folder.addresses].split("\n")))
    shared = Desk(settings=own, register=who, pages=tuple(pages), redirects=moved, recorded=recorded)
    return shared, tuple(problems)


def base_url_of(project: Path) -> str:
    """`base_url` of site.yml with a slash at its end, "" without one. What is wrong there a build tells."""
    scan = Scan(project)
    folder, _ = content_folder(scan)
    return settings(folder.site, text_of(scan, folder.site)[0])[0].base_url if folder.site else ""
