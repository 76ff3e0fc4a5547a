"""The claim × article matrix: outlets grouped by chain, claims by importance."""

from sitegen.model.comparison import Cell, Chain, Finding
from sitegen.model.story_view import CellView, ClaimRow, Column, ColumnGroup, Matrix, MatrixSection
from sitegen.model.terms import OMITS
from sitegen.model.views import Link
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.status import status
from sitegen.pages.words import noted

SECTIONS = (
    noted("At the heart of it"),
    noted("Also reported"),
    noted("In most reports"),
    noted("In some reports"),
    noted("In one report"),
    noted("Background"),
)


def matrix(compared: Compared) -> Matrix:
    """Every claim of the story against every article."""
    groups = _groups(compared)
    first = frozenset(group.columns[0].article for group in groups)
    order = tuple(column.article for group in groups for column in group.columns)
    rows = {finding.claim: claim_row(compared, finding.claim, order, first) for finding in compared.comparison.findings}
    return Matrix(groups=groups, sections=_sections(compared, rows))


def claim_row(
    compared: Compared, claim: str, order: tuple[str, ...] = (), first: frozenset[str] = frozenset()
) -> ClaimRow:
    """One claim with its cells in the given order of articles (the story's, unless said)."""
    finding, found = compared.findings[claim], compared.claims[claim]
    cells = {cell.article: cell for cell in finding.cells}
    columns = order or tuple(compared.articles)
    return ClaimRow(
        id=claim,
        text=found.text,
        url=urls.claim_url(compared.story.id, claim),
        kind=compared.tongue.text(words.KINDS[found.kind]),
        status=status(compared, claim),
        articles=len(finding.articles),
        chains=len(finding.chains),
        cells=tuple([_cell(compared, cells[article], article in first) for article in columns]),
        quotations=tuple(
            [compared.quotation(article, each) for article in columns for each in cells[article].mentions]
        ),
        absent=tuple([compared.publisher(article) for article in columns if cells[article].stances == (OMITS,)]),
    )


def _cell(compared: Compared, cell: Cell, first: bool) -> CellView:
    stances = cell.stances
    return CellView(
        article=cell.article,
        outlet=compared.publisher(cell.article),
        stances=stances if len(stances) == 1 else tuple(sorted(set(stances), key=words.GRAVEST.index)),
        url=_words_url(compared, cell.article, cell.mentions),
        first=first,
    )


def origin_label(compared: Compared, chain: Chain) -> str:
    """`via CBS News`; `own reporting` for outlets that rest on nobody else."""
    outlets = {compared.articles[each].source.outlet for each in chain.members}
    if set(chain.origins) == outlets:
        return compared.tongue.text("own reporting")
    names = words.listed((compared.outlet_name(origin) for origin in chain.origins), 3, compared.tongue)
    return compared.tongue.text("via %(outlets)s", outlets=names)


def _groups(compared: Compared) -> tuple[ColumnGroup, ...]:
    """The largest chain first; of equal ones the one that published first."""
    position = {article: place for place, article in enumerate(compared.articles)}
    ranked = sorted(
        compared.comparison.chains,
        key=lambda chain: (-len(chain.members), min(position[each] for each in chain.members)),
    )
    return tuple(
        ColumnGroup(
            number=number,
            label=origin_label(compared, chain),
            columns=tuple(_column(compared, each) for each in compared.in_order(chain.members)),
        )
        for number, chain in enumerate(ranked, start=1)
    )


def _column(compared: Compared, article: str) -> Column:
    found = compared.articles[article]
    own = found.source.derivation == "original"
    return Column(
        article=article,
        outlet=compared.publisher(article),
        url=urls.article_url(compared.story.id, article),
        title=found.title,
        derivation="" if own else compared.tongue.text(words.DERIVATIONS[found.source.derivation]),
        retracted=found.source.status == "retracted",
    )


def _sections(compared: Compared, rows: dict[str, ClaimRow]) -> tuple[MatrixSection, ...]:
    titles: dict[str, list[ClaimRow]] = {}
    weighed = any(claim.weight for claim in compared.story.claims)
    for finding in compared.comparison.findings:
        title = _by_weight(compared, finding) if weighed else _by_coverage(compared, finding)
        titles.setdefault(title, []).append(rows[finding.claim])
    text = compared.tongue.text
    return tuple(MatrixSection(title=text(title), rows=tuple(titles[title])) for title in SECTIONS if title in titles)


def _by_weight(compared: Compared, finding: Finding) -> str:
    claim = compared.claims[finding.claim]
    if claim.weight >= max(each.weight for each in compared.story.claims):
        return "At the heart of it"
    return "Background" if claim.weight == 1 or claim.kind == "background" else "Also reported"


def _by_coverage(compared: Compared, finding: Finding) -> str:
    if compared.claims[finding.claim].kind == "background":
        return "Background"
    carriers = len(compared.carriers[finding.claim])
    if carriers <= 1:
        return "In one report"
    return "In most reports" if 2 * carriers > len(finding.cells) else "In some reports"


def _words_url(compared: Compared, article: str, mentions: tuple[str, ...]) -> str:
    """The words on the story's page, below the row: the first of those with the gravest stance."""
    if not mentions:
        return ""
    gravest = mentions[0]
    if len(mentions) > 1:
        gravest = min(mentions, key=lambda each: words.GRAVEST.index(compared.mentions[article, each].stance))
    return f"{urls.story_url(compared.story.id)}#{urls.quotation_anchor(article, gravest)}"


def absent_links(compared: Compared, finding: Finding) -> tuple[Link, ...]:
    """The articles that have nothing of a claim."""
    return tuple(compared.article_link(cell.article) for cell in finding.cells if cell.stances == (OMITS,))
