"""Old addresses lead to new ones, through every rename since; and back to the name that a page had at first."""

import pytest

from sitegen.model.redirects import first_name, kind_of, present

WAYS = {
    "stories/dam/claims/crack/": "stories/dam/claims/wide-crack/",
    "stories/dam/": "stories/lowick-dam/",
    "stories/lowick-dam/claims/wide-crack/": "stories/lowick-dam/claims/the-crack/",
    "outlets/herald/": "outlets/valley-herald/",
    "stories/one/": "stories/two/",
    "stories/two/": "stories/one/",
}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stories/dam/", "stories/lowick-dam/"),
        ("stories/dam/herald/", "stories/lowick-dam/herald/"),
        ("stories/dam/claims/crack/", "stories/lowick-dam/claims/the-crack/"),
        ("stories/dam/claims/wide-crack/", "stories/lowick-dam/claims/the-crack/"),
        ("stories/dam-two/", "stories/dam-two/"),
        ("outlets/herald/", "outlets/valley-herald/"),
        ("stories/one/herald/", ""),
    ],
)
def test_an_old_address_leads_through_all_renames(old: str, new: str) -> None:
    assert present(old, WAYS) == new


@pytest.mark.parametrize(
    ("now", "first"),
    [
        ("stories/lowick-dam/", "stories/dam/"),
        ("stories/lowick-dam/claims/the-crack/", "stories/dam/claims/crack/"),
        ("stories/lowick-dam/herald/", "stories/dam/herald/"),
        ("outlets/valley-herald/", "outlets/herald/"),
        ("stories/flood/", "stories/flood/"),
    ],
)
def test_a_page_keeps_the_name_that_it_had_at_first(now: str, first: str) -> None:
    assert first_name(now, WAYS) == first


def test_of_two_addresses_that_were_joined_the_one_that_was_written_first_is_the_first_name() -> None:
    assert first_name("people/ann/", {"people/anna/": "people/ann/", "people/anne/": "people/ann/"}) == "people/anna/"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("stories/dam/", "story"),
        ("stories/dam/herald/", "article"),
        ("stories/dam/claims/crack/", "claim"),
        ("outlets/herald/", "outlet"),
        ("people/ann-lee/", "person"),
        ("about/", "page"),
        ("stories/dam/claims/", ""),
        ("stories/dam/claims/crack/card/", ""),
        ("claims/", ""),
        ("archive/", ""),
        ("stories/dam", ""),
        ("/stories/dam/", ""),
        ("stories/Dam/", ""),
        ("outlets/herald/2031-05/", ""),
    ],
)
def test_only_pages_that_people_link_to_have_addresses_that_keep(address: str, kind: str) -> None:
    assert kind_of(address) == kind
