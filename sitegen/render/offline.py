"""A finished page becomes one that can be read from a folder, without a server.

Opened as a file, a folder does not show its `index.html`, so every link to one must name it. A browser gives each file
an origin of its own: modules are not loaded, and in Firefox `'self'` in a content security policy means no file at all
(nsCSPHostSrc counts an address without a host as a unique origin). `file:` means the files of the disk, and still no
server.
"""

import re
from collections.abc import Callable
from html import escape, unescape
from posixpath import normpath

INDEX = "index.html"
ATTRIBUTE = r"""([^\s"'<>/=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
TAG = r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>"""
# Comments, and what is no markup in spite of its angle brackets, are passed over.
_PIECE = re.compile(
    rf"<!--.*?-->|(?P<open><(?P<raw>script|style|textarea|title)\b(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>)"
    rf"(?P<inside>.*?</(?P=raw)\s*>)|{TAG}",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(ATTRIBUTE)
_TOUCHED = re.compile(r"(?:href|src|action|http-equiv)\s*=|<html\b", re.IGNORECASE)
_ADDRESSES = ("href", "xlink:href", "src", "action", "formaction")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)  # another scheme, another host, a server's root
_REFRESH = re.compile(r"(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['\"]?)(.*)", re.DOTALL | re.IGNORECASE)


def filed(address: str) -> str:
    """A relative address as it must be written where no server looks for `index.html`: `../#a` is `../index.html#a`."""
    if _ELSEWHERE.match(address):
        return address
    end = min((at for at in map(address.find, "?#") if at >= 0), default=len(address))
    path, rest = address[:end], address[end:]
    if path in (".", "..") or path.endswith(("/.", "/..")):
        path += "/"
    return f"{path}{INDEX}{rest}" if path.endswith("/") else address


def offline(html: str, path: str = "") -> tuple[str, frozenset[str]]:
    """The page at `path`, for a folder, and the paths of the scripts that it loads as modules.

    Each of those must be made `classic`. The page says that it belongs to an archive: `data-archive` of its root.
    """
    modules: set[str] = set()

    def piece(found: re.Match[str]) -> str:
        if opening := found["open"]:
            return _tag(opening, note) + str(found["inside"])
        return found[0] if found[0].startswith("<!") else _tag(found[0], note)

    def note(source: str) -> None:
        modules.add(normpath(f"{path.rpartition('/')[0]}/{source.partition('?')[0]}").lstrip("/"))

    return _PIECE.sub(piece, html), frozenset(modules)


def classic(script: str) -> str:
    """A module as a plain script, which may be loaded from a file: what it declares stays its own."""
    return f'(async () => {{\n"use strict";\n{script}\n}})();\n'


def _tag(tag: str, note: Callable[[str], None]) -> str:
    if not _TOUCHED.search(tag):
        return tag
    name = tag[1:].split(None, 1)[0].rstrip("/>").lower()
    start = 1 + len(name)
    values = {each[1].lower(): unescape(_bare(each[3])) for each in _ATTRIBUTE.finditer(tag, start)}
    is_module = name == "script" and values.get("type", "").lower() == "module" and "src" in values
    if is_module:
        note(values["src"])
    meaning = values.get("http-equiv", "").lower() if name == "meta" else ""

    def attribute(found: re.Match[str]) -> str:
        key, value = found[1].lower(), unescape(_bare(found[3]))
        if key in _ADDRESSES:
            wanted = filed(value)
        elif key == "content" and meaning == "content-security-policy":
            wanted = value.replace("'self'", "'self' file:")
        elif key == "content" and meaning == "refresh" and (parts := _REFRESH.fullmatch(value)):
            wanted = parts[1] + filed(parts[2])
        else:
            return "defer" if is_module and key == "type" else found[0]
        return found[0] if wanted == value else f'{found[1]}{found[2]}"{escape(wanted)}"'

    made = tag[:start] + _ATTRIBUTE.sub(attribute, tag[start:])
    return f"{made[:5]} data-archive{made[5:]}" if name == "html" else made


def _bare(value: str | None) -> str:
    return value[1:-1] if value and value[0] in "\"'" else value or ""
