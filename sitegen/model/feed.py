"""What readers can follow: a feed and its entries, before they are written as Atom or as JSON Feed."""

from sitegen.model.noun import noun


@noun
class FeedEntry:
    """A story, an article, or a claim whose status changed, as a feed tells it. All of it is plain text.

    `id` is below that of the site, and never changes; `url` is relative to the root of the site. `updated` and
    `published` are instants in UTC (RFC 3339); `published` is "" where it is not known. `lang` is the language of the
    title, `original` where the thing itself stands; `author` is "" for whoever publishes the site.
    """

    id: str
    url: str
    title: str
    summary: str
    updated: str
    published: str = ""
    author: str = ""
    author_url: str = ""
    original: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()


@noun
class Feed:
    """`id` is below that of the site, as an entry's is. The newest entry is the first.

    `name` is the path of its files without their ending, `home` the page that it belongs to.
    """

    id: str
    name: str
    home: str
    title: str
    entries: tuple[FeedEntry, ...]
    subtitle: str = ""
