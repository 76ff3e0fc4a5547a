"""The page of a claim: both axes, every mention with its words, its chains."""

from sitegen.model.story import Claim, Review, Step
from sitegen.model.terms import CHALLENGING, SUPPORTING
from sitegen.model.views import ChainView, ClaimLine, ClaimView, Link, ReviewView, StepView
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.matrix import absent_links
from sitegen.pages.status import TONES, status, status_word
from sitegen.tongue import Tongue


def claim_view(compared: Compared, claim: str, embed: str) -> ClaimView:
    """`embed` is the HTML that shows its card elsewhere."""
    found, finding = compared.claims[claim], compared.findings[claim]
    return ClaimView(
        story=compared.story_link(),
        text=found.text,
        kind=compared.tongue.text(words.KINDS[found.kind]),
        speaker=compared.speaker(found.speaker) if found.speaker else None,
        about=tuple(compared.about_link(about) for about in found.about),
        status=status(compared, claim),
        articles=len(finding.articles),
        chains=tuple(
            ChainView(
                number=number,
                articles=tuple([compared.article_link(each) for each in compared.in_order(chain.members)]),
                origins=tuple([compared.outlet_link(origin) for origin in chain.origins]),
            )
            for number, chain in enumerate(finding.chains, start=1)
        ),
        newsrooms=tuple(compared.outlet_link(origin) for origin in finding.origins),
        voices=tuple(_voice(compared, voice) for voice in finding.voices),
        rivals=tuple(compared.claim_link(rival) for rival in found.conflicts_with),
        same_as=tuple(_same(compared, each) for each in found.same_as),
        carried=compared.quotations(claim, *SUPPORTING),
        challenged=compared.quotations(claim, *CHALLENGING),
        absent=absent_links(compared, finding),
        review=_review(found.review, compared.tongue) if found.review else None,
        card=urls.card_url(compared.story.id, claim),
        embed=embed,
        history=tuple(
            _step(each, found, compared.tongue) for each in reversed(compared.story.history) if each.claim == claim
        ),
    )


def claim_line(compared: Compared, claim: str) -> ClaimLine:
    """The claim in the index of all claims."""
    found, finding = compared.claims[claim], compared.findings[claim]
    return ClaimLine(
        text=found.text,
        url=urls.claim_url(compared.story.id, claim),
        story=compared.story_link(),
        kind=found.kind,
        word=status_word(compared, finding, found),
        status=finding.status,
        tone="plain" if found.ruling else TONES[finding.status],
        articles=len(finding.articles),
        chains=len(finding.chains),
    )


def _voice(compared: Compared, voice: str) -> str:
    if voice.startswith("own:"):
        name = compared.outlet_name(voice.removeprefix("own:"))
        return compared.tongue.text("%(outlet)s, in its own voice", outlet=name)
    return compared.tongue.text("of unknown affiliation") if voice == "unknown" else voice


def _same(compared: Compared, other: str) -> Link:
    if other in compared.claims:
        return compared.claim_link(other)
    return Link(text=other, url=other if other.startswith("https://") else "")


def _step(step: Step, claim: Claim, tongue: Tongue) -> StepView:
    """The reason of the present ruling stands beside the ruling, and is not said a second time."""
    word = tongue.text(words.STATUSES.get(step.after, step.after))
    is_said = claim.ruling is not None and step.cause == claim.ruling.reason
    return StepView(since=words.when(step.date, tongue), word=word, cause="" if is_said else step.cause, by=step.by)


def _review(review: Review, tongue: Tongue) -> ReviewView:
    return ReviewView(
        rating=review.rating,
        explanation=review.explanation,
        url=review.url,
        by=review.by,
        date=words.maybe_when(review.date, tongue),
    )
