"""One generator's folder in the scratch directory: written, built, checked, edited."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bundles import Bundle
from lists import Listing, gaps
from measure import CommandError, Cost, cost
from pages import Page
from peers.peer import Command, Peer

GONE = "gone"  # what is not needed any more, in the scratch directory
EDITED = "\nThe desk corrected"


class PublishedError(RuntimeError):
    """What somebody published is not what was to be published."""


class Site:
    """`tools` is shared by all bundles, `folder` belongs to the one that is called `corpus`."""

    def __init__(self, peer: Peer, scratch: Path, corpus: str, limit: float) -> None:
        self.peer = peer
        self.name = peer.name
        self.tools = scratch / "tools" / peer.tool
        self.folder = scratch / corpus / peer.name
        self.limit = limit
        self.gone = scratch / GONE

    @property
    def output(self) -> Path:
        return self.folder / self.peer.output

    def install(self) -> None:
        if not (self.tools / "installed").exists():
            self.tools.mkdir(parents=True, exist_ok=True)
            for command in self.peer.install(self.tools):
                done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                if done.returncode:
                    raise CommandError(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout[-2000:]}")
            (self.tools / "installed").touch()

    def write(self, bundle: Bundle) -> None:
        self.put_away(self.folder)
        self.folder.mkdir(parents=True)
        self.peer.write(bundle, self.folder)

    def clean(self) -> None:
        for name in self.peer.leftovers:
            self.put_away(self.folder / name)

    def put_away(self, path: Path) -> None:
        """Nothing is deleted between measurements: for minutes ext4 is slow to make files after many have gone."""
        self.gone.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            path.rename(Path(tempfile.mkdtemp(dir=self.gone)) / path.name)

    def run(self, command: Command) -> Cost:
        return cost(command, self.folder, dict(self.peer.environment), self.limit)

    def build(self) -> Cost:
        return self.run(self.peer.build(self.tools))

    def build_again(self) -> Cost:
        return self.run((self.peer.again or self.peer.build)(self.tools))

    def said(self) -> str:
        """The last line that the last build said."""
        lines = self.folder.with_name(f"{self.folder.name}.log").read_text("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "")

    def edit(self, page: Page, word: str) -> None:
        """Let the article's last sentence hold `word`, as an editor saves it."""
        path = self.folder / self.peer.source(page)
        text = path.read_text(encoding="utf-8").partition(EDITED)[0]
        path.write_text(f"{text}{EDITED} this line, {word}.\n", encoding="utf-8")

    def retitle(self, page: Page, word: str) -> None:
        """Let the article's headline end with `word`, which must begin with "headline"."""
        path = self.folder / self.peer.source(page)
        title = re.compile(re.escape(page.title) + r"(?: headline\w+)?")
        path.write_text(title.sub(f"{page.title} {word}", path.read_text(encoding="utf-8")), encoding="utf-8")

    def require_edit(self, page: Page, word: str) -> None:
        if word not in self.published(page):
            raise PublishedError("an edit was not published")

    def require_headline(self, page: Page, word: str) -> None:
        """On the article's page, and wherever else this generator lists it by itself."""
        self.require_edit(page, word)
        for kind in self.peer.follows:
            outlet = self.output / "outlets" / page.outlet
            files = [self.output / page.story / "index.html"] if kind == "story" else outlet.rglob("*.html")
            if not any(word in path.read_text(encoding="utf-8") for path in files):
                raise PublishedError(f"a new headline is not on the page of its {kind}")

    def published(self, page: Page) -> str:
        return (self.output / page.file).read_text(encoding="utf-8")

    def require_all(self, pages: list[Page], listings: list[Listing]) -> None:
        """Every page with its words, every list with its links, and of a peer next to nothing besides."""
        wrong = [*self._faults_of_pages(pages), *self._faults_of_lists(listings), *self._strangers(pages)]
        if wrong:
            raise PublishedError(f"{len(wrong)} mistakes in what was published, the first: {wrong[0]}")

    def _faults_of_pages(self, pages: list[Page]) -> Iterator[str]:
        for page in pages:
            try:
                text = self.published(page)
            except FileNotFoundError:
                yield f"{page.file} is missing"
                continue
            if page.sample not in text:
                yield f"{page.file} lacks “{page.sample}”"

    def _faults_of_lists(self, listings: list[Listing]) -> Iterator[str]:
        for listing in listings:
            if missing := gaps(listing, self.output):
                yield f"{listing.folder or 'home'} does not lead to {min(missing)}"

    def _strangers(self, pages: list[Page]) -> Iterator[str]:
        """Ours publishes more than is compared; a peer only a home page besides, one of stories, one that is lost."""
        if self.peer.name == "sitegen":
            return
        known = {page.file for page in pages}
        found = {path.relative_to(self.output).as_posix() for path in self.output.rglob("*.html")}
        others = {path for path in found - known if path.partition("/")[0] not in self.peer.lists}
        if len(others) > 3:
            yield f"{len(others)} pages that nobody asked for, such as {min(others)}"

    def number_of_pages(self) -> int:
        return sum(1 for _ in self.output.rglob("*.html"))

    def version(self) -> str:
        command = self.peer.version(self.tools)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = re.search(r"\d+\.\d+[\w.]*", said)
        return found[0] if found else said.strip()
