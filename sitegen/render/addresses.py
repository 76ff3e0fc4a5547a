"""How an address is written on a page."""

import re

_SCHEME = re.compile(r"[^/?#]*:")
_HARMLESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def address(root: str, url: str) -> str:
    """`url` as it must be written on the page that `root` leads from. A scheme that could run code leads nowhere."""
    if _HARMLESS.match(url):
        return url
    if _SCHEME.match(url) or url.startswith(("/", "\\")):
        return "#"
    return f"{root or './'}{url}"
