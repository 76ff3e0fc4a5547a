"""Decides what must be made again, has it made, and publishes it: content → load → compare → pages → render → save.

A build that finds nothing changed reads the ledger, looks at time stamps, and imports nothing of the rooms.
"""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import cast

from sitegen import ledger as ledgers
from sitegen.crew import Errand, Helper
from sitegen.ledger import Glance, Ledger, hold, objects, problems_of, waiting
from sitegen.load.scan import Scan, Seen
from sitegen.load.shared import shared_digests
from sitegen.memory import NEVER, Memory, alone, digest, variant
from sitegen.order import Built, Options, Problems, Surroundings
from sitegen.save.tree import Saved, Tree, lair
from sitegen.versions import program

HOME = ".sitegen"  # in the project
SHARES = 64  # into which a look at the published folder is divided
FILES, FOLDERS = range(SHARES), range(SHARES, 2 * SHARES)  # the pieces of it


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
    Where nothing can be remembered, everything is made anew, with a memory for the time of this build.
    """
    home = home or project / HOME
    with alone(home), ExitStack() as errands:
        at = around.clock()
        memory = memory_for(home, options)
        now = memory.now()
        if now == NEVER:
            from tempfile import TemporaryDirectory

            with TemporaryDirectory(prefix="sitegen-") as place, alone(lair(output)):
                return build(project, options, output, stops, around, Path(place))
        tree = Tree(output, home, Errand)
        tree.begin_look()
        look = Helper(lambda piece: _look(tree, piece))
        errands.callback(look.end)
        look.lay(FILES)
        last = ledgers.glance(memory)
        scan = Scan(project, cast(Seen, last.seen), now)
        if not stops(problems_of(last)) and _is_all_as_it_was(scan, last, tree, look, options, around.now()):
            return Built(
                problems=problems_of(last),
                saved=Saved(kept=tree.count()),
                pages=last.pages,
                language=last.language,
                seconds={"look": around.clock() - at},
                waiting=waiting(last),
            )
        look.lay(FOLDERS)
        known = last.ledger()
        from sitegen.rebuild import Damaged, Rebuild
        from sitegen.sheet_part import Lost

        while True:
            rebuild = Rebuild(project, options, scan, known, memory, tree, around, home, at)
            try:
                built = rebuild.built(stops, lambda: tree.mend(*_seen(look)))
                break
            except Lost:
                if not known.shared:  # what was kept a moment ago
                    raise OSError(f"{home} cannot keep what is made") from None
                scan, known = Scan(project, {}, memory.now()), Ledger()
            except Damaged:
                pass  # what was damaged is not known any more, and is made this time
        pages = tree.count(".html")
        if rebuild.ledger is not None:
            found = rebuild.ledger._replace(pages=pages)
            ledgers.write(memory, found)
            if known.shared:
                memory.drop(objects(known) - objects(found))
            else:
                memory.drop_all_but(objects(found))
        return built._replace(pages=pages)


def _look(tree: Tree, piece: int) -> list[str]:
    """What may have been changed since the last publication: of a share of its files, or of its folders."""
    return tree.suspects(piece, SHARES) if piece in FILES else tree.changed_folders(piece - SHARES, SHARES)


def _seen(look: Helper) -> tuple[list[str], list[str]]:
    """Files and folders that may have been changed."""
    found = cast("dict[int, list[str]]", look.found())
    return [each for piece in FILES for each in found[piece]], [each for piece in FOLDERS for each in found[piece]]


def memory_for(home: Path, options: Options) -> Memory:
    """What is remembered of builds with the same options.

    What another version of the program found out may mean something else to this one.
    """
    return variant(home, digest(program(), repr(options._replace(search=True, database=True))))


def check(project: Path, now: str) -> Problems:
    """Every problem of the content, drafts included, without making a page."""
    return published(project, now)[1]


def published(project: Path, now: str) -> tuple[frozenset[str], Problems]:
    """The addresses that a build at the instant `now` would publish and that have to keep; and every problem."""
    from sitegen.rebuild import survey

    return survey(project, now)


def _is_all_as_it_was(scan: Scan, last: Glance, tree: Tree, look: Helper, options: Options, now: str) -> bool:
    if not last.shared or digest(program(), *(part for pair in shared_digests(scan) for part in pair)) != last.shared:
        return False
    if not hold(last.turns, now) or not all(scan.unchanged(f"content/stories/{story}") for story in last.stories):
        return False
    if not tree.is_exactly({**last.target, **_beside_pages(last, options)}) or tree.has_other_parts():
        return False
    return not any(look.found().values())


def _beside_pages(last: Glance, options: Options) -> dict[str, str]:
    """The parts that are no pages, as far as they are wanted."""
    target: dict[str, str] = {}
    if options.search:
        from sitegen.search_part import search_target

        target |= search_target(last)
    if options.database:
        from sitegen.database_part import database_target

        target |= database_target(last)
    return target
