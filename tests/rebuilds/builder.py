"""The command `sitegen build`, run in a fork or in a process of its own, with what came of it."""

import atexit
import json
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rebuilds.project import Project

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
SMALL_WORLD = "rebuilds.small_world:enter"
STAND_INS = "rebuilds.stand_ins:plant"
PATIENCE = 60.0  # seconds after which a build is taken to hang


@dataclass(frozen=True)
class Trouble:
    """What happens at the n-th change that a build makes to the disk, counted from 0.

    kill: every process of the build dies. half: a file that is just made, or emptied, stays empty, and they die.
    full: from now on the disk takes nothing new. hiccup: this one change fails. stop: the build sleeps until it is
    woken. edit, vanish: a file at `path` gets this `text`, or is deleted; here what is read counts too.
    """

    kind: str
    at: int
    path: str = ""
    text: str = ""


@dataclass(frozen=True)
class Ran:
    """What came of a build. `code` is negative after a kill. `seen` are the states of the watched folder, by digest,
    and the names of its files that were written in place."""

    code: int
    messages: str
    changes: int = 0
    reads: int = 0
    troubled: bool = False
    seen: tuple[dict[str, str] | str, ...] = ()


@dataclass
class Started:
    """A build that is going on."""

    pid: int
    files: str
    project: Path


@dataclass
class Builder:
    """Runs builds in forks of a process that has loaded the program with these plants.

    `seed` is that of Python's hashes: what one process remembers, another with another seed must understand.
    """

    seed: int = 0
    plants: tuple[str, ...] = ()
    surroundings: dict[str, str] = field(default_factory=dict)
    server: subprocess.Popen[str] | None = None
    scratch: Path | None = None

    def run(
        self,
        project: Path,
        arguments: Sequence[str],
        *,
        root: Path | None = None,
        trouble: Trouble | None = None,
        watched: Path | None = None,
    ) -> Ran:
        """The whole build, or what the trouble leaves of it."""
        started = self.start(project, arguments, root=root, trouble=trouble, watched=watched)
        ran = self.wait(started)
        assert ran is not None, "the build stopped by itself"
        return ran

    def start(
        self,
        project: Path,
        arguments: Sequence[str],
        *,
        root: Path | None = None,
        trouble: Trouble | None = None,
        watched: Path | None = None,
    ) -> Started:
        server = self.ready()
        assert self.scratch is not None
        handle, files = tempfile.mkstemp(dir=self.scratch)
        os.close(handle)
        answer = self.ask(
            server,
            do="start",
            project=str(project),
            root=str(root or project),
            arguments=list(arguments),
            files=files,
            watched=str(watched) if watched else "",
            trouble=trouble and trouble.__dict__,
        )
        return Started(pid=answer["pid"], files=files, project=project)

    def wait(self, started: Started, patience: float = PATIENCE) -> Ran | None:
        """What came of it; None while it sleeps or goes on after so many seconds. Fails if it hangs."""
        server = self.ready()
        answer = self.ask(server, do="wait", pid=started.pid, patience=patience)
        if answer["state"] == "running" and patience == PATIENCE:
            self.ask(server, do="kill", pid=started.pid)
            said = Path(f"{started.files}.err").read_text()
            raise AssertionError(f"the build hangs; it said {said!r}")
        if answer["state"] != "ended":
            return None
        messages = self.taken(f"{started.files}.err").decode("utf-8", "backslashreplace")
        self.taken(f"{started.files}.out")
        self.taken(started.files)
        return Ran(
            code=answer["code"],
            messages=messages.replace(str(started.project), "PROJECT"),
            changes=answer["writes"],
            reads=answer["reads"],
            troubled=answer["troubled"],
            seen=tuple(self.pickles(f"{started.files}.seen")),
        )

    def go_on(self, started: Started) -> None:
        self.ask(self.ready(), do="go on", pid=started.pid)

    def kill(self, started: Started) -> None:
        self.ask(self.ready(), do="kill", pid=started.pid)

    def ready(self) -> subprocess.Popen[str]:
        """The server, which is started when it is first needed."""
        if self.server is None or self.server.poll() is not None:
            self.scratch = Path(tempfile.mkdtemp(prefix="sitegen-builder-"))
            first = Project(self.scratch / "first").folder
            self.server = subprocess.Popen(
                [sys.executable, "-B", str(HERE / "fork_server.py"), str(first), *self.plants],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=environment(self.seed) | self.surroundings,
            )
            atexit.register(self.end)
        return self.server

    def end(self) -> None:
        """Let the server go, with its notes."""
        if self.server is not None and self.server.stdin is not None:
            self.server.stdin.close()
            self.server.wait()  # it takes its scratch folder along
            self.server = None

    def ask(self, server: subprocess.Popen[str], **request: Any) -> Any:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(json.dumps(request) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, "the builder is gone"
        return json.loads(answer)

    def taken(self, path: str) -> bytes:
        data = Path(path).read_bytes()
        os.unlink(path)
        return data

    def pickles(self, path: str) -> list[dict[str, str] | str]:
        found = []
        if os.path.exists(path):
            with open(path, "rb") as file:
                while True:
                    try:
                        found.append(pickle.load(file))
                    except (EOFError, pickle.UnpicklingError):  # cut short by a kill
                        break
            os.unlink(path)
        return found


def real_process(project: Path, arguments: Sequence[str], *, small: bool = False) -> Ran:
    """The same as a person would start it, perhaps in the small world. Slow."""
    command = [sys.executable, "-m", "rebuilds.small_world" if small else "rebuilds.stand_ins", *arguments]
    ended = subprocess.run(
        command, cwd=project, env=environment(None), capture_output=True, timeout=PATIENCE, check=False
    )
    messages = ended.stderr.decode("utf-8", "backslashreplace")
    return Ran(code=ended.returncode, messages=messages.replace(str(project), "PROJECT"))


def environment(seed: int | None) -> dict[str, str]:
    """Ours, with the program found in this checkout."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    found = {**os.environ, "PYTHONPATH": path.rstrip(os.pathsep), "PYTHONDONTWRITEBYTECODE": "1"}
    found |= {} if seed is None else {"PYTHONHASHSEED": str(seed)}
    found.pop("COVERAGE_PROCESS_START", None)
    return found
