"""The settings of a site, and the outlets and people that every story may name."""

from dataclasses import field

from sitegen.model.noun import noun
from sitegen.model.problem import Origin
from sitegen.model.terms import Rights


@noun
class Outlet:
    """Somebody who publishes or reports: a newspaper, an agency, a ministry's transcript."""

    id: str
    name: str
    url: str = ""
    country: str = ""
    kind: str = ""
    owner: str = ""
    policies: tuple[str, ...] = ()


@noun
class Person:
    """Somebody on whose word a claim rests. `named` is False for "two officials"; `count` says how many they are."""

    id: str
    name: str
    role: str = ""
    affiliation: str = ""
    named: bool = True
    count: int = 1
    reason: str = ""


@noun
class Publisher:
    name: str = ""
    url: str = ""


@noun
class Settings:
    """`site.yml`. `base_url` ends with a slash, or is "" when the site does not know where it will live.

    `feed_id` is the host, or the beginning of a tag URI, under which feeds have their ids; "" is that of `base_url`.
    """

    title: str = "Stories"
    tagline: str = ""
    language: str = "en"
    base_url: str = ""
    feed_id: str = ""
    publisher: Publisher = Publisher()
    contact: str = ""
    theme: str = "default"
    rights: Rights = "quotes-only"
    theme_address: Origin = field(default=Origin(path="content/site.yml"), compare=False, repr=False)
