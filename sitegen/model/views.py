"""What each kind of page shows, and nothing else: a page's dependencies are its view.

Every `url` inside a view is relative to the root of the site ("stories/flood/"), or absolute (https, mailto); a
template writes it with the filter `href`, which knows where its page lives. `html` fields, and the `note` of a
StoryView, are safe markup made by `pages/`.
"""

from sitegen.model.noun import noun
from sitegen.model.wording import Run


@noun
class Link:
    text: str
    url: str = ""  # "" is a plain text


@noun
class Sharing:
    """What search engines and social networks are told of a page, besides its title and description.

    `data` is safe JSON-LD. `image` is the whole address of a picture, "" for none, and `image_text` says what it shows.
    `published` and `modified` are dates for machines. `indexed`: the page may stand in the results of a search.
    """

    data: str = ""
    image: str = ""
    image_text: str = ""
    published: str = ""
    modified: str = ""
    indexed: bool = True


@noun
class Frame:
    """What surrounds every page. `url` is the page's own place; `canonical` is "" when the site has no base_url.

    `feed` is the feed that the page belongs to, without the ending of its files, .xml and .json.
    """

    site: str
    tagline: str
    language: str
    title: str
    url: str
    canonical: str
    description: str
    lang: str
    direction: str  # ltr or rtl: of the page's own language
    pages: tuple[Link, ...]  # the plain pages, for the menu
    publisher: Link
    contact: Link
    stylesheet: bool  # the site has a style of its own: `site.css` is linked after the theme's
    draft: bool = False
    embargo: str = ""  # until when the page is held back, for the preview
    feed: str = "feed"
    og_locale: str = ""  # as Open Graph writes it: "pt_BR"; "" when the language has no territory
    sharing: Sharing = Sharing()


@noun
class When:
    """A date for people and for machines. `text` says the doubt ("on or before 13 March 2022", "date unknown")."""

    text: str
    machine: str = ""  # for <time datetime>, "" when there is none


@noun
class StatusView:
    """Both axes of a claim in words. `word` is what is shown first: the editor's ruling, or the computed status.

    `status`, `support`, `challenge` are terms (CSS classes, filters); the labels are for people. `tone` is "carries",
    "challenges" or "plain". `explanation` is one sentence that says with numbers why.
    """

    word: str
    status: str
    tone: str
    support: str
    support_label: str
    challenge: str
    challenge_label: str
    flags: tuple[str, ...]  # for people: "only hedged"
    explanation: str
    ruled: bool = False
    ruling_reason: str = ""
    ruling_by: str = ""
    ruling_date: When | None = None


@noun
class Speaker:
    name: str
    url: str
    role: str = ""
    named: bool = True


@noun
class QuotationView:
    """One mention as it is shown away from its article. `before`, `quote`, `after` are plain text; "" may be each.

    `anchor` is its id on the pages that show it: permanent, and given once in a story.
    """

    id: str
    anchor: str
    url: str  # the place in the article
    stance: str
    claim: Link
    outlet: str
    article: Link
    speakers: tuple[Speaker, ...]
    via: tuple[Link, ...]  # empty when the outlet reports on its own
    usual: bool  # so is all that the article reports
    before: str
    quote: str
    after: str
    hedge: str
    value: str
    wording: str
    note: str
    lang: str
    direction: str
    original: str  # link to the original with a text fragment, "" if there is no url
    retracted: bool


@noun
class StrapPart:
    text: str
    url: str  # its evidence, relative to the root
    tone: str  # carries, challenges or plain


@noun
class StoryLine:
    """A story in a list."""

    title: str
    url: str
    question: str
    summary: str
    date: When
    place: str
    strap: tuple[StrapPart, ...]
    outlets: tuple[Link, ...]
    articles: int
    claims: int
    statuses: tuple[tuple[str, str, int], ...]  # (term, label, count), the gravest first
    draft: bool = False
    embargo: bool = False


@noun
class Period:
    """A link to a part of a list that is divided: a month, a day, a letter.

    `count` says how much is there; 0 on a page that must not change with that number.
    """

    label: str
    url: str
    count: int


@noun
class Year:
    """The months of a year that have something, January first. `label` is "" for what has no date."""

    label: str
    months: tuple[Period, ...]


@noun
class PeriodView:
    """Which month or day of a divided list a page shows: "May 2031", "12 May 2031", "undated".

    `days` lead to the days of a crowded month, whose page has nothing else. A day has its `month`, and its neighbours
    in it, `earlier` and `later`. A month knows no neighbours, for it depends on its own stories alone.
    """

    label: str
    days: tuple[Period, ...] = ()
    month: Link | None = None
    earlier: Link | None = None
    later: Link | None = None


@noun
class HomeView:
    """`stories` are all of them, or the newest; then `years` lead to all by month."""

    stories: tuple[StoryLine, ...]
    total: int
    articles: int
    claims: int
    outlets: int
    statuses: tuple[tuple[str, str, int], ...]
    years: tuple[Year, ...] = ()


@noun
class ArchiveView:
    """The stories of a month or a day."""

    period: PeriodView
    stories: tuple[StoryLine, ...]
    total: int


@noun
class ChangeView:
    id: str
    outlet: Link  # the article that changed it
    source: Link  # what it was changed from
    kind: str
    weight: str
    before: str
    after: str
    note: str
    runs: tuple[Run, ...]  # both versions word by word; none when they have little in common


@noun
class MarginNote:
    """Beside the text: what a marked stretch says. `id` is the permanent id of the mention and its anchor."""

    id: str
    number: int
    contested: bool  # somebody denies or contradicts its claim, or it was retracted
    stance: str
    claim: Link
    status: StatusView
    speakers: tuple[Speaker, ...]
    via: tuple[Link, ...]
    hedge: str
    value: str
    wording: str
    note: str
    original: str


@noun
class ArticleBlock:
    """A block of the text with its marks, and the notes on the marks that begin in it."""

    html: str
    notes: tuple[MarginNote, ...]
    gap: bool = False  # something that may not be shown was left out before it


@noun
class SourceFact:
    label: str
    value: str
    links: tuple[Link, ...] = ()


@noun
class ArticleView:
    story: Link
    title: str
    outlet: Link
    lang: str
    direction: str
    facts: tuple[SourceFact, ...]  # the source card
    publication: str
    publication_note: str
    publication_date: When | None
    rights: str
    withheld: bool  # the text is not shown in full
    original: str
    blocks: tuple[ArticleBlock, ...]
    unplaced: tuple[MarginNote, ...]  # mentions without a quotation
    counts: tuple[tuple[str, int], ...]  # (stance, mentions)
    changes: tuple[ChangeView, ...]
    chain: tuple[Link, ...]  # the other articles of its chain
    origins: tuple[Link, ...]
    beside: tuple[Link, ...]  # its outlet's name, and the page where both stand side by side
    omits: tuple[tuple[Link, int], ...]
    contested: int  # mentions whose claim somebody denies or contradicts, or was retracted


@noun
class ChainView:
    number: int
    articles: tuple[Link, ...]
    origins: tuple[Link, ...]


@noun
class ReviewView:
    rating: str
    explanation: str
    url: str
    by: str
    date: When | None


@noun
class StepView:
    """Since when a claim had a status. `by` is the name of the editor whose own word it is."""

    since: When
    word: str
    cause: str
    by: str = ""


@noun
class ClaimView:
    story: Link
    text: str
    kind: str
    speaker: Speaker | None
    about: tuple[Link, ...]
    status: StatusView
    articles: int
    chains: tuple[ChainView, ...]
    newsrooms: tuple[Link, ...]
    voices: tuple[str, ...]
    rivals: tuple[Link, ...]
    same_as: tuple[Link, ...]
    carried: tuple[QuotationView, ...]
    challenged: tuple[QuotationView, ...]
    absent: tuple[Link, ...]
    review: ReviewView | None
    card: str  # the url of its card
    embed: str  # the HTML that shows the card elsewhere; "" when the site does not know its own address
    history: tuple[StepView, ...] = ()  # newest first


@noun
class CardSide:
    """Exact words that carry or challenge a claim. `label` says which: "carried", "challenged"."""

    label: str
    tone: str
    stance: str
    quote: str  # long ones are cut at a word, which " […]" says
    lang: str
    direction: str
    outlet: str
    speakers: tuple[str, ...]  # "Ann Lee", "officials (unnamed)"


@noun
class CardView:
    """A claim as other sites embed it; `claim` and `story` lead to its pages."""

    claim: Link
    story: Link
    status: StatusView
    sides: tuple[CardSide, ...]


@noun
class ClaimLine:
    """A claim in the index."""

    text: str
    url: str
    story: Link
    kind: str
    word: str
    status: str
    tone: str
    articles: int
    chains: int


@noun
class Facet:
    """A filter of the claims index with its choices: (value, label, count)."""

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]


@noun
class ClaimsView:
    """The claims index, or (with a `period`) its page of a month or a day.

    The index shows all claims, or the newest; then `years` lead to all by month. `facets` are the filters that the
    browser offers as a choice, `data` the table of all claims; the pages of periods have neither.
    """

    lines: tuple[ClaimLine, ...]
    total: int
    period: PeriodView | None = None
    years: tuple[Year, ...] = ()
    facets: tuple[Facet, ...] = ()
    data: str = ""


@noun
class DirectoryLine:
    """An outlet or a person in its index."""

    name: str
    url: str
    detail: str
    counts: tuple[tuple[str, int], ...]  # (label, number)
    named: bool = True


@noun
class DirectoryView:
    """An index of outlets or people: all of them, or those named most often; then `letters` lead to all.

    With a `letter` it is the page of that letter, and `up` leads to the whole index.
    """

    title: str
    lead: str
    lines: tuple[DirectoryLine, ...]
    total: int
    letter: str = ""
    letters: tuple[Period, ...] = ()
    up: Link | None = None


@noun
class OutletArticle:
    title: str
    url: str
    story: Link
    published: When
    derivation: str
    lang: str
    direction: str
    publication: str
    stances: tuple[tuple[str, int], ...]


@noun
class OutletView:
    """An outlet, or (with a `period`) its page of a month or a day, without its facts. `years` as in HomeView.

    `total` counts both lists, also what of them stands on other pages.
    """

    name: str
    url: str
    facts: tuple[SourceFact, ...]
    articles: tuple[OutletArticle, ...]
    relied_on: tuple[tuple[Link, Link, str], ...]  # (article, story, outlet) of others that rest on its reporting
    total: int
    period: PeriodView | None = None
    years: tuple[Year, ...] = ()


@noun
class PersonView:
    """A person, or (with a `period`) their page of a month or a day, without the facts. `years` as in HomeView.

    `total` counts the statements on all pages.
    """

    name: str
    url: str
    named: bool
    facts: tuple[SourceFact, ...]
    statements: tuple[QuotationView, ...]
    total: int
    period: PeriodView | None = None
    years: tuple[Year, ...] = ()


@noun
class PlainView:
    title: str
    html: str


@noun
class SearchView:
    stories: int
    claims: int


@noun
class MovedView:
    """A page that has moved to `url`; `former` and `present` are its names, the last parts of both addresses."""

    url: str
    former: str
    present: str


@noun
class NotFoundView:
    url: str = ""
