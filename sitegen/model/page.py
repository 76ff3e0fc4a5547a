"""What pages/ hands over: pages that want a template, files that are finished, and records for the search index."""

from collections.abc import Callable
from typing import NamedTuple

from sitegen.model.noun import noun
from sitegen.model.packed import packed, unpacked
from sitegen.model.views import Frame

Fact = int | str | tuple["Fact", ...]
Facts = tuple[Fact, ...]


@noun
class Page:
    """A page at `path` ("stories/flood/index.html"), to be rendered from `template` with `frame` and `view`.

    `root` leads from the page to the root of the site: "../../", or the site's path for a page served anywhere.
    """

    path: str
    template: str
    root: str
    frame: Frame
    view: object


@noun
class File:
    """A finished file at `path`."""

    path: str
    data: bytes


@noun
class Picture:
    """What social networks show of a story or a claim, to be drawn at `path`.

    `title` is the story's or the claim's text, `above` stands small over it, `word` is a claim's status word with its
    `tone` ("carries", "challenges", "plain"), `facts` are said below. `chains` has a stance for each article of a
    chain of reporting, `against` one for each article that challenges the claim.
    """

    path: str
    site: str
    title: str
    above: str = ""
    word: str = ""
    tone: str = "plain"
    facts: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()
    against: tuple[str, ...] = ()


@noun
class Record:
    """One thing that search can find: a story, an article, a claim, a quotation or a plain page.

    `url` is where a result leads, relative to the root, with its fragment. `filters` and `facts` are pairs; a facts
    pair is shown with the result, never searched. `date` sorts ("" is last). `text` is all that may be found.
    """

    url: str
    type: str
    title: str
    text: str
    lang: str
    date: str
    filters: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...] = ()


class Row(NamedTuple):
    """What one story gives to one sheet: a part of the site that is made of many stories.

    `facts` are the little that is added up over all sheets; `value` is what the sheet's pages show, or bytes of a file.
    """

    sheet: str
    facts: Facts
    value: object

    def packed(self) -> bytes:
        return self.value if isinstance(self.value, bytes) else packed(self.value)


class Entry(NamedTuple):
    """A row as a sheet has it, of the story that stands at `instant` in time ("" without a date)."""

    story: str
    instant: str
    facts: Facts
    data: bytes

    @property
    def value(self) -> object:
        """What was packed. Whoever kept the bytes has made sure that they are what they were."""
        return unpacked(self.data)


class Sketch(NamedTuple):
    """A page or file that is made only if what it is made from changed: `key` is all that it shows, in short.

    `template` is that of a page, "" for a file.
    """

    path: str
    key: str
    make: Callable[[], Page | File]
    template: str = ""
