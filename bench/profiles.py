"""The kinds of bundle that can be made: the usual one, and others that keep a program from being tuned to it."""

from dataclasses import dataclass

from words import ARABIC, CYRILLIC, DEVANAGARI, HAN, LATIN, Script


@dataclass(frozen=True)
class Profile:
    """`articles`, `claims`: of a story. `mentions`: of an article, at most as many as there are claims.

    `length`: characters after which an article ends with the paragraph. `copies`: their share of the articles.
    """

    name: str
    about: str
    articles: int
    claims: int
    mentions: int
    length: int
    copies: float = 0.2
    scripts: tuple[Script, ...] = (LATIN,)


NEWS = Profile("news", "five articles of 3.5 KB and eight claims a story", 5, 8, 8, 3300)
PROFILES = {
    profile.name: profile
    for profile in (
        NEWS,
        Profile("large", "forty articles of 14 KB and sixty claims a story", 40, 60, 24, 14_000),
        Profile("tiny", "one article of 600 characters and two claims a story", 1, 2, 2, 500),
        Profile(
            "scripts",
            "like news, in Ukrainian, Arabic, Hindi and Chinese letters in turn",
            5,
            8,
            8,
            3300,
            scripts=(CYRILLIC, ARABIC, DEVANAGARI, HAN),
        ),
    )
}
