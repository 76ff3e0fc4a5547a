"""What was measured, and what is said of it: medians, ratios, and the worst of twenty."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from measure import Cost
from written import Written

RECORDS = "pagefind over sitegen's records"  # who is measured


@dataclass
class Figures:
    """For one bundle: by (what, who), then by round, one cost for each time that it was done.

    `whole`: all that there is was to be measured, not only builds of two. The costs of previews have no processor time.
    `missed` says why there is no figure, or what is wrong. `written` is what one build wrote.
    """

    profile: str
    articles: int
    pages: int
    whole: bool
    costs: dict[tuple[str, str], dict[int, list[Cost]]] = field(default_factory=dict)
    missed: dict[tuple[str, str], str] = field(default_factory=dict)
    written: dict[tuple[str, str], Written] = field(default_factory=dict)
    verified: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return corpus(self.profile, self.articles)

    def add(self, what: str, who: str, number: int, cost: Cost) -> None:
        self.costs.setdefault((what, who), {}).setdefault(number, []).append(cost)

    def has(self, what: str, who: str) -> bool:
        return (what, who) in self.costs

    def whats(self) -> list[str]:
        return list(dict.fromkeys(what for what, _ in self.costs))

    def whos(self, what: str) -> list[str]:
        return [who for each, who in self.costs if each == what]

    def times(self, what: str, who: str) -> list[float]:
        return [cost.seconds for cost in self._all(what, who)]

    def seconds(self, what: str, who: str) -> float:
        return median(self.times(what, who))

    def worst(self, what: str, who: str) -> float:
        """What 19 of 20 stay within: the 95th percentile, by the nearest rank."""
        times = sorted(self.times(what, who))
        return times[math.ceil(0.95 * len(times)) - 1]

    def processor(self, what: str, who: str) -> float:
        return median(cost.processor for cost in self._all(what, who))

    def memory(self, what: str, who: str) -> int:
        return max(cost.memory for cost in self._all(what, who))

    def disk(self, what: str, who: str) -> float:
        return median(cost.written for cost in self._all(what, who))

    def by_round(self, what: str, who: str) -> dict[int, float]:
        return {
            number: median(cost.seconds for cost in costs) for number, costs in self.costs.get((what, who), {}).items()
        }

    def ratio(self, what: str, who: str, to_what: str, to: str) -> float | None:
        """The median, over the rounds, of one time in units of another of the same round."""
        return ratio(self.by_round(what, who), self.by_round(to_what, to))

    def _all(self, what: str, who: str) -> list[Cost]:
        return [cost for costs in self.costs[what, who].values() for cost in costs]


def corpus(profile: str, articles: int) -> str:
    return str(articles) if profile == "news" else f"{profile}-{articles}"


def ratio(mine: Mapping[int, float], theirs: Mapping[int, float]) -> float | None:
    pairs = [mine[number] / theirs[number] for number in mine if number in theirs]
    return median(pairs) if pairs else None


def save_figures(path: Path, every: Iterable[Figures], about: list[tuple[str, str]]) -> None:
    """All that a report needs, so that it can be written again without measuring."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"about": about, "figures": [_flat(each) for each in every]}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def saved_figures(path: Path) -> tuple[list[Figures], list[tuple[str, str]]]:
    found = json.loads(path.read_text(encoding="utf-8"))
    return [_deep(each) for each in found["figures"]], [(name, value) for name, value in found["about"]]


def _flat(figures: Figures) -> dict[str, Any]:
    flat = asdict(figures)
    for name in ("costs", "missed", "written"):
        flat[name] = [[*key, value] for key, value in flat[name].items()]
    return flat


def _deep(flat: dict[str, Any]) -> Figures:
    figures = Figures(flat["profile"], flat["articles"], flat["pages"], flat["whole"], verified=flat["verified"])
    for what, who, rounds in flat["costs"]:
        for number, costs in rounds.items():
            for cost in costs:
                figures.add(what, who, int(number), Cost(*cost))
    figures.missed = {(what, who): why for what, who, why in flat["missed"]}
    figures.written = {(what, who): Written(**found) for what, who, found in flat["written"]}
    return figures
