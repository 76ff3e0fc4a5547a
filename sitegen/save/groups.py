"""Which stories share a search bundle: few enough that a change is indexed at once, the same ones from build to build.

The stories are spread over a tree by the digests of their names: a group that grows too large splits in two, one that
shrinks is joined with its neighbour again, and no other group notices.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from sitegen.memory import digest
from sitegen.model.noun import noun
from sitegen.model.page import Record

LARGEST = 5_000_000  # of a group, in characters: few files for a first search, seconds for an edit (ARCHITECTURE.md)
OVERHEAD = 600  # characters that a record costs besides its own
DEEPEST = 64  # splits, of the 256 that a digest has bits for


@noun
class Part:
    """What one story gives to search, or all plain pages do: `key` changes with every byte, `size` is what it costs."""

    id: str
    key: str
    size: int


@noun
class Group:
    """Parts that are indexed together, as a bundle at `place` below pagefind/ ("all/", "0110/").

    Two groups with the same key have the same bundle. The one that `leads` has Pagefind's own program in its folder.
    """

    place: str
    parts: tuple[str, ...]
    key: str
    leads: bool


def part(name: str, records: Sequence[Record]) -> Part:
    """These records as a part."""
    return Part(id=name, key=digest(*map(repr, records)), size=size(records))


def size(records: Iterable[Record]) -> int:
    """What it costs to index them; 0 if there are none."""
    rows = tuple(records)
    return cost(len(rows), sum(len(each.title) + len(each.text) for each in rows))


def cost(records: int, characters: int) -> int:
    """What it costs to index so many records of so many characters."""
    return OVERHEAD * records + characters


def groups(parts: Iterable[Part], made_by: str) -> tuple[Group, ...]:
    """The groups of a site. `made_by` is a key of all that shapes a bundle besides its records: language, versions."""
    placed = sorted((f"{_bits(each.id):0{DEEPEST}b}", each.id, each) for each in parts if each.size)
    return tuple(
        Group(
            place=f"{path or 'all'}/",
            parts=tuple(each.id for each in found),
            key=digest(made_by, *(each.key for each in found)),
            leads=number == 0,
        )
        for number, (path, found) in enumerate(_split([(bits, each) for bits, _, each in placed], ""))
    )


def fresh_group(parts: Iterable[Part], made_by: str) -> Group:
    """A group of its own for parts that were changed a moment ago, until the groups that they belong to are made."""
    found = tuple(parts)
    key = digest(made_by, *(each.key for each in found))
    return Group(place=f"fresh-{key}/", parts=tuple(each.id for each in found), key=key, leads=False)


def _bits(name: str) -> int:
    return int.from_bytes(sha256(name.encode("utf-8", "surrogatepass")).digest()[: DEEPEST // 8])


def _split(placed: list[tuple[str, Part]], path: str) -> Iterator[tuple[str, list[Part]]]:
    """Every group below `path`, a text of noughts and ones."""
    if len(placed) < 2 or sum(each.size for _, each in placed) <= LARGEST or len(path) == DEEPEST:
        if placed:
            yield path, [each for _, each in placed]
        return
    for bit in "01":
        yield from _split([(bits, each) for bits, each in placed if bits[len(path)] == bit], path + bit)
