"""Lettering: how wide a text will be, and where it breaks."""

from sitegen.pages.lettering import text_width, wrapped


def test_a_name_that_fits_stays_on_one_line() -> None:
    assert wrapped("The Evening Herald", 200, 14, 3) == ("The Evening Herald",)


def test_a_longer_one_breaks_between_words_and_after_hyphens() -> None:
    assert wrapped("The Evening Herald", 90, 14, 3) == ("The Evening", "Herald")
    assert wrapped("Mittel-Rheinzeitung", 100, 14, 3) == ("Mittel-", "Rheinzeitung")


def test_a_word_that_is_too_long_breaks_anywhere_and_loses_nothing() -> None:
    lines = wrapped("Donaudampfschifffahrtsgesellschaft", 90, 14, 9)
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(text_width(line, 14) <= 90 for line in lines)


def test_letters_that_stand_on_a_square_are_wider_and_break_anywhere() -> None:
    assert text_width("港口日报", 14) > 1.5 * text_width("port", 14)
    assert "".join(wrapped("港口日报社国际新闻部", 60, 14, 9)) == "港口日报社国际新闻部"


def test_what_does_not_fit_is_left_out_behind_an_ellipsis() -> None:
    lines = wrapped("one two three four five six seven eight", 60, 14, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert text_width(lines[1], 14) <= 60


def test_a_text_without_words_has_no_lines() -> None:
    assert wrapped("  ", 60, 14, 2) == ()
