"""Whether another story is shown: a claim may say that it is the same as one there, and must not tell of a draft."""

from dataclasses import replace

from sitegen.load.files import story_folder, text_of
from sitegen.load.front_matter import split
from sitegen.load.parts import left_open, usable
from sitegen.load.scan import Scan
from sitegen.load.shapes import StoryShape
from sitegen.model.story import Claim, Story


def stories_named(story: Story) -> tuple[str, ...]:
    """The ids of the other stories that its claims name."""
    return tuple(sorted({_story_of(each) for claim in story.claims for each in claim.same_as} - {""}))


def is_shown(scan: Scan, story: str, now: str, *, drafts: bool, embargoed: bool) -> bool:
    """Whether there is such a story, and it is not held back as a whole. What cannot be read counts as held back."""
    folder, _ = story_folder(scan, story)
    if not folder.story:
        return bool(folder.articles)
    text = text_of(scan, folder.story)
    page, _, problems = split(folder.story, text.text)
    if page is None or text.problems or problems or left_open(page, ("draft",), ("embargo",)):
        return False
    found = usable(page, StoryShape, ("claims", "utterances", "disputes", "timeline", "corrections"))
    if found.shape is None or found.lost:
        return False
    ends = found.shape.embargo
    return (drafts or not found.shape.draft) and (embargoed or ends is None or ends.instant <= now)


def without_names_of(story: Story, hidden: frozenset[str]) -> Story:
    """The story whose claims do not name these stories."""
    if not hidden:
        return story
    return replace(story, claims=tuple(_without(claim, hidden) for claim in story.claims))


def _without(claim: Claim, hidden: frozenset[str]) -> Claim:
    same = tuple(each for each in claim.same_as if _story_of(each) not in hidden)
    return claim if same == claim.same_as else replace(claim, same_as=same)


def _story_of(name: str) -> str:
    """The story in `story/claim`; "" for a claim of the same story, and for an address of the web."""
    return name.partition("/")[0] if "/" in name and "://" not in name else ""
