"""What "How the story travelled" shows: a drawing, and the same as a nested list (see `views`).

All coordinates are whole units of the drawing, from its left upper corner.
"""

from sitegen.model.noun import noun
from sitegen.model.views import Link


@noun
class Lettering:
    """A line of text from `x` on the baseline `y`. `voice` is "name", "note", "headline", or a stance with its sign."""

    text: str
    x: int
    y: int
    voice: str = "note"


@noun
class BoxView:
    """A stop of the story; `kind` as in Stop. `dashed` are people without a name, `struck` what was retracted."""

    kind: str
    url: str  # "" for people who are drawn as one
    x: int
    y: int
    width: int
    height: int
    letters: tuple[Lettering, ...]
    dashed: bool = False
    struck: bool = False


@noun
class Drawing:
    """`lines` and `brackets` are path data. `fit` is what it does in little room: "shrinks", "both", "scrolls"."""

    width: int
    height: int
    fit: str
    heads: tuple[Lettering, ...]  # above the columns
    lines: str
    words: tuple[Lettering, ...]  # on the lines: "copy"
    boxes: tuple[BoxView, ...]
    brackets: str
    chains: tuple[Lettering, ...]


@noun
class Heard:
    """Somebody who spoke to a newsroom. `note`: "unnamed", "denies"."""

    name: Link
    note: str = ""


@noun
class Trace:
    """A line of the list, and what was made from it. `how`: "copy", "own report"; "" for a newsroom elsewhere."""

    name: Link
    how: str
    retracted: bool
    heard: tuple[Heard, ...]
    onward: tuple["Trace", ...]


@noun
class ChainTrace:
    number: int
    lines: tuple[Trace, ...]


@noun
class TravelledView:
    """`sentence` sums up; `shown` says how to read the drawing, which a single newsroom does not need."""

    sentence: str
    shown: str
    drawing: Drawing | None
    chains: tuple[ChainTrace, ...]
