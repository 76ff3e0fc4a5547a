"""Pages by Jinja itself: any template that Jinja knows, and what is said about one that is broken."""

import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from sitegen.model.page import Page
from sitegen.model.problem import Origin, Problem
from sitegen.render import kept
from sitegen.render.addresses import address
from sitegen.render.messages import messages
from sitegen.render.templates import Template
from sitegen.render.theme import BUILT_IN, BrokenTheme, Theme, shown
from sitegen.render.translation import translated
from sitegen.tongue import ENGLISH, Tongue

_UNKNOWN_FIELD = re.compile(r"'sitegen\.model\.(\w+)\.(\w+) object' has no attribute '(\w+)'")


class Unreadable(Exception):  # noqa: N818 - says what is the case
    """A template that is not there, is no template, or was changed meanwhile."""


def rendered_by_jinja(page: Page, theme: Theme) -> str:
    """The text of the page. Raises BrokenTheme, see `rendered`."""
    templates = environment(theme)
    try:
        text = templates.get_template(page.template).render(frame=page.frame, view=page.view, root=page.root)
        text.encode()  # a page that is no Unicode is an error of this page
        return text
    except TemplateSyntaxError as error:
        raise BrokenTheme(*(_syntax_problems(templates, theme) or (_problem(error, page, theme),))) from None
    except Exception as error:
        raise BrokenTheme(_problem(error, page, theme)) from None


@lru_cache(maxsize=4)
def environment(theme: Theme) -> Environment:
    """Compiled once for every state of the theme. `default/` always means the built-in templates."""
    folders = [folder / "templates" for folder in theme.folders]
    loaders = FileSystemLoader(folders), PrefixLoader({BUILT_IN: FileSystemLoader(folders[-1])})
    found = _environment(*loaders, tongue=theme.tongue)
    found.bytecode_cache = _Kept(theme.cache) if theme.cache and kept.machine() else None
    return found


class _Kept(BytecodeCache):
    """What Jinja has compiled, from one run to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := kept.recalled(self.folder, bucket.key, bucket.checksum):
            bucket.code = known[0]

    def dump_bytecode(self, bucket: Bucket) -> None:
        kept.keep(self.folder, bucket.key, bucket.checksum, bucket.code)


def _environment(*loaders: BaseLoader, tongue: Tongue = ENGLISH) -> Environment:
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
    environment.filters["number"] = tongue.number
    environment.globals.update(messages(tongue))
    return environment


@pass_context
def _href(context: Context, url: str) -> str:
    return address(context["root"], url)


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
        return _unknown_field(path, line, unknown, theme)
    message = "the file is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error) or type(error).__name__
    return _at(path, line, message, theme, f'seen on the page "{page.path}"')


def _unknown_field(path: Path, line: int, unknown: re.Match[str], theme: Theme) -> Problem:
    room, noun, field = unknown.groups()
    views = sys.modules[f"sitegen.model.{room}"]
    known = sorted(getattr(getattr(views, noun, None), "__dataclass_fields__", ()))
    near = get_close_matches(field, known, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"it has: {', '.join(known)}"
    return _at(path, line, f'a {noun} has no "{field}"', theme, hint)


def _at(path: Path, line: int, message: str, theme: Theme, hint: str = "") -> Problem:
    return Problem(
        origin=Origin(path=shown(path, theme.project), line=line), code="bad-template", message=message, hint=hint
    )


@lru_cache(maxsize=1)
def _nowhere() -> Context:
    """What filters and tests see of a page: nothing."""
    return _environment().from_string("").new_context()


def filtered(name: str, value: object, arguments: Sequence[Any], named: Mapping[str, Any]) -> object:
    """What a filter of Jinja gives that needs nothing from the page."""
    return _nowhere().environment.call_filter(name, value, arguments, named, _nowhere(), _nowhere().eval_ctx)


def tested(name: str, value: object, arguments: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """What a test of Jinja gives."""
    return bool(_nowhere().environment.call_test(name, value, arguments, named, _nowhere(), _nowhere().eval_ctx))


def translated_pages(template: str, theme: Theme) -> CodeType:
    """The code for pages of this template, see `translated`.

    Raises Untranslatable; Unreadable when a template is missing, is not sound, or is no longer what it was when the
    theme was read.
    """

    def tree(name: str) -> nodes.Template:
        found = theme.template(name)
        if found is None:
            raise Unreadable(name)
        return _tree(found)

    try:
        return translated(template, tree, theme.tongue)
    except TemplateSyntaxError as error:
        raise Unreadable(template) from error


@lru_cache(maxsize=64)
def _tree(template: Template) -> nodes.Template:
    """The template, parsed; the same object for the same state of a file."""
    data = template.path.read_bytes()
    if sha256(data).hexdigest() != template.digest:
        raise Unreadable(template.name)
    tree = _nowhere().environment.parse(data.decode(), template.name, str(template.path))
    if not _is_sound(tree):
        raise Unreadable(template.name)
    return tree


def _is_sound(tree: nodes.Template) -> bool:
    """Whether Jinja would take all of it, also the parts that no page shows: what its parser does not find itself."""
    jinja = _nowhere().environment
    blocks = set()
    for node in tree.find_all((nodes.Filter, nodes.Test, nodes.Block, nodes.Extends, nodes.Name)):
        match node:
            case nodes.Filter():
                sound = node.name in jinja.filters
            case nodes.Test():
                sound = node.name in jinja.tests
            case nodes.Block():
                sound = node.name not in blocks
                blocks.add(node.name)
            case nodes.Extends():
                sound = any(each is node for each in tree.body)
            case nodes.Name():
                sound = node.ctx != "store" or node.name != "loop"
            case _:
                sound = True
        if not sound:
            return False
    return True
