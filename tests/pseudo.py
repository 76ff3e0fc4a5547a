"""A language that is not one: every message of the catalogues in brackets, so that what is no message can be seen."""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sitegen import tongue

LANGUAGE = "eo"
OPEN, CLOSE = "⟦", "⟧"
TEMPLATE = Path(tongue.__file__).with_name("locale") / "sitegen.pot"


def pseudo_catalogue() -> bytes:
    """The catalogue of the pseudo-language. Markup in a message stays markup."""
    catalogue = Catalog(locale=LANGUAGE)
    for message in read_po(BytesIO(TEMPLATE.read_bytes())):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            said = tuple(f"{OPEN}{each}{CLOSE}" for each in ids)
            catalogue.add(message.id, said if isinstance(message.id, tuple) else said[0], context=message.context)
    out = BytesIO()
    write_po(out, catalogue)
    return out.getvalue()


def unwrapped(text: str) -> str:
    """What stands outside of all brackets."""
    found = []
    depth = 0
    for part in re.split(f"([{OPEN}{CLOSE}])", text):
        depth += {OPEN: 1, CLOSE: -1}.get(part, 0)
        if not depth and part not in (OPEN, CLOSE):
            found.append(part)
    return " ".join(" ".join(found).split())
