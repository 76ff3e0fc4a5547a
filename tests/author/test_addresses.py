"""The file of recorded addresses grows, stays in order, and keeps what somebody wrote above it."""

from sitegen.author.addresses import HEAD, recorded


def test_addresses_stand_in_order_below_a_line_that_says_what_they_are() -> None:
    assert recorded("", ["stories/b/", "stories/a/"]) == (f"{HEAD}stories/a/\nstories/b/\n", 2)


def test_what_was_promised_stays_whether_it_is_there_or_not() -> None:
    text = "# Ours.\nstories/b/\n\nstories/gone/\n"
    assert recorded(text, ["stories/b/", "stories/a/"]) == ("# Ours.\nstories/a/\nstories/b/\nstories/gone/\n", 1)
