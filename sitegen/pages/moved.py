"""Pages at addresses that have moved: each leads on to where its page is now."""

from collections.abc import Iterable, Iterator

from sitegen.model.page import File, Page
from sitegen.model.redirects import kind_of
from sitegen.model.views import MovedView
from sitegen.pages import urls
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
    """The same for servers that redirect by themselves, before a page is read."""
    root = urls.site_path(base_url)
    lines = "".join(f"{root}{old} {root}{new} 301\n" for old, new in moves)
    return File(path=REDIRECTS, data=lines.encode())


def _page(old: str, new: str, chrome: Chrome) -> Page:
    former, present = (address.rstrip("/").removesuffix("/card").rpartition("/")[2] for address in (old, new))
    return Page(
        path=urls.path_of(old),
        template=MOVED,
        root=urls.root_of(old),
        frame=frame(
            chrome, new, chrome.tongue.text("This page has moved")
        ),  # the page at the new address is the canonical one
        view=MovedView(url=new, former=former, present=present),
    )
