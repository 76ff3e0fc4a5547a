"""Under which ids feeds speak of stories, articles and claims: a reader's program knows by them what it has shown.

They are tag URIs (https://www.rfc-editor.org/rfc/rfc4151). Nothing goes into them that an editor may put right: no
title, no date, no path of the site's address.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from sitegen.model.site import Settings

SINCE = "2026"  # a tag URI needs a date on which the host was its owner's; it must be the same for ever
HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+\Z")


def entry_id(story: str, *further: str) -> str:
    """What an entry's id ends with: the story, perhaps an article or claim of it, perhaps the number of a change.

    An id is made of names that things have in content. What was renamed keeps the id of its first name, which
    `Compared.first_name` knows.
    """
    return "/".join(("stories", story, *further))


def full_id(settings: Settings, entry: str) -> str:
    """The id as it stands in a feed."""
    named = settings.feed_id or _host(settings.base_url)
    if named.startswith("tag:"):
        return named + entry
    if named:
        return f"tag:{named},{SINCE}:{entry}"
    from uuid import NAMESPACE_URL, uuid5  # of a site that does not know where it will live

    return uuid5(NAMESPACE_URL, f"sitegen:{entry}").urn


@lru_cache(maxsize=4)  # of one site, asked for with every entry
def _host(url: str) -> str:
    """The host of an address as the domain name system writes it, or "" for what has no such name."""
    try:
        host = (urlsplit(url).hostname or "").encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return host if HOST.match(host) else ""
