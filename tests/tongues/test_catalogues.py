"""The catalogues of the interface are whole, sound, and as new as the code."""

import re
from functools import cache
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from projects import ROOT

from sitegen.tongue import FOLDER

LANGUAGES = ("ar", "de", "es", "fr", "tr")
PLACE = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]*>")


@cache
def catalogue(path: str) -> Catalog:
    return read_po(BytesIO((FOLDER / path).read_bytes()), locale=path.partition("/")[0] if "/" in path else None)


def messages(path: str) -> dict[tuple[str, ...], Message]:
    """By the forms of the message in English, and its sense."""
    return {(*_forms(each.id), each.context or ""): each for each in catalogue(path) if each.id}


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (text,)


def test_every_message_of_code_and_templates_is_in_the_catalogues() -> None:
    """When this fails: make catalogues, and translate what is new."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    keywords = parse_keywords(re.findall(r"^MESSAGES = (.*)$", makefile, re.MULTILINE)[0].split())
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        mapping, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, mapping, options, keywords, strip_comment_tags=True)
    assert {(*_forms(text), sense or "") for _, _, text, _, sense in found} == set(messages("sitegen.pot"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_and_no_other(language: str) -> None:
    assert set(messages(f"{language}/LC_MESSAGES/sitegen.po")) == set(messages("sitegen.pot"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_in_all_its_forms(language: str) -> None:
    whole = catalogue(f"{language}/LC_MESSAGES/sitegen.po")
    for each in messages(f"{language}/LC_MESSAGES/sitegen.po").values():
        forms = _forms(each.string)
        assert len(forms) == (whole.num_plurals if each.pluralizable else 1), each.id
        assert all(forms) and not each.fuzzy, each.id
        assert not list(each.check(whole)), each.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_and_the_markup_of_its_message(language: str) -> None:
    """A form for one number may leave the number out: "two articles" is one word in Arabic."""
    for each in messages(f"{language}/LC_MESSAGES/sitegen.po").values():
        places, tags = (sorted(set(found.findall(_forms(each.id)[-1]))) for found in (PLACE, TAG))
        for form in _forms(each.string):
            missing = set(places) ^ set(PLACE.findall(form))
            assert missing <= ({"%(num)s", "%(people)s"} if each.pluralizable else set()), (each.id, form)
            assert sorted(set(TAG.findall(form))) == tags, (each.id, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spaces_at_the_ends_are_as_in_english(language: str) -> None:
    """French has one before a semicolon of its own."""
    for each in messages(f"{language}/LC_MESSAGES/sitegen.po").values():
        english = _forms(each.id)[0]
        for form in _forms(each.string):
            assert (form[-1:] == " ") == (english[-1:] == " "), (each.id, form)
            assert english[:1] in ";" or (form[:1] == " ") == (english[:1] == " "), (each.id, form)
