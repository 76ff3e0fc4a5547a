"""What must be written otherwise on a page that is opened from a folder, and what must stay as it is."""

import pytest

from sitegen.render.offline import classic, filed, offline


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("../claims/", "../claims/index.html"),
        ("./", "./index.html"),
        ("./#stories", "./index.html#stories"),
        ("../search/?q=a/b", "../search/index.html?q=a/b"),
        ("..", "../index.html"),
        ("../..#top", "../../index.html#top"),
        ("#ending-in/", "#ending-in/"),
        ("?status=disputed", "?status=disputed"),
        ("", ""),
        ("../data/claims.csv", "../data/claims.csv"),
        ("a.b/", "a.b/index.html"),
        ("https://example.org/", "https://example.org/"),
        ("//example.org/", "//example.org/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("/", "/"),
        ("HTTPS://example.org/", "HTTPS://example.org/"),
    ],
)
def test_an_address_of_a_folder_names_its_index_and_no_other_changes(address: str, wanted: str) -> None:
    assert filed(address) == wanted


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ("<A HREF='../' title='href=\"x/\"'>", '<A HREF="../index.html" title=\'href="x/"\'>'),
        ("<a class=up href=../>up</a>", '<a class=up href="../index.html">up</a>'),
        ('<a title="a > b" href="c/">', '<a title="a > b" href="c/index.html">'),
        ('<form action="search/" method="get">', '<form action="search/index.html" method="get">'),
        ('<a href="d&amp;e/?f=1&amp;g=2">', '<a href="d&amp;e/index.html?f=1&amp;g=2">'),
        ('<a data-href="d/" href="#e">', '<a data-href="d/" href="#e">'),
        ('<form data-root="../" action="#">', '<form data-root="../" action="#">'),
        ('<p>href="a/" isn\'t one</p>', '<p>href="a/" isn\'t one</p>'),
        ('<!-- <a href="a/"> -->', '<!-- <a href="a/"> -->'),
        ('<script type="application/ld+json">"<a href=\\"a/\\">"</script>',) * 2,
        ('<title>A <a href="a/"> in a title</title>',) * 2,
        ('<html lang="en">', '<html data-archive lang="en">'),
        (
            '<meta http-equiv="refresh" content="0; url=../new/">',
            '<meta http-equiv="refresh" content="0; url=../new/index.html">',
        ),
        ('<meta name="description" content="See a/ or \'self\'">',) * 2,
    ],
)
def test_a_tag_is_rewritten_where_it_leads_to_a_folder_and_nowhere_else(tag: str, wanted: str) -> None:
    assert offline(tag)[0] == wanted


def test_the_policy_lets_files_in_and_still_no_server() -> None:
    page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; img-src 'self' data:\">"
    html = offline(page)[0]
    assert "default-src &#x27;self&#x27; file:; img-src &#x27;self&#x27; file: data:" in html
    assert "http:" not in html and "*" not in html


def test_a_module_becomes_a_plain_script_that_keeps_what_it_declares() -> None:
    html, modules = offline('<script type="module" src="../theme/search.js?v=2"></script>', "search/index.html")
    assert html == '<script defer src="../theme/search.js?v=2"></script>'
    assert modules == {"theme/search.js"}
    assert offline('<script src="../theme/site.js" defer></script>', "search/index.html")[1] == frozenset()
    assert classic("const find = 1;").startswith("(async () => {")


def test_a_second_pass_changes_no_link() -> None:
    html = offline('<a href="../"><img src="a.png"><a href="b/#c">')[0]
    assert offline(html)[0] == html
