"""A status is explained with numbers, and the demo's straps say what its stories are."""

import re
from pathlib import Path

import pytest
from lxml import html
from projects import ROOT, article, built, written

STORY = "---\ntitle: The flood\nclaims:\n  c: {{text: The claim{claim}}}\n  rival: {{text: The rival}}\n---\n"
ONE = article(outlet="one", more="claims: [{claim: c}]")
TWO = article(outlet="two", more="claims: [{claim: c}]")
COPY = article(outlet="two", source="derivation: copy, origin: [one]", more="claims: [{claim: c}]")
UNNAMED = "somebody: {name: somebody, affiliation: The state, named: false}\nnobody: {name: nobody, named: false}\n"


def by(outlet: str, speaker: str, key: str = "claims", stance: str = "") -> str:
    stance = f", stance: {stance}" if stance else ""
    return article(outlet=outlet, more=f"{key}: [{{claim: c, by: {speaker}{stance}}}]")


@pytest.mark.parametrize(
    ("articles", "claim", "said"),
    [
        ([], "", "No standing article carries it."),
        ([ONE], "", "Carried by 1 article in 1 chain of reporting."),
        ([ONE, TWO], "", "Carried by 2 articles in 2 chains of reporting."),
        ([ONE, COPY], "", "Carried by 2 articles in 1 chain of reporting (from one)."),
        ([by("one", "Ann")], "", "Carried by 1 article in 1 chain of reporting."),
        ([by("one", "somebody")], "",
         "Carried by 1 article in 1 chain of reporting, all on unnamed sources (The state)."),
        ([by("one", "nobody")], "", "Carried by 1 article in 1 chain of reporting, all on unnamed sources."),
        ([by("one", "somebody"), by("two", "nobody")], "",
         "Carried by 2 articles in 2 chains of reporting, no source with a name."),
        ([article(outlet="one", more="claims: [{claim: c, stance: hedges}]")], "",
         "Carried by 1 article in 1 chain of reporting, in hedged words only."),
        ([ONE, by("two", "Ann", "disputes")], "", "Carried by 1 article in 1 chain of reporting. Denied by Ann."),
        ([ONE, by("two", "Ann", "disputes", "declines")], "",
         "Carried by 1 article in 1 chain of reporting. Not confirmed by Ann."),
        ([ONE, article(outlet="two", more="disputes: [{claim: c}]")], "",
         "Carried by 1 article in 1 chain of reporting. Contradicted by two."),
        ([article(outlet="one", more="claims: [{claim: c}, {claim: rival}]")], ", conflicts_with: [rival]",
         "Carried by 1 article in 1 chain of reporting. In conflict with “The rival”."),
        ([article(outlet="one", source="status: retracted", more="claims: [{claim: c}]")], "",
         "No standing article carries it. Every article that carried it was retracted."),
    ],
)  # fmt: skip
def test_a_status_says_with_numbers_why(articles: list[str], claim: str, said: str, tmp_path: Path) -> None:
    files = {f"content/stories/s/a{number}.md": text for number, text in enumerate(articles)}
    files |= {"content/stories/s/story.md": STORY.format(claim=claim), "content/people.yml": UNNAMED}
    page = html.fromstring(built(written(tmp_path, files)).files["stories/s/claims/c/index.html"])
    assert page.xpath("string(//p[@class='explanation'])") == said


RULED = ", ruling: {status: not settled, reason: Nobody has seen it., by: The desk, date: 2031-05-12}"


def test_a_ruling_stands_in_place_of_the_status_and_is_shown_as_the_editor_s(tmp_path: Path) -> None:
    files = {"content/stories/s/story.md": STORY.format(claim=RULED), "content/stories/s/one.md": ONE}
    page = html.fromstring(built(written(tmp_path, files)).files["stories/s/claims/c/index.html"])
    verdict = " ".join(page.xpath("string(//p[@class='verdict'])").split())
    assert verdict.startswith("not settled editor’s ruling")
    assert "single source" in verdict
    ruling = " ".join(page.xpath("string(//p[@class='ruling'])").split())
    assert ruling == "Editor’s ruling. Nobody has seen it. The desk, 12 May 2031"


def strap(story: str) -> list[tuple[str, str]]:
    page = html.fromstring(built(ROOT).files[f"stories/{story}/index.html"])
    return [(each.text_content(), each.get("href")) for each in page.xpath("//p[@class='strap']/a")]


def test_the_strap_of_the_real_story() -> None:
    found = strap("russia-china-aid")
    assert [text for text, _ in found][:2] == ["5 articles", "2 reporting chains"]
    assert re.match(r"unnamed .*officials only$", found[2][0])
    assert re.match(r"denied by .*Peskov|.* declined to confirm", found[3][0])


def test_the_strap_of_the_invented_story() -> None:
    texts = [text for text, _ in strap("harbour-bridge")]
    assert texts[0] == "7 articles"
    assert "denied by Ines Taverl (harbour master)" in texts
    assert "1 article retracted" in texts
