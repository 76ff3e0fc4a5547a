"""Why a claim has the status that it has, in a sentence that an editor may put better."""

from sitegen.compare.history import Turn
from sitegen.model.article import Article
from sitegen.model.story import Story
from sitegen.pages.words import listed

MOST = 3  # names in a sentence


def cause(turn: Turn, story: Story) -> str:
    """`Denied by Ines Taverl in Halyard.` An editor's ruling has its own reason."""
    if turn.claim.ruling:
        return turn.claim.ruling.reason
    names = {each.id: each.name for each in story.outlets}
    articles = {each.id: each for each in story.articles}
    finding = turn.finding

    def publishers(found: tuple[str, ...]) -> str:
        return listed(dict.fromkeys(names[articles[each].source.outlet] for each in found), most=MOST)

    if finding.status == "retracted":
        return f"Withdrawn by {publishers(_retracted(turn.claim.id, story.articles))}."
    if finding.status == "contradicted":
        return _contradicted(turn, story, publishers(_with("contradicts", turn.claim.id, story)))
    if finding.status == "disputed":
        return _denied(turn.claim.id, story, publishers(_with("denies", turn.claim.id, story)))
    if finding.status == "unsupported":
        return "No standing article carries it."
    origins = listed((names[each] for each in finding.origins), most=MOST)
    if finding.status == "single-source":
        return f"Carried by the reporting of {origins} alone."
    if finding.status == "narrowly-sourced":
        return f"Independent reports rest on one side's unnamed sources: {origins}."
    if len(finding.chains) > 1:
        return f"Carried by independent reports: {origins}."
    return f"Carried by {publishers(finding.articles)}."


def _contradicted(turn: Turn, story: Story, publishers: str) -> str:
    if publishers:
        return f"Contradicted by {publishers}."
    texts = {each.id: each.text for each in story.claims}
    return f"In conflict with: {listed((texts[each] for each in turn.finding.rivals), most=MOST)}."


def _denied(claim: str, story: Story, publishers: str) -> str:
    people = {each.id: each.name for each in story.people}
    who = (people[by] for each in story.mentions if (each.claim, each.stance) == (claim, "denies") for by in each.by)
    return f"Denied by {listed(dict.fromkeys(who), most=MOST)} in {publishers}."


def _with(stance: str, claim: str, story: Story) -> tuple[str, ...]:
    """The articles that take a stance towards a claim."""
    return tuple(each.article for each in story.mentions if (each.claim, each.stance) == (claim, stance))


def _retracted(claim: str, articles: tuple[Article, ...]) -> tuple[str, ...]:
    return tuple(
        each.id
        for each in articles
        if each.source.status == "retracted" and any(mention.claim == claim for mention in each.mentions)
    )
