"""The words of the interface in the language of a site: texts, plurals, numbers, lists and dates.

English stands in the code and in the templates, and needs nothing. For another language there is a gettext catalogue in
`locale/`, and Babel knows from CLDR how dates, lists and numbers are written. Neither is loaded for an English site.
"""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from sitegen.memory import digest

FOLDER = Path(__file__).with_name("locale")
SOURCE = "en"  # the language that messages are written in
MONTHS = "January February March April May June July August September October November December".split()
SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


class Tongue:
    """English: every message is its own translation. `key` changes with every byte of the catalogue."""

    language = SOURCE
    key = ""

    # --- Messages

    def text(self, message: str, /, **values: object) -> str:
        """The message; `%(name)s` in it stands for a value. What is not in the catalogue stays as it is."""
        found = self.translation(message)
        return found % values if values else found

    def plural(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form for this number, which `%(num)s` stands for."""
        return self.forms(one, many)[self.form(number)] % {"num": self.number(number), **values}

    def plurals(self, one: str, many: str) -> str:
        """All forms for a script that counts: `one:%(num)s claim|other:%(num)s claims`, by the categories of CLDR."""
        forms = self.forms(one, many)
        return "|".join([f"{category}:{forms[self.form(number)]}" for category, number in self.categories()])

    def sense(self, context: str, message: str, /) -> str:
        """The message in one of its senses: what is one word in English may be several elsewhere."""
        return self.translation(message, context)

    def translation(self, message: str, context: str | None = None) -> str:
        return message

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        """All forms of a message, in the order that `form` counts in."""
        return one, many

    def form(self, number: int) -> int:
        """Which of the forms stands with a number."""
        return int(number != 1)

    def categories(self) -> tuple[tuple[str, int], ...]:
        """The categories of numbers, each with a number that is in it."""
        return ("one", 1), ("other", 2)

    # --- Numbers, lists, dates

    def number(self, number: int) -> str:
        """`50,000`."""
        return f"{number:,}"

    def spelled(self, number: int) -> str:
        """`five`, `13`: as a number stands in a sentence; in digits in languages whose words for numbers bend."""
        return SMALL[number] if number < len(SMALL) else f"{number:,}"

    def listed(self, words: Sequence[str]) -> str:
        """`A, B and C`."""
        return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)

    def day(self, stamp: str) -> str:
        """`14 March 2022` for `2022-03-14`."""
        year, month, day = map(int, stamp.split("-"))
        return f"{day} {MONTHS[month - 1]} {year}"

    def month(self, stamp: str) -> str:
        """`March 2022` for `2022-03`."""
        return f"{self.month_name(stamp)} {int(stamp[:4])}"

    def month_name(self, stamp: str) -> str:
        """`March` for `2022-03`."""
        return MONTHS[int(stamp[5:7]) - 1]

    def day_of_month(self, stamp: str) -> str:
        """`14 March` for `2022-03-14`."""
        return f"{int(stamp[8:10])} {self.month_name(stamp)}"


ENGLISH = Tongue()


class _Translated(Tongue):
    """A language that there is a catalogue for. `tag` is the site's, with its region: Austrians have other months."""

    def __init__(self, tag: str, language: str, data: bytes) -> None:
        from gettext import c2py
        from io import BytesIO

        from babel import Locale
        from babel.core import UnknownLocaleError
        from babel.messages.pofile import read_po

        self.language = language
        self.key = digest(tag, data)
        self._catalogue = read_po(BytesIO(data), locale=language)
        self._form = lru_cache(maxsize=1024)(c2py(self._catalogue.plural_expr))
        try:
            self._locale = Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):  # a tag that CLDR does not know, such as a variant of our own
            self._locale = Locale.parse(language)

    def translation(self, message: str, context: str | None = None) -> str:
        found = self._catalogue.get(message, context) if message else None  # "" is the head of the catalogue
        return found.string if found and isinstance(found.string, str) and found.string else message

    def forms(self, one: str, many: str) -> tuple[str, ...]:
        found = self._catalogue.get(one)
        if found and isinstance(found.string, tuple) and all(found.string):
            return found.string
        of_one, of_two = self.form(1), self.form(2)
        return tuple(one if of_one == place != of_two else many for place in range(self._catalogue.num_plurals))

    def form(self, number: int) -> int:
        return self._form(number)

    def categories(self) -> tuple[tuple[str, int], ...]:
        found: dict[str, int] = {}
        for number in range(200):
            found.setdefault(self._locale.plural_form(number), number)
        return tuple(sorted(found.items()))

    def number(self, number: int) -> str:
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self._locale)

    def spelled(self, number: int) -> str:
        return self.number(number)

    def listed(self, words: Sequence[str]) -> str:
        from babel.lists import format_list

        return format_list(words, locale=self._locale)

    def day(self, stamp: str) -> str:
        from babel.dates import format_date

        return format_date(date.fromisoformat(stamp), "long", locale=self._locale)

    def month(self, stamp: str) -> str:
        return self._skeleton("yMMMM", stamp)

    def month_name(self, stamp: str) -> str:
        return self._skeleton("LLLL", stamp)

    def day_of_month(self, stamp: str) -> str:
        return self._skeleton("MMMMd", stamp)

    def _skeleton(self, skeleton: str, stamp: str) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, date.fromisoformat(f"{stamp}-01"[:10]), locale=self._locale)


@cache
def tongue(tag: str) -> Tongue:
    """The tongue for a BCP 47 tag: by its first subtag; English where there is no catalogue for that."""
    language = tag.partition("-")[0].lower()
    try:
        data = (FOLDER / language / "LC_MESSAGES" / "sitegen.po").read_bytes()
    except OSError:
        return ENGLISH
    return _Translated(tag, language, data)
