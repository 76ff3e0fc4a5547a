"""What the program really has, to be compared with what is written: codes, fields, commands, templates, styles."""

import ast
import re
from pathlib import Path

import click

from sitegen.cli import main
from sitegen.load import shapes
from sitegen.load.fields import readings

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAKERS = {"Problem", "Fault", "Misplaced", "warning", "_problem", "_unread", "error", "custom"}
# Codes that are put together while the program runs, or stand in a tuple.
COMPOSED = {"unknown-claim", "unknown-article", "bad-date", "date-without-offset", "outside-folder"}
# Their fields are those of ClaimMentionShape.
PARTS = {"MentionShape", "QuotedMentionShape", "DisputeMentionShape", "SpanShape", "Shape"}


def problem_codes() -> set[str]:
    """The first text among the arguments of whatever makes a problem, or its `code`."""
    found = set(COMPOSED)
    for path in sorted((ROOT / "sitegen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
                named = [word.value for word in node.keywords if word.arg == "code"]
                texts = [each.value for each in (*named, *node.args) if isinstance(each, ast.Constant) and each.value]
                found.update(text for text in texts[:1] if isinstance(text, str) and CODE.fullmatch(text))
    return found


def shape_classes() -> dict[str, type[shapes.Shape]]:
    """The shapes of content files and their parts, by name."""
    known = {
        name: each for name, each in vars(shapes).items() if isinstance(each, type) and issubclass(each, shapes.Shape)
    }
    return {name: each for name, each in known.items() if name not in PARTS}


def fields(shape: type[shapes.Shape]) -> dict[str, bool]:
    """The keys of a shape as they are typed, and whether each is required."""
    return {key: each.required for key, each in readings(shape).items()}


def commands() -> dict[str, set[str]]:
    """The commands of sitegen, each with its options; "" stands for sitegen itself."""
    found = {"": _options(main)}
    return found | {name: _options(command) for name, command in main.commands.items()}


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def template_blocks(name: str) -> set[str]:
    text = (ROOT / "themes" / "default" / "templates" / name).read_text(encoding="utf-8")
    return set(re.findall(r"{%-? block (\w+)", text))


def macros() -> set[str]:
    text = (ROOT / "themes" / "default" / "templates" / "parts.html").read_text(encoding="utf-8")
    return set(re.findall(r"{%-? macro (\w+)\(", text))


def tokens() -> set[str]:
    """The custom properties that the theme declares."""
    css = (ROOT / "themes" / "default" / "static" / "style.css").read_text(encoding="utf-8")
    layer = re.search(r"@layer tokens \{\n(.*?)\n\}", css, re.DOTALL)
    return set(re.findall(r"(--[\w-]+):", layer[1])) if layer else set()


def _options(command: click.Command) -> set[str]:
    names = [name for parameter in command.params for name in parameter.opts if name.startswith("-")]
    return {*names, "--help", "-h"}


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
