"""The words by which a headline attributes or hedges, language by language. Where there is no list nothing is said."""

import re
from functools import lru_cache
from typing import NamedTuple


class Lexicon(NamedTuple):
    """Lists of words, separated by spaces; `_` stands for a space inside a phrase. `endings` make no other word."""

    saying: str
    sources: str
    hedging: str
    little: str
    endings: str = ""


LEXICONS = {
    "en": Lexicon(
        saying="says say said saying tells tell told according_to reported claims claim claimed warns warn warned "
        "insists insist confirms confirm confirmed denies deny denied alleges allege announces admits admit argues "
        "accuses accuse blames rejects dismisses vows urges pledges threatens hints predicts predict suggests suggest "
        "believes believe thinks think cites citing quoting",
        sources="officials official sources source police authorities spokesman spokeswoman spokesperson minister "
        "ministry report reports witnesses experts analysts agency agencies government",
        hedging="may might could reportedly allegedly alleged apparently apparent appears_to appear_to seems_to "
        "seem_to likely possibly perhaps purported supposedly suspected rumoured rumored unconfirmed potentially "
        "probably feared said_to thought_to believed_to expected_to",
        little="a an the of in on at to for with by from as and or but is are was were be been has have had it its "
        "that this after over into amid his her their he she they who what how "
        "against before during under about between through front",
        endings="'s ing ed es s ly",
    ),
    "de": Lexicon(
        saying="sagt sagen sagte laut zufolge meldet melden berichtet berichten behauptet behaupten warnt warnen "
        "erklärt bestätigt bestätigen bestreitet dementiert nach_angaben",
        sources="behörden beamte polizei sprecher sprecherin minister ministerin ministerium bericht berichte medien "
        "kreise zeugen experten",
        hedging="soll sollen könnte könnten womöglich möglicherweise vielleicht angeblich mutmaßlich mutmaßliche "
        "mutmaßlicher wohl offenbar dürfte dürften vermutlich anscheinend wahrscheinlich",
        little="der die das den dem des ein eine einen einem einer eines und oder aber in im an am auf zu zum zur für "
        "mit von vom bei aus nach um über ist sind war hat haben wird als sich",
    ),
    "es": Lexicon(
        saying="dice dicen dijo según afirma afirman asegura aseguran advierte confirma confirman niega niegan "
        "denuncia informa informan",
        sources="autoridades policía fuentes portavoz ministro ministra ministerio gobierno funcionarios expertos",
        hedging="podría podrían habría habrían sería serían supuesto supuesta supuestos supuestas supuestamente "
        "presunto presunta presuntos presuntas presuntamente posiblemente quizá quizás al_parecer aparentemente "
        "probablemente",
        little="el la los las un una unos unas de del en y o a al por para con que es son se su sus lo como",
    ),
    "fr": Lexicon(
        saying="dit disent selon affirme affirment assure assurent d'après confirme confirment dément démentent "
        "avertit déclare annonce",
        sources="autorités police sources porte-parole ministre ministère gouvernement responsables experts témoins",
        hedging="pourrait pourraient serait seraient aurait auraient peut-être présumé présumée présumés présumées "
        "prétendu prétendue probablement apparemment semble semblent sans_doute",
        little="le la les l un une des du de d en et ou à au aux par pour avec que qui est sont se sa son ses ce",
    ),
}
# "May" is a month beside a day or a year, and after these.
MONTH = r"(?<!\bin )(?<!\bof )(?<!\bon )(?<!\bsince )(?<!\buntil )(?<!\bby )(?<!\blate )(?<!\bearly )(?<!\d )may(?! \d)"


@lru_cache(maxsize=64)
def lexicon(lang: str) -> Lexicon | None:
    """The words of a language, by its BCP 47 tag."""
    return LEXICONS.get(lang.partition("-")[0].lower())


@lru_cache(maxsize=64)
def hedging(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(lexicon.hedging).replace('may|', MONTH + '|', 1)})\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def saying(lexicon: Lexicon) -> re.Pattern[str]:
    """A word of saying, with who says it if a source stands not far before it."""
    source = rf"(?:\b(?:{_either(lexicon.sources)})\b(?:\s[\w.'’]+){{0,4}}?\s)?"
    return re.compile(rf"{source}\b(?:{_either(lexicon.saying)})\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def sources(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(lexicon.sources)})\b", re.IGNORECASE)


@lru_cache(maxsize=64)
def little(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.little.split())


@lru_cache(maxsize=64)
def endings(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(lexicon.endings.split())


def _either(words: str) -> str:
    return "|".join([re.escape(word).replace("_", r"\s+").replace("'", "['’]") for word in words.split()])
