"""The door of the room: a story compared."""

from sitegen.compare.chains import story_chains
from sitegen.compare.copies import pairs
from sitegen.compare.findings import findings
from sitegen.compare.passages import passages
from sitegen.compare.strap import strap
from sitegen.compare.timeline import timeline
from sitegen.model.comparison import Comparison
from sitegen.model.story import Story


def comparison(story: Story) -> Comparison:
    """Compare the articles of a story. Its sourcing must be free of circles (see `without_circles`)."""
    found = findings(story)
    return Comparison(
        findings=found,
        chains=story_chains(story.articles),
        strap=strap(story, found),
        timeline=timeline(story),
        passages=passages(story.articles),
        pairs=pairs(story.articles),
    )
