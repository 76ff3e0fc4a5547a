"""What a story gives to the parts of a site that are made of many stories."""

from sitegen.model.feed import FeedEntry
from sitegen.model.noun import noun
from sitegen.model.site import Outlet, Person
from sitegen.model.views import Link, OutletArticle, QuotationView


@noun
class OutletRole:
    """What an outlet does in one story: what it published, and who rests on its reporting; `entries` of its feed."""

    outlet: Outlet
    articles: tuple[OutletArticle, ...] = ()
    relied_on: tuple[tuple[Link, Link, str], ...] = ()
    entries: tuple[FeedEntry, ...] = ()


@noun
class PersonRole:
    """What rests on a person's word in one story."""

    person: Person
    statements: tuple[QuotationView, ...] = ()
