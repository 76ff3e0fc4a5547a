"""The mentions of an article as a W3C Web Annotation page (https://www.w3.org/TR/annotation-model/)."""

from json.encoder import encode_basestring as quoted

from sitegen.model.article import Article, Mention
from sitegen.model.page import File
from sitegen.model.text import Span
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.rights import CONTEXT, shown_text

PURPOSES = {"asserts": "identifying", "attributes": "identifying", "hedges": "questioning"}


def annotations(compared: Compared, article: Article, base_url: str) -> File:
    """`annotations.json` beside the page of an article with mentions: a page of annotations must not be empty (§5.2).

    Addresses are absolute, or relative to the file itself where the site does not know its own: so JSON-LD reads them.
    Selectors count Unicode code points in the reading text. A quotation with […] has a target for each of its parts,
    a mention without one has the whole article.

    The JSON is put together here: to build a tree of dicts that is written once would take most of the time.
    """
    path = f"{urls.article_url(compared.story.id, article.id)}annotations.json"
    root = base_url or urls.root_of(path)
    page, whole, label = quoted(root + path), quoted(f"{root}{path}#all"), quoted(article.title)
    items = ",\n".join([_annotation(compared, article, each, root) for each in article.mentions])
    data = (
        f'{{"@context": "http://www.w3.org/ns/anno.jsonld", "id": {page}, "type": "AnnotationPage",'
        f' "partOf": {{"id": {whole}, "type": "AnnotationCollection", "label": {label},'
        f' "total": {len(article.mentions)}, "first": {page}}}, "startIndex": 0, "items": [\n{items}\n]}}\n'
    )
    return File(path=path, data=data.encode())


def _annotation(compared: Compared, article: Article, mention: Mention, root: str) -> str:
    story = compared.story.id
    source = quoted(article.source.url or root + urls.article_url(story, article.id))
    targets = [
        f'{{"source": {source}, "selector": [{_selectors(article, span, compared.shown[article.id])}]}}'
        for span in mention.spans
    ] or [source]
    return (
        f'{{"id": {quoted(root + urls.mention_url(story, article.id, mention.id))}, "type": "Annotation",'
        f' "motivation": "{PURPOSES.get(mention.stance, "assessing")}", "body": [{{"type": "SpecificResource",'
        f' "source": {quoted(root + urls.claim_url(story, mention.claim))}}}, {{"type": "TextualBody",'
        f' "value": "{mention.stance}", "purpose": "tagging", "format": "text/plain", "language": "en"}}],'
        f' "target": {targets[0] if len(targets) == 1 else "[" + ", ".join(targets) + "]"}}}'
    )


def _selectors(article: Article, span: Span, shown: tuple[Span, ...]) -> str:
    around = next(each for each in shown if each.start <= span.start < each.end)
    exact = quoted(article.body.text[span.start : span.end])
    before = quoted(shown_text(article, around, span.start - CONTEXT, span.start))
    after = quoted(shown_text(article, around, span.end, span.end + CONTEXT))
    return (
        f'{{"type": "TextQuoteSelector", "exact": {exact}, "prefix": {before}, "suffix": {after}}},'
        f' {{"type": "TextPositionSelector", "start": {span.start}, "end": {span.end}}}'
    )
