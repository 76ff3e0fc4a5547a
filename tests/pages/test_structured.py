"""What pages say of themselves to machines: true to schema.org, true to the story, and nothing that runs."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from pages.schema_org import TABLE, faults
from projects import HERALD, SMALL, article, built, many, written

BASE = "https://desk.example.org/reports/"
SITE = "title: Desk\nlanguage: en-GB\npublisher: {name: The Desk, url: 'https://desk.example.org'}\n"
STORY = """\
---
title: The flood
date: 2031-03-14
updated: 2031-03-20
place: The port
editors: [Editor One]
corrections: [{date: 2031-03-19, text: The width was wrong.}]
claims:
  closed:
    text: The bridge is closed
    speaker: mayor
    about: [bridges, mayor]
    same_as: ["https://example.org/closed"]
    review: {rating: Mostly right, explanation: It was., by: Reader One, date: 2031-03-21}
  open: {text: The bridge is open, conflicts_with: [closed]}
---
"""
PEOPLE = "mayor: {name: Ann Lee, role: mayor, affiliation: City}\nofficials: {name: two officials, named: false}\n"
CARRIES = "claims: [{{claim: {}, quote: {}, by: [{}]}}]"
RICH = {
    "content/site.yml": SITE,
    "content/people.yml": PEOPLE,
    "content/stories/flood/story.md": STORY,
    HERALD: article(
        source="published: 2031-03-14T09:00+01:00, byline: [Reporter One], status: corrected",
        more=CARRIES.format("closed", "is closed", "mayor"),
    ),
    "content/stories/flood/klaxon.md": article(
        "It is shut", "klaxon", "published: 2031-03-15", CARRIES.format("closed", "shut", "officials"), "It is shut."
    ),
    "content/stories/flood/gazette.md": article(
        "It is open", "gazette", 'published: "2031-03-13?"', "claims: [{claim: open, quote: open}]", "It is open."
    ),
}
CLAIM = "stories/flood/claims/closed/index.html"


def told(page: bytes) -> dict[str, Any]:
    """The one JSON-LD document of a page; {} if it has none."""
    found = html.document_fromstring(page.decode()).xpath("//script[@type='application/ld+json']/text()")
    assert len(found) < 2
    return dict(json.loads(found[0])) if found else {}


def documents(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {path: found for path, data in files.items() if path.endswith(".html") and (found := told(data))}


@pytest.mark.parametrize("base_url", [None, BASE])
@pytest.mark.parametrize("files", [RICH, SMALL, many(4)], ids=["rich", "small", "many"])
def test_every_page_says_only_what_schema_org_knows(
    files: dict[str, str], base_url: str | None, tmp_path: Path
) -> None:
    found = documents(built(written(tmp_path, files), base_url).files)
    assert {"index.html", "data/index.html"} < found.keys()
    assert {path: wrong for path, document in found.items() if (wrong := faults(document))} == {}


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        ({"@type": "Claym"}, "Claym is no type"),
        ({"@type": "Claim", "truth": "yes"}, "truth is no property"),
        ({"@type": "NewsArticle", "appearance": {"@type": "NewsArticle"}}, "NewsArticle has no appearance"),
        ({"@type": "Claim", "appearance": "the article"}, "appearance of Claim cannot be 'the article'"),
        ({"@type": "Claim", "appearance": {"@type": "Person"}}, "appearance of Claim cannot be {'@type': 'Person'}"),
        ({"@type": "NewsArticle", "dateModified": "2031-03?"}, "dateModified of NewsArticle cannot be '2031-03?'"),
        ({"@type": "Claim", "isPartOf": {"@type": "Claim", "jobTitle": "x"}}, "Claim has no jobTitle"),
        ({"@type": "Person", "jobTitle": {"@id": "#x"}, "name": []}, "name of Person is empty"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(document: dict[str, Any], fault: str) -> None:
    assert fault in faults({"@context": "https://schema.org", **document})


def test_the_table_says_where_it_is_from() -> None:
    assert "release 12.0" in json.loads(TABLE.read_text(encoding="utf-8"))["source"]


def test_an_article_is_based_on_its_original(tmp_path: Path) -> None:
    found = told(built(written(tmp_path, RICH), BASE).files["stories/flood/herald/index.html"])
    assert found["publisher"] == {"@type": "Organization", "name": "The Desk", "url": "https://desk.example.org"}
    assert found["isBasedOn"] == {
        "@type": "NewsArticle",
        "@id": f"{BASE}stories/flood/herald/#original",
        "url": "https://example.org/herald",
        "headline": "The bridge is closed",
        "inLanguage": "en-GB",
        "datePublished": "2031-03-14T09:00:00+01:00",
        "author": {"@type": "Person", "name": "Reporter One"},
        "publisher": {"@type": "Organization", "name": "herald"},
        "creativeWorkStatus": "corrected",
    }


def test_a_story_is_an_analysis_of_its_articles(tmp_path: Path) -> None:
    found = told(built(written(tmp_path, RICH), BASE).files["stories/flood/index.html"])
    analysis = found["mainEntity"]
    assert (found["@type"], analysis["@type"]) == ("CollectionPage", "AnalysisNewsArticle")
    assert {each["@id"] for each in found["hasPart"]} == {"herald/", "klaxon/", "gazette/"}
    assert {each["@id"] for each in analysis["about"]} == {"claims/closed/", "claims/open/"}
    assert (analysis["temporalCoverage"], analysis["dateModified"]) == ("2031-03-14", "2031-03-20")
    assert analysis["author"] == {"@type": "Person", "name": "Editor One"}
    assert analysis["correction"]["text"] == "The width was wrong."


def test_a_claim_appears_in_the_articles_that_carry_it_and_in_their_words(tmp_path: Path) -> None:
    claim, *others = told(built(written(tmp_path, RICH), BASE).files[CLAIM])["@graph"]
    assert [each["headline"] for each in claim["appearance"]] == ["The bridge is closed", "It is shut"]
    assert claim["firstAppearance"] == {"@id": f"{BASE}stories/flood/herald/#original"}
    assert (claim["author"]["name"], claim["sameAs"]) == ("Ann Lee", "https://example.org/closed")
    quotations = [each for each in others if each["@type"] == "Quotation"]
    assert [each["text"] for each in quotations] == ["is closed", "shut"]
    assert quotations[0]["spokenByCharacter"]["name"] == "Ann Lee"
    assert "spokenByCharacter" not in quotations[1]  # two officials are nobody that a machine should know


def test_only_an_explicit_review_is_a_claim_review(tmp_path: Path) -> None:
    files = built(written(tmp_path, RICH), BASE).files
    graph = told(files[CLAIM])["@graph"]
    review = next(each for each in graph if each["@type"] == "ClaimReview")
    assert review["itemReviewed"] == {"@id": f"{BASE}stories/flood/claims/closed/"}
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Mostly right"}
    assert (review["author"]["name"], review["datePublished"]) == ("Reader One", "2031-03-21")
    assert [path for path, data in files.items() if b'"ClaimReview"' in data] == [CLAIM]


def test_which_article_was_first_is_said_only_when_it_is_beyond_doubt(tmp_path: Path) -> None:
    same_day = RICH | {HERALD: RICH[HERALD].replace("2031-03-14T09:00+01:00", "2031-03-15T09:00+01:00")}
    claim = told(built(written(tmp_path, same_day), BASE).files[CLAIM])["@graph"][0]
    assert "firstAppearance" not in claim
    doubtful = told(built(tmp_path, BASE).files["stories/flood/claims/open/index.html"])["@graph"][0]
    assert "datePublished" not in doubtful["appearance"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!-- <script", "]]> & \u2028 \\u003c"])
def test_nothing_in_content_can_end_the_script(text: str, tmp_path: Path) -> None:
    story = f"---\ntitle: {json.dumps(text)}\n---\n"
    page = built(written(tmp_path, SMALL | {"content/stories/flood/story.md": story})).files["stories/flood/index.html"]
    block = page.decode().partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(block)["mainEntity"]["headline"] == text
    assert "<" not in block
    assert ">" not in block


def test_without_an_address_of_the_site_everything_is_said_from_the_page(tmp_path: Path) -> None:
    claim = told(built(written(tmp_path, RICH)).files[CLAIM])["@graph"][0]
    assert claim["@id"] == "../../../../stories/flood/claims/closed/"


def test_what_may_not_be_shown_is_not_said(tmp_path: Path) -> None:
    body = "The bridge is closed.\n\nA paragraph that nobody quotes and nobody may show."
    files = {HERALD: article(more="claims: [{claim: closed, text: Closed, quote: is closed}]", body=body)}
    assert not [path for path, data in built(written(tmp_path, files), BASE).files.items() if b"nobody may" in data]
