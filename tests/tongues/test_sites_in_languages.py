"""Whole sites in other languages: nothing English is left, and what is written from right to left stands so."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html
from projects import article, built, many, written
from pseudo import INTERFACE, TEMPLATE, catalogues, unbracketed
from tongues.bridge import bridge

from sitegen import tongue
from sitegen.pages.data_dictionary import TABLE

LATIN = re.compile(r"[A-Za-z]{2,}")
# The same in every language: code to copy, addresses, names of files, of programs, of categories of numbers, UTC.
NAMES = re.compile(
    r"<iframe.*|.*></iframe>|\S+\.(example|yml|csv|db|json)\S*|UTC|\|?(one|other):"
    r"|JSON Feed|pandas|Datasette|DuckDB|Frictionless|sqlite3"
)
TABLES = {*TABLE, *(each.name for table in TABLE.values() for each in table.columns)}


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language whose catalogue brackets every message; CLDR's words for Greek have no Latin letter."""
    monkeypatch.setattr(tongue, "FOLDER", catalogues(tmp_path / "locale", "el"))
    tongue.tongue.cache_clear()
    yield "el"
    tongue.tongue.cache_clear()


def pages(project: Path) -> dict[str, bytes]:
    site = built(project)
    assert not [each for each in site.problems if each.severity == "error"]
    return {path: data for path, data in site.files.items() if path.endswith(".html")}


def text(page: bytes) -> str:
    """All that is shown of a page, or read out."""
    root = html.document_fromstring(page.decode())
    shown = [str(each) for each in root.xpath(f"//body//text()[{INTERFACE}] | //@aria-label | //@placeholder")]
    return " ".join(" ".join(shown).split())


def test_every_word_of_the_interface_is_a_message(pseudo: str, tmp_path: Path) -> None:
    left = {
        (path, each)
        for path, page in pages(written(tmp_path / "desk", bridge(pseudo))).items()
        for each in unbracketed(page)
        if LATIN.search(NAMES.sub("", each)) and not (path.startswith("data/") and TABLES.issuperset(each.split()))
    }
    assert not left, sorted(left)


def test_every_word_around_long_lists_is_a_message(
    pseudo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lists that are divided by month, by day and by letter."""
    for name, most in (("site_map.FRONT", 2), ("periods.MOST", 2), ("directories.LONGEST", 2)):
        monkeypatch.setattr(f"sitegen.pages.{name}", most)
    monkeypatch.setattr("sitegen.pages.site_map.WHOLE", dict.fromkeys(("stories", "claims", "outlets", "people"), 2))
    files = many(24)
    files["content/site.yml"] += f"language: {pseudo}\n"
    content = " ".join(files.values())
    found = pages(written(tmp_path / "desk", files))
    left = {
        (path, each)
        for path in found
        if re.search(r"/2031-|undated|letter|^(stories/)?index|^(claims|outlets|people)/index", path)
        for each in unbracketed(found[path])
        if LATIN.search(NAMES.sub("", each)) and each not in content
    }
    assert len(found) > 200
    assert not left, sorted(left)


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "tr"])
def test_a_site_in_another_language_shows_no_english_sentence(language: str, tmp_path: Path) -> None:
    known = {
        words.strip()
        for each in read_po(BytesIO(TEMPLATE.read_bytes()))
        for form in ((each.id,) if isinstance(each.id, str) else each.id)
        for words in re.split(r"%\(\w+\)s|<[^>]*>", form)
        if len(re.findall(r"[A-Za-z]+", words)) > 2
    }
    assert len(known) > 150
    for path, page in pages(written(tmp_path, bridge(language))).items():
        shown = text(page)
        assert not [each for each in known if each in shown], path


def test_an_arabic_site_stands_from_right_to_left(tmp_path: Path) -> None:
    found = pages(written(tmp_path, bridge("ar")))
    assert all('<html lang="ar" dir="rtl">' in page.decode() for page in found.values())
    home = text(found["index.html"])
    assert "3 مقالات" in home  # the form for three
    assert "12 مايو 2031" in home
    assert "6 ادعاءات" in home


def test_a_german_site_has_german_dates_and_lists(tmp_path: Path) -> None:
    found = pages(written(tmp_path, bridge("de-AT")))
    story = text(found["stories/1/index.html"])
    assert "aktualisiert 16. Mai 2031" in story
    assert "12. Mai 2031, 14:00 Uhr UTC+02:00" in story
    assert "Άννα und Πέτρος" in text(found["stories/1/agency/index.html"])


def test_a_language_without_a_catalogue_has_its_own_name_and_english_words(tmp_path: Path) -> None:
    found = pages(written(tmp_path, bridge("pt")))
    assert '<html lang="pt" dir="ltr">' in found["index.html"].decode()
    assert "3 articles" in text(found["index.html"])


STORY = "---\ntitle: Γ\ndate: 2031-05-12\nclaims: {closed: {text: Γ}}\n---\n"
TEXTS = {"he": "הגשר סגור", "ar": "الجسر مغلق", "ja": "橋は閉鎖された", "en": "The bridge is closed"}


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_each_text_on_a_page_has_its_own_language_and_direction(language: str, tmp_path: Path) -> None:
    files = {"content/site.yml": f"title: Γ\nlanguage: {language}\nrights: full\n", "content/stories/1/story.md": STORY}
    for lang, words in TEXTS.items():
        files[f"content/stories/1/{lang}.md"] = article(
            title=words,
            outlet=f"outlet-{lang}",
            source="published: 2031-05-12",
            more=f'lang: {lang}\nclaims: [{{claim: closed, quote: "{words}"}}]',
            body=f"{words}.",
        )
    found = pages(written(tmp_path, files))
    root = html.document_fromstring(found["stories/1/index.html"].decode())
    for lang, words in TEXTS.items():
        way = "rtl" if lang in ("ar", "he") else "ltr"
        headline = next(each for each in root.xpath("//h3[@class='headline']") if each.text_content() == words)
        quoted = next(each for each in root.xpath("//blockquote") if words in each.text_content())
        for each in (headline, quoted):
            spoken = each.xpath("ancestor-or-self::*[@lang][1]")[0]
            assert (spoken.get("lang"), spoken.get("dir")) == (lang, way)
        body = html.document_fromstring(found[f"stories/1/{lang}/index.html"].decode()).xpath("//div[@class='block']")[
            0
        ]
        assert (body.get("lang"), body.get("dir")) == (lang, way)
