"""What is left out of static files means nothing: a style sheet says the same without its white space."""

import re
from pathlib import Path

import pytest

from sitegen.render.static import _lean

STATIC = Path(__file__).parents[2] / "themes/default/static"
RULES = re.compile(r"(?:^|[{};])([^{};@]+)(?=\{)")


def selectors(style: str) -> list[str]:
    """Every selector, written one way; `*:` before a pseudo-class says no more than the space does."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    spaced = (re.sub(r"\s+", " ", each).strip() for each in RULES.findall(bare))
    return [re.sub(r" ?([,>+~(]) ?", r"\1", each).replace(" *:", " :").replace(">*:", ">:") for each in spaced]


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_every_selector_of_the_theme_stays_what_it_is(path: Path) -> None:
    whole = path.read_bytes()
    assert selectors(_lean("theme/" + path.name, whole).decode()) == selectors(whole.decode())


def test_what_stands_inside_of_something_is_not_taken_for_the_thing_itself() -> None:
    style = b"@layer p { .side :is(b, i) { color : red } .box ::marker, .a:has([x]) :is(.b) { top: 0 } }"
    assert _lean("theme/a.css", style) == (
        b"@layer p{.side *:is(b,i){color:red}.box *::marker,.a:has([x]) *:is(.b){top:0}}"
    )
