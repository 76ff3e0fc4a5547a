"""What an archive has in the place of a search server: the records, as scripts that a page may load from a file.

A page that was opened as a file may not fetch another one, but it may run a script. So each piece of the index is a
script that hands its records to `theme/offline-search.js`, which says how they are searched.
"""

import json
from collections.abc import Iterable, Iterator

from sitegen.model.page import File, Record
from sitegen.pages import urls

FOLDER = urls.SEARCH
LISTING = f"{FOLDER}records.js"
PIECE = 2_000  # records: about a megabyte, which a browser reads at a stretch


def search_files(records: Iterable[Record]) -> Iterator[File]:
    """The pieces, in the order of the records, and the list of them. They are made one at a time, as they are asked."""
    names: list[str] = []
    piece: list[Record] = []
    for record in records:
        piece.append(record)
        if len(piece) == PIECE:
            names.append(f"records-{len(names) + 1}.js")
            yield _script(FOLDER + names[-1], "records", _piece(piece))
            piece = []
    if piece:
        names.append(f"records-{len(names) + 1}.js")
        yield _script(FOLDER + names[-1], "records", _piece(piece))
    yield _script(LISTING, "pieces", names)


def as_script(path: str, data: bytes) -> File:
    """A JSON file as a script beside it, for a page that cannot fetch the file."""
    return File(path=f"{path}.js", data=b"handed(" + json.dumps(path).encode() + b", " + data.strip() + b");\n")


def _script(path: str, name: str, value: object) -> File:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return File(path=path, data=f'handed("{name}", {text});\n'.encode())


def _piece(records: list[Record]) -> dict[str, object]:
    """The records with the pairs of their filters and facts as numbers: most of them are those of a neighbour too."""
    pairs: dict[tuple[str, str], int] = {}

    def numbers(given: Iterable[tuple[str, str]]) -> list[int]:
        return [pairs.setdefault(pair, len(pairs)) for pair in given]

    rows = [
        [
            urls.path_of(page) + mark + fragment,
            each.type,
            each.title,
            each.text if each.text != each.title else 0,
            each.lang,
            each.date,
            numbers(each.filters),
            numbers(each.facts),
        ]
        for each in records
        for page, mark, fragment in (each.url.partition("#"),)
    ]
    return {"pairs": list(pairs), "rows": rows}
