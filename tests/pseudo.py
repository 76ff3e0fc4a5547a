"""A language that is not one: every message of the catalogues in brackets, so that what is no message can be seen."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from lxml import html

from sitegen import tongue

TEMPLATE = tongue.FOLDER / "sitegen.pot"
SPOKEN = ("aria-label", "alt", "placeholder", "title")  # attributes that are read out, or shown
# What the data dictionary says stays in English, and says so; code is in no language.
INTERFACE = "not(ancestor::script or ancestor::code or ancestor-or-self::*[@lang='en'])"
BRACKET = re.compile("([⟦⟧])")


def catalogues(folder: Path, language: str) -> Path:
    """A folder of catalogues with this one language."""
    catalogue = Catalog(locale=language)
    for message in read_po(BytesIO(TEMPLATE.read_bytes())):
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id, message.id)
            said = tuple([f"⟦{form}⟧" for form in forms])
            catalogue.add(message.id, said if isinstance(message.id, tuple) else said[0], context=message.context)
    path = folder / language / "LC_MESSAGES" / "sitegen.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)
    return folder


def unbracketed(page: bytes) -> Iterator[str]:
    """Every text of a page, shown or read out, that stands outside of all brackets."""
    root = html.document_fromstring(page.decode())
    yield from _outside(map(str, root.xpath(f"//body//text()[{INTERFACE}] | //title/text()")))
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in SPOKEN or (name.startswith("data-") and " " in value):
                yield from _outside([str(value)])


def _outside(texts: Iterable[str]) -> Iterator[str]:
    """Brackets may open in one text and close in another."""
    depth = 0
    for text in texts:
        for part in BRACKET.split(text):
            depth += {"⟦": 1, "⟧": -1}.get(part, 0)
            if not depth and part != "⟧" and (words := " ".join(part.split()).strip(" –")):
                yield words
