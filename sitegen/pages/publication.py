"""What became of an article at its outlet, where that has to be said first: it was retracted, or taken away."""

from sitegen.model.article import Article
from sitegen.pages.words import upper_first
from sitegen.tongue import Tongue

WITHDRAWN = ("retracted", "removed")


def withdrawal(article: Article, tongue: Tongue) -> str:
    """`retracted` or `removed` in the language of the site; "" for an article that stands."""
    return tongue.sense("article", article.source.status) if article.source.status in WITHDRAWN else ""


def with_withdrawal(title: str, article: Article, tongue: Tongue) -> str:
    """`Retracted. The Herald: The bridge is shut`: for the titles of pages, which are seen without the page."""
    word = withdrawal(article, tongue)
    return f"{upper_first(word)}. {title}" if word else title
