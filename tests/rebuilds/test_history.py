"""A project that goes through its whole history, with one memory, gives at every state what a clean build gives."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from rebuilds.machine import BUILDERS, REFERENCES
from rebuilds.published import Output, compare, outcome
from rebuilds.series import check_out, committed, recorded
from rebuilds.trees import Tree

KEEP_GOING = ("--keep-going",)  # what was right once may be an error by now

pytestmark = pytest.mark.long


def replay(states: Sequence[Tree], folder: Path) -> None:
    """Build each state; then go back to the first, and to the last again."""
    folder.mkdir()
    output = Output(folder / "site")
    for number, state in enumerate((*states, states[0], states[-1])):
        check_out(state, folder)
        wanted = outcome(output, REFERENCES[False].build(folder, ("--no-search", *KEEP_GOING)))
        builder = BUILDERS[False][number % 2]
        compare(wanted, output, builder.run(folder, ["build", "--no-search", *KEEP_GOING], watched=output.folder))


def test_the_recorded_series(tmp_path: Path) -> None:
    states = list(recorded())
    assert len(states) > 12
    replay(states, tmp_path / "desk")


@pytest.mark.parametrize("with_themes", [True, False])
def test_the_history_of_the_demo(with_themes: bool, tmp_path: Path) -> None:
    """Templates of the past do not fit the program of today, and then nothing is published: so once without them."""
    states = list(committed(12)) or list(recorded())  # a shallow clone or a package has no history
    if not with_themes:
        states = [{path: data for path, data in state.items() if path.startswith("content/")} for state in states]
    replay(states, tmp_path / "desk")
