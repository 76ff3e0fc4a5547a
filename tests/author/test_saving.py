"""Content that is written for the journalist: all files or none, and a disk that is full is no crash."""

from pathlib import Path

import pytest
from projects import files_under, sitegen, written

from sitegen.author.saving import save


def test_files_are_replaced_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    written(tmp_path, {"content/a.yml": "a", "content/b.txt": "b"})
    (tmp_path / "content/a.yml").chmod(0o640)
    save(tmp_path, {"content/a.yml": b"A", "content/c.txt": b"C"})
    assert files_under(tmp_path) == {"content/a.yml": b"A", "content/b.txt": b"b", "content/c.txt": b"C"}
    assert (tmp_path / "content/a.yml").stat().st_mode & 0o777 == 0o640


def full(path: Path, data: bytes) -> int:
    if "addresses" in path.name or "redirects" in path.name:
        raise OSError(28, "No space left on device")
    with path.open("wb") as file:
        return file.write(data)


@pytest.mark.parametrize("command", [("mv", "stories/dam", "lowick"), ("record",)])
def test_on_a_full_disk_it_is_told_in_one_line_and_addresses_stay(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = written(tmp_path, FILES)
    monkeypatch.setattr(Path, "write_bytes", full)
    done = sitegen(*command, project=project)
    assert done.exit_code == 1
    assert done.stderr.startswith("error: ")
    assert "No space left on device" in done.stderr
    after = files_under(project)
    after.pop("content/stories/dam/history.yml", None)
    assert after == {path: text.encode() for path, text in FILES.items()}


def test_addresses_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    project = written(tmp_path, {**FILES, "content/addresses.txt": "\ufeffstories/dam/\r\n"})
    assert sitegen("record", project=project).exit_code == 0
    assert "\ufeff" not in (project / "content/addresses.txt").read_text(encoding="utf-8")
    assert sitegen("check", project=project).exit_code == 0


FILES = {
    "content/addresses.txt": "# Ours.\n",
    "content/stories/dam/herald.md": "---\ntitle: A crack\nsource: {outlet: Herald, url: 'https://example.org/'}\n"
    "claims: [{claim: crack, text: The dam has a crack, quote: a crack}]\n---\nThere is a crack in the dam.\n",
}
