import json
from pathlib import Path

SITENAME = "Who said what"
SITEURL = ""
PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_CATEGORY = "stories"
USE_FOLDER_AS_CATEGORY = False
STATIC_PATHS = ()
PLUGINS = ()
DIRECT_TEMPLATES = ["index", "categories", "tags", "claims"]
AUTHOR_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SUMMARY_MAX_LENGTH = None
MARKDOWN = {"extensions": ["markdown.extensions.meta"], "output_format": "html5"}
LOAD_CONTENT_CACHE = CACHE_CONTENT = True
CHECK_MODIFIED_METHOD = "mtime"
CATEGORY_URL, CATEGORY_SAVE_AS = "outlets/{slug}/", "outlets/{slug}/index.html"
CATEGORIES_SAVE_AS = "outlets/index.html"
TAG_URL, TAG_SAVE_AS = "people/{slug}/", "people/{slug}/index.html"
TAGS_SAVE_AS = "people/index.html"
CLAIMS_SAVE_AS = "claims/index.html"
JINJA_GLOBALS = {"names": json.loads(Path("names.json").read_text(encoding="utf-8"))}
