"""What stands beside the site in an archive: what it is, how it is opened, and how it is proved whole."""

import re
import unicodedata
from html import escape

from sitegen.model.site import Settings

LONGEST_NAME = 60
STEM = "archive"  # of a title without a letter of a to z

README = """\
{title}

This folder is a copy of a website, made to be kept: {published}.
To read it, open index.html in a browser. No connection and no server is needed; links to
original articles lead to the open web.

What is in it

  data/                    the website: pages, pictures, and in data/data/ its tables
  manifest-sha256.txt      the SHA-256 of every file in data/
  bag-info.txt             who published it, and where
  tagmanifest-sha256.txt   the SHA-256 of the files beside data/
  bagit.txt                says that this is a BagIt bag (RFC 8493)

To prove that nothing was changed, open a terminal in this folder:

  Linux      sha256sum --check --quiet manifest-sha256.txt tagmanifest-sha256.txt
  macOS      shasum -a 256 --check --quiet manifest-sha256.txt tagmanifest-sha256.txt
  Windows    certutil -hashfile data\\index.html SHA256     (one file; compare with the manifest)
  BagIt      bagit.py --validate .

Whoever can change a file can change the manifest too. So keep the SHA-256 of the zip in another
place: the same content gives the same zip, on every machine, byte for byte.
"""

INDEX = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url=data/index.html">
<title>{title}</title>
</head>
<body>
<p><a href="data/index.html">{title}</a></p>
</body>
</html>
"""


def bag_name(settings: Settings) -> str:
    """The name of the archive's folder, from the title of the site: what every file system can write."""
    plain = unicodedata.normalize("NFKD", settings.title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].rstrip("-") or STEM


def about(settings: Settings, version: str) -> tuple[tuple[str, str], ...]:
    """The fields of bag-info.txt (RFC 8493, 2.2.2). There is no Bagging-Date: a clock would make another archive."""
    contact = settings.contact.removeprefix("mailto:")
    return (
        ("Source-Organization", settings.publisher.name or settings.publisher.url),
        ("Contact-Email" if "@" in contact else "Contact-Name", contact),
        ("External-Description", " – ".join(each for each in (settings.title, settings.tagline) if each)),
        ("External-Identifier", settings.base_url),
        ("Bag-Software-Agent", f"sitegen {version}"),
    )


def beside(settings: Settings) -> dict[str, bytes]:
    """The files next to `data/` that are for people."""
    published = f"{settings.title}, published at {settings.base_url}" if settings.base_url else settings.title
    if settings.publisher.name:
        published += f" by {settings.publisher.name}"
    return {
        "README.txt": README.format(title=settings.title, published=published).encode(),
        "index.html": INDEX.format(language=escape(settings.language), title=escape(settings.title)).encode(),
    }
