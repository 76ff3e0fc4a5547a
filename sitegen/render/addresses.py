"""How an address is written on a page."""

import re

_SCHEME = re.compile(r"[^/?#]*:")
_INSIDE = re.compile(rb"[a-z0-9-]+/|[a-z0-9-]*#")  # a page of the story, or an id
_HARMLESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def address(root: str, url: str) -> str:
    """`url` as it must be written on the page that `root` leads from. A scheme that could run code leads nowhere."""
    if _HARMLESS.match(url):
        return url
    if _SCHEME.match(url) or url.startswith(("/", "\\")):
        return "#"
    return f"{root or './'}{url}"


def shortened(html: bytes, path: str, root: str) -> bytes:
    """A page of a story with the addresses that lead to the same story written from where the page is.

    On the story's own page what follows must be an id: a file can have a name that reads like a scheme. Bytes are
    searched, for in a text with a single curly quotation mark every character is two of them.
    """
    chapter, _, rest = path.partition("/")
    folder, inside, below = rest.partition("/")
    if chapter != "stories" or not inside or not folder:
        return html
    prefix = f'href="{root}stories/{folder}/'.encode()
    if up := "../" * below.count("/"):
        return html.replace(prefix, f'href="{up}'.encode())
    first, *others = html.split(prefix)
    return first + b"".join([(b'href="' if _INSIDE.match(each) else prefix) + each for each in others])
