"""The machine lets pass what is right, and finds what is wrong: a small builder with a memory, and its faults."""

import pytest
from rebuilds.machine import builders, machine, run
from rebuilds.published import Mismatch
from rebuilds.toys import FAULTS

SEQUENCES = 10
NUMBERS = range(1, 25)  # as many as the program itself has to pass


def test_a_builder_that_remembers_well_passes() -> None:
    planted = builders(["rebuilds.toys:plant:none"])
    try:
        for number in NUMBERS[:3]:
            run(machine(planted=planted), number, SEQUENCES)
    finally:
        for builder in planted:
            builder.end()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    planted = builders([f"rebuilds.toys:plant:{fault}"])
    try:
        with pytest.raises(Mismatch):
            for number in NUMBERS:
                run(machine(planted=planted), number, SEQUENCES)
    finally:
        for builder in planted:
            builder.end()
