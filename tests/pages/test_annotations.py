"""What the Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) requires, section by section."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from projects import HERALD, ROOT, article, built, written

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = (  # §3.3.5, the motivations of the vocabulary
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating"
    " questioning replying tagging"
).split()
BASE = "https://example.org/desk/"
SITES = [ROOT, *(ROOT / "tests/sites" / name for name in ("every-field", "languages", "overlapping", "rights"))]


@pytest.fixture(scope="module", params=[(site, base) for site in SITES for base in (BASE, "")],
                ids=lambda case: f"{case[0].name} {case[1]}")  # fmt: skip
def pages(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every page of annotations by the address that it is fetched from."""
    site, base = request.param
    files = built(site, base).files
    found = {BASE + path: json.loads(data) for path, data in files.items() if path.endswith("/annotations.json")}
    assert found
    return found


def annotations(pages: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(address, each) for address, page in pages.items() for each in page["items"]]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def is_iri(address: str, reference: str) -> bool:
    """Absolute, or what JSON-LD makes absolute by the address of the file."""
    return bool(urlsplit(urljoin(address, reference)).netloc)


def test_5_2_a_page_has_the_context_one_id_its_type_and_at_least_one_annotation(pages: dict[str, Any]) -> None:
    for address, page in pages.items():
        assert page["@context"] == CONTEXT
        assert urljoin(address, page["id"]) == address
        assert page["type"] == "AnnotationPage"
        assert len(page["items"]) >= 1
        assert page["startIndex"] == 0


def test_5_1_and_5_2_a_page_is_part_of_a_collection_that_has_it_as_its_first(pages: dict[str, Any]) -> None:
    for page in pages.values():
        collection = page["partOf"]
        assert collection["type"] == "AnnotationCollection"
        assert collection["id"] != page["id"]
        assert collection["first"] == page["id"]
        assert collection["total"] == len(page["items"])
        assert isinstance(collection["label"], str)


def test_3_1_an_annotation_has_one_id_its_type_a_target_and_a_body(pages: dict[str, Any]) -> None:
    for address, each in annotations(pages):
        assert is_iri(address, each["id"])
        assert each["type"] == "Annotation"
        assert listed(each["target"])
        assert listed(each["body"])
        assert "bodyValue" not in each  # §3.2.5: not beside a body
    every = [urljoin(address, each["id"]) for address, each in annotations(pages)]
    assert len(every) == len(set(every))


def test_3_2_4_a_textual_body_has_a_text_its_format_and_its_language(pages: dict[str, Any]) -> None:
    for _, each in annotations(pages):
        (tag,) = [body for body in each["body"] if body["type"] == "TextualBody"]
        assert isinstance(tag["value"], str)
        assert (tag["format"], tag["language"]) == ("text/plain", "en")


def test_3_3_5_motivations_and_purposes_are_of_the_vocabulary(pages: dict[str, Any]) -> None:
    for _, each in annotations(pages):
        assert each["motivation"] in MOTIVATIONS
        assert all(body.get("purpose", "tagging") in MOTIVATIONS for body in each["body"])


def test_4_a_specific_resource_has_one_source(pages: dict[str, Any]) -> None:
    for address, each in annotations(pages):
        (claim,) = [body for body in each["body"] if body["type"] == "SpecificResource"]
        for resource in (claim, *(target for target in listed(each["target"]) if not isinstance(target, str))):
            assert is_iri(address, resource["source"])


def test_4_2_4_and_4_2_5_selectors_have_what_they_select(pages: dict[str, Any]) -> None:
    for _, each in annotations(pages):
        for target in listed(each["target"]):
            if not isinstance(target, str):
                words, place = target["selector"]
                assert words["type"] == "TextQuoteSelector"
                assert words["exact"]
                assert {"prefix", "suffix"} <= words.keys()
                assert place["type"] == "TextPositionSelector"
                assert 0 <= place["start"] < place["end"]
                assert place["end"] - place["start"] == len(words["exact"])


TEXT = "The bridge is closed, the mayor said, and it stays closed until May."


def page(project: Path, claims: str, base: str = "") -> Any:
    files = built(written(project, {HERALD: article(more=f"claims: [{claims}]", body=TEXT)}), base).files
    return json.loads(files["stories/flood/herald/annotations.json"])


def test_addresses_lead_from_the_file_to_pages_of_the_site(tmp_path: Path) -> None:
    (found,) = page(tmp_path, "{claim: shut, text: Shut, quote: The bridge is closed}")["items"]
    here = "https://anywhere.example/x/stories/flood/herald/annotations.json"
    assert urljoin(here, found["id"]) == "https://anywhere.example/x/stories/flood/herald/#herald-shut-1"
    assert urljoin(here, found["body"][0]["source"]) == "https://anywhere.example/x/stories/flood/claims/shut/"


def test_a_quotation_with_words_left_out_has_a_target_for_each_part(tmp_path: Path) -> None:
    (found,) = page(tmp_path, "{claim: shut, text: Shut, quote: 'The bridge is closed [...] until May'}")["items"]
    assert [each["selector"][0]["exact"] for each in found["target"]] == ["The bridge is closed", "until May"]
    assert {each["source"] for each in found["target"]} == {"https://example.org/herald"}


def test_a_mention_without_a_quotation_has_the_whole_article_as_its_target(tmp_path: Path) -> None:
    (found,) = page(tmp_path, "{claim: shut, text: Shut}")["items"]
    assert found["target"] == "https://example.org/herald"


def test_an_article_without_mentions_has_no_page_of_annotations(tmp_path: Path) -> None:
    files = built(written(tmp_path, {HERALD: article()})).files
    assert "stories/flood/herald/annotations.json" not in files
