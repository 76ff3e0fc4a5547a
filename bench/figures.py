"""What was measured, and its medians."""

from dataclasses import dataclass, field
from statistics import median

from measure import Cost


@dataclass
class Figures:
    """For one size of bundle: figures by (what, who), then by round. Those of previews have no processor time."""

    articles: int
    pages: int
    costs: dict[tuple[str, str], dict[int, Cost]] = field(default_factory=dict)

    def add(self, what: str, who: str, number: int, cost: Cost) -> None:
        self.costs.setdefault((what, who), {})[number] = cost

    def whats(self) -> list[str]:
        return list(dict.fromkeys(what for what, _ in self.costs))

    def whos(self, what: str) -> list[str]:
        return [who for each, who in self.costs if each == what]

    def seconds(self, what: str, who: str) -> float:
        return median(cost.seconds for cost in self.costs[what, who].values())

    def processor(self, what: str, who: str) -> float:
        return median(cost.processor for cost in self.costs[what, who].values())

    def memory(self, what: str, who: str) -> int:
        return max(cost.memory for cost in self.costs[what, who].values())

    def ratio(self, what: str, who: str, to: str) -> float | None:
        """The median, over the rounds, of the time of `who` in units of the time of `to` in the same round."""
        mine, theirs = self.costs.get((what, who), {}), self.costs.get((what, to), {})
        pairs = [mine[number].seconds / theirs[number].seconds for number in mine if number in theirs]
        return median(pairs) if pairs else None
