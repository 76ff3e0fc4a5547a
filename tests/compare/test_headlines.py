"""Headlines side by side: which words only one has, and how each speaks of what it tells."""

from dataclasses import replace

import pytest
from compare.toys import PEOPLE, report

from sitegen.compare.headlines import headlines
from sitegen.model.article import Article
from sitegen.model.site import Person
from sitegen.model.story import Story


def headed(title: str, outlet: str = "herald", lang: str = "en") -> Article:
    return replace(report(outlet), title=title, lang=lang)


def read(*articles: Article) -> list[str]:
    """Each headline with its own words in [ ], and those that attribute or hedge in < >."""
    story = Story(id="s", title="S", articles=articles)
    marks = {"own": "[{}]", "attributes": "<{}>", "hedges": "<{}>", "": "{}"}
    return ["".join(marks[run.kind].format(run.text) for run in each.runs) for each in headlines(story)]


def does(title: str, lang: str = "en") -> dict[str, list[str]]:
    people = (*PEOPLE, Person(id="ines", name="Ines Taverl"))
    [found] = headlines(Story(id="s", title="S", articles=(headed(title, lang=lang),), people=people))
    said: dict[str, list[str]] = {}
    for kind, words in found.does:
        said.setdefault(kind, []).append(words)
    return said


def test_words_that_only_one_headline_has_are_its_own() -> None:
    assert read(
        headed("Officials closed the old gate by mistake", "herald"),
        headed("Old gate closes: two hurt", "courier"),
        headed("Who closed the old gate?", "gazette"),
    ) == ["[Officials] closed the old gate by [mistake]", "Old gate closes: [two hurt]", "Who closed the old gate?"]


def test_headlines_of_another_language_or_alone_are_compared_with_none() -> None:
    assert read(headed("The gate is closed"), headed("Das Tor ist zu", "bote", "de")) == [
        "The gate is closed",
        "Das Tor ist zu",
    ]


def test_words_that_attribute_or_hedge_are_marked_as_such() -> None:
    assert read(headed("Gate may be shut, officials say"), headed("Gate is shut", "courier")) == [
        "Gate <may> be shut, <officials say>",
        "Gate is shut",
    ]


@pytest.mark.parametrize(
    ("title", "lang", "expected"),
    [
        ("Gate closed by order, officials say", "en", {"attributes": ["officials say"]}),
        ("Gate closed by order: harbour officials", "en", {"attributes": ["harbour officials"]}),
        ("Reports: gate closed by order", "en", {"attributes": ["Reports"]}),
        ("Gate closed by order, according to two keepers", "en", {"attributes": ["according to two keepers"]}),
        ("Ines Taverl: the gate was never closed", "en", {"attributes": ["Ines Taverl"]}),
        ("Officials of the harbour confirm closure", "en", {"attributes": ["Officials of the harbour confirm"]}),
        ("Officials sacked over gate", "en", {"asserts": [""]}),
        ("Gate may have been shut", "en", {"hedges": ["may"]}),
        ("Gate reopens on 2 May", "en", {"asserts": [""]}),
        ("Gate to reopen in May", "en", {"asserts": [""]}),
        ("Gate reportedly shut, alleged culprit held", "en", {"hedges": ["reportedly", "alleged"]}),
        ("Who shut the gate?", "en", {"asks": [""]}),
        ("Keeper: ‘I never touched it’", "en", {"quotes": ["I never touched it"]}),
        ("Town hall: gate was never closed", "en", {}),
        ("Council accuses keeper of closing gate", "en", {"attributes": ["accuses"]}),
        ("Gate shut for good", "en", {"asserts": [""]}),
        ("Tor soll auf Befehl geschlossen worden sein", "de", {"hedges": ["soll"]}),
        ("Tor auf Befehl geschlossen, sagt die Polizei", "de", {"attributes": ["sagt die Polizei"]}),
        (
            "La porte aurait été fermée, selon la police",
            "fr",
            {"hedges": ["aurait"], "attributes": ["selon la police"]},
        ),
        ("La puerta fue cerrada, según el gobierno", "es", {"attributes": ["según el gobierno"]}),
        ("Brána je zavřená", "cs", {}),
        ("Kdo zavřel bránu?", "cs", {"asks": [""]}),
    ],
)
def test_what_a_headline_does_is_read_from_its_words(title: str, lang: str, expected: dict[str, list[str]]) -> None:
    assert does(title, lang) == expected
