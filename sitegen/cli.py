"""The command line: commands, arguments, exit codes. Late imports keep quick commands quick."""

import shlex
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from sitegen import __version__, problems, terminal
from sitegen.model.problem import Problem
from sitegen.order import Built, Options, Surroundings
from sitegen.save.tree import Saved
from sitegen.terminal import say

MOST_LINES = 40  # of one list

project_argument = click.argument(
    "project", default=".", metavar="[DIR]", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
format_option = click.option(
    "--format", "shape", type=click.Choice(terminal.FORMATS), default="text", help="How problems are written to stderr."
)
strict_option = click.option("--strict", is_flag=True, help="Treat warnings as errors.")
now_option = click.option(
    "--now", "moment", metavar="TIME", help="Take it that it is then, such as 2031-03-14T06:00Z: for embargoes."
)
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
@click.option("--drafts", is_flag=True, help="Publish drafts too; an embargo holds nevertheless.")
@now_option
@click.option("--keep-going", is_flag=True, help="Leave out what is faulty and publish the rest.")
@click.option("--no-search", is_flag=True, help="Make no search index and no database.")
@click.option("--verify", is_flag=True, help="Compare the result with a clean build, and name the first difference.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes may work; default: one a core.")
@strict_option
@format_option
def build(
    project: Path,
    output: Path | None,
    base_url: str | None,
    drafts: bool,
    moment: str | None,
    keep_going: bool,
    no_search: bool,
    verify: bool,
    jobs: int | None,
    strict: bool,
    shape: str,
) -> None:
    """Build the site. With errors nothing is published, and the exit code is 1."""
    _require_content(project)
    target = _output(project, output)
    began = time.perf_counter()
    options = Options(base_url=_checked_url(base_url), drafts=drafts, search=not no_search, database=not no_search)
    instant = _instant(moment)
    around = Surroundings(time.perf_counter, jobs or terminal.cores(), terminal.progress(began), lambda: instant)
    built, saved = _published(
        project, options, target, lambda found: not keep_going and _stops(found, strict), around, shape
    )
    made = sum(path.endswith(".html") for path in saved.written)
    gone = sum(path.endswith(".html") for path in saved.removed)
    stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in built.seconds.items())
    say(
        f"{built.pages:,} pages in {terminal.shown(target)}:"
        f" {made:,} made, {built.pages - made:,} kept, {gone:,} removed"
        f" · {stages} · {time.perf_counter() - began:.2f} s"
    )
    _say_waiting(*built.waiting)
    same = not verify or _verified(project, options, target, built.problems, around)
    sys.exit(1 if _stops(built.problems, strict) or not same else 0)


@main.command()
@project_argument
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The zip to write; default: in DIR, named after the site.",
)
@base_url_option
@click.option("--compress", is_flag=True, help="A smaller zip, whose bytes may differ between machines.")
@strict_option
@format_option
def bundle(project: Path, output: Path | None, base_url: str | None, compress: bool, strict: bool, shape: str) -> None:
    """Make one zip of the published site, to be kept: it opens from a folder, and a manifest proves it whole.

    With errors nothing is written, and the exit code is 1. The same content gives the same zip.
    """
    from sitegen.archive import archive

    _require_content(project)
    if output is not None:
        _output(project, output)
    began = time.perf_counter()
    around = Surroundings(time.perf_counter, terminal.cores(), terminal.progress(began), terminal.now)
    options = Options(base_url=_checked_url(base_url), search=False)
    try:
        made = archive(project, options, output, lambda found: _stops(found, strict), around, compressed=compress)
    except OSError as failure:
        _fail(failure, output or project.resolve())
    terminal.report(made.built.problems, project, shape)
    if made.built.failure is not None:
        _fail(made.built.failure, made.path)
    if made.bag is None:
        if shape == "text":
            say("No archive was made: " + problems.counted(made.built.problems), err=True)
        sys.exit(1)
    name = terminal.shown(made.path.resolve()).rstrip("/")
    say(
        f"{made.bag.files:,} files in {name}, {made.bag.size / 1e6:,.1f} MB · {time.perf_counter() - began:.2f} s\n"
        f"SHA-256 {made.bag.digest}"
    )


@main.command()
@project_argument
@now_option
@strict_option
@format_option
def check(project: Path, moment: str | None, strict: bool, shape: str) -> None:
    """Say what is wrong with the content, and write nothing."""
    from sitegen.build import check as found_problems

    _require_content(project)
    found = found_problems(project, _instant(moment))
    terminal.report(found, project, shape)
    if shape == "text":
        say(problems.counted(found))
    sys.exit(1 if _stops(found, strict) else 0)


@main.command()
@project_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Else the next free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@click.option("--pages", is_flag=True, help="Show what would be published, without drafts, as GitHub Pages does.")
@base_url_option
def serve(project: Path, port: int, open_browser: bool, pages: bool, base_url: str | None) -> None:
    """Show the site, drafts included, and follow every change. Ctrl-C ends it."""
    _require_content(project)
    if pages:
        _serve_pages(project, port, _checked_url(base_url), open_browser and terminal.has_screen())
        return
    if base_url:
        raise click.UsageError("--base-url is for --pages: the preview has no address of its own")
    from sitegen.live import Live
    from sitegen.render.theme import built_in_themes
    from sitegen.serve.preview import serve as preview

    live = Live(project, Surroundings(time.perf_counter, terminal.cores(), now=terminal.now))
    colour = terminal.colour(sys.stdout)
    preview(
        project,
        live.state,
        live.search_indexes,
        port=port,
        open_browser=open_browser and terminal.has_screen(),
        say=say,
        report=lambda found: problems.as_text(found, colour=colour, prefix=terminal.prefix(project)).rstrip("\n"),
        further=(built_in_themes(),),
        idle=live.save,
    )


@main.command()
@click.argument("url")
@project_argument
def why(url: str, project: Path) -> None:
    """Say what the page at URL was made from, why it was made the last time, and how long that took.

    URL is an address of the site, or a file of it: stories/flood/, https://example.org/stories/flood/, claims/.
    """
    from sitegen.why import why as found_out

    _require_content(project)
    because = found_out(project, url)
    if because is None:
        say(f'error: no build of this project made a page at "{url}"', err=True)
        sys.exit(1)
    say(because.path)
    for label, lines in (
        ("made from", because.sources),
        ("with rows of", tuple(f"content/stories/{story}" for story in because.stories)),
        ("last made because", (because.reason,)),
        ("which took", (", ".join(f"{stage} {1000 * took:.1f} ms" for stage, took in because.seconds.items()),)),
    ):
        for number, line in enumerate(lines[:MOST_LINES]):
            say(f"  {label if number == 0 else '':18} {line}")
        if len(lines) > MOST_LINES:
            say(f"  {'':18} and {len(lines) - MOST_LINES:,} more")


@main.command()
@project_argument
@now_option
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Since when; default: today.")
@format_option
def record(project: Path, moment: str | None, day: datetime | None, shape: str) -> None:
    """Write down what is published: since when each claim has which status, and all addresses, which have to keep.

    Statuses go into the history.yml of each story, addresses into addresses.txt.
    """
    from sitegen.author.addresses import FILE, recorded
    from sitegen.author.history import record as recorded_statuses
    from sitegen.author.saving import save
    from sitegen.build import published

    _require_content(project)
    since = (day or datetime.now()).date().isoformat()
    try:
        done, found = recorded_statuses(project, since, instant := _instant(moment))
    except OSError as failure:
        _fail(failure, project / "content")
    for each in done:
        say(f"{terminal.prefix(project)}{each.path}: " + (_first(len(each.lines)) if each.is_new else since))
        for line in () if each.is_new else each.lines:
            say(f"  {line}")
    addresses, wrong = published(project, instant)
    found = found or problems.errors(wrong)
    terminal.report(found, project, shape)
    if found:
        say("No addresses were recorded: " + problems.counted(found), err=True)
        sys.exit(1)
    file = project / FILE
    before = file.read_text(encoding="utf-8-sig") if file.exists() else ""
    after, new = recorded(before, addresses)
    try:
        save(project, {FILE: after.encode("utf-8")} if after != before else {})
    except OSError as failure:
        _fail(failure, file)
    if new:
        say(f"{terminal.prefix(project)}{FILE}: {new:,} new {'address' if new == 1 else 'addresses'}")
    elif not done:
        say("nothing to record")


@main.command()
@click.argument("old")
@click.argument("new")
@project_argument
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@now_option
def mv(old: str, new: str, project: Path, dry_run: bool, moment: str | None) -> None:
    """Give a story, article, claim, outlet or person another id, wherever it is named, and redirect its address.

    OLD is an address such as stories/flood, stories/flood/herald, stories/flood/claims/bridge, outlets/herald or
    people/ann-lee; NEW is the new one, or only its last part.
    """
    from sitegen.author.rename import Refused, carry_out, plan

    _require_content(project)
    try:
        wanted = plan(project, old, new, _instant(moment))
    except Refused as refused:
        terminal.report(refused.problems, project, "text")
        say(f"error: {refused}", err=True)
        sys.exit(1)
    try:
        if not dry_run:
            carry_out(project, wanted)
    except OSError as failure:
        _fail(failure, project / "content")
    for path, lines in wanted.lines.items():
        say(f"{path}: {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}")
    for before, after in wanted.moves:
        say(f"{before} is now {after}")
    say(f"{wanted.old} leads to {wanted.new}" if wanted.redirect else f"{wanted.old} was not published: no redirect")
    if dry_run:
        say("Nothing was written.")


@main.command()
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of a kind of file: article, story, history, outlets, people, site or page; else of all."""
    import json

    from sitegen.load.schema import SHAPES, schemas
    from sitegen.load.schema import schema as one_schema

    if kind is not None and kind not in SHAPES:
        raise click.UsageError(f'there is no kind "{kind}": choose {", ".join(SHAPES)}')
    click.echo(json.dumps(one_schema(kind) if kind else schemas(), ensure_ascii=False, indent=2))


@main.command()
@click.argument("project", default=".", metavar="[DIR]", type=click.Path(file_okay=False, path_type=Path))
def init(project: Path) -> None:
    """Begin a project: an example story, settings, and the workflow that publishes it on GitHub Pages.

    DIR is made if it is not there. No file that is there is written over, and a content/ that is there stays as it is.
    """
    from sitegen.author.scaffold import scaffold

    try:
        done = scaffold(project)
    except OSError as failure:
        say(f"error: {failure.filename or project} could not be written: {failure.strerror}", err=True)
        sys.exit(1)
    for path in done.written:
        say(f"wrote {terminal.prefix(project)}{path}")
    for path in done.kept:
        say(f"kept  {terminal.prefix(project)}{path}, which was there")
    change = f"cd {shlex.quote(str(project))} && " if project != Path() else ""
    say(f"Look at it:  {change}sitegen serve")
    say(f"Publish it:  {terminal.prefix(project)}README.md says how")


def _published(
    project: Path,
    options: Options,
    target: Path,
    stops: Callable[[tuple[Problem, ...]], bool],
    around: Surroundings,
    shape: str,
) -> tuple[Built, Saved]:
    """Build, tell every problem, and end here if nothing could be published."""
    from sitegen.build import build as built_site

    try:
        built = built_site(project, options, target, stops, around)
    except OSError as failure:
        _fail(failure, target)
    terminal.report(built.problems, project, shape)
    if built.failure is not None:
        _fail(built.failure, target)
    if built.saved is None:
        if shape == "text":
            say("Nothing was published: " + problems.counted(built.problems), err=True)
        sys.exit(1)
    return built, built.saved


def _serve_pages(project: Path, port: int, base_url: str | None, open_browser: bool) -> None:
    """Build what `build` publishes, beside what the preview keeps, and serve it as GitHub Pages does.

    Without a base_url the site gets the address at which it is served, since 404.html must know its path.
    """
    from urllib.parse import quote, unquote

    from sitegen.load.desk import base_url_of
    from sitegen.pages.urls import site_path
    from sitegen.serve.pages_server import address, serve_pages
    from sitegen.serve.port import listening_socket

    with listening_socket(port) as listener:
        used = listener.getsockname()[1]
        if port not in (0, used):
            say(f"port {port} is taken: using {used}")
        own = base_url or base_url_of(project)
        url = own or address(listener, quote(f"/{project.resolve().name}/"))
        path = site_path(url)
        target = project / ".sitegen" / "pages"
        around = Surroundings(time.perf_counter, terminal.cores(), terminal.progress(time.perf_counter()), terminal.now)
        options = Options(base_url=base_url if own else url)
        built, _ = _published(project, options, target, lambda found: _stops(found, False), around, "text")
        say(f"{built.pages:,} pages, as GitHub Pages will show them; for a change, end this and start it again")
        say(address(listener, path))
        serve_pages(target, unquote(path), listener, open_browser=open_browser)


def _verified(project: Path, options: Options, target: Path, found: tuple[Problem, ...], around: Surroundings) -> bool:
    """Say whether the published site is what a clean build makes."""
    from sitegen.verify import first_difference

    difference, files = first_difference(project, options, target, found, around)
    if difference:
        say(f"error: {terminal.shown(target)} is not what a clean build makes: {difference}", err=True)
        return False
    say(f"verified: {files:,} files are byte for byte those of a clean build")
    return True


def _fail(failure: Exception, target: Path) -> NoReturn:
    """Say why nothing could be published, and end."""
    from sitegen.save.tree import FolderInTheWay

    if isinstance(failure, FolderInTheWay):
        raise click.UsageError(str(failure)) from None
    reason = f"{target} could not be written: {failure}" if isinstance(failure, OSError) else str(failure)
    say(f"error: {reason}", err=True)
    sys.exit(1)


def _instant(moment: str | None) -> str:
    """The instant that `--now` gives, else this one."""
    if moment is None:
        return terminal.now()
    from sitegen.load.moments import moment as read

    try:
        found = read(moment)
    except ValueError as error:
        raise click.UsageError(f"--now: {error}") from None
    if found.precision != "minute":
        raise click.UsageError(f'--now "{moment}" is not a date with a time and its offset: 2031-03-14T06:00Z')
    return found.instant


def _say_waiting(stories: int, until: str) -> None:
    if stories:
        many = f"{stories:,} stories wait" if stories > 1 else "1 story waits"
        say(f"{many} for the end of an embargo, the first on {until[:10]} at {until[11:16]} UTC")


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
    if not url:
        return url
    from sitegen.load.shapes import web_address

    if not web_address(url):
        raise click.UsageError(f'--base-url "{url}" is not an address that begins with https:// or http://')
    return url


def _stops(found: tuple[Problem, ...], strict: bool) -> bool:
    return bool(found) if strict else bool(problems.errors(found))


def _first(statuses: int) -> str:
    return f"{statuses:,} first {'status' if statuses == 1 else 'statuses'}"
