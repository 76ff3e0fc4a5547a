"""What can be read in a file of a site, however it is packed: as it lies there, and taken apart."""

import gzip
import html
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote


def texts(path: str, data: bytes) -> Iterator[str]:
    """Every way to read a file; its path is part of what is published."""
    yield path
    plain = data.decode("utf-8", "ignore")
    yield plain
    yield html.unescape(plain)
    yield unquote(plain)
    yield data.decode("utf-16-le", "ignore")
    if data[:2] == b"\x1f\x8b":
        yield from texts("", gzip.decompress(data))
    elif data[:1] == b"\x78":
        with suppress(zlib.error):
            yield from texts("", zlib.decompress(data))
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from texts(name, archive.read(name))
    elif data.startswith(b"SQLite format 3\0"):
        yield from _rows(data)
    elif data[:1] in (b"{", b"["):
        with suppress(ValueError):
            yield json.dumps(json.loads(plain), ensure_ascii=False)


def found(files: Mapping[str, bytes], words: Mapping[str, str]) -> list[str]:
    """Where one of the words stands, in whatever case: "page: word, which is …"."""
    every = []
    for path, data in files.items():
        text = "\n".join(texts(path, data)).casefold()
        every += [f"{path}: {word}, {what}" for word, what in words.items() if word.casefold() in text]
    return every


def _rows(data: bytes) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "site.db"
        file.write_bytes(data)
        base = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
        base.text_factory = lambda raw: raw.decode("utf-8", "ignore")
        for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            quoted = table.replace('"', '""')
            for row in base.execute(f'SELECT * FROM "{quoted}"'):
                yield "\n".join(
                    each.decode("utf-8", "ignore") if isinstance(each, bytes) else str(each) for each in row
                )
        base.close()
