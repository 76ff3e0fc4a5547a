"""Pages for when the site has none: nothing is built yet, or there is no 404.html."""

from html import escape

from sitegen.model.problem import Problem
from sitegen.serve.site import Site

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src 'self' data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_sitegen/preview.css">
</head>
<body class="plain">
<main>
<h1>{title}</h1>
{body}</main>
</body>
</html>
"""


def waiting_page(site: Site) -> bytes:
    """What is shown while no build has given a file: that it is under way, or the problems that prevent it."""
    if site.waiting:
        return _page("Building the site …", "<p>The page appears here as soon as it is ready.</p>\n")
    if not site.problems:
        return _page("There is nothing to show yet", "<p>The content folder gives no page.</p>\n")
    lead = "<p>This page loads itself again when they are mended.</p>\n"
    rows = "".join(_row(problem) for problem in in_order_of_weight(site.problems))
    return _page("The site cannot be built", f"{lead}<ul>\n{rows}</ul>\n")


def missing_page() -> bytes:
    """For a site that brings no 404.html."""
    return _page("There is no such page", '<p><a href="/">To the first page</a></p>\n')


def in_order_of_weight(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Errors before warnings, otherwise as they stand."""
    return tuple(sorted(problems, key=lambda problem: problem.severity != "error"))


def _row(problem: Problem) -> str:
    origin = problem.origin
    place = f"<code>{escape(f'{origin.path}:{origin.line}:{origin.column}')}</code> " if origin.path else ""
    hint = f'<p class="hint">{escape(problem.hint)}</p>' if problem.hint else ""
    return (
        f'<li class="{problem.severity}"><p>{place}<strong>{problem.severity}</strong>: '
        f"{escape(problem.message)} <code>[{escape(problem.code)}]</code></p>{hint}</li>\n"
    )


def _page(title: str, body: str) -> bytes:
    return PAGE.format(title=title, body=body).encode()
