"""The values of a real story: five articles, 18 claims, counted by hand."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from compare.toys import groups, of

from sitegen.compare.comparison import comparison
from sitegen.compare.sourcing import without_circles
from sitegen.load.desk import desk
from sitegen.load.files import content_folder, story_folder
from sitegen.load.scan import Scan
from sitegen.load.story import story
from sitegen.load.texts import story_texts
from sitegen.model.article import Article
from sitegen.model.story import Story

HERE = Path(__file__).resolve()
PROJECT = HERE.parents[2]
# The demo keeps the quoted words alone; beside a checkout there may be a bundle with the whole texts.
BUNDLES = [PROJECT, *(each for each in [PROJECT.parent / "shared" / "bundles" / "russia-china"] if each.is_dir())]
EXPECTED: list[dict[str, Any]] = json.loads(HERE.with_name("russia-china.json").read_text(encoding="utf-8"))
VOICES = {
    "us-government": "U.S. government",
    "china-government": "Government of China",
    "russia-government": "Government of Russia",
    "nyt": "The New York Times",
    "unknown": "unknown",
}


def loaded(project: Path) -> Story:
    scan = Scan(project)
    folder, problems = content_folder(scan)
    shared, more = desk(scan, folder, base_url=None, drafts=True)
    own, most = story_folder(scan, "russia-china-aid")
    found = story(story_texts(scan, own), shared.register, shared.settings)
    assert found.story is not None
    assert not [each for each in (*problems, *more, *most, *found.problems) if each.severity == "error"]
    assert without_circles(found.story) == (found.story, ())
    return found.story


@pytest.fixture(scope="module", params=BUNDLES, ids=["demo", "bundle"][: len(BUNDLES)])
def aid(request: pytest.FixtureRequest) -> Story:
    return loaded(request.param)


def voice(word: str) -> str:
    return word.replace("own-voice:", "own:") if word.startswith("own-voice:") else VOICES[word]


@pytest.mark.parametrize("expected", EXPECTED, ids=[each["id"] for each in EXPECTED])
def test_the_rules_give_what_was_counted_by_hand(aid: Story, expected: dict[str, Any]) -> None:
    finding = of(aid, expected["id"])
    assert {
        "id": finding.claim,
        "articles": len(finding.articles),
        "chains": [list(chain.members) for chain in finding.chains],
        "origins": list(finding.origins),
        "voices": list(finding.voices),
        "named": finding.named,
        "hedged_only": "hedged-only" in finding.flags,
        "support": finding.support,
        "challenge": finding.challenge,
        "status": finding.status,
        "cells": {cell.article: list(cell.stances) for cell in finding.cells if cell.stances != ("omits",)},
    } == expected | {"voices": sorted(map(voice, expected["voices"]))}


def test_the_story_is_whole(aid: Story) -> None:
    assert (len(aid.articles), len(aid.claims), len(aid.mentions)) == (5, 18, 61)
    assert {claim.id for claim in aid.claims} == {each["id"] for each in EXPECTED}


def test_every_quotation_stands_in_its_article(aid: Story) -> None:
    assert all(mention.spans for mention in aid.mentions)


def test_the_articles_stand_in_two_chains(aid: Story) -> None:
    assert [chain.members for chain in comparison(aid).chains] == [
        ("amn", "huffpost", "straits-times"),
        ("dailynewsen", "ktvq"),
    ]


def test_the_strap_says_who_stands_behind_it_and_who_denies(aid: Story) -> None:
    facts = [(each.kind, each.claim, each.ids, each.count) for each in comparison(aid).strap]
    assert facts == [
        ("articles", "", (), 5),
        ("chains", "military-aid-request", (), 2),
        ("unnamed", "military-aid-request", ("us-officials",), 2),
        ("denied", "military-aid-request", ("dmitry-peskov",), 0),
        ("disagree", "china-denies", (), 0),
    ]


def test_the_deaths_that_became_casualties_differ(aid: Story) -> None:
    assert of(aid, "russian-dead-5000-9000").flags == ("values-differ",)


def test_what_only_the_paraphrase_has_came_distorted(aid: Story) -> None:
    distorted = {each.claim for each in comparison(aid).findings if "through-a-distorting-copy" in each.flags}
    assert distorted == {"mainly-financial", "drone-inquiry"}


# ---- What if


def changed(story: Story, **articles: Article | None) -> Story:
    """The story with articles replaced, or dropped where None is given; `_` stands for `-`."""
    new = {name.replace("_", "-"): article for name, article in articles.items()}
    kept = (new.get(each.id, each) for each in story.articles)
    return replace(story, articles=tuple(each for each in kept if each is not None))


def article(story: Story, name: str) -> Article:
    return next(each for each in story.articles if each.id == name)


def retracted(story: Story, name: str) -> Article:
    found = article(story, name)
    return replace(found, source=replace(found.source, status="retracted"))


def test_without_one_of_the_agencies_copies_the_claim_has_the_same_chains_less_a_member(aid: Story) -> None:
    assert groups(of(changed(aid, ktvq=None), "military-aid-request")) == [
        "amn+huffpost+straits-times: ft nyt wapo",
        "dailynewsen: cbs-news",
    ]


def test_without_both_articles_of_a_chain_the_request_has_a_single_source(aid: Story) -> None:
    finding = of(changed(aid, ktvq=None, dailynewsen=None), "military-aid-request")
    assert (finding.support, finding.challenge, finding.status) == ("single-source", "not-confirmed", "single-source")


def test_were_huffpost_its_own_origin_it_would_be_a_chain_of_its_own(aid: Story) -> None:
    own = article(aid, "huffpost")
    mentions = tuple(replace(each, via=("huffpost",)) for each in own.mentions)
    finding = of(changed(aid, huffpost=replace(own, mentions=mentions)), "military-aid-request")
    assert [chain.members for chain in finding.chains] == [
        ("amn", "straits-times"),
        ("dailynewsen", "ktvq"),
        ("huffpost",),
    ]


def test_with_a_named_official_the_request_would_be_corroborated(aid: Story) -> None:
    own = article(aid, "amn")
    mentions = tuple(
        replace(each, by=("jake-sullivan",)) if each.id == "amn-military-aid-request-1" else each
        for each in own.mentions
    )
    finding = of(changed(aid, amn=replace(own, mentions=mentions)), "military-aid-request")
    assert (finding.support, finding.named) == ("corroborated", True)


def test_without_its_denials_the_request_would_be_not_confirmed_and_narrowly_sourced(aid: Story) -> None:
    parts = {
        each.id.replace("-", "_"): replace(each, mentions=tuple(m for m in each.mentions if m.stance != "denies"))
        for each in aid.articles
    }
    finding = of(changed(aid, **parts), "military-aid-request")
    assert (finding.challenge, finding.status) == ("not-confirmed", "narrowly-sourced")


def test_one_then_both_of_a_pair_retracted_leave_one_article_then_none(aid: Story) -> None:
    one = changed(aid, ktvq=retracted(aid, "ktvq"))
    assert of(one, "slow-advance-prompted").articles == ("dailynewsen",)
    assert of(one, "slow-advance-prompted").status == "single-source"
    assert "through-a-distorting-copy" in of(one, "slow-advance-prompted").flags
    both = changed(one, dailynewsen=retracted(aid, "dailynewsen"))
    assert of(both, "slow-advance-prompted").status == "retracted"
    assert of(both, "military-aid-request").status == "disputed", "what was said against it stays said"
    assert of(both, "beijing-blames-us") == replace(
        of(aid, "beijing-blames-us"), cells=of(both, "beijing-blames-us").cells
    )


def test_when_the_paraphrase_names_another_newsroom_its_changes_still_tie_it_to_its_model(aid: Story) -> None:
    own = article(aid, "dailynewsen")
    mentions = tuple(replace(each, via=("nowhere-news",)) for each in own.mentions)
    other = replace(own, mentions=mentions)
    tied = of(changed(aid, dailynewsen=other), "sullivan-yang-rome")
    assert groups(tied)[0] == "dailynewsen+ktvq: cbs-news nowhere-news"
    rewrite = replace(other, source=replace(own.source, derivation="rewrite"))
    assert groups(of(changed(aid, dailynewsen=rewrite), "sullivan-yang-rome"))[0] == "dailynewsen: nowhere-news"


def test_when_two_articles_lean_on_one_another_only_the_claims_of_both_are_lost(aid: Story) -> None:
    ktvq, daily = article(aid, "ktvq"), article(aid, "dailynewsen")
    loop = changed(
        aid,
        ktvq=replace(ktvq, mentions=tuple(replace(each, via=("dailynewsen",)) for each in ktvq.mentions)),
        dailynewsen=replace(daily, mentions=tuple(replace(each, via=("ktvq",)) for each in daily.mentions)),
    )
    cut, problems = without_circles(loop)
    assert {each.code for each in problems} == {"circular-sourcing"}
    assert len(problems) == 11, "every claim that both support"
    assert all(each.origin.path.endswith(("ktvq.md", "dailynewsen.md")) and each.origin.line > 1 for each in problems)
    assert groups(of(cut, "mainly-financial")) == ["dailynewsen: ktvq"]
    assert of(cut, "kremlin-denies").support == "unsupported"
    assert of(cut, "embassy-never-heard") == of(aid, "embassy-never-heard")
    assert of(cut, "military-aid-request").challenge == "disputed"


def test_three_quotations_are_shared_and_one_article_is_likely_a_rewrite(aid: Story) -> None:
    found = comparison(aid)
    assert [pair.articles for pair in found.pairs] == [("ktvq", "dailynewsen")]
    assert {passage.kind for passage in found.passages} == {"quotation"}
    shared = [(passage.words, *(place.article for place in passage.places)) for passage in found.passages]
    if any("[...]" in article.body.text for article in aid.articles):
        assert shared == [(13, "amn", "straits-times")]  # of the texts only the quoted words are there
    else:
        assert shared == [(30, "huffpost", "straits-times"), (25, "amn", "straits-times"), (21, "amn", "ktvq")]
        assert found.pairs[0].is_rewrite and found.pairs[0].is_declared
        assert found.pairs[0].shared == (24, 14)
