"""A small builder with a memory, made around today's command: right as it stands, and wrong in one way for every fault.

It shows two things about the machine: that it lets pass what is right, and that it finds what is wrong.
"""

import contextlib
import ctypes
import fcntl
import io
import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from rebuilds.reference import copied
from rebuilds.trees import BOOKKEEPING, Tree, tree

LIST = ".sitegen-manifest"
EXCHANGE = 2

# What each fault is, in the words of somebody who meets it.
FAULTS = {
    "forgets the theme": "a change of a template or a style changes no page",
    "forgets the outlets": "an outlet keeps its old name",
    "forgets the pictures": "a picture that was replaced stays as it was",
    "forgets --drafts": "a build without drafts publishes those of the build before",
    "forgets --base-url": "canonical addresses are those of the build before",
    "forgets --moment": "what was under an embargo stays so after its end",
    "forgets --strict": "a build with warnings is taken for a good one",
    "forgets names": "a file that is renamed without a change is not noticed",
    "folds names": "names that differ in case or in the form of their letters are one",
    "trusts times": "an edit that keeps size and time is not noticed",
    "trusts times and inodes": "the same for an edit in place, while a moved file is noticed",
    "trusts newer times only": "an older version that is copied back is not noticed",
    "takes stock too late": "an edit during the build is taken to be in it",
    "keeps deleted pages": "the page of a deleted article stays",
    "forgets messages": "warnings are shown once only",
    "forgets the exit code": "with --keep-going the second build ends with 0",
    "trusts its memory": "a damaged memory is published",
    "trusts any memory": "the memory of another project, or of another time, is taken for its own",
    "trusts the folder": "a published file that somebody deleted is not replaced",
    "knows one folder": "with a second --output the first is taken to be up to date",
    "remembers before it publishes": "after a kill the site is taken to be up to date",
    "writes in place": "readers meet half a site",
    "renames twice": "for a moment there is no site",
    "sweeps": "files that others put there are deleted",
    "leaves its lock": "after a kill nothing can be built",
    "goes on where it died": "what a killed build had made is used, however old",
    "minds nobody": "two builds at once spoil one another's work",
    "gives up on a full disk": "no memory, no site",
}


def plant(fault: str) -> None:
    """Let every `sitegen build` in this process go through the toy."""
    from sitegen.cli import main

    original = main.main

    def toy_main(arguments: Sequence[str], **options: Any) -> NoReturn:
        if arguments[0] == "build":
            context = main.commands["build"].make_context("build", list(arguments[1:]))
            sys.exit(Toy(fault, original, context.params).build())
        original(list(arguments), **options)
        raise AssertionError

    main.main = toy_main  # type: ignore[assignment]


class Toy:
    def __init__(self, fault: str, original: Callable[..., Any], parameters: dict[str, Any]) -> None:
        assert fault == "none" or fault in FAULTS
        self.fault, self.original, self.parameters = fault, original, parameters
        self.project = Path.cwd()
        self.output: Path = (parameters["output"] or self.project / "site").resolve()
        self.memory = self.project / ".sitegen" / "toy"

    def build(self) -> int:
        with self.alone():
            return self.build_alone()

    def build_alone(self) -> int:
        key = self.key()
        known = self.remembered()
        last = known.get("key") == key and known["result"]
        if self.fault == "trusts any memory" and known.get("result"):
            last = known["result"] if known.get("names") == sorted(self.stamps()) else last
        code, messages, site = last or self.made()
        if not last and self.fault != "takes stock too late" and self.key() != key:
            key = "somebody edits"
        if self.fault == "takes stock too late":
            key = self.key()
        if last and self.fault == "forgets messages":
            messages = ""
        if last and self.fault == "forgets the exit code" and site is not None:
            code = 0
        result = (code, messages, site)
        published = known.get("published", ())
        mark = "any" if self.fault == "knows one folder" else str(self.output)
        trusting = self.fault in ("trusts the folder", "knows one folder", "remembers before it publishes")
        if self.fault == "remembers before it publishes":
            self.remember(key, result, {mark})
        sys.stderr.write(messages)
        if site is not None and not (trusting and last and mark in published and self.output.is_dir()):
            refused = self.publish(site)
            if refused:
                return refused
        self.remember(key, result, {mark, *published} if last else {mark})
        return code

    # --- What it knows ------------------------------------------------------------------------------------------------

    def key(self) -> str:
        """Of all that the site depends on."""
        options = ("base_url", "drafts", "moment", "no_search", "keep_going", "strict")
        chosen = {name: self.parameters[name] for name in options}
        if self.fault.startswith("forgets --"):
            chosen.pop(self.fault.removeprefix("forgets --").replace("-", "_"))
        stamps = self.stamps()
        if self.fault == "forgets names":
            return repr((chosen, sorted(stamps.values())))
        if self.fault == "trusts newer times only":
            return repr((chosen, sorted(stamps), max([int(each) for each in stamps.values()], default=0)))
        if self.fault == "folds names":
            stamps = {name.casefold().replace("\u0308", ""): stamp for name, stamp in stamps.items()}
        return repr((chosen, sorted(stamps.items())))

    def stamps(self) -> dict[str, str]:
        found = {}
        for name in ("content", "themes"):
            folder = self.project / name
            found[f"{name}/"] = "0"
            if folder.is_dir():
                found |= {f"{name}/{path}/": "0" for path in map(str, self.folders(folder))}
                found |= {f"{name}/{path}": self.stamp(folder / path) for path in tree(folder)}
            else:
                del found[f"{name}/"]
        return {path: stamp for path, stamp in found.items() if not self.forgets(path)}

    def folders(self, folder: Path) -> list[Path]:
        return [Path(parent).relative_to(folder) for parent, _, _ in os.walk(folder)]

    def forgets(self, path: str) -> bool:
        return {
            "forgets the theme": path.startswith("themes/"),
            "forgets the outlets": path == "content/outlets.yml",
            "forgets the pictures": path.endswith(".png"),
        }.get(self.fault, False)

    def stamp(self, path: Path) -> str:
        status = path.lstat()
        if self.fault == "trusts times":
            return f"{status.st_size} {status.st_mtime_ns}"
        if self.fault == "trusts times and inodes":
            return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
        if self.fault == "trusts newer times only":
            return str(status.st_mtime_ns)
        data = os.fsencode(os.readlink(path)) if path.is_symlink() else path.read_bytes()
        return sha256(data).hexdigest() + str(path.is_symlink())

    def made(self) -> tuple[int, str, Tree | None]:
        """A clean build, by the command as it is."""
        chosen = [*(["--base-url", self.parameters["base_url"]] if self.parameters["base_url"] else [])]
        chosen += ["--now", self.parameters["moment"]] if self.parameters["moment"] else []
        chosen += [
            f"--{name.replace('_', '-')}"
            for name in ("drafts", "no_search", "keep_going", "strict")
            if self.parameters[name]
        ]
        with tempfile.TemporaryDirectory(prefix="sitegen-toy-") as name:
            copy, target = Path(name) / "copy", Path(name) / "site"
            copied(self.project, copy)
            os.chdir(copy)
            said = io.StringIO()
            code: Any = 0
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                try:
                    self.original(["build", *chosen, "--output", str(target)], prog_name="sitegen")
                except SystemExit as end:
                    code = end.code
            os.chdir(self.project)
            return int(code or 0), said.getvalue(), tree(target) if target.is_dir() else None

    # --- Its memory ---------------------------------------------------------------------------------------------------

    def remembered(self) -> dict[str, Any]:
        try:
            data = self.memory.read_bytes()
            seal, body = data[:32], data[32:]
            if self.fault != "trusts its memory" and sha256(body).digest() != seal:
                return {}
            found: dict[str, Any] = pickle.loads(body)
            return found
        except OSError:
            return {}

    def remember(self, key: str, result: tuple[int, str, Tree | None], published: set[str]) -> None:
        value = {"key": key, "result": result, "published": published, "names": sorted(self.stamps())}
        body = pickle.dumps(value)
        try:
            self.memory.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.memory.with_name(f"toy.{os.getpid()}")
            fresh.write_bytes(sha256(body).digest() + body)
            fresh.replace(self.memory)
        except OSError as error:
            if self.fault == "gives up on a full disk":
                sys.stderr.write(f"error: {error}\n")
                sys.exit(1)

    # --- Publishing ---------------------------------------------------------------------------------------------------

    def publish(self, site: Tree) -> int:
        """Make the folder hold the site and what others put there. Gives an exit code when it refuses."""
        before = tree(self.output)
        own = self.own(before)
        foreign = {path: data for path, data in before.items() if path not in own and not path.startswith(BOOKKEEPING)}
        if self.fault == "sweeps":
            foreign = {}
        if self.fault == "keeps deleted pages":
            foreign |= {path: data for path, data in before.items() if path.endswith(".html") and path not in site}
        if any(site.get(path, data) != data for path, data in foreign.items()):
            sys.stderr.write("error: the folder holds something which sitegen did not make\n")
            return 2
        wanted = foreign | site
        if before == wanted:
            return 0
        try:
            if self.fault == "writes in place":
                self.write(self.output, wanted)
                for path in before.keys() - wanted.keys():
                    (self.output / path).unlink()
            else:
                self.replace(wanted)
        except OSError as error:
            sys.stderr.write(f"error: {error}\n")
            return 1
        return 0

    def own(self, before: Tree) -> set[str]:
        listed = before.get(LIST, b"")
        assert isinstance(listed, bytes)
        return set(listed.decode("utf-8", "replace").splitlines())

    def replace(self, wanted: Tree) -> None:
        fresh = self.output.with_name(f".{self.output.name}.new")
        if fresh.exists() and self.fault == "goes on where it died":
            wanted = tree(fresh) | {path: data for path, data in wanted.items() if not (fresh / path).exists()}
        if self.fault != "minds nobody":
            shutil.rmtree(fresh, ignore_errors=True)
        self.write(fresh, wanted)
        if not self.output.exists():
            fresh.rename(self.output)
        elif self.fault == "renames twice":
            former = self.output.with_name(f".{self.output.name}.old")
            shutil.rmtree(former, ignore_errors=True)
            self.output.rename(former)
            fresh.rename(self.output)
            shutil.rmtree(former)
        else:
            swap(fresh, self.output)
            shutil.rmtree(fresh, ignore_errors=True)

    def write(self, folder: Path, wanted: Tree) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in wanted.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, str):
                target.unlink(missing_ok=True)
                target.symlink_to(data.removeprefix("-> "))
            else:
                target.write_bytes(data)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no other build writes to this folder."""
        if self.fault == "minds nobody":
            yield
            return
        name = sha256(str(self.output).encode()).hexdigest()
        lock = Path(tempfile.gettempdir()) / f"sitegen-toy-{name}"
        if self.fault == "leaves its lock":
            if lock.exists():
                sys.exit("error: another build is running")
            lock.touch()
            yield
            lock.unlink()
            return
        with lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
            lock.unlink(missing_ok=True)


def swap(one: Path, other: Path) -> None:
    """Exchange two folders in one step."""
    renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    here = -100
    if renameat2(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE):
        raise OSError(ctypes.get_errno(), "cannot swap")
