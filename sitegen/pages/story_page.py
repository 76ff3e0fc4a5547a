"""The comparison page of a story, and its line in lists."""

from collections import Counter
from collections.abc import Iterable

from sitegen.model.article import Article
from sitegen.model.comparison import Occurrence
from sitegen.model.story import Utterance
from sitegen.model.story_view import ArticleCard, CorrectionView, EventView, OnlyHere, StoryView
from sitegen.model.terms import STATUSES
from sitegen.model.views import Link, StoryLine
from sitegen.model.wording_view import HeadlineView
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.derivation import derivation
from sitegen.pages.disagreements import disagreements
from sitegen.pages.frame import contact_link
from sitegen.pages.language import direction
from sitegen.pages.links import body_links
from sitegen.pages.marks import plain_html
from sitegen.pages.matrix import claim_row, matrix
from sitegen.pages.passages import passages_view
from sitegen.pages.strap import strap
from sitegen.pages.travelled import travelled
from sitegen.pages.wordings import changes, headlines, utterances


def story_view(compared: Compared, language: str) -> StoryView:
    """`language` is the site's, in which most readers read."""
    story = compared.story
    url = urls.story_url(story.id)
    rulings = [claim.id for claim in story.claims if claim.ruling]
    table = matrix(compared)
    heads = headlines(compared, {each.article: group.number for group in table.groups for each in group.columns})
    return StoryView(
        title=story.title,
        question=story.question,
        summary=story.summary,
        place=story.place,
        date=words.when(story.date),
        updated=words.maybe_when(story.updated),
        url=url,
        strap=strap(compared),
        note=plain_html(story.note, body_links(story, story.note, url)),
        disagreements=disagreements(compared, language),
        matrix=table,
        travelled=travelled(compared, table.groups),
        utterances=utterances(compared),
        changes=changes(compared),
        passages=passages_view(compared),
        timeline=tuple(_event(compared, each) for each in compared.comparison.timeline),
        only_here=tuple(only_here(compared, article) for article in story.articles),
        articles=tuple(
            article_card(compared, compared.articles[each.article], heads[each.article])
            for group in table.groups
            for each in group.columns
        ),
        editors=story.editors,
        method=story.method,
        contact=contact_link(story.contact),
        corrections=tuple(CorrectionView(date=words.when(each.date), text=each.text) for each in story.corrections),
        rules=_rules(compared),
        rulings=tuple(claim_row(compared, claim) for claim in rulings),
    )


def story_line(compared: Compared) -> StoryLine:
    story = compared.story
    outlets = dict.fromkeys(article.source.outlet for article in story.articles)
    return StoryLine(
        title=story.title,
        url=urls.story_url(story.id),
        question=story.question,
        summary=story.summary,
        date=words.when(story.date),
        place=story.place,
        strap=strap(compared),
        outlets=tuple(compared.outlet_link(outlet) for outlet in outlets),
        articles=len(story.articles),
        claims=len(story.claims),
        statuses=status_counts(finding.status for finding in compared.comparison.findings),
        draft=story.draft,
        embargo=story.embargo is not None,
    )


def status_counts(statuses: Iterable[str]) -> tuple[tuple[str, str, int], ...]:
    """(term, label, count), the gravest first."""
    counts = Counter(statuses)
    return tuple((term, words.STATUSES[term], counts[term]) for term in STATUSES if counts[term])


def only_here(compared: Compared, article: Article) -> OnlyHere:
    """What one article alone carries; what it leaves out though at least half of the others have it."""
    return compared.once(("only here", article.id), lambda: _only_here(compared, article))


def _only_here(compared: Compared, article: Article) -> OnlyHere:
    only, omits = [], []
    for finding in compared.comparison.findings:
        carriers = compared.carriers[finding.claim]
        if carriers == [article.id] and len(compared.articles) > 1:
            only.append(compared.claim_link(finding.claim))
        elif article.id not in carriers and 2 * len(carriers) >= len(compared.articles) - 1 and len(carriers) > 1:
            omits.append((compared.claim_link(finding.claim), len(carriers)))
    omits.sort(key=lambda pair: -pair[1])
    return OnlyHere(
        article=compared.headline_link(article.id),
        outlet=compared.publisher(article.id),
        only=tuple(only),
        omits=tuple(omits),
    )


def article_card(compared: Compared, article: Article, headline: HeadlineView) -> ArticleCard:
    source = article.source
    return ArticleCard(
        outlet=compared.outlet_link(source.outlet),
        article=compared.headline_link(article.id),
        headline=headline,
        lang=article.lang,
        direction=direction(article.lang),
        published=words.when(source.published),
        byline=words.listed(source.byline),
        derivation=derivation(compared, article),
        origin=tuple(compared.outlet_link(outlet) for outlet in source.origin if outlet != source.outlet),
        original=source.url,
        archived=source.archived,
        publication=source.status,
        publication_note=source.status_note,
        mentions=len(article.mentions),
        draft=article.draft,
        embargo=article.embargo is not None,
    )


def _event(compared: Compared, row: Occurrence) -> EventView:
    story = compared.story
    utterances = [each for each in story.utterances if each.id in row.utterances]
    wordings = tuple(Link(text="the words compared", url=_wording_url(compared, each)) for each in utterances)
    if row.kind == "event":
        event = story.timeline[row.number]
        return EventView(
            when=words.when(event.when),
            what=event.what,
            claims=tuple(compared.claim_link(claim) for claim in event.claims),
            sources=tuple(compared.article_link(article) for article in event.sources),
            wordings=wordings,
            kind=row.kind,
        )
    if row.kind == "said":
        said = utterances[0]
        who = f"{compared.people[said.speaker].name} speaks" if said.speaker else "Something is said"
        what = f"{who}: {said.where}" if said.where else who
        return EventView(when=words.when(row.when), what=what, wordings=wordings, kind=row.kind)
    did = "publishes" if row.kind == "published" else "changes its article"
    return EventView(
        when=words.when(row.when),
        what=f"{compared.publisher(row.article)} {did}",
        sources=(compared.headline_link(row.article),),
        kind=row.kind,
    )


def _wording_url(compared: Compared, utterance: Utterance) -> str:
    return f"{urls.story_url(compared.story.id)}#utterance-{utterance.id}"


def _rules(compared: Compared) -> tuple[str, ...]:
    """How the statuses came about, in plain words, with the numbers of this story."""
    story, findings = compared.story, compared.comparison.findings
    mentions = words.counted(len(story.mentions), "mention")
    articles = words.counted(len(story.articles), "article")
    chains = words.counted(len(compared.comparison.chains), "group")
    claims = words.counted(len(story.claims), "claim")
    single = sum(finding.support == "single-source" for finding in findings)
    narrow = sum(finding.support == "narrowly-sourced" for finding in findings)
    challenged = sum(finding.challenge not in ("none", "not-confirmed") for finding in findings)
    return (
        f"{words.upper_first(mentions)} in {articles} were tied by hand to {claims}, each to the words that carry it.",
        f"Articles that rest on the same reporting are one chain, however many they are. By whose reporting they rest "
        f"on, the {articles} of this story fall into {chains}.",
        f"A claim in one chain is single-source ({single} here). In two or more it is corroborated, unless all of "
        f"them rest on unnamed people of one and the same side: then it is narrowly sourced ({narrow} here).",
        f"A denial makes a claim disputed; an outlet that says otherwise, or a claim that cannot be true beside it, "
        f"makes it contradicted ({challenged} here are challenged). A refusal to comment is shown, but changes "
        "nothing.",
        "No status says true or false. It says who carries a claim, on whose word, and who challenges it.",
    )
