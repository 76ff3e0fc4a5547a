"""Records become a search index: one small page each, seen by nobody but Pagefind.

How Pagefind 1.5.2 reads a page was measured, not only read: every `meta` is searched like the text, a page without text
is dropped, a paragraph gains a full stop, and a sorted search leaves out what lacks the key. So the title alone is a
meta; what is only shown travels as the id of an empty element, which comes back as an anchor and is in no word list.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sitegen.model.page import Record

BUNDLES = "bundles.json"  # tells search.js where the bundles are, relative to this file
UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")  # the search page is our own

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
JOINTS = re.compile("(?<=\\w)[\u00ab\u00b7\u00bb\u05be\u05f3\u05f4\u060c\u061b\u2010-\u2015\u2018-\u201f\u2026](?=\\w)")
STOPS = "\u3001-\u3003\u3008-\u301f\uff01-\uff0f\uff1a-\uff1f"  # their punctuation
UNSPACED = re.compile(f"[{SPACELESS}{STOPS}](?=\\w)|\\w(?=[{SPACELESS}])(?=\\w)")
PREFIXES = re.compile(
    "(?<![\\w\u0591-\u05c7\u064b-\u065f\u0670])"
    "(?:[وف]?[بكل]?ال(?=[ء-ي]{2})|[وف]?لل(?=[ء-ي]{2})|[وف]?[بكل](?=[ء-ي]{3})|[وف](?=[ء-ي]{3})"
    "|ו?כ?ש?[הבלמכ](?=[א-ת]{3})|ו(?=[א-ת]{3}))"
)


class SearchFailed(Exception):  # noqa: N818 - says what is the case
    """Pagefind could not be run, or gave up. The index that was there before still is."""


def save_index(records: Iterable[Record], language: str, folder: Path) -> None:
    """Replace `folder` by a search index of `records`; without records nothing but an empty list of bundles is in it.

    The index is made beside `folder` and moved into place when it is whole, so no file of an earlier index stays.
    Raises SearchFailed. `language` is the site's: its endings are understood ("bridges" finds "bridge").
    """
    fresh, former = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    for leftover in (fresh, former):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        with TemporaryDirectory(prefix="sitegen-search-") as name:
            pages = Path(name)
            count = _save_pages(records, pages)
            if count:
                _run_pagefind(pages, language, fresh)
        (fresh / BUNDLES).write_text(json.dumps({"bundles": ["./"] if count else []}) + "\n", encoding="utf-8")
        _swap(folder, fresh, former)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def _swap(folder: Path, fresh: Path, former: Path) -> None:
    if folder.exists():
        folder.rename(former)
    try:
        fresh.rename(folder)
    except OSError:
        if former.exists():
            former.rename(folder)
        raise


def _save_pages(records: Iterable[Record], folder: Path) -> int:
    count = 0
    for count, record in enumerate(records, start=1):
        (folder / f"{count}.html").write_text(_page(record), encoding="utf-8")
    return count


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
    page = (
        f'<!DOCTYPE html><html lang="{escape(record.lang)}"><head><meta charset="utf-8">'
        + "".join(
            f'<meta data-pagefind-filter="{escape(name)}[content]" content="{escape(value)}">'
            for name, value in dict.fromkeys(
                (name, _seen(value).translate(AS_FILTER)) for name, value in record.filters
            )
        )
        + (f'<meta data-pagefind-meta="title[content]" content="{escape(title)}">' if title != text else "")
        # Undated records come last in either direction.
        + f'<meta data-pagefind-sort="newest[content]" content="{escape(record.date or "0000")}">'
        + f'<meta data-pagefind-sort="oldest[content]" content="{escape(record.date or "9999")}">'
        + f'</head><body><main><i id="{quote(json.dumps(shown, ensure_ascii=False), safe="")}"></i>'
        + f"{escape(text or title)}</main></body></html>"
    )
    return RESERVED.sub("PAGEFIND", page)


def _searchable(text: str) -> str:
    """`text` with words that Pagefind can find: it knows only spaces and ASCII punctuation between them.

    Where a script has no spaces every character is a word (search.js asks for them side by side). Behind an article,
    preposition or conjunction that Arabic and Hebrew write together with its word, and behind an apostrophe or dash,
    a seam makes the rest a word of its own beside the whole.
    """
    text = UNSPACED.sub(rf"\g<0>{GAP}", _seen(text).replace("|", "¦"))
    return JOINTS.sub(rf"\g<0>{SEAM}", PREFIXES.sub(rf"\g<0>{SEAM}", text))


def _seen(text: str) -> str:
    return UNSEEN.sub("", " ".join(text.split()))


def _run_pagefind(pages: Path, language: str, folder: Path) -> None:
    """Index everything as one language, the site's.

    Measured with texts in twelve languages: one index per language, merged in the browser, applies the page's word
    endings to every query, so that الجسر is not found in the Arabic text that contains it; one index of one language
    finds every word of every text as it is written, and the site's own language by its endings.
    """
    stems = "unknown" if language[:2] in ("zh", "ja", "th") else language.partition("-")[0].lower()
    command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--output-path", str(folder.resolve())]
    try:
        # In the folder of the pages no `pagefind.yml` of the project can change what is made.
        run = subprocess.run(
            [*command, "--force-language", stems, "--silent"], capture_output=True, check=False, cwd=pages
        )
    except OSError as error:
        raise SearchFailed(f"Pagefind could not be started: {error}") from error
    if run.returncode:
        said = (run.stderr or run.stdout).decode("utf-8", "replace").strip().splitlines()
        raise SearchFailed(f"Pagefind stopped with exit code {run.returncode}: " + " / ".join(said[-3:]))
    for pattern in UNUSED:
        for file in folder.glob(pattern):
            file.unlink()
