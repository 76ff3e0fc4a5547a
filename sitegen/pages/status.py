"""A claim's status in words, with the sentence that says why: no status stands unexplained."""

from sitegen.model.comparison import Finding
from sitegen.model.story import Claim
from sitegen.model.views import StatusView
from sitegen.pages import words
from sitegen.pages.compared import Compared
from sitegen.pages.words import noted
from sitegen.tongue import Tongue

TONES = {
    "retracted": "challenges",
    "contradicted": "challenges",
    "disputed": "challenges",
    "unsupported": "plain",
    "single-source": "carries",
    "narrowly-sourced": "carries",
    "corroborated": "carries",
}
LEADS = (
    ("contradicts", noted("Contradicted by %(names)s.")),
    ("denies", noted("Denied by %(names)s.")),
    ("declines", noted("Not confirmed by %(names)s.")),
)


def status(compared: Compared, claim: str) -> StatusView:
    """Both axes, and the editor's ruling if there is one."""
    return compared.once(("status", claim), lambda: _status(compared, claim))


def _status(compared: Compared, claim: str) -> StatusView:
    finding, found = compared.findings[claim], compared.claims[claim]
    ruling, tongue = found.ruling, compared.tongue
    return StatusView(
        word=status_word(compared, finding, found),
        status=finding.status,
        tone="plain" if ruling else TONES[finding.status],
        support=finding.support,
        support_label=tongue.text(words.STATUSES[finding.support]),
        challenge=finding.challenge,
        challenge_label=tongue.text(words.STATUSES[finding.challenge]),
        flags=tuple(tongue.text(words.FLAGS[flag]) for flag in finding.flags),
        explanation=explanation(compared, finding, found),
        ruled=ruling is not None,
        ruling_reason=ruling.reason if ruling else "",
        ruling_by=ruling.by if ruling else "",
        ruling_date=words.maybe_when(ruling.date, tongue) if ruling else None,
    )


def status_word(compared: Compared, finding: Finding, claim: Claim) -> str:
    """The one word that stands for both axes."""
    return claim.ruling.status if claim.ruling else compared.tongue.text(words.STATUSES[finding.status])


def explanation(compared: Compared, finding: Finding, claim: Claim) -> str:
    """`Carried by 4 articles in 2 chains of reporting, all on unnamed sources (U.S. government). Denied by …`"""
    return " ".join(part for part in (_support(compared, finding, claim), _challenge(compared, finding)) if part)


def _support(compared: Compared, finding: Finding, claim: Claim) -> str:
    tongue = compared.tongue
    if not finding.articles:
        return tongue.text("No standing article carries it.")
    own = {compared.articles[each].source.outlet for each in finding.articles}
    names = words.listed((compared.outlet_name(origin) for origin in finding.origins), 3, tongue)
    return tongue.text(
        "%(articles)s %(chains)s%(newsrooms)s%(sources)s.",
        articles=tongue.plural("Carried by %(num)s article", "Carried by %(num)s articles", len(finding.articles)),
        chains=tongue.plural("in %(num)s chain of reporting", "in %(num)s chains of reporting", len(finding.chains)),
        newsrooms="" if own == set(finding.origins) else tongue.text(" (from %(newsrooms)s)", newsrooms=names),
        sources=_whose_word(finding, tongue),
    )


def _whose_word(finding: Finding, tongue: Tongue) -> str:
    people = [voice for voice in finding.voices if not voice.startswith("own:")]
    if not finding.voices:
        return tongue.text(", in hedged words only")
    if finding.named or not people:
        return ""
    known = [voice for voice in people if voice != "unknown"]
    if len(finding.voices) > 1:
        return tongue.text(", no source with a name")
    if known:
        return tongue.text(", all on unnamed sources (%(affiliation)s)", affiliation=known[0])
    return tongue.text(", all on unnamed sources")


def _challenge(compared: Compared, finding: Finding) -> str:
    tongue = compared.tongue
    if finding.challenge == "none":
        return ""
    if finding.challenge == "retracted":
        return tongue.text("Every article that carried it was retracted.")
    parts = []
    for stance, lead in LEADS:
        against = [each for each in compared.by_claim[finding.claim] if each.stance == stance]
        if stance == "contradicts":
            names = [compared.publisher(each.article) for each in against]
        else:
            names = [compared.people[person].name for each in against for person in each.by]
        if names:
            parts.append(tongue.text(lead, names=words.listed(dict.fromkeys(names), 3, tongue)))
    rivals = [tongue.text("“%(claim)s”", claim=compared.claims[rival].text) for rival in finding.rivals]
    if rivals:
        parts.append(tongue.text("In conflict with %(claims)s.", claims=words.listed(rivals, tongue=tongue)))
    return " ".join(parts)
