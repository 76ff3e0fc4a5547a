"""How the story page shows wordings and headlines (see `views`)."""

from sitegen.model.noun import noun
from sitegen.model.views import Link, Speaker, When
from sitegen.model.wording import HeadlineRun, Run


@noun
class WordingView:
    """A printed wording with all who printed it, each linked to the place in its article.

    `readings` are its changes once more, to be said in words: those inside quotation marks, then the others. `lead`
    and `rest` are words of its first and last sentence that are not printed. `anchor` is its id on the page.
    """

    anchor: str
    outlets: tuple[Link, ...]
    label: str  # "a part of it, word for word"
    reference: bool
    runs: tuple[Run, ...]
    quoted: tuple[Run, ...]
    others: tuple[Run, ...]
    lead: str
    rest: str
    notes: tuple[str, ...]
    lang: str
    direction: str


@noun
class UtteranceView:
    """`compared`: there is more than one wording, or an official text."""

    id: str
    speaker: Speaker | None
    when: When | None
    where: str
    official: str
    official_url: str
    compared: bool
    wordings: tuple[WordingView, ...]


@noun
class HeadlineView:
    """`does`: what a headline does (asks, hedges, attributes, quotes, asserts), each with the words that do so."""

    runs: tuple[HeadlineRun, ...]
    does: tuple[tuple[str, tuple[str, ...]], ...]
    chain: int  # its number in the matrix
