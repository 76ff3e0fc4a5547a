"""The project that is edited: files made from fields, each of which has some values to choose from.

The first value of a field is the one to begin with. Every text has one of the words noon, dusk and dawn in it, so that
an edit can keep the length of the file.
"""

from collections.abc import Mapping

STORIES = ("flood", "fire", "ferry")
ARTICLES = ("herald", "courier", "wire")
PAGES = ("about", "method")
WORDS = ("noon", "dusk", "dawn")

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
    "date": ("", "date: 2031-05-09\n"),
    "place": ("", "place: Noon Valley\n"),
    "kind": ("event", "statement"),
    "weight": ("", ", weight: high", ", wieght: high"),
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
    "base_url": ("", "base_url: https://desk.example.org/noon/\n"),
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
{lang}{draft}source:
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
{draft}{date}{place}claims:
  broke: {{text: "{text}", kind: {kind}{weight}}}
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
{theme}{base_url}"""
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
