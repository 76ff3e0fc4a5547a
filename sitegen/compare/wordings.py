"""Same words, changed words: every printed wording of an utterance against its official text, or the longest one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sitegen.compare.alignment import Stretch, alike, joined, pairs, shown, stretches
from sitegen.compare.prints import UNCOMPARED, Print, is_repunctuated, prints, with_marks
from sitegen.compare.tokens import SHORT, words
from sitegen.model.article import Mention
from sitegen.model.story import Story, Utterance
from sitegen.model.wording import Collation, Relation, Run, Wording

REWORKED = ("altered", "spliced")  # whoever annotated it found these words in the reference
LEAST, LEAST_REWORKED = 0.3, 0.15  # of a wording that stands in what it is compared with
FEW = 8  # words of a sentence that are named when they are not printed
FAR = 8  # words between a little word and the next common one: they meet by chance
ENDS = frozenset(".!?。！？؟।…")


def collations(story: Story) -> tuple[Collation, ...]:
    """One for every utterance that an article quotes."""
    articles = {article.id: article for article in story.articles}
    said: dict[str, list[Mention]] = {utterance.id: [] for utterance in story.utterances}
    for mention in story.mentions:
        if mention.spans and mention.utterance in said:
            said[mention.utterance].append(mention)
    return tuple([_collation(each, prints(said[each.id], articles)) for each in story.utterances if said[each.id]])


def _collation(utterance: Utterance, printed: list[Print]) -> Collation:
    """The compared ones reference by reference, then those that are shown whole."""
    official = utterance.official.text if utterance.official else ""
    ahead = [each for each in printed if each.form not in UNCOMPARED]
    compared = official or len(ahead) > 1
    wordings: list[Wording] = []
    if official:
        reference = Print(official, words(official), (), (), "", "", ())
        wordings, ahead = _against(reference, ahead)
    alone: list[Print] = []
    while ahead:
        longest = max(ahead, key=lambda each: len(each.words))
        found, ahead = _against(longest, [each for each in ahead if each is not longest])
        if found:
            wordings += [_whole(longest, "reference"), *found]
        else:
            alone.append(longest)
    wordings += [_whole(each, "apart" if compared else "whole") for each in alone]
    wordings += [_whole(each, "whole") for each in printed if each.form in UNCOMPARED]
    return Collation(utterance=utterance.id, official=bool(official), wordings=tuple(wordings))


def _against(reference: Print, others: list[Print]) -> tuple[list[Wording], list[Print]]:
    """The wordings that can be compared with a reference, and those with too little in common."""
    found, apart = [], []
    for each in others:
        wording = _compared(reference, each)
        if wording:
            found.append(wording)
        else:
            apart.append(each)
    return found, apart


def _compared(reference: Print, other: Print) -> Wording | None:
    same = _without_strays(pairs(reference.words, other.words), reference, other)
    if not same or not _alike(reference, other, same):
        return None
    found = list(_stretches(reference, other, same))
    changed = not all(each.same for each in found)
    first, last = found[0].i, found[-1].k
    part = first > 0 or last < len(reference.words)
    if not changed and not part and is_repunctuated(reference, other):
        return replace(_whole(other, "repunctuated"), runs=tuple(_marked(reference, other)))
    return Wording(
        printed=other.printed,
        relation="changed" if changed else "part" if part else "same",
        runs=_runs(found, reference, other),
        part=part,
        marked=any(other.inside),
        lead=_few(reference, _sentence_start(reference, first), first),
        rest=_few(reference, last, _sentence_end(reference, last)),
    )


def _alike(reference: Print, other: Print, same: list[tuple[int, int]]) -> bool:
    return alike(reference.words, other.words, same, LEAST_REWORKED if other.form in REWORKED else LEAST)


def _stretches(reference: Print, other: Print, same: list[tuple[int, int]]) -> Iterator[Stretch]:
    """What the two have in common, and what changed between it.

    A wording is an excerpt, and so is each of its parts between gaps: what the reference has before the first common
    word and after the last one is not left out. But where a part has words of its own there, they stand for those of
    the same sentence.
    """
    cuts = [0, *other.cuts, len(other.words)]
    done = 0
    for start, end in pairwise(cuts):
        own = [(i, j) for i, j in same if start <= j < end]
        if not own:
            yield Stretch(done, done, start, end, same=False)
            continue
        (first, begin), (last, close) = own[0], own[-1]
        ahead = next((i for i, j in same if j >= end), len(reference.words))
        head = max(done, _reach(first, _sentence_start(reference, first), begin - start))
        tail = min(ahead, _reach(last + 1, _sentence_end(reference, last + 1), end - close - 1))
        yield from joined(stretches(own, (head, start), (tail, end)), reference.words)
        done = tail


def _reach(place: int, limit: int, own: int) -> int:
    """How far words of its own reach into the sentence around: not at all when there are none, or too few for it."""
    return limit if own and abs(limit - place) <= 2 * own + 2 else place


def _runs(found: list[Stretch], reference: Print, other: Print) -> tuple[Run, ...]:
    """The stretches as runs of text; those that changed inside quotation marks say so."""
    made = list(shown(found, (reference.text, reference.words), (other.text, other.words)))
    changed = iter([each for each in found if not each.same])
    return tuple([run if run.kind == "same" else replace(run, quoted=_is_inside(next(changed), other)) for run in made])


def _is_inside(each: Stretch, other: Print) -> bool:
    around = other.inside[max(each.j - 1, 0) : each.m + 1]
    if other.form == "altered":
        return any(around)  # what was cut off at the marks is missing inside of them
    return any(other.inside[each.j : each.m]) if each.j < each.m else all(around)


def _marked(reference: Print, other: Print) -> Iterator[Run]:
    """The runs of two wordings that differ in their punctuation alone."""
    one, two = with_marks(reference), with_marks(other)
    found = stretches(pairs(one, two), (0, 0), (len(one), len(two)))
    return shown(found, (reference.text, one), (other.text, two))


def _whole(each: Print, relation: Relation) -> Wording:
    return Wording(
        printed=each.printed,
        relation=relation,
        runs=(Run(kind="same", before=each.text, after=each.text),),
        marked=any(each.inside),
    )


def _without_strays(same: list[tuple[int, int]], reference: Print, other: Print) -> list[tuple[int, int]]:
    """Without little words at either end that are far from the rest: that both have a `the` says nothing."""
    while len(same) > 1 and _is_stray(reference, same[0][0], same[1][0]):
        same = same[1:]
    while len(same) > 1 and _is_stray(reference, same[-1][0], same[-2][0]):
        same = same[:-1]
    return same


def _is_stray(reference: Print, at: int, next_to: int) -> bool:
    return abs(at - next_to) > FAR and len(reference.words[at].key) <= SHORT and not reference.words[at].key.isdigit()


def _few(reference: Print, start: int, end: int) -> str:
    """The words of a sentence that are not printed, if they are few."""
    if not start < end <= start + FEW:
        return ""
    return reference.text[reference.words[start].start : reference.words[end - 1].end]


def _sentence_start(reference: Print, at: int) -> int:
    """The first word of the sentence that goes on with the word `at`."""
    while at > 0 and not _ends(reference, at):
        at -= 1
    return at


def _sentence_end(reference: Print, at: int) -> int:
    """The word after the sentence that the word before `at` belongs to."""
    while at < len(reference.words) and not _ends(reference, at):
        at += 1
    return at


def _ends(reference: Print, at: int) -> bool:
    """Whether a sentence ends before a word."""
    if not 0 < at < len(reference.words):
        return True
    between = reference.text[reference.words[at - 1].end : reference.words[at].start]
    return any(char in ENDS for char in between)
