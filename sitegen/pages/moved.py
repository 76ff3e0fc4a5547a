"""Pages at addresses that have moved: each leads on to where its page is now."""

from collections.abc import Iterable, Iterator

from sitegen.model.page import File, Page
from sitegen.model.redirects import kind_of
from sitegen.model.views import MovedView
from sitegen.pages import urls
from sitegen.pages.feeds import ATOM, JSON
from sitegen.pages.frame import Chrome, frame

MOVED = "moved.html"
REDIRECTS = "_redirects"  # as Netlify and Cloudflare Pages read it; others have the pages


def moved_pages(moves: Iterable[tuple[str, str]], chrome: Chrome) -> Iterator[Page]:
    """The pages that lead from each old address to its new one; also those of the cards of claims."""
    for old, new in moves:
        yield _page(old, new, chrome)
        if kind_of(old) == kind_of(new) == "claim":
            yield _page(f"{old}card/", f"{new}card/", chrome)


def redirects_file(moves: Iterable[tuple[str, str]], base_url: str) -> File:
    """The same for servers that redirect by themselves, before a page is read; and for feeds, for which none stands."""
    root = urls.site_path(base_url)
    every = (each for old, new in moves for each in _files(old, new))
    return File(path=REDIRECTS, data="".join(f"{root}{old} {root}{new} 301\n" for old, new in every).encode())


def _files(old: str, new: str) -> Iterator[tuple[str, str]]:
    yield old, new
    if kind_of(old) == kind_of(new) and kind_of(old) in ("story", "outlet"):
        for ending in (ATOM, JSON):
            yield old + urls.FEED + ending, new + urls.FEED + ending


def _page(old: str, new: str, chrome: Chrome) -> Page:
    former, present = (address.rstrip("/").removesuffix("/card").rpartition("/")[2] for address in (old, new))
    return Page(
        path=urls.path_of(old),
        template=MOVED,
        root=urls.root_of(old),
        frame=frame(chrome, new, chrome.tongue.text("This page has moved")),  # which is the canonical one
        view=MovedView(url=new, former=former, present=present),
    )
