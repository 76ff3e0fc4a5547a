"""What pages/ hands over: pages that want a template, files that are finished, and records for the search index."""

from sitegen.model.noun import noun
from sitegen.model.views import Frame


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
