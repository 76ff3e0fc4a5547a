"""What search engines and social networks are told of the pages of a story."""

from sitegen.model.article import Article
from sitegen.model.moment import Moment
from sitegen.model.site import Settings
from sitegen.model.terms import SocialCards
from sitegen.model.views import Sharing
from sitegen.pages import structured, urls
from sitegen.pages.compared import Compared
from sitegen.pages.status import status
from sitegen.pages.strap import strap


def story_sharing(compared: Compared, settings: Settings) -> Sharing:
    return compared.once(("sharing", ""), lambda: _story_sharing(compared, settings))


def article_sharing(compared: Compared, article: Article, settings: Settings) -> Sharing:
    """It is shown with the picture of its story."""
    story = story_sharing(compared, settings)
    return Sharing(
        data=structured.article_data(compared, article, settings),
        image=story.image,
        image_text=story.image_text,
        published=_stamp(article.source.published),
        modified=_stamp(article.source.updated),
    )


def claim_sharing(compared: Compared, claim: str, settings: Settings) -> Sharing:
    """Without a picture of its own it is shown with that of its story."""
    data = structured.claim_data(compared, claim, settings)
    picture = _picture(settings, urls.claim_picture_url(compared.story.id, claim), "all")
    if not picture:
        story = story_sharing(compared, settings)
        return Sharing(data=data, image=story.image, image_text=story.image_text)
    text = _both(compared.claims[claim].text, status(compared, claim).word)
    return Sharing(data=data, image=picture, image_text=text)


def _story_sharing(compared: Compared, settings: Settings) -> Sharing:
    story = compared.story
    facts = " · ".join(part.text for part in strap(compared))
    picture = _picture(settings, urls.story_picture_url(story.id), "all", "stories")
    return Sharing(
        data=structured.story_data(compared, settings),
        image=picture,
        image_text=_both(story.title, facts) if picture else "",
        modified=_stamp(story.updated),
    )


def _both(title: str, facts: str) -> str:
    return f"{title} – {facts}" if facts else title


def _picture(settings: Settings, url: str, *when: SocialCards) -> str:
    """Networks take a picture by its whole address only."""
    return settings.base_url + url if settings.base_url and settings.social_cards in when else ""


def _stamp(moment: Moment | None) -> str:
    return moment.stamp if moment and moment.precision in ("day", "minute") else ""
