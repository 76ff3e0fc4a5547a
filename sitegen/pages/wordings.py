"""Same words, changed words; what rewrites changed; what headlines do."""

from sitegen.model.story import Utterance
from sitegen.model.views import ChangeView, Link
from sitegen.model.wording import Collation, Run, Wording
from sitegen.model.wording_view import HeadlineView, UtteranceView, WordingView
from sitegen.pages import words
from sitegen.pages.compared import Compared
from sitegen.pages.words import noted

WEIGHTS = ("high", "medium", "low")
TOLD = ("altered", "spliced", "indirect", "translated")  # what the annotator says of a wording stands
GAP = "[...]"


def utterances(compared: Compared) -> tuple[UtteranceView, ...]:
    """Every utterance that somebody prints, in the order of story.md."""
    collations = {each.utterance: each for each in compared.comparison.collations}
    return tuple(
        [_utterance(compared, each, collations[each.id]) for each in compared.story.utterances if each.id in collations]
    )


def changes(compared: Compared, article: str = "") -> tuple[ChangeView, ...]:
    """What rewrites changed, the gravest first; of one article alone if it is named."""
    runs = {(each.article, each.number): each.runs for each in compared.comparison.rewordings}
    found = [
        (WEIGHTS.index(change.weight), each, number, change)
        for each in compared.story.articles
        if article in ("", each.id)
        for number, change in enumerate(each.changes, start=1)
    ]
    found.sort(key=lambda item: item[0])
    return tuple(
        ChangeView(
            id=f"change--{each.id}--{number}",
            outlet=compared.article_link(each.id),
            source=compared.source_link(change.source),
            kind=change.kind,
            weight=change.weight,
            before=change.before,
            after=change.after,
            note=change.note,
            runs=runs.get((each.id, number), ()),
        )
        for _, each, number, change in found
    )


def headlines(compared: Compared, chains: dict[str, int]) -> dict[str, HeadlineView]:
    """By article; `chains` are the numbers of their chains."""
    found = {}
    for each in compared.comparison.headlines:
        does: dict[str, list[str]] = {}
        for kind, text in each.does:
            does.setdefault(kind, []).extend([text] if text else [])
        found[each.article] = HeadlineView(
            runs=each.runs, does=tuple([(kind, tuple(said)) for kind, said in does.items()]), chain=chains[each.article]
        )
    return found


def _utterance(compared: Compared, utterance: Utterance, collation: Collation) -> UtteranceView:
    official = utterance.official
    return UtteranceView(
        id=utterance.id,
        speaker=compared.speaker(utterance.speaker) if utterance.speaker else None,
        when=words.maybe_when(utterance.when, compared.tongue),
        where=utterance.where,
        official=official.text if official else "",
        official_url=official.url if official else "",
        compared=collation.official or len(collation.wordings) > 1,
        wordings=tuple([_wording(compared, each) for each in collation.wordings]),
    )


def _wording(compared: Compared, wording: Wording) -> WordingView:
    printed = [compared.quotation(*each) for each in wording.printed]
    changed = [run for run in wording.runs if run.kind != "same"] if wording.relation == "changed" else []
    return WordingView(
        anchor=f"w{printed[0].anchor[1:]}",
        outlets=tuple([Link(text=each.outlet, url=each.url) for each in printed]),
        label=_label(compared, wording),
        reference=wording.relation == "reference",
        runs=wording.runs,
        quoted=_once(changed, quoted=True),
        others=_once(changed, quoted=False),
        lead=wording.lead,
        rest=wording.rest,
        notes=tuple(dict.fromkeys(each.note for each in printed if each.note)),
        lang=printed[0].lang,
        direction=printed[0].direction,
    )


def _once(changed: list[Run], *, quoted: bool) -> tuple[Run, ...]:
    return tuple(dict.fromkeys(run for run in changed if run.quoted == quoted))


def _label(compared: Compared, wording: Wording) -> str:
    """`a part of it, changed inside quotation marks`; what nobody compared says only what its annotator said."""
    form = compared.mentions[wording.printed[0]].wording or ""
    if form in TOLD:
        said = words.WORDINGS[form]
    elif wording.relation == "changed":
        said = words.WORDINGS["altered"] if any(run.quoted for run in wording.runs) else noted("changed")
    else:
        said = words.RELATIONS.get(wording.relation, words.WORDINGS.get(form, ""))
    unmarked = not wording.marked and form not in TOLD and _is_whole(compared, wording)
    parts = (
        noted("a part of it") if wording.part else "",
        said,
        noted("without quotation marks") if unmarked else "",
    )
    return compared.tongue.text(", ").join(map(compared.tongue.text, filter(None, parts)))


def _is_whole(compared: Compared, wording: Wording) -> bool:
    """Whether the texts are here as they were printed: in excerpts the marks may have been cut off."""
    return all(GAP not in compared.articles[article].body.text for article, _ in wording.printed)
