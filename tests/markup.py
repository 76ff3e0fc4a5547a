"""What is wrong with pages of HTML: links and assets that lead nowhere, markup that a browser would have to mend."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from posixpath import normpath
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
FOREIGN = frozenset(("svg",))
# What ends an open <p>, so that it may not stand in one; and what may not stand in itself, however deep.
BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " main menu nav ol p pre section table ul".split()
)
PHRASING_ONLY = frozenset("p h1 h2 h3 h4 h5 h6 span a em strong b i mark cite label summary dt time del ins".split())
INTERACTIVE = frozenset(("a", "button", "input", "select", "textarea", "details", "label"))
PARENTS = {
    "li": ("ol", "ul", "menu"),
    "dt": ("dl", "div"),
    "dd": ("dl", "div"),
    "tr": ("thead", "tbody", "tfoot"),
    "td": ("tr",),
    "th": ("tr",),
    "figcaption": ("figure",),
    "summary": ("details",),
    "option": ("select",),
}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form")
ADDRESSES = ("href", "src", "action", "data-claims")  # `cite` is nobody's to follow


def tree(data: bytes) -> etree._Element:
    return html.document_fromstring(data.decode())


def elements(root: etree._Element) -> Iterator[etree._Element]:
    return (each for each in root.iter() if isinstance(each.tag, str))


def faults(data: bytes) -> list[str]:
    """Everything wrong with the markup of one page, without a look at any other page."""
    found = list(_Nesting.of(data.decode()))
    root = tree(data)
    ids = Counter(each.get("id") for each in elements(root) if each.get("id") is not None)
    found += [f"the id {name!r} is given {count} times" for name, count in ids.items() if count > 1]
    found += [f"{name!r} is no id" for name in ids if not name or any(char.isspace() for char in name)]
    for each in elements(root):
        for attribute in REFERENCES:
            for name in (each.get(attribute) or "").split():
                if name not in ids:
                    found.append(f"<{each.tag} {attribute}={name!r}> refers to nothing")
        if each.tag == "img" and each.get("alt") is None:
            found.append("an <img> without alt")
    return found


class _Nesting(HTMLParser):
    """Every element must be closed where it was opened, and stand where it may stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[str] = []

    @classmethod
    def of(cls, text: str) -> list[str]:
        parser = cls()
        parser.feed(text)
        parser.close()
        return [*parser.found, *(f"<{tag}> is never closed" for tag in parser.open)]

    def fault(self, text: str) -> None:
        line, column = self.getpos()
        self.found.append(f"{line}:{column}: {text}")

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.look(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.look(tag, attributes)
        if not FOREIGN & set(self.open):
            self.fault(f"<{tag}/> closes itself outside of a drawing")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.fault(f"</{tag}> closes nothing; open are {' '.join(self.open)}")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def look(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attributes]
        if len(names) != len(set(names)):
            self.fault(f"<{tag}> has an attribute twice: {names}")
        if FOREIGN & set(self.open):
            return
        inside = [each for each in self.open if each in PHRASING_ONLY]
        if tag in BLOCKS and inside and not _ends_phrasing(self.open, inside[-1]):
            self.fault(f"<{tag}> inside <{inside[-1]}>")
        if tag in INTERACTIVE and ("a" in self.open or "button" in self.open):
            self.fault(f"<{tag}> inside <{'a' if 'a' in self.open else 'button'}>")
        if tag in ("form", "main", "header", "footer") and tag in self.open:
            self.fault(f"<{tag}> inside itself")
        if tag in PARENTS and (not self.open or self.open[-1] not in PARENTS[tag]):
            self.fault(f"<{tag}> inside <{self.open[-1] if self.open else 'nothing'}>")


def _ends_phrasing(stack: list[str], tag: str) -> bool:
    """`ins`, `del` and `a` may hold blocks where their parent may."""
    return tag in ("a", "ins", "del") and not any(each in PHRASING_ONLY - {"a", "ins", "del"} for each in stack)


def broken_links(files: Mapping[str, bytes], at: str = "/") -> list[str]:
    """Every internal link and asset of every page that resolves to no file, or to a fragment that is not there.

    `files` are served under the path `at`; the page 404.html is opened at an address that does not exist.
    """
    ids = {path: _ids(data) for path, data in files.items() if path.endswith(".html")}
    found = []
    for path in ids:
        here = f"{at}no/such/place" if path == "404.html" else at + path.removesuffix("index.html")
        for tag, address in addresses(files[path]):
            if address.startswith("#"):
                fault = "" if address[1:] in ids[path] else "no such id"
            else:
                fault = _fault(urljoin(f"https://site.example{here}", address), files, ids, at)
            if fault:
                found.append(f"{path}: <{tag}> {address}: {fault}")
    return found


def addresses(data: bytes) -> list[tuple[str, str]]:
    """(element, address) of everything that a page leads to or loads."""
    return [
        (each.tag, value)
        for each in elements(tree(data))
        for attribute in ADDRESSES
        if (value := each.get(attribute)) is not None
    ]


def _ids(data: bytes) -> frozenset[str]:
    return frozenset(name for each in elements(tree(data)) if (name := each.get("id")))


def _fault(address: str, files: Mapping[str, bytes], ids: Mapping[str, Iterable[str]], at: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "mailto" or parts.netloc != "site.example":
        return ""
    if not parts.path.startswith(at):
        return f"leaves {at}"
    path = unquote(parts.path.removeprefix(at))
    path += "index.html" if not path or path.endswith("/") else ""
    if normpath(path) != path or path not in files:
        return "no such file"
    fragment = unquote(parts.fragment)
    if fragment and path in ids and fragment not in ids[path]:
        return "no such id"
    return ""
