"""Made-up words in a Zipf distribution, in several scripts, and sentences of them. Only `random()` is drawn from the
generator: it alone promises the same numbers in every version of Python."""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import TypeVar

T = TypeVar("T")

VOCABULARY = 20_000
ZIPF_SHIFT = 2.7  # Mandelbrot's: the commonest words are less common than 1/rank says


@dataclass(frozen=True)
class Script:
    """What words are made of. `gap` stands between words; `hedge` is two words that weaken a sentence."""

    lang: str
    onsets: tuple[str, ...]
    vowels: tuple[str, ...] = ("",)
    codas: tuple[str, ...] = ("",)
    hedge: str = "may have"
    stop: str = "."
    comma: str = ","
    gap: str = " "


LATIN = Script(
    "en",
    onsets=(*"bcdfghklmnprstvw", *"bdklmnrst", "ch", "sh", "st", "th", "tr", "br"),
    vowels=(*"aaeeiioou", "ai", "ea", "ou"),
    codas=(*[""] * 7, *"lmnrst", "nd", "st"),
)
CYRILLIC = Script(
    "uk",
    onsets=(*"бвгдзклмнпрстхчш", *"внкст", "пр", "ст"),
    vowels=(*"ааеиіооу", "я", "є"),
    codas=(*[""] * 7, *"йлмнрст", "ть"),
    hedge="можливо було",
)
ARABIC = Script(
    "ar",
    onsets=tuple("بتثجحخدذرزسشصطعغفقكلمنهوي"),
    vowels=("", "", "ا", "ي", "و"),
    codas=("", "", "", "ة", "ن", "ر"),
    hedge="ربما كان",
    comma="،",
)
DEVANAGARI = Script(
    "hi",
    onsets=tuple("कखगघचजटडतथदधनपबभमयरलवशसह"),
    vowels=("", "", "ा", "ि", "ी", "ु", "े", "ो"),
    codas=("", "", "", "ं", "न", "र"),
    hedge="शायद था",
    stop="।",
)
HAN = Script(
    "zh", onsets=tuple(map(chr, range(0x4E10, 0x4E10 + 2400))), hedge="可能 已经", stop="。", comma="，", gap=""
)


class Dice:
    """What one stretch of text is drawn from: the same seed gives the same draws."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def number(self, low: int, high: int) -> int:
        """Between `low` and `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def one(self, items: list[T] | tuple[T, ...]) -> T:
        return items[int(self._random() * len(items))]

    def some(self, items: list[T], count: int) -> list[T]:
        """`count` different ones, in the order in which they were drawn."""
        rest = list(items)
        return [rest.pop(int(self._random() * len(rest))) for _ in range(count)]

    def below(self, end: float) -> float:
        return self._random() * end


class Language:
    """A vocabulary in order of frequency. Its texts have a space between words, also where the script has none."""

    def __init__(self, seed: str, script: Script = LATIN) -> None:
        self.script = script
        dice = Dice(f"{seed}/vocabulary")
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            # Frequent words are short, as in every language.
            syllables = 1 + (len(words) > 60) + (len(words) > 1500) * dice.number(0, 2)
            parts = (
                dice.one(script.onsets) + dice.one(script.vowels) + dice.one(script.codas) for _ in range(syllables)
            )
            words["".join(parts)] = None
        self._words = list(words)
        self._sums = list(accumulate(1 / (rank + ZIPF_SHIFT) for rank in range(1, VOCABULARY + 1)))

    def word(self, dice: Dice) -> str:
        return self._words[bisect(self._sums, dice.below(self._sums[-1]))]

    def words(self, dice: Dice, count: int) -> list[str]:
        return [self.word(dice) for _ in range(count)]

    def rare(self, dice: Dice) -> str:
        return self._words[dice.number(VOCABULARY // 4, VOCABULARY - 1)]

    def name(self, dice: Dice) -> str:
        return f"{self.rare(dice).capitalize()} {self.rare(dice).capitalize()}"

    def title(self, dice: Dice, longest: int) -> str:
        """A headline of at most `longest` characters."""
        title = self.rare(dice).capitalize()
        for word in [*self.words(dice, dice.number(3, 6)), self.rare(dice)]:
            if len(title) + 1 + len(word) <= longest:
                title += f" {word}"
        return title

    def sentence(self, dice: Dice, shortest: int = 8, longest: int = 24) -> str:
        words = self.words(dice, dice.number(shortest, longest))
        for place in range(4, len(words) - 3, 6):
            if dice.chance(0.4):
                words[place] += self.script.comma
        return f"{' '.join(words).capitalize()}{self.script.stop}"
