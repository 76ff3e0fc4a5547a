"""A bundle as a project of sitegen."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bundles import Article, Bundle, Claim, Mention, Story

PLAIN = re.compile(r"[A-Za-z0-9“][\w ,.?“”’:/-]*")
SETTINGS = {
    "title": "Who said what",
    "tagline": "One story, every source, the exact words",
    "language": "en",
    "base_url": "https://example.org/",
    "publisher": {"name": "Example Desk", "url": "https://example.org"},
    "contact": "mailto:corrections@example.org",
    "rights": "full",
    "social_cards": "none",  # no other program that is measured draws any
}


def write_project(bundle: Bundle, project: Path) -> None:
    """Write `content/` into `project`, in the way in which people write it: block YAML, plain scalars."""
    content = project / "content"
    outlets = {
        each.id: {"name": each.name, "url": f"https://{each.id}.example.org", "kind": each.kind}
        for each in bundle.outlets
    }
    people = {
        each.id: {"name": each.name, "affiliation": each.affiliation, "named": each.named} for each in bundle.people
    }
    content.mkdir(parents=True)
    for name, value in (("site", SETTINGS), ("outlets", outlets), ("people", people)):
        (content / f"{name}.yml").write_text(_yaml(value), encoding="utf-8")
    for story in bundle.stories:
        folder = content / "stories" / story.id
        folder.mkdir(parents=True)
        (folder / "story.md").write_text(_document(_story(story), ""), encoding="utf-8")
        for article in story.articles:
            text = _document(_article(article, story), article.body)
            (folder / f"{article.id}.md").write_text(text, encoding="utf-8")


def _story(story: Story) -> dict[str, Any]:
    return {
        "title": story.title,
        "date": str(story.day),
        "question": story.question,
        "summary": story.summary,
        "claims": {claim.id: _claim(claim) for claim in story.claims},
        "disputes": [{"id": "main", "question": story.question, "claims": [each.id for each in story.claims[-2:]]}],
        "utterances": {
            "sentence": {"speaker": story.speaker, "when": str(story.day), "official": {"text": f"{story.utterance}."}}
        },
        "timeline": [
            {"when": str(story.day), "what": claim.text, "claims": [claim.id], "from": [story.articles[0].id]}
            for claim in story.claims[:3]
        ],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    conflicts = [claim.conflicts_with] if claim.conflicts_with else []
    return {"text": claim.text, "kind": claim.kind, "speaker": claim.speaker, "conflicts_with": conflicts}


def _article(article: Article, story: Story) -> dict[str, Any]:
    source: dict[str, Any] = {
        "outlet": article.id,
        "url": f"https://{article.id}.example.org/{story.id}",
        "published": str(article.published),
    }
    if article.origin:
        source |= {"derivation": "copy", "origin": [article.origin], "credit": "in-text"}
    disputing = ("denies", "declines", "contradicts")
    return {
        "title": article.title,
        "lang": "" if story.lang == SETTINGS["language"] else story.lang,
        "source": source,
        "claims": [_mention(each) for each in article.mentions if each.stance not in disputing],
        "disputes": [_mention(each) for each in article.mentions if each.stance in disputing],
        "changes": [
            {"from": each.source, "before": each.before, "after": each.after, "kind": each.kind, "weight": "low"}
            for each in article.changes
        ],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "claim": mention.claim,
        "stance": mention.stance,
        "by": mention.by,
        "via": mention.via,
        "quote": mention.quote,
        "hedge": mention.hedge,
        "utterance": mention.utterance,
        "as": mention.wording,
    }


def _document(front: dict[str, Any], body: str) -> str:
    return f"---\n{_yaml(front)}---\n\n{body}"


def _yaml(value: dict[str, Any]) -> str:
    return "".join(f"{line}\n" for line in _lines(value))


def _lines(value: Any) -> Iterator[str]:
    """The lines of a mapping or a list; what is empty is left out."""
    if isinstance(value, list):
        for item in value:
            first, *rest = _lines(item) if isinstance(item, dict) else [_scalar(item)]
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
        return
    for key, item in value.items():
        if isinstance(item, dict | list) and item:
            yield f"{key}:"
            yield from (f"  {line}" for line in _lines(item))
        elif item not in ("", [], {}):
            yield f"{key}: {_scalar(item)}"


def _scalar(value: str | bool) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    plain = PLAIN.fullmatch(value) and ": " not in value and not value.endswith(":")
    return value if plain else json.dumps(value, ensure_ascii=False)
