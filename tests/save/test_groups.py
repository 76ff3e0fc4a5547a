"""A change touches one group, and the others stay what they are."""

import pytest

from sitegen.model.page import Record
from sitegen.save import groups as grouping
from sitegen.save.groups import Group, Part, groups, part, size

MANY = tuple(Part(id=f"story-{number}", key=f"key-{number}", size=40) for number in range(200))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "LARGEST", 1000)


def record(**fields: str) -> Record:
    return Record(
        **{"url": "a/", "type": "page", "title": "", "text": "", "lang": "en", "date": "", **fields}, filters=()
    )


def keys(found: tuple[Group, ...]) -> set[str]:
    return {each.key for each in found}


def test_a_small_site_is_one_group() -> None:
    found = groups(MANY[:25], "en")
    assert [(each.place, each.leads) for each in found] == [("all/", True)]
    assert set(found[0].parts) == {each.id for each in MANY[:25]}


def test_nothing_to_find_is_no_group() -> None:
    assert groups([part("pages", ())], "en") == ()


def test_every_story_is_in_one_group_and_none_is_too_large() -> None:
    found = groups(MANY, "en")
    assert len(found) >= 8
    assert sorted(name for each in found for name in each.parts) == sorted(each.id for each in MANY)
    assert max(len(each.parts) for each in found) <= 25
    assert len({each.place for each in found}) == len(found)
    assert [each.leads for each in found] == [True, *[False] * (len(found) - 1)]


def test_a_story_that_is_large_by_itself_is_a_group_with_few_others() -> None:
    found = groups((*MANY[:20], Part(id="large", key="large", size=5000)), "en")
    assert [each.parts for each in found if "large" in each.parts] == [("large",)]


def test_the_order_in_which_stories_come_is_nothing() -> None:
    assert groups(tuple(reversed(MANY)), "en") == groups(MANY, "en")


def test_a_change_touches_one_group() -> None:
    before = groups(MANY, "en")
    changed = tuple(Part(id=each.id, key="new", size=41) if each.id == "story-7" else each for each in MANY)
    after = groups(changed, "en")
    assert [each.parts for each in after] == [each.parts for each in before]
    assert len(keys(after) - keys(before)) == 1


@pytest.mark.parametrize("number", range(25))
def test_a_story_that_comes_or_goes_touches_one_group_or_splits_it(number: int) -> None:
    more = Part(id=f"another-{number}", key="another", size=40)
    with_it, without = groups((*MANY, more), "en"), groups(MANY, "en")
    assert len(keys(with_it) - keys(without)) in (1, 2)
    assert len(keys(without) - keys(with_it)) <= 1  # none if the place was empty


def test_a_language_or_a_version_touches_every_group() -> None:
    assert not keys(groups(MANY, "en")) & keys(groups(MANY, "de"))


def test_the_key_of_a_part_changes_with_every_field_of_a_record() -> None:
    records = (record(), *(record(**{name: "b"}) for name in ("url", "type", "title", "text", "lang", "date")))
    assert len({part("story", (each,)).key for each in records}) == len(records)
    assert part("story", (record(), record())).key != part("story", (record(),)).key


def test_a_record_costs_something_and_so_does_its_text() -> None:
    assert 0 == size(()) < size((record(),)) < size((record(text="a"),)) < size((record(text="a"), record()))
