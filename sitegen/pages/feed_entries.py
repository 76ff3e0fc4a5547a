"""What feeds say of a story, its articles and its claims: titles, our own words, and dates that the content has."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sitegen.model.article import Article
from sitegen.model.feed import FeedEntry
from sitegen.model.moment import Moment
from sitegen.pages import urls, words
from sitegen.pages.compared import Compared
from sitegen.pages.derivation import derivation
from sitegen.pages.feed_ids import entry_id
from sitegen.pages.strap import strap


def newest_first(entries: Iterable[FeedEntry]) -> list[FeedEntry]:
    return sorted(sorted(entries, key=lambda each: each.id), key=lambda each: each.updated, reverse=True)


def latest(entries: Iterable[FeedEntry]) -> str:
    """The instant of the newest of them, or ""."""
    return max((each.updated for each in entries), default="")


def story_entry(compared: Compared) -> tuple[FeedEntry, ...]:
    """The story as one entry; none where no date is known."""
    story = compared.story
    own = (story.updated,) if story.updated and story.updated.stamp else ()
    of_articles = (
        each
        for source in (article.source for article in story.articles)
        for each in (source.published, source.updated, source.status_date)
    )
    others = (*of_articles, *(each.date for each in story.corrections), *(each.date for each in story.history))
    updated = _latest(own) or _latest(filter(_is_exact, others)) or _latest((story.date,))
    if not updated:
        return ()
    facts = " · ".join(part.text for part in strap(compared))
    statuses = dict.fromkeys(finding.status for finding in compared.comparison.findings)
    entry = FeedEntry(
        id=compared.first_name(entry_id(story.id)),
        url=urls.story_url(story.id),
        title=story.title,
        summary=" ".join(_sentence(each) for each in (facts, story.summary or story.question) if each),
        updated=updated,
        published=_published(story.date, updated),
        tags=tuple(compared.tongue.text(words.STATUSES[each]) for each in statuses),
    )
    return (entry,)


def article_entry(compared: Compared, article: Article) -> tuple[FeedEntry, ...]:
    """An article as one entry; none where neither its date nor that of its reading is known."""
    return compared.once(("feed entry", article.id), lambda: _article_entry(compared, article))


def _article_entry(compared: Compared, article: Article) -> tuple[FeedEntry, ...]:
    source, story, tongue = article.source, compared.story, compared.tongue
    dates = (source.published, source.updated, source.status_date)
    updated = _latest(filter(_is_exact, dates)) or _latest(dates) or _latest((source.retrieved,))
    if not updated:
        return ()
    outlet = compared.outlets[source.outlet]
    sentences = [
        words.upper_first(derivation(compared, article)),
        tongue.plural(
            "In the story “%(story)s”, with %(num)s marked passage",
            "In the story “%(story)s”, with %(num)s marked passages",
            len(article.mentions),
            story=story.title,
        ),
    ]
    if source.status != "published":
        sentences.append(
            words.upper_first(f"{tongue.sense('article', source.status)}: {source.status_note}".removesuffix(": "))
        )
    entry = FeedEntry(
        id=compared.first_name(entry_id(story.id, article.id)),
        url=urls.article_url(story.id, article.id),
        title=article.title,
        summary=" ".join(map(_sentence, sentences)),
        updated=updated,
        published=_published(source.published, updated),
        author=outlet.name,
        author_url=outlet.url,
        original=source.url,
        lang=article.lang,
        tags=(story.title,),
    )
    return (entry,)


def change_entries(compared: Compared) -> Iterator[FeedEntry]:
    """A change of status each, numbered by its place in the history of its claim; a first status is no change."""
    story = compared.story
    numbers: Counter[str] = Counter()
    for step in story.history:
        numbers[step.claim] += 1
        if not step.before:
            continue
        claim = compared.claims[step.claim]
        before, after = (compared.tongue.text(words.STATUSES.get(each, each)) for each in (step.before, step.after))
        yield FeedEntry(
            id=compared.first_name(entry_id(story.id, "claims", step.claim, str(numbers[step.claim]))),
            url=f"{urls.claim_url(story.id, step.claim)}#history",
            title=f"{claim.text}: {before} → {after}",
            summary=" ".join(each for each in (step.cause, f"({step.by})" if step.by else "") if each),
            updated=step.date.instant,
            published=step.date.instant,
            tags=(story.title, after),
        )


def _sentence(text: str) -> str:
    return text if text[-1] in ".!?…" else f"{text}."


def _latest(dates: Iterable[Moment | None]) -> str:
    return max((each.instant for each in dates if each and each.stamp), default="")


def _is_exact(date: Moment | None) -> bool:
    return date is not None and date.precision in ("day", "minute")


def _published(date: Moment, updated: str) -> str:
    """When it was published, as far as that is certain; nothing is published after it was updated."""
    return date.instant if _is_exact(date) and date.instant <= updated else ""
