"""The machine finds what is wrong: a small builder with a memory, and its faults. `soak.py --fault` has them all."""

import pytest
from rebuilds.machine import builders, machine, run
from rebuilds.published import Mismatch

SEQUENCES = 10
NUMBERS = range(1, 21)  # as many as the program itself has to pass
QUICKLY_FOUND = ("forgets the theme", "forgets the outlets", "forgets names", "keeps deleted pages", "trusts times")

pytestmark = pytest.mark.long


@pytest.mark.parametrize("fault", QUICKLY_FOUND)
def test_a_planted_fault_is_found(fault: str) -> None:
    planted = builders([f"rebuilds.toys:plant:{fault}"])
    try:
        with pytest.raises(Mismatch):
            for number in NUMBERS:
                run(machine(planted=planted), number, SEQUENCES)
    finally:
        for builder in planted:
            builder.end()
