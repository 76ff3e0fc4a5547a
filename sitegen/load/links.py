"""Links and pictures in a body that lead nowhere: a reader would find out, so the desk is told first."""

from posixpath import basename, normpath
from urllib.parse import unquote

from sitegen.load.faults import closest
from sitegen.load.writing import Reading
from sitegen.model.problem import Origin, Problem
from sitegen.model.terms import publishable
from sitegen.problems import warning


def link_problems(read: Reading, path: str, first_line: int, known: frozenset[str]) -> tuple[Problem, ...]:
    """Warnings about a body that begins at `first_line` of the file; `known` are the names that may be linked to."""
    problems = []
    for href, line in read.unsafe_links:
        hint = "only https, http, mailto and relative links are kept"
        message = f"the link to {href} is left out"
        problems.append(warning(_origin(path, first_line, line), "unsafe-link", message, hint))
    for href, line in read.relative_links:
        name = normpath(unquote(href.partition("#")[0]))
        where = _origin(path, first_line, line)
        if name not in known:
            hint = closest(name, known) or "link to a file of this folder, or to an address that begins with https://"
            problems.append(warning(where, "broken-link", f"the link to {href} leads nowhere", hint))
        elif not name.endswith(".md") and "." in basename(name) and not publishable(name):
            message = f"{name} is not published: a file of this kind can run as code in a reader's browser"
            hint = "give it another form: png or jpg for a picture, pdf for a document, csv for a table"
            problems.append(warning(where, "unpublishable-file", message, hint))
    return tuple(problems)


def _origin(path: str, first_line: int, line: int) -> Origin:
    return Origin(path=path, line=first_line + line)
