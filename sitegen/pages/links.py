"""Where the relative links and pictures of a body lead, and which files of its folder they publish."""

from collections.abc import Callable
from posixpath import basename, normpath
from urllib.parse import quote, unquote

from sitegen.model.story import PlainPage, Story
from sitegen.model.terms import INDEXES, publishable
from sitegen.model.text import Anchor, Body, Picture
from sitegen.pages import urls


def body_links(story: Story, body: Body, page_url: str) -> dict[str, str]:
    """For each relative target in a story's body that leads somewhere: the URL as the page at `page_url` writes it."""
    return _links(body, page_url, lambda path: _in_story(story, path))


def page_links(body: Body, page_url: str, stories: frozenset[str], pages: tuple[PlainPage, ...]) -> dict[str, str]:
    """The same for a plain page: links to other pages and to stories, as paths of the content folder."""
    known = {f"{page.id}.md": urls.plain_url(page.id) for page in pages}
    known |= {f"../stories/{story}/story.md": urls.story_url(story) for story in stories}
    known |= {f"../stories/{story}": urls.story_url(story) for story in stories}
    known |= {f"../{name}": f"{name}/" for name in INDEXES}
    return _links(body, page_url, lambda path: known.get(path, ""))


def published_assets(story: Story, bodies: tuple[Body, ...]) -> tuple[str, ...]:
    """The files of the story's folder that something published shows or links to; no other leaves the machine."""
    wanted = {normpath(unquote(href.partition("#")[0])) for body in bodies for href in targets(body)}
    return tuple(name for name in story.assets if name in wanted and publishable(name))


def targets(body: Body) -> tuple[str, ...]:
    """Every relative link and picture source of a body, as it was written."""
    found = [
        piece.href if isinstance(piece, Anchor) else piece.src
        for block in body.blocks
        for piece in block.pieces
        if isinstance(piece, (Anchor, Picture))
    ]
    return tuple(dict.fromkeys(each for each in found if each and ":" not in each and not each.startswith(("#", "/"))))


def _links(body: Body, page_url: str, url_of: Callable[[str], str]) -> dict[str, str]:
    """`url_of` gives the URL of a path of the content folder, or ""."""
    root = urls.root_of(page_url)
    links = {}
    for href in targets(body):
        path, mark, fragment = href.partition("#")
        if found := url_of(normpath(unquote(path))):
            links[href] = root + found + mark + fragment
    return links


def _in_story(story: Story, name: str) -> str:
    if name in story.assets:
        return urls.story_url(story.id) + quote(name) if publishable(name) else ""
    if name == "story.md":
        return urls.story_url(story.id)
    stem = basename(name).removesuffix(".md")
    if name == f"{stem}.md" and any(article.id == stem for article in story.articles):
        return urls.article_url(story.id, stem)
    return ""
