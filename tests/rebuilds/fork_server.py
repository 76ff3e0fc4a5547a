"""A process that has the program loaded and runs each build in a fork of itself.

A build begins as in a process of its own, with nothing left of an earlier one, and costs milliseconds. In the fork an
audit hook sees every change that the build is about to make to the disk, and can bring about there, at the n-th one,
what else happens once in a year: a kill, a full disk, an edit, another build.

    python fork_server.py FOLDER/…/PROJECT [MODULE:FUNCTION:ARGUMENT …]

The functions are called, which is how faults are planted into the program; then the project is built once, to load
every module. At its end the server removes FOLDER.
"""

import atexit
import contextlib
import errno
import gc
import importlib
import io
import json
import mmap
import os
import pickle
import shutil
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from typing import Any, NoReturn

CRASH = 70  # the exit code of a build that ended with an exception
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "sqlite3.connect",
}
GROWTH = {"open", "os.link", "os.mkdir", "os.symlink", "sqlite3.connect"}  # what a full disk refuses
STARTS = {"os.fork", "os.posix_spawn"}


class Counters:
    """Numbers that a build, its own children and the server share."""

    def __init__(self) -> None:
        self.memory = mmap.mmap(-1, 32)

    def __getitem__(self, index: int) -> int:
        return int(struct.unpack_from("q", self.memory, index * 8)[0])

    def __setitem__(self, index: int, value: int) -> None:
        struct.pack_into("q", self.memory, index * 8, value)


WRITES, READS, DONE = range(3)


class Hook:
    """Counts what the build does on the disk, looks at the published folder, and lets one thing go wrong."""

    def __init__(self, root: str, trouble: dict[str, Any] | None, watched: str, seen: str, counters: Counters) -> None:
        self.root, self.trouble, self.counters = root, trouble or {}, counters
        self.watch = Watch(watched, seen) if watched else None
        self.busy = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.busy:
            return
        if event == "open":
            path, _, flags = arguments
            if not isinstance(path, str | bytes) or not self.is_ours(path):
                return
            writes = bool(flags & WRITING)
        elif event in CHANGES:
            flags, writes = 0, True
            paths = [named(each, arguments[-1]) for each in arguments[:2] if isinstance(each, str | bytes)]
            if not any(map(self.is_ours, paths)):
                return
            path = paths[0]
        elif event in STARTS or (event == "ctypes.dlsym" and "rename" in str(arguments[1])):
            path, flags, writes = "", 0, True
        else:
            return
        self.busy = True
        try:
            self.happens(event, path, flags, writes)
        finally:
            self.busy = False

    def is_ours(self, path: str | bytes) -> bool:
        """Below the folder of the test."""
        return os.path.abspath(os.fsdecode(path)).startswith(self.root)

    def happens(self, event: str, path: str | bytes, flags: int, writes: bool) -> None:
        which = WRITES if writes else READS
        number = self.counters[which]
        self.counters[which] = number + 1
        if writes and self.watch:
            self.watch.before(event, os.fsdecode(path), is_new=bool(flags & os.O_EXCL))
        if not self.trouble:
            return
        kind = self.trouble["kind"]
        if kind in ("edit", "vanish"):
            number = self.counters[WRITES] + self.counters[READS] - 1
        elif not writes:
            return
        if number < self.trouble["at"]:
            return
        if kind == "full":
            if event in GROWTH:
                self.counters[DONE] = 1
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            return
        if self.counters[DONE]:
            return
        self.counters[DONE] = 1
        if kind == "hiccup":
            raise OSError(errno.EIO, os.strerror(errno.EIO), path)
        if kind == "kill" or kind == "half":
            if kind == "half" and event == "open" and flags & (os.O_CREAT | os.O_TRUNC):
                os.open(path, flags)  # the file is there, and empty; what was to be written is not
            os.killpg(0, signal.SIGKILL)
            time.sleep(60)
        if kind == "stop":
            os.killpg(0, signal.SIGSTOP)
        if kind == "edit":
            with open(self.trouble["path"], "wb") as file:
                file.write(self.trouble["text"].encode("latin-1"))
        if kind == "vanish":
            os.unlink(self.trouble["path"])


def named(path: str | bytes, folder: object) -> str:
    """The whole path of what is named within a folder that was opened before."""
    path = os.fsdecode(path)
    if os.path.isabs(path) or not isinstance(folder, int) or folder < 0:
        return path
    try:
        return os.path.join(os.readlink(f"/proc/self/fd/{folder}"), path)
    except OSError:
        return path


class Watch:
    """Every state in which the published folder was while the build changed the disk, as pickles in a file."""

    def __init__(self, folder: str, seen: str) -> None:
        self.folder, self.seen = os.path.realpath(folder), seen
        self.signature: dict[str, tuple[int, ...]] = {}
        self.digests: dict[str, str] = {}
        self.look()
        self.touched = False

    def before(self, event: str, path: str, *, is_new: bool) -> None:
        """Called when a change is about to be made: what the last one did to the folder can be seen now."""
        if self.touched:
            self.look()
        inside = os.path.realpath(path).startswith(self.folder + os.sep)
        self.touched = inside or event not in ("open", "os.mkdir", "os.remove", "os.rmdir", "os.link")
        if event == "open" and not is_new:
            self.look_at_opened(path)

    def look(self) -> None:
        signature: dict[str, tuple[int, ...]] = {}
        folders = [self.folder]
        while folders:
            try:
                entries = os.scandir(folders.pop())
            except OSError:
                continue
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    numbers = (status.st_ino, status.st_size, status.st_mtime_ns)
                    signature[entry.path[len(self.folder) + 1 :]] = numbers
        if signature != self.signature or not self.digests:
            self.digests = {path: self.digest(path, numbers) for path, numbers in signature.items()}
            self.signature = signature
            self.tell(self.digests)

    def digest(self, name: str, numbers: tuple[int, ...]) -> str:
        if self.signature.get(name) == numbers:
            return self.digests[name]
        path = os.path.join(self.folder, name)
        if os.path.islink(path):
            return f"-> {os.readlink(path)}"
        with open(path, "rb") as file:
            return sha256(file.read()).hexdigest()

    def look_at_opened(self, path: str) -> None:
        """A file of the folder that is opened for writing will be half written for a moment, under whatever name."""
        try:
            number = os.stat(path).st_ino
        except OSError:
            number = -1
        names = [name for name, numbers in self.signature.items() if numbers[0] == number]
        inside = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        if inside.startswith(self.folder + os.sep):
            names.append(os.path.relpath(inside, self.folder))
        for name in names:
            self.tell(name)

    def tell(self, what: dict[str, str] | str) -> None:
        with open(self.seen, "ab") as file:
            file.write(pickle.dumps(what))


class Server:
    def __init__(self) -> None:
        self.counters: dict[int, Counters] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["do"] == "start":
            return {"pid": self.start(request)}
        if request["do"] == "go on":
            os.killpg(request["pid"], signal.SIGCONT)
            return {}
        if request["do"] == "kill":
            with contextlib.suppress(ProcessLookupError):  # it has not come so far as to have a group of its own
                os.killpg(request["pid"], signal.SIGKILL)
            os.kill(request["pid"], signal.SIGKILL)
            return {}
        return self.wait(request["pid"], request["patience"])

    def start(self, request: dict[str, Any]) -> int:
        counters = Counters()
        pid = os.fork()
        if pid == 0:
            run(request, counters)
        self.counters[pid] = counters
        return pid

    def wait(self, pid: int, patience: float) -> dict[str, Any]:
        """Until the build has ended or stopped, or for so many seconds."""
        until = time.monotonic() + patience
        pause = 0.0005
        while True:
            found, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
            if found and os.WIFSTOPPED(status):
                return {"state": "stopped"}
            if found:
                counters = self.counters.pop(pid)
                return {
                    "state": "ended",
                    "code": os.waitstatus_to_exitcode(status),
                    "writes": counters[WRITES],
                    "reads": counters[READS],
                    "troubled": bool(counters[DONE]),
                }
            if time.monotonic() > until:
                return {"state": "running"}
            time.sleep(pause)
            pause = min(pause * 1.3, 0.01)


def run(request: dict[str, Any], counters: Counters) -> NoReturn:
    """The build itself, in the fork. Never returns."""
    code = CRASH
    try:
        os.setsid()
        for name, number in (("out", 1), ("err", 2)):
            descriptor = os.open(f"{request['files']}.{name}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(descriptor, number)
            os.close(descriptor)
        sys.stdin = open(os.devnull)  # noqa: SIM115 - for the rest of the process
        sys.stdout = os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace")
        os.chdir(request["project"])
        seen = f"{request['files']}.seen"
        sys.addaudithook(Hook(request["root"], request["trouble"], request["watched"], seen, counters))
        from sitegen.cli import main

        try:
            main.main(request["arguments"], prog_name="sitegen")
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        threading._shutdown()  # type: ignore[attr-defined]  # as the interpreter itself does at its end
        atexit._run_exitfuncs()
    except BaseException:
        traceback.print_exc()
        code = CRASH
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)


def remember_templates() -> None:
    """Compile and translate each template once for all forks: it is most of the work of a small clean build.

    What comes of it depends on nothing but the templates. Where the program does it elsewhere, builds are slower.
    """
    from jinja2.environment import Environment

    compiled: dict[tuple[object, ...], Any] = {}
    compile_ = Environment.compile

    def compiling(
        self: Environment, source: Any, name: Any = None, filename: Any = None, raw: bool = False, *rest: Any
    ) -> Any:
        if raw or rest or not isinstance(source, str):
            return compile_(self, source, name, filename, raw, *rest)
        key = (source, name, filename)
        if key not in compiled:
            compiled[key] = compile_(self, source, name, filename)
        return compiled[key]

    Environment.compile = compiling  # type: ignore[assignment, method-assign]

    from sitegen.render import page

    translate = getattr(page, "_translated", None)
    if translate is None:
        return

    def translating(theme: Any, template: str) -> Any:
        key = (template, theme.fingerprint_of(template), theme.tongue.key)
        if key not in compiled:
            compiled[key] = translate(theme, template)
        return compiled[key]

    page._translated = translating


def warm_up(main: Callable[..., object], project: str) -> None:
    """One build in this process, which loads every module and compiles every template."""
    from sitegen.tongue import tongue

    for language in ("de", "ar"):  # those of the texts
        tongue(language)
    here = os.getcwd()
    os.chdir(project)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with contextlib.suppress(SystemExit):
            main(["build", "--no-search", "--jobs", "1"])
    os.chdir(here)


def serve(project: str, plants: list[str]) -> None:
    from sitegen.cli import main

    build = main.main
    remember_templates()
    for plant in plants:
        module, function, *arguments = plant.split(":")
        planted: Callable[..., None] = getattr(importlib.import_module(module), function)
        planted(*arguments)
    warm_up(build, project)
    gc.collect()
    gc.freeze()
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # nothing else may speak there
    server = Server()
    for line in sys.stdin:
        answers.write(json.dumps(server.answer(json.loads(line))) + "\n")
        answers.flush()
    shutil.rmtree(os.path.dirname(os.path.dirname(project)), ignore_errors=True)


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2:])
