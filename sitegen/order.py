"""What a build is ordered to do, what it is told about the machine, and what comes of it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sitegen.model.problem import Problem
from sitegen.save.tree import Saved

Problems = tuple[Problem, ...]
Progress = Callable[[str, int, int], None]  # a stage, how much of it is done, of how much


class Options(NamedTuple):
    """What the command line decides. `base_url` replaces that of site.yml; None leaves it.

    `drafts` and `embargoed` show what is held back. `search` makes the search index too, `database` the SQLite file of
    the tables. `lenient` lets a mistake in content take away nothing that was published before: for the preview.
    """

    base_url: str | None = None
    drafts: bool = False
    lenient: bool = False
    search: bool = True
    database: bool = True
    embargoed: bool = False


class Built(NamedTuple):
    """What a build did. `saved` is None where nothing was published; `made` are the parts that were not known already.

    `pages` is how many pages the site has, `seconds` how long each stage took. `failure` is what the disk, the output
    folder or Pagefind had against it: then nothing was published either. `waiting` says how many stories wait, as a
    whole or in part, for the end of an embargo, and until when the first does.
    """

    problems: Problems
    saved: Saved | None
    made: tuple[str, ...] = ()
    pages: int = 0
    language: str = "en"
    seconds: Mapping[str, float] = {}
    failure: Exception | None = None
    waiting: tuple[int, str] = (0, "")


class Surroundings(NamedTuple):
    """What a build is told about the machine: a clock in seconds, how many processes may work, who is told of it.

    `now` gives the instant as of which is published, in UTC as in `Moment.instant`. Without one no embargo ends.
    """

    clock: Callable[[], float]
    jobs: int = 1
    tell: Progress = lambda stage, done, total: None
    now: Callable[[], str] = str
