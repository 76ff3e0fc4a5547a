"""Home, the indexes, the pages of outlets and people: whole as long as they are short, divided when they are long."""

import json
import re
from pathlib import Path

import pytest
from markup import broken_links, faults
from projects import article, files_under, sitegen, written

from sitegen.pages import directories, periods, site_map

DAYS = {"flood": "2031-05-12", "fire": "2031-05-13", "storm": "2031-04-01", "theft": "2030-12-31", "rumour": ""}


def story(name: str, claims: int = 2) -> str:
    """The only article of a story: an outlet of its own, the agency that all rest on, and the mayor of all."""
    mentions = "".join(
        f"- {{claim: c{n}, text: Claim {n} of the {name}, by: The mayor, quote: The bridge is closed, via: agency}}\n"
        for n in range(claims)
    )
    return article(
        outlet=f"{name}-post",
        source=f"published: {DAYS[name]}" if DAYS[name] else "",
        more=f"claims:\n{mentions}",
    )


PERIOD = re.compile(r"/(\d{4}-\d\d(-\d\d)?|undated|letter/[^/]+)/index.html$")
FIVE = {f"content/stories/{name}/one.md": story(name) for name in DAYS}


def site(project: Path) -> dict[str, str]:
    """The pages of the site, and its claims table, by path."""
    assert sitegen("build", "--no-search", "--jobs", "1", project=project).exit_code == 0
    files = files_under(project / "site").items()
    return {path: data.decode() for path, data in files if path.endswith(("html", "claims.json"))}


def titles(page: str) -> list[str]:
    """What the stories, articles or claims are called that a page lists."""
    return [each.strip() for each in re.findall(r'(?:<h3[^>]*>|"claim-text")[^>]*>([^<]+)</a>', page)]


def links(page: str, part: str) -> list[str]:
    return re.findall(rf'href="([^"]*/{part}[^"]*)"', page)


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are long as soon as they have three items, and months and indexes crowded."""
    monkeypatch.setattr(site_map, "WHOLE", dict.fromkeys(site_map.WHOLE, 2))
    monkeypatch.setattr(site_map, "FRONT", 2)
    monkeypatch.setattr(periods, "MOST", 2)
    monkeypatch.setattr(directories, "LONGEST", 2)
    monkeypatch.setattr(directories, "MOST_NAMED", 2)


def test_short_lists_are_whole(tmp_path: Path) -> None:
    pages = site(written(tmp_path, FIVE))
    assert not [path for path in pages if PERIOD.search(path)]
    assert titles(pages["index.html"]) == ["Fire", "Flood", "Storm", "Theft", "Rumour"]
    assert len(titles(pages["claims/index.html"])) == 10
    assert not any("all by month" in page for page in pages.values())


@pytest.mark.usefixtures("divided")
def test_every_page_of_a_divided_site_is_sound_and_leads_somewhere(tmp_path: Path) -> None:
    project = written(tmp_path, FIVE)
    pages = {path: page.encode() for path, page in site(project).items() if path.endswith("html")}
    assert len([path for path in pages if PERIOD.search(path)]) > 20
    assert {path: found for path, page in pages.items() if (found := faults(page))} == {}
    assert broken_links(files_under(project / "site")) == []


@pytest.mark.usefixtures("divided")
def test_a_long_home_has_the_newest_stories_and_leads_to_the_months_of_all(tmp_path: Path) -> None:
    home = site(written(tmp_path, FIVE))["index.html"]
    assert titles(home) == ["Fire", "Flood"]
    assert "The newest 2 of 5 stories" in home
    months = ["2031-04", "2031-05", "2030-12", "undated"]
    assert links(home, "archive/") == [f"./archive/{month}/" for month in months]


@pytest.mark.usefixtures("divided")
def test_a_page_of_the_archive_says_when_and_leads_up(tmp_path: Path) -> None:
    pages = site(written(tmp_path, FIVE))
    storm = pages["archive/2031-04/index.html"]
    assert titles(storm) == ["Storm"]
    assert "<title>Stories, April 2031 – Stories</title>" in storm
    assert '<a href="../../#months">Stories</a>' in storm
    assert "2031-05" not in storm
    assert titles(pages["archive/undated/index.html"]) == ["Rumour"]


@pytest.mark.usefixtures("divided")
def test_the_page_of_a_month_stays_as_it_is_when_another_month_grows(tmp_path: Path) -> None:
    project = written(tmp_path, {path: text for path, text in FIVE.items() if "fire" not in path})
    before = site(project)
    after = site(written(project, {"content/stories/fire/one.md": story("fire", claims=5)}))
    own = re.compile(
        r"(archive|claims|outlets/agency|people/the-mayor)/(?!2031-05).*\d/index.html|.*undated/index.html"
    )
    kept = {path: page for path, page in before.items() if own.fullmatch(path)}
    assert len(kept) == 12
    assert kept == {path: after[path] for path in kept}


@pytest.mark.usefixtures("divided")
def test_the_claims_of_a_crowded_month_are_divided_by_day_without_filters(tmp_path: Path) -> None:
    pages = site(written(tmp_path, FIVE))
    month, day = pages["claims/2031-05/index.html"], pages["claims/2031-05-12/index.html"]
    assert titles(month) == []
    assert links(month, r"claims/2031-05-\d") == ["../../claims/2031-05-12/", "../../claims/2031-05-13/"]
    assert titles(day) == ["Claim 0 of the flood", "Claim 1 of the flood"]
    assert 'rel="next" href="../../claims/2031-05-13/"' in day
    assert 'rel="prev"' not in day
    for page in (month, day):
        assert "<form" not in page.partition("<main")[2]
        assert "claims.js" not in page
        assert '<a href="../../claims/">index of all claims</a>' in page


@pytest.mark.usefixtures("divided")
def test_the_index_of_claims_has_the_newest_and_the_months_and_counts_all(tmp_path: Path) -> None:
    page = site(written(tmp_path, FIVE))["claims/index.html"]
    assert titles(page) == ["Claim 0 of the fire", "Claim 1 of the fire"]
    assert "The newest 2 of 10 claims" in page
    assert "single source (10)" in page
    assert links(page, r"claims/2031-0\d/") == ["../claims/2031-04/", "../claims/2031-05/"]


@pytest.mark.usefixtures("divided")
@pytest.mark.parametrize(
    ("base", "name", "newest", "fact"),
    [
        ("outlets/agency/", "agency", "The newest 2 of 5 articles", "agency.example"),
        ("people/the-mayor/", "The mayor", "The newest 2 of 10 passages", "Head of the council"),
    ],
)
def test_an_outlet_or_a_person_has_a_front_with_facts_and_pages_without(
    base: str, name: str, newest: str, fact: str, tmp_path: Path
) -> None:
    facts = {
        "content/outlets.yml": "agency: {name: agency, url: https://agency.example/}\n"
        + "".join(f"{each}-post: {{name: {each} post}}\n" for each in DAYS),
        "content/people.yml": "the-mayor: {name: The mayor, role: Head of the council}\n",
    }
    pages = site(written(tmp_path, FIVE | facts))
    front, month = pages[f"{base}index.html"], pages[f"{base}2030-12/index.html"]
    assert newest in front
    assert fact in front
    assert fact not in month
    assert f"<title>{name}, December 2030 – Stories</title>" in month
    assert f'<a href="../../../{base}#months">{name}</a>' in month
    assert "theft" in month
    assert "fire" not in month


@pytest.mark.usefixtures("divided")
def test_a_long_index_has_those_named_most_often_and_a_page_for_each_letter(tmp_path: Path) -> None:
    more = article(outlet="élan", more="claims: [{claim: c, text: A claim, by: [7 villagers, Żan, жители]}]")
    pages = site(written(tmp_path, {**FIVE, "content/stories/flood/two.md": more}))
    front = pages["people/index.html"]
    assert "The 2 that are named most often, of 4" in front
    names = re.compile(r'"directory-name"><a[^>]*>([^<]+)<')
    assert names.findall(front) == ["The mayor", "7 villagers"]
    letters = {path: names.findall(page) for path, page in pages.items() if path.startswith("people/letter/")}
    assert letters == {
        "people/letter/0-9/index.html": ["7 villagers"],
        "people/letter/t/index.html": ["The mayor"],
        "people/letter/u0416/index.html": ["жители"],
        "people/letter/z/index.html": ["Żan"],
    }
    assert "<title>People, Z – Stories</title>" in pages["people/letter/z/index.html"]
    assert names.findall(pages["outlets/letter/e/index.html"]) == ["élan"]


@pytest.mark.usefixtures("divided")
def test_the_page_of_a_letter_does_not_change_with_the_length_of_another(tmp_path: Path) -> None:
    project = written(tmp_path, FIVE)
    before = site(project)["outlets/letter/f/index.html"]
    more = article(outlet="theatre", more="claims: [{claim: c, text: A claim}]")
    after = site(written(project, {"content/stories/flood/two.md": more}))
    assert "theatre" in after["outlets/letter/t/index.html"]
    assert after["outlets/letter/f/index.html"] == before


def test_without_a_story_there_are_empty_indexes(tmp_path: Path) -> None:
    pages = site(written(tmp_path, {"content/site.yml": "title: Empty\n"}))
    assert [path for path in pages if path.startswith("claims/")] == ["claims/claims.json", "claims/index.html"]
    assert "There are no claims yet." in pages["claims/index.html"]


def test_the_table_holds_every_claim_with_what_it_can_be_filtered_by(tmp_path: Path) -> None:
    table = json.loads(site(written(tmp_path, FIVE))["claims/claims.json"])
    assert [(title, url) for title, url, _ in table["stories"]][:2] == [
        ("Fire", "stories/fire/"),
        ("Flood", "stories/flood/"),
    ]
    name, text, kind, status, word, articles, chains, outlets, speakers = table["stories"][0][2][0]
    assert (name, text, word, articles, chains) == ("c0", "Claim 0 of the fire", "single source", 1, 1)
    assert ["event", "event"] in table["kinds"]
    assert kind == "event"
    assert table["statuses"][status] == ["single-source", "single source"]
    assert (outlets, speakers) == ([["fire-post", "fire-post"]], [["the-mayor", "The mayor"]])
