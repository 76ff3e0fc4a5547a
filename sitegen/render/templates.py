"""The template files of a theme, and which others each of them asks for."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from sitegen.memory import digest
from sitegen.model.noun import noun

_TAG = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b(.*?)[-+]?%\}", re.DOTALL)
_NAME = re.compile(
    r"""\s*(?:"([^"\\]*)"|'([^'\\]*)')\s*(?:import\b.*|as\s+\w+\s*)?(?:(?:ignore\s+missing|with(?:out)?\s+context)\s*)*""",
    re.DOTALL,
)


@noun
class Template:
    """A file under `templates/`. `asks` are the templates that it names; None when one is known only when it runs."""

    name: str
    path: Path
    digest: str
    asks: tuple[str, ...] | None


def template(name: str, path: Path) -> Template:
    """The template in the file, read now."""
    data = path.read_bytes()
    return Template(name=name, path=path, digest=sha256(data).hexdigest(), asks=_asked(data))


def _asked(data: bytes) -> tuple[str, ...] | None:
    """Rather one too many than one too few: tags inside comments count, and what is not simply a name counts as all."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    found = [_NAME.fullmatch(tag[1]) for tag in _TAG.finditer(text)]
    if not all(found):
        return None
    return tuple(dict.fromkeys(match[1] or match[2] or "" for match in found if match))


def fingerprint(found: Iterable[tuple[str, Template]]) -> str:
    """One text for names and the templates that are found under them."""
    return digest(*(part for name, each in found for part in (name, each.digest)))
