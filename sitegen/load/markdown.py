"""A Markdown text becomes a body. Paragraphs of words, which most prose is made of, are read without a parser."""

import re

from sitegen.load.shapes import CONTROLS
from sitegen.load.writing import Reading, Writing

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)  # somebody's note to themselves, in every Markdown that people know
OTHER = frozenset(" \t>#*+-_`~|:")  # a line that begins so may be something else than prose
NUMBERED = re.compile(r"[0-9]{1,9}[.)]")  # and so
SIGNS = ("\\", "`", "*", "_", "~", "[", "<", "&", " \n")  # without these a paragraph is nothing but its words


def reading(source: str, skip: frozenset[str] = frozenset()) -> Reading:
    """The body of a Markdown text without the lines in `skip` (compared without the space around them).

    HTML comments are left out; control characters become U+FFFD. How long it may be is the caller's to decide.
    """
    source = COMMENT.sub(lambda found: "\n" * found.group().count("\n"), source)
    if skip:
        source = "\n".join("" if line.strip() in skip else line for line in source.split("\n"))
    if not source.replace("\n", "").isprintable():
        source = CONTROLS.sub("\ufffd", source)
    body = Writing()
    paragraphs = _paragraphs(source)
    if paragraphs is None:
        from sitegen.load.commonmark import write_body  # late, for it takes long to load and is often not needed

        write_body(source, body)
        return body.finished()
    signs = [sign for sign in SIGNS if sign in source]
    for line, content in paragraphs:
        body.line, body.breaks = line, 0
        body.markup("<p>")
        if any(sign in content for sign in signs):
            from sitegen.load.commonmark import write_inline

            write_inline(content, body)
        else:
            body.begin_paragraph()
            for number, words in enumerate(content.split("\n")):
                if number:
                    body.words("\n")
                body.words(words)
            body.end_paragraph()
        body.markup("</p>")
        body.end_block()
    return body.finished()


def _paragraphs(source: str) -> list[tuple[int, str]] | None:
    """The paragraphs of a text that has nothing else, each with its line; None where that is not certain."""
    if "\r" in source or "]:" in source:  # other line ends, and links that are defined apart from their use
        return None
    found: list[tuple[int, list[str]]] = []
    lines: list[str] = []
    for number, line in enumerate(source.split("\n")):
        if not line or not line.strip(" \t"):
            lines = []
        elif line[0] in OTHER or NUMBERED.match(line):
            return None
        else:
            if not lines:
                found.append((number, lines))
            lines.append(line)
    contents = [(number, "\n".join(lines)) for number, lines in found]
    if any(content.strip() != content.strip(" \t") for _, content in contents):
        return None  # what is trimmed of other white space is the parser's to say
    return [(number, content.strip(" \t")) for number, content in contents]
