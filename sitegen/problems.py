"""Problems as text, as JSON, as annotations of a GitHub workflow, and as SARIF 2.1.0. Always all of them, sorted."""

from collections.abc import Iterable

from sitegen.model.problem import Origin, Problem

RED, YELLOW, BOLD, DIM, PLAIN = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Every problem once, by path, line and column."""
    return tuple(sorted(set(problems), key=_rank))


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a publication."""
    return tuple(problem for problem in problems if problem.severity == "error")


def warning(origin: Origin, code: str, message: str, hint: str = "") -> Problem:
    """A problem that does not stop a publication."""
    return Problem(origin=origin, code=code, message=message, hint=hint, severity="warning")


def as_text(problems: Iterable[Problem], *, colour: bool = False, prefix: str = "") -> str:
    """One line each, `path:line:column: error: text  [code]`, and a hint. `prefix` leads to the project."""
    return "".join(_text(problem, colour, prefix) for problem in problems)


def as_json(problems: Iterable[Problem], *, prefix: str = "") -> str:
    """A JSON array of objects with path, line, column, severity, code, message, hint."""
    rows = [
        {
            "path": _path(p, prefix),
            "line": p.origin.line,
            "column": p.origin.column,
            "severity": p.severity,
            "code": p.code,
            "message": p.message,
            "hint": p.hint,
        }
        for p in problems
    ]
    return _json(rows)


def as_github(problems: Iterable[Problem], *, prefix: str = "") -> str:
    """Workflow commands that GitHub shows as annotations (it shows ten a step, so errors come first)."""
    ranked = sorted(problems, key=lambda p: (p.severity != "error", _rank(p)))
    return "".join(
        f"::{p.severity} file={_property(_path(p, prefix))},line={p.origin.line},col={p.origin.column},"
        f"title={_property(p.code)}::{_data(p.message + (chr(10) + p.hint if p.hint else ''))}\n"
        for p in ranked
    )


def as_sarif(problems: Iterable[Problem], *, version: str, prefix: str = "") -> str:
    """A SARIF 2.1.0 log, for code-scanning tools."""
    rows = tuple(problems)
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "sitegen",
                        "version": version,
                        "rules": [{"id": code} for code in sorted({p.code for p in rows})],
                    }
                },
                "results": [_sarif_result(p, prefix) for p in rows],
            }
        ],
    }
    return _json(log)


def counted(problems: Iterable[Problem]) -> str:
    """`2 errors, 1 warning`, or `no problems`."""
    rows = tuple(problems)
    grave = len(errors(rows))
    light = len(rows) - grave
    parts = [f"{n} {word}{'s' * (n != 1)}" for n, word in ((grave, "error"), (light, "warning")) if n]
    return ", ".join(parts) or "no problems"


def _json(value: object) -> str:
    import json  # few ask for it

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _path(problem: Problem, prefix: str) -> str:
    """A built-in template lies outside of the project, and is named whole."""
    path = problem.origin.path.encode("utf-8", "backslashreplace").decode()
    return path if path.startswith("/") else prefix + path


def _rank(problem: Problem) -> tuple[str, int, int, str, str, str]:
    origin = problem.origin
    return (origin.path, origin.line, origin.column, problem.code, problem.message, problem.hint)


def _text(problem: Problem, colour: bool, prefix: str) -> str:
    origin = problem.origin
    place = f"{_visible(_path(problem, prefix))}:{origin.line}:{origin.column}:"
    word, code = f"{problem.severity}:", f"[{problem.code}]"
    if colour:
        word = f"{RED if problem.severity == 'error' else YELLOW}{word}{PLAIN}"
        place, code = f"{BOLD}{place}{PLAIN}", f"{DIM}{code}{PLAIN}"
    hint = "".join(f"    {_visible(line)}\n" for line in problem.hint.splitlines())
    return f"{place} {word} {_visible(problem.message)}  {code}\n{hint}"


def _visible(text: str) -> str:
    """Content may hold control characters: a terminal must not obey them, and a message keeps to its line."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif_result(problem: Problem, prefix: str) -> dict[str, object]:
    region = {"startLine": problem.origin.line, "startColumn": problem.origin.column}
    location = {"artifactLocation": {"uri": _path(problem, prefix)}, "region": region}
    text = problem.message + (f" ({problem.hint})" if problem.hint else "")
    return {
        "ruleId": problem.code,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
    }
