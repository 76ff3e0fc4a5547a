"""Words, plurals, numbers, lists and dates in the languages that have a catalogue."""

import subprocess
import sys

import pytest

from sitegen.tongue import ENGLISH, tongue

ARTICLES = "%(num)s article", "%(num)s articles"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (11, "11 مقالًا"),
        (100, "100 مقال"),
        (103, "103 مقالات"),
    ],
)
def test_arabic_has_six_forms(number: int, text: str) -> None:
    assert tongue("ar").plural(*ARTICLES, number) == text


@pytest.mark.parametrize(
    ("tag", "texts"),
    [
        ("en", ["0 articles", "1 article", "2 articles", "1,234 articles"]),
        ("de", ["0 Artikel", "1 Artikel", "2 Artikel", "1.234 Artikel"]),
        ("es", ["0 artículos", "1 artículo", "2 artículos", "1.234 artículos"]),
        ("fr", ["0 article", "1 article", "2 articles", "1\u202f234 articles"]),
        ("tr", ["0 haber", "1 haber", "2 haber", "1.234 haber"]),
    ],
)
def test_a_count_is_written_as_its_language_does(tag: str, texts: list[str]) -> None:
    assert [tongue(tag).plural(*ARTICLES, number) for number in (0, 1, 2, 1234)] == texts


@pytest.mark.parametrize(
    ("tag", "day", "month", "listed"),
    [
        ("en", "14 March 2022", "March 2022", "A, B and C"),
        ("de", "14. März 2022", "März 2022", "A, B und C"),
        ("es", "14 de marzo de 2022", "marzo de 2022", "A, B y C"),
        ("fr", "14 mars 2022", "mars 2022", "A, B et C"),
        ("ar", "14 مارس 2022", "مارس 2022", "A وB وC"),
        ("tr", "14 Mart 2022", "Mart 2022", "A, B ve C"),
    ],
)
def test_dates_and_lists_are_those_of_the_language(tag: str, day: str, month: str, listed: str) -> None:
    found = tongue(tag)
    assert (found.day("2022-03-14"), found.month("2022-03"), found.listed(["A", "B", "C"])) == (day, month, listed)


def test_the_parts_of_a_date_stand_as_in_the_language() -> None:
    assert (tongue("en").month_name("2022-03"), tongue("en").day_of_month("2022-03-14")) == ("March", "14 March")
    assert (tongue("de").month_name("2022-03"), tongue("de").day_of_month("2022-03-14")) == ("März", "14. März")


def test_a_region_has_its_own_months() -> None:
    assert (tongue("de-AT").month("2022-01"), tongue("de").month("2022-01")) == ("Jänner 2022", "Januar 2022")
    assert tongue("de-x-desk").month("2022-01") == "Januar 2022"


@pytest.mark.parametrize("tag", ["en", "en-GB", "pt", "x-desk", "../de"])
def test_where_there_is_no_catalogue_the_words_are_english(tag: str) -> None:
    assert tongue(tag) is ENGLISH


def test_what_is_not_in_a_catalogue_stays_as_it_is() -> None:
    arabic = tongue("ar")
    assert arabic.text("%(a)s of my own", a="<b>") == "<b> of my own"
    assert [arabic.plural("a cat", "%(num)s cats", number) for number in (0, 1, 2)] == ["0 cats", "a cat", "2 cats"]
    assert arabic.text("") == ""


def test_one_word_of_english_may_be_two_elsewhere() -> None:
    assert (tongue("fr").text("retracted"), tongue("fr").sense("article", "retracted")) == ("retirée", "retiré")


def test_a_script_is_given_the_form_for_each_category() -> None:
    assert tongue("en").plurals("a cat", "%(num)s cats") == "one:a cat|other:%(num)s cats"
    forms = dict(each.split(":", 1) for each in tongue("ar").plurals(*ARTICLES).split("|"))
    assert list(forms) == ["few", "many", "one", "other", "two", "zero"]
    assert (forms["two"], forms["few"], forms["many"]) == ("مقالان", "%(num)s مقالات", "%(num)s مقالًا")


def test_an_english_site_does_not_load_babel() -> None:
    code = (
        "import sys; from sitegen.tongue import tongue; tongue('en').day('2022-03-14'); print('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
