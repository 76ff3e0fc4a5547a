"""What a rewrite changed, word by word."""

from sitegen.compare.alignment import runs
from sitegen.model.story import Story
from sitegen.model.wording import Rewording


def rewordings(story: Story) -> tuple[Rewording, ...]:
    """One for every change that has both versions of the words."""
    return tuple(
        [
            Rewording(article=article.id, number=number, runs=runs(change.before, change.after))
            for article in story.articles
            for number, change in enumerate(article.changes, start=1)
            if change.before and change.after
        ]
    )
