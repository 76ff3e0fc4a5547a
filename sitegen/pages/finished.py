"""Files that are made on the spot, because what they show is small."""

import json

from sitegen.memory import digest
from sitegen.model.page import File, Sketch


def finished(file: File) -> Sketch:
    """The file as a sketch, known by its own bytes."""
    return Sketch(file.path, digest(file.data), lambda: file)


def json_file(path: str, value: object) -> File:
    """JSON for people to read too: indented, in UTF-8, with a newline at the end."""
    return File(path=path, data=(json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode())
