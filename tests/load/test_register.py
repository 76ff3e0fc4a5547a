"""Who is who: names and ids lead to the same outlet and the same person."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from load.toys import FLOOD, FOLDER, article, said

from sitegen.load.register import EVERYBODY, Naming, Register, identifier, looks_unnamed
from sitegen.load.settings import register
from sitegen.load.story import Loaded, story
from sitegen.load.texts import StoryTexts
from sitegen.model.site import Outlet, Person, Settings

NYT = Outlet(id="nyt", name="The New York Times")
PESKOV = Person(id="dmitry-peskov", name="Dmitry Peskov", affiliation="Government of Russia")
OFFICIALS = Person(id="us-officials", name="U.S. officials", named=False)


def desk(**more: object) -> Naming:
    people = {each.id: each for each in (PESKOV, OFFICIALS)}
    register = Register(outlets={"nyt": NYT}, people=people, has_outlets=True, has_people=True, **more)  # type: ignore[arg-type]
    return Naming(register)


def nobody() -> Naming:
    return Naming(Register(outlets={}, people={}))


@pytest.mark.parametrize("name", ["nyt", "The New York Times", "the  new york TIMES"])
def test_an_outlet_is_known_by_id_or_by_name(name: str) -> None:
    naming = desk()
    assert naming.publisher(name) == naming.outlet(name) == "nyt"
    assert naming.outlets == {"nyt": NYT}


def test_a_publisher_that_is_not_in_the_register_may_have_a_plain_name_but_no_unknown_id() -> None:
    naming = desk()
    assert naming.publisher("Le Monde (web)") == "le-monde-web"
    assert naming.publisher("nytt") is None
    assert naming.outlets["le-monde-web"].name == "Le Monde (web)"


def test_reporting_rests_on_outlets_that_are_known() -> None:
    naming = desk()
    assert naming.outlet("Le Monde") is None
    naming.publisher("Le Monde")
    assert naming.outlet("Le Monde") == naming.outlet("le-monde") == "le-monde"


def test_without_a_register_any_name_is_an_outlet() -> None:
    naming = nobody()
    assert naming.outlet("reuters") == "reuters"
    assert naming.publisher("Le Monde") == naming.outlet("le monde") == "le-monde"
    assert naming.publisher("some-paper") == "some-paper"
    assert naming.outlets["le-monde"].name == "Le Monde"


@pytest.mark.parametrize("name", ["dmitry-peskov", "Dmitry Peskov", "dmitry  peskov"])
def test_a_person_is_known_by_id_or_by_name(name: str) -> None:
    naming = desk()
    assert naming.person(name) == "dmitry-peskov"
    assert naming.people == {"dmitry-peskov": PESKOV}


def test_a_plain_name_becomes_a_named_person() -> None:
    naming = desk()
    assert naming.person("Jen Psaki") == "jen-psaki"
    assert naming.people["jen-psaki"] == Person(id="jen-psaki", name="Jen Psaki")


@pytest.mark.parametrize("name", ["dmitry-peskow", "some-body", "us-official"])
def test_what_looks_like_an_id_and_is_none_is_a_slip(name: str) -> None:
    assert desk().person(name) is None


def test_a_single_word_that_resembles_no_id_is_a_plain_name() -> None:
    assert desk().person("police") == "police"
    assert nobody().person("dmitry-peskow") == "dmitry-peskow"


def test_nobody_is_named_whose_entry_is_faulty() -> None:
    assert desk(faulty_people=frozenset(["jen"])).person("jen") is None


def test_a_hint_names_the_nearest_id_or_says_where_to_add_it() -> None:
    naming = desk()
    assert naming.person_hint("dmitry-peskow") == 'did you mean "dmitry-peskov"?'
    assert naming.person_hint("x") == 'add "x" to people.yml, or write a plain name'
    assert naming.outlet_hint("nytt") == 'did you mean "nyt"?'
    assert naming.outlet_hint("reuters") == 'add "reuters" to outlets.yml'


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Dmitry Peskov", "dmitry-peskov"),
        ("Jean-Noël Barrot", "jean-noel-barrot"),
        ("U.S. officials (2)", "u-s-officials-2"),
    ],
)
def test_the_id_of_a_latin_name_is_readable(name: str, id_: str) -> None:
    assert identifier(name) == id_


@pytest.mark.parametrize("name", ["外交部", "王毅", "Владимир", "Straße", "Łódź", "Ivan Иванов", "—", "x" * 90])
def test_names_that_lose_letters_keep_apart(name: str) -> None:
    assert identifier(name) != identifier(name + "я")
    assert len(identifier(name)) <= 80
    assert identifier(name) == identifier(name)


def test_composed_and_decomposed_names_have_one_id() -> None:
    assert identifier("Владимир Е\u0308лкин") == identifier("Владимир Ёлкин")


@pytest.mark.parametrize(("name", "unnamed"), [("two officials", True), ("3 people", True), ("Ann Lee", False),
                                               ("police", False), ("外交部 发言人", False)])  # fmt: skip
def test_a_name_that_begins_small_reads_like_an_unnamed_source(name: str, unnamed: bool) -> None:
    assert looks_unnamed(name) is unnamed


def test_a_plain_name_never_takes_the_place_of_a_registered_person() -> None:
    naming = desk()
    naming.person("us-officials")
    naming.person("US officials")
    assert naming.people["us-officials"] == OFFICIALS


def test_a_plain_name_never_takes_the_place_of_a_registered_outlet() -> None:
    naming = desk()
    naming.publisher("nyt")
    naming.publisher("NYT")
    assert naming.outlets["nyt"] == NYT


# --- What a story wants to know ---------------------------------------------------------------------------------------

OUTLETS = {
    "nyt": ["", "{name: The New York Times}", "{name: NYT}", "{name: The New York Times, kind: newspaper}", "{nam: x}"],
    "cbs-news": ["", "{name: CBS}", "{name: the new york TIMES}"],
    "far-away": ["", "{name: Far Away}"],
}
PEOPLE = {
    "ann-lee": [
        "",
        "{name: Ann Lee}",
        "{name: Ann}",
        "{name: Ann Lee, role: mayor}",
        "{name: Ann Lee, named: perhaps}",
    ],
    "police": ["", "{name: Police}", "{name: ann lee}"],
    "far-away": ["", "{name: Far Away}"],
}


def known(outlets: str, people: str) -> Register:
    """Who is who, as two files say it; an empty text is no file."""
    found, _ = register(
        ("content/outlets.yml", outlets) if outlets else ("", ""),
        ("content/people.yml", people) if people else ("", ""),
    )
    return replace(found, key=repr((outlets, people)))


def texts(outlet: str, by: str, origin: str = "", span: str = "") -> StoryTexts:
    """A story with one article of that publisher, on the word of somebody."""
    source = f"{{outlet: {outlet}, url: 'https://herald.example/1', origin: [{origin}], derivation: copy}}"
    claims = f"claims: [{{claim: bridge-closed, quote: is closed, by: {by}}}]\n"
    text = article(
        claims, f"The bridge is closed. [So they say.]{{{span}}}" if span else "The bridge is closed.", source=source
    )
    return StoryTexts("flood", FOLDER, (f"{FOLDER}/story.md", FLOOD), ((f"{FOLDER}/herald.md", text),), (), (), "")


def read(what: StoryTexts, who: Register) -> Loaded:
    return story(what, who, Settings())


ABOUT = """\
---
title: The flood
claims:
  bridge-closed: {text: The bridge is closed, about: [nyt, police, far-away], speaker: ann-lee}
---
"""
STORIES = [
    texts("Herald", "Herald", "Herald")._replace(story=(f"{FOLDER}/story.md", ABOUT)),
    texts("nyt", "ann-lee", "nyt"),
    texts("The New York Times", "Ann Lee", "CBS News"),
    texts("CBS News", "police", "The New York Times"),
    texts("NYT", "polise", "NYT"),
    texts("cbs-news", "ann-lea", "cbs"),
    texts("nytt", "Ann", "nyt", "claim=bridge-closed by=ann-lee via=nyt"),
    texts("Herald", "herald", "Herald", "claim=bridge-closed by=police"),
]


def desks() -> Iterator[Register]:
    """Registers of all kinds, some with no file."""
    chance = Random(3)
    for _ in range(60):
        files = []
        for entries in (OUTLETS, PEOPLE):
            lines = [f"{name}: {text}\n" for name, choices in entries.items() if (text := chance.choice(choices))]
            chance.shuffle(lines)
            files.append("".join(lines))
        yield known(*files)


def test_as_long_as_the_answers_are_the_same_so_is_the_story() -> None:
    every = list(desks())
    same = other = 0
    for what in STORIES:
        found = [read(what, who) for who in every]
        for who, first in zip(every, found, strict=True):
            answers = who.answers(first.asked)
            for another, second in zip(every, found, strict=True):
                if another.answers(first.asked) == answers:
                    assert second == first
                    same += who != another
                else:
                    other += 1
    assert same > 1000 and other > 1000, "this test compares nothing"


def answers_change(what: StoryTexts, before: Register, after: Register) -> bool:
    asked = read(what, before).asked
    return before.answers(asked) != after.answers(asked)


DESK = known("nyt: {name: The New York Times}\n", "ann-lee: {name: Ann Lee}\n")


@pytest.mark.parametrize(
    ("outlets", "people"),
    [
        ("", ""),
        ("far-away: {name: Far Away}\n", ""),
        ("", "far-away: {name: Far Away}\n"),
        ("", "ann-leo: {name: Ann Leo}\n"),
        ("cbs-news: {name: The New York Times}\n", ""),
        ("", "lee: {name: Ann Lee}\n"),
    ],
)
def test_who_is_not_named_changes_nothing(outlets: str, people: str) -> None:
    after = known(f"nyt: {{name: The New York Times}}\n{outlets}", f"ann-lee: {{name: Ann Lee}}\n{people}")
    assert not answers_change(texts("nyt", "ann-lee", "The New York Times"), DESK, after)
    assert not answers_change(texts("The New York Times", "Ann Lee", "nyt"), DESK, after)


@pytest.mark.parametrize(
    ("outlets", "people"),
    [
        ("nyt: {name: NYT}\n", "ann-lee: {name: Ann Lee}\n"),
        ("nyt: {name: The New York Times, kind: newspaper}\n", "ann-lee: {name: Ann Lee}\n"),
        ("nyt: {name: The New York Times}\n", "ann-lee: {name: Ann Lee, named: false}\n"),
        ("nyt: {name: The New York Times}\n", "ann-lee: {name: Ann Lee, named: perhaps}\n"),
        ("far-away: {name: Far Away}\n", "ann-lee: {name: Ann Lee}\n"),
        ("nyt: {name: The New York Times}\n", ""),
        ("", "ann-lee: {name: Ann Lee}\n"),
        ("cbs-news: {name: The New York Times}\nnyt: {name: The New York Times}\n", "ann-lee: {name: Ann Lee}\n"),
    ],
)  # fmt: skip
def test_a_change_of_who_is_named_changes_the_answers(outlets: str, people: str) -> None:
    assert answers_change(texts("The New York Times", "ann-lee", "nyt"), DESK, known(outlets, people))


def test_a_plain_name_that_comes_to_look_like_a_slip_is_noticed() -> None:
    what = texts("nyt", "polise", "nyt")
    after = known("nyt: {name: The New York Times}\n", "ann-lee: {name: Ann Lee}\npolice: {name: Police}\n")
    assert EVERYBODY not in read(what, DESK).asked, "a plain name"
    assert answers_change(what, DESK, after)
    assert any("polise" in line for line in said(read(what, after).problems))


def test_a_hint_follows_when_a_near_name_comes() -> None:
    what = texts("nyt", "ann-leo", "nyt")
    before = known("nyt: {name: The New York Times}\n", "far-away: {name: Far Away}\n")
    assert any('add "ann-leo" to people.yml' in line for line in said(read(what, before).problems))
    assert answers_change(what, before, DESK)
    assert any('did you mean "ann-lee"?' in line for line in said(read(what, DESK).problems))


def test_the_hint_for_an_outlet_does_so_too() -> None:
    what = texts("Herald", "ann-lee", "nyts")
    before = known("far-away: {name: Far Away}\n", "ann-lee: {name: Ann Lee}\n")
    assert answers_change(what, before, DESK)
    assert any('did you mean "nyt"?' in line for line in said(read(what, DESK).problems))
