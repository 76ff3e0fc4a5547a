"""The pictures of a story and of its claims that social networks show beside a link."""

from sitegen.model.comparison import Finding
from sitegen.model.page import Picture
from sitegen.model.site import Settings
from sitegen.model.terms import CHALLENGING, SUPPORTING
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.status import status
from sitegen.pages.strap import strap


def social_cards(compared: Compared, settings: Settings) -> tuple[Picture, ...]:
    """As many as the site wants; none where it does not know its address, for networks need the whole one."""
    if not settings.base_url or settings.social_cards == "none":
        return ()
    story = _story_card(compared, settings.title)
    if settings.social_cards == "stories":
        return (story,)
    return (story, *(_claim_card(compared, each, settings.title) for each in compared.comparison.findings))


def _story_card(compared: Compared, site: str) -> Picture:
    """What the strap counts is drawn: who carries the main claim, in its chains, and who challenges it."""
    main = compared.comparison.findings[:1]
    return Picture(
        path=urls.story_picture_url(compared.story.id),
        site=site,
        title=compared.story.title,
        facts=tuple(part.text for part in strap(compared)),
        chains=_chains(compared, main[0]) if main else (),
        against=_against(compared, main[0]) if main else (),
    )


def _claim_card(compared: Compared, finding: Finding, site: str) -> Picture:
    claim = compared.claims[finding.claim]
    shown = status(compared, claim.id)
    articles = compared.tongue.plural("%(num)s article", "%(num)s articles", len(finding.articles))
    chains = compared.tongue.plural("%(num)s reporting chain", "%(num)s reporting chains", len(finding.chains))
    return Picture(
        path=urls.claim_picture_url(compared.story.id, claim.id),
        site=site,
        title=claim.text,
        above=compared.story.title,
        word=shown.word,
        tone=shown.tone,
        facts=(articles, chains) if finding.articles else (),
        chains=_chains(compared, finding),
        against=_against(compared, finding),
    )


def _chains(compared: Compared, finding: Finding) -> tuple[tuple[str, ...], ...]:
    """The stance of each article that carries the claim, by its chain."""
    return tuple(
        tuple(_stance(compared, finding.claim, each, SUPPORTING) for each in compared.in_order(chain.members))
        for chain in finding.chains
    )


def _against(compared: Compared, finding: Finding) -> tuple[str, ...]:
    """The stance of each article that carries something against the claim."""
    found = (_stance(compared, finding.claim, article, CHALLENGING) for article in compared.articles)
    return tuple(stance for stance in found if stance)


def _stance(compared: Compared, claim: str, article: str, stances: tuple[str, ...]) -> str:
    """The strongest of the stances that an article takes to a claim, "" for none; `stances` are the strongest first."""
    taken = {each.stance for each in compared.by_claim[claim] if each.article == article}
    return next((each for each in stances if each in taken), "")
