"""Lines on two logarithmic axes as SVG, readable on light and dark ground: growth by the same factor is one slope."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from wording import duration

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 460, 70, 190, 34, 48
LABEL = 16  # pixels between two labels
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #222 }
.title { font-weight: 600 }
.grid { stroke: #8a8f98; stroke-opacity: .35; stroke-width: 1 }
polyline { fill: none; stroke: #8a8f98; stroke-width: 2 }
circle { fill: #8a8f98 }
polyline.ours { stroke: #1b6ca8 }
circle.ours { fill: #1b6ca8 }
@media (prefers-color-scheme: dark) {
  text { fill: #ddd } polyline.ours { stroke: #6bb3e8 } circle.ours { fill: #6bb3e8 }
}
"""


@dataclass(frozen=True)
class Line:
    """`dashes` as SVG has them, "" for none. Points are (size, seconds)."""

    name: str
    points: tuple[tuple[float, float], ...]
    ours: bool
    dashes: str = ""


def lines(title: str, below: str, drawn: list[Line]) -> str:
    """A picture of seconds by size; `below` says what the sizes are."""
    xs = [x for line in drawn for x, _ in line.points]
    ys = [y for line in drawn for _, y in line.points]
    low, high = 10.0 ** math.floor(math.log10(min(ys))), 10.0 ** math.ceil(math.log10(max(ys)))
    high = high if high > low else low * 10

    def across(x: float) -> float:
        share = math.log(x / min(xs)) / (math.log(max(xs) / min(xs)) or 1.0)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def down(y: float) -> float:
        return HEIGHT - BOTTOM - math.log(y / low) / math.log(high / low) * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">',
        f"<style>\n{STYLE}</style>",
        f'<text class="title" x="0" y="17">{escape(title)}</text>',
    ]
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        y = down(10.0**power)
        parts.append(f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_tick(10.0**power)}</text>')
    for x in sorted(set(xs)):
        place = across(x)
        parts.append(f'<line class="grid" x1="{place:.1f}" y1="{TOP}" x2="{place:.1f}" y2="{HEIGHT - BOTTOM}"/>')
        parts.append(f'<text x="{place:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{x:,.0f}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{escape(below)}</text>')
    for each in drawn:
        mark = ' class="ours"' if each.ours else ""
        dashes = f' stroke-dasharray="{each.dashes}"' if each.dashes else ""
        places = [(across(x), down(y)) for x, y in each.points]
        parts.append(f'<polyline{mark}{dashes} points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
        parts += [f'<circle{mark} cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places]
    parts += _labels([(down(line.points[-1][1]), f"{line.name} {duration(line.points[-1][1])}") for line in drawn])
    return "\n".join([*parts, "</svg>", ""])


def _labels(wanted: list[tuple[float, str]]) -> Iterator[str]:
    """At the ends of the lines, moved up as far as they would lie on one another."""
    lowest = float(HEIGHT - BOTTOM + LABEL)
    for y, text in sorted(wanted, reverse=True):
        lowest = min(y, lowest - LABEL)
        yield f'<text x="{WIDTH - RIGHT + 10}" y="{lowest + 4:.1f}">{escape(text)}</text>'


def _tick(seconds: float) -> str:
    return f"{seconds * 1000:g} ms" if seconds < 1 else f"{seconds:g} s"
