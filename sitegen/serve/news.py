"""What the preview tells the browsers: which files changed, and every problem there is."""

import json

from sitegen.model.problem import Problem
from sitegen.problems import errors
from sitegen.serve.plain import in_order_of_weight
from sitegen.serve.site import Site

MOST_PROBLEMS = 200  # in an overlay nobody reads more; the counts tell how many there are


def news(site: Site, changed: tuple[str, ...] | None) -> str:
    """One message, as JSON: the state's version, the files that changed on the way to it, and the problems, always all.

    A page decides for itself what a changed file means to it: it alone knows which images and scripts it has loaded.
    None stands for changes that nobody remembers: anything may be another.
    """
    grave = len(errors(site.problems))
    return json.dumps(
        {
            "version": site.version,
            "changed": changed,
            "errors": grave,
            "warnings": len(site.problems) - grave,
            "problems": [_row(problem) for problem in in_order_of_weight(site.problems)[:MOST_PROBLEMS]],
        },
        ensure_ascii=False,
    )


def _row(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.origin.path,
        "line": problem.origin.line,
        "column": problem.origin.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
