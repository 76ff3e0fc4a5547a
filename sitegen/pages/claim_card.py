"""A claim as other sites embed it: both words of its status, why, and one exact quotation of each side."""

from math import ceil

from sitegen.model.terms import CHALLENGING, SUPPORTING
from sitegen.model.views import CardSide, CardView, QuotationView
from sitegen.pages.compared import Compared
from sitegen.pages.marks import escaped
from sitegen.pages.status import status
from sitegen.tongue import ENGLISH, Tongue

LONGEST = 220  # characters of a quotation
CUT = " […]"
STRENGTH = ("asserts", "attributes", "hedges", "contradicts", "denies", "declines")


def card_view(compared: Compared, claim: str, language: str) -> CardView:
    """Of each side the strongest words are shown that are in the readers' `language`, and rather short ones."""
    sides = (("carried", "carries", SUPPORTING), ("challenged", "challenges", CHALLENGING))
    return CardView(
        claim=compared.claim_link(claim),
        story=compared.story_link(),
        status=status(compared, claim),
        sides=tuple(
            _side(compared, label, tone, min(found, key=lambda each: _rank(each, language)))
            for label, tone, stances in sides
            if (found := [each for each in compared.quotations(claim, *stances) if each.quote])
        ),
    )


def snippet(card: CardView, base_url: str, tongue: Tongue = ENGLISH) -> str:
    """The HTML that shows the card elsewhere; "" when nobody knows where this site will be."""
    if not base_url:
        return ""
    title = escaped(tongue.text("Claim: %(claim)s", claim=card.claim.text))
    return (
        f'<iframe src="{escaped(base_url + card.claim.url)}card/" title="{title}" '
        f'width="100%" height="{height(card)}" style="border:0;max-width:700px" loading="lazy"></iframe>'
    )


def height(card: CardView) -> int:
    """Pixels that a card needs at a width of 320, so that it does not scroll on a phone; in steps of 20."""
    text = 24 * ceil(len(card.claim.text) / 28) + 20 * ceil(len(card.status.explanation) / 36)
    sides = sum(
        22 * ceil(len(side.quote) / 34) + 20 * ceil(len(f"{side.outlet}{side.speakers}") / 34) + 30
        for side in card.sides
    )
    return 20 * ceil((text + sides + 170) / 20)


def _rank(quotation: QuotationView, language: str) -> tuple[bool, bool, int, bool]:
    is_foreign = quotation.lang.partition("-")[0] != language.partition("-")[0]
    is_long = len(quotation.quote) > LONGEST
    return quotation.retracted, is_foreign, STRENGTH.index(quotation.stance), is_long


def _side(compared: Compared, label: str, tone: str, quotation: QuotationView) -> CardSide:
    return CardSide(
        label=label,
        tone=tone,
        stance=quotation.stance,
        quote=_short(quotation.quote),
        lang=quotation.lang,
        direction=quotation.direction,
        outlet=quotation.outlet,
        speakers=tuple(
            each.name if each.named else compared.tongue.text("%(name)s (unnamed)", name=each.name)
            for each in quotation.speakers
        ),
    )


def _short(quote: str) -> str:
    """At most LONGEST characters of it, cut between words where there are any."""
    if len(quote) <= LONGEST:
        return quote
    return (quote[: LONGEST + 1].rpartition(" ")[0] or quote[:LONGEST]) + CUT
