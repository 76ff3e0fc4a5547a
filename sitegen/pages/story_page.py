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
from sitegen.pages.words import noted
from sitegen.tongue import ENGLISH, Tongue


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
        date=words.when(story.date, compared.tongue),
        updated=words.maybe_when(story.updated, compared.tongue),
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
        corrections=tuple(
            CorrectionView(date=words.when(each.date, compared.tongue), text=each.text) for each in story.corrections
        ),
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
        date=words.when(story.date, compared.tongue),
        place=story.place,
        strap=strap(compared),
        outlets=tuple(compared.outlet_link(outlet) for outlet in outlets),
        articles=len(story.articles),
        claims=len(story.claims),
        statuses=status_counts((finding.status for finding in compared.comparison.findings), compared.tongue),
        draft=story.draft,
        embargo=story.embargo is not None,
    )


def status_counts(statuses: Iterable[str], tongue: Tongue = ENGLISH) -> tuple[tuple[str, str, int], ...]:
    """(term, label, count), the gravest first."""
    counts = Counter(statuses)
    return tuple((term, tongue.text(words.STATUSES[term]), counts[term]) for term in STATUSES if counts[term])


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
        published=words.when(source.published, compared.tongue),
        byline=words.listed(source.byline, tongue=compared.tongue),
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
    story, tongue = compared.story, compared.tongue
    utterances = [each for each in story.utterances if each.id in row.utterances]
    wordings = tuple(
        Link(text=tongue.text("the words compared"), url=_wording_url(compared, each)) for each in utterances
    )
    if row.kind == "event":
        event = story.timeline[row.number]
        return EventView(
            when=words.when(event.when, tongue),
            what=event.what,
            claims=tuple(compared.claim_link(claim) for claim in event.claims),
            sources=tuple(compared.article_link(article) for article in event.sources),
            wordings=wordings,
            kind=row.kind,
        )
    if row.kind == "said":
        said = utterances[0]
        what = tongue.text("Something is said")
        if said.speaker:
            what = tongue.text("%(person)s speaks", person=compared.people[said.speaker].name)
        if said.where:
            what = tongue.text("%(event)s: %(place)s", event=what, place=said.where)
        return EventView(when=words.when(row.when, tongue), what=what, wordings=wordings, kind=row.kind)
    did = noted("%(outlet)s publishes") if row.kind == "published" else noted("%(outlet)s changes its article")
    return EventView(
        when=words.when(row.when, tongue),
        what=tongue.text(did, outlet=compared.publisher(row.article)),
        sources=(compared.headline_link(row.article),),
        kind=row.kind,
    )


def _wording_url(compared: Compared, utterance: Utterance) -> str:
    return f"{urls.story_url(compared.story.id)}#utterance-{utterance.id}"


def _rules(compared: Compared) -> tuple[str, ...]:
    """How the statuses came about, in plain words, with the numbers of this story."""
    story, findings, tongue = compared.story, compared.comparison.findings, compared.tongue
    single = sum(finding.support == "single-source" for finding in findings)
    narrow = sum(finding.support == "narrowly-sourced" for finding in findings)
    challenged = sum(finding.challenge not in ("none", "not-confirmed") for finding in findings)
    tied = tongue.text(
        "%(mentions)s %(articles)s were tied by hand %(claims)s, each to the words that carry it.",
        mentions=tongue.plural("%(num)s mention", "%(num)s mentions", len(story.mentions)),
        articles=tongue.plural("in %(num)s article", "in %(num)s articles", len(story.articles)),
        claims=tongue.plural("to %(num)s claim", "to %(num)s claims", len(story.claims)),
    )
    return (
        words.upper_first(tied),
        tongue.text(
            "Articles that rest on the same reporting are one chain, however many they are. %(fall)s %(groups)s.",
            fall=tongue.plural(
                "By whose reporting they rest on, the %(num)s article of this story fall",
                "By whose reporting they rest on, the %(num)s articles of this story fall",
                len(story.articles),
            ),
            groups=tongue.plural("into %(num)s group", "into %(num)s groups", len(compared.comparison.chains)),
        ),
        tongue.text(
            "A claim in one chain is single-source (%(single)s here). In two or more it is corroborated, unless all of "
            "them rest on unnamed people of one and the same side: then it is narrowly sourced (%(narrow)s here).",
            single=single,
            narrow=narrow,
        ),
        tongue.text(
            "A denial makes a claim disputed; an outlet that says otherwise, or a claim that cannot be true beside it, "
            "makes it contradicted (%(challenged)s here are challenged). A refusal to comment is shown, but changes "
            "nothing.",
            challenged=challenged,
        ),
        tongue.text("No status says true or false. It says who carries a claim, on whose word, and who challenges it."),
    )
