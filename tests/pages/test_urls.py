"""Addresses inside the site, and links to the very words of an original."""

import pytest

from sitegen.pages import urls

ORIGINAL = "https://example.org/story"


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("closed", "closed"),
        ("the bridge, he said", "the%20bridge%2C%20he%20said"),
        ("a well-known 5-4 vote", "a%20well%2Dknown%205%2D4%20vote"),
        ("Q&A #1 50% a=b", "Q%26A%20%231%2050%25%20a%3Db"),
        ("  two\n lines  ", "two%20lines"),
        ("köprü", "k%C3%B6pr%C3%BC"),
        ("1 2 3 4 5 6 7 8 9 10", "1%202%203%204%205%206%207%208%209%2010"),
        ("1 2 3 4 5 6 7 8 9 10 11", "1%202%203%204%205,7%208%209%2010%2011"),
    ],
)  # fmt: skip
def test_a_text_fragment_names_the_words_or_their_beginning_and_end(words: str, target: str) -> None:
    assert urls.text_fragment(ORIGINAL, words) == f"{ORIGINAL}#:~:text={target}"


def test_a_text_fragment_follows_a_fragment() -> None:
    assert urls.text_fragment(f"{ORIGINAL}#part", "closed") == f"{ORIGINAL}#part:~:text=closed"


def test_without_words_the_link_leads_to_the_page_and_without_a_page_nowhere() -> None:
    assert urls.text_fragment(ORIGINAL, " ") == ORIGINAL
    assert urls.text_fragment("", "closed") == ""


@pytest.mark.parametrize(
    ("url", "path", "root"),
    [
        ("", "index.html", "./"),
        ("claims/", "claims/index.html", "../"),
        ("stories/flood/", "stories/flood/index.html", "../../"),
        ("stories/flood/claims/closed/", "stories/flood/claims/closed/index.html", "../../../../"),
        ("404.html", "404.html", "./"),
    ],
)
def test_a_url_has_a_file_and_a_way_back_to_the_root(url: str, path: str, root: str) -> None:
    assert urls.path_of(url) == path
    assert urls.root_of(url) == root


@pytest.mark.parametrize(
    ("base_url", "path"),
    [("", "/"), ("https://example.org", "/"), ("https://example.org/", "/"), ("https://example.org/repo", "/repo/"),
     ("https://example.org/a/b/", "/a/b/")],
)  # fmt: skip
def test_the_path_of_a_site_begins_and_ends_with_a_slash(base_url: str, path: str) -> None:
    assert urls.site_path(base_url) == path


def test_a_mention_lives_on_the_page_of_its_article() -> None:
    assert urls.mention_url("flood", "herald", "herald-closed-1") == "stories/flood/herald/#herald-closed-1"


def test_the_id_of_a_quotation_tells_the_article_from_the_claim() -> None:
    assert urls.quotation_anchor("a-b", "a-b-c-1") == "q-a-b--c-1"
    assert urls.quotation_anchor("a", "a-b-c-1") == "q-a--b-c-1"
