"""What surrounds every page."""

from functools import lru_cache

from sitegen.model.noun import noun
from sitegen.model.site import Settings
from sitegen.model.story import PlainPage
from sitegen.model.views import Frame, Link, Sharing
from sitegen.pages.language import direction
from sitegen.pages.urls import FEED, feed_home, plain_url
from sitegen.tongue import Tongue, tongue

LONGEST_DESCRIPTION = 300


@noun
class Chrome:
    """What all pages of a site share: the settings, the plain pages of the menu, whether it has a style of its own."""

    settings: Settings
    pages: tuple[Link, ...] = ()
    stylesheet: bool = False

    @property
    def tongue(self) -> Tongue:
        """The words of the interface: a look-up, for the settings say it."""
        return tongue(self.settings.language)


def chrome(settings: Settings, pages: tuple[PlainPage, ...], stylesheet: bool) -> Chrome:
    """The chrome of a site whose menu lists `pages`."""
    menu = tuple(Link(text=page.title, url=plain_url(page.id)) for page in pages)
    return Chrome(settings=settings, pages=menu, stylesheet=stylesheet)


def frame(
    chrome: Chrome,
    url: str,
    title: str,
    *,
    description: str = "",
    lang: str = "",
    draft: bool = False,
    embargo: str = "",
    sharing: Sharing = Sharing(),  # noqa: B008 - a frozen value
) -> Frame:
    """The frame of the page at `url`, in the site's language unless `lang` says another."""
    settings = chrome.settings
    language = lang or settings.language
    return Frame(
        site=settings.title,
        tagline=settings.tagline,
        language=settings.language,
        title=title,
        url=url,
        canonical=settings.base_url + url if settings.base_url else "",
        description=_short(description or settings.tagline),
        lang=language,
        direction=direction(language),
        pages=chrome.pages,
        publisher=_publisher_link(settings.publisher.name, settings.publisher.url),
        contact=contact_link(settings.contact),
        stylesheet=chrome.stylesheet,
        draft=draft,
        embargo=embargo,
        feed=feed_home(url) + FEED,
        og_locale=_og_locale(language),
        sharing=sharing,
    )


@lru_cache(maxsize=4)  # it stands on every page, and so does the contact
def _publisher_link(name: str, url: str) -> Link:
    return Link(text=name or url, url=url)


@lru_cache(maxsize=64)
def contact_link(contact: str) -> Link:
    return Link(text=contact.removeprefix("mailto:"), url=contact)


@lru_cache(maxsize=64)
def _og_locale(language: str) -> str:
    """`pt_BR` for "pt-BR" (https://ogp.me/#optional); Open Graph has no word for a language without a territory."""
    first, *others = language.split("-")
    territory = next((each for each in others if len(each) == 2 and each.isalpha()), "")
    return f"{first.lower()}_{territory.upper()}" if territory else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_DESCRIPTION else text[: LONGEST_DESCRIPTION - 1].rstrip() + "…"
