"""Who is who: names and ids lead to the same outlet and the same person."""

import pytest

from sitegen.load.register import Naming, Register, identifier, looks_unnamed
from sitegen.model.site import Outlet, Person

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
