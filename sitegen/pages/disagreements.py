"""Where the outlets, or those they quote, disagree: a card for each dispute, the sides with their exact words."""

from sitegen.model.story import Dispute
from sitegen.model.story_view import Disagreement, Side
from sitegen.model.terms import SUPPORTING
from sitegen.model.views import QuotationView
from sitegen.pages import words
from sitegen.pages.compared import Compared
from sitegen.pages.status import status
from sitegen.pages.words import noted

STRENGTH = ("retracted", "contradicted", "disputed", "not-confirmed", "none")
AGAINST = (
    ("contradicts", noted("says otherwise"), noted("says otherwise: %(claim)s")),
    ("denies", noted("denied"), noted("denied: %(claim)s")),
    ("declines", noted("declined to say"), noted("declined to say: %(claim)s")),
)
FIRST = 2  # quotations of a side that are seen at once


def disagreements(compared: Compared, language: str) -> tuple[Disagreement, ...]:
    """The story's disputes, then every challenged claim that none of them covers; the strongest first.

    Of each side the words that are in the readers' `language` come first.
    """
    covered = {claim for dispute in compared.story.disputes for claim in dispute.claims}
    cards = [_of_dispute(compared, dispute, language) for dispute in compared.story.disputes]
    for finding in compared.comparison.findings:
        if finding.claim not in covered and finding.challenge in ("contradicted", "disputed"):
            claim = compared.claims[finding.claim]
            dispute = Dispute(id=f"claim--{claim.id}", question=claim.text, claims=(claim.id,))
            cards.append(_of_dispute(compared, dispute, language))
    ranked = sorted(cards, key=lambda card: card[0])
    return tuple(card for _, card in ranked)


def _of_dispute(compared: Compared, dispute: Dispute, language: str) -> tuple[int, Disagreement]:
    claims = dispute.claims
    sides = _Sides(compared, language.partition("-")[0])
    if len(claims) == 1:
        sides.of_one(claims[0])
    else:
        sides.of_many(claims)
    challenges = [STRENGTH.index(compared.findings[claim].challenge) for claim in claims]
    strength = min(challenges, default=len(STRENGTH))
    return strength, Disagreement(
        id=dispute.id,
        question=dispute.question,
        note=dispute.note,
        claims=tuple(compared.claim_link(claim) for claim in claims),
        status=status(compared, claims[0]) if len(claims) == 1 else None,
        sides=tuple(sides.found),
    )


class _Sides:
    """The sides of one card, in the order in which they are added; a side without words is none."""

    def __init__(self, compared: Compared, language: str) -> None:
        self.compared, self.language = compared, language
        self.found: list[Side] = []

    def of_one(self, claim: str) -> None:
        """For and against one claim; then the claims it conflicts with."""
        carried = self.compared.quotations(claim, *SUPPORTING)
        text = self.compared.tongue.text
        self.add(text("carried by"), "carries", _usual(carried), carried)
        for stance, label, _ in AGAINST:
            self.against(claim, stance, text(label))
        for rival in self.compared.findings[claim].rivals:
            label = text("instead: %(claim)s", claim=self.compared.claims[rival].text)
            self.add(label, "challenges", "contradicts", self.compared.quotations(rival, *SUPPORTING))

    def of_many(self, claims: tuple[str, ...]) -> None:
        """Each claim is a side, with what is said for it; what is said against one of them follows."""
        for claim in claims:
            text = self.compared.claims[claim].text
            carried = self.compared.quotations(claim, *SUPPORTING)
            self.add(text, "carries", _usual(carried), carried)
            for stance, _, label in AGAINST[1:]:
                self.against(claim, stance, self.compared.tongue.text(label, claim=text))

    def against(self, claim: str, stance: str, label: str) -> None:
        tone = "plain" if stance == "declines" else "challenges"
        self.add(label, tone, stance, self.compared.quotations(claim, stance))

    def add(self, label: str, tone: str, stance: str, quotations: tuple[QuotationView, ...]) -> None:
        """Different words are seen first, those that stand before those withdrawn, the readers' language first."""
        if not quotations:
            return
        first: dict[str, QuotationView] = {}
        for each in sorted(quotations, key=lambda each: (each.retracted, not self.is_readable(each))):
            if len(first) < FIRST:
                first.setdefault(each.quote.lower(), each)
        rest = tuple(each for each in quotations if not any(each is one for one in first.values()))
        self.found.append(Side(label=label, tone=tone, stance=stance, first=tuple(first.values()), rest=rest))

    def is_readable(self, quotation: QuotationView) -> bool:
        return quotation.lang.partition("-")[0] == self.language


def _usual(quotations: tuple[QuotationView, ...]) -> str:
    """The stance that most of one side's quotations take."""
    stances = [each.stance for each in quotations]
    rank = words.GRAVEST.index
    return max(dict.fromkeys(stances), key=lambda stance: (stances.count(stance), rank(stance)), default="asserts")
