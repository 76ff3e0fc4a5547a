"""What an article was made from, in words."""

from sitegen.model.article import Article
from sitegen.pages import words
from sitegen.pages.compared import Compared


def derivation(compared: Compared, article: Article) -> str:
    """`own reporting`, `copy of CBS News`, `compilation of The New York Times and Reuters`."""
    tongue = compared.tongue
    label = tongue.text(words.DERIVATIONS[article.source.derivation])
    others = [origin for origin in article.source.origin if origin != article.source.outlet]
    if not others:
        return label
    names = words.listed(map(compared.outlet_name, others), tongue=tongue)
    if article.source.derivation == "original":
        return tongue.text("after %(outlets)s", outlets=names)
    return tongue.text("%(kind)s of %(outlets)s", kind=label, outlets=names)
