"""The closed vocabularies of the content model (PRODUCT: article, mention, story)."""

from typing import Final, Literal, get_args

Stance = Literal["asserts", "attributes", "hedges", "denies", "declines", "contradicts"]
SUPPORTING: Final = ("asserts", "attributes", "hedges")
CHALLENGING: Final = ("denies", "declines", "contradicts")
STANCES: Final[tuple[str, ...]] = get_args(Stance)
OMITS: Final = "omits"  # computed for an empty cell, never typed

Derivation = Literal["original", "copy", "compilation", "rewrite", "paraphrase", "translation", "unknown"]
REMADE: Final = ("copy", "paraphrase", "rewrite", "translation")  # made from one other text
DERIVED: Final = (*REMADE, "compilation")
Credit = Literal["byline", "dateline", "in-text", "none"]
Rights = Literal["full", "excerpt", "quotes-only"]
Publication = Literal["published", "corrected", "retracted", "removed"]
Wording = Literal["direct", "indirect", "altered", "spliced", "translated"]
ClaimKind = Literal["event", "statement", "estimate", "inference", "background", "forecast"]
Weight = Literal["low", "medium", "high"]
ChangeKind = Literal[
    "number", "hedge", "cause", "actor", "attribution", "quotation", "time", "scope", "polarity", "word", "fact"
]

Support = Literal["unsupported", "single-source", "narrowly-sourced", "corroborated"]
Challenge = Literal["none", "not-confirmed", "disputed", "contradicted", "retracted"]
CONTESTED: Final = ("retracted", "contradicted", "disputed")  # challenges that outweigh any support
STATUSES: Final = (
    *CONTESTED,
    "unsupported",
    "single-source",
    "narrowly-sourced",
    "corroborated",
)
# Kinds of files that a browser shows or saves without running anything in them; SVG and HTML can carry scripts.
PUBLISHABLE: Final = frozenset(
    "png jpg jpeg gif webp avif pdf txt csv tsv json mp3 ogg oga opus m4a wav mp4 webm ogv zip ods odt".split()
)
INDEXES: Final = ("claims", "outlets", "people", "search", "data")  # the site's own pages, beside its stories
ARCHIVE: Final = "archive"  # where stories are listed by month
HEDGED_ONLY: Final = "hedged-only"
VALUES_DIFFER: Final = "values-differ"
DISTORTED: Final = "through-a-distorting-copy"


def publishable(name: str) -> bool:
    """Whether a file may leave the machine: it is of a kind that cannot run as code in a reader's browser."""
    return name.rpartition(".")[2].lower() in PUBLISHABLE
