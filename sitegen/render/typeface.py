"""The typeface that pictures are set in: which letters it has, and how wide a text is.

It lies in `fonts/`: Noto Sans with the letters of Noto Sans Arabic and Noto Sans Hebrew (SIL Open Font License), cut
down to what is written today. Two tables of it are read, as OpenType describes them
(https://learn.microsoft.com/typography/opentype/spec/cmap, …/hmtx); the setting itself is the work of a library.
"""

from functools import lru_cache
from pathlib import Path
from struct import unpack_from
from unicodedata import category, normalize

from sitegen.memory import digest

FAMILY = "Noto Sans"
FOLDER = Path(__file__).parent / "fonts"
PASSED_OVER = ("So", "Sk", "Cf", "Mn", "Cc")  # pictographs, and marks without which a word can still be read


def font_files() -> list[str]:
    return [str(FOLDER / "NotoSans-Bold.ttf"), str(FOLDER / "NotoSans-Regular.ttf")]


@lru_cache(maxsize=1)
def typeface_digest() -> str:
    return digest(*(Path(each).read_bytes() for each in font_files()))


def showable(text: str) -> str:
    """The text in one line, without pictographs; "" if it has letters that the typeface has not."""
    known = _advances(True)
    plain = " ".join(normalize("NFC", text).split())
    kept = "".join([each for each in plain if each in known or category(each) not in PASSED_OVER])
    words = " ".join(kept.split())
    return words if all(each in known for each in words) else ""


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, bold: bool) -> float:
    """At most as wide as it will be: letters that join or stand close together take less."""
    advances = _advances(bold)
    return sum([advances.get(each, 0) for each in text]) * size / 1000


@lru_cache(maxsize=2)
def _advances(bold: bool) -> dict[str, float]:
    """The width of every letter that the typeface has, in thousandths of the size."""
    data = Path(font_files()[0 if bold else 1]).read_bytes()
    count = unpack_from(">H", data, 4)[0]
    tables = {name: at for name, _, at, _ in (unpack_from(">4sIII", data, 12 + 16 * each) for each in range(count))}
    units = unpack_from(">H", data, tables[b"head"] + 18)[0]
    measured = unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    widths = unpack_from(f">{2 * measured}H", data, tables[b"hmtx"])[::2]
    glyphs = _glyphs(data, tables[b"cmap"])
    return {chr(code): 1000 * widths[min(glyph, measured - 1)] / units for code, glyph in glyphs.items()}


def _glyphs(data: bytes, at: int) -> dict[int, int]:
    """The glyph of every code point, from the subtable of format 4."""
    count = unpack_from(">H", data, at + 2)[0]
    places = [at + unpack_from(">HHI", data, at + 4 + 8 * each)[2] for each in range(count)]
    table = next(each for each in places if unpack_from(">H", data, each)[0] == 4)
    doubled = unpack_from(">H", data, table + 6)[0]
    many, first = doubled // 2, table + 14
    ends = unpack_from(f">{many}H", data, first)
    starts = unpack_from(f">{many}H", data, first + doubled + 2)
    deltas = unpack_from(f">{many}H", data, first + 2 * doubled + 2)
    offsets_at = first + 3 * doubled + 2
    offsets = unpack_from(f">{many}H", data, offsets_at)
    found = {}
    for place, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = unpack_from(">H", data, offsets_at + 2 * place + offset + 2 * (code - start))[0]
                if not glyph:
                    continue
            if glyph := (glyph + delta) % 0x10000:
                found[code] = glyph
    return found
