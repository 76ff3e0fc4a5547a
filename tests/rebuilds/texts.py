"""The project that is edited: files made from fields, each of which has some values to choose from.

The first value of a field is the one to begin with. Every text has one of the words noon, dusk and dawn in it, so that
an edit can keep the length of the file.
"""

from collections.abc import Mapping

STORIES = ("flood", "fire", "ferry")
ARTICLES = ("herald", "courier", "wire")
PAGES = ("about", "method")
WORDS = ("noon", "dusk", "dawn")
EMBARGOES = ("embargo: 2031-05-05T06:00Z\n", "embargo: 2031-05-06T06:00+02:00\n")
INSTANTS = ("2031-05-05T12:00Z", "2031-05-06T04:00Z", "2031-05-05T05:59Z")  # after one of them, both, none

Fields = Mapping[str, tuple[str, ...]]

ARTICLE: Fields = {
    "title": ("The dam broke at noon", "Dusk: a report", "<b>Water</b> at dawn", "洪水 noon"),
    "outlet": ("herald", "courier", "wire", "A Paper"),
    "url": ('  url: "https://example.org/noon"\n', "", '  url: "https://example.org/dusk"\n'),
    "origin": ("herald", "wire", "courier"),
    "derivation": ("original", "copy", "paraphrase"),
    "published": ("2031-05-04", "2031-06-01", "2030-12-31T23:30Z", "unknown"),
    "rights": ("", "  rights: full\n", "  rights: excerpt\n", "  rights: quotes-only\n"),
    "status": ("", "  status: retracted\n", "  status: corrected\n"),
    "draft": ("", "draft: true\n"),
    "embargo": ("", *EMBARGOES),
    "lang": ("", "lang: ar\n"),
    "claim": ("broke", "hurt", "relay", "unknown-claim"),
    "by": ("clerk", "Mayor of Noon", "a source"),
    "quote": ("dam broke", "The dam broke", "not there at all"),
    "disputes": ("", "disputes: [{claim: hurt, by: clerk}]\n", "disputes: [{claim: broke, stance: contradicts}]\n"),
    "more": (
        "",
        "changes: [{from: wire, before: nobody, after: three people, kind: number, weight: high}]\n",
        "skip: [Read on.]\n",
        "tilte: slip\n",
    ),
    "body": (
        "The dam broke at noon. Officials said nobody was hurt.\n\nRead on.\n",
        "At dusk the dam broke. Three people were hurt.\n\n![A map](map.png)\n",
        "At dawn a relay failed, [a clerk said]{claim=relay by=clerk}, then the dam broke. [Before](wire.md)\n",
        "The dam broke at noon, [the list](lüste.txt) says.\n",
    ),
}
STORY: Fields = {
    "title": ("What happened at noon?", "Dusk", '\\"Dawn\\" & <i>day</i>'),
    "draft": ("", "draft: true\n"),
    "embargo": ("", *EMBARGOES),
    "date": ("", "date: 2031-05-09\n"),
    "updated": ("", "updated: 2031-07-01\n", "updated: 2031-05-08T12:00Z\n"),
    "place": ("", "place: Noon Valley\n"),
    "kind": ("event", "statement"),
    "weight": ("", ", weight: high", ", wieght: high"),
    "same_as": ("", ", same_as: fire/broke", ", same_as: [flood/broke, ferry/hurt]"),
    "review": ("", ", review: {rating: Dusk, by: A desk}", ", ruling: {status: Noon, reason: Seen, by: A desk}"),
    "text": ("The dam broke at noon", "The dam broke", "A dam has broken at dusk"),
    "more": (
        "",
        "disputes: [{id: when, question: Noon or dusk?, claims: [broke, hurt]}]\n",
        "timeline: [{when: 2031-05-04, what: A crack at dawn, claims: [broke], from: [wire]}]\n",
        "corrections: [{date: 2031-05-05, text: It was dusk}]\n",
    ),
    "note": (
        "Seen at noon.\n",
        "See [the wire](wire.md) at dusk.\n",
        "At dawn: ![A map](map.png)\n",
        "Gone at noon: [x](x.md)\n",
    ),
}
OUTLETS: Fields = {
    "herald": ("Noon Herald", "Herald <of> Dusk", "Herald"),
    "wire": ("wire:\n  name: Dawn Wire\n", "wire:\n  name: Wire\n  kind: agency\n", ""),
    "kind": ("newspaper", "agency", "website"),
    "owner": ("", "  owner: Dusk & Sons\n"),
}
PEOPLE: Fields = {
    "name": ("A clerk", "The clerk of noon"),
    "named": ("true", "false", "perhaps"),
    "affiliation": ("Dawn office", "Dusk office"),
}
SETTINGS: Fields = {
    "title": ("Noon Desk", "Desk of <Dusk>", "مكتب dawn"),
    "tagline": ("", "tagline: since dawn\n"),
    "language": ("en", "ar", "de"),
    "rights": ("full", "quotes-only", "excerpt"),
    "theme": ("", "theme: night\n", "theme: default\n", "theme: gone\n"),
    "base_url": ("base_url: https://desk.example.org/noon/\n", ""),
    "feed_id": ("", "feed_id: noon.example.org\n"),
    "social_cards": ("all", "stories", "none"),
}
HISTORY: Fields = {
    "first": ("- {date: 2031-05-05, claim: broke, to: single-source}\n", ""),
    "then": (
        "",
        "- {date: 2031-07-06, claim: broke, from: single-source, to: contradicted, cause: Dusk}\n",
        "- {date: 2031-05-07, claim: broke, from: single-source, to: Noon, by: A desk}\n",
        "- {date: 2031-05-07, claim: broke, from: disputed, to: corroborated}\n",
    ),
    "other": ("", "- {date: 2031-07-08, claim: hurt, to: unsupported}\n", "- {date: dawn, claim: hurt}\n"),
}
REDIRECTS: Fields = {
    "story": ("", "stories/storm/: stories/flood/\n", "stories/storm/: stories/fire/\n"),
    "article": (
        "",
        "stories/flood/late/: stories/flood/herald/\n",
        "stories/storm/late/: stories/ferry/herald/\n",
        "stories/fire/wire/: stories/flood/wire/\n",
    ),
    "claim": ("", "stories/fire/claims/noon/: stories/fire/claims/broke/\n"),
    "outlet": ("", "outlets/dusk/: outlets/herald/\n", "outlets/wire/: outlets/dawn/\n"),
    "page": ("", "method/: about/\n", "dusk/: claims/\n", "about/: method/\nmethod/: about/\n"),
}
ADDRESSES: Fields = {
    "story": ("", "stories/flood/\n", "stories/storm/\nstories/storm/herald/\n"),
    "article": ("", "stories/flood/wire/\nstories/fire/claims/noon/\n", "stories/fire/wire/\n"),
    "other": ("", "outlets/wire/\npeople/clerk/\n", "method/\n", "# noon\n", "noon at dusk\n"),
}
PAGE: Fields = {
    "title": ("About noon", "Dusk & dawn"),
    "order": ("", "order: 2\n", "order: -1\n"),
    "draft": ("", "draft: true\n"),
    "body": (
        "We began at *noon*.\n",
        "At dusk: [flood](../stories/flood/story.md), [about](about.md), [method](method.md).\n",
        "Gone at dawn: [nowhere](nowhere.md)\n",
    ),
}
# Files of themes, and what can stand in them; "" means that the file is taken away.
THEME: Fields = {
    "themes/default/templates/story.html": (
        '{% extends "default/story.html" %}{% block main %}noon {{ view.title }}{% endblock %}\n',
        '{% extends "default/story.html" %}{% block main %}dusk {{ view.question }}{% endblock %}\n',
        '{% extends "default/story.html" %}{% block main %}{{ view.noon }}{% endblock %}\n',
        "{% noon\n",
        "",
    ),
    "themes/default/templates/404.html": ("<!DOCTYPE html><title>noon</title>\n", ""),
    "themes/default/templates/article.html": (
        '{% extends "default/article.html" %}{% block main %}{{ super() }}<p>noon</p>{% endblock %}\n',
        '{% include "dusk.html" %}\n',
        "",
    ),
    "themes/default/templates/dusk.html": ("dusk\n", "dawn {{ view.title }}\n", ""),
    "themes/default/templates/moved.html": ("noon {{ view.url }}\n", "dusk\n", ""),
    "themes/default/templates/data.html": (
        '{% extends "default/data.html" %}{% block main %}{{ super() }}dawn{% endblock %}\n',
        "",
    ),
    "themes/default/static/site.css": (":root { --ink: red } /* noon */\n", ":root { --ink: blue } /* dusk */\n", ""),
    "themes/default/static/style.css": ("/* noon */\n", ""),
    "themes/default/static/sign/noon.txt": ("noon\n", "dusk\n", ""),
    "themes/night/static/site.css": ("/* dusk */\n", ""),
    "themes/night/templates/story.html": (
        '{% extends "default/story.html" %}{% block method %}dawn{% endblock %}\n',
        "",
    ),
}
ASSETS: Fields = {
    "map.png": ("noon", "a dusk of another size", ""),
    "unused.png": ("dawn", ""),
    "l\u00fcste.txt": ("noon", ""),
    "lu\u0308ste.txt": ("dusk", ""),  # the same name to people, not to the disk
}

ARTICLE_FILE = """---
title: "{title}"
{lang}{draft}{embargo}source:
  outlet: {outlet}
{url}  origin: [{origin}]
  derivation: {derivation}
  published: {published}
{rights}{status}claims:
  - claim: {claim}
    by: {by}
    quote: {quote}
{disputes}{more}---

{body}"""
STORY_FILE = """---
title: "{title}"
{draft}{embargo}{date}{updated}{place}claims:
  broke: {{text: "{text}", kind: {kind}{weight}{same_as}{review}}}
  hurt: {{text: People were hurt}}
  relay: {{text: A relay failed at dawn, speaker: clerk}}
{more}---

{note}"""
OUTLETS_FILE = """herald:
  name: {herald}
  kind: {kind}
{owner}courier:
  name: Noon Courier
{wire}"""
PEOPLE_FILE = """clerk:
  name: {name}
  affiliation: {affiliation}
  named: {named}
"""
SETTINGS_FILE = """title: "{title}"
{tagline}language: {language}
rights: {rights}
social_cards: {social_cards}
{theme}{base_url}{feed_id}"""
HISTORY_FILE = "# noon\n{first}{then}{other}"
REDIRECTS_FILE = "# noon\n{story}{article}{claim}{outlet}{page}"
ADDRESSES_FILE = "{story}{article}{other}"
PAGE_FILE = """---
title: {title}
{order}{draft}---

{body}"""

# What a file is made of, by the kind of file.
KINDS = {
    "article": (ARTICLE_FILE, ARTICLE),
    "story": (STORY_FILE, STORY),
    "outlets": (OUTLETS_FILE, OUTLETS),
    "people": (PEOPLE_FILE, PEOPLE),
    "settings": (SETTINGS_FILE, SETTINGS),
    "page": (PAGE_FILE, PAGE),
    "history": (HISTORY_FILE, HISTORY),
    "redirects": (REDIRECTS_FILE, REDIRECTS),
    "addresses": (ADDRESSES_FILE, ADDRESSES),
}


def changes(fields: Fields) -> list[tuple[str, str]]:
    """Every value of every field. Faults come last, so that they are not the simplest."""
    return [(field, value) for field, values in fields.items() for value in values]


def beginning() -> dict[str, tuple[str, dict[str, str]]]:
    """The files of the project before the first edit: each with its kind, and fields that are not the first value."""
    files = {
        "content/site.yml": ("settings", {}),
        "content/outlets.yml": ("outlets", {}),
        "content/people.yml": ("people", {}),
        "content/pages/about.md": ("page", {}),
    }
    for number, story in enumerate(STORIES):
        folder = f"content/stories/{story}"
        files[f"{folder}/story.md"] = ("story", {"title": STORY["title"][number]})
        files[f"{folder}/herald.md"] = (
            "article",
            {"body": ARTICLE["body"][number], "published": ARTICLE["published"][number]},
        )
    files["content/stories/flood/wire.md"] = (
        "article",
        {"outlet": "wire", "origin": "wire", "body": ARTICLE["body"][2]},
    )
    files["content/stories/fire/wire.md"] = ("article", {"outlet": "wire", "origin": "wire", "by": "Mayor of Noon"})
    files["content/stories/flood/courier.md"] = (
        "article",
        {"outlet": "courier", "origin": "wire", "derivation": "copy", "draft": "draft: true\n"},
    )
    return files
