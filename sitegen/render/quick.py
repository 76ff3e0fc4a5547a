"""What a translated template calls. All of it gives what Jinja gives, or raises, and then Jinja makes the page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import markupsafe
from markupsafe import Markup, escape

from sitegen.render.addresses import address


def _escaped(text: str) -> str:
    return str(escape(text))


# markupsafe's own escaping without the object that it wraps around the result: a tenth of the time.
escaped = getattr(markupsafe, "_escape_inner", _escaped)


class Left(Exception):  # noqa: N818 - says what is the case
    """Left to Jinja."""


class Namespace:
    """Jinja's `namespace`: a place for what a loop finds."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)

    def __str__(self) -> str:
        raise Left("how a namespace is printed")


def shown(value: object) -> str:
    """What `{{ value }}` shows, for all but plain texts."""
    return str(value) if type(value) is int else str(escape(value))


def unescaped(value: object) -> str:
    """What `{{ value|safe }}` shows."""
    return value if type(value) is str else str(Markup(value))


def written(root: str, url: object) -> str:
    """What `url|href` gives."""
    if type(url) is not str:
        raise Left("an address that is no text")
    return address(root, url)


def sequence(items: Iterable[Any]) -> Sequence[Any]:
    """The items, to be counted."""
    return items if type(items) is tuple else tuple(items)


def concatenated(*values: object) -> str:
    """What `a ~ b` gives, when no part of it is markup."""
    if any(hasattr(value, "__html__") for value in values):
        raise Left("markup and text in one")
    return "".join(map(str, values))


def joined(values: Iterable[Any], between: object) -> str:
    """What `values|join(between)` gives, when there is no markup."""
    texts = list(values)
    if type(between) is not str or any(type(text) is not str for text in texts):
        raise Left("not only texts")
    return between.join(texts)


def jinja_filter(name: str, value: object, arguments: Sequence[Any], named: Mapping[str, Any]) -> object:
    """What Jinja's own filter gives. Only a template that uses one loads Jinja for it."""
    from sitegen.render.jinja import filtered

    return filtered(name, value, arguments, named)


def jinja_test(name: str, value: object, arguments: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """What Jinja's own test gives."""
    from sitegen.render.jinja import tested

    return tested(name, value, arguments, named)


GIVEN = {
    "Markup": Markup, "Namespace": Namespace, "written": written, "concatenated": concatenated, "escape": escape,
    "escaped": escaped, "jinja_filter": jinja_filter, "jinja_test": jinja_test, "joined": joined,
    "sequence": sequence, "shown": shown, "unescaped": unescaped,
}  # fmt: skip
