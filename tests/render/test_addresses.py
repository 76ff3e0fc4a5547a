"""How addresses are written on a page."""

import pytest

from sitegen.render.addresses import address, shortened

FAR = '<a href="../../outlets/ap/">'


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("outlets/ap/", "../outlets/ap/"),
        ("", "../"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("javascript:alert(1)", "#"),
        ("//evil.example/", "#"),
    ],
)
def test_an_address_leads_from_the_root_and_never_to_code(url: str, written: str) -> None:
    assert address("../", url) == written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("../../stories/flood/wire/#w-1", "wire/#w-1"),
        ("../../stories/flood/#claim-c", "#claim-c"),
        ("../../stories/flood/claims/c/", "claims/c/"),
        ("../../stories/flood/", "../../stories/flood/"),
        ("../../stories/flood/javascript:alert(1)", "../../stories/flood/javascript:alert(1)"),
        ("../../stories/flooded/wire/", "../../stories/flooded/wire/"),
        ("../../outlets/ap/", "../../outlets/ap/"),
    ],
)
def test_a_story_page_leads_to_its_own_pages_from_where_it_is(before: str, after: str) -> None:
    page = f'{FAR}<a href="{before}">'.encode()
    assert shortened(page, "stories/flood/index.html", "../../") == f'{FAR}<a href="{after}">'.encode()


def test_a_page_below_a_story_leads_upwards_first() -> None:
    page = b'<a href="../../../../stories/flood/wire/#w-1">'
    assert shortened(page, "stories/flood/claims/c/index.html", "../../../../") == b'<a href="../../wire/#w-1">'


def test_words_that_read_like_an_address_stay() -> None:
    page = b"<p>href=&#34;../../stories/flood/wire/&#34;</p>"
    assert shortened(page, "stories/flood/index.html", "../../") == page


def test_pages_outside_of_stories_stay() -> None:
    page = b'<a href="../stories/flood/wire/">'
    assert shortened(page, "claims/index.html", "../") == page
