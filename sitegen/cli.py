"""The command line: arguments, exit codes, the terminal, the clock. Late imports keep quick commands quick."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from sitegen import __version__, problems
from sitegen.model.page import Record
from sitegen.model.problem import Problem

FORMATS = ("text", "json", "github", "sarif")
PATIENCE = 1.0  # seconds after which progress is shown
REFRESH = 0.1  # seconds between two looks at it

project_argument = click.argument(
    "project", default=".", metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
format_option = click.option(
    "--format", "shape", type=click.Choice(FORMATS), default="text", help="How problems are written to stderr."
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
base_url_option = click.option("--base-url", metavar="URL", help="Where the site will live; replaces that of site.yml.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def main() -> None:
    """Turn annotated story bundles into a static site: who says what, in which words, on whose word.

    DIR is the project, the folder that holds content/; the default is the current folder.
    """


@main.command()
@project_argument
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="The folder to write; default: site/ in DIR."
)
@base_url_option
@click.option("--drafts", is_flag=True, help="Publish drafts too.")
@click.option("--keep-going", is_flag=True, help="Leave out what is faulty and publish the rest.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@strict_option
@format_option
def build(
    project: Path,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    keep_going: bool,
    no_search: bool,
    strict: bool,
    shape: str,
) -> None:
    """Build the site. With errors nothing is published, and the exit code is 1."""
    from sitegen.build import Options
    from sitegen.build import build as built_site
    from sitegen.memory import Memory

    _require_content(project)
    target = _output(project, output)
    began = time.perf_counter()
    progress = _progress(began)
    built = built_site(project, Options(base_url=_checked_url(base_url), drafts=drafts), Memory(), progress)
    failed = _stops(built.problems, strict)
    _report(built.problems, project, shape)
    if not built.files or (failed and not keep_going):
        if shape == "text":
            _say("Nothing was published: " + problems.counted(built.problems), err=True)
        sys.exit(1)
    files = built.files
    if not no_search:
        from sitegen.save.bundle import shelf_at
        from sitegen.save.search import SearchFailed

        try:
            with shelf_at(project / ".sitegen" / "search") as shelf:
                found = _search_files(
                    shelf, "drafts" if drafts else "build", built.records, built.language, tell=progress
                )
                files = {**files, **{path: _data(each) for path, each in found.items()}}
        except SearchFailed as error:
            _say(f"error: {error}", err=True)
            sys.exit(1)
    from sitegen.save.tree import FolderInTheWay, save

    try:
        saved = save(files, target)
    except FolderInTheWay as conflict:
        raise click.UsageError(str(conflict)) from None
    except OSError as error:
        _say(f"error: {target} could not be written: {error}", err=True)
        sys.exit(1)
    pages = sum(path.endswith(".html") for path in built.files)
    _say(
        f"{pages} pages in {_shown(target)}: {saved.written} files written, {saved.kept} unchanged,"
        f" {saved.removed} removed ({time.perf_counter() - began:.1f} s)"
    )
    sys.exit(1 if failed else 0)


@main.command()
@project_argument
@strict_option
@format_option
def check(project: Path, strict: bool, shape: str) -> None:
    """Say what is wrong with the content, and write nothing."""
    from sitegen.build import check as found_problems

    _require_content(project)
    found = found_problems(project)
    _report(found, project, shape)
    if shape == "text":
        _say(problems.counted(found))
    sys.exit(1 if _stops(found, strict) else 0)


@main.command()
@project_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Else the next free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
def serve(project: Path, port: int, open_browser: bool) -> None:
    """Show the site, drafts included, and follow every change. Ctrl-C ends it."""
    from sitegen.build import Options
    from sitegen.build import build as built_site
    from sitegen.memory import Memory
    from sitegen.render.theme import built_in_themes
    from sitegen.save.bundle import shelf_at
    from sitegen.serve.preview import serve as preview

    _require_content(project)
    memory = Memory()
    colour = _colour(sys.stdout)
    with shelf_at(project / ".sitegen" / "search") as shelf:
        preview(
            project,
            lambda: built_site(project, Options(base_url="", drafts=True), memory),
            lambda records, is_over: _search_files(shelf, "preview", records, _language(records), is_over),
            port=port,
            open_browser=open_browser and _has_screen(),
            say=_say,
            report=lambda found: problems.as_text(found, colour=colour, prefix=_prefix(project)).rstrip("\n"),
            further=(built_in_themes(),),
        )


@main.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of front matter: article, story, outlets, people, site or page; all without KIND."""
    import json

    from sitegen.load.schema import SHAPES, schemas
    from sitegen.load.schema import schema as one_schema

    if kind is not None and kind not in SHAPES:
        raise click.UsageError(f'there is no kind "{kind}": choose {", ".join(SHAPES)}')
    click.echo(json.dumps(one_schema(kind) if kind else schemas(), ensure_ascii=False, indent=2))


def _search_files(
    shelf: Path,
    claimant: str,
    records: tuple[Record, ...],
    language: str,
    is_over: Callable[[], bool] = lambda: False,
    tell: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> dict[str, bytes | Path]:
    """The files of the search index by their path in the site, or where they lie. Raises SearchFailed."""
    from importlib.metadata import version

    from sitegen.memory import digest
    from sitegen.save.bundle import bundles, listing
    from sitegen.save.groups import groups, part

    heaps: dict[str, list[Record]] = {}
    for record in records:
        heaps.setdefault(record.url.split("/")[1] if record.url.startswith("stories/") else "", []).append(record)
    found = groups([part(*each) for each in heaps.items()], digest(__version__, version("pagefind"), language))
    made = bundles(
        found,
        heaps.__getitem__,
        language,
        shelf,
        claimant,
        workers=os.cpu_count() or 1,
        is_over=is_over,
        tell=lambda done, total: tell("search bundles", done, total),
    )
    files = {f"pagefind/{each.place}{file}": each.folder / file for each in made for file in each.files}
    return {"pagefind/bundles.json": listing(found), **files}


def _data(file: bytes | Path) -> bytes:
    return file if isinstance(file, bytes) else file.read_bytes()


def _language(records: tuple[Record, ...]) -> str:
    """Of the site: the desk's own records are in it."""
    return next((each.lang for each in records if each.type in ("story", "page")), "en")


def _require_content(project: Path) -> None:
    if not (project / "content").is_dir():
        raise click.UsageError(f"there is no folder {project / 'content'}: DIR is the folder that holds content/")


def _output(project: Path, output: Path | None) -> Path:
    """The folder to publish into; never one that holds what is to be published."""
    target = (output or project / "site").resolve()
    for source in ((project / "content").resolve(), (project / "themes").resolve()):
        if target == source or source.is_relative_to(target) or target.is_relative_to(source):
            raise click.UsageError(f"--output {target} would overwrite {source}: choose a folder of its own")
    return target


def _checked_url(url: str | None) -> str | None:
    from sitegen.load.shapes import web_address

    if url and not web_address(url):
        raise click.UsageError(f'--base-url "{url}" is not an address that begins with https:// or http://')
    return url


def _has_screen() -> bool:
    """Whether a browser can open a window; else the system would start one that draws over the terminal."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _stops(found: tuple[Problem, ...], strict: bool) -> bool:
    return bool(found) if strict else bool(problems.errors(found))


def _report(found: tuple[Problem, ...], project: Path, shape: str) -> None:
    prefix = _prefix(project)
    if shape == "json":
        text = problems.as_json(found, prefix=prefix)
    elif shape == "github":
        text = problems.as_github(found, prefix=prefix)
    elif shape == "sarif":
        text = problems.as_sarif(found, version=__version__, prefix=prefix)
    else:
        text = problems.as_text(found, colour=_colour(sys.stderr), prefix=prefix)
    sys.stderr.write(text)


def _prefix(project: Path) -> str:
    """What leads from the current folder to the project, so that a path in a message can be opened."""
    return "" if project == Path() else f"{project.as_posix().rstrip('/')}/"


def _colour(stream: TextIO) -> bool:
    return stream.isatty() and not os.environ.get("NO_COLOR")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return f"{path.relative_to(here) if path.is_relative_to(here) else path}/"


def _say(text: str, *, err: bool = False) -> None:
    click.echo(text, err=err)


def _progress(began: float) -> Callable[[str, int, int], None]:
    """A line that counts, on a terminal, for work that takes longer than one is willing to wait unknowing."""
    shown = 0.0

    def show(stage: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.perf_counter()
        if not sys.stderr.isatty() or now - began < PATIENCE:
            return
        if done == total:
            sys.stderr.write("\r\033[K")
        elif now - shown > REFRESH:
            shown = now
            sys.stderr.write(f"\r{done:,} of {total:,} {stage}\033[K")
        sys.stderr.flush()

    return show
