"""A story with its comparison, and everything in it that a page looks up by its id."""

from collections.abc import Callable
from typing import TypeVar, cast

from sitegen.model.article import Article, Mention
from sitegen.model.comparison import Chain, Comparison
from sitegen.model.story import Story
from sitegen.model.views import Link, QuotationView, Speaker
from sitegen.pages import urls, words
from sitegen.pages.language import direction
from sitegen.pages.rights import context, shown

T = TypeVar("T")


class Compared:
    """Holds the look-ups, and what several pages show; whatever it is asked, it answers the same twice."""

    def __init__(self, story: Story, comparison: Comparison) -> None:
        self.story, self.comparison = story, comparison
        self.outlets = {outlet.id: outlet for outlet in story.outlets}
        self.people = {person.id: person for person in story.people}
        self.articles = {article.id: article for article in story.articles}
        self.claims = {claim.id: claim for claim in story.claims}
        self.findings = {finding.claim: finding for finding in comparison.findings}
        self.mentions = {(mention.article, mention.id): mention for mention in story.mentions}
        self.by_claim: dict[str, list[Mention]] = {claim.id: [] for claim in story.claims}
        for mention in story.mentions:
            self.by_claim[mention.claim].append(mention)
        self.shown = {article.id: shown(article) for article in story.articles}
        self._made: dict[tuple[str, str], object] = {}
        self._quotations = {(each.article, each.id): self._quotation(each) for each in story.mentions}

    def once(self, name: tuple[str, str], make: Callable[[], T]) -> T:
        """A value that several pages of the story show, made by the first that asks."""
        if name not in self._made:
            self._made[name] = make()
        return cast(T, self._made[name])

    def outlet_name(self, outlet: str) -> str:
        return self.outlets[outlet].name

    def outlet_link(self, outlet: str) -> Link:
        return Link(text=self.outlets[outlet].name, url=urls.outlet_url(outlet))

    def publisher(self, article: str) -> str:
        """The name of the outlet that an article appeared in."""
        return self.outlet_name(self.articles[article].source.outlet)

    def article_link(self, article: str) -> Link:
        """An article by its outlet's name."""
        return Link(text=self.publisher(article), url=urls.article_url(self.story.id, article))

    def headline_link(self, article: str) -> Link:
        return Link(text=self.articles[article].title, url=urls.article_url(self.story.id, article))

    def claim_link(self, claim: str) -> Link:
        return Link(text=self.claims[claim].text, url=urls.claim_url(self.story.id, claim))

    def story_link(self) -> Link:
        return Link(text=self.story.title, url=urls.story_url(self.story.id))

    def speaker(self, person: str) -> Speaker:
        found = self.people[person]
        role = words.listed(dict.fromkeys(each for each in (found.role, found.affiliation) if each)).replace(
            " and ", ", "
        )
        return Speaker(name=found.name, url=urls.person_url(person), role=role, named=found.named)

    def source_link(self, source: str) -> Link:
        """What a change departs from: an article of the story, or an outlet."""
        return self.article_link(source) if source in self.articles else self.outlet_link(source)

    def about_link(self, about: str) -> Link:
        if about in self.people:
            return Link(text=self.people[about].name, url=urls.person_url(about))
        if about in self.outlets:
            return self.outlet_link(about)
        return Link(text=about)

    def quotation(self, article: str, mention: str) -> QuotationView:
        """By both ids: `a-b` + `c` and `a` + `b-c` spell the same mention id."""
        return self._quotations[article, mention]

    def quotations(self, claim: str, *stances: str) -> tuple[QuotationView, ...]:
        """A claim's mentions of these stances, in the order of the articles."""
        return tuple(self._quotations[each.article, each.id] for each in self.by_claim[claim] if each.stance in stances)

    def chain_of(self, article: str) -> Chain:
        return next(chain for chain in self.comparison.chains if article in chain.members)

    def in_order(self, articles: tuple[str, ...]) -> tuple[str, ...]:
        """Article ids in the order of the story."""
        wanted = frozenset(articles)
        return tuple(each for each in self.articles if each in wanted)

    def via(self, article: Article, mention: Mention) -> tuple[Link, ...]:
        """Whose reporting a mention rests on, if not the outlet's own."""
        if set(mention.via) == {article.source.outlet}:
            return ()
        return tuple(self.outlet_link(outlet) for outlet in mention.via)

    def _quotation(self, mention: Mention) -> QuotationView:
        article = self.articles[mention.article]
        before, quote, after = context(article, mention)
        return QuotationView(
            id=mention.id,
            url=urls.mention_url(self.story.id, article.id, mention.id),
            stance=mention.stance,
            claim=self.claim_link(mention.claim),
            outlet=self.publisher(article.id),
            article=self.headline_link(article.id),
            speakers=tuple(self.speaker(person) for person in mention.by),
            via=self.via(article, mention),
            before=before,
            quote=quote,
            after=after,
            hedge=mention.hedge,
            value=mention.value,
            wording=words.WORDINGS.get(mention.wording or "", ""),
            note=mention.note,
            lang=article.lang,
            direction=direction(article.lang),
            original=urls.text_fragment(article.source.url, quote.split(" […] ")[0]),
            retracted=article.source.status == "retracted",
        )
