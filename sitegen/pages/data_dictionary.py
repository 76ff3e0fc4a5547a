"""The data dictionary: every table and column of the open data (PRODUCT §6), said once.

From it follow the heads of the CSV files, `datapackage.json`, the database with its `metadata.json`, the data page and
its drawing. The sentences are in English, like the names of the columns.
"""

from typing import get_args

from sitegen.model import terms
from sitegen.model.table import Column, LinkTable, Reference, Table

DATE = "A date or time as it is typed in the source: a subset of EDTF. A question mark means uncertain, ../ before."
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
DATES = rf"(unknown|(\.\./)?{DAY}|{DAY}\?|{DAY}T[0-9:.]+[+-][0-9:]+)"
ADDRESSES = r"https?://\S+"
STORY = Column(name="story", about="The story’s id, the name of its folder.", example="harbour-bridge", required=True)
ARTICLE = Column(
    name="article", about="The article’s id, the name of its file. Unique within the story.", example="ambrel-lantern",
    required=True,
)  # fmt: skip
CLAIM = Column(name="claim", about="The claim’s id. Unique within the story.", example="bridge-opened", required=True)
OF_STORY, OF_ARTICLE, OF_CLAIM = (
    Reference(columns=("story",), table="stories"),
    Reference(columns=("story", "article"), table="articles"),
    Reference(columns=("story", "claim"), table="claims"),
)

CLAIMS = Table(
    name="claims",
    about="Every claim with its status, and the chains of reporting behind it.",
    key=("story", "claim"),
    references=(OF_STORY, Reference(columns=("speaker",), table="people")),
    facets=("status", "kind", "challenge"),
    columns=(
        STORY,
        CLAIM,
        Column(name="text", about="What is claimed, in one sentence.", example="The bridge opened", required=True),
        Column(
            name="kind", about="What kind of claim it is.", example="event", required=True,
            words=get_args(terms.ClaimKind),
        ),
        Column(name="speaker", about="Whose statement it is, for a claim that is one.", example="harbour-master"),
        Column(
            name="status",
            about="The word for the claim: the challenge if it is retracted, contradicted or disputed, else the"
            " support. An editor’s own word stands in its place, so it is no closed list.",
            example="disputed", required=True,
        ),
        Column(
            name="support", about="What the claim rests on.", example="narrowly-sourced", required=True,
            words=get_args(terms.Support),
        ),
        Column(
            name="challenge", about="What speaks against it.", example="disputed", required=True,
            words=get_args(terms.Challenge),
        ),
        Column(
            name="articles", about="How many articles support it, retracted ones not counted.", example="5",
            type="integer", required=True,
        ),
        Column(
            name="chains", about="How many chains of reporting these articles are: those that rest on the same"
            " reporting are one.", example="2", type="integer", required=True,
        ),
        Column(
            name="origins", about="The outlets whose reporting the support rests on.", example="halyard|nyt",
            separator="|",
        ),
        Column(
            name="chain_members", about="The articles of each chain: articles joined with |, chains with ;.",
            example="amn|huffpost;ktvq", separator=";",
        ),
        Column(
            name="flags", about="What to beware of.", example="values-differ", separator="|",
            words=(terms.HEDGED_ONLY, terms.VALUES_DIFFER, terms.DISTORTED),
        ),
        Column(
            name="url", about="The claim’s page; relative to the site where its address is not set.",
            example="stories/harbour-bridge/claims/bridge-opened/", required=True,
        ),
    ),
)  # fmt: skip
MENTIONS = Table(
    name="mentions",
    about="Every place where an article carries a claim or challenges it, with the exact words.",
    key=("story", "article", "mention"),
    references=(OF_ARTICLE, OF_CLAIM),
    facets=("stance", "as"),
    columns=(
        STORY,
        ARTICLE,
        CLAIM,
        Column(
            name="mention", about="The mention’s id. Unique within the article.",
            example="ambrel-lantern-bridge-opened-1", required=True,
        ),
        Column(
            name="stance", about="What the article does with the claim there.", example="attributes", required=True,
            words=terms.STANCES,
        ),
        Column(name="by", about="The people on whose word it says so.", example="harbour-police", separator="|"),
        Column(
            name="via", about="The outlets whose reporting this place rests on.", example="halyard", required=True,
            separator="|",
        ),
        Column(
            name="quote", about="The exact words of the article; […] stands for words that are left out. Empty for a"
            " mention without a quotation.", example="swung open in front of a night tram",
        ),
        Column(
            name="start", about="Where the quotation starts, in Unicode code points of the article’s reading text,"
            " from 0.", example="183", type="integer",
        ),
        Column(name="end", about="Where it ends: the first code point after it.", example="218", type="integer"),
        Column(name="hedge", about="The words of the quotation that hedge.", example="may have"),
        Column(name="value", about="The figure or value that it gives, to be compared with others.", example="31"),
        Column(
            name="utterance", about="The id of a spoken sentence that several articles print. Unique within the story.",
            example="master-denial",
        ),
        Column(
            name="as", about="How the article prints that sentence.", example="altered",
            words=get_args(terms.Wording),
        ),
        Column(
            name="url", about="The place on the article’s page; relative to the site where its address is not set.",
            example="stories/harbour-bridge/ambrel-lantern/#ambrel-lantern-bridge-opened-1", required=True,
        ),
    ),
)  # fmt: skip
CELLS = Table(
    name="cells",
    about="What each article does with each claim of its story: the comparison as a table.",
    key=("story", "claim", "article"),
    references=(OF_CLAIM, OF_ARTICLE),
    facets=("stances",),
    columns=(
        STORY,
        CLAIM,
        ARTICLE,
        Column(
            name="stances", about="The stances of the article’s mentions, in their order; “omits” where it has nothing"
            " of the claim.", example="attributes|declines", required=True, separator="|",
            words=(*terms.STANCES, terms.OMITS),
        ),
    ),
)  # fmt: skip
ARTICLES = Table(
    name="articles",
    about="Every article with its source: where it appeared, when, and whose reporting it is.",
    key=("story", "article"),
    references=(OF_STORY, Reference(columns=("outlet",), table="outlets")),
    facets=("outlet", "derivation", "lang"),
    columns=(
        STORY,
        ARTICLE,
        Column(name="title", about="Its headline.", example="Bridge opens in front of tram", required=True),
        Column(name="lang", about="Its language, a BCP 47 tag.", example="en", required=True),
        Column(name="outlet", about="The outlet that published it.", example="ambrel-lantern", required=True),
        Column(
            name="url", about="Where the original can be read.", pattern=ADDRESSES,
            example="https://lantern.example.net/news/customs-bridge",
        ),
        Column(
            name="archived", about="An archived copy of the original.", pattern=ADDRESSES,
            example="https://archive.example.org/lantern",
        ),
        Column(name="byline", about="Who wrote it, as it is printed there.", example="Ada Quill", separator="|"),
        Column(
            name="published", about=f"When it appeared. {DATE}", example="2031-05-13T06:10:00+02:00", required=True,
            pattern=DATES,
        ),
        Column(name="updated", about="When it was last updated.", example="2031-05-14", pattern=DATES),
        Column(name="retrieved", about="When the desk took it down.", example="2031-05-15", pattern=DAY),
        Column(
            name="derivation", about="What it is of what others reported.", example="rewrite", required=True,
            words=get_args(terms.Derivation),
        ),
        Column(
            name="origin", about="The outlets whose reporting it is.", example="halyard", required=True, separator="|"
        ),
        Column(
            name="credit", about="Where it names that origin.", example="in-text", words=get_args(terms.Credit)
        ),
        Column(name="dateline", about="The place that it is reported from, as printed.", example="PORT AMBREL"),
        Column(
            name="rights", about="How much of its text this site may publish.", example="quotes-only", required=True,
            words=get_args(terms.Rights),
        ),
        Column(
            name="status", about="What became of it.", example="corrected", required=True,
            words=get_args(terms.Publication),
        ),
        Column(name="status_note", about="What was corrected, or why it went.", example="The hour was wrong."),
        Column(name="status_date", about="When that happened.", example="2031-05-16", pattern=DATES),
    ),
)  # fmt: skip
STORIES = Table(
    name="stories",
    about="Every story: one event, and everything that was written down about it.",
    key=("story",),
    columns=(
        STORY,
        Column(name="title", about="Its title.", example="Who turned the Customs Bridge?", required=True),
        Column(name="date", about="When it happened.", example="2031-05-12", required=True, pattern=DATES),
        Column(name="question", about="The question it is about.", example="What stopped the tram?"),
        Column(name="summary", about="What is known, in a few sentences.", example="Shortly before midnight …"),
        Column(name="place", about="Where it happened.", example="Port Ambrel"),
        Column(name="updated", about="When the desk last changed it.", example="2031-05-16", pattern=DATES),
        Column(name="editors", about="Who annotated it.", example="The demo desk", separator="|"),
        Column(name="method", about="How it was annotated.", example="Seven articles were read in full …"),
        Column(
            name="contact", about="Where to complain about it.", example="mailto:corrections@example.org"
        ),
    ),
)  # fmt: skip
OUTLETS = Table(
    name="outlets",
    about="Every outlet that a story names, as a publisher or as the origin of reporting.",
    key=("outlet",),
    facets=("kind", "country"),
    columns=(
        Column(name="outlet", about="The outlet’s id.", example="halyard", required=True),
        Column(name="name", about="What it is called.", example="Halyard Agency", required=True),
        Column(name="url", about="Its own site.", example="https://halyard.example.net", pattern=ADDRESSES),
        Column(name="country", about="Where it is based.", example="US"),
        Column(name="kind", about="What kind of outlet it is, in the desk’s words.", example="agency"),
        Column(name="owner", about="Who owns it.", example="Tallow Street Press"),
        Column(
            name="policies", about="Where its standards and corrections policies can be read.", separator="|",
            example="https://lantern.example.net/how-we-work",
        ),
    ),
)  # fmt: skip
PEOPLE = Table(
    name="people",
    about="Everybody on whose word a claim rests, named or not.",
    key=("person",),
    facets=("named", "affiliation"),
    columns=(
        Column(name="person", about="The person’s id.", example="anton-vesk", required=True),
        Column(
            name="name", about="The name, or how the articles describe somebody without one.", example="Anton Vesk",
            required=True,
        ),
        Column(name="role", about="What they are.", example="managing director"),
        Column(name="affiliation", about="Whom they speak for.", example="Ambrel Tramways"),
        Column(
            name="named", about="Whether the articles name them.", example="true", type="boolean", required=True
        ),
        Column(
            name="count", about="How many they are: 2 for “two officials”.", example="1", type="integer",
            required=True,
        ),
        Column(name="reason", about="Why they are not named.", example="fears dismissal"),
    ),
)  # fmt: skip

TABLES = (CLAIMS, MENTIONS, CELLS, ARTICLES, STORIES, OUTLETS, PEOPLE)
TABLE = {each.name: each for each in TABLES}
LINK_TABLES = (
    LinkTable(
        name="article_origins", about="The outlets whose reporting an article is, one a row.",
        of="articles", column="origin", item="outlet", table="outlets",
    ),
    LinkTable(
        name="claim_origins", about="The outlets whose reporting supports a claim, one a row.",
        of="claims", column="origins", item="outlet", table="outlets",
    ),
    LinkTable(
        name="claim_chains", about="The articles that support a claim, one a row, with the number of their chain.",
        of="claims", column="chain_members", item="article", table="articles", nested=True,
    ),
    LinkTable(
        name="mention_speakers", about="The people on whose word a mention rests, one a row.",
        of="mentions", column="by", item="person", table="people",
    ),
    LinkTable(
        name="mention_origins", about="The outlets whose reporting a mention rests on, one a row.",
        of="mentions", column="via", item="outlet", table="outlets",
    ),
)  # fmt: skip


def cell_pattern(column: Column) -> str:
    """What a whole cell looks like that is not empty, as a regular expression; "" where anything can stand."""
    item = f"({'|'.join(column.words)})" if column.words else column.pattern
    if not item:
        return ""
    return rf"^{item}(\{column.separator}{item})*$" if column.separator else f"^{item}$"
