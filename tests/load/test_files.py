"""The content folder as a list of files: what is content, what is not, and what must not be read."""

from pathlib import Path

import pytest
from load.toys import codes

from sitegen.load.files import ContentFolder, StoryFolder, content_folder, linkable, proposal, story_folder, text_of
from sitegen.load.scan import Scan
from sitegen.memory import digest_of
from sitegen.model.problem import Problem


def project(folder: Path, *names: str) -> Path:
    """A project with empty files under content/."""
    for name in names:
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")
    return folder


def content(folder: Path) -> tuple[ContentFolder, tuple[StoryFolder, ...], tuple[Problem, ...]]:
    """All that there is to read, and what is wrong with it."""
    scan = Scan(folder)
    files, problems = content_folder(scan)
    stories = [story_folder(scan, story) for story in files.stories]
    return files, tuple(story for story, _ in stories), (*problems, *(each for _, more in stories for each in more))


def found(folder: Path) -> list[str]:
    """Every article, page and settings file, without `content/`."""
    files, stories, _ = content(folder)
    paths = [files.site, files.outlets, files.people, *files.pages]
    paths += [path for story in stories for path in (story.story, *story.articles)]
    return [path.removeprefix("content/") for path in paths if path]


def wrong(folder: Path) -> list[tuple[str, str]]:
    *_, problems = content(folder)
    return [(each.origin.path.removeprefix("content/"), each.code) for each in problems]


def test_files_are_found_by_their_names_in_a_fixed_order(tmp_path: Path) -> None:
    names = [
        "site.yaml",
        "outlets.yml",
        "people.yml",
        "pages/about.md",
        "stories/b-2/story.md",
        "stories/b-2/reuters.md",
        "stories/a/nyt.md",
    ]
    project(tmp_path, *names, "stories/b-2/map.png", "stories/b-2/notes.txt")
    assert found(tmp_path) == [
        "site.yaml",
        "outlets.yml",
        "people.yml",
        "pages/about.md",
        "stories/a/nyt.md",
        "stories/b-2/story.md",
        "stories/b-2/reuters.md",
    ]
    assert [each.assets for each in content(tmp_path)[1]] == [(), ("map.png", "notes.txt")]
    assert wrong(tmp_path) == []


def test_a_project_without_content_is_empty(tmp_path: Path) -> None:
    assert found(tmp_path) == [] and wrong(tmp_path) == []


def test_two_files_for_one_thing_are_an_error(tmp_path: Path) -> None:
    project(tmp_path, "site.yml", "site.yaml")
    assert found(tmp_path) == ["site.yml"]
    assert wrong(tmp_path) == [("site.yaml", "two-files")]


@pytest.mark.parametrize(
    "name",
    [".hidden.md", "_old.md", "a.md~", "#a.md#", ".a.md.swp", "a.swp", "a.md.bak", "a.ORIG", "a.tmp", ".#a.md"],
)
def test_what_editors_leave_behind_is_not_content(tmp_path: Path, name: str) -> None:
    project(tmp_path, f"stories/flood/{name}", f"pages/{name}", f"stories/{name}")
    files, (story,), problems = content(tmp_path)
    assert story.articles == story.assets == files.pages == problems == ()


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Le Monde.md", "le-monde"),
        ("a--b.md", "a-b"),
        ("-a.md", "a"),
        ("a_b.md", "a-b"),
        ("é.md", "e"),
        ("外.md", "untitled"),
        (f"{'x' * 81}.md", "x" * 80),
    ],
)
def test_a_file_whose_name_is_no_id_is_an_error_with_a_proposal(tmp_path: Path, name: str, id_: str) -> None:
    project(tmp_path, f"stories/flood/{name}")
    _, (story,), problems = content(tmp_path)
    assert story.articles == ()
    assert codes(problems) == ["bad-id"]
    assert problems[0].hint.endswith(f'try "{id_}"')


def test_an_id_may_have_eighty_characters(tmp_path: Path) -> None:
    project(tmp_path, f"stories/{'a' * 80}/{'b' * 80}.md")
    assert wrong(tmp_path) == []


def test_a_folder_whose_name_is_no_id_is_no_story(tmp_path: Path) -> None:
    project(tmp_path, "stories/The Flood/herald.md")
    assert found(tmp_path) == []
    assert wrong(tmp_path) == [("stories/The Flood", "bad-id")]


@pytest.mark.parametrize(
    "name",
    ["stories/flood/claims.md"]
    + [f"pages/{name}.md" for name in "stories claims outlets people search data theme pagefind 404 index".split()],
)
def test_names_that_the_site_needs_itself_are_taken(tmp_path: Path, name: str) -> None:
    project(tmp_path, name, "stories/flood/data.md", "pages/method.md")
    assert wrong(tmp_path) == [(name, "reserved-id")]
    assert found(tmp_path) == ["pages/method.md", "stories/flood/data.md"]


def test_a_story_may_be_called_pages(tmp_path: Path) -> None:
    project(tmp_path, "stories/pages/data.md", "stories/pages/claims.md")
    assert found(tmp_path) == ["stories/pages/data.md"]
    assert wrong(tmp_path) == [("stories/pages/claims.md", "reserved-id")]


def test_an_article_outside_of_a_story_is_an_error(tmp_path: Path) -> None:
    project(tmp_path, "stories/herald.md", "stories/readme.txt")
    assert wrong(tmp_path) == [("stories/herald.md", "misplaced-file")]


def test_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    home = project(tmp_path / "home", "stories/flood/herald.md", "pages/about.md")
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "secrets").mkdir()
    (home / "content/stories/flood/reuters.md").symlink_to(tmp_path / "secret.md")
    (home / "content/stories/flood/map.png").symlink_to("../../../../secret.md")
    (home / "content/stories/secrets").symlink_to(tmp_path / "secrets")
    (home / "content/pages/secret.md").symlink_to(tmp_path / "secret.md")
    assert found(home) == ["pages/about.md", "stories/flood/herald.md"]
    assert sorted(wrong(home)) == [
        ("pages/secret.md", "outside-folder"),
        ("stories/flood/map.png", "outside-folder"),
        ("stories/flood/reuters.md", "outside-folder"),
        ("stories/secrets", "outside-folder"),
    ]


def test_a_link_within_the_project_is_followed(tmp_path: Path) -> None:
    project(tmp_path, "stories/flood/herald.md")
    (tmp_path / "content/stories/flood/other.md").symlink_to("herald.md")
    assert found(tmp_path) == ["stories/flood/herald.md", "stories/flood/other.md"]


@pytest.mark.parametrize("name", ["site.yml", "outlets.yml", "people.yml", "stories", "pages"])
def test_no_link_of_the_content_folder_itself_leads_out(tmp_path: Path, name: str) -> None:
    home = project(tmp_path / "home", "x.txt")
    outside = tmp_path / name
    if name.endswith(".yml"):
        outside.write_text("", encoding="utf-8")
    else:
        (outside / "flood").mkdir(parents=True)
        (outside / "about.md").write_text("", encoding="utf-8")
    (home / "content" / name).symlink_to(outside)
    assert [code for _, code in wrong(home)] == ["outside-folder"]


def test_a_link_that_leads_to_itself_is_an_error_and_no_crash(tmp_path: Path) -> None:
    project(tmp_path, "stories/flood/herald.md")
    (tmp_path / "content/stories/flood/reuters.md").symlink_to("reuters.md")
    assert wrong(tmp_path)


def test_a_text_has_plain_line_ends_and_no_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("\ufeffone\r\ntwo\rthree\n".encode())
    text = text_of(Scan(tmp_path), "a.md")
    assert (text.text, text.problems) == ("one\ntwo\nthree\n", ())


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"one\ntwo \xe9t\xe9\n", 2, 5, "0xe9"),
        ("Zoë — 漢\nné ".encode() + b"\xff", 2, 4, "0xff"),
        (b"\x80", 1, 1, "0x80"),
    ],
)
def test_what_is_not_utf8_is_an_error_with_line_and_column(
    tmp_path: Path, data: bytes, line: int, column: int, byte: str
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    text, _, (problem,) = text_of(Scan(tmp_path), "a.md")
    assert (text, problem.code, problem.message) == ("", "not-utf8", f"the file is not UTF-8: byte {byte}")
    assert (problem.origin.path, problem.origin.line, problem.origin.column) == ("a.md", line, column)


def test_the_digest_is_that_of_the_bytes_that_were_read(tmp_path: Path) -> None:
    data = "\ufeffone\r\n".encode()
    (tmp_path / "a.md").write_bytes(data)
    (tmp_path / "b.md").write_bytes(b"\xff")
    assert text_of(Scan(tmp_path), "a.md").digest == digest_of(data)
    assert text_of(Scan(tmp_path), "b.md").digest == digest_of(b"\xff")


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("gone.md")
    assert codes(text_of(Scan(tmp_path), "a.md").problems) == ["unreadable-file"]


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    with (tmp_path / "a.md").open("wb") as file:
        file.truncate(8_000_001)
    assert codes(text_of(Scan(tmp_path), "a.md").problems) == ["file-too-large"]


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Le Monde (web)", "le-monde-web"), ("Ça – là!", "ca-la"), ("外交部", "untitled"), ("--", "untitled")],
)
def test_the_nearest_id_to_a_name_is_proposed(name: str, id_: str) -> None:
    assert proposal(name) == id_


def test_a_plain_page_may_link_to_pages_stories_and_indexes(tmp_path: Path) -> None:
    project(tmp_path, "pages/about.md", "stories/flood/story.md")
    known = linkable(content(tmp_path)[0])
    assert known == {"about.md", "../stories/flood/story.md", "../stories/flood", "../claims", "../outlets",
                     "../people", "../search", "../data"}  # fmt: skip


def test_the_history_of_a_story_is_no_file_to_publish(tmp_path: Path) -> None:
    folder = project(tmp_path, "stories/flood/history.yaml", "stories/flood/herald.md", "stories/flood/map.png")
    _, (story,), problems = content(folder)
    assert (story.history, story.assets, problems) == ("content/stories/flood/history.yaml", ("map.png",), ())


def test_of_two_histories_only_one_is_read(tmp_path: Path) -> None:
    folder = project(tmp_path, "stories/flood/history.yaml", "stories/flood/history.yml")
    _, (story,), _ = content(folder)
    assert story.history == "content/stories/flood/history.yml"
    assert wrong(folder) == [("stories/flood/history.yaml", "two-files")]


def test_a_file_cannot_take_the_place_of_a_feed(tmp_path: Path) -> None:
    folder = project(tmp_path, "stories/flood/feed.json", "stories/flood/feed.md")
    assert wrong(folder) == [("stories/flood/feed.json", "reserved-id")]
