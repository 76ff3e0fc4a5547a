"""What a story gives to the sheets of the site: a line for home, its claims, what its outlets and people do in it."""

import json
from collections import Counter

from sitegen.model.page import Row
from sitegen.model.sheet import OutletRole, PersonRole
from sitegen.model.terms import STATUSES
from sitegen.model.views import OutletArticle
from sitegen.pages import urls, words
from sitegen.pages.claim_page import claim_line
from sitegen.pages.claims_json import CLAIMS_JSON, claim_objects
from sitegen.pages.compared import Compared
from sitegen.pages.derivation import derivation
from sitegen.pages.feed_entries import article_entry, change_entries, latest, story_entry
from sitegen.pages.language import direction
from sitegen.pages.periods import month_of
from sitegen.pages.records import extent, story_records
from sitegen.pages.sheets import CLAIMS, FEEDS, INDEX, OUTLETS, PEOPLE, RECORDS, STORIES, TABLES, bucket
from sitegen.pages.story_page import story_line
from sitegen.pages.tables import csv_rows, story_tables


def story_rows(compared: Compared, base_url: str, language: str) -> tuple[Row, ...]:
    """A row for every sheet that the story has a part in, at most one for each."""
    story = compared.story
    month = month_of(story.date)
    line = story_line(compared)
    statuses = tuple((term, count) for term, _, count in line.statuses)
    lines = tuple(claim_line(compared, finding.claim) for finding in compared.comparison.findings)
    kinds = Counter(each.kind for each in lines)
    records = story_records(compared, language)
    roles = [_outlet_role(compared, outlet.id) for outlet in story.outlets]
    return (
        Row(f"{STORIES}/{month}", (line.articles, line.claims, statuses), line),
        Row(f"{CLAIMS}/{month}", (len(lines), statuses, tuple(sorted(kinds.items()))), lines),
        *(
            Row(
                f"{OUTLETS}/{each.outlet.id}/{month}",
                (len(each.articles), len(each.relied_on), latest(each.entries)),
                each,
            )
            for each in roles
        ),
        *(Row(f"{PEOPLE}/{each.person.id}/{month}", (len(each.statements),), each) for each in _person_roles(compared)),
        *(
            Row(f"{TABLES}/{name}/{month}", (len(rows),), csv_rows(rows))
            for name, rows in story_tables(compared, base_url)
        ),
        *(Row(f"{TABLES}/{CLAIMS_JSON}/{month}", (len(lines),), each) for each in claim_objects(compared, base_url)),
        Row(f"{INDEX}/{month}", (), _indexed(compared)),
        *(
            Row(f"{FEEDS}/{name}/{month}", (len(entries), latest(entries)), entries)
            for name, entries in ((STORIES, story_entry(compared)), (CLAIMS, tuple(change_entries(compared))))
            if entries
        ),
        Row(f"{RECORDS}/{bucket(story.id)}", extent(records), records),
    )


def _indexed(compared: Compared) -> bytes:
    """The story and its claims as the browser filters them: [title, url, claims], see `directories.claims_index`."""
    story = compared.story
    rows = []
    for finding in compared.comparison.findings:
        line, mentions = claim_line(compared, finding.claim), compared.by_claim[finding.claim]
        outlets = dict.fromkeys(compared.articles[each.article].source.outlet for each in mentions)
        speakers = dict.fromkeys(person for each in mentions for person in each.by)
        rows.append(
            [
                finding.claim,
                line.text,
                line.kind,
                STATUSES.index(line.status),
                line.word,
                line.articles,
                line.chains,
                [[each, compared.outlets[each].name] for each in outlets],
                [[each, compared.people[each].name] for each in speakers],
            ]
        )
    return json.dumps([story.title, urls.story_url(story.id), rows], ensure_ascii=False, separators=(",", ":")).encode()


def _person_roles(compared: Compared) -> list[PersonRole]:
    story = compared.story
    statements: dict[str, list[tuple[str, str]]] = {person.id: [] for person in story.people}
    for each in story.mentions:
        for person in dict.fromkeys(each.by):
            statements[person].append((each.article, each.id))
    return [
        PersonRole(person=person, statements=tuple(compared.quotation(*mention) for mention in statements[person.id]))
        for person in story.people
    ]


def _outlet_role(compared: Compared, outlet: str) -> OutletRole:
    articles = compared.story.articles
    own = [each for each in articles if each.source.outlet == outlet]
    return OutletRole(
        outlet=compared.outlets[outlet],
        articles=tuple(_outlet_article(compared, each.id) for each in own),
        relied_on=tuple(
            (compared.headline_link(each.id), compared.story_link(), compared.publisher(each.id))
            for each in articles
            if each.source.outlet != outlet
            and (outlet in each.source.origin or any(outlet in mention.via for mention in each.mentions))
        ),
        entries=tuple(entry for each in own for entry in article_entry(compared, each)),
    )


def _outlet_article(compared: Compared, article: str) -> OutletArticle:
    found = compared.articles[article]
    counts: Counter[str] = Counter(mention.stance for mention in found.mentions)
    return OutletArticle(
        title=found.title,
        url=urls.article_url(compared.story.id, article),
        story=compared.story_link(),
        published=words.when(found.source.published, compared.tongue),
        derivation=derivation(compared, found),
        lang=found.lang,
        direction=direction(found.lang),
        publication=found.source.status,
        stances=tuple((stance, counts[stance]) for stance in words.GRAVEST if counts[stance]),
    )
