"""Every field says what its text is to become, and everything that is wrong with a mapping is said at once."""

from dataclasses import field
from typing import Annotated, Any, Literal

import pytest

from sitegen.load.faults import shaped
from sitegen.load.fields import Kind, Named, Wrong, kind_of, one_or_many, wrong
from sitegen.load.shapes import PageShape, PersonShape, RulingShape
from sitegen.model.noun import noun


def _word(value: Any) -> str:
    if not isinstance(value, str) or " " in value:
        raise wrong("no_word", value)
    return value


WORD = Kind(_word, {"type": "string", "pattern": "^[^ ]*$"})
Word = Annotated[str, WORD]


@noun
class Wheel:
    size: Word
    colour: Literal["red", "black"] | None = None


@noun
class Cart:
    name: Word
    source: Annotated[Word, Named("from")] = ""
    drivers: Annotated[tuple[str, ...], one_or_many(WORD, least=1)] = ()
    wheels: tuple[Wheel, ...] = ()
    loads: dict[Word, Wheel] = field(default_factory=dict)


def mistakes(value: Any) -> list[tuple[Any, ...]]:
    with pytest.raises(Wrong) as found:
        kind_of(Cart).read(value)
    return [(*each.path, each.kind) for each in found.value.mistakes]


def test_a_mapping_becomes_its_shape() -> None:
    value = {"from": "here", "name": "c", "wheels": [{"size": "2"}], "loads": {"a": {"size": "1", "colour": "red"}}}
    assert kind_of(Cart).read(value) == Cart(
        name="c", source="here", wheels=(Wheel(size="2"),), loads={"a": Wheel(size="1", colour="red")}
    )


def test_one_item_stands_for_a_list_of_one() -> None:
    assert kind_of(Cart).read({"name": "c", "drivers": "Ann"}) == Cart(name="c", drivers=("Ann",))


def test_everything_that_is_wrong_is_said_in_the_order_of_the_fields_and_unknown_keys_at_last() -> None:
    value = {
        "horse": "x",
        "loads": {"a b": {}, "c": "d"},
        "wheels": [{"size": "1"}, {"size": "a b", "colour": "blue"}, "round"],
        "drivers": "Ann Lee",
        "source": "x",
    }
    assert mistakes(value) == [
        ("name", "missing"),
        ("drivers", 0, "no_word"),
        ("wheels", 1, "size", "no_word"),
        ("wheels", 1, "colour", "literal_error"),
        ("wheels", 2, "model_type"),
        ("loads", "a b", "no_word"),
        ("loads", "a b", "size", "missing"),
        ("loads", "c", "model_type"),
        ("horse", "extra_forbidden"),
        ("source", "extra_forbidden"),
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("c", [("model_type",)]),
        ({"name": "c", "drivers": []}, [("drivers", "too_short")]),
        ({"name": "c", "drivers": {}}, [("drivers", "tuple_type")]),
        ({"name": "c", "drivers": ["Ann", ["Lee"]]}, [("drivers", 1, "no_word")]),
        ({"name": "c", "wheels": {}}, [("wheels", "tuple_type")]),
        ({"name": "c", "loads": []}, [("loads", "dict_type")]),
        ({"name": "c", "wheels": [{"size": "1", "colour": ["red"]}]}, [("wheels", 0, "colour", "literal_error")]),
    ],
)
def test_a_value_of_another_make_is_wrong_as_a_whole(value: Any, found: list[tuple[Any, ...]]) -> None:
    assert mistakes(value) == found


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1", 1), (" 12 ", 12), ("+3", 3), ("007", 7), ("1_000", 1000), ("2.0", 2), ("1000000", 1_000_000)],
)
def test_a_whole_number_may_be_written_in_many_ways(typed: str, number: int) -> None:
    found, faults = shaped({"name": "N", "count": typed}, PersonShape)
    assert found
    assert (found.count, faults) == (number, ())


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("0", "count must be at least 1"),
        ("-1", "count must be at least 1"),
        ("1000001", "count must be at most 1000000"),
        ("9" * 5000, "count must be at most 1000000"),
        ("two", 'count must be a whole number, not "two"'),
        ("1.5", 'count must be a whole number, not "1.5"'),
        ("1e3", 'count must be a whole number, not "1e3"'),
        ("1__0", 'count must be a whole number, not "1__0"'),
        ("١", 'count must be a whole number, not "١"'),
        (["1"], "count must be a whole number, not a list"),
    ],
)
def test_what_is_no_whole_number_in_range_is_said_so(typed: Any, message: str) -> None:
    _, faults = shaped({"name": "N", "count": typed}, PersonShape)
    assert [fault.message for fault in faults] == [message]


def test_a_ruling_has_a_word_not_a_sentence() -> None:
    _, faults = shaped({"status": "x" * 61, "reason": "R", "by": "B"}, RulingShape)
    assert [fault.message for fault in faults] == ["status has more than 60 characters"]


def test_an_order_may_be_nought() -> None:
    found, _ = shaped({"title": "T", "order": "0"}, PageShape)
    assert found
    assert found.order == 0
