"""Wordings set beside each other: of what was said, of what a rewrite changed, and of headlines."""

from typing import Literal

from sitegen.model.noun import noun


@noun
class Run:
    """A stretch of two wordings side by side, each as it is printed: `before` in the reference, `after` in the other.

    Of `same` words both sides are there, though they may differ in case and typography; of `left out` words only
    `before`, of `added` ones only `after`. `quoted`: the words that changed stand inside quotation marks.
    """

    kind: Literal["same", "left out", "added", "replaced"]
    before: str = ""
    after: str = ""
    quoted: bool = False


Relation = Literal["reference", "same", "repunctuated", "part", "changed", "apart", "whole"]


@noun
class Wording:
    """One printed wording of an utterance, with everybody who printed just this: (article, mention), in their order.

    `runs` compare it with the reference above it; where nothing is compared they are one run of same words. `apart`:
    too little in common to compare; `whole`: in indirect speech or translated. A wording that is a part of the
    reference may begin and end inside of a sentence: `lead` and `rest` are the words of it that are not printed, if
    they are few.
    """

    printed: tuple[tuple[str, str], ...]
    relation: Relation
    runs: tuple[Run, ...]
    part: bool = False
    marked: bool = True  # some of it stands inside quotation marks
    lead: str = ""
    rest: str = ""


@noun
class Collation:
    """Every printed wording of an utterance. What follows a `reference` is compared with it, up to the next one.

    `official`: the first reference is the official text, which is not among the wordings.
    """

    utterance: str
    official: bool
    wordings: tuple[Wording, ...]


@noun
class Rewording:
    """The change of this `number` (from 1) of an article, word by word. No runs: too little in common to compare."""

    article: str
    number: int
    runs: tuple[Run, ...]


Kind = Literal["", "own", "attributes", "hedges"]


@noun
class HeadlineRun:
    """A stretch of a headline. `own`: words of no other headline; `attributes`, `hedges`: words that do so."""

    text: str
    kind: Kind = ""


@noun
class Headline:
    """The headline of an article, and what it does, each with the words that do so: ("hedges", "may")."""

    article: str
    runs: tuple[HeadlineRun, ...]
    does: tuple[tuple[str, str], ...]
