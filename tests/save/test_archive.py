"""The zip: the same bytes for the same files, and a bag that other programs find whole."""

import zipfile
from hashlib import sha256
from pathlib import Path

import bagit
import pytest

from sitegen.model.page import File
from sitegen.save.archive import Bag, save_bag

FILES = (
    File(path="index.html", data=b"<p>Home"),
    File(path="stories/flood/Zoë 50%.txt", data=b"the bridge " * 1000),
    File(path="empty.txt", data=b""),
)
ABOUT = (("Source-Organization", "The\nDesk"), ("External-Identifier", ""))


def saved(folder: Path, name: str = "one.zip", *, compressed: bool = False) -> Bag:
    return save_bag(folder / name, "desk", iter(FILES), ABOUT, {"README.txt": b"Read this.\n"}, compressed=compressed)


def unpacked(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive) as bag:
        bag.extractall(folder)
    return folder / "desk"


@pytest.mark.parametrize("compressed", [False, True])
def test_a_bagit_tool_finds_the_bag_whole(tmp_path: Path, compressed: bool) -> None:
    saved(tmp_path, compressed=compressed)
    bag = bagit.Bag(str(unpacked(tmp_path, tmp_path / "one.zip")))
    bag.validate()
    assert bag.info == {"Source-Organization": "The Desk", "Payload-Oxum": "11007.3"}


@pytest.mark.parametrize("path", ["data/index.html", "README.txt", "bag-info.txt"])
def test_one_changed_byte_is_found(tmp_path: Path, path: str) -> None:
    saved(tmp_path)
    folder = unpacked(tmp_path, tmp_path / "one.zip")
    data = (folder / path).read_bytes()
    (folder / path).write_bytes(bytes([data[0] ^ 1]) + data[1:])
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(folder)).validate()


def test_every_file_of_the_bag_has_its_digest_in_the_form_of_sha256sum(tmp_path: Path) -> None:
    saved(tmp_path)
    folder = unpacked(tmp_path, tmp_path / "one.zip")
    listed = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            digest, path = line.split("  ")
            listed[path] = digest
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    del there["tagmanifest-sha256.txt"]
    assert listed == {name: sha256(path.read_bytes()).hexdigest() for name, path in there.items()}


def test_the_zip_says_nothing_of_the_day_the_machine_or_the_user(tmp_path: Path) -> None:
    bag = saved(tmp_path)
    assert bag == saved(tmp_path, "other.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    assert bag.digest == sha256((tmp_path / "one.zip").read_bytes()).hexdigest()
    assert (bag.files, bag.size) == (3, (tmp_path / "one.zip").stat().st_size)
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        for entry in archive.infolist():
            assert entry.filename.startswith("desk/") and not entry.extra and not entry.comment
            assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 3)
            assert (entry.external_attr >> 16, entry.compress_type) == (0o100644, zipfile.ZIP_STORED)
            assert entry.filename.isascii() or entry.flag_bits & 0x800, "names are UTF-8"


def test_the_bytes_of_a_zip_are_these_on_every_machine(tmp_path: Path) -> None:
    assert saved(tmp_path).digest == "3c0c293207b8542069f116ed825536a9dcf70f7da264f02535e5ac1adca327d1"
