"""The rows of the data tables: one fact a row, lists joined with `|`, chains with `;`, in a stable order.

The columns stand in `data_dictionary`.
"""

import csv
from collections.abc import Iterable
from io import StringIO

from sitegen.model.moment import Moment
from sitegen.model.page import File
from sitegen.model.site import Outlet, Person
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.data_dictionary import TABLE

Rows = tuple[tuple[str, ...], ...]


def story_tables(compared: Compared, base_url: str) -> tuple[tuple[str, Rows], ...]:
    """The rows of one story for the tables that are made of stories."""
    return (
        ("claims", tuple(_claims(compared, base_url))),
        ("mentions", tuple(_mentions(compared, base_url))),
        ("cells", tuple(_cells(compared))),
        ("articles", tuple(_articles(compared))),
        ("stories", (_story(compared),)),
    )


def outlet_row(outlet: Outlet) -> tuple[str, ...]:
    o = outlet
    return (o.id, o.name, o.url, o.country, o.kind, o.owner, _list(o.policies))


def person_row(person: Person) -> tuple[str, ...]:
    p = person
    return (p.id, p.name, p.role, p.affiliation, "true" if p.named else "false", str(p.count), p.reason)


def csv_rows(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Rows of RFC 4180 in UTF-8, with LF."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def table_file(name: str, blocks: Iterable[bytes]) -> File:
    """`data/<name>.csv`: a header, then all rows."""
    head = csv_rows([tuple(each.name for each in TABLE[name].columns)])
    return File(path=f"{urls.DATA}{name}.csv", data=b"".join((head, *blocks)))


def _claims(compared: Compared, base_url: str) -> Iterable[tuple[str, ...]]:
    for claim in compared.story.claims:
        finding = compared.findings[claim.id]
        yield (
            compared.story.id,
            claim.id,
            claim.text,
            claim.kind,
            claim.speaker,
            claim.ruling.status if claim.ruling else finding.status,
            finding.support,
            finding.challenge,
            str(len(finding.articles)),
            str(len(finding.chains)),
            _list(finding.origins),
            ";".join(_list(chain.members) for chain in finding.chains),
            _list(finding.flags),
            base_url + urls.claim_url(compared.story.id, claim.id),
        )


def _mentions(compared: Compared, base_url: str) -> Iterable[tuple[str, ...]]:
    for mention in compared.story.mentions:
        view = compared.quotation(mention.article, mention.id)
        yield (
            compared.story.id,
            mention.article,
            mention.claim,
            mention.id,
            mention.stance,
            _list(mention.by),
            _list(mention.via),
            view.quote,
            str(mention.spans[0].start) if mention.spans else "",
            str(mention.spans[-1].end) if mention.spans else "",
            mention.hedge,
            mention.value,
            mention.utterance,
            mention.wording or "",
            base_url + view.url,
        )


def _cells(compared: Compared) -> Iterable[tuple[str, ...]]:
    for claim in compared.story.claims:
        for cell in compared.findings[claim.id].cells:
            yield compared.story.id, claim.id, cell.article, _list(cell.stances)


def _articles(compared: Compared) -> Iterable[tuple[str, ...]]:
    for article in compared.story.articles:
        source = article.source
        yield (
            compared.story.id,
            article.id,
            article.title,
            article.lang,
            source.outlet,
            source.url,
            source.archived,
            _list(source.byline),
            edtf(source.published),
            edtf(source.updated),
            edtf(source.retrieved),
            source.derivation,
            _list(source.origin),
            source.credit or "",
            source.dateline,
            source.rights,
            source.status,
            source.status_note,
            edtf(source.status_date),
        )


def _story(compared: Compared) -> tuple[str, ...]:
    story = compared.story
    return (
        story.id,
        story.title,
        edtf(story.date),
        story.question,
        story.summary,
        story.place,
        edtf(story.updated),
        _list(story.editors),
        story.method,
        story.contact,
    )


def edtf(moment: Moment | None) -> str:
    """A date as it is typed in front matter; "" for none."""
    if moment is None:
        return ""
    marks = {"unknown": "unknown", "before": f"../{moment.stamp}", "uncertain": f"{moment.stamp}?"}
    return marks.get(moment.precision, moment.stamp)


def _list(items: Iterable[str]) -> str:
    return "|".join(items)
