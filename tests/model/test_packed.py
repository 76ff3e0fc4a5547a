"""Nouns as bytes: nothing else comes out of them."""

import os
import pickle

import pytest

from sitegen.load.register import Register
from sitegen.model.packed import packed, unpacked
from sitegen.model.site import Outlet, Person
from sitegen.model.views import Link, Period


@pytest.mark.parametrize(
    "value",
    [
        Link(text="The Herald", url="outlets/herald/"),
        (Period(label="May", url="archive/2031-05/", count=3), "a text", 7, None),
        Register(
            outlets={"herald": Outlet(id="herald", name="Herald")},
            people={"mayor": Person(id="mayor", name="The mayor", named=False)},
            faulty_people=frozenset(["clerk"]),
        ),
    ],
    ids=["noun", "nouns", "register"],
)
def test_what_is_packed_comes_back(value: object) -> None:
    assert unpacked(packed(value)) == value


class Attack:
    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call[0], self.call[1:]


@pytest.mark.parametrize("attack", [Attack(os.system, "true"), Attack(eval, "1"), Attack(getattr, Link, "_fields")])
def test_nothing_but_nouns_can_be_made(attack: Attack) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no noun"):
        unpacked(pickle.dumps(attack))
