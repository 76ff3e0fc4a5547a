"""Horizontal bars as SVG, readable on light and dark ground."""

from xml.sax.saxutils import escape

ROW, BAR, LABEL, WIDTH, SPACE = 26, 16, 250, 760, 120
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #222 }
.title { font-weight: 600 }
rect { fill: #8a8f98 }
.ours { fill: #1b6ca8 }
.never { fill: none; stroke: #8a8f98; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .ours { fill: #6bb3e8 } }
"""


def bars(title: str, rows: list[tuple[str, float | None, str]], ours: str) -> str:
    """A picture of (name, value, value as words), from the smallest value to the largest, and to none at all."""
    rows = sorted(rows, key=lambda row: (row[1] is None, row[1] or 0.0))
    largest = max((value for _, value, _ in rows if value is not None), default=0.0) or 1.0
    height = ROW * (len(rows) + 1) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-label="{escape(title, {chr(34): "&quot;"})}">',
        f"<style>\n{STYLE}</style>",
        f'<text class="title" x="0" y="17">{escape(title)}</text>',
    ]
    for number, (name, value, words) in enumerate(rows, start=1):
        top = ROW * number + 4
        length = max(1.0, (largest if value is None else value) / largest * (WIDTH - LABEL - SPACE))
        mark = ' class="never"' if value is None else ' class="ours"' if name.startswith(ours) else ""
        parts += [
            f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(name)}</text>',
            f'<rect{mark} x="{LABEL}" y="{top}" width="{length:.1f}" height="{BAR}"/>',
            f'<text x="{LABEL + length + 6:.1f}" y="{top + 13}">{escape(words)}</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])
