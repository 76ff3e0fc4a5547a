"""Nouns are values: frozen, equal by their fields, and the same after a pickle."""

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, fields, replace
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import sitegen
from sitegen.model.noun import noun


@noun
class Place:
    """Somewhere. Its fields have the names that a careless `__init__` trips over."""

    value: str
    cls: tuple[str, ...] = ()
    seen: list[str] = field(default_factory=list, compare=False, repr=False)

    @property
    def loud(self) -> str:
        return self.value.upper()


@noun
class Town(Place):
    size: int = 0


@noun
class Lone:
    only: str = "one"


def every_noun() -> list[Any]:
    names = [each.name for each in walk_packages(sitegen.__path__, "sitegen.") if "__" not in each.name]
    known = {each for name in names for each in vars(import_module(name)).values() if isinstance(each, type)}
    return sorted((each for each in known if hasattr(each, "_remade")), key=lambda each: each.__qualname__)


def test_a_noun_has_its_fields_its_defaults_and_its_properties() -> None:
    place = Place(value="Rome", cls=("a",))
    assert (place.value, place.cls, place.seen, place.loud) == ("Rome", ("a",), [], "ROME")
    assert Place.__doc__ == "Somewhere. Its fields have the names that a careless `__init__` trips over."
    assert Lone().only == "one"


def test_each_value_has_its_own_of_what_a_factory_makes() -> None:
    Place(value="Rome").seen.append("once")
    assert Place(value="Rome").seen == []


def test_a_noun_is_shown_with_its_fields() -> None:
    assert repr(Place(value="100 %")) == "Place(value='100 %', cls=())"
    assert repr(Lone()) == "Lone(only='one')"
    assert repr(Town(value="Ur", size=2)) == "Town(value='Ur', cls=(), size=2)"


def test_nouns_are_equal_when_the_fields_are_that_count() -> None:
    assert Place(value="Rome", seen=["x"]) == Place(value="Rome")
    assert hash(Place(value="Rome", seen=["x"])) == hash(Place(value="Rome"))
    assert Place(value="Rome") != Place(value="Rom")
    assert Lone() == Lone()
    assert Lone() != Lone(only="two")


def test_nouns_of_two_kinds_are_never_equal() -> None:
    assert Town(value="Rome") != Place(value="Rome")
    assert Lone() != "one"


def set_a_field() -> None:
    Place(value="Rome").value = "Ur"  # type: ignore[misc]


def set_another_name() -> None:
    Place(value="Rome").colour = "red"  # type: ignore[attr-defined]


def delete_a_field() -> None:
    del Place(value="Rome").value


@pytest.mark.parametrize("change", [set_a_field, set_another_name, delete_a_field])
def test_a_noun_never_changes(change: Callable[[], None]) -> None:
    with pytest.raises(FrozenInstanceError):
        change()


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: Place("Rome"), "positional"),
        (lambda: Place(), "missing 1 required keyword-only argument: 'value'"),
        (lambda: Place(value="Rome", size=2), "unexpected keyword argument 'size'"),
    ],
)
def test_a_noun_is_made_of_its_fields_by_name(make: Callable[[], object], fault: str) -> None:
    with pytest.raises(TypeError, match=fault):
        make()


def test_the_functions_for_dataclasses_take_nouns() -> None:
    town = Town(value="Ur", size=2)
    assert replace(town, value="Uruk") == Town(value="Uruk", size=2)
    assert [each.name for each in fields(town)] == ["value", "cls", "seen", "size"]
    assert [each.name for each in fields(town) if not each.compare] == ["seen"]
    assert asdict(town) == {"value": "Ur", "cls": (), "seen": [], "size": 2}


def test_every_noun_is_the_same_after_a_pickle() -> None:
    nouns = every_noun()
    assert len(nouns) > 80
    for each in nouns:
        value = each(**{one.name: (one.name,) for one in fields(each)})
        again = pickle.loads(pickle.dumps(value, 5))
        assert again == value
        assert repr(again) == repr(value)  # with what does not count for equality
