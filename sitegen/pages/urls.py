"""Where everything lives. All URLs are relative to the root of the site; a directory ends with a slash."""

from urllib.parse import quote, urlsplit

from sitegen.model.story import Story

HOME = ""
CLAIMS = "claims/"
OUTLETS = "outlets/"
PEOPLE = "people/"
SEARCH = "search/"
DATA = "data/"
ARCHIVE = "archive/"
FEED = "feed"  # its files have this name and an ending each
CONTEXT_WORDS = 5
ENCODED = {code: quote(chr(code), safe="").replace("-", "%2D") for code in range(128)}


def story_url(story: str) -> str:
    return f"stories/{story}/"


def article_url(story: str, article: str) -> str:
    return f"stories/{story}/{article}/"


def claim_url(story: str, claim: str) -> str:
    return f"stories/{story}/claims/{claim}/"


def card_url(story: str, claim: str) -> str:
    return f"{claim_url(story, claim)}card/"


def story_picture_url(story: str) -> str:
    return f"{story_url(story)}card.png"


def claim_picture_url(story: str, claim: str) -> str:
    return f"{claim_url(story, claim)}card.png"


def side_by_side_url(story: str, one: str, two: str) -> str:
    """Ids never hold two hyphens, so no two pairs meet here."""
    return f"stories/{story}/side-by-side/{one}--{two}/"


def story_addresses(story: Story) -> tuple[str, ...]:
    """The addresses of a story's pages that keep, below its own: its articles and claims."""
    articles = (f"{article.id}/" for article in story.articles)
    return (*articles, *(f"claims/{claim.id}/" for claim in story.claims))


def outlet_url(outlet: str) -> str:
    return f"outlets/{outlet}/"


def person_url(person: str) -> str:
    return f"people/{person}/"


def plain_url(page: str) -> str:
    return f"{page}/"


def feed_home(url: str) -> str:
    """Of the pages that have a feed (home, a story, an outlet, the claims), the one that a page belongs to."""
    kind, _, rest = url.partition("/")
    name, _, further = rest.partition("/")
    if kind == "stories" and name:
        return story_url(name)
    if kind == "outlets" and name and not further:
        return url
    return CLAIMS if kind == "claims" else HOME


def mention_url(story: str, article: str, mention: str) -> str:
    return f"{article_url(story, article)}#{mention}"


def quotation_anchor(article: str, mention: str) -> str:
    """The id of a mention on the pages that show several articles.

    There the two hyphens are needed: in `a-b-c-1` nobody can tell the article from the claim.
    """
    return f"q-{article}--{mention[len(article) + 1 :]}"


def path_of(url: str) -> str:
    """The file behind a URL of the site."""
    return f"{url}index.html" if not url or url.endswith("/") else url


def root_of(url: str) -> str:
    """The way from a page to the root of the site: "./" for home, "../../" for `stories/flood/`."""
    return "../" * url.count("/") or "./"


def site_path(base_url: str) -> str:
    """The path under which the site is published, for pages that are served anywhere (404): "/" or "/repo/"."""
    path = urlsplit(base_url).path
    return path if path.endswith("/") else path + "/"


def text_fragment(url: str, words: str) -> str:
    """A link to the place in the original: https://wicg.github.io/scroll-to-text-fragment/. "" without a url."""
    if not url:
        return ""
    tokens = words.split()
    if not tokens:
        return url
    if len(tokens) <= 2 * CONTEXT_WORDS:
        target = _encoded(" ".join(tokens))
    else:
        start, end = " ".join(tokens[:CONTEXT_WORDS]), " ".join(tokens[-CONTEXT_WORDS:])
        target = f"{_encoded(start)},{_encoded(end)}"
    return f"{url}{'' if '#' in url else '#'}:~:text={target}"


def _encoded(words: str) -> str:
    """The words as they stand in a text directive, where a hyphen has a meaning of its own."""
    if words.isascii() and words.replace(" ", "").isalnum():
        return words.replace(" ", "%20")
    return words.translate(ENCODED) if words.isascii() else quote(words, safe="").replace("-", "%2D")
