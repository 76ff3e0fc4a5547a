"""Messages in templates: `_("…")`, `ngettext("…", "…", number)`, `pgettext("sense", "…")`, as Babel finds them.

What a catalogue says is markup, as a template is. What stands in its places, `%(name)s`, is escaped.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from sitegen.tongue import Tongue

FUNCTIONS = frozenset(("_", "ngettext", "pgettext", "plurals"))
PLACE = re.compile(r"%\((\w+)\)s|%%")


def messages(tongue: Tongue) -> Mapping[str, Callable[..., Markup]]:
    """The functions as Jinja calls them."""

    def shown(name: str) -> Callable[..., Markup]:
        return lambda *words, **values: _filled(said(tongue, name, *words), values)

    def counted(one: str, many: str, number: int, **values: object) -> Markup:
        return _filled(tongue.forms(one, many)[tongue.form(number)], {"num": tongue.number(number), **values})

    return {**{name: shown(name) for name in FUNCTIONS}, "ngettext": counted}


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    return Markup(message) % values if values else Markup(message)


def said(tongue: Tongue, name: str, *words: str) -> str:
    """What a function, except `ngettext`, gives for words that are known. Raises TypeError for too many or too few."""
    if name == "plurals":
        return tongue.plurals(*words)
    return tongue.sense(*words) if name == "pgettext" else tongue.text(*words)


def parts(message: str, filled: bool = True) -> Iterator[tuple[str, str]]:
    """The words of a message, each with the name of the place that follows, "" for none. Unless it is filled it is
    shown as it is."""
    at = 0
    for found in PLACE.finditer(message) if filled else ():
        yield message[at : found.start()] + ("" if found[1] else "%"), found[1] or ""
        at = found.end()
    yield message[at:], ""
