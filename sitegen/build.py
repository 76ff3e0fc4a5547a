"""Decides what must be made again, has it made, and publishes it: content → load → compare → pages → render → save.

A build that finds nothing changed reads the ledger, looks at time stamps, and imports nothing of the rooms.
"""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from sitegen import ledger as ledgers
from sitegen.ledger import Ledger, problems_of
from sitegen.load.scan import Scan, Seen
from sitegen.load.shared import shared_digests
from sitegen.memory import alone, digest, variant
from sitegen.order import Built, Options, Problems, Surroundings
from sitegen.save.tree import Saved, Tree
from sitegen.search_part import search_target
from sitegen.versions import program

HOME = ".sitegen"  # in the project


def build(
    project: Path,
    options: Options,
    output: Path,
    stops: Callable[[Problems], bool],
    around: Surroundings,
    home: Path | None = None,
) -> Built:
    """Bring the folder `output` up to date with the project, unless `stops` says that its problems forbid it.

    Mistakes in content and theme are problems of the result, never exceptions. Raises FolderInTheWay, OSError.
    """
    home = home or project / HOME
    with alone(home):
        at = around.clock()
        memory = variant(home, digest(repr(options._replace(search=True))))
        known = ledgers.read(memory)
        scan = Scan(project, cast(Seen, known.seen), memory.now())
        tree = Tree(output, home)
        tree.begin_look()
        if not stops(problems_of(known)) and _is_all_as_it_was(scan, known, tree, options):
            return Built(
                problems=problems_of(known),
                saved=Saved(kept=len(tree.paths())),
                pages=known.pages,
                language=known.language,
                seconds={"look": around.clock() - at},
            )
        from sitegen.rebuild import Rebuild
        from sitegen.sheet_part import Lost

        try:
            return Rebuild(project, options, scan, known, memory, tree, around, home, at).built(stops)
        except Lost:
            scan, known = Scan(project, {}, memory.now()), Ledger()
            return Rebuild(project, options, scan, known, memory, tree, around, home, at).built(stops)


def check(project: Path) -> Problems:
    """Every problem of the content, drafts included, without making a page."""
    from sitegen.rebuild import every_problem

    return every_problem(project)


def _is_all_as_it_was(scan: Scan, known: Ledger, tree: Tree, options: Options) -> bool:
    if not known.shared or digest(program(), *(part for pair in shared_digests(scan) for part in pair)) != known.shared:
        return False
    if not all(scan.unchanged(f"content/stories/{story}") for story in known.heads):
        return False
    searched = search_target(known) if options.search else {}
    return tree.is_exactly({**known.target, **searched}) and not tree.suspects()
