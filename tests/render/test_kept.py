"""What is kept of templates from one run to the next saves time, and never shows."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import ROOT, written

from sitegen.model.page import Page
from sitegen.model.views import Frame, Link, PlainView
from sitegen.render import kept
from sitegen.render import page as door
from sitegen.render.page import rendered
from sitegen.render.theme import theme

FRAME = Frame(
    site="The site", tagline="", language="en", title="A", url="about/", canonical="", description="",
    lang="en", direction="ltr", pages=(), publisher=Link(text=""), contact=Link(text=""), stylesheet=False,
)  # fmt: skip
PAGE = Page(path="about/index.html", template="plain.html", root="../", frame=FRAME, view=PlainView(title="A", html=""))
QUICK = "{{ view.title }}"
SLOW = "{% include 'part.html' %}"  # is left to Jinja


def project(folder: Path, plain: str, part: str = "part") -> Path:
    return written(folder, {"themes/night/templates/plain.html": plain, "themes/night/templates/part.html": part})


def fresh(folder: Path, cache: Path) -> str:
    """A page as a new process makes it."""
    door._quick.cache_clear()
    return rendered(PAGE, theme(folder, "night", cache)).decode()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were translated anew."""
    names: list[str] = []
    translated = door._translated

    def noted(theme: object, template: str) -> object:
        names.append(template)
        return translated(theme, template)  # type: ignore[arg-type]

    monkeypatch.setattr(door, "_translated", noted)
    return names


@pytest.mark.parametrize(("plain", "shown"), [(QUICK, "A\n"), (SLOW, "part\n")])
def test_a_template_is_translated_once_for_all_runs(plain: str, shown: str, made: list[str], tmp_path: Path) -> None:
    folder, cache = project(tmp_path / "desk", plain), tmp_path / "cache" / "templates"
    assert [fresh(folder, cache) for _ in range(3)] == [shown] * 3
    assert made == ["plain.html"]


def test_nothing_is_kept_without_a_folder_for_it(made: list[str], tmp_path: Path) -> None:
    folder = project(tmp_path, QUICK)
    for _ in range(2):
        door._quick.cache_clear()
        rendered(PAGE, theme(folder, "night"))
    assert made == ["plain.html"] * 2


@pytest.mark.parametrize("part", ["other", "{{ view.title }}"])
def test_what_a_template_names_belongs_to_it(part: str, tmp_path: Path) -> None:
    extends = "{% extends 'part.html' %}"
    cache = tmp_path / "cache"
    assert fresh(project(tmp_path, extends, "one"), cache) == "one\n"
    assert fresh(project(tmp_path, extends, part), cache) == part.replace("{{ view.title }}", "A") + "\n"


def test_a_template_that_changes_while_a_site_is_made_is_not_kept_for_what_it_was(tmp_path: Path) -> None:
    folder, cache = project(tmp_path / "desk", QUICK), tmp_path / "cache"
    look = theme(folder, "night", cache)
    project(folder, "{{ view.title }}, changed")
    rendered(PAGE, look)
    assert fresh(project(folder, QUICK), cache) == "A\n"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut short": lambda data: data[:-1],
    "emptied": lambda data: b"",
    "one bit another": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "longer": lambda data: data + b"\0",
    "something else": lambda data: b"PK\3\4" * 40,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize(("plain", "shown"), [(QUICK, "A\n"), (SLOW, "part\n")])
def test_what_is_damaged_is_made_anew(
    plain: str, shown: str, damage: Callable[[bytes], bytes], made: list[str], tmp_path: Path
) -> None:
    folder, cache = project(tmp_path / "desk", plain), tmp_path / "cache"
    fresh(folder, cache)
    for path in cache.iterdir():
        path.write_bytes(damage(path.read_bytes()))
    assert [fresh(folder, cache) for _ in range(2)] == [shown] * 2
    assert made == ["plain.html"] * 2


def test_what_was_kept_for_another_template_is_not_taken(made: list[str], tmp_path: Path) -> None:
    folder, cache, other = project(tmp_path / "desk", QUICK), tmp_path / "cache", tmp_path / "other"
    fresh(folder, cache)
    (mine,) = cache.iterdir()
    fresh(project(tmp_path / "another", "<b>other</b>"), other)
    mine.write_bytes((other / mine.name).read_bytes())
    assert fresh(folder, cache) == "A\n"


def test_what_another_python_or_jinja_kept_is_not_taken(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, cache = project(tmp_path / "desk", QUICK), tmp_path / "cache"
    fresh(folder, cache)
    monkeypatch.setattr(kept, "machine", lambda: "another")
    assert fresh(folder, cache) == "A\n"
    assert made == ["plain.html"] * 2


def test_the_machine_is_another_with_another_python(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept.machine.__wrapped__()
    monkeypatch.setattr(sys, "version", "3.99")
    assert before and kept.machine.__wrapped__() not in ("", before)


def test_nothing_is_kept_when_the_machine_cannot_be_told(
    made: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "machine", lambda: "")
    folder, cache = project(tmp_path / "desk", SLOW), tmp_path / "cache"
    assert fresh(folder, cache) == "part\n"
    assert not cache.exists()


def test_a_folder_that_cannot_be_written_costs_only_time(made: list[str], tmp_path: Path) -> None:
    folder = project(tmp_path / "desk", QUICK)
    (tmp_path / "file").write_text("no folder")
    assert [fresh(folder, tmp_path / "file" / "cache") for _ in range(2)] == ["A\n"] * 2
    assert made == ["plain.html"] * 2


def test_a_place_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    folder, cache = project(tmp_path / "desk", QUICK), tmp_path / "cache"
    fresh(folder, cache)
    (place,) = cache.iterdir()
    place.unlink()
    (place / "in the way").mkdir(parents=True)
    assert fresh(folder, cache) == "A\n"
    assert list(cache.iterdir()) == [place]


def test_with_what_was_kept_jinja_is_not_even_loaded(tmp_path: Path) -> None:
    code = f"""if True:
        import sys, time
        from pathlib import Path
        from sitegen.build import build
        from sitegen.order import Options, Surroundings
        project, place = Path({str(ROOT / "tests" / "sites" / "every-field")!r}), Path({str(tmp_path)!r})
        home, output = place / "memory", place / sys.argv[1]
        build(project, Options(search=False), output, lambda problems: False, Surroundings(time.perf_counter), home)
        print("jinja2" in sys.modules)
    """
    command = [sys.executable, "-c", code]
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    run = [
        subprocess.run([*command, name], capture_output=True, text=True, check=True, cwd=ROOT, env=own) for name in "ab"
    ]
    assert [each.stdout for each in run] == ["True\n", "False\n"]


def test_what_will_be_run_is_kept_where_nobody_else_can_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = kept.private_folder()
    assert folder is not None
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    assert kept.private_folder() is None
    folder.rmdir()
    (tmp_path / "theirs").mkdir(0o700)
    folder.symlink_to(tmp_path / "theirs")
    assert kept.private_folder() is None
