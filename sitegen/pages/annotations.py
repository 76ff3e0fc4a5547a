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
    """`annotations.json` beside the article's page. Selectors count Unicode code points in the reading text.

    The JSON is put together here: to build a tree of dicts that is written once would take most of the time.
    """
    path = f"{urls.article_url(compared.story.id, article.id)}annotations.json"
    items = ", ".join([_annotation(compared, article, each, base_url) for each in article.mentions if each.spans])
    page = (
        f'{{"@context": "http://www.w3.org/ns/anno.jsonld", "id": {quoted(base_url + path)}, "type": "AnnotationPage",'
        f' "items": [{items}]}}\n'
    )
    return File(path=path, data=page.encode())


def _annotation(compared: Compared, article: Article, mention: Mention, base_url: str) -> str:
    story = compared.story.id
    source = quoted(article.source.url or base_url + urls.article_url(story, article.id))
    targets = [
        f'{{"source": {source}, "selector": [{_selectors(article, span, compared.shown[article.id])}]}}'
        for span in mention.spans
    ]
    return (
        f'{{"id": {quoted(base_url + urls.mention_url(story, article.id, mention.id))}, "type": "Annotation",'
        f' "motivation": "{PURPOSES.get(mention.stance, "assessing")}", "body": [{{"type": "SpecificResource",'
        f' "source": {quoted(base_url + urls.claim_url(story, mention.claim))}}}, {{"type": "TextualBody",'
        f' "value": "{mention.stance}", "purpose": "tagging"}}],'
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
