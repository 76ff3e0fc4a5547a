"""An event says that it is time to look again; none is missed, and reading is none."""

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from sitegen.serve import watch as watching
from sitegen.serve.watch import Watch


class Looks:
    """Counts how often a watch says that it is time."""

    def __init__(self, project: Path, *further: Path) -> None:
        self.said: list[str] = []
        self.times: list[float] = []
        self.watch = Watch(project, further)
        self.watch.start(self.said.append)
        self.thread = threading.Thread(target=self._count)
        self.thread.start()

    def _count(self) -> None:
        while self.watch.next():
            self.watch.heard()
            self.times.append(time.monotonic())

    def after(self, act, seconds: float = 3.0, quiet: float = 0.5) -> int:
        """How many looks `act` brings about, until it has been quiet for a while."""
        before = len(self.times)
        act()
        until = time.monotonic() + seconds
        while len(self.times) == before and time.monotonic() < until:
            time.sleep(0.01)
        while self.times and time.monotonic() - self.times[-1] < quiet:
            time.sleep(0.01)
        return len(self.times) - before

    def close(self) -> None:
        self.watch.close()
        self.thread.join(timeout=3)
        assert not self.thread.is_alive()


@pytest.fixture
def looks(project: Path):
    found = Looks(project)
    yield found
    found.close()


def test_a_saved_file_is_one_look(looks, project) -> None:
    assert looks.after(lambda: (project / "content/flood.md").write_text("new")) == 1


def test_a_file_that_is_saved_by_renaming_is_one_look(looks, project) -> None:
    def save() -> None:
        (project / "content/.flood.md.tmp").write_text("new")
        (project / "content/.flood.md.tmp").replace(project / "content/flood.md")

    assert looks.after(save) == 1


def test_a_save_as_vim_does_it_is_one_look(looks, project) -> None:
    file = project / "content/flood.md"

    def save() -> None:
        (project / "content/4913").write_text("")
        (project / "content/4913").unlink()
        file.rename(project / "content/flood.md~")
        file.write_text("new")
        (project / "content/flood.md~").unlink()

    assert looks.after(save) == 1


def test_reading_is_no_look(looks, project) -> None:
    def read() -> None:
        for path in project.rglob("*.md"):
            path.read_text()
        list(os.walk(project))

    assert looks.after(read, seconds=0.5) == 0


@pytest.mark.parametrize(
    "name",
    ["content/.flood.md.swp", "content/.git/index", "content/flood.md~", "content/#flood.md#", "site/index.html"],
)
def test_what_tools_leave_is_no_look(looks, project, name) -> None:
    def write() -> None:
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x")

    assert looks.after(write, seconds=0.5) == 0


def test_the_projects_own_outputs_are_no_look(looks, project) -> None:
    def build() -> None:
        for folder in ("site/stories", ".sitegen/pages"):
            (project / folder).mkdir(parents=True)
            (project / folder / "index.html").write_text("x")

    assert looks.after(build, seconds=0.5) == 0


def test_a_story_in_a_new_folder_is_heard(looks, project) -> None:
    def make() -> None:
        (project / "content/stories/site").mkdir(parents=True)
        (project / "content/stories/site/a.md").write_text("x")

    assert looks.after(make) >= 1
    assert looks.after(lambda: (project / "content/stories/site/a.md").write_text("y")) == 1


def test_a_content_folder_that_is_deleted_and_made_anew_is_heard_again(looks, project) -> None:
    content = project / "content"
    assert looks.after(lambda: shutil.rmtree(content)) >= 1

    def make() -> None:
        content.mkdir()
        (content / "flood.md").write_text("x")

    assert looks.after(make) >= 1
    for number in range(3):
        assert looks.after(lambda number=number: (content / "flood.md").write_text(str(number))) == 1


def test_a_content_folder_that_is_replaced_in_one_go_is_heard_again(looks, project) -> None:
    content = project / "content"

    def replace() -> None:
        shutil.rmtree(content)
        content.mkdir()
        (content / "flood.md").write_text("x")

    assert looks.after(replace) >= 1
    assert looks.after(lambda: (content / "flood.md").write_text("again")) == 1


def test_a_content_folder_that_is_moved_away_and_back_is_heard_again(looks, project) -> None:
    content, other = project / "content", project / "elsewhere"
    assert looks.after(lambda: content.rename(other)) >= 1
    assert looks.after(lambda: (other / "flood.md").write_text("not ours"), seconds=0.5) == 0
    assert looks.after(lambda: other.rename(content)) >= 1
    assert looks.after(lambda: (content / "flood.md").write_text("again")) == 1


def test_a_theme_that_is_made_later_is_heard(project) -> None:
    shutil.rmtree(project / "themes")
    looks = Looks(project)
    try:
        assert looks.after(lambda: (project / "themes/mine").mkdir(parents=True)) >= 1
        assert looks.after(lambda: (project / "themes/mine/style.css").write_text("x")) == 1
    finally:
        looks.close()


def test_a_further_folder_is_heard(project, tmp_path_factory) -> None:
    theme = tmp_path_factory.mktemp("theme")
    looks = Looks(project, theme)
    try:
        assert looks.after(lambda: (theme / "style.css").write_text("x")) == 1
    finally:
        looks.close()


def test_a_content_folder_that_is_a_link_is_heard(project, tmp_path_factory) -> None:
    real = tmp_path_factory.mktemp("real") / "content"
    (project / "content").rename(real)
    (project / "content").symlink_to(real)
    looks = Looks(project)
    try:
        assert looks.after(lambda: (project / "content/flood.md").write_text("x")) == 1
    finally:
        looks.close()


def test_a_burst_of_500_files_is_a_few_looks(looks, project) -> None:
    def burst() -> None:
        for number in range(500):
            (project / f"content/{number}.md").write_text("x" * 500)

    assert 1 <= looks.after(burst) <= 4  # two, where nothing else keeps the machine busy


def test_a_checkout_of_500_files_is_a_few_looks(project) -> None:
    def git(*command: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *command],
            cwd=project,
            check=True,
            capture_output=True,
        )

    git("init", "-b", "one")
    for branch in ("one", "two"):
        for number in range(500):
            file = project / f"content/stories/s{number // 10}/{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(branch * 300)
        git("add", "-A")
        git("commit", "-m", branch)
        git("checkout", "-B", "two")
    looks = Looks(project)
    try:
        found = looks.after(lambda: git("checkout", "one"), quiet=1.5)
        assert 1 <= found <= 8  # two, a late one after a burst; more on a busy machine
    finally:
        looks.close()


def test_a_long_stream_of_changes_is_not_put_off_for_ever(looks, project) -> None:
    def stream() -> None:
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            (project / "content/flood.md").write_text(str(until))
            time.sleep(0.001)

    assert 3 <= looks.after(stream) <= 9  # one for every 0.2 s


def test_a_single_saved_file_is_looked_at_sooner_than_several_or_a_half_written_one(project, monkeypatch) -> None:
    monkeypatch.setattr(watching, "QUIET", 0.4)
    monkeypatch.setattr(watching, "LONGEST", 0.6)
    looks = Looks(project)
    file, other = project / "content/flood.md", project / "content/aid.md"

    def seconds_after(act) -> float:
        began = time.monotonic()
        looks.after(act, quiet=0.8)
        return looks.times[-1] - began

    try:
        seconds_after(lambda: file.write_text("x"))  # the first look is at everything
        assert seconds_after(lambda: file.write_text("y")) < 0.4
        assert seconds_after(lambda: [each.write_text("z") for each in (file, other)]) >= 0.4
        with file.open("w") as half:
            assert seconds_after(lambda: (half.write("y"), half.flush())) >= 0.4
    finally:
        looks.close()


def test_the_last_change_is_always_followed_by_a_look(looks, project) -> None:
    for number in range(40):
        (project / "content/flood.md").write_text(str(number))
        last = time.monotonic()
        time.sleep(0.013 * (number % 5))
    looks.after(lambda: None, seconds=0.5)
    assert looks.times[-1] > last


def test_the_probe_leaves_nothing_behind_and_nothing_in_content(looks, project) -> None:
    assert not (project / ".sitegen").exists()
    assert looks.said == []


def test_where_events_do_not_arrive_the_folders_are_compared_instead(project, monkeypatch) -> None:
    """A deaf observer, as on a network drive: it starts and never says a word."""
    from watchdog.observers.api import BaseObserver, EventEmitter

    monkeypatch.setattr(watching, "Observer", lambda: BaseObserver(EventEmitter))
    monkeypatch.setattr(watching, "PROBE", 0.1)
    looks = Looks(project)
    try:
        assert len(looks.said) == 1
        assert "compared every second" in looks.said[0]
        assert looks.after(lambda: (project / "content/flood.md").write_text("longer than before")) == 1
        shutil.rmtree(project / "content")
        (project / "content").mkdir()
        assert looks.after(lambda: (project / "content/a.md").write_text("x")) >= 1
        looks.after(lambda: None, seconds=2.5)
        assert looks.after(lambda: (project / "content/a.md").write_text("y, and longer")) == 1
    finally:
        looks.close()
