"""Whether the history of a story ends with the statuses that its claims have now."""

from typing import NamedTuple

from sitegen.compare.findings import findings
from sitegen.model.comparison import Finding
from sitegen.model.problem import Origin, Problem
from sitegen.model.story import Claim, Story
from sitegen.problems import warning


class Turn(NamedTuple):
    """A claim whose status is not the last one of the history. `before` is that, "" where the history has none."""

    claim: Claim
    finding: Finding
    before: str
    address: Origin

    @property
    def status(self) -> str:
        """A term, or the editor's own word."""
        return self.claim.ruling.status if self.claim.ruling else self.finding.status


def turns(story: Story) -> tuple[Turn, ...]:
    """In the order of importance. Sourcing must be free of circles; the story is the one that is published."""
    last = {each.claim: each for each in story.history}
    claims = {claim.id: claim for claim in story.claims}
    found = []
    for finding in findings(story):
        step = last.get(finding.claim)
        claim = claims[finding.claim]
        turn = Turn(claim, finding, step.after if step else "", step.address if step else claim.address)
        if turn.before != turn.status:
            found.append(turn)
    return tuple(found)


def unrecorded_statuses(story: Story) -> tuple[Problem, ...]:
    """A warning for every status that is not in the history, if the story has one."""
    return tuple(_unrecorded(turn) for turn in turns(story)) if story.history else ()


def _unrecorded(turn: Turn) -> Problem:
    now = f'the status of "{turn.claim.id}" is "{turn.status}"'
    message = f'{now}, and the history ends with "{turn.before}"' if turn.before else f"{now}, and has no history"
    return warning(turn.address, "unrecorded-status", message, "write it down: sitegen record")
