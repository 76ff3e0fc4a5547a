"""Small whole sites and all that they give, in a form to be read: `make golden` writes it anew, `git diff` shows it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from shutil import rmtree

import pytest
from page_text import pages_text
from projects import built

from sitegen import site_part, story_part
from sitegen.model.page import Page, Record
from sitegen.problems import as_text
from sitegen.render.page import rendered
from sitegen.render.static import static_files
from sitegen.render.theme import Theme, theme

SITES = Path(__file__).parent / "sites"
CASES = sorted(path.name for path in SITES.iterdir() if path.is_dir())
HTML = {"every-field": ("stories/bridge/index.html", "stories/bridge/halyard/index.html")}


@pytest.mark.parametrize("case", CASES)
def test_a_site_is_what_it_was(case: str, golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SITES / case / "golden"
    given = dict(output(case, monkeypatch))
    if golden:
        rmtree(folder, ignore_errors=True)
        for name, data in given.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    expected = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sorted(given) == sorted(expected)
    for name in sorted(given):
        assert given[name].decode() == expected[name].decode(), f"{name} differs"


def output(case: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, bytes]]:
    """What a case gives: problems, the list of files, tables, annotations, search records, and pages as text."""
    pages: list[Page] = []

    def recorded(page: Page, theme: Theme) -> bytes:
        pages.append(page)
        return rendered(page, theme)

    for part in (story_part, site_part):
        monkeypatch.setattr(part, "rendered", recorded)
    site = built(SITES / case)
    yield "problems.txt", as_text(site.problems).encode()
    yield "files.txt", "".join(f"{name}\n" for name in own(site.files)).encode()
    yield "pages.txt", pages_text(pages).encode()
    yield "records.json", records_text(site.records).encode()
    for name, data in site.files.items():
        if name.endswith((".csv", ".json")) or name in HTML.get(case, ()):
            yield f"site/{name}", data


def own(files: Mapping[str, bytes]) -> list[str]:
    """The files of the site without those of the built-in theme, which are the same in all cases."""
    built_in = {file.path: file.data for file in static_files(theme(Path("nowhere")))}
    return sorted(name for name, data in files.items() if built_in.get(name) != data)


def records_text(records: tuple[Record, ...]) -> str:
    return json.dumps([asdict(record) for record in records], ensure_ascii=False, indent=1) + "\n"
