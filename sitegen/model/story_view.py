"""What the comparison page of a story shows (see `views`)."""

from sitegen.model.noun import noun
from sitegen.model.passages_view import PassagesView
from sitegen.model.travelled_view import TravelledView
from sitegen.model.views import ChangeView, Link, QuotationView, StatusView, StrapPart, When
from sitegen.model.wording_view import HeadlineView, UtteranceView


@noun
class Column:
    """An article as a column of the matrix."""

    article: str
    outlet: str
    url: str
    title: str
    derivation: str  # label: "copy", "" for an original
    retracted: bool


@noun
class ColumnGroup:
    """The articles of one chain. `label` says whose reporting it is: "via CBS News"; `number` counts from 1."""

    number: int
    label: str
    columns: tuple[Column, ...]


@noun
class CellView:
    """`stances` without repetition, the gravest first; ("omits",) when the article has nothing of it."""

    article: str
    outlet: str
    stances: tuple[str, ...]
    url: str  # to its words below the row; "" for omits
    first: bool  # the first column of its chain


@noun
class ClaimRow:
    id: str
    text: str
    url: str
    kind: str
    status: StatusView
    articles: int
    chains: int
    cells: tuple[CellView, ...]
    quotations: tuple[QuotationView, ...]
    absent: tuple[str, ...]  # outlets that have nothing of it


@noun
class MatrixSection:
    title: str
    rows: tuple[ClaimRow, ...]


@noun
class Matrix:
    groups: tuple[ColumnGroup, ...]
    sections: tuple[MatrixSection, ...]


@noun
class Side:
    """One side of a disagreement: "carried by", "denied by", "declined to say". `tone` as in StatusView.

    `first` are up to two quotations with different words, `rest` are all others.
    """

    label: str
    tone: str
    stance: str  # the sign to show
    first: tuple[QuotationView, ...]
    rest: tuple[QuotationView, ...]


@noun
class Disagreement:
    id: str
    question: str
    note: str
    claims: tuple[Link, ...]
    status: StatusView | None  # of its claim, if it is about one
    sides: tuple[Side, ...]


@noun
class EventView:
    when: When
    what: str
    kind: str  # event, said, published, updated
    claims: tuple[Link, ...] = ()
    sources: tuple[Link, ...] = ()
    wordings: tuple[Link, ...] = ()  # where the words that were said are compared


@noun
class OnlyHere:
    """What one article alone carries, and what it leaves out that most others have."""

    article: Link
    outlet: str
    only: tuple[Link, ...]
    omits: tuple[tuple[Link, int], ...]  # with the number of others that carry it


@noun
class ArticleCard:
    outlet: Link
    article: Link  # its headline
    headline: HeadlineView
    lang: str
    direction: str
    published: When
    byline: str
    derivation: str  # a label: "machine paraphrase of CBS News", "own reporting"
    origin: tuple[Link, ...]
    original: str
    archived: str
    publication: str  # published, corrected, retracted, removed
    publication_note: str
    mentions: int
    draft: bool
    embargo: bool


@noun
class CorrectionView:
    date: When
    text: str


@noun
class StoryView:
    title: str
    question: str
    summary: str
    place: str
    date: When
    updated: When | None
    url: str
    strap: tuple[StrapPart, ...]
    note: str  # html
    disagreements: tuple[Disagreement, ...]
    matrix: Matrix
    travelled: TravelledView | None
    utterances: tuple[UtteranceView, ...]
    changes: tuple[ChangeView, ...]
    passages: PassagesView
    timeline: tuple[EventView, ...]
    only_here: tuple[OnlyHere, ...]
    articles: tuple[ArticleCard, ...]
    editors: tuple[str, ...]
    method: str
    contact: Link
    corrections: tuple[CorrectionView, ...]
    rules: tuple[str, ...]  # "how these statuses are computed", with this story's numbers
    rulings: tuple[ClaimRow, ...]
