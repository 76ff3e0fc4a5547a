"""Which stretches of a text stand inside quotation marks."""

import re

# What closes a quotation, by what opens it: some languages use the same marks the other way round.
CLOSING = {"“": "”“", "„": "“”„", "”": "”", '"': '"', "«": "»", "»": "«»", "‹": "›", "›": "‹›", "「": "」", "『": "』"}
SINGLE = {"‘": "’", "'": "'", "‚": "‘’"}  # they are apostrophes too
MARKS = re.compile(r"\[\.\.\.\]|[“„”\"«»‹›「」『』‘’'‚]")
GAP = "[...]"


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """The stretches [start, end) between quotation marks in a paragraph, without the marks; of nested ones the outer.

    A quotation that nothing closes goes on to the end, as one does whose next paragraph goes on with it, or to the next
    `[...]`; one that only closes began after the last of them. A single mark counts only when another one closes it.
    """
    found: list[tuple[int, int]] = []
    mark, start, begin = "", 0, 0
    for sign in MARKS.finditer(text):
        at, char = sign.start(), sign.group()
        if char == GAP:
            if mark and mark not in SINGLE:
                found.append((start, at))
            mark, begin = "", sign.end()
        elif mark and char in {**CLOSING, **SINGLE}[mark] and not (mark in SINGLE and _inside_a_word(text, at)):
            found.append((start, at))
            mark, begin = "", sign.end()
        elif char in CLOSING and (not mark or mark in SINGLE):
            if not mark and char in "”»" and _after_words(text, at):
                found.append((begin, at))  # what opened it is not in this excerpt
                begin = sign.end()
            else:
                mark, start = char, sign.end()
        elif char in SINGLE and not mark and not _after_words(text, at) and _before_words(text, sign.end()):
            mark, start = char, sign.end()
    if mark and mark not in SINGLE:
        found.append((start, len(text)))
    return tuple(found)


def _after_words(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?…;:)")


def _before_words(text: str, at: int) -> bool:
    return at < len(text) and not text[at].isspace()


def _inside_a_word(text: str, at: int) -> bool:
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
