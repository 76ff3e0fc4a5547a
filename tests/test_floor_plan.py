"""The house of ARCHITECTURE.md, held by reading what every module imports and names."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

HOUSE = Path(__file__).resolve().parents[1] / "sitegen"

# What each room may import besides itself. A room that is not here has no place in the house.
GROUND = {"model", "memory", "problems", "tongue"}
MACHINE = {"crew", "versions"}  # on the ground too, but only the second floor comes down here
FIRST_FLOOR = {"load", "compare", "pages", "render", "save"}
PARTS = {"story_part", "sheet_part", "site_part", "search_part", "database_part", "moved_part"}
MAY_IMPORT = {
    "model": set[str](),
    "memory": set[str](),
    "problems": {"model"},
    "tongue": {"memory"},
    "crew": set[str](),
    "versions": set[str](),
    **dict.fromkeys(FIRST_FLOOR, GROUND),
    # The second floor, step by step.
    "order": {"model", "save"},
    "ledger": GROUND,
    "reasons": {"ledger"},
    "story_part": GROUND | FIRST_FLOOR | {"crew", "ledger"},
    "sheet_part": GROUND | {"pages", "crew", "ledger"},
    "site_part": GROUND | {"pages", "render", "save", "ledger"},
    "moved_part": GROUND | {"load", "pages", "render", "save", "ledger"},
    "search_part": GROUND | {"save", "versions", "ledger", "sheet_part"},
    "database_part": GROUND | {"pages", "save", "versions", "ledger", "sheet_part"},
    "rebuild": GROUND | FIRST_FLOOR | MACHINE | PARTS | {"order", "ledger", "reasons"},
    "build": GROUND | MACHINE | {"load", "save", "order", "ledger", *PARTS, "rebuild"},
    "verify": {"save", "order", "build"},
    "archive": GROUND | {"load", "pages", "render", "save", "order", "ledger", "sheet_part", "build"},
    "why": GROUND | {"pages", "ledger", "sheet_part", "build"},
    "live": GROUND | {"load", "save", "crew", "order", "ledger", *PARTS, "rebuild", "build"},
    # The roof.
    "serve": GROUND | {"order", "build", "live"},
    "author": GROUND | FIRST_FLOOR | {"order", "build"},
    "cli": GROUND | FIRST_FLOOR | {"terminal", "order", "build", "verify", "archive", "why", "live", "serve", "author"},
    "terminal": GROUND,
    "__main__": {"cli"},
    "": set[str](),  # sitegen/__init__.py, which every room may import
}

# The rooms that alone know a library.
KNOWN_TO = {
    "babel": {"tongue"},
    "yaml": {"load"},
    "markdown_it": {"load"},
    "mdit_py_plugins": {"load"},
    "jinja2": {"render"},
    "markupsafe": {"render", "pages"},
    "sqlite3": {"pages", "versions"},
    "resvg_py": {"render"},
    "pagefind": {"save"},
    "pagefind_bin": {"save"},
    "watchdog": {"serve"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "websockets": {"serve"},
}

# What differs from machine to machine, from user to user and from day to day.
CLOCK = {
    *(f"time.{name}{unit}" for name in ("time", "monotonic", "perf_counter", "process_time") for unit in ("", "_ns")),
    *(f"time.{name}" for name in ("localtime", "gmtime", "ctime", "asctime")),
    *(f"datetime.datetime.{name}" for name in ("now", "utcnow", "today")),
    "datetime.date.today",
}
SURROUNDINGS = {
    *(f"os.{name}" for name in ("environ", "environb", "getenv", "getenvb", "getcwd", "getcwdb", "chdir")),
    *("pathlib.Path.cwd", "pathlib.Path.home", "os.path.expanduser", "sys.argv", "sys.stdin"),
    *("locale", "os.get_terminal_size", "shutil.get_terminal_size"),
    *("sys.path", "sys.version", "os.cpu_count", "os.sched_getaffinity"),
}
MAY_READ = {  # what it is made with is part of the key of whatever is kept
    "versions": {"sys.path", "sys.version"},
    "render": {"sys.version"},
    "save": {"os.sched_getaffinity"},  # only where Pagefind runs
}
VAGUE = {"util", "utils", "common", "base", "manager", "managers", "helper", "helpers"}


class Import(NamedTuple):
    line: int
    target: str  # dotted, down to the name that is taken: sitegen.load.files.text
    local: str  # the name that the module gives it
    means: str  # what the local name stands for: `import os.path` binds `os`, which means os


@dataclass(frozen=True)
class Module:
    name: str  # dotted, as in an import: sitegen.load.files
    path: Path
    is_package: bool

    @property
    def room(self) -> str:
        return room_of(self.name)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_bytes(), self.path)

    @cached_property
    def imports(self) -> list[Import]:
        """Every import, wherever in the module it stands."""
        return [found for node in ast.walk(self.tree) for found in self._imports(node)]

    def _imports(self, node: ast.AST) -> Iterator[Import]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield Import(node.lineno, alias.name, alias.asname or top, alias.name if alias.asname else top)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                target = f"{self._origin(node)}.{alias.name}"
                yield Import(node.lineno, target, alias.asname or alias.name, target)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        upwards = node.level - self.is_package
        package = self.name.split(".")[: -upwards or None]
        return ".".join([*package, *([node.module] if node.module else [])])

    @cached_property
    def names(self) -> list[tuple[int, str]]:
        """Line and full dotted name of everything that is imported or read: `datetime.now` is datetime.datetime.now."""
        means = {found.local: found.means for found in self.imports}
        expressions = (node for node in ast.walk(self.tree) if isinstance(node, ast.Name | ast.Attribute))
        read = [(node.lineno, dotted(node, means)) for node in expressions]
        return [*((found.line, found.target) for found in self.imports), *read]

    def at(self, line: int, fault: str) -> str:
        return f"{self.path}:{line}: {fault}"


def dotted(node: ast.expr, means: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return means.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value, means)}.{node.attr}"
    return ""


def room_of(name: str) -> str:
    return [*name.split("."), ""][1]


def modules(house: Path) -> dict[str, Module]:
    """Every module under the folder `sitegen`, by its dotted name."""
    found = {}
    for path in sorted(house.rglob("*.py")):
        parts = ("sitegen", *path.relative_to(house).with_suffix("").parts)
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name=name, path=path, is_package=is_package)
    return found


def ours(house: dict[str, Module], module: Module) -> Iterator[tuple[int, str]]:
    """Line and name of every module of ours that the module imports; a name inside a module counts as the module."""
    for line, target, *_ in module.imports:
        if target.partition(".")[0] == "sitegen":
            parts = target.split(".")
            names = (".".join(parts[:n]) for n in range(len(parts), 1, -1))
            unknown = target if room_of(target) in MAY_IMPORT else "sitegen"  # a name of sitegen/__init__.py
            yield line, next((name for name in names if name in house), unknown)


def without_a_room(house: dict[str, Module]) -> Iterator[str]:
    for module in house.values():
        if module.room not in MAY_IMPORT:
            yield module.at(1, f"{module.room} is not on the floor plan")


def upward_imports(house: dict[str, Module]) -> Iterator[str]:
    for module in house.values():
        allowed = {module.room, ""} | MAY_IMPORT.get(module.room, set())
        for line, target in ours(house, module):
            if room_of(target) not in allowed:
                yield module.at(line, f"{module.room or 'sitegen'} imports {target}")


def circles(house: dict[str, Module]) -> Iterator[str]:
    graph = {name: {target for _, target in ours(house, module)} - {name} for name, module in house.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "imports in a circle: " + " → ".join(reversed(error.args[1]))


def detours(house: dict[str, Module]) -> Iterator[str]:
    for module in house.values():
        for line, name in module.names:
            if name.split(".")[-1] in ("TYPE_CHECKING", "import_module", "__import__"):
                yield module.at(line, f"{name} hides an import")


def surroundings_read(house: dict[str, Module]) -> Iterator[str]:
    for module in house.values():
        forbidden = (SURROUNDINGS | (CLOCK if module.room != "serve" else set())) - MAY_READ.get(module.room, set())
        for line, name in module.names if module.room not in ("cli", "terminal") else []:
            if name in forbidden or name.partition(".")[0] == "locale" or name.endswith(".isatty"):
                yield module.at(line, f"{name} is for cli.py and terminal.py to read")


def libraries_abroad(house: dict[str, Module]) -> Iterator[str]:
    for module in house.values():
        for line, name in [*((found.line, found.target) for found in module.imports), *commands(module)]:
            library = name.partition(".")[0]
            if module.room not in KNOWN_TO.get(library, {module.room}):
                yield module.at(line, f"{library} is for {' and '.join(sorted(KNOWN_TO[library]))} alone")


def commands(module: Module) -> Iterator[tuple[int, str]]:
    """Line and name of every module that is run as `python -m NAME`, as in a list of arguments."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.List | ast.Tuple | ast.Call):
            items = node.args if isinstance(node, ast.Call) else node.elts
            for flag, name in pairwise(item.value if isinstance(item, ast.Constant) else None for item in items):
                if flag == "-m" and isinstance(name, str):
                    yield node.lineno, name


def vague_names(house: dict[str, Module]) -> Iterator[str]:
    for module in house.values():
        if VAGUE & set(module.name.split(".")):
            yield module.at(1, "a helper without a room wants a name")


def test_the_house_has_rooms() -> None:
    assert {"model", "load"} <= {module.room for module in modules(HOUSE).values()}


def test_every_module_has_a_room() -> None:
    assert not list(without_a_room(modules(HOUSE)))


def test_imports_go_only_down_and_rooms_of_the_first_floor_are_strangers() -> None:
    assert not list(upward_imports(modules(HOUSE)))


def test_no_modules_import_one_another_in_a_circle() -> None:
    assert not list(circles(modules(HOUSE)))


def test_no_import_takes_a_detour() -> None:
    assert not list(detours(modules(HOUSE)))


def test_only_the_command_line_reads_the_clock_the_environment_the_working_directory_and_the_terminal() -> None:
    assert not list(surroundings_read(modules(HOUSE)))


def test_a_library_is_known_only_in_its_room() -> None:
    assert not list(libraries_abroad(modules(HOUSE)))


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not list(vague_names(modules(HOUSE)))


SOUND = {
    "__init__.py": "__version__ = '1'",
    "model/claim.py": "from datetime import datetime\nfrom sitegen.model import noun\nepoch = datetime(1970, 1, 1)",
    "model/noun.py": "",
    "problems.py": "from sitegen.model.claim import Claim",
    "load/story.py": "import yaml\nfrom sitegen import problems\nfrom . import files\nfrom .files import text",
    "load/files.py": "from sitegen import __version__\nfrom ..model.noun import noun\ntime = story.time.time",
    "save/search.py": "command = [python, '-m', 'pagefind', '--site', folder]",
    "pages/story.py": "from markupsafe import Markup\nreserved = ('pagefind', 'locale')",
    "crew.py": "import os\nos.fork()",
    "versions.py": "import sys\nplaces = sys.path\npython = sys.version",
    "ledger.py": "from sitegen.model.claim import Claim",
    "story_part.py": "from sitegen import ledger\nfrom sitegen.crew import fork\nfrom sitegen.load.story import files",
    "build.py": "from sitegen.load import story\nfrom sitegen.save.search import index\nimport sitegen.versions",
    "serve/server.py": "import time\nimport starlette\nfrom sitegen.build import build\nnow = time.time()",
    "cli.py": "import os\nimport sitegen.serve.server\nos.getcwd()\ndef init():\n    from sitegen.author import edit",
}

Rule = Callable[[dict[str, Module]], Iterator[str]]


def planted(folder: Path, files: dict[str, str]) -> dict[str, Module]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return modules(folder)


@pytest.mark.parametrize(
    "rule",
    [without_a_room, upward_imports, circles, detours, surroundings_read, libraries_abroad, vague_names],
)
def test_a_sound_house_has_no_faults(rule: Rule, tmp_path: Path) -> None:
    assert not list(rule(planted(tmp_path, SOUND)))


@pytest.mark.parametrize(
    ("rule", "name", "text", "fault"),
    [
        (without_a_room, "attic.py", "", "attic is not on the floor plan"),
        (without_a_room, "cellar/wine.py", "", "cellar is not on the floor plan"),
        (upward_imports, "model/story.py", "from sitegen.problems import warning", "model imports sitegen.problems"),
        (upward_imports, "model/story.py", "from .. import cli", "model imports sitegen.cli"),
        (upward_imports, "memory.py", "import sitegen.load.story", "memory imports sitegen.load.story"),
        (upward_imports, "memory.py", "from sitegen.model.claim import Claim", "memory imports sitegen.model.claim"),
        (upward_imports, "crew.py", "from sitegen import versions", "crew imports sitegen.versions"),
        (upward_imports, "load/files.py", "from sitegen.versions import program", "load imports sitegen.versions"),
        (upward_imports, "render/page.py", "from sitegen.crew import Crew", "render imports sitegen.crew"),
        (upward_imports, "save/search.py", "from sitegen.ledger import Ledger", "save imports sitegen.ledger"),
        (upward_imports, "ledger.py", "from sitegen.load import story", "ledger imports sitegen.load.story"),
        (upward_imports, "story_part.py", "import sitegen.build", "story_part imports sitegen.build"),
        (upward_imports, "sheet_part.py", "from sitegen.load import story", "sheet_part imports sitegen.load.story"),
        (upward_imports, "why.py", "from sitegen.load import story", "why imports sitegen.load.story"),
        (upward_imports, "rebuild.py", "from sitegen.build import build", "rebuild imports sitegen.build"),
        (upward_imports, "serve/site.py", "from sitegen.load import story", "serve imports sitegen.load.story"),
        (
            upward_imports,
            "compare/cells.py",
            "from sitegen.load.files import text",
            "compare imports sitegen.load.files",
        ),
        (upward_imports, "pages/home.py", "from ..render import page", "pages imports sitegen.render.page"),
        (upward_imports, "render/page.py", "def f():\n    from sitegen import build", "render imports sitegen.build"),
        (upward_imports, "build.py", "from sitegen.serve import server", "build imports sitegen.serve.server"),
        (upward_imports, "serve/watch.py", "import sitegen.cli as cli", "serve imports sitegen.cli"),
        (
            upward_imports,
            "author/edit.py",
            "from sitegen.serve.server import app",
            "author imports sitegen.serve.server",
        ),
        (upward_imports, "__init__.py", "from sitegen.build import build", "sitegen imports sitegen.build"),
        (circles, "model/noun.py", "from sitegen.model.claim import Claim", "sitegen.model.claim → sitegen.model.noun"),
        (circles, "load/files.py", "def f():\n    from . import story", "sitegen.load.files"),
        (detours, "load/story.py", "from typing import TYPE_CHECKING\nif TYPE_CHECKING: pass", "TYPE_CHECKING hides"),
        (detours, "load/story.py", "import typing as t\nif t.TYPE_CHECKING: pass", "typing.TYPE_CHECKING hides"),
        (detours, "load/story.py", "import importlib\nimportlib.import_module('sitegen.cli')", "import_module hides"),
        (surroundings_read, "build.py", "import os\nos.environ['HOME']", "os.environ is"),
        (surroundings_read, "build.py", "from time import perf_counter\nperf_counter()", "time.perf_counter is"),
        (surroundings_read, "build.py", "import sys\nsys.path.append('')", "sys.path is"),
        (surroundings_read, "render/page.py", "import sys\nprint(sys.path)", "sys.path is"),
        (surroundings_read, "crew.py", "import os\nos.cpu_count()", "os.cpu_count is"),
        (surroundings_read, "versions.py", "import os\nos.environ['HOME']", "os.environ is"),
        (surroundings_read, "build.py", "from os import environ as e\ne['HOME']", "os.environ is"),
        (surroundings_read, "load/story.py", "import os as o\no.getcwd()", "os.getcwd is"),
        (surroundings_read, "load/story.py", "from pathlib import Path\nPath.cwd()", "pathlib.Path.cwd is"),
        (surroundings_read, "load/story.py", "import pathlib\npathlib.Path.cwd()", "pathlib.Path.cwd is"),
        (surroundings_read, "pages/feed.py", "import time\ntime.time()", "time.time is"),
        (surroundings_read, "pages/feed.py", "from time import time\ntime()", "time.time is"),
        (
            surroundings_read,
            "pages/feed.py",
            "from datetime import datetime, UTC\ndatetime.now(UTC)",
            "datetime.now is",
        ),
        (surroundings_read, "pages/feed.py", "import datetime\ndatetime.datetime.now()", "datetime.datetime.now is"),
        (surroundings_read, "pages/feed.py", "from datetime import date\ndate.today()", "datetime.date.today is"),
        (surroundings_read, "problems.py", "import sys\nsys.stdout.isatty()", "sys.stdout.isatty is"),
        (surroundings_read, "render/page.py", "import locale", "locale is"),
        (surroundings_read, "render/page.py", "from locale import strxfrm", "locale.strxfrm is"),
        (surroundings_read, "serve/server.py", "import os\nos.getenv('PORT')", "os.getenv is"),
        (libraries_abroad, "author/edit.py", "import yaml", "yaml is for load alone"),
        (libraries_abroad, "pages/story.py", "from markdown_it import MarkdownIt", "markdown_it is for load alone"),
        (libraries_abroad, "pages/story.py", "import jinja2.ext", "jinja2 is for render alone"),
        (libraries_abroad, "save/files.py", "import markupsafe", "markupsafe is for pages and render alone"),
        (libraries_abroad, "build.py", "from pagefind.index import PagefindIndex", "pagefind is for save alone"),
        (libraries_abroad, "build.py", "run([python, '-m', 'pagefind'])", "pagefind is for save alone"),
        (libraries_abroad, "build.py", "run(python, '-m', 'pagefind')", "pagefind is for save alone"),
        (
            libraries_abroad,
            "save/files.py",
            "from watchdog.events import FileSystemEvent",
            "watchdog is for serve alone",
        ),
        (libraries_abroad, "cli.py", "def serve():\n    import uvicorn", "uvicorn is for serve alone"),
        (vague_names, "load/utils.py", "", "wants a name"),
        (vague_names, "save/common/disk.py", "", "wants a name"),
    ],
)
def test_a_planted_fault_is_found(rule: Rule, name: str, text: str, fault: str, tmp_path: Path) -> None:
    faults = list(rule(planted(tmp_path, {**SOUND, name: text})))
    assert faults
    assert all(fault in found for found in faults)
