"""A Markdown file in two halves: YAML between two lines `---`, and the body."""

import re
from typing import NamedTuple

from sitegen.load.faults import Page
from sitegen.load.yaml_tree import tree
from sitegen.model.problem import Origin, Problem

FIRST_LINE = re.compile(r"---[^\S\n]*(?=\n|\Z)")
LAST_LINE = re.compile(r"\n(?:---|\.\.\.)[^\S\n]*(?=\n|\Z)")
LARGEST = 2_000_000  # characters of YAML
LARGEST_BODY = 2_000_000  # characters of Markdown


class MarkdownBody(NamedTuple):
    text: str
    first_line: int  # of the file


def split(path: str, text: str) -> tuple[Page | None, MarkdownBody, tuple[Problem, ...]]:
    """The front matter as a tree, and the body. Without front matter: None and a Problem."""
    nothing = MarkdownBody("", 1)
    begin = FIRST_LINE.match(text)
    if not begin:
        hint = "begin the file with a line ---, then `title:` and `source:`, then another line ---"
        return None, nothing, (_problem(path, "no-front-matter", "there is no front matter", hint),)
    end = LAST_LINE.search(text, begin.end())
    if not end:
        hint = "close it with a line --- above the body"
        return None, nothing, (_problem(path, "no-front-matter", "the front matter has no end", hint),)
    yaml = text[begin.end() + 1 : end.start() + 1] or "\n"
    if len(yaml) > LARGEST:
        message = f"the front matter has {len(yaml):,} characters; at most {LARGEST:,} are read"
        return None, nothing, (_problem(path, "too-large", message, ""),)
    page = Page(path, tree(yaml), first_line=2)
    body = MarkdownBody(text[end.end() + 1 :], text.count("\n", 0, end.start() + 1) + 2)
    fatal = [fault for fault in page.tree.faults if not fault.path and fault.severity == "error"]
    if fatal and page.tree.value is None:
        return None, body, tuple(map(page.problem, page.tree.faults))
    return page, body, ()


def too_large(path: str, body: MarkdownBody) -> tuple[Problem, ...]:
    """The problem of a body that is longer than any that is read."""
    if len(body.text) <= LARGEST_BODY:
        return ()
    message = f"the body has {len(body.text):,} characters; at most {LARGEST_BODY:,} are read"
    hint = "split the file, or keep only what you quote"
    return (Problem(origin=Origin(path=path, line=body.first_line), code="too-large", message=message, hint=hint),)


def _problem(path: str, code: str, message: str, hint: str) -> Problem:
    return Problem(origin=Origin(path=path), code=code, message=message, hint=hint)
