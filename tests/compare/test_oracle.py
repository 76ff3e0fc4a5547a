"""Hundreds of random stories, read as text and compared, get the values that an independent reading of §3 gives."""

import json
import re
from dataclasses import asdict
from random import Random
from typing import Any

import pytest
from compare import oracle
from load.toys import flood

from sitegen.compare.comparison import comparison
from sitegen.compare.sourcing import without_circles
from sitegen.model import comparison as model

OUTLETS = ["ap", "globe", "herald", "post", "times"]
PEOPLE: dict[str, dict[str, Any]] = {
    "mayor": {"name": "Ann Lee", "affiliation": "City"},
    "officials": {"name": "two officials", "affiliation": "City", "named": False},
    "clerks": {"name": "clerks", "affiliation": "City", "named": False},
    "captain": {"name": "Bo Ray", "affiliation": "Port"},
    "sailors": {"name": "sailors", "affiliation": "Port", "named": False},
    "neighbour": {"name": "a neighbour", "named": False},
    "passer-by": {"name": "a passer-by", "named": False},
}
SPEAKERS = [*PEOPLE, "Zoe Plain"]
# No word and no sign occurs twice, or inside of another; some stand side by side, where quotations can meet.
PARAGRAPHS = ["Some ferries (forty?) sank.", "Nobody called: help!"]
VALUES = ["5,000", "5000", "5 000", "31", "Forty", "forty", "5,000–9,000", "5000 - 9000"]
KINDS = ["event", "estimate", "statement"]
DERIVATIONS = ["copy", "paraphrase", "translation", "rewrite", "compilation"]
STORIES_OF_EACH_SIZE = 60


@pytest.mark.parametrize("articles", range(1, 8))
def test_the_oracle_and_the_program_agree_on_every_value(articles: int) -> None:
    for bundle in bundles(articles):
        circular, found = judged(bundle)
        assert circular == oracle.circular(bundle), shown(bundle)
        if circular:
            continue
        for claim, expected in oracle.findings(bundle).items():
            assert found[claim] == asdict(expected), f"{claim}\n{shown(bundle)}"


def test_the_stories_lead_to_every_word_that_the_rules_know() -> None:
    reached: set[str] = set()
    for articles in range(1, 8):
        for bundle in bundles(articles):
            if oracle.circular(bundle):
                reached.add("circular")
                continue
            for found in oracle.findings(bundle).values():
                reached |= {found.support, found.challenge, *found.flags}
                reached |= {stance for cell in found.cells.values() for stance in cell}
    words = """
        unsupported single-source narrowly-sourced corroborated
        retracted contradicted disputed not-confirmed none
        hedged-only values-differ through-a-distorting-copy
        asserts attributes hedges denies declines contradicts omits
        circular
    """
    assert reached == set(words.split())


def bundles(articles: int) -> list[oracle.Bundle]:
    return [bundle(Random(f"{articles} {number}"), articles) for number in range(STORIES_OF_EACH_SIZE)]


def bundle(chance: Random, size: int) -> oracle.Bundle:
    """A story without mistakes, except that its sourcing may be circular."""
    claims: dict[str, dict[str, Any]] = {f"c{number}": {"text": f"Text {number}"} for number in range(2)}
    for claim, front in claims.items():
        if chance.random() < 0.7:
            front["kind"] = chance.choice(KINDS)
        if chance.random() < 0.2:
            # A claim that conflicts with itself would be a mistake.
            front["conflicts_with"] = [other for other in claims if other != claim]
    articles = [f"a{number}" for number in range(size)]
    return oracle.Bundle(
        articles={each: article(chance, articles, list(claims)) for each in articles},
        claims=claims,
        people=PEOPLE,
        body="\n\n".join(PARAGRAPHS),
    )


def article(chance: Random, articles: list[str], claims: list[str]) -> dict[str, Any]:
    source: dict[str, Any] = {"outlet": chance.choice(OUTLETS)}
    if chance.random() < 0.4:
        source |= {"derivation": chance.choice(DERIVATIONS), "origin": some(chance, OUTLETS)}
    elif chance.random() < 0.2:
        source["origin"] = some(chance, OUTLETS)
    if chance.random() < 0.25:
        source["status"] = chance.choice(["retracted", "retracted", "corrected", "removed"])
    front: dict[str, Any] = {
        "title": "A title",
        "source": source,
        "claims": [supporting(chance, claims) for _ in range(chance.choice([0, 1, 1, 2, 3]))],
        "changes": [change(chance, articles) for _ in range(chance.choice([0, 0, 1, 2]))],
    }
    if chance.random() < 0.2:
        front["disputes"] = [challenging(chance, claims)]
    return front


def supporting(chance: Random, claims: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"claim": some(chance, claims)}
    stance = chance.choice(["asserts", "attributes", "hedges", ""])
    if stance:
        item["stance"] = stance
    if stance == "attributes" or chance.random() < 0.4:
        item["by"] = some(chance, SPEAKERS)
    if chance.random() < 0.25:
        item["via"] = some(chance, OUTLETS)
    if chance.random() < 0.6:
        item["quote"] = words(chance)
        if chance.random() < 0.4:
            item["hedge"] = item["quote"].split()[0]
    if chance.random() < 0.4:
        item["value"] = chance.choice(VALUES)
    return item


def challenging(chance: Random, claims: list[str]) -> dict[str, Any]:
    item: dict[str, Any] = {"claim": some(chance, claims)}
    stance = chance.choice(["denies", "declines", "declines", "contradicts", ""])
    if stance:
        item["stance"] = stance
    if stance in ("denies", "declines") or chance.random() < 0.5:
        item["by"] = some(chance, SPEAKERS)
    return item


def change(chance: Random, articles: list[str]) -> dict[str, Any]:
    item = {"from": chance.choice([chance.choice(articles), chance.choice(articles), chance.choice(OUTLETS)])}
    item["kind"] = "word"
    if chance.random() < 0.8:
        item["weight"] = chance.choice(["low", "high", "high"])
    if chance.random() < 0.8:
        item["after"] = words(chance)
    return item


def some(chance: Random, names: list[str]) -> list[str] | str:
    """Mostly one name, sometimes two; a single one may stand without brackets."""
    if chance.random() < 0.25:
        return chance.sample(names, 2)
    name = chance.choice(names)
    return chance.choice([name, [name]])


def words(chance: Random) -> str:
    """A stretch of one paragraph."""
    paragraph = chance.choice(PARAGRAPHS)
    places = list(re.finditer(r"\w+|[^\w\s]", paragraph))
    first = chance.randrange(len(places))
    return paragraph[places[first].start() : chance.choice(places[first:]).end()]


def judged(bundle: oracle.Bundle) -> tuple[set[str], dict[str, dict[str, Any]]]:
    """What the program says of the story's text: the claims with circular sourcing, and every finding as plain data."""
    story, problems = flood(
        {name: matter(front) + bundle.body for name, front in bundle.articles.items()},
        own=matter({"title": "The flood", "claims": bundle.claims}),
        outlets=json.dumps({outlet: {"name": outlet.title()} for outlet in OUTLETS}),
        people=json.dumps(bundle.people),
    )
    errors = [problem.message for problem in problems if problem.severity == "error"]
    assert story is not None and not errors, f"{errors}\n{shown(bundle)}"
    story, circles = without_circles(story)
    circular = {problem.message.split('"')[1] for problem in circles}
    return circular, {finding.claim: plain(finding) for finding in comparison(story).findings}


def matter(front: dict[str, Any]) -> str:
    """Front matter in JSON, which is YAML."""
    return f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n"


def plain(finding: model.Finding) -> dict[str, Any]:
    return {
        "cells": {cell.article: list(cell.stances) for cell in finding.cells},
        "articles": set(finding.articles),
        "chains": {frozenset(chain.members): set(chain.origins) for chain in finding.chains},
        "origins": set(finding.origins),
        "voices": set(finding.voices),
        "named": finding.named,
        "flags": set(finding.flags),
        "support": finding.support,
        "challenge": finding.challenge,
        "status": finding.status,
        "rivals": set(finding.rivals),
    }


def shown(bundle: oracle.Bundle) -> str:
    """The story, for whoever has to find out which of the two is wrong."""
    rows = [f"{name}: {json.dumps(front, ensure_ascii=False)}" for name, front in bundle.articles.items()]
    return "\n".join([json.dumps(bundle.claims), *rows])
