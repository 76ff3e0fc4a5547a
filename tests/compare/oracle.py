"""PRODUCT §3 once more, from its text alone and without a line of sitegen: an oracle to compare sitegen with.

A `Bundle` is plain data as front matter has it, and all of its articles have the same body of plain paragraphs, in
which every quotation stands once. `findings` says what the rules give for each claim; `circular` names the claims for
which they give nothing.

Where the text can be read in two ways, this is the reading taken:

- A challenge is said once and for all: `contradicts`, `denies` and `declines` count in a retracted article too. A rival
  in `conflicts_with`, however, counts only while it has support that was not retracted.
- A conflict counts for the claim that names it, not for the one that is named.
- `via` stands in for `origin` mention by mention: an article with one mention `via` an agency and one without rests on
  the agency and on its own origin.
- "Other than a's own" is asked at every step, of the article whose origins are being replaced. Were it asked of the
  first article alone, no circle could ever close.
- An outlet with several supporting articles is replaced by the origins of them all.
- `changes.from` links when it names an article. Naming an outlet links nothing, even one that has an article here.
- `own:<origin>` are the origins of that mention alone, with every replacement made.
- A speaker without an affiliation has the affiliation "unknown": all such speakers are one voice. A plain name that is
  not in people.yml is somebody named, without an affiliation.
- "Nobody named" is asked of the speakers that are voices; who is quoted in a `hedges` mention does not count.
- "After normalising" means: case, white space, the kind of dash and the spaces around it, and the signs that group
  digits by three make no difference. A mention without a value differs from nothing.
- A change "touches the quotation" when it shares a character with it. A change without `after` touches nothing.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

SUPPORTING = {"asserts", "attributes", "hedges"}
VERSIONS = {"copy", "paraphrase", "translation"}


@dataclass
class Bundle:
    """Front matter by id: of the articles, of the claims in story.md, of the people in people.yml."""

    articles: dict[str, dict[str, Any]]
    claims: dict[str, dict[str, Any]]
    people: dict[str, dict[str, Any]]
    body: str


@dataclass
class Finding:
    """What the rules give for one claim, under the names of sitegen's own `Finding`."""

    cells: dict[str, list[str]]
    articles: set[str]
    chains: dict[frozenset[str], set[str]]  # members -> origins
    origins: set[str]
    voices: set[str]
    named: bool
    flags: set[str]
    support: str
    challenge: str
    status: str
    rivals: set[str]


@dataclass
class Said:
    """One mention of one claim."""

    article: str
    claim: str
    stance: str
    by: list[str]
    rests_on: set[str]
    quote: str
    hedge: str
    value: str


class CircularSourcingError(Exception):
    """Articles that rest on one another."""


def findings(bundle: Bundle) -> dict[str, Finding]:
    return {claim: _finding(claim, bundle) for claim in bundle.claims}


def circular(bundle: Bundle) -> set[str]:
    """The claims for which articles rest on one another: the error "circular sourcing"."""
    found = set()
    for claim in bundle.claims:
        support = _support(claim, bundle)
        try:
            for said in support:
                _replaced(said.article, said.rests_on, support, bundle)
        except CircularSourcingError:
            found.add(claim)
    return found


def _finding(claim: str, bundle: Bundle) -> Finding:
    mentions = _mentions(claim, bundle)
    support = _support(claim, bundle)
    supporting = {said.article for said in support}
    origins = {each: _replaced(each, _rests_on(each, support), support, bundle) for each in supporting}
    chains = {
        members: {origin for each in members for origin in origins[each]}
        for members in _components(
            supporting,
            lambda a, b: bool(origins[a] & origins[b]) or _restates(a, b, bundle) or _restates(b, a, bundle),
        )
    }

    heard = [said for said in support if said.stance != "hedges"]
    speakers = [bundle.people.get(name, {}) for said in heard for name in said.by]
    voices = {person.get("affiliation", "unknown") for person in speakers}
    for said in heard:
        if not said.by:
            voices |= {f"own:{origin}" for origin in _replaced(said.article, said.rests_on, support, bundle)}
    named = any(person.get("named", True) for person in speakers)

    rivals = {rival for rival in bundle.claims[claim].get("conflicts_with", []) if _support(rival, bundle)}
    worth = _support_word(len(chains), bundle.claims[claim].get("kind", "event"), voices, named)
    challenge = _challenge_word({said.stance for said in mentions}, bool(support), bool(rivals))
    return Finding(
        cells={
            article: [said.stance for said in mentions if said.article == article] or ["omits"]
            for article in bundle.articles
        },
        articles=supporting,
        chains=chains,
        origins={origin for each in chains.values() for origin in each},
        voices=voices,
        named=named,
        flags=_flags(support, bundle),
        support=worth,
        challenge=challenge,
        status=challenge if challenge in ("retracted", "contradicted", "disputed") else worth,
        rivals=rivals,
    )


def _support_word(chains: int, kind: str, voices: set[str], named: bool) -> str:
    if chains < 2:
        return ("unsupported", "single-source")[chains]
    if kind == "statement":
        return "corroborated"
    return "narrowly-sourced" if len(voices) == 1 and not named else "corroborated"


def _challenge_word(stances: set[str], supported: bool, rivals: bool) -> str:
    if stances & SUPPORTING and not supported:
        return "retracted"
    if "contradicts" in stances or rivals:
        return "contradicted"
    if "denies" in stances:
        return "disputed"
    return "not-confirmed" if "declines" in stances else "none"


def _flags(support: list[Said], bundle: Bundle) -> set[str]:
    if not support:
        return set()
    hedged = all(said.stance == "hedges" or said.hedge for said in support)
    differ = len({_normal(said.value) for said in support if said.value}) > 1
    distorted = all(_distorts(article, support, bundle) for article in {said.article for said in support})
    flags = {"hedged-only": hedged, "values-differ": differ, "through-a-distorting-copy": distorted}
    return {flag for flag, raised in flags.items() if raised}


def _distorts(article: str, support: list[Said], bundle: Bundle) -> bool:
    front = bundle.articles[article]
    if front["source"].get("derivation") == "paraphrase":
        return True
    quoted = {at for said in support if said.article == article for at in _places(said.quote, bundle.body)}
    high = (change for change in front.get("changes", []) if change.get("weight") == "high")
    return any(quoted & _places(change.get("after", ""), bundle.body) for change in high)


def _mentions(claim: str, bundle: Bundle) -> list[Said]:
    """Everything said of the claim, in the order of the articles and of their front matter."""
    found = []
    for article, front in bundle.articles.items():
        items = [(item, "attributes", "asserts") for item in front.get("claims", [])]
        items += [(item, "denies", "contradicts") for item in front.get("disputes", [])]
        for item, with_speaker, without in items:
            if claim in _listed(item["claim"]):
                by = _listed(item.get("by"))
                stance = item.get("stance", with_speaker if by else without)
                rests_on = _listed(item.get("via") or front["source"].get("origin") or front["source"]["outlet"])
                words = {key: item.get(key, "") for key in ("quote", "hedge", "value")}
                found.append(Said(article, claim, stance, by, set(rests_on), **words))
    return found


def _support(claim: str, bundle: Bundle) -> list[Said]:
    retracted = {each for each, front in bundle.articles.items() if front["source"].get("status") == "retracted"}
    mentions = _mentions(claim, bundle)
    return [said for said in mentions if said.stance in SUPPORTING and said.article not in retracted]


def _rests_on(article: str, support: list[Said]) -> set[str]:
    return {origin for said in support if said.article == article for origin in said.rests_on}


def _replaced(
    article: str, origins: set[str], support: list[Said], bundle: Bundle, trail: tuple[str, ...] = ()
) -> set[str]:
    """The origins, each outlet that also published a supporting article replaced by what that article rests on."""
    if article in trail:
        raise CircularSourcingError((*trail, article))
    outlet = {said.article: bundle.articles[said.article]["source"]["outlet"] for said in support}
    found = set()
    for origin in origins:
        others = [each for each in outlet if outlet[each] == origin != outlet[article]]
        for other in others:
            found |= _replaced(other, _rests_on(other, support), support, bundle, (*trail, article))
        if not others:
            found.add(origin)
    return found


def _restates(article: str, other: str, bundle: Bundle) -> bool:
    front = bundle.articles[article]
    is_version = front["source"].get("derivation") in VERSIONS
    return is_version and any(change["from"] == other for change in front.get("changes", []))


def _components(nodes: Iterable[str], linked: Callable[[str, str], bool]) -> set[frozenset[str]]:
    """Begin with every node alone; each node then draws together all groups in which something is linked with it."""
    groups = {frozenset([node]) for node in nodes}
    for node in nodes:
        near = {group for group in groups if node in group or any(linked(node, each) for each in group)}
        groups = (groups - near) | {frozenset().union(*near)}
    return groups


def _places(quote: str, body: str) -> set[int]:
    """The characters of the body that a quotation covers (PRODUCT §2, for plain text)."""
    if not quote:
        return set()
    assert body.count(quote) == 1, f"“{quote}” must stand in the body once"
    start = body.index(quote)
    return set(range(start, start + len(quote)))


def _normal(value: str) -> str:
    text = unicodedata.normalize("NFKC", value).casefold()
    text = re.sub("[\u2010-\u2015\u2212-]", "-", text)
    text = re.sub(r"(\d)[,'’\s](?=\d{3}\b)", r"\1", text)
    return " ".join(text.replace("-", " - ").split())


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
