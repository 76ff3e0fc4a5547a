"""One generator's folder in the scratch directory: written, built, checked, edited."""

import re
import shutil
import subprocess
from pathlib import Path

from bundles import Bundle
from measure import CommandError, Cost, cost
from pages import Page
from peers.peer import Command, Peer


class Site:
    """`tools` is shared by all sizes of bundle, `folder` belongs to one."""

    def __init__(self, peer: Peer, scratch: Path, articles: int) -> None:
        self.peer = peer
        self.tools = scratch / "tools" / peer.name
        self.folder = scratch / str(articles) / peer.name

    def install(self) -> None:
        if not (self.tools / "installed").exists():
            self.tools.mkdir(parents=True, exist_ok=True)
            for command in self.peer.install(self.tools):
                done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                if done.returncode:
                    raise CommandError(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout[-2000:]}")
            (self.tools / "installed").touch()

    def write(self, bundle: Bundle) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.peer.write(bundle, self.folder)

    def clean(self) -> None:
        for name in self.peer.leftovers:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def run(self, command: Command) -> Cost:
        return cost(command, self.folder, dict(self.peer.environment))

    def build(self) -> Cost:
        return self.run(self.peer.build(self.tools))

    def build_again(self) -> Cost:
        return self.run((self.peer.again or self.peer.build)(self.tools))

    def edit(self, page: Page, word: str) -> None:
        """Let the article's last sentence hold `word`, as an editor saves it."""
        path = self.folder / self.peer.source(page)
        text = path.read_text(encoding="utf-8").partition("\nThe desk corrected")[0]
        path.write_text(f"{text}\nThe desk corrected this line, {word}.\n", encoding="utf-8")

    def published(self, page: Page) -> str:
        return (self.folder / self.peer.output / page.file).read_text(encoding="utf-8")

    def shortcomings(self, pages: list[Page]) -> list[str]:
        """Which pages are missing, or lack their words."""
        found = []
        for page in pages:
            try:
                text = self.published(page)
            except FileNotFoundError:
                found.append(f"{page.file} is missing")
                continue
            if page.sample not in text:
                found.append(f"{page.file} lacks “{page.sample}”")
        return found

    def number_of_pages(self) -> int:
        return sum(1 for _ in (self.folder / self.peer.output).rglob("*.html"))

    def version(self) -> str:
        command = self.peer.version(self.tools)
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = re.search(r"\d+\.\d+[\w.]*", said)
        return found[0] if found else said.strip()
