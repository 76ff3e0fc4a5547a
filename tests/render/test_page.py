"""Addresses on a page are as short as they can be."""

from pathlib import Path

from lxml import html
from projects import SMALL, built, written


def hrefs(page: bytes) -> list[str]:
    return [str(each) for each in html.document_fromstring(page.decode()).xpath("//a/@href")]


def test_a_link_into_the_folder_of_its_page_begins_there(tmp_path: Path) -> None:
    files = built(written(tmp_path, SMALL)).files
    story = hrefs(files["stories/flood/index.html"])
    assert "claims/bridge-closed/" in story
    assert "#claim-bridge-closed" in story
    assert not [each for each in story if each.startswith("../../stories/")]


def test_a_link_to_the_page_itself_leaves_out_what_the_reader_has_chosen(tmp_path: Path) -> None:
    page = hrefs(built(written(tmp_path, SMALL)).files["claims/index.html"])
    assert "./" in page
    assert "" not in page
