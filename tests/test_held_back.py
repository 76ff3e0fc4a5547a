"""What must not be published is in no byte of the output: drafts, what is under an embargo, and what rights withhold.

A word of its own stands in every place that must stay on the machine. All files of the output are searched for all of
them, whatever kinds of files there are; and a word that is published must be found in each kind, so that a kind that
cannot be read is noticed.
"""

import gzip
import sqlite3
import time
import zipfile
from io import BytesIO
from pathlib import Path
from shutil import rmtree

import pytest
from every_byte import found
from projects import files_under, sitegen, written

from sitegen.live import Live
from sitegen.order import Surroundings

BEFORE, AFTER = "2031-03-18T11:59:00Z", "2031-03-18T12:00:00Z"
EMBARGO = "embargo: 2031-03-18T06:00-06:00"
OPEN = {"wardbridge": "the published story", "lomberton": "a published person", "merrowgate": "a quotation"}
CONTENTLESS = set("css js svg wasm pagefind pf_meta png txt xsl sitegen-manifest".split())  # no words of stories


def held(mark: str, hidden: str) -> dict[str, str]:
    """A story and an article of another one that are held back by a line of YAML; all of their words begin alike."""
    return {
        f"content/stories/{hidden}-story/story.md": f"""---
title: {hidden}title
{mark}
summary: {hidden}summary
question: {hidden}question
claims:
  {hidden}-claim: {{text: {hidden}text, conflicts_with: [{hidden}-other]}}
  {hidden}-other: {{text: {hidden}rival, conflicts_with: [{hidden}-claim]}}
timeline: [{{when: 2031-03-01, what: {hidden}event}}]
---
{hidden}note ![{hidden}alt]({hidden}.png)
""",
        f"content/stories/{hidden}-story/{hidden}-inside.md": f"""---
title: {hidden}headline
source: {{outlet: {hidden}-paper, rights: full, url: "https://{hidden}.example.org/"}}
claims: [{{claim: {hidden}-claim, by: {hidden}-person, quote: {hidden}quote, note: {hidden}remark}}]
---
They said {hidden}quote and {hidden}words.
""",
        f"content/stories/{hidden}-story/{hidden}.png": f"PNG {hidden}asset",
        f"content/stories/wardbridge/{hidden}-article.md": f"""---
title: {hidden}paper
{mark}
source: {{outlet: {hidden}-paper, rights: full, derivation: copy, origin: [{hidden}-wire], published: 2031-02-27,
  byline: {hidden}author, url: "https://{hidden}.example.org/two"}}
claims:
  - {{claim: {hidden}-only, text: {hidden}sentence, by: [{hidden}-person, {hidden}-person-two], quote: {hidden}said,
      value: {hidden}value}}
  - {{claim: shut, by: {hidden}-person, note: {hidden}notice}}
changes: [{{from: herald, kind: word, before: {hidden}before, after: {hidden}said}}]
---
They {hidden}said. ![]({hidden}-two.png)
""",
        f"content/stories/wardbridge/{hidden}-two.png": f"PNG {hidden}second",
    }


SECRETS = {
    "krandraft": "of a draft",
    "vexembar": "under an embargo",
    "quolbody": "of a body of which only quotations may be shown",
    "zimbexcerpt": "of a paragraph that is not annotated",
    "plorskip": "a line to skip",
    "druncomment": "a comment",
    "swelasset": "a file that no page shows",
    "wexpage": "a draft of a plain page",
}
FILES = {
    "content/site.yml": "title: Desk  # druncomment\nbase_url: https://desk.example.org/\n",
    "content/outlets.yml": """# druncomment
herald: {name: The Herald}
courier: {name: The Courier}
krandraft-paper: {name: krandraft Post, owner: krandraft Group}
vexembar-paper: {name: vexembar Post, owner: vexembar Group}
krandraft-wire: {name: krandraft Wire}
vexembar-wire: {name: vexembar Wire}
""",
    "content/people.yml": """lomberton: {name: Lomberton}
krandraft-person: {name: krandraft Person}
vexembar-person: {name: vexembar Person}
krandraft-person-two: {name: krandraft Source}
vexembar-person-two: {name: vexembar Source}
""",
    "content/pages/about.md": "---\ntitle: About  # druncomment\n---\nOn [us](../stories/wardbridge/story.md), "
    "[one](../stories/krandraft-story/story.md) and [another](../stories/vexembar-story/story.md).\n",
    "content/pages/wexpage.md": "---\ntitle: wexpage\ndraft: true\n---\nwexpage\n",
    "content/stories/wardbridge/story.md": """---
title: The Wardbridge story
date: 2031-03-01
claims:
  shut: {text: Wardbridge is shut, same_as: [krandraft-story/krandraft-claim, vexembar-story/vexembar-claim]}
timeline: [{when: 2031-03-01, what: It was shut, from: [herald, krandraft-article, vexembar-article]}]
---
Our note ends here, [as they](krandraft-article.md) [did](vexembar-article.md). <!-- druncomment -->
""".replace(" <!-- druncomment -->", ""),
    "content/stories/wardbridge/herald.md": """---
title: Wardbridge shut
source: {outlet: herald, rights: quotes-only, url: "https://herald.example.org/"}
skip: [plorskip here]
claims: [{claim: shut, by: lomberton, quote: merrowgate is closed}]  # druncomment
---
There was a long beginning of a long sentence that went quolbody on and on and on, and on again,
before merrowgate is closed was said, and it then went on for a long while, as such
sentences do, until it ended in quolbody again.

quolbody

plorskip here
""",
    "content/stories/wardbridge/courier.md": """---
title: Wardbridge, still shut
source: {outlet: courier, rights: excerpt, url: "https://courier.example.org/"}
claims: [{claim: shut, quote: nobody crosses it}]
---
They say nobody crosses it.

zimbexcerpt
""",
    "content/stories/wardbridge/swelasset.png": "PNG swelasset",
    "content/stories/wardbridge/notes.txt": "swelasset",
    **held("draft: true", "krandraft"),
    **held(EMBARGO, "vexembar"),
}


def output(project: Path, now: str = BEFORE, *options: str) -> dict[str, bytes]:
    """All files of the site as of then, with its search index."""
    run = sitegen("build", "--now", now, *options, project=project)
    assert run.exit_code == 0, run.stderr
    return files_under(project / "site")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return output(written(tmp_path_factory.mktemp("desk"), FILES))


def test_what_is_held_back_is_in_no_byte_of_the_output(site: dict[str, bytes]) -> None:
    assert found(site, SECRETS) == []


def test_every_kind_of_file_with_words_of_stories_can_be_read(site: dict[str, bytes]) -> None:
    kinds: dict[str, dict[str, bytes]] = {}
    for number, (path, data) in enumerate(site.items()):  # what stands in a path proves nothing of the file
        kinds.setdefault(path.rpartition("/")[2].rpartition(".")[2], {})[str(number)] = data
    read = {kind for kind, files in kinds.items() if found(files, OPEN)}
    assert {"html", "json", "csv", "pf_fragment", "pf_index"} <= read
    assert sorted(kinds.keys() - CONTENTLESS - read) == []


def test_what_is_published_of_the_same_places_is_there(site: dict[str, bytes]) -> None:
    words = ("wardbridge", "lomberton", "merrowgate is closed", "nobody crosses it", "herald")
    page = {"": site["stories/wardbridge/index.html"]}
    assert [word for word in words if not found(page, {word: ""})] == []


def test_drafts_are_shown_to_who_asks_for_them_and_an_embargo_holds_nevertheless(tmp_path: Path) -> None:
    files = output(written(tmp_path, FILES), BEFORE, "--drafts", "--no-search")
    held_back = {word: what for word, what in SECRETS.items() if word not in ("krandraft", "wexpage")}
    assert found(files, held_back) == []
    assert found(files, {"krandraft": ""})


def test_an_embargo_ends_without_an_edit_and_can_be_set_again(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    before = output(project, BEFORE)
    after = output(project, AFTER)
    assert {"stories/vexembar-story/index.html", "stories/wardbridge/vexembar-article/index.html"} <= after.keys()
    assert found(after, {word: what for word, what in SECRETS.items() if word != "vexembar"}) == []
    again = output(project, BEFORE, "--verify")
    assert found(again, SECRETS) == []
    assert again.keys() == before.keys()


def test_what_was_published_and_becomes_a_draft_leaves_nothing_behind(tmp_path: Path) -> None:
    public = {path: text.replace("draft: true\n", "") for path, text in FILES.items()}
    project = written(tmp_path, public)
    assert found(output(project), {"krandraft": ""})
    written(project, FILES)
    assert found(output(project), SECRETS) == []
    stories = {path: text for path, text in FILES.items() if path.startswith("content/stories/")}
    written(project, {path: text.replace("draft: true", EMBARGO) for path, text in stories.items()})
    assert found(output(project), SECRETS) == []


def test_the_preview_shows_it_all_and_leaves_the_published_folder_alone(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    output(project)
    live = Live(project, Surroundings(time.perf_counter, now=lambda: BEFORE))
    shown = live.state(None).files
    live.save()
    banner = "Embargoed until 18 March 2031, 06:00 UTC−06:00."
    for page in ("stories/vexembar-story/", "stories/vexembar-story/claims/vexembar-claim/",
                 "stories/wardbridge/vexembar-article/"):  # fmt: skip
        assert banner in shown[f"{page}index.html"].decode()
    assert "Embargoed" not in shown["stories/wardbridge/index.html"].decode()
    assert found(files_under(project / "site"), SECRETS) == []
    assert found(output(project), SECRETS) == []


def test_a_build_says_how_many_stories_wait_and_until_when(tmp_path: Path) -> None:
    project = written(tmp_path, FILES)
    for _ in range(2):  # also one that finds nothing changed
        run = sitegen("build", "--no-search", "--now", BEFORE, project=project)
        assert run.stdout.splitlines()[1:] == [
            "2 stories wait for the end of an embargo, the first on 2031-03-18 at 12:00 UTC"
        ]
    assert "wait" not in sitegen("build", "--no-search", "--now", AFTER, project=project).stdout


def test_a_build_with_nothing_changed_notices_that_an_embargo_has_ended(tmp_path: Path) -> None:
    from projects import built

    project, place = written(tmp_path / "desk", FILES), tmp_path / "place"
    for now, is_there in ((BEFORE, False), (AFTER, True), (AFTER, True), (BEFORE, False)):
        site = built(project, place=place, now=now)
        assert ("stories/vexembar-story/index.html" in site.files) == is_there
        clean = built(project, now=now)
        assert (site.files, site.problems, site.records) == (clean.files, clean.problems, clean.records)
    rmtree(place)


def test_a_word_is_found_however_it_is_packed() -> None:
    archive, base = BytesIO(), sqlite3.connect(":memory:")
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("inner.gz", gzip.compress(b"hush"))
    base.execute("CREATE TABLE t (a TEXT)")
    base.execute("INSERT INTO t VALUES ('hush')")
    base.commit()
    files = {
        "a.html": b"h&#117;sh",
        "b.json": b'["\\u0068ush"]',
        "c.gz": gzip.compress(b"hush"),
        "d.zip": archive.getvalue(),
        "e.db": base.serialize(),
        "f.txt": b"%68ush",
        "hush/g": b"",
        "h": b"Hush",
    }
    assert found(files, {"hush": "a secret"}) == [f"{path}: hush, a secret" for path in files]


@pytest.mark.parametrize("moment", ["2031-03-18", "2031-03-18T06:00", "tomorrow"])
def test_a_moment_to_build_as_of_needs_a_time_and_an_offset(moment: str, tmp_path: Path) -> None:
    run = sitegen("build", "--now", moment, project=written(tmp_path, FILES))
    assert run.exit_code == 2
    assert "Error: --now" in run.stderr
