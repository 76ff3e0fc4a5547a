"""When two figures are the same figure."""

import re
from unicodedata import normalize

GROUPING = re.compile(r"(?<=\d)[,'’\s](?=\d{3}(?!\d))")
DASHES = re.compile(r"\s*[‐‑‒–—―−-]\s*")


def normalised(value: str) -> str:
    """`5,000 – 9,000 Dead` and `5000-9000 dead` are one value: case, spaces, dashes and digit grouping are folded."""
    text = normalize("NFKC", value).casefold()
    text = DASHES.sub("-", GROUPING.sub("", text))
    return " ".join(text.split())
