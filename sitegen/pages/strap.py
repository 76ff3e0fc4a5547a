"""The strap in words, each phrase with a link to its evidence."""

import re

from sitegen.model.comparison import StrapFact
from sitegen.model.views import StrapPart
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared

NUMBER = re.compile(r"(unnamed|an?|one|two|three|four|five|six|several|some|\d+)\s+", re.IGNORECASE)


def strap(compared: Compared) -> tuple[StrapPart, ...]:
    """`5 articles · 2 reporting chains · unnamed U.S. officials only · denied by the Kremlin`."""
    story = compared.story.id
    return tuple(
        StrapPart(text=_text(compared, fact), url=urls.story_url(story) + _evidence(fact), tone=_tone(fact))
        for fact in compared.comparison.strap
    )


def _text(compared: Compared, fact: StrapFact) -> str:
    tongue = compared.tongue
    if fact.kind == "articles":
        return tongue.plural("%(num)s article", "%(num)s articles", fact.count)
    if fact.kind == "chains":
        return tongue.plural("%(num)s reporting chain", "%(num)s reporting chains", fact.count)
    if fact.kind == "unnamed":
        return tongue.text("unnamed %(people)s only", people=without_number(compared.people[fact.ids[0]].name))
    if fact.kind == "retracted":
        return tongue.plural("%(num)s article retracted", "%(num)s articles retracted", fact.count)
    if fact.kind == "disagree":
        return tongue.text("outlets disagree: %(question)s", question=_question(compared, fact.claim))
    if fact.kind == "unsupported":
        return tongue.text("no standing report of the main claim")
    names = words.listed((_known_as(compared, person) for person in fact.ids), 2, tongue)
    if fact.kind == "denied":
        return tongue.text("denied by %(people)s", people=names)
    return tongue.plural(
        "%(people)s declined to confirm", "%(people)s declined to confirm", len(fact.ids), people=names
    )


def _question(compared: Compared, claim: str) -> str:
    """The question that the story's own dispute about a claim asks; else the claim."""
    asked = (each.question for each in compared.story.disputes if each.claims == (claim,))
    return next(asked, compared.claims[claim].text)


def without_number(name: str) -> str:
    """`U.S. officials` for "two U.S. officials": how many they are stands on their page."""
    found = NUMBER.match(name)
    return name[found.end() :] if found else name


def _known_as(compared: Compared, person: str) -> str:
    """A name, with the office that readers know it by."""
    found = compared.people[person]
    office = found.role if len(found.role) <= 30 else found.affiliation
    return f"{found.name} ({office})" if found.named and office and office not in found.name else found.name


def _evidence(fact: StrapFact) -> str:
    if fact.kind in ("articles", "retracted"):
        return "#articles" if fact.count else ""
    if fact.kind in ("denied", "declined", "disagree"):
        return f"#claim-{fact.claim}"
    return f"claims/{fact.claim}/"


def _tone(fact: StrapFact) -> str:
    if fact.kind in ("denied", "disagree", "retracted", "declined"):
        return "challenges"
    return "carries" if fact.kind == "chains" else "plain"
