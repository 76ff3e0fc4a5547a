"""Articles that print what somebody said, and the wordings that come of it, written in one line each.

A wording is shown as it is printed, with `{before > after}` where words were replaced, `{before >}` where they were
left out, `{> after}` where they were put in; a `!` after the brace means inside quotation marks.
"""

from sitegen.compare.wordings import collations
from sitegen.model.article import Article, Mention, Source
from sitegen.model.story import Claim, Official, Story, Utterance
from sitegen.model.text import Body, Span
from sitegen.model.wording import Collation, Run


def prints(outlet: str, text: str, *quotes: str, form: str | None = "direct", lang: str = "en") -> Article:
    """An article of one paragraph; `...` in a quote is a gap. Without one the whole text is quoted."""
    mentions = [
        Mention(
            id=f"{outlet}-c-{number}",
            article=outlet,
            claim="c",
            stance="attributes",
            spans=tuple(Span(start=text.index(part), end=text.index(part) + len(part)) for part in quote.split("...")),
            utterance="u",
            wording=form,  # type: ignore[arg-type]
        )
        for number, quote in enumerate(quotes or (text,), start=1)
    ]
    body = Body(text=text, paragraphs=(Span(start=0, end=len(text)),))
    return Article(
        id=outlet, title=outlet, lang=lang, source=Source(outlet=outlet), mentions=tuple(mentions), body=body
    )


def collated(*articles: Article, official: str = "") -> Collation:
    said = Utterance(id="u", official=Official(text=official) if official else None)
    story = Story(id="s", title="S", claims=(Claim(id="c", text="C"),), utterances=(said,), articles=articles)
    return collations(story)[0]


def wordings(*articles: Article, official: str = "") -> list[str]:
    """Each wording as `outlets: relation: words`."""
    return [
        f"{' '.join(article for article, _ in each.printed)}: {each.relation}: {line(each.runs)}"
        for each in collated(*articles, official=official).wordings
    ]


def line(runs: tuple[Run, ...]) -> str:
    return "".join(
        run.after
        if run.kind == "same"
        else f"{{{'!' * run.quoted}{run.before} > {run.after}}}".replace("{ >", "{>")
        .replace("{! >", "{!>")
        .replace("> }", ">}")
        for run in runs
    )
