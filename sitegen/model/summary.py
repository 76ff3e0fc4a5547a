"""What travels across stories: the little that home, indexes, outlet and person pages and tables need of each."""

from sitegen.model.moment import Moment
from sitegen.model.noun import noun
from sitegen.model.site import Outlet, Person
from sitegen.model.views import ClaimLine, Link, OutletArticle, QuotationView, StoryLine


@noun
class IndexedClaim:
    """A claim in the index, with the ids that it can be filtered by."""

    id: str
    line: ClaimLine
    outlets: tuple[str, ...]
    speakers: tuple[str, ...]


@noun
class OutletRole:
    """What an outlet does in one story: what it published, and who rests on its reporting."""

    outlet: Outlet
    articles: tuple[OutletArticle, ...] = ()
    relied_on: tuple[tuple[Link, Link, str], ...] = ()


@noun
class PersonRole:
    """What rests on a person's word in one story."""

    person: Person
    statements: tuple[QuotationView, ...] = ()


@noun
class Summary:
    """One story as the rest of the site knows it. `tables` holds the rows of each data table by its name."""

    story: str
    date: Moment
    line: StoryLine
    claims: tuple[IndexedClaim, ...]
    outlets: tuple[OutletRole, ...]
    people: tuple[PersonRole, ...]
    tables: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
