"""What was measured, and its medians."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from measure import Cost


@dataclass
class Figures:
    """For one size of bundle: figures by (what, who), one a round. `start`, `served` and `shown` are plain seconds."""

    articles: int
    pages: int
    costs: dict[tuple[str, str], list[Cost]] = field(default_factory=dict)

    def add(self, what: str, who: str, cost: Cost) -> None:
        self.costs.setdefault((what, who), []).append(cost)

    def whats(self) -> list[str]:
        return list(dict.fromkeys(what for what, _ in self.costs))

    def whos(self, what: str) -> list[str]:
        return [who for each, who in self.costs if each == what]

    def seconds(self, what: str, who: str) -> float:
        return median(cost.seconds for cost in self.costs[what, who])

    def processor(self, what: str, who: str) -> float:
        return median(cost.processor for cost in self.costs[what, who])

    def memory(self, what: str, who: str) -> int:
        return max(cost.memory for cost in self.costs[what, who])

    def ratio(self, what: str, who: str, to: str) -> float | None:
        """The median, over the rounds, of the time of `who` in units of the time of `to` in the same round."""
        mine: Sequence[Cost] = self.costs.get((what, who), ())
        theirs: Sequence[Cost] = self.costs.get((what, to), ())
        pairs = [one.seconds / other.seconds for one, other in zip(mine, theirs, strict=False)]
        return median(pairs) if pairs else None
