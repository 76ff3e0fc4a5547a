"""MkDocs: a theme of one template, no plugins, no navigation but the home page; `--dirty` where it may be."""

from pathlib import Path
from posixpath import relpath

from bundles import Bundle
from pages import Page, pages

from peers.files import body_with_lists, write_pages, write_setup
from peers.peer import Command, Peer, from_pypi


def write(bundle: Bundle, folder: Path) -> None:
    write_setup(folder, "mkdocs")
    write_pages(pages(bundle), folder, source, text)


def source(page: Page) -> str:
    return f"docs/{page.url}index.md" if page.kind == "story" else f"docs/{page.url.rstrip('/')}.md"


def text(page: Page) -> str:
    """With links to files, as MkDocs has them."""
    here = source(page).removeprefix("docs/").rpartition("/")[0]
    body = body_with_lists(page, lambda entry: relpath(f"{entry.url.rstrip('/')}.md", here))
    return f"---\ntitle: '{page.title}'\n---\n\n# {page.title}\n\n{body}"


def _mkdocs(tools: Path) -> str:
    return str(tools / "bin" / "mkdocs")


def build(tools: Path) -> Command:
    return [_mkdocs(tools), "build", "--quiet"]


def again(tools: Path) -> Command:
    return [*build(tools), "--dirty"]


def preview(tools: Path, port: int) -> Command:
    return [_mkdocs(tools), "serve", "--quiet", "--dirty", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]


MKDOCS = Peer(
    name="mkdocs",
    install=from_pypi("mkdocs>=1.6"),
    write=write,
    source=source,
    output="site",
    leftovers=("site",),
    build=build,
    again=again,
    preview=preview,
    version=lambda tools: [_mkdocs(tools), "--version"],
)
