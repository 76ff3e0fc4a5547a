"""The search bundle as files of the site, kept on disk from one build to the next."""

import shutil
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from sitegen.model.page import Record
from sitegen.save.search import save_index


def search_bundle(records: tuple[Record, ...], language: str, shelf: Path, key: str) -> dict[str, bytes]:
    """The files of a search index, by their path in the site: the one kept on `shelf` under `key`, else a new one.

    An index appears on the shelf whole, under a name of its own, so that two builds at once cannot spoil one another's;
    where nothing can be kept, it is made each time. Raises SearchFailed.
    """
    kept = shelf / key
    files = _files(kept)
    if files and _seal(files) == _text(kept.with_suffix(".sha256")):
        return files
    with TemporaryDirectory(prefix="sitegen-") as name:
        made = Path(name) / "pagefind"
        save_index(records, language, made)
        files = _files(made)
        _keep(made, kept)
    return files


def _keep(made: Path, kept: Path) -> None:
    """Put the index on the shelf, and take every other off. A disk that refuses costs time at the next build only."""
    fresh = kept.with_name(f"{kept.name}.{made.parent.name}")
    try:
        shutil.copytree(made, fresh)
        for other in kept.parent.iterdir():
            if other.is_dir() and other != fresh:
                shutil.rmtree(other, ignore_errors=True)
            elif other.is_file():
                other.unlink(missing_ok=True)
        fresh.rename(kept)
        kept.with_suffix(".sha256").write_text(_seal(_files(kept)), encoding="utf-8")
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)


def _seal(files: dict[str, bytes]) -> str:
    """What an index holds, in one line: a file that was cut short on the disk breaks it."""
    whole = sha256()
    for path, data in files.items():
        whole.update(f"{path}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        f"pagefind/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
