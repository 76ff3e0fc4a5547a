"""The files of a part: the path of each, and the digest of its bytes.

A large site has tens of thousands, and a build has little to say of most of them. So they are kept as two texts, which
are quickly read, compared and joined; what lies in them is looked at only where it matters.
"""

from collections.abc import Iterable, Iterator

from sitegen.memory import DIGITS

Files = tuple[str, str]  # the paths, each with its END, and the digests, in the same order
END = "\0"  # which no path can hold
NONE: Files = ("", "")


def files_of(pairs: Iterable[tuple[str, str]]) -> Files:
    """From (path, digest) of each file, in any order."""
    found = sorted(pairs)
    return "".join([f"{path}{END}" for path, _ in found]), "".join([value for _, value in found])


def pairs_of(files: Files) -> Iterator[tuple[str, str]]:
    """(path, digest) of each file, sorted."""
    values = files[1]
    return zip(paths_of(files), [values[at : at + DIGITS] for at in range(0, len(values), DIGITS)], strict=True)


def paths_of(*groups: Files) -> list[str]:
    """The path of each file, group after group."""
    return "".join([paths for paths, _ in groups]).split(END)[:-1]


def joined(groups: Iterable[Files]) -> Files:
    """All files, group after group."""
    every = list(groups)
    return "".join([paths for paths, _ in every]), "".join([values for _, values in every])


def count(files: Files, ending: str = "") -> int:
    """How many of them have a path that ends so."""
    return files[0].count(ending + END)
