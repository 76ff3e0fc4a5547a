"""`site.yml`, the registers and the plain pages: good entries stand, faulty ones are named and left out."""

from load.toys import codes, said

from sitegen.load.settings import plain_page, register, settings
from sitegen.model.site import Outlet, Person, Publisher, Settings

FULL = """\
title: Who said what
tagline: The exact words
language: pt-BR
base_url: https://a.example/site
publisher: {name: The desk, url: "https://desk.example"}
contact: desk@a.example
theme: paper
rights: full
"""


def test_every_setting_is_read() -> None:
    found, problems = settings("content/site.yml", FULL)
    assert not problems
    assert found == Settings(
        title="Who said what",
        tagline="The exact words",
        language="pt-BR",
        base_url="https://a.example/site/",
        publisher=Publisher(name="The desk", url="https://desk.example"),
        contact="mailto:desk@a.example",
        theme="paper",
        rights="full",
    )


def test_without_settings_the_most_cautious_rights_hold() -> None:
    assert settings("content/site.yml", "") == (Settings(), ())
    assert Settings().rights == "quotes-only"


def test_a_contact_may_be_a_page() -> None:
    assert settings("", "contact: https://a.example/contact")[0].contact == "https://a.example/contact"
    assert settings("", "contact: mailto:a@b.example")[0].contact == "mailto:a@b.example"
    assert codes(settings("", "contact: javascript:alert(1)")[1]) == ["bad-url"]


def test_a_faulty_setting_is_left_out_and_the_others_hold() -> None:
    found, problems = settings("content/site.yml", "title: T\nrights: ful\ntitel: x\nlanguage: en us\n")
    assert (found.title, found.rights, found.language) == ("T", "quotes-only", "en")
    assert sorted(said(problems)) == [
        'site.yml:2:9 bad-value: "ful" is no value of rights | did you mean "full"?',
        'site.yml:3:1 unknown-key: "titel" is not a key here | did you mean "title"?',
        'site.yml:4:11 bad-value: "en us" is no value of language | a language tag such as "en", "pt-BR" or "zh-Hans"',
    ]


def test_a_list_is_no_settings() -> None:
    found, problems = settings("content/site.yml", "- a\n")
    assert found == Settings()
    assert said(problems) == ["site.yml:1:1 wrong-type: the file must be a mapping of keys to values, not a list"]


def test_the_registers_are_read_whole() -> None:
    outlets = "nyt: {name: NYT, url: 'https://n.example', country: US, kind: newspaper, owner: O, policies: 'https://p.example'}\n"
    people = "two-officials: {name: two officials, role: R, affiliation: A, named: false, count: 2, reason: fear}\n"
    found, problems = register(("outlets.yml", outlets), ("people.yml", people))
    assert not problems
    assert found.outlets["nyt"] == Outlet(
        id="nyt",
        name="NYT",
        url="https://n.example",
        country="US",
        kind="newspaper",
        owner="O",
        policies=("https://p.example",),
    )
    assert found.people["two-officials"] == Person(
        id="two-officials", name="two officials", role="R", affiliation="A", named=False, count=2, reason="fear"
    )
    assert found.has_outlets and found.has_people


def test_a_desk_without_registers_has_none() -> None:
    found, problems = register(("", ""), ("", ""))
    assert not problems and not found.has_outlets and not found.has_people


def test_a_faulty_person_is_known_to_be_faulty() -> None:
    text = "good: {name: Good}\nbad: {name: Bad, named: maybe}\nTwo Words: {name: X}\nlost: {role: r}\n"
    found, problems = register(("", ""), ("content/people.yml", text))
    assert list(found.people) == ["good"]
    assert found.faulty_people == {"bad", "Two Words", "lost"}
    assert said(problems) == [
        'people.yml:2:25 wrong-type: named must be true or false, not "maybe"',
        'people.yml:3:1 bad-id: "Two Words" cannot be an id | letters a-z, digits and single hyphens',
        "people.yml:4:7 missing-field: name is missing",
    ]


def test_a_faulty_outlet_stands_in_by_its_bare_id() -> None:
    found, problems = register(("content/outlets.yml", "nyt: {nam: NYT}\n"), ("", ""))
    assert found.outlets == {"nyt": Outlet(id="nyt", name="nyt")}
    assert codes(problems) == ["missing-field", "unknown-key"]


def test_a_person_given_twice_cannot_be_relied_on() -> None:
    text = "a: {name: A, named: true}\na: {name: A, named: false}\n"
    found, problems = register(("", ""), ("content/people.yml", text))
    assert found.faulty_people == {"a"} and not found.people
    assert said(problems) == ['people.yml:2:1 duplicate-key: "a" is given twice | keep one of the two']


def test_a_register_that_is_a_list_is_refused() -> None:
    _, problems = register(("content/outlets.yml", "- nyt\n"), ("", ""))
    assert codes(problems) == ["wrong-type"]


PAGE = "---\ntitle: About\ndescription: Who we are\norder: 3\ndraft: true\n---\n\nWe *check*.\n"


def test_a_plain_page_is_read_whole() -> None:
    found, problems = plain_page("content/pages/about.md", PAGE, frozenset())
    assert found is not None and not problems
    assert (found.id, found.title, found.description, found.order, found.draft, found.body.text) == (
        "about",
        "About",
        "Who we are",
        3,
        True,
        "We check.",
    )


def test_a_plain_page_with_a_mistake_is_left_out() -> None:
    found, problems = plain_page("content/pages/about.md", PAGE.replace("order: 3", "order: -3"), frozenset())
    assert found is None
    assert said(problems) == ["about.md:4:8 bad-value: order must be at least 0"]
    assert plain_page("content/pages/about.md", PAGE.replace("order", "title"), frozenset())[0] is None
    assert plain_page("content/pages/about.md", "No front matter.", frozenset())[0] is None


def test_a_link_of_a_plain_page_leads_somewhere() -> None:
    text = "---\ntitle: A\n---\n\n[a](method.md)\n\n[b](metod.md)\n"
    found, problems = plain_page("content/pages/about.md", text, frozenset(["method.md"]))
    assert found is not None
    assert said(problems) == [
        'about.md:7:1 broken-link?: the link to metod.md leads nowhere | did you mean "method.md"?'
    ]
