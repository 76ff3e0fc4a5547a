"""A memory gives back what was made under an equal key, and forgets what nobody asks for."""

from collections.abc import Callable

import pytest

from sitegen.memory import Memory, digest


class Maker:
    """Counts how often something was made."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> int:
        self.made += 1
        return self.made


def test_a_value_is_made_once_for_equal_keys() -> None:
    memory, make = Memory(), Maker()
    assert [memory.recall("pages", "a", ("key", 1), make) for _ in range(3)] == [1, 1, 1]


def test_another_key_makes_a_new_value_and_the_old_one_is_gone() -> None:
    memory, make = Memory(), Maker()
    assert [memory.recall("pages", "a", key, make) for key in "xyyx"] == [1, 2, 2, 3]


def test_shelves_and_names_are_kept_apart() -> None:
    memory, make = Memory(), Maker()
    assert memory.recall("pages", "a", "k", make) == 1
    assert memory.recall("stories", "a", "k", make) == 2
    assert memory.recall("pages", "b", "k", make) == 3
    assert memory.recall("pages", "a", "k", make) == 1


def test_none_is_remembered_too() -> None:
    memory, make = Memory(), Maker()
    nothing: Callable[[], None] = lambda: make() and None  # noqa: E731
    assert memory.recall("pages", "a", "k", nothing) is None
    assert memory.recall("pages", "a", "k", nothing) is None
    assert make.made == 1


def test_what_a_build_did_not_ask_for_is_forgotten() -> None:
    memory, make = Memory(), Maker()
    for name in ("a", "b"):
        memory.recall("pages", name, "k", make)
    memory.forget_unused()
    memory.recall("pages", "a", "k", make)
    memory.forget_unused()
    assert memory.recall("pages", "a", "k", make) == 1
    assert memory.recall("pages", "b", "k", make) == 3


def test_what_cannot_be_made_is_not_remembered() -> None:
    memory, make = Memory(), Maker()

    def fail() -> int:
        raise OSError

    with pytest.raises(OSError):
        memory.recall("pages", "a", "k", fail)
    assert memory.recall("pages", "a", "k", make) == 1


def test_different_texts_have_different_digests() -> None:
    lists = [(), ("",), ("", ""), ("a",), ("a", ""), ("", "a"), ("ab",), ("a", "b"), ("1:a",), ("a1:b",), ("é",)]
    assert len({digest(*each) for each in lists}) == len(lists)


def test_equal_texts_have_equal_digests_on_every_machine() -> None:
    assert digest("a", "é") == digest(b"a", "é".encode())
    assert digest("a", "é") == "7109eab322e40417f68c2324b32fc46083de5559b26afa84ad8bec35a870d871"
