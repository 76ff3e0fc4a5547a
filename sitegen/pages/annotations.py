"""The mentions of an article as a W3C Web Annotation page (https://www.w3.org/TR/annotation-model/)."""

import json

from sitegen.model.article import Article, Mention
from sitegen.model.page import File
from sitegen.pages import urls
from sitegen.pages.compared import Compared
from sitegen.pages.rights import CONTEXT, shown_text

PURPOSES = {"asserts": "identifying", "attributes": "identifying", "hedges": "questioning"}


def annotations(compared: Compared, article: Article, base_url: str) -> File:
    """`annotations.json` beside the article's page. Selectors count Unicode code points in the reading text."""
    url = base_url + urls.article_url(compared.story.id, article.id)
    items = [_annotation(compared, article, each, base_url) for each in article.mentions if each.spans]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{url}annotations.json",
        "type": "AnnotationPage",
        "items": items,
    }
    text = json.dumps(page, ensure_ascii=False) + "\n"
    path = f"{urls.article_url(compared.story.id, article.id)}annotations.json"
    return File(path=path, data=text.encode())


def _annotation(compared: Compared, article: Article, mention: Mention, base_url: str) -> dict[str, object]:
    page = base_url + urls.article_url(compared.story.id, article.id)
    targets = []
    for span in mention.spans:
        around = next(each for each in compared.shown[article.id] if each.start <= span.start < each.end)
        exact = article.body.text[span.start : span.end]
        before = shown_text(article, around, span.start - CONTEXT, span.start)
        after = shown_text(article, around, span.end, span.end + CONTEXT)
        selectors: list[dict[str, object]] = [
            {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": after},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ]
        targets.append({"source": article.source.url or page, "selector": selectors})
    return {
        "id": base_url + urls.mention_url(compared.story.id, article.id, mention.id),
        "type": "Annotation",
        "motivation": PURPOSES.get(mention.stance, "assessing"),
        "body": [
            {"type": "SpecificResource", "source": base_url + urls.claim_url(compared.story.id, mention.claim)},
            {"type": "TextualBody", "value": mention.stance, "purpose": "tagging"},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }
