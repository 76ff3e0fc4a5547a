"""Feeds as files: Atom (https://www.rfc-editor.org/rfc/rfc4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).

Addresses are absolute if the site knows where it lives, and otherwise relative to the feed.
"""

import json
import re
from collections.abc import Mapping

from sitegen.model.feed import Feed, FeedEntry
from sitegen.model.page import File
from sitegen.model.site import Settings
from sitegen.pages import urls
from sitegen.pages.feed_ids import full_id
from sitegen.pages.marks import escaped

NEVER = "1970-01-01T00:00:00Z"  # of a feed in which nothing stands yet: it must say when it was updated
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
VERSION = "https://jsonfeed.org/version/1.1"
ATOM, JSON = ".xml", ".json"


def feed_file(feed: Feed, ending: str, settings: Settings) -> File:
    """The feed as the one file or the other."""
    data = _atom(feed, settings) if ending == ATOM else _json(feed, settings)
    return File(path=feed.name + ending, data=data.encode())


def _atom(feed: Feed, settings: Settings) -> str:
    """Put together here: a tree that is written once would take most of the time."""
    root = _root(feed, settings)
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"',
            f' xml:lang="{settings.language}">\n',
            _element("id", full_id(settings, feed.id)),
            _element("title", feed.title),
            _element("subtitle", feed.subtitle),
            _element("updated", feed.entries[0].updated if feed.entries else NEVER),
            _author(settings.publisher.name or settings.title, settings.publisher.url),
            _link("self", root + feed.name + ATOM, "application/atom+xml"),
            _link("alternate", root + feed.home, "text/html"),
            _link("alternate", root + feed.name + JSON, "application/feed+json"),
            *(_entry(each, root, settings) for each in feed.entries),
            "</feed>\n",
        )
    )


def _entry(entry: FeedEntry, root: str, settings: Settings) -> str:
    lang = entry.lang if entry.lang != settings.language else ""
    return "".join(
        (
            "<entry>\n",
            _element("id", full_id(settings, entry.id)),
            _element("title", entry.title, f' xml:lang="{lang}"' if lang else ""),
            _element("updated", entry.updated),
            _element("published", entry.published),
            _author(entry.author, entry.author_url),
            _link("alternate", root + entry.url, "text/html"),
            _link("via", entry.original) if entry.original else "",
            *(f'<category term="{_text(tag)}"/>\n' for tag in entry.tags),
            _element("summary", entry.summary),
            "</entry>\n",
        )
    )


def _element(name: str, text: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{_text(text)}</{name}>\n" if text else ""


def _author(name: str, url: str) -> str:
    uri = f"<uri>{_text(url)}</uri>" if url else ""
    return f"<author><name>{_text(name)}</name>{uri}</author>\n" if name else ""


def _link(relation: str, url: str, kind: str = "") -> str:
    kind = f' type="{kind}"' if kind else ""
    return f'<link rel="{relation}"{kind} href="{_text(url)}"/>\n'


def _text(text: str) -> str:
    """Text as it stands in XML 1.0, which has no place for control characters, not even escaped."""
    return escaped(text if text.isprintable() else NOT_XML.sub("", text))


def _json(feed: Feed, settings: Settings) -> str:
    root = _root(feed, settings)
    head = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": root + feed.home,
        "feed_url": root + feed.name + JSON,
        "description": feed.subtitle,
        "language": settings.language,
        "authors": _authors(settings.publisher.name or settings.title, settings.publisher.url),
    }
    items = ",\n".join(_item(each, root, settings) for each in feed.entries)
    return f'{_object(head)[:-1]}, "items": [\n{items}\n]}}\n'


def _item(entry: FeedEntry, root: str, settings: Settings) -> str:
    return _object(
        {
            "id": full_id(settings, entry.id),
            "url": root + entry.url,
            "external_url": entry.original,
            "title": entry.title,
            "content_text": entry.summary or entry.title,
            "date_published": entry.published,
            "date_modified": entry.updated,
            "authors": _authors(entry.author, entry.author_url),
            "tags": entry.tags,
            "language": entry.lang if entry.lang != settings.language else "",
        }
    )


def _object(fields: Mapping[str, object]) -> str:
    """The fields that say something; on one line, for that is how Python writes JSON fast."""
    return json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False)


def _authors(name: str, url: str) -> list[dict[str, str]]:
    return [{"name": name, **({"url": url} if url else {})}] if name else []


def _root(feed: Feed, settings: Settings) -> str:
    return settings.base_url or urls.root_of(feed.name)
