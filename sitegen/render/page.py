"""A page and a theme give bytes."""

from collections.abc import Callable
from functools import lru_cache
from types import CodeType
from typing import Any

from sitegen.model.page import Page
from sitegen.render import kept
from sitegen.render.addresses import shortened
from sitegen.render.quick import GIVEN
from sitegen.render.theme import Theme

Quick = Callable[[object, object, str], str]


def rendered(page: Page, theme: Theme) -> bytes:
    """The bytes of `page`: UTF-8, one newline at the end, the same for the same page and theme.

    Raises BrokenTheme when a template is missing, is not Jinja, or asks for something that its view does not have.
    """
    quick = _quick(theme)
    if page.template not in quick:
        quick[page.template] = _function(theme, page.template)
    if make := quick[page.template]:
        try:
            return _bytes(make(page.frame, page.view, page.root), page)
        except Exception:  # whatever it is: Jinja knows better, and says it better
            quick[page.template] = None
    from sitegen.render.jinja import rendered_by_jinja  # takes longer to load than most pages to make

    return _bytes(rendered_by_jinja(page, theme), page)


def _bytes(text: str, page: Page) -> bytes:
    return shortened(text.strip().encode(), page.path, page.root) + b"\n"


@lru_cache(maxsize=4)
def _quick(theme: Theme) -> dict[str, Quick | None]:
    """The templates of a theme that were translated so far; None for those that are left to Jinja."""
    return {}


def _function(theme: Theme, template: str) -> Quick | None:
    """The template as a function of frame, view and root."""
    code = _code(theme, template)
    if code is None:
        return None
    names: dict[str, Any] = {**GIVEN, "form": theme.tongue.form, "grouped": theme.tongue.number}
    exec(code, names)
    page: Quick = names["page"]
    return page


def _code(theme: Theme, template: str) -> CodeType | None:
    folder = theme.cache if kept.machine() else None
    key = theme.fingerprint_of(template) + theme.tongue.key
    if folder and (known := kept.recalled(folder, template, key)):
        return known[0]
    try:
        code = _translated(theme, template)
    except Exception:  # what is wrong with the templates, Jinja says better
        return None
    if folder:
        kept.keep(folder, template, key, code)
    return code


def _translated(theme: Theme, template: str) -> CodeType | None:
    from sitegen.render.jinja import translated_pages
    from sitegen.render.scopes import Untranslatable

    try:
        return translated_pages(template, theme)
    except Untranslatable:
        return None
