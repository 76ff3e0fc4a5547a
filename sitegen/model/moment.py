"""A date as precisely as it is known: the subset of EDTF (ISO 8601-2:2019, level 1) that articles need."""

from datetime import UTC, datetime
from typing import Literal

from sitegen.model.noun import noun

Precision = Literal["day", "minute", "uncertain", "before", "unknown"]


@noun
class Moment:
    """`2022-03-14` · `2022-03-14T14:04-06:00` · `2022-03-13?` · `../2022-03-14` · `unknown`.

    `stamp` is the ISO text without the marks of doubt ("" if unknown), in the clock it was given in.
    """

    precision: Precision = "unknown"
    stamp: str = ""

    @property
    def day(self) -> str:
        """The calendar day as it was given, `YYYY-MM-DD`, or ""."""
        return self.stamp[:10]

    @property
    def instant(self) -> str:
        """A text that sorts by time: UTC to the second; a day alone stands for its first second; unknown is last."""
        if not self.stamp:
            return "9999"
        if self.precision != "minute":
            return self.stamp + "T00:00:00Z"
        return datetime.fromisoformat(self.stamp).astimezone(UTC).isoformat()[:19] + "Z"


UNKNOWN = Moment()
