"""Where templates and static files come from, and what is said when a theme is broken."""

from pathlib import Path

import pytest
from projects import written

from sitegen.model.page import Page
from sitegen.model.problem import Problem
from sitegen.model.views import Frame, Link, PlainView
from sitegen.render.page import rendered
from sitegen.render.static import static_files, static_paths
from sitegen.render.theme import BrokenTheme, built_in_themes, theme

FRAME = Frame(
    site="The site", tagline="", language="en", title="A <title>", url="about/", canonical="", description="",
    lang="en", direction="ltr", pages=(), publisher=Link(text=""), contact=Link(text=""), stylesheet=False,
)  # fmt: skip
PAGE = Page(
    path="about/index.html", template="plain.html", root="../", frame=FRAME,
    view=PlainView(title="A & B", html="<p>C</p>"),
)  # fmt: skip


def project(folder: Path, name: str = "night", **files: str) -> Path:
    """A project whose theme has these templates."""
    return written(folder, {f"themes/{name}/templates/{file}.html": text for file, text in files.items()})


def page(folder: Path, name: str = "night", it: Page = PAGE) -> str:
    return rendered(it, theme(folder, name)).decode()


def problems(folder: Path, name: str = "night") -> tuple[Problem, ...]:
    with pytest.raises(BrokenTheme) as broken:
        page(folder, name)
    assert "Traceback" not in str(broken.value)
    return broken.value.problems


def only(found: tuple[Problem, ...]) -> tuple[str, int, str, str]:
    (one,) = found
    assert one.code == "bad-template"
    return one.origin.path, one.origin.line, one.message, one.hint


# --- Look-up ----------------------------------------------------------------------------------------------------------


def test_without_a_theme_of_its_own_a_project_has_the_built_in_one(tmp_path: Path) -> None:
    found = theme(tmp_path)
    assert found.folders == (built_in_themes() / "default",)
    assert "<h1>A &amp; B</h1>" in page(tmp_path, "default")


def test_a_template_of_the_project_stands_before_the_built_in_one(tmp_path: Path) -> None:
    assert page(project(tmp_path, plain="<p>{{ view.title }}, whole</p>")) == "<p>A &amp; B, whole</p>\n"


def test_a_theme_named_default_lies_over_the_built_in_one(tmp_path: Path) -> None:
    assert page(project(tmp_path, "default", plain="<p>mine</p>"), "default") == "<p>mine</p>\n"


def test_what_a_theme_does_not_have_comes_from_the_built_in_one(tmp_path: Path) -> None:
    assert "<h1>A &amp; B</h1>" in page(project(tmp_path, story="mine"))


def test_a_block_can_be_changed_and_the_rest_kept(tmp_path: Path) -> None:
    own = '{% extends "default/plain.html" %}{% block main %}<b>mine</b>{{ super() }}{% endblock %}'
    found = page(project(tmp_path, "default", plain=own), "default")
    assert found.index("<b>mine</b>") < found.index("<h1>A &amp; B</h1>") < found.index("<footer")


def test_a_template_that_others_extend_can_be_replaced_for_all_of_them(tmp_path: Path) -> None:
    own = '{% extends "default/base.html" %}{% block scripts %}none{% endblock %}'
    assert "none</body>" in page(project(tmp_path, "default", base=own), "default")


def test_a_static_file_of_the_project_stands_before_the_built_in_one(tmp_path: Path) -> None:
    own = {"themes/night/static/icon.svg": "mine", "themes/night/static/fonts/a.woff2": "font"}
    found = {file.path: file.data for file in static_files(theme(written(tmp_path, own), "night"))}
    assert (found["theme/icon.svg"], found["theme/fonts/a.woff2"]) == (b"mine", b"font")
    assert b"@layer tokens" in found["theme/style.css"]


def test_style_sheets_and_scripts_are_published_without_what_only_their_author_reads(tmp_path: Path) -> None:
    own = {
        "themes/night/static/a.css": "/* why */\n@layer a {\n  p { margin: calc(1px + 2px); }\n}\n",
        "themes/night/static/a.js": "// why\nconst a = `one\n  two`;  // ${a}\n",
        "themes/night/static/a.min.js": "// theirs\n",
        "themes/night/static/b.css": b"\xff {}",
    }
    found = {file.path: file.data for file in static_files(theme(written(tmp_path, own), "night"))}
    assert found["theme/a.css"] == b"@layer a{p{margin:calc(1px + 2px)}}"
    assert found["theme/a.js"] == b"const a=`one\n  two`;"
    assert found["theme/a.min.js"] == b"// theirs\n"
    assert found["theme/b.css"] == b"\xff {}"


def test_what_editors_leave_behind_is_not_published(tmp_path: Path) -> None:
    own = {f"themes/night/static/{name}": "x" for name in (".secret", "a.css~", ".git/config", "b.css")}
    found = {file.path for file in static_files(theme(written(tmp_path, own), "night"))}
    assert [path for path in found if path not in {file.path for file in static_files(theme(tmp_path / "no"))}] == [
        "theme/b.css"
    ]


@pytest.mark.parametrize("name", ["templates/plain.html", "static/a.css"])
def test_a_link_that_leads_out_of_the_theme_is_refused(name: str, tmp_path: Path) -> None:
    link = written(tmp_path, {"secret": "x", f"themes/night/{name}/x": ""}) / "themes" / "night" / name / "link"
    link.symlink_to(tmp_path / "secret")
    with pytest.raises(BrokenTheme) as broken:
        theme(tmp_path, "night")
    (found,) = broken.value.problems
    assert (found.origin.path, found.code) == (f"themes/night/{name}/link", "bad-theme-file")


@pytest.mark.parametrize("name", ["plain.html", "mine.html", "deep/part.svg"])
def test_every_template_of_a_theme_counts_for_its_fingerprint(name: str, tmp_path: Path) -> None:
    before = theme(written(tmp_path, {"themes/night/static/a.css": ""}), "night")
    written(tmp_path, {f"themes/night/templates/{name}": "new"})
    after = theme(tmp_path, "night")
    written(tmp_path, {f"themes/night/templates/{name}": "old"})
    assert len({before.fingerprint, after.fingerprint, theme(tmp_path, "night").fingerprint}) == 3


@pytest.mark.parametrize("name", ["static/site.css", "templates/.plain.html.swp", "templates/plain.html~"])
def test_what_no_page_shows_does_not_count_for_the_fingerprint(name: str, tmp_path: Path) -> None:
    before = theme(written(tmp_path, {"themes/night/static/a.css": ""}), "night")
    assert theme(written(tmp_path, {f"themes/night/{name}": "new"}), "night").fingerprint == before.fingerprint


EXTENDS = "{% extends 'base.html' %}"


@pytest.mark.parametrize(
    ("plain", "changed", "counts"),
    [
        (EXTENDS, "plain", True),
        (EXTENDS, "base", True),
        (EXTENDS, "part", False),
        (EXTENDS, "story", False),
        ("{% extends 'default/plain.html' %}", "base", True),  # the built-in template extends it
        ("{% include 'part.html' %}", "part", True),
        ("{%- include './part.html' ignore missing without context -%}", "part", True),
        ("{% include './part.html' %}", "story", False),
        ("{% import 'part.html' as part with context %}", "part", True),
        ("{%+ from 'part.html'\n  import a, b as c with context %}", "part", True),
        ("{% if 1 %}{% include 'story.html' %}{% endif %}", "part", False),
        ("{% extends view.title %}", "part", True),  # what is known only when it runs can be any of them
        ("{% extends 'base.html' if view.title else 'part.html' %}", "part", True),
        ("{% include ['none.html', 'part.html'] %}", "part", True),
        ("{% include 'pa' 'rt.html' %}", "part", True),
        ("{% include 'none.html' ignore missing %}", "none", True),
        ("{# {% extends #}{% extends 'part.html' %}", "part", True),
    ],
)
def test_a_page_has_the_fingerprint_of_the_templates_that_it_can_need(
    plain: str, changed: str, counts: bool, tmp_path: Path
) -> None:
    folder = project(tmp_path, plain=plain, base="base", part="part", story="story")
    before = theme(folder, "night")
    after = theme(project(folder, **{changed: "changed"}), "night")
    assert (before.fingerprint_of("plain.html") != after.fingerprint_of("plain.html")) == counts
    assert before.fingerprint != after.fingerprint


def test_a_page_of_a_template_that_is_not_there_needs_all_of_them(tmp_path: Path) -> None:
    before = theme(project(tmp_path, part="one"), "night").fingerprint_of("none.html")
    assert theme(project(tmp_path, part="two"), "night").fingerprint_of("none.html") != before


def test_static_files_can_be_found_without_reading_them(tmp_path: Path) -> None:
    look = theme(
        written(tmp_path, {"themes/night/static/icon.svg": "mine", "themes/night/static/a/b.css": ""}), "night"
    )
    found = static_paths(look)
    assert list(found) == [file.path for file in static_files(look)]
    assert found["theme/icon.svg"] == tmp_path.resolve() / "themes" / "night" / "static" / "icon.svg"
    assert list(found) == sorted(found)


def test_a_stylesheet_of_its_own_is_noticed(tmp_path: Path) -> None:
    assert not theme(tmp_path).has_stylesheet
    assert theme(written(tmp_path, {"themes/night/static/site.css": ""}), "night").has_stylesheet


def test_a_changed_template_is_read_again(tmp_path: Path) -> None:
    assert page(project(tmp_path, plain="one")) == "one\n"
    assert page(project(tmp_path, plain="two")) == "two\n"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("nihgt", 'did you mean "night"?'), ("autumn", "make the folder themes/autumn, or choose one of: default, night"),
     ("../night", 'did you mean "night"?'), ("..", "choose one of: default, night")],
)  # fmt: skip
def test_an_unknown_theme_is_a_problem_of_the_settings(name: str, hint: str, tmp_path: Path) -> None:
    project(tmp_path, plain="")
    with pytest.raises(BrokenTheme) as broken:
        theme(tmp_path, name)
    (found,) = broken.value.problems
    assert (found.origin.path, found.code) == ("content/site.yml", "unknown-theme")
    assert (found.message, found.hint) == (f'there is no theme "{name}"', hint)


# --- Bytes ------------------------------------------------------------------------------------------------------------


def test_a_page_is_utf8_with_one_newline_at_the_end(tmp_path: Path) -> None:
    assert rendered(PAGE, theme(project(tmp_path, plain="\n\né\n\n\n"), "night")) == "é\n".encode()


def test_text_is_escaped_in_every_kind_of_template(tmp_path: Path) -> None:
    folder = project(tmp_path, plain='{% include "part.html" %}{{ frame.title }}', part="{{ frame.title }} ")
    assert page(folder) == "A &lt;title&gt; A &lt;title&gt;\n"


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("", "../"),
        ("stories/flood/#articles", "../stories/flood/#articles"),
        ("a?b=c:d", "../a?b=c:d"),
        ("#here:there", "../#here:there"),
        ("https://example.org/", "https://example.org/"),
        ("HTTP://example.org/", "HTTP://example.org/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("javascript:alert(1)", "#"),
        (" javascript:alert(1)", "#"),
        ("java\nscript:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("//evil.example", "#"),
        ("/etc/passwd", "#"),
        ("\\\\evil.example", "#"),
    ],
)
def test_an_address_leads_from_the_page_and_never_runs(url: str, href: str, tmp_path: Path) -> None:
    view = PlainView(title=url, html="")
    it = Page(path=PAGE.path, template=PAGE.template, root=PAGE.root, frame=FRAME, view=view)
    assert page(project(tmp_path, plain="{{ view.title|href }}"), it=it) == f"{href}\n"


def test_an_address_on_the_home_page_begins_there(tmp_path: Path) -> None:
    it = Page(path="index.html", template="plain.html", root="./", frame=FRAME, view=PAGE.view)
    assert page(project(tmp_path, plain="{{ 'claims/'|href }} {{ ''|href }}"), it=it) == "./claims/ ./\n"


# --- Broken themes ----------------------------------------------------------------------------------------------------


def test_what_is_not_jinja_is_named_with_file_and_line(tmp_path: Path) -> None:
    path, line, message, _ = only(problems(project(tmp_path, plain="one\ntwo\n{% if %}\n")))
    assert (path, line) == ("themes/night/templates/plain.html", 3)
    assert "Expected an expression" in message


def test_every_template_that_is_not_jinja_is_named_at_once(tmp_path: Path) -> None:
    found = problems(project(tmp_path, plain="{% if %}", story="\n{{ a b }}", claim="sound"))
    assert [(each.origin.path, each.origin.line) for each in found] == [
        ("themes/night/templates/plain.html", 1),
        ("themes/night/templates/story.html", 2),
    ]


def test_a_field_that_a_view_does_not_have_is_named_with_the_nearest(tmp_path: Path) -> None:
    assert only(problems(project(tmp_path, plain="one\n{{ view.titel }}"))) == (
        "themes/night/templates/plain.html", 2, 'a PlainView has no "titel"', 'did you mean "title"?',
    )  # fmt: skip


def test_a_field_that_is_like_no_other_is_told_what_there_is(tmp_path: Path) -> None:
    assert only(problems(project(tmp_path, plain="{{ view.claims }}")))[3] == "it has: html, title"


def test_a_mistake_in_an_included_template_is_found_there(tmp_path: Path) -> None:
    found = only(problems(project(tmp_path, plain='{% include "part.html" %}', part="\n\n{{ frame.sight }}")))
    assert found[:3] == ("themes/night/templates/part.html", 3, 'a Frame has no "sight"')


def test_a_name_that_is_not_there_is_named(tmp_path: Path) -> None:
    path, line, message, hint = only(problems(project(tmp_path, plain="\n{{ site.title }}")))
    assert (path, line, message) == ("themes/night/templates/plain.html", 2, "'site' is undefined")
    assert hint == 'seen on the page "about/index.html"'


@pytest.mark.parametrize("tag", ['{% extends "missing.html" %}', '{% include "missing.html" %}'])
def test_a_template_that_is_not_there_is_named(tag: str, tmp_path: Path) -> None:
    found = only(problems(project(tmp_path, plain=f"\n{tag}")))
    assert found[:3] == ("themes/night/templates/plain.html", 2, 'there is no template "missing.html"')


def test_a_template_that_extends_itself_is_told_how_to_extend_the_built_in_one(tmp_path: Path) -> None:
    path, _, message, hint = only(problems(project(tmp_path, "default", plain='{% extends "plain.html" %}'), "default"))
    assert (path, message) == ("themes/default/templates/plain.html", "the template extends or includes itself")
    assert hint == 'to extend the built-in template write {% extends "default/plain.html" %}'


def test_a_template_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path, {"themes/night/templates/plain.html": b"\xff"})
    assert only(problems(folder))[::2] == ("themes/night/templates/plain.html", "the file is not UTF-8")


def test_a_mistake_in_arithmetic_is_named(tmp_path: Path) -> None:
    assert only(problems(project(tmp_path, plain="\n{{ 1 // 0 }}")))[:2] == ("themes/night/templates/plain.html", 2)
