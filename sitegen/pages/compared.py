"""A story with its comparison, and everything in it that a page looks up by its id."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast

from sitegen.model.article import Article, Mention
from sitegen.model.comparison import Chain, Comparison
from sitegen.model.redirects import first_name
from sitegen.model.site import Person
from sitegen.model.story import Story
from sitegen.model.terms import OMITS
from sitegen.model.views import Link, QuotationView, Speaker
from sitegen.pages import urls, words
from sitegen.pages.language import direction
from sitegen.pages.rights import context, shown
from sitegen.tongue import ENGLISH, Tongue

T = TypeVar("T")
NOWHERE: Mapping[str, str] = MappingProxyType({})  # nothing has moved


class Compared:
    """Holds the look-ups, the words, and what several pages show; whatever it is asked, it answers the same twice."""

    def __init__(
        self, story: Story, comparison: Comparison, tongue: Tongue = ENGLISH, former: Mapping[str, str] = NOWHERE
    ) -> None:
        """`former` are the redirects that lead to pages of the story: new addresses by old ones."""
        self._former = former
        self.story, self.comparison, self.tongue = story, comparison, tongue
        self.outlets = {outlet.id: outlet for outlet in story.outlets}
        self.people = {person.id: person for person in story.people}
        self.articles = {article.id: article for article in story.articles}
        self.claims = {claim.id: claim for claim in story.claims}
        self.findings = {finding.claim: finding for finding in comparison.findings}
        self.carriers = {
            finding.claim: [cell.article for cell in finding.cells if cell.stances != (OMITS,)]
            for finding in comparison.findings
        }
        self.mentions = {(mention.article, mention.id): mention for mention in story.mentions}
        self.by_claim: dict[str, list[Mention]] = {claim.id: [] for claim in story.claims}
        for mention in story.mentions:
            self.by_claim[mention.claim].append(mention)
        self.shown = {article.id: shown(article) for article in story.articles}
        self.publishers = {each.id: self.outlets[each.source.outlet].name for each in story.articles}
        self._made: dict[tuple[str, str], object] = {}
        self._story_link = Link(text=story.title, url=urls.story_url(story.id))
        self._outlet_links = {key: Link(text=each.name, url=urls.outlet_url(key)) for key, each in self.outlets.items()}
        self._article_links = {
            key: Link(text=name, url=urls.article_url(story.id, key)) for key, name in self.publishers.items()
        }
        self._headline_links = {
            key: Link(text=each.title, url=urls.article_url(story.id, key)) for key, each in self.articles.items()
        }
        self._claim_links = {
            key: Link(text=each.text, url=urls.claim_url(story.id, key)) for key, each in self.claims.items()
        }
        self._speakers = {key: _speaker(each, tongue) for key, each in self.people.items()}
        self._quotations = {(each.article, each.id): self._quotation(each) for each in story.mentions}

    def first_name(self, address: str) -> str:
        """What a page of the story, or something on it, was called before it was renamed; without a last slash."""
        return first_name(f"{address}/", self._former).rstrip("/") if self._former else address

    def once(self, name: tuple[str, str], make: Callable[[], T]) -> T:
        """A value that several pages of the story show, made by the first that asks."""
        if name not in self._made:
            self._made[name] = make()
        return cast(T, self._made[name])

    def outlet_name(self, outlet: str) -> str:
        return self.outlets[outlet].name

    def outlet_link(self, outlet: str) -> Link:
        return self._outlet_links[outlet]

    def publisher(self, article: str) -> str:
        """The name of the outlet that an article appeared in."""
        return self.publishers[article]

    def article_link(self, article: str) -> Link:
        """An article by its outlet's name."""
        return self._article_links[article]

    def headline_link(self, article: str) -> Link:
        return self._headline_links[article]

    def claim_link(self, claim: str) -> Link:
        return self._claim_links[claim]

    def story_link(self) -> Link:
        return self._story_link

    def speaker(self, person: str) -> Speaker:
        return self._speakers[person]

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
        found = self._quotations
        return tuple([found[each.article, each.id] for each in self.by_claim[claim] if each.stance in stances])

    def chain_of(self, article: str) -> Chain:
        return next(chain for chain in self.comparison.chains if article in chain.members)

    def in_order(self, articles: tuple[str, ...]) -> tuple[str, ...]:
        """Article ids in the order of the story."""
        if len(articles) < 2:
            return articles
        wanted = frozenset(articles)
        return tuple(each for each in self.articles if each in wanted)

    def via(self, article: Article, mention: Mention) -> tuple[Link, ...]:
        """Whose reporting a mention rests on, if not the outlet's own."""
        own = article.source.outlet
        if mention.via and all(outlet == own for outlet in mention.via):
            return ()
        return tuple([self._outlet_links[outlet] for outlet in mention.via])

    def _quotation(self, mention: Mention) -> QuotationView:
        article = self.articles[mention.article]
        before, quote, after = context(article, mention)
        return QuotationView(
            id=mention.id,
            anchor=urls.quotation_anchor(article.id, mention.id),
            url=urls.mention_url(self.story.id, article.id, mention.id),
            stance=mention.stance,
            claim=self._claim_links[mention.claim],
            outlet=self.publishers[article.id],
            article=self._headline_links[article.id],
            speakers=tuple([self._speakers[person] for person in mention.by]),
            via=self.via(article, mention),
            usual=mention.via == article.source.origin,
            before=before,
            quote=quote,
            after=after,
            hedge=mention.hedge,
            value=mention.value,
            wording=self.tongue.text(words.WORDINGS.get(mention.wording or "", "")),
            note=mention.note,
            lang=article.lang,
            direction=direction(article.lang),
            original=urls.text_fragment(article.source.url, quote.split(" […] ")[0]),
            retracted=article.source.status == "retracted",
        )


def _speaker(person: Person, tongue: Tongue) -> Speaker:
    role = tongue.text(", ").join(dict.fromkeys(each for each in (person.role, person.affiliation) if each))
    return Speaker(name=person.name, url=urls.person_url(person.id), role=role, named=person.named)
