"""In which direction a language is written."""

from functools import lru_cache

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw khw ks nqo ps sd syr ug ur yi".split())
RIGHT_TO_LEFT_SCRIPTS = frozenset(("arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr"))


@lru_cache(maxsize=256)
def direction(tag: str) -> str:
    """`rtl` or `ltr` for a BCP 47 tag; a script subtag decides before the language does."""
    parts = tag.lower().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RIGHT_TO_LEFT else "ltr"
