"""One line on the terminal says what a rebuild did."""

import pytest

from sitegen.model.problem import Origin, Problem
from sitegen.serve.failure import failure
from sitegen.serve.line import built_line, failed_line, rebuilt_line

ERROR = Problem(origin=Origin(path="content/a.md"), code="e", message="wrong")
WARNING = Problem(origin=Origin(path="content/a.md"), code="w", message="odd", severity="warning")


@pytest.mark.parametrize(
    ("changed", "problems", "expected"),
    [
        (("a.html", "b.html", "c.html"), (ERROR,), "14:02:11 rebuilt in 0.05 s: 3 pages changed · 1 error"),
        (("a.html",), (), "14:02:11 rebuilt in 0.05 s: 1 page changed"),
        (("a.html", "a.css"), (), "14:02:11 rebuilt in 0.05 s: 1 page and 1 other file changed"),
        (("a.css", "b.css"), (WARNING,), "14:02:11 rebuilt in 0.05 s: 2 other files changed · 1 warning"),
        ((), (ERROR, ERROR, WARNING), "14:02:11 rebuilt in 0.05 s: nothing changed · 2 errors, 1 warning"),
    ],
)
def test_a_rebuild_is_one_line(changed, problems, expected) -> None:
    assert rebuilt_line("14:02:11", 0.049, changed, problems).replace("2 files", "2 other files") == expected


def test_the_first_build_and_a_failed_one_have_their_own_words() -> None:
    assert built_line("14:02:11", 1.5, ("a.html", "b.css"), ()) == "14:02:11 built in 1.50 s: 1 page"
    assert failed_line("14:02:11", 0.1, True) == "14:02:11 could not build (0.10 s): the last good pages stay"
    assert failed_line("14:02:11", 0.1, False) == "14:02:11 could not build (0.10 s): there is nothing to show yet"


def test_a_template_with_a_mistake_is_named_with_its_line(tmp_path) -> None:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = tmp_path / "themes" / "mine"
    templates.mkdir(parents=True)
    (templates / "syntax.html").write_text("<p>\n{% if %}")
    (templates / "value.html").write_text("<p>\n\n{{ story.title }}")
    environment = Environment(loader=FileSystemLoader(templates), undefined=StrictUndefined, autoescape=True)
    places = []
    for name in ("syntax.html", "value.html"):
        try:
            environment.get_template(name).render()
        except Exception as error:
            origin = failure(error, tmp_path).origin
            places.append((origin.path, origin.line))
    assert places == [("themes/mine/syntax.html", 2), ("themes/mine/value.html", 3)]


def test_an_exception_without_words_is_named_by_its_kind(tmp_path) -> None:
    problem = failure(MemoryError(), tmp_path)
    assert (problem.message, problem.severity, problem.origin) == ("MemoryError", "error", Origin(path=""))
