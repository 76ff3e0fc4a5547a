"""Copies from the files to the pages: the section of the story, the page for two articles, and what they may show."""

import re
from pathlib import Path

from lxml import html
from projects import article, built, sitegen, written

OWN = (
    "The harbour bridge was closed on Friday, and the town put up signs at both of its ends. Trams now turn at the old "
    "market, where a bus takes people over the upper bridge. The water board expects the river to fall from Sunday on. "
    "Until then nobody may walk along the quay, and the ferry stays at its pier. Shops in the lower town have put sand "
    "before their doors, and the school stays closed until Tuesday, as the council says that it must be dried first."
)
SAID = "“Nobody in this town has seen the river so high since the year of the great flood,” she said."
QUOTE = "has seen the river so high"
CLAIMS = f"claims: [{{claim: high, text: The river is high, quote: {QUOTE}, by: The mayor}}]"
FOLDER = "content/stories/flood"
BESIDE = "stories/flood/side-by-side/agency--courier/index.html"


def project(folder: Path, *, rights: str = "full", courier: str = ", rights: full") -> Path:
    """An agency's text, that of a courier who has it too, and one of a gazette with the same quotation."""

    def told(outlet: str, day: int, body: str, more: str = f", rights: {rights}") -> str:
        return article(outlet.title(), outlet, f"published: 2031-05-0{day}{more}", CLAIMS, body)

    return written(
        folder,
        {
            f"{FOLDER}/agency.md": told("agency", 1, f"{OWN}\n\n{SAID}"),
            f"{FOLDER}/courier.md": told("courier", 2, f"{SAID}\n\n{OWN.replace('Trams', 'Buses')}", courier),
            f"{FOLDER}/gazette.md": told("gazette", 3, f"Quite another text.\n\n{SAID}"),
        },
    )


def words(page: bytes, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in html.fromstring(page.decode()).xpath(path)]


def test_the_story_lists_rewrites_then_verbatim_passages_then_shared_quotations(tmp_path: Path) -> None:
    page = built(project(tmp_path)).files["stories/flood/index.html"]
    section = "//section[@id='passages']"
    assert words(page, f"{section}//h3") == ["Likely rewrites", "Verbatim passages", "Shared quotations"]
    labels = words(page, f"{section}//li/p[@class='voice-label']")
    assert labels == [
        "agency, courier found by comparison",
        "69 words in agency, courier side by side",
        "18 words in agency, courier side by side",
        "19 words in agency, courier, gazette side by side",
    ]
    assert words(page, f"{section}//blockquote")[-1].startswith("Nobody in this town")
    links = html.fromstring(page.decode()).xpath(f"{section}//a/@href")
    assert "gazette/#gazette-high-1" in [each.removeprefix("../../stories/flood/") for each in links]


def test_two_articles_stand_side_by_side_and_each_number_leads_to_its_twin(tmp_path: Path) -> None:
    site = built(project(tmp_path)).files
    assert [path for path in site if "side-by-side/" in path] == [BESIDE]
    page = html.fromstring(site[BESIDE].decode())
    marks = {each.get("id"): each for each in page.xpath("//mark[@id]")}
    links = page.xpath("//a[@class='noteref']")
    assert {each.get("href") for each in links} == {f"#{name}" for name in marks}
    for name, mark in marks.items():
        side, _, number = name.partition("-")
        twin = marks[f"{'b' if side == 'a' else 'a'}-{number}"]
        assert mark.text_content() == twin.text_content()
        assert mark.get("class") == twin.get("class")
    for name in ("agency", "courier"):
        assert b"side-by-side/agency--courier/" in site[f"stories/flood/{name}/index.html"]
    assert b"side-by-side" not in site["stories/flood/gazette/index.html"]


def test_of_quotations_only_the_page_shows_no_more_than_they_allow(tmp_path: Path) -> None:
    site = built(project(tmp_path, rights="quotes-only", courier="")).files
    assert not [path for path, data in site.items() if b"lower town" in data or b"great flood" in data]
    section = words(site["stories/flood/index.html"], "//section[@id='passages']")[0]
    assert "The words are not shown here" in section and QUOTE in section
    beside = words(site[BESIDE], "//main")[0]
    assert QUOTE in beside and "may be shown on neither side" in beside


def test_a_number_whose_twin_may_not_be_shown_leads_nowhere(tmp_path: Path) -> None:
    page = html.fromstring(built(project(tmp_path, rights="quotes-only")).files[BESIDE].decode())
    ids = set(page.xpath("//mark/@id"))
    assert {each.removeprefix("#") for each in page.xpath("//a[@class='noteref']/@href")} <= ids
    assert len([each for each in ids if each.startswith("b-")]) > len([each for each in ids if each.startswith("a-")])
    assert "not shown in agency" in page.text_content()


def test_the_warning_stays_until_it_is_declared_however_often_it_is_built(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for _ in range(2):
        did = built(project(tmp_path), place=home)
        assert [each.code for each in did.problems] == ["undeclared-rewrite"]
    assert "courier.md:1:1: warning: much of it stands in" in sitegen("check", project=tmp_path).stderr
    did = built(project(tmp_path, courier=", rights: full, derivation: copy, origin: agency"), place=home)
    assert not did.problems
    page = did.files["stories/flood/index.html"]
    assert re.search(r"courier: copy of agency", page.decode())
    assert not re.search(r"found by comparison", page.decode())


def test_an_outlet_that_repeats_itself_is_not_said_to_be_found_out(tmp_path: Path) -> None:
    files = {f"{FOLDER}/{name}.md": article(source="rights: full", body=OWN) for name in ("first", "second")}
    did = built(written(tmp_path, files))
    assert not did.problems
    (label,) = words(did.files["stories/flood/index.html"], "//section[@id='passages']//ul//p[@class='voice-label']")
    assert label == "herald, herald the same outlet"


def test_a_story_that_shares_nothing_has_no_such_section(tmp_path: Path) -> None:
    site = built(
        written(tmp_path, {f"{FOLDER}/a.md": article(body="One text."), f"{FOLDER}/b.md": article(body="Two.")})
    ).files
    assert b'id="passages"' not in site["stories/flood/index.html"]
    assert not [path for path in site if "side-by-side/" in path]
