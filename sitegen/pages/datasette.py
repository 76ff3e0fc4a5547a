"""`data/metadata.json`: what Datasette shows beside `bundle.db` (https://docs.datasette.io/en/stable/metadata.html)."""

from typing import Any

from sitegen.model.page import File
from sitegen.model.site import Settings
from sitegen.model.table import LinkTable, Table
from sitegen.pages import urls
from sitegen.pages.data_dictionary import LINK_TABLES, TABLE, TABLES
from sitegen.pages.data_package import described
from sitegen.pages.database_plan import VIEWS
from sitegen.pages.finished import json_file

LABELS = {"stories": "title", "claims": "text", "articles": "title", "outlets": "name", "people": "name"}
QUERIES = {
    "contested": (
        "Claims that somebody contradicts or denies",
        "SELECT story_title, text, status, support, articles, chains, url FROM claim_status\n"
        "WHERE challenge NOT IN ('none', 'not-confirmed') ORDER BY date DESC, story, claim",
    ),
    "many_articles_one_chain": (
        "Claims that several articles carry, and that rest on one chain of reporting",
        "SELECT story_title, text, articles, status, url FROM claim_status\n"
        "WHERE chains = 1 AND articles > 1 ORDER BY articles DESC, story, claim",
    ),
}


def datasette(settings: Settings) -> File:
    about = {"title": settings.title, "description": settings.tagline}
    source = {"source": settings.publisher.name or settings.title, "source_url": settings.base_url}
    whole: dict[str, Any] = {
        **{name: value for name, value in {**about, **source}.items() if value},
        "databases": {
            "bundle": {
                "tables": {
                    **{each.name: _table(each) for each in TABLES},
                    **{each.name: _links(each) for each in LINK_TABLES},
                    **{name: {"description": text} for name, (text, _) in VIEWS.items()},
                },
                "queries": {name: {"title": title, "sql": query} for name, (title, query) in QUERIES.items()},
            }
        },
    }
    return json_file(f"{urls.DATA}metadata.json", whole)


def _table(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {
        "description": table.about,
        "columns": {each.name: described(each) for each in table.columns},
    }
    if table.name in LABELS:
        found["label_column"] = LABELS[table.name]
    if table.facets:
        found["facets"] = list(table.facets)
    return found


def _links(link: LinkTable) -> dict[str, Any]:
    own = {each.name: each.about for each in TABLE[link.of].columns if each.name in TABLE[link.of].key}
    chain = {"chain": "The number of the chain, from 1."} if link.nested else {}
    item = next(each for each in TABLE[link.table].columns if each.name == TABLE[link.table].key[-1])
    return {"description": link.about, "columns": {**own, **chain, link.item: item.about}}
