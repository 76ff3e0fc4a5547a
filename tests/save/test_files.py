"""The files of a part are two texts, and nothing of them is lost."""

import pytest

from sitegen.memory import digest_of
from sitegen.save.files import NONE, count, files_of, joined, pairs_of, paths_of

PAIRS = [(path, digest_of(path.encode())) for path in ("a/b.html", "a/index.html", "a/né\n w.png", "a/x.css")]


@pytest.mark.parametrize("many", range(len(PAIRS) + 1))
def test_what_was_put_in_comes_out_sorted(many: int) -> None:
    files = files_of(reversed(PAIRS[:many]))
    assert list(pairs_of(files)) == PAIRS[:many]
    assert paths_of(files) == [path for path, _ in PAIRS[:many]]
    assert (files == NONE) == (many == 0)


def test_groups_of_files_are_joined_in_their_order() -> None:
    one, two = files_of(PAIRS[2:]), files_of(PAIRS[:2])
    assert list(pairs_of(joined((one, NONE, two)))) == [*PAIRS[2:], *PAIRS[:2]]
    assert paths_of(one, two) == paths_of(joined((one, two)))


def test_files_are_counted_by_their_endings() -> None:
    files = files_of(PAIRS)
    assert (count(files), count(files, ".html"), count(files, ".htm")) == (4, 2, 0)
