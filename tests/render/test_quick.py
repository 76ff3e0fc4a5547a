"""Templates that were translated show what Jinja shows, to the byte, and what cannot be translated is left to Jinja."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from markupsafe import Markup
from projects import ROOT, written

import sitegen.site_part
import sitegen.story_part
from sitegen.build import build
from sitegen.model.page import Page
from sitegen.order import Options, Surroundings
from sitegen.render.addresses import shortened
from sitegen.render.jinja import rendered_by_jinja, translated_pages
from sitegen.render.page import _quick, rendered
from sitegen.render.scopes import Untranslatable
from sitegen.render.theme import BrokenTheme, Theme, theme

BOLD = Markup("<i>&amp;</i>")


@dataclass(frozen=True)
class Node:
    """A view with a field of every kind."""

    name: str = 'A & <b>"it\'s"</b>'
    url: str = "a/?b=c:d&e#f"
    number: int = 3
    markup: str = BOLD
    nothing: None = None
    words: tuple[str, ...] = ("x", "<y>", "z")
    table: tuple[tuple[str, int], ...] = (("<k>", 1), ("l", 2))
    kids: tuple["Node", ...] = ()


VIEW = Node(kids=(Node(name="one"), Node(name="two", number=0, kids=(Node(name="<three>"),))))
LIB = """
{% set kinds = {'a': '<A>'} %}
{% macro link(it, bold=false) -%}
<a href="{{ it.url|href }}">{% if bold %}<b>{{ it.name }}</b>{% else %}{{ it.name }}{% endif %}</a>
{%- endmacro %}
{% macro links(them) %}
{% for it in them %}{{ link(it, bold=loop.first) }}{% if not loop.last %}, {% endif %}{% endfor %}
{% endmacro %}
"""
BASE = """
<head>{% block head %}{{ frame.name }}{% endblock %}</head>
{% block main %}<p>{{ view.name }}</p>{% block inner %}inner {{ view.number }}{% endblock %}{% endblock %}
"""
FROM = "{% from 'lib.html' import link, links as list_of, kinds with context %}"
CHILD = "{% extends 'base.html' %}" + FROM


def site(folder: Path, **templates: str) -> tuple[Theme, Page]:
    files = {"lib": LIB, "base": BASE, **templates}
    written(folder, {f"themes/night/templates/{name}.html": text for name, text in files.items()})
    return theme(folder, "night"), page(VIEW)


def page(view: object, template: str = "page.html") -> Page:
    return Page(path="here/", template=template, root="../", frame=Node(name="frame"), view=view)  # type: ignore[arg-type]


def by_jinja(it: Page, look: Theme) -> str:
    return shortened(rendered_by_jinja(it, look).strip().encode(), it.path, it.root).decode() + "\n"


def snippets(name: str) -> dict[str, str]:
    """The templates in a file, by what they show."""
    text = (Path(__file__).parent / "quick" / f"{name}.txt").read_text(encoding="utf-8")
    return {title: body for title, _, body in (part.partition("\n") for part in text.split("\n## ")[1:])}


TRANSLATED, INHERITED, LEFT, TRIED = (snippets(name) for name in ("translated", "inherited", "left", "tried"))


@pytest.mark.parametrize("text", TRANSLATED.values(), ids=TRANSLATED)
def test_translated_templates_show_what_jinja_shows(text: str, tmp_path: Path) -> None:
    look, it = site(tmp_path, page=f"{FROM}{{% block all %}}{text}{{% endblock %}}")
    assert translated_pages("page.html", look)
    assert rendered(it, look).decode() == by_jinja(it, look)


@pytest.mark.parametrize("text", INHERITED.values(), ids=INHERITED)
def test_translated_templates_extend_others_as_in_jinja(text: str, tmp_path: Path) -> None:
    look, it = site(tmp_path, page="{% extends 'middle.html' %}" + FROM + text, middle=CHILD + text)
    if "{% set" in text or "{% macro" in text:
        look, it = site(tmp_path, page=CHILD + text)
    assert translated_pages("page.html", look)
    assert rendered(it, look).decode() == by_jinja(it, look)


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_what_cannot_be_translated_is_left_to_jinja(text: str, tmp_path: Path) -> None:
    look, it = site(tmp_path, page=text)
    with pytest.raises(Untranslatable):
        translated_pages("page.html", look)
    assert rendered(it, look).decode() == by_jinja(it, look)


@pytest.mark.parametrize("text", TRIED.values(), ids=TRIED)
def test_what_turns_out_on_the_page_is_left_to_jinja(text: str, tmp_path: Path) -> None:
    look, it = site(tmp_path, page=text)
    assert translated_pages("page.html", look)
    assert rendered(it, look).decode() == by_jinja(it, look)
    assert _quick(look)["page.html"] is None  # and is not tried again


def test_a_name_that_two_templates_mean_differently_is_left_to_jinja(tmp_path: Path) -> None:
    own = "{% macro link(it) %}mine{% endmacro %}{% block main %}{{ link(view) }}{% endblock %}"
    look, it = site(tmp_path, page="{% extends 'middle.html' %}" + own, middle=CHILD)
    with pytest.raises(Untranslatable):
        translated_pages("page.html", look)
    assert rendered(it, look).decode() == by_jinja(it, look)


MISTAKES = [
    "{{ 1|nonesuch }}",
    "{{ 1 is nonesuch }}",
    "{% for loop in () %}{% endfor %}",
    "{% extends 'base.html' %}",
]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_a_part_that_no_page_shows_is_a_mistake(mistake: str, tmp_path: Path) -> None:
    middle = CHILD + "{% block head %}" + mistake + "{% endblock %}"
    look, it = site(tmp_path, page="{% extends 'middle.html' %}{% block head %}{% endblock %}", middle=middle)
    with pytest.raises(BrokenTheme):
        rendered(it, look)


def test_two_blocks_of_one_name_are_a_mistake(tmp_path: Path) -> None:
    look, it = site(tmp_path, page=CHILD + "{% block main %}a{% endblock %}{% block main %}b{% endblock %}")
    with pytest.raises(BrokenTheme):
        rendered(it, look)


def test_a_mistake_on_one_page_does_not_change_the_next(tmp_path: Path) -> None:
    look, it = site(tmp_path, page="{{ view.kids[0].name }}")
    with pytest.raises(BrokenTheme):
        rendered(page(Node()), look)
    assert rendered(it, look) == b"one\n"


@pytest.mark.parametrize("project", [ROOT, *sorted((ROOT / "tests" / "sites").iterdir())], ids=lambda path: path.name)
def test_every_page_of_the_built_in_theme_is_translated_and_as_jinja_makes_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def both(page: Page, look: Theme) -> bytes:
        made = rendered(page, look)
        assert made.decode() == by_jinja(page, look)
        templates.add((page.template, look))
        return made

    templates: set[tuple[str, Theme]] = set()
    for room in (sitegen.story_part, sitegen.site_part):
        monkeypatch.setattr(room, "rendered", both)
    around, output = Surroundings(time.perf_counter), tmp_path / "site"
    build(project, Options(drafts=True, search=False), output, lambda problems: False, around, tmp_path / "memory")
    assert templates
    for template, look in templates:
        assert translated_pages(template, look)
