"""What the pictures for social networks draw."""

from dataclasses import replace

from compare.toys import report, says, told

from sitegen.compare.comparison import comparison
from sitegen.model.site import Outlet, Settings
from sitegen.pages.compared import Compared
from sitegen.pages.social_card import social_cards

SITE = Settings(base_url="https://desk.example.org/")


def test_the_picture_of_a_story_draws_the_chains_of_its_main_claim_and_who_challenges_it() -> None:
    story = told(
        report("agency", says("attributes", by="ann")),
        report("copyist", says("attributes", by="ann"), origin="agency", derivation="copy"),
        report("harbour", says("asserts")),
        report("rival", says("denies", by="bob")),
        report("elsewhere", says("asserts", about="d")),
    )
    story = replace(story, outlets=tuple(Outlet(id=each.id, name=each.id) for each in story.articles))
    compared = Compared(story, comparison(story))
    picture, *of_claims = social_cards(compared, SITE)
    assert sorted(picture.chains) == [("asserts",), ("attributes", "attributes")]
    assert picture.against == ("denies",)
    assert picture.chains == of_claims[0].chains
    assert "2 reporting chains" in picture.facts
