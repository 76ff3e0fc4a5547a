"""The door of the room: a story compared."""

from sitegen.compare.chains import story_chains
from sitegen.compare.copies import pairs
from sitegen.compare.findings import findings
from sitegen.compare.headlines import headlines
from sitegen.compare.passages import passages
from sitegen.compare.provenance import provenance
from sitegen.compare.rewordings import rewordings
from sitegen.compare.strap import core_claims, strap
from sitegen.compare.timeline import timeline
from sitegen.compare.wordings import collations
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
        provenance=provenance(story, core_claims(story, found)),
        collations=collations(story),
        rewordings=rewordings(story),
        headlines=headlines(story),
        passages=passages(story.articles),
        pairs=pairs(story.articles),
    )
