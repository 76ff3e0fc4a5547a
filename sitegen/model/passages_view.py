"""What is shown of the words that articles have in common: on the page of a story, and of two articles side by side."""

from sitegen.model.noun import noun
from sitegen.model.views import Link, When


@noun
class LikelyRewrite:
    """Two articles, the earlier one first, and how much of either's own words the other has, in per cent.

    `declared` is what the bundle says of it ("paraphrase of CBS News"), "" where it was found by comparison alone.
    """

    one: Link
    two: Link
    shared: tuple[int, int]
    declared: str
    url: str  # side by side, "" without such a page


@noun
class PassagePlace:
    """An article that has a passage. `url` leads to the marked place that is nearest to it."""

    outlet: str
    url: str


@noun
class PassageView:
    """Words that several articles share. `text` is what of them may be shown, "" if nothing; long ones are cut."""

    words: int
    text: str
    lang: str
    direction: str
    places: tuple[PassagePlace, ...]
    url: str  # side by side, "" without such a page


@noun
class PassageList:
    """Passages of one kind: those that are seen at once, those that open, and how many there are besides."""

    first: tuple[PassageView, ...]
    rest: tuple[PassageView, ...]
    more: int


@noun
class PassagesView:
    rewrites: tuple[LikelyRewrite, ...]
    verbatim: PassageList
    quotations: PassageList


@noun
class ThreadedBlock:
    """A block of a text with what it shares marked. `gap`: something that may not be shown was left out before it."""

    html: str
    gap: bool = False


@noun
class SideView:
    """One of two articles side by side. `shared`: how much of its own words the other has, in per cent."""

    key: str  # a or b
    outlet: Link
    article: Link  # its headline
    lang: str
    direction: str
    published: When
    derivation: str
    original: str
    withheld: bool  # the text is not shown in full
    shared: int
    blocks: tuple[ThreadedBlock, ...]


@noun
class SideBySideView:
    """`kinds` are those of the marked passages that occur: (term, label, meaning, how many)."""

    story: Link
    sides: tuple[SideView, SideView]
    is_rewrite: bool
    is_declared: bool
    kinds: tuple[tuple[str, str, str, int], ...]
    unseen: int  # shared passages of which neither side may be shown
