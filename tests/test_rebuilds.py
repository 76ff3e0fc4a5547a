"""A build that remembers gives what a build that knows nothing gives, after any sequence of edits."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from sitegen.build import Built, Options, build
from sitegen.memory import Memory

STORIES = ("flood", "fire")
ARTICLES = ("one", "two", "three")
OUTLETS = ("gazette", "courier", "agency")
BODIES = (
    "The dam broke at noon. Officials said nobody was hurt.",
    "The dam broke at dusk. Two officials said three people were hurt.",
    "A relay failed, [a clerk said]{claim=relay by=clerk}, before the dam broke.",
)
QUOTES = ("The dam broke", "the dam broke", "Officials said", "not there at all")
STORY = """---
title: {title}
{draft}claims:
  broke: {{text: The dam broke, kind: event{weight}}}
  hurt: {{text: People were hurt}}
  relay: {{text: A relay failed}}
---

{note}
"""
ARTICLE = """---
title: {title}
{draft}source:
  outlet: {outlet}
  origin: [{origin}]
  derivation: {derivation}
  published: 2031-05-0{day}
  rights: {rights}
claims:
  - claim: {claim}
    by: {by}
    quote: {quote}
---

{body}
"""
stories, articles, outlets = st.sampled_from(STORIES), st.sampled_from(ARTICLES), st.sampled_from(OUTLETS)
words = st.sampled_from(("A dam", "The flood", "Night: a report", "<b>Water</b>", "洪水"))
drafts = st.sampled_from(("", "", "draft: true\n"))


class Edits(RuleBasedStateMachine):
    """A project on disk that somebody edits, and a memory that has seen every state of it."""

    def __init__(self) -> None:
        super().__init__()
        self.project = Path(tempfile.mkdtemp(prefix="sitegen-edits-"))
        self.content = self.project / "content"
        self.content.mkdir()
        self.memories = {drafts: Memory() for drafts in (False, True)}

    def teardown(self) -> None:
        shutil.rmtree(self.project)

    def write(self, path: str, text: str) -> None:
        target = self.project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    @rule(story=stories, title=words, draft=drafts, weight=st.sampled_from(("", ", weight: high", ", wieght: 1")))
    def edit_a_story(self, story: str, title: str, draft: str, weight: str) -> None:
        text = STORY.format(title=f'"{title}"', draft=draft, weight=weight, note=title)
        self.write(f"content/stories/{story}/story.md", text)

    @rule(
        story=stories,
        article=articles,
        outlet=outlets,
        origin=outlets,
        draft=drafts,
        derivation=st.sampled_from(("original", "copy", "paraphrase")),
        rights=st.sampled_from(("full", "excerpt", "quotes-only")),
        claim=st.sampled_from(("broke", "hurt", "relay", "unknown-claim")),
        quote=st.sampled_from(QUOTES),
        body=st.sampled_from(BODIES),
        by=st.sampled_from(("clerk", "mayor", "a source")),
        title=words,
        day=st.integers(1, 9),
    )
    def edit_an_article(self, story: str, article: str, **fields: object) -> None:
        fields["title"] = f'"{fields["title"]}"'
        self.write(f"content/stories/{story}/{article}.md", ARTICLE.format(**fields))

    @rule(story=stories, article=articles)
    def delete_an_article(self, story: str, article: str) -> None:
        (self.content / "stories" / story / f"{article}.md").unlink(missing_ok=True)

    @rule(story=stories)
    def delete_a_story_file(self, story: str) -> None:
        (self.content / "stories" / story / "story.md").unlink(missing_ok=True)

    @rule(story=stories, name=st.sampled_from(("storm", "fire", "flood")))
    def rename_a_story(self, story: str, name: str) -> None:
        old, new = self.content / "stories" / story, self.content / "stories" / name
        if old.is_dir() and not new.exists():
            old.rename(new)

    @rule(name=words, kind=st.sampled_from(("newspaper", "agency", "")))
    def edit_the_outlets(self, name: str, kind: str) -> None:
        entries = "".join(f'{outlet}:\n  name: "{name} {outlet}"\n  kind: {kind}\n' for outlet in OUTLETS)
        self.write("content/outlets.yml", entries)

    @rule(named=st.sampled_from(("true", "false", "perhaps")), affiliation=words)
    def edit_the_people(self, named: str, affiliation: str) -> None:
        self.write("content/people.yml", f'clerk:\n  name: A clerk\n  named: {named}\n  affiliation: "{affiliation}"\n')

    @rule(title=words, rights=st.sampled_from(("full", "quotes-only")), language=st.sampled_from(("en", "ar")))
    def edit_the_settings(self, title: str, rights: str, language: str) -> None:
        self.write("content/site.yml", f'title: "{title}"\nrights: {rights}\nlanguage: {language}\ntheme: default\n')

    @rule(title=words, draft=drafts)
    def edit_a_plain_page(self, title: str, draft: str) -> None:
        self.write("content/pages/about.md", f'---\ntitle: "{title}"\n{draft}---\n\nAbout *us*.\n')

    @rule(block=st.sampled_from(("{{ view.title }}", "{{ view.question }}!", "{{ view.nothing }}", "{% broken")))
    def override_a_template(self, block: str) -> None:
        text = '{% extends "default/story.html" %}{% block main %}' + block + "{% endblock %}"
        self.write("themes/default/templates/story.html", text)

    @rule(colour=st.sampled_from(("red", "blue")))
    def edit_the_style(self, colour: str) -> None:
        self.write("themes/default/static/site.css", f":root {{ --ink: {colour} }}")

    @rule()
    def remove_the_theme(self) -> None:
        shutil.rmtree(self.project / "themes", ignore_errors=True)

    @invariant()
    def what_is_remembered_changes_nothing(self) -> None:
        for with_drafts, memory in self.memories.items():
            warm = build(self.project, Options(drafts=with_drafts), memory)
            cold = build(self.project, Options(drafts=with_drafts), Memory())
            assert difference(warm, cold) == ""


def difference(warm: Built, cold: Built) -> str:
    """The first thing in which two builds differ, or ""."""
    if warm.problems != cold.problems:
        return f"problems: {set(warm.problems) ^ set(cold.problems)}"
    if list(warm.files) != list(cold.files):
        return f"files: {set(warm.files) ^ set(cold.files)}"
    other = [path for path, data in warm.files.items() if cold.files[path] != data]
    if other:
        return f"bytes of {other[0]}"
    return "" if warm.records == cold.records else "search records"


Edits.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # each step is two builds: making a failure smaller would take minutes
    suppress_health_check=list(HealthCheck),
)
TestRebuilds = Edits.TestCase
