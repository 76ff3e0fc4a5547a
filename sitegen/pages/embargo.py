"""Until when a page is held back, as the preview says it."""

from sitegen.model.article import Article
from sitegen.model.story import Story
from sitegen.pages.words import when
from sitegen.tongue import Tongue


def held_until(tongue: Tongue, *parts: Story | Article) -> str:
    """The last end of an embargo of what a page shows; "" if there is none."""
    running = [part.embargo for part in parts if part.embargo is not None]
    return when(max(running, key=lambda each: each.instant), tongue).text if running else ""
