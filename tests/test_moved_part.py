"""What stands at addresses that the site had, and what a build says when one of them would be lost."""

from pathlib import Path
from shutil import rmtree

from projects import SMALL, article, built, sitegen, written

SITE = {**SMALL, "content/site.yml": "title: Desk\nbase_url: https://desk.example.org/news/\n"}
STORY, CLAIM = "stories/flood/", "stories/flood/claims/bridge-closed/"


def redirects(*lines: str) -> dict[str, str]:
    return {"content/redirects.yml": "".join(f"{line}\n" for line in lines)}


def addresses(*lines: str) -> dict[str, str]:
    return {"content/addresses.txt": "".join(f"{line}\n" for line in lines)}


def test_an_old_address_leads_on_without_a_script(tmp_path: Path) -> None:
    page = built(written(tmp_path, {**SITE, **redirects(f"stories/rain/: {STORY}")})).files["stories/rain/index.html"]
    for part in (
        '<meta http-equiv="refresh" content="0; url=../../stories/flood/">',
        '<link rel="canonical" href="https://desk.example.org/news/stories/flood/">',
        '<meta name="robots" content="noindex">',
        '<a href="../../stories/flood/">stories/flood/</a>',
        'data-former="rain" data-present="flood"',
    ):
        assert part in page.decode()


def test_a_redirect_of_a_story_holds_for_all_that_lay_below_it(tmp_path: Path) -> None:
    recorded = addresses("stories/rain/herald/", "stories/rain/claims/closed/")
    moved = redirects(f"stories/rain/: {STORY}", f"stories/rain/claims/closed/: {CLAIM}")
    site = built(written(tmp_path, {**SITE, **moved, **recorded}))
    assert sorted(path for path in site.files if path.startswith("stories/rain/")) == [
        "stories/rain/claims/bridge-closed/card/index.html",
        "stories/rain/claims/bridge-closed/index.html",
        "stories/rain/claims/closed/card/index.html",
        "stories/rain/claims/closed/index.html",
        "stories/rain/herald/index.html",
        "stories/rain/index.html",
    ]
    told = site.files["_redirects"].decode()
    assert f"/news/stories/rain/claims/closed/ /news/{CLAIM} 301\n" in told
    assert f"/news/stories/rain/feed.xml /news/{STORY}feed.xml 301\n" in told
    assert site.problems == ()


def test_a_story_and_a_claim_in_it_that_were_renamed_one_after_the_other_lead_on_from_all_their_names(
    tmp_path: Path,
) -> None:
    moved = redirects(
        "stories/mist/: stories/rain/", f"stories/rain/: {STORY}", f"{STORY}claims/closed/: {STORY}claims/shut/",
        f"{STORY}claims/shut/: {CLAIM}",
    )  # fmt: skip
    site = built(written(tmp_path, {**SITE, **moved}))
    assert site.problems == ()
    for story in ("mist", "rain", "flood"):
        for claim in ("closed", "shut", "bridge-closed"):
            page = site.files[f"stories/{story}/claims/{claim}/index.html"].decode()
            assert f"{CLAIM}" in page


def test_former_pages_of_a_story_that_is_there_outlets_and_plain_pages_lead_on(tmp_path: Path) -> None:
    moved = redirects(f"{STORY}claims/open/: {CLAIM}", "outlets/courier/: outlets/herald/", f"news/: {STORY}")
    site = built(written(tmp_path, {**SITE, **moved}))
    assert {f"{STORY}claims/open/index.html", "outlets/courier/index.html", "news/index.html"} <= site.files.keys()
    assert site.problems == ()


def test_pages_that_lead_on_are_in_no_list_and_no_search(tmp_path: Path) -> None:
    moved = redirects("outlets/courier/: outlets/herald/", "people/the-major/: people/the-mayor/")
    with_it = built(written(tmp_path / "one", {**SITE, **moved}))
    without = built(written(tmp_path / "two", SITE))
    former = {"outlets/courier/index.html", "people/the-major/index.html", "_redirects"}
    assert with_it.files.keys() - without.files.keys() == former
    assert {path: data for path, data in with_it.files.items() if path not in former} == without.files
    assert with_it.records == without.records


def test_what_is_built_upon_an_earlier_build_is_what_a_clean_build_makes(tmp_path: Path) -> None:
    project, place = tmp_path / "desk", tmp_path / "place"
    storm = {path.replace("/flood/", "/storm/"): text for path, text in SMALL.items()}
    reopened = {path: text.replace("bridge-closed", "bridge-open") for path, text in SMALL.items()}
    for step in (
        SMALL,
        {**SMALL, **redirects(f"{STORY}claims/open/: {CLAIM}")},
        {**SMALL, **redirects(f"{STORY}claims/open/: {CLAIM}", f"stories/rain/: {STORY}")},
        {**reopened, **redirects(f"{CLAIM}: {STORY}claims/bridge-open/")},
        {**SMALL, **redirects(f"{STORY}claims/bridge-open/: {CLAIM}")},
        {**storm, **redirects(f"{STORY}: stories/storm/")},
        {**SMALL, **redirects(f"stories/storm/: {STORY}")},
        SMALL,
    ):
        rmtree(project / "content", ignore_errors=True)
        warm, clean = built(written(project, step), place=place), built(project)
        assert (warm.files, warm.problems) == (clean.files, ())


def test_an_address_that_would_be_lost_stops_the_build_until_it_leads_on(tmp_path: Path) -> None:
    project = written(tmp_path, SITE)
    assert sitegen("build", "--no-search", project=project).exit_code == 0
    assert sitegen("record", project=project).stdout.splitlines()[-1] == "content/addresses.txt: 5 new addresses"
    assert sitegen("record", project=project).stdout == "nothing to record\n"
    assert (project / "content/addresses.txt").read_text().split("\n")[2:] == [
        "outlets/herald/", "people/the-mayor/", STORY, CLAIM, f"{STORY}herald/", "",
    ]  # fmt: skip
    (project / "content/stories/flood").rename(project / "content/stories/storm")
    for command in ("build", "check"):
        run = sitegen(command, project=project)
        assert run.exit_code == 1
        assert f"content/addresses.txt:5:1: error: {STORY} was published" in run.stderr
    written(project, redirects(f"{STORY}: stories/storm/"))
    assert sitegen("build", "--no-search", project=project).exit_code == 0
    assert sitegen("check", project=project).exit_code == 0


def test_what_a_mistake_leaves_out_is_not_missed_besides(tmp_path: Path) -> None:
    broken = article(more="claims: [{claim: nowhere}]")
    site = built(written(tmp_path, {**SITE, **addresses(CLAIM, "people/the-mayor/"), next(iter(SMALL)): broken}))
    assert [each.code for each in site.problems] == ["unknown-claim"]


def test_a_story_that_becomes_a_draft_is_missed_and_a_draft_is_never_recorded(tmp_path: Path) -> None:
    own = {"content/stories/flood/story.md": "---\ntitle: Flood\ndraft: true\n---\n"}
    project = written(tmp_path, {**SITE, **own})
    assert sitegen("record", project=project).stdout == "nothing to record\n"
    written(project, addresses(STORY))
    run = sitegen("build", "--no-search", project=project)
    assert (run.exit_code, "[lost-address]" in run.stderr) == (1, True)
    assert sitegen("build", "--no-search", "--drafts", project=project).exit_code == 0


def test_the_file_of_addresses_is_looked_at_when_it_alone_changes(tmp_path: Path) -> None:
    project, place = written(tmp_path / "desk", {**SITE, **addresses(STORY)}), tmp_path / "place"
    assert built(project, place=place).problems == ()
    written(project, addresses(STORY, "stories/rain/"))
    assert [each.code for each in built(project, place=place).problems] == ["lost-address"]
