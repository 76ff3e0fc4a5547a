"""Where the outlets, or those they quote, disagree: a card for each dispute, the sides with their exact words."""

from sitegen.model.story import Dispute
from sitegen.model.terms import SUPPORTING
from sitegen.model.views import Disagreement, QuotationView, Side
from sitegen.pages import words
from sitegen.pages.compared import Compared
from sitegen.pages.status import status

STRENGTH = ("retracted", "contradicted", "disputed", "not-confirmed", "none")
AGAINST = (("contradicts", "says otherwise"), ("denies", "denied"), ("declines", "declined to say"))


def disagreements(compared: Compared) -> tuple[Disagreement, ...]:
    """The story's disputes, then every challenged claim that none of them covers; the strongest first."""
    covered = {claim for dispute in compared.story.disputes for claim in dispute.claims}
    cards = [_of_dispute(compared, dispute) for dispute in compared.story.disputes]
    for finding in compared.comparison.findings:
        if finding.claim not in covered and finding.challenge in ("contradicted", "disputed"):
            claim = compared.claims[finding.claim]
            cards.append(
                _of_dispute(compared, Dispute(id=f"claim--{claim.id}", question=claim.text, claims=(claim.id,)))
            )
    ranked = sorted(cards, key=lambda card: card[0])
    return tuple(card for _, card in ranked)


def _of_dispute(compared: Compared, dispute: Dispute) -> tuple[int, Disagreement]:
    claims = dispute.claims
    sides = _sides_of_one(compared, claims[0]) if len(claims) == 1 else _sides_of_many(compared, claims)
    challenges = [STRENGTH.index(compared.findings[claim].challenge) for claim in claims]
    strength = min(challenges, default=len(STRENGTH))
    return strength, Disagreement(
        id=dispute.id,
        question=dispute.question,
        note=dispute.note,
        claims=tuple(compared.claim_link(claim) for claim in claims),
        status=status(compared, claims[0]) if len(claims) == 1 else None,
        sides=sides,
    )


def _sides_of_one(compared: Compared, claim: str) -> tuple[Side, ...]:
    """For and against one claim; then the claims it conflicts with."""
    sides = []
    if carried := compared.quotations(claim, *SUPPORTING):
        sides.append(Side(label="carried by", tone="carries", stance=_usual(carried), quotations=carried))
    for stance, label in AGAINST:
        if against := compared.quotations(claim, stance):
            tone = "plain" if stance == "declines" else "challenges"
            sides.append(Side(label=label, tone=tone, stance=stance, quotations=against))
    for rival in compared.findings[claim].rivals:
        quotations = compared.quotations(rival, *SUPPORTING)
        label = f"instead: {compared.claims[rival].text}"
        sides.append(Side(label=label, tone="challenges", stance="contradicts", quotations=quotations))
    return tuple(sides)


def _sides_of_many(compared: Compared, claims: tuple[str, ...]) -> tuple[Side, ...]:
    """Each claim is a side, with what is said for it; what is said against one of them follows."""
    sides = []
    for claim in claims:
        if carried := compared.quotations(claim, *SUPPORTING):
            label = compared.claims[claim].text
            sides.append(Side(label=label, tone="carries", stance=_usual(carried), quotations=carried))
        for stance, label in AGAINST[1:]:
            if against := compared.quotations(claim, stance):
                tone = "plain" if stance == "declines" else "challenges"
                text = f"{label}: {compared.claims[claim].text}"
                sides.append(Side(label=text, tone=tone, stance=stance, quotations=against))
    return tuple(sides)


def _usual(quotations: tuple[QuotationView, ...]) -> str:
    """The stance that most of one side's quotations take."""
    stances = [each.stance for each in quotations]
    return max(dict.fromkeys(stances), key=lambda stance: (stances.count(stance), words.GRAVEST.index(stance)))
