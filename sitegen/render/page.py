"""A page and a theme give bytes."""

import re
import traceback
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context

from sitegen.model import views
from sitegen.model.page import Page
from sitegen.model.problem import Origin, Problem
from sitegen.render.theme import BUILT_IN, BrokenTheme, Theme, shown

_SCHEME = re.compile(r"[^/?#]*:")
_UNKNOWN_FIELD = re.compile(r"'sitegen\.model\.views\.(\w+) object' has no attribute '(\w+)'")
_HARMLESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def rendered(page: Page, theme: Theme) -> bytes:
    """The bytes of `page`: UTF-8, one newline at the end, the same for the same page and theme.

    Raises BrokenTheme when a template is missing, is not Jinja, or asks for something that its view does not have.
    """
    templates = _environment(theme)
    try:
        text = templates.get_template(page.template).render(frame=page.frame, view=page.view, root=page.root)
        return (text.strip() + "\n").encode()
    except TemplateSyntaxError as error:
        raise BrokenTheme(*(_syntax_problems(templates, theme) or (_problem(error, page, theme),))) from None
    except Exception as error:
        raise BrokenTheme(_problem(error, page, theme)) from None


@lru_cache(maxsize=4)
def _environment(theme: Theme) -> Environment:
    """Compiled once for every state of the theme. `default/` always means the built-in templates."""
    folders = [folder / "templates" for folder in theme.folders]
    loaders: list[BaseLoader] = [FileSystemLoader(folders), PrefixLoader({BUILT_IN: FileSystemLoader(folders[-1])})]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters["href"] = _href
    return environment


@pass_context
def _href(context: Context, url: str) -> str:
    """`url` as it must be written on this page. A scheme that could run code leads nowhere."""
    if _HARMLESS.match(url):
        return url
    if _SCHEME.match(url) or url.startswith(("/", "\\")):
        return "#"
    return f"{context['root'] or './'}{url}"


def _syntax_problems(templates: Environment, theme: Theme) -> tuple[Problem, ...]:
    """Every template of the theme that is not Jinja: all of them at once, not only the first."""
    problems = []
    for folder in theme.folders:
        for path in sorted((folder / "templates").rglob("*.html")):
            try:
                templates.parse(path.read_text(encoding="utf-8"), filename=str(path))
            except TemplateSyntaxError as error:
                problems.append(_at(path, error.lineno, error.message or "not a Jinja template", theme))
            except UnicodeDecodeError:
                problems.append(_at(path, 1, "the file is not UTF-8", theme))
    return tuple(problems)


def _problem(error: Exception, page: Page, theme: Theme) -> Problem:
    """The mistake at its place in a template: the innermost template line that was running."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return _at(Path(error.filename), error.lineno, error.message or "not a Jinja template", theme)
    places = [
        (Path(frame.filename), frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        if any(Path(frame.filename).is_relative_to(folder) for folder in theme.folders)
    ]
    path, line = places[-1] if places else (theme.folders[0] / "templates" / page.template, 1)
    if isinstance(error, TemplateNotFound):
        return _at(path, line, f'there is no template "{error.name}"', theme)
    if isinstance(error, RecursionError):
        hint = f'to extend the built-in template write {{% extends "{BUILT_IN}/{path.name}" %}}'
        return _at(path, line, "the template extends or includes itself", theme, hint)
    if unknown := _UNKNOWN_FIELD.search(str(error)):
        return _unknown_field(path, line, unknown[1], unknown[2], theme)
    message = "the file is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error) or type(error).__name__
    return _at(path, line, message, theme, f'seen on the page "{page.path}"')


def _unknown_field(path: Path, line: int, noun: str, field: str, theme: Theme) -> Problem:
    known = sorted(getattr(getattr(views, noun, None), "__dataclass_fields__", ()))
    near = get_close_matches(field, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"it has: {', '.join(known)}"
    return _at(path, line, f'a {noun} has no "{field}"', theme, hint)


def _at(path: Path, line: int, message: str, theme: Theme, hint: str = "") -> Problem:
    return Problem(
        origin=Origin(path=shown(path, theme.project), line=line), code="bad-template", message=message, hint=hint
    )
