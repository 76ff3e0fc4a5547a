"""Records become a search bundle: one small page each, seen by nobody but Pagefind.

How Pagefind 1.5.2 reads a page was measured, not only read: every `meta` is searched like the text, a page without
words is dropped, a paragraph gains a full stop. So the title alone is a meta; what is only shown travels as the id of
an empty element, which comes back as an anchor and is in no word list. All filters are one, "f", with values like
"type:claim": a bundle has a file for each filter, and a reader who searches many bundles needs those of all. The day is
a filter too: many bundles can be sorted by what they count, not by what each of them has sorted for itself.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import IO
from urllib.parse import quote

from sitegen.model.page import Record

UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # the search page is our own
PROGRAM = ("pagefind.js", "pagefind-worker.js", "wasm.")  # what the names of the files begin with that one bundle needs

# A reader who searches many bundles for a word loads a piece of each, so the pieces are a fifth of what they would be.
# Not less: what begins like a word is not looked for beyond the piece that the word is in, or would be in. Pagefind
# does not promise to keep this setting; without it pieces are larger. The other one lets its memory allocator keep the
# blocks that every page needs, instead of asking the system for them each time: a fifth of all that it takes.
SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "4000", "_RJEM_MALLOC_CONF": "tcache_max:4194304"}

# Not emptied before: what is emptied and written again some disks (ext4) send to the disk as soon as it is closed.
WRITTEN_OVER = os.O_WRONLY | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

# Scripts that do not write spaces: CJK with kana, Thai and Lao, Burmese, Khmer. `search.js` has the same list.
SPACELESS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
SEAM = "\u2060|"  # a place inside a word where another word begins; `search.js` takes it out again
GAP = "\u2060 "  # a space that is not in the text; `search.js` takes it out again
UNSEEN = re.compile(  # controls, soft hyphens, marks of direction: Pagefind and the browser count words apart at some
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
AS_FILTER = str.maketrans('"\\', "＂＼")  # Pagefind finds no filter value with either; `search.js` turns them back
RESERVED = re.compile("_{3,}PAGEFIND", re.IGNORECASE)  # Pagefind's marks inside its own text: a text could forge them
WORD = re.compile("\\w")
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
NO_ID = tuple((char, quote(char, safe="")) for char in "% &'<>")  # the percent sign first
VISIBLE = "".join(map(chr, range(0x21, 0x7F)))  # of ASCII
JOINTS = re.compile("(?<=\\w)[\u00ab\u00b7\u00bb\u05be\u05f3\u05f4\u060c\u061b\u2010-\u2015\u2018-\u201f\u2026](?=\\w)")
STOPS = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff1f"  # their punctuation
UNSPACED = re.compile(f"[{SPACELESS}{STOPS}](?=\\w)|\\w(?=[{SPACELESS}])(?=\\w)")
PREFIXES = re.compile(
    "(?<![\\w\u0591-\u05c7\u064b-\u065f\u0670])"
    "(?:[وف]?[بكل]?ال(?=[ء-ي]{2})|[وف]?لل(?=[ء-ي]{2})|[وف]?[بكل](?=[ء-ي]{3})|[وف](?=[ء-ي]{3})"
    "|ו?כ?ש?[הבלמכ](?=[א-ת]{3})|ו(?=[א-ת]{3}))"
)


class SearchFailed(Exception):  # noqa: N818 - says what is the case
    """Pagefind could not be run, or gave up."""


def save_pages(records: Iterable[Record], folder: Path) -> int:
    """Make `folder` hold a page for each record, in the place of those that it held; gives how many they are.

    Files are written over, not made anew: some disks are slow to make files where many have just been removed.
    """
    folder.mkdir(exist_ok=True)
    names = set()
    for number, record in enumerate(records, start=1):
        names.add(name := f"{number}.html")
        with os.fdopen(os.open(folder / name, WRITTEN_OVER, 0o666), "wb") as page:
            page.write(_page(record).encode())
            page.truncate()
    for path in folder.iterdir():
        if path.name not in names:
            path.unlink()
    return len(names)


def started(pages: Path, language: str, folder: Path, complaints: IO[bytes], number: int) -> subprocess.Popen[bytes]:
    """A Pagefind that makes a bundle of `pages` in `folder`; to be handed to `finish` when it has ended.

    `number` tells those apart that are at work at the same time, from 0 on.

    Everything is indexed as one language, the site's. Measured with texts in twelve languages: one index per language,
    merged in the browser, applies the page's word endings to every query, so that الجسر is not found in the Arabic text
    that contains it; one index of one language finds every word of every text as it is written, and the site's own
    language by its endings. Raises SearchFailed.
    """
    # Late, since it is not needed where nothing has to be indexed; the program itself, since `python -m pagefind` takes
    # longer to start than a small bundle takes to make.
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    stems = "unknown" if language[:2] in ("zh", "ja", "th") else language.partition("-")[0].lower()
    try:
        # In the folder of the pages no `pagefind.yml` of the project can change what is made, and no variable either.
        with _one_processor(number):
            return subprocess.Popen(
                [
                    get_executable(),
                    "--site",
                    ".",
                    "--output-path",
                    folder.resolve(),
                    "--force-language",
                    stems,
                    "--silent",
                ],
                stdin=subprocess.DEVNULL,
                stdout=complaints,
                stderr=complaints,
                cwd=pages,
                env=None if sys.platform == "win32" else SETTINGS,  # Windows starts no program without its variables
            )
    except OSError as error:
        raise SearchFailed(f"Pagefind could not be started: {error}") from error


@contextmanager
def _one_processor(number: int) -> Iterator[None]:
    """What is started here has one processor, and others with another number have others, as far as there are some.

    Pagefind hands every page from thread to thread: measured with 10,692 records on two processors, it takes 4.1
    seconds of their time when the threads may be on both, and 1.9 when they are on one.
    """
    if sys.platform != "linux":
        yield
        return
    all_of_them = os.sched_getaffinity(0)  # of this thread
    try:
        with suppress(OSError):
            os.sched_setaffinity(0, {sorted(all_of_them)[number % len(all_of_them)]})
        yield
    finally:
        with suppress(OSError):
            os.sched_setaffinity(0, all_of_them)


def finish(process: subprocess.Popen[bytes], folder: Path, complaints: IO[bytes]) -> None:
    """Look at how Pagefind ended, and remove what the site does not need. Raises SearchFailed."""
    if process.wait():
        complaints.seek(0)
        said = complaints.read().decode("utf-8", "replace").strip().splitlines()
        raise SearchFailed(f"Pagefind stopped with exit code {process.returncode}: " + " / ".join(said[-3:]))
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()


def _page(record: Record) -> str:
    """Values stand in attributes that Pagefind takes whole, so colons, commas and brackets in them mean nothing."""
    title, text = _searchable(record.title), _searchable(record.text)
    shown = {
        "url": record.url,
        "type": record.type,
        "lang": record.lang,
        "day": record.date,
        "facts": dict(record.facts),
    }
    filters = (_filter(name, value) for name, value in (*record.filters, ("day", record.date)))
    page = (
        f'<!DOCTYPE html><html lang="{escape(record.lang)}"><head><meta charset="utf-8">'
        + "".join(dict.fromkeys(filters))
        + (f'<meta data-pagefind-meta="title[content]" content="{escape(title)}">' if title != text else "")
        + f"</head><body><main><i id='{_as_id(JSON.encode(shown))}'></i>"
        + f"{escape(_words(text, title, record.type))}</main></body></html>"
    )
    return RESERVED.sub("PAGEFIND", page) if "___" in page else page


def filter_value(name: str, value: str) -> str:
    """What stands in the index for a filter of a record."""
    return f"{name}:{_seen(value).translate(AS_FILTER)}"


@lru_cache(maxsize=10_000)  # the records of a story have the same ones again and again
def _filter(name: str, value: str) -> str:
    return f'<meta data-pagefind-filter="f[content]" content="{escape(filter_value(name, value))}">'


def _as_id(text: str) -> str:
    """`text` as Pagefind keeps it in an id, to be read by `decodeURIComponent`."""
    for char, code in NO_ID:
        text = text.replace(char, code)
    return text if text.isascii() else quote(text, safe=VISIBLE)


def _words(*texts: str) -> str:
    """The first that has a word, so that no record is left out: of a group without words Pagefind makes nothing."""
    return next(each for each in texts if WORD.search(each))


def _searchable(text: str) -> str:
    """`text` with words that Pagefind can find: it knows only spaces and ASCII punctuation between them.

    Where a script has no spaces every character is a word (search.js asks for them side by side). Behind an article,
    preposition or conjunction that Arabic and Hebrew write together with its word, and behind an apostrophe or dash,
    a seam makes the rest a word of its own beside the whole.
    """
    text = _seen(text).replace("|", "¦")
    if text.isascii():
        return text
    text = UNSPACED.sub(rf"\g<0>{GAP}", text)
    return JOINTS.sub(rf"\g<0>{SEAM}", PREFIXES.sub(rf"\g<0>{SEAM}", text))


def _seen(text: str) -> str:
    text = " ".join(text.split())
    return text if text.isprintable() else UNSEEN.sub("", text)
