"""After any sequence of edits, accidents and builds, a build gives what a clean build gives."""

import pytest
from rebuilds.machine import OPTIONS, Build, machine, run

SEQUENCES = 10  # from one number
NUMBERS = range(1, 21)
AS_IT_IS = 4  # every fourth number is for the program as it is, the others for the small world


@pytest.mark.long
@pytest.mark.parametrize("number", NUMBERS)
def test_a_rebuild_gives_what_a_clean_build_gives(number: int) -> None:
    run(machine(small=number % AS_IT_IS != 0), number, SEQUENCES)


@pytest.mark.parametrize("small", [True, False])
def test_the_project_to_begin_with_can_be_built(small: bool) -> None:
    """Or all comparisons would be of empty folders."""
    desk = machine(small=small)()
    try:
        desk.begin()
        for options in OPTIONS:
            clean = desk.reference.build(desk.folder, ("--no-search", *options))
            assert clean.code == (1 if "--strict" in options else 0)
            assert len(clean.site or ()) > 40 or options == ("--strict",)
        assert desk.most > 40
        desk.build(Build(way="process"))
    finally:
        desk.teardown()
