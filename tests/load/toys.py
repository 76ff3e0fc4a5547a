"""Small stories as texts, and what reading them gives."""

from collections.abc import Iterable, Mapping

from sitegen.load.anchoring import Misplaced, place
from sitegen.load.markdown import reading
from sitegen.load.settings import register
from sitegen.load.story import story
from sitegen.load.texts import StoryTexts
from sitegen.model.article import Article
from sitegen.model.problem import Problem
from sitegen.model.site import Settings
from sitegen.model.story import Story
from sitegen.model.text import Body

FOLDER = "content/stories/flood"
SOURCE = "{outlet: Herald, url: 'https://herald.example/1', published: 2031-05-13}"
FLOOD = """\
---
title: The flood
claims:
  bridge-closed: {text: The bridge is closed}
---
"""


def body(*paragraphs: str) -> Body:
    return reading("\n\n".join(paragraphs)).body


def marked(quote: str, text: Body | str, occurrence: int | None = None, after: str = "") -> str:
    """The text with ⟦…⟧ around the words that were found; or the code of what is wrong."""
    read = body(text) if isinstance(text, str) else text
    found = place(quote, read, occurrence, after)
    if isinstance(found, Misplaced):
        return found.code
    shown = read.text
    for span in reversed(found):
        shown = f"{shown[: span.start]}⟦{shown[span.start : span.end]}⟧{shown[span.end :]}"
    return shown


def article(front: str = "", text: str = "", *, source: str = SOURCE, title: str = "A title") -> str:
    """An article file whose `front` lines begin at line 4."""
    return f"---\ntitle: {title}\nsource: {source}\n{front}---\n\n{text}\n"


def flood(
    articles: Mapping[str, str] | str,
    *,
    own: str = FLOOD,
    outlets: str = "",
    people: str = "",
    assets: tuple[str, ...] = (),
    settings: Settings | None = None,
) -> tuple[Story | None, tuple[Problem, ...]]:
    """Read a story; a single text is the article `herald`."""
    known, problems = register(
        ("content/outlets.yml", outlets) if outlets else ("", ""),
        ("content/people.yml", people) if people else ("", ""),
    )
    files = {"herald": articles} if isinstance(articles, str) else articles
    texts = StoryTexts(
        "flood",
        FOLDER,
        (f"{FOLDER}/story.md", own) if own else ("", ""),
        tuple((f"{FOLDER}/{name}.md", text) for name, text in sorted(files.items())),
        assets,
        unread=(),
        digest="",
    )
    found, more, _ = story(texts, known, settings or Settings())
    return found, problems + more


def good(articles: Mapping[str, str] | str, **more: object) -> Story:
    """The story of texts that have no mistake."""
    found, problems = flood(articles, **more)  # type: ignore[arg-type]
    assert found is not None
    assert not problems, problems
    return found


def alone(text: str, **more: object) -> Article:
    """The only article of a story without mistakes."""
    (found,) = good(text, **more).articles
    return found


def said(problems: Iterable[Problem]) -> list[str]:
    """`herald.md:4:3 unknown-claim: the sentence | the hint`, a `?` behind the code of a warning."""
    rows = []
    for problem in problems:
        origin = problem.origin
        grave = "?" if problem.severity == "warning" else ""
        hint = f" | {problem.hint}" if problem.hint else ""
        name = origin.path.rsplit("/", 1)[-1]
        rows.append(f"{name}:{origin.line}:{origin.column} {problem.code}{grave}: {problem.message}{hint}")
    return rows


def codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]
