"""A picture for social networks: drawn as SVG, made a PNG by resvg with a typeface of our own, the same everywhere.

The look is that of the site: ink on paper, what the desk says in a sans, a mark for each article and a bracket for
each chain of reporting, a warm hue for what challenges a claim.
"""

from html import escape
from struct import pack
from unicodedata import bidirectional
from zlib import crc32

from sitegen.memory import digest
from sitegen.model.page import Picture
from sitegen.render.typeface import FAMILY, font_files, showable, typeface_digest, width

HEAD = 33  # bytes of a PNG up to the end of its first chunk, which says its size
WIDTH, HEIGHT = 1200, 630  # pixels; the networks cut a picture of 1.91:1
MARGIN = 72
MEASURE = WIDTH - 2 * MARGIN
INK, PAPER, MUTED, LINE = "#141414", "#fdfdfc", "#5c5c5c", "#c9c9c7"
TONES = {"carries": "#00527e", "challenges": "#ad3200", "plain": INK}
SIZES = (84, 72, 62, 54, 47, 41)  # of a title: the largest in which all of it finds room
LEADING = 1.17
SMALL, MARK = 29, 36
WORDS = (44, 38, 32)  # sizes of a status word: an editor's own may have sixty letters
ELLIPSIS = "…"
ISOLATE, END = "\u2067", "\u2069"  # around a line that runs from right to left
RIGHT_TO_LEFT = ("R", "AL")

# What the signs of the stances look like, on a square of 16: as in the theme's templates/parts.html.
SIGNS = {
    "asserts": '<path d="M3 3h10v10H3z" fill="currentColor"/>',
    "attributes": '<path d="M7.2 3C3.7 4.1 1.5 6.9 1.5 9.9c0 1.9 1.2 3.2 2.9 3.2 1.6 0 2.8-1.2 2.8-2.7 0-1.4-1-2.5-2.4'
    "-2.6.2-1.3 1.2-2.6 2.9-3.4zM14 3c-3.5 1.1-5.7 3.9-5.7 6.9 0 1.9 1.2 3.2 2.9 3.2 1.6 0 2.8-1.2 2.8-2.7 0-1.4-1"
    '-2.5-2.4-2.6.2-1.3 1.2-2.6 2.9-3.4z" fill="currentColor"/>',
    "hedges": '<path d="M1.8 10C3.2 5.5 5.8 5.6 8 8s4.8 2.5 6.2-2" fill="none" stroke="currentColor"'
    ' stroke-width="2.4"/>',
    "denies": '<path d="M3 3l10 10M13 3 3 13" fill="none" stroke="currentColor" stroke-width="2.6"/>',
    "declines": '<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="1.9"/>'
    '<path d="M2.6 14.2 13.4 1.8" fill="none" stroke="currentColor" stroke-width="1.9"/>',
    "contradicts": '<path d="M1.5 5h12M10 1.5 13.5 5 10 8.500M14.5 11h-12M6 7.5 2.5 11 6 14.5" fill="none"'
    ' stroke="currentColor" stroke-width="1.9"/>',
}


def drawn(picture: Picture, former: bytes = b"") -> bytes:
    """The PNG. What cannot be set in the typeface is left out; no letter becomes an empty box.

    It says itself what it was made from, so that a `former` one that was made from the same is taken as it is.
    """
    import resvg_py  # late: most builds draw nothing

    drawing = svg(picture)
    mark = _chunk(b"tEXt", f"Source\0{digest(drawing, resvg_py.__version__, typeface_digest())}".encode())
    if former[HEAD : HEAD + len(mark)] == mark:
        return former
    made = bytes(resvg_py.svg_to_bytes(svg_string=drawing, skip_system_fonts=True, font_files=font_files()))
    return made[:HEAD] + mark + made[HEAD:]


def svg(picture: Picture) -> str:
    title, above = showable(picture.title), showable(picture.above)
    backwards = _runs_backwards(title)
    top = 186 if above else 150  # where the title may begin, and below, where it must have ended
    bottom = 384 if picture.word else 404
    lines, size = fitted(title, bottom - top)
    start = top + 0.78 * size
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/><rect width="{WIDTH}" height="14" fill="{INK}"/>',
        _line(showable(picture.site), 72, 30, INK, backwards, bold=True),
        f'<path d="M{MARGIN} 98H{WIDTH - MARGIN}" stroke="{INK}" stroke-width="2"/>',
        _line(above, 148, SMALL, MUTED, backwards),
        *(
            _line(line, start + number * size * LEADING, size, INK, backwards, bold=True)
            for number, line in enumerate(lines)
        ),
    ]
    if word := showable(picture.word):
        room = next((each for each in WORDS if width(word, each, bold=True) <= MEASURE), WORDS[-1])
        parts.append(_line(word, 452, room, TONES[picture.tone], backwards, bold=True))
    facts = _facts(picture.facts, 1 if picture.word else 2)
    parts.append(_marks(picture, 482 if picture.word else 448, backwards))
    parts += [_line(line, (588 if picture.word else 547) + 41 * each, SMALL, INK, backwards) for each, line in facts]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="{FAMILY}">'
        f"{''.join(parts)}</svg>"
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    """https://www.w3.org/TR/png-3/#5Chunk-layout"""
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


def fitted(text: str, height: float) -> tuple[list[str], float]:
    """The text in lines and the largest size in which it has room; at the smallest its end may be left out."""
    for size in SIZES:
        lines = broken(text, size)
        if len(lines) * size * LEADING <= height and all(width(line, size, bold=True) <= MEASURE for line in lines):
            return _balanced(text, size, len(lines)), size
    most = int(height // (SIZES[-1] * LEADING))
    kept = [_cut(line, SIZES[-1], bold=True) for line in lines]
    if len(kept) > most:
        kept = [*kept[: most - 1], _cut(f"{lines[most - 1]} {lines[most]}", SIZES[-1], bold=True, always=True)]
    return kept, SIZES[-1]


def broken(text: str, size: float, measure: float = MEASURE) -> list[str]:
    """Lines of whole words; a word that is too long for one has it alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=True) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(text: str, size: float, most: int) -> list[str]:
    """As many lines, of about the same width, so that no word is left alone in the last."""
    lines = broken(text, size)
    for share in (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6):
        narrower = broken(text, size, MEASURE * share)
        if len(narrower) > most:
            break
        if all(width(line, size, bold=True) <= MEASURE for line in narrower):
            lines = narrower
    return lines


def _cut(text: str, size: float, *, bold: bool, always: bool = False) -> str:
    """As much of it as one line holds, with an ellipsis for the rest; `always` if there is more to come."""
    if width(text, size, bold=bold) <= MEASURE and not always:
        return text
    while text and width(text + ELLIPSIS, size, bold=bold) > MEASURE:
        shorter = text.rpartition(" ")[0]
        text = shorter or text[:-1]
    return text.rstrip(" ,;:·") + ELLIPSIS


def _facts(facts: tuple[str, ...], most: int) -> list[tuple[int, str]]:
    """As many facts as have room in so many lines, the first ones first; each line with its number."""
    lines: list[str] = []
    for each in filter(None, map(showable, facts)):
        longer = f"{lines[-1]} · {each}" if lines else each
        if lines and width(longer, SMALL, bold=False) <= MEASURE:
            lines[-1] = longer
        elif len(lines) < most:
            lines.append(each)
        else:
            break
    return list(enumerate(lines))


def _line(text: str, y: float, size: float, colour: str, backwards: bool, *, bold: bool = False) -> str:
    """One line of text that begins at the margin where its card begins."""
    if not text:
        return ""
    text = _cut(text, size, bold=bold)
    if _runs_backwards(text):  # it keeps its own order of words, also where the rest runs the other way
        text = f"{ISOLATE}{text}{END}"
    x, anchor = (WIDTH - MARGIN, "end") if backwards else (MARGIN, "start")
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"{weight}'
        f">{escape(text)}</text>"
    )


def _marks(picture: Picture, y: float, backwards: bool) -> str:
    """A sign for each article; those of one chain share a bracket. They become smaller when they are many."""
    groups = [(chain, True) for chain in picture.chains] + [(picture.against, False)] * bool(picture.against)
    if not groups:
        return ""
    steps = sum(len(group) for group, _ in groups) * 1.2 + (len(groups) - 1) * 0.8
    size = min(MARK, MEASURE / steps)
    x, found = 0.0, []
    for stances, is_chain in reversed(groups) if backwards else groups:
        group = stances[::-1] if backwards else stances
        end = x + (len(group) - 1) * 1.2 * size + size
        colour = TONES["carries" if is_chain else "challenges"]
        found += [
            f'<g transform="translate({x + number * 1.2 * size:.1f} {MARK - size:.1f}) scale({size / 16:.4f})"'
            f' color="{colour}">{SIGNS[stance]}</g>'
            for number, stance in enumerate(group)
        ]
        if is_chain:
            found.append(
                f'<path d="M{x:.1f} {MARK + 7}v9H{end:.1f}v-9" fill="none" stroke="{INK}" stroke-width="2.5"/>'
            )
        x = end + size
    left = WIDTH - MARGIN - (x - size) if backwards else MARGIN
    return f'<g transform="translate({left:.1f} {y})">{"".join(found)}</g>'


def _runs_backwards(text: str) -> bool:
    """By its first letter, as in https://www.unicode.org/reports/tr9/#The_Paragraph_Level."""
    first = next((kind for each in text if (kind := bidirectional(each)) in ("L", *RIGHT_TO_LEFT)), "L")
    return first in RIGHT_TO_LEFT
