"""What the peers' folders have in common: their setup from `setups/`, and pages as Markdown."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from pages import Entry, Page

Text = Callable[[Page], str]

SETUPS = Path(__file__).resolve().parents[1] / "setups"


def write_setup(folder: Path, *names: str) -> None:
    """Later setups add to earlier ones, or replace files of theirs."""
    for name in names:
        shutil.copytree(SETUPS / name, folder, dirs_exist_ok=True)


def write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_pages(pages: Iterable[Page], folder: Path, source: Text, text: Text) -> None:
    for page in pages:
        write_text(folder / source(page), text(page))


def body_with_lists(page: Page, link: Callable[[Entry], str]) -> str:
    """The body, for peers whose pages cannot carry lists in the front matter: a Markdown list for each."""
    parts = [f"{page.lead}\n", page.body]
    for heading, entries in page.lists:
        parts.append(f"## {heading}\n\n" + "".join(f"- [{each.text}]({link(each)}) {each.note}\n" for each in entries))
    return "\n".join(part for part in parts if part)
