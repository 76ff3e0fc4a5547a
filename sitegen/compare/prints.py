"""What was printed of an utterance: each wording once, and which of its words stand inside quotation marks."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from sitegen.compare.quotation_marks import quoted
from sitegen.compare.tokens import Word, words, words_and_marks
from sitegen.model.article import Article, Mention

UNCOMPARED = ("indirect", "translated")
GAP = " […] "


class Print(NamedTuple):
    """One wording as it is printed. `cuts`: the first word after each gap; `inside`: words in quotation marks."""

    text: str
    words: tuple[Word, ...]
    cuts: tuple[int, ...]
    inside: tuple[bool, ...]
    lang: str
    form: str  # of Wording in terms.py, "" where nobody said
    printed: tuple[tuple[str, str], ...]


def prints(mentions: Iterable[Mention], articles: dict[str, Article]) -> list[Print]:
    """What was printed, each wording once with everybody who printed it."""
    found: list[Print] = []
    places = set()
    for mention in mentions:
        place = (mention.article, mention.spans)
        if place in places:
            continue  # the same words, tied to another claim
        places.add(place)
        each = _print(articles[mention.article], mention)
        if not each.words:
            continue
        for at, before in enumerate(found):
            if _are_one(before, each):
                found[at] = before._replace(printed=(*before.printed, *each.printed))
                break
        else:
            found.append(each)
    return found


def is_repunctuated(one: Print, other: Print) -> bool:
    """Whether the punctuation of two wordings differs, when their words do not."""
    return one.text != other.text and [mark.key for mark in with_marks(one)] != [mark.key for mark in with_marks(other)]


def with_marks(each: Print) -> tuple[Word, ...]:
    """Words and punctuation, from the first word to the last: what stands around them depends on the sentence."""
    first, last = each.words[0].start, each.words[-1].end
    return tuple([mark for mark in words_and_marks(each.text) if first <= mark.start < last])


def _are_one(before: Print, each: Print) -> bool:
    """Whether two wordings differ in nothing but the typography."""
    if len(before.words) != len(each.words) or any(
        a.key != b.key for a, b in zip(before.words, each.words, strict=True)
    ):
        return False
    return (
        (before.lang, before.cuts, any(before.inside)) == (each.lang, each.cuts, any(each.inside))
        and (before.form in UNCOMPARED) == (each.form in UNCOMPARED)
        and not is_repunctuated(before, each)
    )


def _print(article: Article, mention: Mention) -> Print:
    body = article.body.text
    parts = [body[span.start : span.end].strip() for span in mention.spans]
    text = " ".join(GAP.join(parts).split()) if any("\n" in part for part in parts) else GAP.join(parts)
    inside: list[bool] = []
    cuts = []
    for number, span in enumerate(mention.spans):
        if number:
            cuts.append(len(inside))
        start, marks = _marks(article, span.start)
        inside += [
            any(first <= span.start + word.start - start < last for first, last in marks)
            for word in words(body[span.start : span.end])
        ]
    if mention.wording == "altered" and not any(inside):
        inside = [True] * len(inside)  # whoever annotated it saw the marks; in an excerpt they may be missing
    text = _unwrapped(text)
    known = words(text)
    if len(inside) != len(known):  # in one text of several scripts words are told apart otherwise than in its parts
        inside = [any(inside)] * len(known)
    return Print(
        text=text,
        words=known,
        cuts=tuple([cut for cut in cuts if 0 < cut < len(known)]),
        inside=tuple(inside),
        lang=article.lang,
        form=mention.wording or "",
        printed=((article.id, mention.id),),
    )


def _marks(article: Article, offset: int) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Where the paragraph around an offset begins, and its stretches inside quotation marks."""
    paragraphs = article.body.paragraphs
    at = bisect_right(paragraphs, offset, key=lambda span: span.end)
    if at < len(paragraphs) and paragraphs[at].start <= offset:
        start, end = paragraphs[at].start, paragraphs[at].end
    else:
        start, end = 0, len(article.body.text)
    return start, quoted(article.body.text[start:end])


def _unwrapped(text: str) -> str:
    """Without the quotation marks around the whole: whether they were marked too is the annotator's habit."""
    around = quoted(text)
    if len(around) == 1 and around[0][0] == 1 and around[0][1] >= len(text.rstrip(".,;:!? ")) - 1:
        start, end = around[0]
        return text[start:end] + text[end + 1 :].strip()
    return text
