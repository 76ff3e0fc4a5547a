"""A desk at work: somebody edits, moves, breaks and mends files, builds in every way, and things go wrong meanwhile.

After every step the project is built, and what comes out (files, exit code, messages) is compared with a clean build of
a copy. Nothing here knows how the program remembers; it is run through its command line alone.
"""

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, note, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyFailure, FlakyStrategyDefinition, InvalidArgument
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from rebuilds import texts
from rebuilds.builder import SMALL_WORLD, STAND_INS, Builder, Ran, Trouble, real_process
from rebuilds.fork_server import CRASH
from rebuilds.project import DAMAGES, UNSEEN, Project
from rebuilds.published import Mismatch, Output, compare, compare_beside, compare_disturbed, listed, outcome
from rebuilds.reference import ELSEWHERE, Reference
from rebuilds.trees import BOOKKEEPING, Tree, tree

STEPS = 14
MEMORY = ".sitegen"
LATEST = 0.2  # seconds after which a late kill comes
BLOCKED = 0.5  # seconds after which a build is taken to wait for another one


@dataclass(frozen=True)
class Build:
    """One way to build, perhaps with the database, perhaps as of another instant.

    `trouble` comes first, at so many percent of the changes that a build makes; without `after` nobody builds again
    until the next step.
    """

    options: tuple[str, ...] = ()
    instant: str = ""
    database: bool = False
    output: str = "site"
    way: str = "fork"
    trouble: str = ""
    at: int = 0
    other: tuple[str, ...] = ()
    after: bool = True

    @property
    def beside(self) -> tuple[str, ...]:
        """The options of another build at the same time."""
        return (*self.other, "--no-search")

    @property
    def chosen(self) -> tuple[str, ...]:
        now = ("--now", self.instant) if self.instant else ()
        return (*self.options, *now, *(() if self.database else ("--no-search",)))


OPTIONS = (
    (),
    ("--drafts",),
    ("--keep-going",),
    ("--strict",),
    ("--base-url", "https://example.org/noon/"),
    ("--base-url", "https://example.org/dusk"),
    ("--base-url", ""),
    ("--drafts", "--keep-going"),
    ("--keep-going", "--strict"),
)
TROUBLES = ("kill", "half", "late", "full", "hiccup", "edit", "vanish", "beside", "beside, killed")

options = st.sampled_from(OPTIONS)
outputs = st.sampled_from(("site", "site", "site", "other"))
percent = st.integers(0, 99)
instants = st.sampled_from(("", "", *texts.INSTANTS))
builds = st.one_of(
    st.none(),  # nobody builds until the next step
    st.builds(Build, database=st.booleans()),
    st.builds(Build, options=options, instant=instants, database=st.booleans(), output=outputs),
    st.builds(Build, options=st.just(("--keep-going",)), instant=instants, database=st.booleans()),
    st.builds(Build, options=st.just(("--keep-going",)), way=st.sampled_from(("watched", "watched", "verified"))),
    st.builds(
        Build,
        options=st.one_of(st.just(("--keep-going",)), options),
        instant=instants,
        database=st.booleans(),
        output=outputs,
        trouble=st.sampled_from(TROUBLES),
        at=percent,
        other=st.one_of(st.none(), options).map(lambda each: each or ()),
        after=st.booleans(),
    ),
)
numbers = st.integers(0, 63)
stories, articles = st.sampled_from(texts.STORIES), st.sampled_from(texts.ARTICLES)
# Files that concern every story, each with its kind and one change of it.
SHARED = [
    (path, kind, change)
    for path, kind in (
        ("content/outlets.yml", "outlets"),
        ("content/people.yml", "people"),
        ("content/site.yml", "settings"),
        ("content/pages/about.md", "page"),
        ("content/pages/method.md", "page"),
    )
    for change in texts.changes(texts.KINDS[kind][1])
]
ADDRESSES = [
    (path, kind, change)
    for path, kind in (("content/redirects.yml", "redirects"), ("content/addresses.txt", "addresses"))
    for change in texts.changes(texts.KINDS[kind][1])
]
MOVES = (
    ("stories/flood", "storm"),
    ("stories/storm", "flood"),
    ("stories/fire", "flame"),
    ("stories/flood/wire", "late"),
    ("stories/storm/late", "wire"),
    ("stories/fire/claims/broke", "noon"),
    ("stories/fire/claims/noon", "broke"),
    ("outlets/wire", "dawn"),
    ("outlets/dawn", "wire"),
    ("people/clerk", "mayor"),
)
FOLDERS = ("content/stories/flood", "content/stories/storm", "content/stories", "content/pages", "themes", "content")
RENAMES = (
    ("stories/flood", "stories/storm"),
    ("stories/storm", "stories/flood"),
    ("stories/flood/wire.md", "stories/flood/late.md"),
    ("stories/flood/wire.md", "stories/fire/courier.md"),
    ("stories/fire/herald.md", "stories/fire/wire.md"),
    ("stories/fire/herald.md", "stories/fire/Herald.md"),
    ("stories/fire/Herald.md", "stories/fire/herald.md"),
    ("stories/fire", "stories/Fire"),
    ("stories/Fire", "stories/fire"),
    ("stories/flood/herald.md", "stories/flood/über.md"),
    ("stories/flood/herald.md", "stories/flood/claims.md"),
    ("stories/flood/courier.md", "stories/flood/courier.markdown"),
    ("stories/flood/courier.md", "stories/flood/courier.md~"),
    ("stories/flood/story.md", "stories/flood/note.md"),
    ("stories/fire/wire.md", "stories/wire.md"),
    ("pages/about.md", "pages/method.md"),
    ("pages/method.md", "pages/about.md"),
    ("outlets.yml", "outlets.yaml"),
    ("site.yml", "site.yaml"),
    ("stories/flood/map.png", "stories/flood/Map.png"),
    ("../themes/default", "../themes/night"),
    ("../themes/night", "../themes/default"),
)
SWAPS = (
    ("content/stories/flood", "content/stories/fire"),
    ("content/stories/flood/herald.md", "content/stories/fire/herald.md"),
    ("content/stories/flood/herald.md", "content/stories/flood/wire.md"),
    ("content/pages/about.md", "content/pages/method.md"),
    ("themes/default/static/site.css", "themes/night/static/site.css"),
    ("themes/default", "themes/night"),
)
KEPT = ("content", "content/stories", "content/stories/flood", "content/outlets.yml", "themes", "site", "site/stories")


def step(**strategies: Any) -> Callable[[Callable[..., None]], Any]:
    """A rule after which the project is built."""

    def decorated(function: Callable[..., None]) -> Any:
        def run(self: "Desk", then: Build | None, **arguments: Any) -> None:
            self.steps.append((function.__name__, {**arguments, "then": then}))
            try:
                function(self, **arguments)
                if then:
                    self.build(then)
            except Mismatch as error:
                error.steps = tuple(self.steps)
                type(self).failed = error
                raise

        run.__name__, run.__qualname__, run.__module__ = function.__name__, function.__qualname__, function.__module__
        return rule(**strategies, then=builds)(run)

    return decorated


class Desk(RuleBasedStateMachine):
    """A project that has been built once."""

    builders: Sequence[Builder] = ()  # what one of them remembers the other has to understand
    reference: Reference
    small = False
    by_the_clock = False  # whether also that may happen which cannot be repeated exactly
    other_memories: dict[str, Tree] = {}  # noqa: RUF012 - shared by all, made once
    spared: frozenset[str] = frozenset()
    count = 0  # builds of all machines
    failed: Mismatch | None = None  # the last time

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(prefix="sitegen-rebuilds-")).resolve()
        self.project = Project(self.root)
        self.outputs = {"site": Output(self.folder / "site"), "other": Output(self.root / "elsewhere" / "site")}
        self.steps: list[tuple[str, dict[str, Any]]] = []
        self.turn = 0
        self.most = 1  # changes to the disk in one build
        self.built = time.time_ns()
        self.kept_memory: Tree = {}
        self.kept_own: frozenset[str] = frozenset()

    def teardown(self) -> None:
        for path in (self.folder / MEMORY).rglob("*") if (self.folder / MEMORY).is_dir() else ():
            with suppress(OSError):
                path.chmod(0o700)
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def folder(self) -> Path:
        return self.project.folder

    # --- Building -----------------------------------------------------------------------------------------------------

    @property
    def builder(self) -> Builder:
        """Another process each time."""
        self.turn += 1
        Desk.count += 1
        return self.builders[self.turn % len(self.builders)]

    def arguments(self, chosen: Sequence[str], output: str) -> list[str]:
        to = [] if output == "site" else ["--output", str(self.outputs[output].folder)]
        return ["build", *chosen, *to]

    def build(self, how: Build) -> None:
        output = self.outputs[how.output]
        if how.trouble and how.trouble not in self.spared and not output.perhaps:
            self.build_in_trouble(how)
            if not how.after:
                return
        clean = self.reference.build(self.folder, how.chosen)
        wanted = outcome(output, clean)
        known = outcome(replace(output, own=output.perhaps), clean) if output.perhaps else wanted
        arguments = self.arguments(how.chosen, how.output)
        if how.way == "verified":
            arguments = [*arguments, "--verify"]
        if how.way == "process":
            ran = real_process(self.folder, arguments, small=self.small)
        else:
            watched = output.folder if how.way == "watched" else None
            ran = self.builder.run(self.folder, arguments, root=self.root, watched=watched)
            self.most = max(self.most, ran.changes)
        self.built = time.time_ns()
        compare(known if ran.code in known.codes else wanted, output, ran)

    def build_in_trouble(self, how: Build) -> None:
        # Most of the places lie near the beginning, because builds that change little are short.
        at = round((self.most + 1) ** (how.at / 99)) - 1
        if how.trouble.startswith("beside"):
            self.build_beside(how, at)
        elif how.trouble in ("edit", "vanish"):
            self.edit_meanwhile(how, at)
        else:
            output = self.outputs[how.output]
            wanted = outcome(output, self.reference.build(self.folder, how.chosen))
            arguments = self.arguments(how.chosen, how.output)
            if how.trouble == "late" and self.by_the_clock:
                ran = self.killed_late(how, arguments)
            else:
                trouble = Trouble("kill" if how.trouble == "late" else how.trouble, at)
                ran = self.builder.run(self.folder, arguments, root=self.root, trouble=trouble, watched=output.folder)
            say(f"    {how.trouble} at {at}: {'it happened' if ran.troubled else 'the build had ended'}")
            if ran.troubled:
                compare_disturbed(wanted, output, ran)
            else:
                compare(wanted, output, ran)

    def killed_late(self, how: Build, arguments: list[str]) -> Ran:
        """Killed so many milliseconds after its beginning, wherever it is then: between two changes, or in one."""
        builder = self.builder
        started = builder.start(self.folder, arguments, root=self.root)
        ended = builder.wait(started, how.at * LATEST / 100)
        if ended is None:
            builder.kill(started)
            ended = builder.wait(started)
        assert ended is not None
        return replace(ended, troubled=ended.code < 0)

    def edit_meanwhile(self, how: Build, at: int) -> None:
        """What comes of a build whose files change under its hands is anybody's guess; the next one has to be right."""
        files = [path for path in self.project.files() if path.startswith("content/stories/")]
        if not files:
            return
        path = files[how.at % len(files)]
        text = self.project.swap_words(path).decode("latin-1")
        output = self.outputs[how.output]
        before = tree(output.folder)
        trouble = Trouble(how.trouble, at, str(self.folder / path), text)
        arguments = self.arguments(how.chosen, how.output)
        ran = self.builder.run(self.folder, arguments, root=self.root, trouble=trouble)
        say(f"    {how.trouble} {path} at {at}: {'it happened' if ran.troubled else 'the build had ended'}")
        found = tree(output.folder)
        if ran.code == 0 or found != before:
            output.own = listed(found)

    def build_beside(self, how: Build, at: int) -> None:
        """While one build sleeps another one is made; then the first goes on, or dies."""
        output = self.outputs[how.output]
        first = outcome(output, self.reference.build(self.folder, how.chosen))
        second = outcome(output, self.reference.build(self.folder, how.beside))
        one, two = self.builder, self.builder
        sleeping = one.start(
            self.folder, self.arguments(how.chosen, how.output), root=self.root, trouble=Trouble("stop", at)
        )
        slept = one.wait(sleeping)
        other = two.start(self.folder, self.arguments(how.beside, how.output), root=self.root)
        ended = two.wait(other, BLOCKED)
        if slept is None:
            if how.trouble == "beside":
                one.go_on(sleeping)
            else:
                one.kill(sleeping)
            slept = one.wait(sleeping)
        ended = ended or two.wait(other)
        assert slept is not None
        assert ended is not None
        say(f"    beside at {at}: the one that slept ended with {slept.code}, the other with {ended.code}")
        compare_beside(first, second, output, slept, ended, killed=how.trouble == "beside, killed")

    # --- Content ------------------------------------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        self.build(Build())
        self.keep()

    @step(story=stories, article=articles, change=st.sampled_from(texts.changes(texts.ARTICLE)))
    def edit_an_article(self, story: str, article: str, change: tuple[str, str]) -> None:
        self.project.edit(f"content/stories/{story}/{article}.md", "article", change)

    @step(story=stories, change=st.sampled_from(texts.changes(texts.STORY)))
    def edit_a_story(self, story: str, change: tuple[str, str]) -> None:
        self.project.edit(f"content/stories/{story}/story.md", "story", change)

    @step(story=stories, change=st.sampled_from(texts.changes(texts.HISTORY)))
    def edit_a_history(self, story: str, change: tuple[str, str]) -> None:
        self.project.edit(f"content/stories/{story}/history.yml", "history", change)

    @step(which=st.sampled_from(ADDRESSES))
    def edit_addresses(self, which: tuple[str, str, tuple[str, str]]) -> None:
        self.project.edit(*which)

    @step(which=st.sampled_from(SHARED))
    def edit_what_all_stories_share(self, which: tuple[str, str, tuple[str, str]]) -> None:
        self.project.edit(*which)

    @step(change=st.sampled_from(texts.changes(texts.THEME)))
    def edit_the_theme(self, change: tuple[str, str]) -> None:
        self.set_file(*change, texts.THEME[change[0]])

    @step(story=stories, change=st.sampled_from(texts.changes(texts.ASSETS)))
    def edit_an_asset(self, story: str, change: tuple[str, str]) -> None:
        self.set_file(f"content/stories/{story}/{change[0]}", change[1], texts.ASSETS[change[0]])

    def set_file(self, path: str, text: str, others: Sequence[str]) -> None:
        """Give a file this text; the next one of the texts if it has it already, so that every edit is one."""
        if self.project.read(path) == text.encode():
            text = others[(others.index(text) + 1) % len(others)]
        if text:
            self.project.write(path, text.encode())
        else:
            self.project.delete(path)

    # --- Files and folders --------------------------------------------------------------------------------------------

    @step(what=st.one_of(numbers, st.sampled_from(FOLDERS)))
    def delete(self, what: int | str) -> None:
        path = what if isinstance(what, str) else self.file(what)
        if path and path != "content":
            self.project.delete(path)

    @step(names=st.sampled_from(RENAMES))
    def rename(self, names: tuple[str, str]) -> None:
        old, new = (os.path.normpath(f"content/{name}") for name in names)
        self.project.rename(old, new)

    @step(names=st.sampled_from(SWAPS))
    def swap(self, names: tuple[str, str]) -> None:
        self.project.swap(*names)

    @step(what=st.one_of(st.just(""), numbers, st.sampled_from(FOLDERS)))
    def move_away_or_back(self, what: int | str) -> None:
        """With its times and inodes. "": what was moved away last comes back."""
        path = what if isinstance(what, str) else self.file(what)
        if path:
            self.project.hide(path)
        else:
            self.project.bring_back()

    @step(number=numbers, how=st.sampled_from(DAMAGES))
    def damage_a_file(self, number: int, how: str) -> None:
        path = self.file(number)
        if path:
            self.project.damage(path, how)

    @step(number=numbers)
    def mend_a_file(self, number: int) -> None:
        self.project.mend(self.file(number))

    @step(number=numbers, how=st.sampled_from(UNSEEN))
    def edit_unseen(self, number: int, how: str) -> None:
        path = self.file(number)
        if path:
            self.project.edit_unseen(path, how, self.built)

    def file(self, number: int) -> str:
        path = self.project.file(number)
        say(f"    {path}")
        return path

    # --- The past -----------------------------------------------------------------------------------------------------

    @step(what=st.sampled_from(("keep", *KEPT)), moved=st.booleans())
    def go_back(self, what: str, moved: bool) -> None:
        """To what was kept, as with a backup, or a service that keeps a cache; "keep" keeps what is there now.

        What is `moved` has the times and inodes that it had in its other place, before the last builds.
        """
        kept, here = self.root / "kept" / what, self.folder / what
        if what == "keep":
            self.keep()
        elif kept.exists():
            aside = self.root / "aside-for-a-moment"
            if moved and os.path.lexists(here):
                here.rename(aside)
            self.clear(here)
            with suppress(OSError):
                here.parent.mkdir(parents=True, exist_ok=True)
                if moved:
                    kept.rename(here)
                elif kept.is_dir():
                    shutil.copytree(kept, here, symlinks=True)
                else:
                    shutil.copy(kept, here)
            if os.path.lexists(aside):
                self.clear(kept)
                aside.rename(kept)
            if what == "site":
                site = self.outputs["site"]
                own, self.kept_own = self.kept_own, site.own if moved else self.kept_own
                site.own, site.perhaps = own, frozenset()

    def keep(self) -> None:
        kept = self.root / "kept"
        self.clear(kept)
        kept.mkdir()
        for name in ("content", "themes", "site"):
            if (self.folder / name).is_dir():
                shutil.copytree(self.folder / name, kept / name, symlinks=True)
        self.kept_memory = self.memory()
        self.kept_own = self.outputs["site"].own

    # --- The published folder -----------------------------------------------------------------------------------------

    @step(output=outputs, number=numbers, how=st.sampled_from(("delete", "edit", "empty", "same size", "no folder")))
    def tamper_with_the_site(self, output: str, number: int, how: str) -> None:
        folder = self.outputs[output].folder
        paths = sorted(path for path in tree(folder) if not path.startswith(BOOKKEEPING))
        if not paths:
            return
        path = folder / paths[number % len(paths)]
        say(f"    {path}")
        if how == "delete":
            path.unlink()
        elif how == "no folder":
            self.clear(folder / path.relative_to(folder).parts[0])
        elif not path.is_symlink():
            status = path.stat()
            data = path.read_bytes()
            path.unlink()  # as most editors do
            path.write_bytes({"edit": data + b"mine", "empty": b"", "same size": b"?" * len(data)}[how])
            if how == "same size":
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    @step(output=outputs, how=st.sampled_from(("remove all", "lose the list", "spoil the list")))
    def spoil_the_site(self, output: str, how: str) -> None:
        site = self.outputs[output]
        if how in self.spared:
            return
        if how == "remove all":
            self.clear(site.folder)
            site.perhaps = frozenset()
        else:
            site.perhaps = site.own or site.perhaps
            for path in site.folder.glob(f"{BOOKKEEPING}*"):
                self.clear(path)
                if how == "spoil the list":
                    path.write_bytes(b"\x00\xff nonsense\n")
        site.own = frozenset()

    @step(
        output=outputs,
        path=st.sampled_from(
            ("CNAME", "notes/mine.txt", "stories/flood/mine.txt", "link", "method/index.html", "stories/storm")
        ),
        text=st.sampled_from(("noon", "dusk")),
    )
    def put_a_foreign_file(self, output: str, path: str, text: str) -> None:
        site = self.outputs[output]
        target = site.folder / path
        if path in site.own:
            return
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            if path == "link":
                target.symlink_to("CNAME")
            else:
                target.write_text(text)

    def clear(self, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif os.path.lexists(path):
            path.unlink()

    # --- The memory ---------------------------------------------------------------------------------------------------

    def memory(self) -> Tree:
        return tree(self.folder / MEMORY)

    @step(
        number=numbers,
        how=st.sampled_from(
            ("delete", "cut short", "flip a bit", "garbage", "empty", "older", "of another project", "of its neighbour",
             "folder", "longer", "secret")
        ),
        place=percent,
    )  # fmt: skip
    def tamper_with_the_memory(self, number: int, how: str, place: int) -> None:
        files = sorted(path for path, data in self.memory().items() if isinstance(data, bytes))
        if not files:
            return
        name = files[number % len(files)]
        say(f"    {name}")
        path = self.folder / MEMORY / name
        data = path.read_bytes()
        at = len(data) * place // 100
        if how == "delete":
            path.unlink()
        elif how == "folder":
            path.unlink()
            path.mkdir()
        elif how == "secret":
            path.chmod(0)
        else:
            sources = {
                "older": self.kept_memory,
                "of another project": self.other_memory(),
                "of its neighbour": self.memory(),
            }
            source = sources.get(how, {})
            others = sorted(each for each, value in source.items() if isinstance(value, bytes) and each != name)
            if how == "flip a bit":
                data = data[:at] + bytes([data[at] ^ (1 << number % 8)]) + data[at + 1 :] if data else b"\0"
            elif how in sources:
                same = name if name in source and how != "of its neighbour" else ""
                chosen = same or (others[place % len(others)] if others else "")
                found = source.get(chosen, data)
                data = found if isinstance(found, bytes) else data
            else:
                data = {"cut short": data[:at], "garbage": os.urandom(0) + b"\x80\x04noon" * 9, "empty": b""}.get(
                    how, data + b"\0"
                )
            path.write_bytes(data)

    @step(how=st.sampled_from(("remove", "file", "link", "older", "of another project", "no folder", "lost link")))
    def replace_the_memory(self, how: str) -> None:
        place = self.folder / MEMORY
        if how == "no folder":
            for path in sorted(path for path in place.glob("*") if path.is_dir())[:1]:
                shutil.rmtree(path)
            return
        self.clear(place)
        if how == "file":
            place.write_text("not a folder")
        elif how == "link":
            aside = self.root / "aside"
            aside.mkdir(exist_ok=True)
            place.symlink_to(aside)
        elif how == "lost link":
            place.symlink_to(self.root / "nowhere" / "at" / "all")
        elif how in ("older", "of another project"):
            fill(place, self.kept_memory if how == "older" else self.other_memory())

    def other_memory(self) -> Tree:
        """That of a project with the same files, in which other things stand."""
        key = "+".join(self.builders[0].plants)
        if key not in self.other_memories:
            with tempfile.TemporaryDirectory(prefix="sitegen-other-") as name:
                other = Project(Path(name).resolve())
                for path in other.files():
                    other.write(path, other.swap_words(path))
                self.builders[0].run(other.folder, ["build", "--no-search"])
                self.other_memories[key] = tree(other.folder / MEMORY)
        return self.other_memories[key]

    # --- Other commands -----------------------------------------------------------------------------------------------

    @step(names=st.sampled_from(MOVES))
    def rename_with_the_program(self, names: tuple[str, str]) -> None:
        """It may refuse; what it does is tested elsewhere."""
        self.run("mv", *names)

    @step(day=st.sampled_from(("2031-05-08", "2031-07-09")), instant=instants)
    def record(self, day: str, instant: str) -> None:
        self.run("record", "--date", day, *(("--now", instant) if instant else ()))

    def run(self, *arguments: str) -> None:
        if (self.folder / "content").is_dir():
            ran = self.builder.run(self.folder, arguments)
            say(f"    it ends with {ran.code}: {ran.messages}")
            if ran.code == CRASH:
                raise Mismatch(f"{arguments[0]} crashed:\n{ran.messages}")

    @step(what=st.sampled_from(("nothing", "check", "move", "process", "preview")), number=numbers)
    def do_something_else(self, what: str, number: int) -> None:
        """A process of its own takes half a second, and a preview longer, so they are seldom started."""
        if what == "check":
            self.check()
        elif what == "move":
            self.project.move()
            self.outputs["site"].folder = self.folder / "site"
        elif what == "process" and number % 4 == 1:
            self.build(Build(options=OPTIONS[number % len(OPTIONS)], way="process"))
        elif what == "preview" and number % 8 == 1:
            self.look_at_the_preview(signal.SIGKILL if number > 31 else signal.SIGINT)

    def check(self) -> None:
        """It writes nothing, and does not mind what is remembered."""
        before = self.memory()
        ran = self.builder.run(self.folder, ["check"])
        wanted = self.reference.check(self.folder)
        if (ran.code, ran.messages) != wanted:
            raise Mismatch(f"check says {ran.code} {ran.messages!r} instead of {wanted}")
        if self.memory() != before:
            raise Mismatch("check wrote into the memory")

    def look_at_the_preview(self, end: signal.Signals) -> None:
        """It uses the same memory."""
        if (self.folder / "content").is_dir():
            builder = self.builder
            preview = builder.start(self.folder, ["serve", "--port", "0"], root=self.root)
            until = time.monotonic() + 20
            said = Path(f"{preview.files}.out")
            while not (said.exists() and b"http://" in said.read_bytes()) and time.monotonic() < until:
                time.sleep(0.01)
            os.kill(preview.pid, end)
            builder.wait(preview)


def say(text: str) -> None:
    """For the list of steps of a failure."""
    with suppress(InvalidArgument):  # outside of a test
        note(text)


def fill(folder: Path, files: Tree) -> None:
    """Make the folder hold these files."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, str):
            target.symlink_to(data.removeprefix("-> "))
        else:
            target.write_bytes(data)


def builders(plants: Sequence[str] = (), *, small: bool = True) -> tuple[Builder, Builder]:
    """Two processes that build by turns."""
    planted = (STAND_INS, *((SMALL_WORLD,) if small else ()), *plants)
    return Builder(seed=1, plants=planted), Builder(seed=2, plants=planted)


BUILDERS = {small: builders(small=small) for small in (True, False)}
REFERENCES = {
    small: Reference(Builder(**ELSEWHERE, plants=(STAND_INS, *(SMALL_WORLD,) * small))) for small in (True, False)
}


def machine(*, planted: Sequence[Builder] = (), small: bool = True, by_the_clock: bool = False) -> type[Desk]:
    """A desk whose builds are made by these builders, or by those of the program as it is."""
    own = {"small": small, "by_the_clock": by_the_clock, "builders": planted or BUILDERS[small]}
    own["reference"] = REFERENCES[small]
    return type("Desk", (Desk,), {"TestCase": Desk.TestCase, **own})


def run(desk: type[Desk], number: int, examples: int, *, steps: int = STEPS) -> None:
    """So many sequences of steps that follow from the number. Fails with the steps of the first that goes wrong.

    Most of what is worth trying lies in the first few of them, so it is better to ask for few, with many numbers.
    """
    rules = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=(Phase.generate,),  # `reduce.py` makes sequences shorter
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(desk), settings=rules)
    except (FlakyFailure, FlakyStrategyDefinition):
        if desk.failed is None:
            raise
        desk.failed.add_note("It did not happen again with the same steps: it depends on the moment.")
        raise desk.failed from None
