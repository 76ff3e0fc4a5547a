"""A claim as other sites embed it: short, exact, and high enough for a phone."""

from pathlib import Path

import pytest
from lxml import html
from projects import article, built, written

from sitegen.pages.claim_card import CUT, LONGEST, _short

LONG = " ".join(["The bridge is closed"] * 20)
BASE = "content/site.yml"


def card(tmp_path: Path, *mentions: str, body: str = "") -> html.HtmlElement:
    """The card of a claim with these mentions."""
    files = {"content/stories/flood/herald.md": article(source="rights: full", more="".join(mentions), body=body)}
    site = built(written(tmp_path, files))
    return html.document_fromstring(site.files["stories/flood/claims/closed/card/index.html"].decode())


def quotes(page: html.HtmlElement) -> list[str]:
    return [each.text_content() for each in page.xpath("//blockquote")]


def test_each_side_has_one_quotation_the_strongest_and_rather_a_short_one(tmp_path: Path) -> None:
    claims = f"""claims:
- {{claim: closed, text: Closed, quote: it may be, stance: hedges}}
- {{claim: closed, quote: {LONG}}}
- {{claim: closed, quote: shut}}
disputes:
- {{claim: closed, quote: no comment, stance: declines, by: The clerk}}
- {{claim: closed, quote: open, by: The mayor}}
"""
    page = card(tmp_path, claims, body=f"{LONG}, it may be. It is shut. It is open, says the mayor; no comment.")
    assert quotes(page) == ["shut", "open"]
    assert page.xpath("//figcaption")[1].text_content() == " denies herald, on the word of The mayor"


def test_a_claim_without_words_has_both_words_of_its_status(tmp_path: Path) -> None:
    page = card(tmp_path, "claims: [{claim: closed, text: Closed}]\n", body="It is.")
    assert quotes(page) == []
    assert page.xpath("//p[@class='verdict']")[0].text_content() == (
        "single source support: single source challenge: unchallenged"
    )


def test_a_card_is_of_its_claim_and_no_page_of_its_own(tmp_path: Path) -> None:
    page = card(tmp_path, "claims: [{claim: closed, text: Closed}]\n", body="It is.")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//a/@href") == ["../"]
    assert page.xpath("//a/@target") == ["_top"]
    assert not page.xpath("//script")


@pytest.mark.parametrize("address", ["", "https://desk.example.org/x/"])
def test_there_is_something_to_embed_when_the_site_knows_its_address(tmp_path: Path, address: str) -> None:
    files = {BASE: f"title: Desk\nbase_url: {address}\n"} if address else {}
    text = 'A “claim” <with> & \\"all\\"'
    mention = f'claims: [{{claim: closed, text: "{text}"}}]\n'
    files |= {"content/stories/flood/herald.md": article(more=mention)}
    page = html.document_fromstring(
        built(written(tmp_path, files)).files["stories/flood/claims/closed/index.html"].decode()
    )
    snippets = page.xpath("//pre")
    if not address:
        assert not snippets
        assert "base_url" in page.xpath("//*[@class='embed']")[0].text_content()
        return
    frame = html.fragment_fromstring(snippets[0].text_content())
    assert frame.get("src") == f"{address}stories/flood/claims/closed/card/"
    assert frame.get("title") == 'Claim: A “claim” <with> & "all"'


@pytest.mark.parametrize("quote", ["a" * 400, "word " * 100, "ab " * 74])
def test_a_long_quotation_is_cut_between_words_and_says_so(quote: str) -> None:
    short = _short(quote)
    assert short.endswith(CUT)
    assert quote.startswith(short.removesuffix(CUT))
    assert LONGEST - 5 <= len(short.removesuffix(CUT)) <= LONGEST
    assert " " not in quote.strip() or quote[len(short.removesuffix(CUT))] == " "
