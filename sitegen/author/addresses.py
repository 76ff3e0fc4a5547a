"""The file of addresses that were promised to keep: `content/addresses.txt`."""

from collections.abc import Iterable

FILE = "content/addresses.txt"
HEAD = """\
# The addresses of pages that were published. `sitegen record` adds to them; a build that would lose one fails.
# Delete a line only if the address may lead nowhere.
"""


def recorded(text: str, addresses: Iterable[str]) -> tuple[str, int]:
    """The file with these addresses added to those that it has, one a line, in order; and how many are new.

    Its comments stay, above the addresses.
    """
    lines = [line.strip() for line in text.splitlines()]
    comments = [line for line in lines if line.startswith("#")]
    kept = {line for line in lines if line and not line.startswith("#")}
    head = "".join(f"{line}\n" for line in comments) or HEAD
    every = kept.union(addresses)
    return head + "".join(f"{address}\n" for address in sorted(every)), len(every) - len(kept)
