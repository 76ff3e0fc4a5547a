"""A claim's status in words, with the sentence that says why: no status stands unexplained."""

from sitegen.model.comparison import Finding
from sitegen.model.story import Claim
from sitegen.model.views import StatusView
from sitegen.pages import words
from sitegen.pages.compared import Compared

TONES = {
    "retracted": "challenges",
    "contradicted": "challenges",
    "disputed": "challenges",
    "unsupported": "plain",
    "single-source": "carries",
    "narrowly-sourced": "carries",
    "corroborated": "carries",
}


def status(compared: Compared, claim: str) -> StatusView:
    """Both axes, and the editor's ruling if there is one."""
    return compared.once(("status", claim), lambda: _status(compared, claim))


def _status(compared: Compared, claim: str) -> StatusView:
    finding, found = compared.findings[claim], compared.claims[claim]
    ruling = found.ruling
    return StatusView(
        word=ruling.status if ruling else words.STATUSES[finding.status],
        status=finding.status,
        tone="plain" if ruling else TONES[finding.status],
        support=finding.support,
        support_label=words.STATUSES[finding.support],
        challenge=finding.challenge,
        challenge_label=words.STATUSES[finding.challenge],
        flags=tuple(words.FLAGS[flag] for flag in finding.flags),
        explanation=explanation(compared, finding, found),
        ruled=ruling is not None,
        ruling_reason=ruling.reason if ruling else "",
        ruling_by=ruling.by if ruling else "",
        ruling_date=words.maybe_when(ruling.date) if ruling else None,
    )


def status_word(finding: Finding, claim: Claim) -> str:
    """The one word that stands for both axes."""
    return claim.ruling.status if claim.ruling else words.STATUSES[finding.status]


def explanation(compared: Compared, finding: Finding, claim: Claim) -> str:
    """`Carried by 4 articles in 2 chains of reporting, all on unnamed sources (U.S. government). Denied by …`"""
    return " ".join(part for part in (_support(compared, finding, claim), _challenge(compared, finding)) if part)


def _support(compared: Compared, finding: Finding, claim: Claim) -> str:
    if not finding.articles:
        return "No standing article carries it."
    articles = words.counted(len(finding.articles), "article")
    chains = words.counted(len(finding.chains), "chain") + " of reporting"
    newsrooms = words.listed((compared.outlet_name(origin) for origin in finding.origins), most=3)
    own = {compared.articles[each].source.outlet for each in finding.articles}
    via = "" if own == set(finding.origins) else f" (from {newsrooms})"
    return f"Carried by {articles} in {chains}{via}{_whose_word(finding)}."


def _whose_word(finding: Finding) -> str:
    people = [voice for voice in finding.voices if not voice.startswith("own:")]
    if not finding.voices:
        return ", in hedged words only"
    if finding.named or not people:
        return ""
    known = [voice for voice in people if voice != "unknown"]
    if len(finding.voices) == 1:
        return f", all on unnamed sources ({known[0]})" if known else ", all on unnamed sources"
    return ", no source with a name"


def _challenge(compared: Compared, finding: Finding) -> str:
    if finding.challenge == "none":
        return ""
    if finding.challenge == "retracted":
        return "Every article that carried it was retracted."
    parts = []
    for stance, lead in (("contradicts", "Contradicted by"), ("denies", "Denied by"), ("declines", "Not confirmed by")):
        against = [each for each in compared.by_claim[finding.claim] if each.stance == stance]
        if stance == "contradicts":
            names = [compared.publisher(each.article) for each in against]
        else:
            names = [compared.people[person].name for each in against for person in each.by]
        if names:
            parts.append(f"{lead} {words.listed(dict.fromkeys(names), most=3)}.")
    rivals = [f"“{compared.claims[rival].text}”" for rival in finding.rivals]
    if rivals:
        parts.append(f"In conflict with {words.listed(rivals)}.")
    return " ".join(parts)
