"""The published site as one file to keep: read from a folder without a server, and proved whole by a manifest.

It is made of a clean build in a folder of its own, so that it relies on nothing that was remembered, and neither the
published folder nor the memory of the project is touched.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, cast

from sitegen import __version__, ledger
from sitegen.build import build, memory_for
from sitegen.load.desk import desk
from sitegen.load.files import content_folder
from sitegen.load.scan import Scan
from sitegen.memory import Memory
from sitegen.model.page import File, Record
from sitegen.order import Built, Options, Problems, Surroundings
from sitegen.pages.archive import about, bag_name, beside
from sitegen.pages.offline import as_script, search_files
from sitegen.render.offline import classic, offline
from sitegen.render.static import archive_files
from sitegen.render.theme import theme
from sitegen.save.archive import Bag, save_bag
from sitegen.save.tree import MANIFEST, own_files
from sitegen.sheet_part import entries_of

FETCHED = ("claims/claims.json",)  # what a page fetches; in an archive there is a script beside it
FOR_SERVERS = (MANIFEST, "404.html")  # of no use to somebody who opens a folder


class Archived(NamedTuple):
    """What came of it. `bag` is None where the problems of the build forbid an archive."""

    built: Built
    path: Path
    bag: Bag | None


def archive(
    project: Path,
    options: Options,
    target: Path | None,
    stops: Callable[[Problems], bool],
    around: Surroundings,
    *,
    compressed: bool = False,
) -> Archived:
    """Write the archive of the project as the zip `target`, or as one in `project` that is named after the site.

    Mistakes in content and theme are problems of the build, as those of `build`. Raises OSError.
    """
    options = options._replace(search=False)
    scan = Scan(project)
    settings = desk(scan, content_folder(scan)[0], base_url=options.base_url, drafts=False)[0].settings
    name = bag_name(settings)
    path = target or project / f"{name}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=path.parent, prefix=".sitegen-", ignore_cleanup_errors=True) as place:
        site, home, made = Path(place) / "site", Path(place) / "home", Path(place) / "made.zip"
        built = build(project, options, site, stops, around, home)
        if built.saved is None:
            return Archived(built, path, None)
        look = theme(project, settings.theme)
        payload = _payload(site, memory_for(home, options), archive_files(look), around)
        bag = save_bag(made, name, payload, about(settings, __version__), beside(settings), compressed=compressed)
        made.replace(path)
    return Archived(built, path, bag)


def _payload(site: Path, memory: Memory, theme_files: tuple[File, ...], around: Surroundings) -> Iterator[File]:
    """Every file of the archive's site, one at a time."""
    names = sorted(own_files(site).difference(FOR_SERVERS))
    modules: set[str] = set()
    scripts = []
    for done, name in enumerate(names):
        around.tell("files", done, len(names))
        data = (site / name).read_bytes()
        if name.endswith(".html"):
            html, loaded = offline(data.decode(), name)
            modules |= loaded
            data = html.encode()
        elif name.endswith(".js"):
            scripts.append(name)  # until every page has said how it loads them
            continue
        yield File(path=name, data=data)
        if name in FETCHED:
            yield as_script(name, data)
    around.tell("files", len(names), len(names))
    for name in scripts:
        data = (site / name).read_bytes()
        yield File(path=name, data=classic(data.decode()).encode() if name in modules else data)
    yield from theme_files
    yield from search_files(_records(memory))


def _records(memory: Memory) -> Iterator[Record]:
    """What search can find: of stories in the order of their names, then of plain pages. Raises Lost."""
    heaps = ledger.read(memory).heaps
    entries = [each for name in heaps for each in entries_of(memory, heaps[name][0])]
    entries.sort(key=lambda each: (not each.story, each.story))
    for entry in entries:
        yield from cast("tuple[Record, ...]", entry.value)
