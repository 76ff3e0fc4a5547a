"""A story, article, claim, outlet or person gets another id: in files, in every reference, with a redirect.

All of it is found out first; nothing is written unless everything can be.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen.author.references import (
    ARTICLE,
    OUTLETS,
    PEOPLE,
    STORY,
    Names,
    Rename,
    Renamed,
    Unclear,
    in_markdown,
    in_yaml,
    plain_text,
)
from sitegen.author.saving import save
from sitegen.build import published
from sitegen.load.desk import desk
from sitegen.load.files import (
    CONTENT,
    ID,
    LONGEST_ID,
    RESERVED,
    STORIES,
    ContentFolder,
    content_folder,
    proposal,
    story_folder,
)
from sitegen.load.register import Register, identifier
from sitegen.load.scan import Scan
from sitegen.load.yaml_tree import tree
from sitegen.model.problem import Problem
from sitegen.model.redirects import first_name, kind_of, present
from sitegen.problems import errors

HEAD = "# Where pages have moved: the old address, and the new one. `sitegen mv` writes here.\n"


class Refused(Exception):  # noqa: N818 - says what is the case
    """It cannot be renamed; the text says why, `problems` what is wrong in the content."""

    def __init__(self, reason: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(reason)
        self.problems = problems


class Plan(NamedTuple):
    """What has to be done: `files` with other bytes at the path that they have now, then `moves` of files and folders.

    `lines` says which lines of each file change; `redirect` is the line that is added, "" for what nobody can know.
    """

    old: str
    new: str
    files: Mapping[str, bytes]
    lines: Mapping[str, tuple[int, ...]]
    moves: tuple[tuple[str, str], ...]
    redirect: str


def plan(project: Path, old: str, new: str, now: str) -> Plan:
    """What it takes to call `old` `new`: two addresses, of which `new` may be an id alone.

    `now` is the instant as of which something counts as published. Raises Refused, OSError.
    """
    try:
        return _Renaming(project, *_addresses(old, new), now).plan()
    except Unclear as unclear:
        raise Refused(str(unclear)) from None


def carry_out(project: Path, wanted: Plan) -> None:
    """Write what was planned. Raises OSError."""
    save(project, wanted.files)
    for old, new in wanted.moves:
        (project / old).rename(project / new)


def _addresses(old: str, new: str) -> tuple[str, str, str]:
    """The kind of page, and both addresses."""
    before, after = (text.removeprefix(f"{CONTENT}/").removesuffix(".md").strip("/") for text in (old, new))
    kind = kind_of(f"{before}/")
    if kind not in ("story", "article", "claim", "outlet", "person"):
        hint = "stories/STORY, stories/STORY/ARTICLE, stories/STORY/claims/CLAIM, outlets/OUTLET or people/PERSON"
        hint += "; of a plain page rename the file, and add a line to redirects.yml"
        raise Refused(f'"{old}" is not the address of something that can be renamed: {hint}')
    if "/" not in after:
        after = f"{before.rpartition('/')[0]}/{after}"
    name = after.rpartition("/")[2]
    if not ID.match(name) or len(name) > LONGEST_ID:
        raise Refused(f'"{name}" cannot be an id: letters a-z, digits and single hyphens: try "{proposal(name)}"')
    if kind == "article" and name in RESERVED["articles"]:
        raise Refused(f'"{name}" is taken: the site has a page of its own at this address')
    if kind_of(f"{after}/") != kind or after.rpartition("/")[0] != before.rpartition("/")[0]:
        raise Refused(f'"{new}" lies elsewhere: only the last part of an address can be changed')
    if before == after:
        raise Refused(f'"{before}" has this name already')
    return kind, f"{before}/", f"{after}/"


class _Renaming:
    """One rename while it is being planned."""

    def __init__(self, project: Path, kind: str, old: str, new: str, now: str) -> None:
        self.project, self.kind, self.old, self.new, self.now = project, kind, old, new, now
        self.before, self.after = (address.rstrip("/").rpartition("/")[2] for address in (old, new))
        self.story = old.split("/")[1] if old.startswith("stories/") else ""
        self.scan = Scan(project)
        self.folder: ContentFolder = content_folder(self.scan)[0]
        self.files: dict[str, bytes] = {}
        self.lines: dict[str, tuple[int, ...]] = {}

    def plan(self) -> Plan:
        self.require_old_and_no_new()
        book, problems = published(self.project, self.now)
        own = (f"{STORIES}/{self.story}/",) if self.story else (self.folder.outlets or "-", self.folder.people or "-")
        if wrong := tuple(each for each in errors(problems) if each.origin.path.startswith(own)):
            raise Refused("there are mistakes where it is to be renamed: mend them first", wrong)
        if self.new in book:
            raise Refused(f"{self.new} is taken: there is a page at this address")
        self.register: Register = desk(self.scan, self.folder, base_url=None, drafts=True)[0].register
        if self.kind in ("outlet", "person"):
            path, names = (self.folder.outlets, OUTLETS) if self.kind == "outlet" else (self.folder.people, PEOPLE)
            self.keep(path, in_yaml(path, self.text(path), names, self.rename_key))
        for story in self.folder.stories:
            self.rename_in_story(story)
        for path in self.folder.pages if self.kind == "story" else ():
            self.keep(path, in_markdown(path, self.text(path), {}, self.rename_outside, self.moved))
        redirect = ""
        if self.old in book or self.old in self.recorded():
            redirect = self.redirect()
        return Plan(self.old, self.new, self.files, self.lines, tuple(self.moves()), redirect)

    def require_old_and_no_new(self) -> None:
        if not self.exists(self.old):
            listed = {"outlet": ": it is not in outlets.yml", "person": ": it is not in people.yml"}.get(self.kind, "")
            raise Refused(f"there is no {self.kind} {self.old} in the content{listed}")
        if self.exists(self.new):
            raise Refused(f"there is {self.new} in the content already")

    def exists(self, address: str) -> bool:
        name = address.rstrip("/").rpartition("/")[2]
        if self.kind == "story":
            return name in self.folder.stories or (name != self.before and (self.project / STORIES / name).exists())
        if self.kind == "article":
            return (self.project / STORIES / self.story / f"{name}.md").exists() and name != "story"
        if self.kind == "claim":
            return any(self.names_claim(path, name) for path in self.story_files(self.story))
        path = self.folder.outlets if self.kind == "outlet" else self.folder.people
        value = tree(self.text(path)).value if path else None
        return isinstance(value, dict) and name in value

    def names_claim(self, path: str, claim: str) -> bool:
        """Whether a file of the story says or uses what this claim is."""
        text = self.text(path)
        found = False

        def look(kinds: tuple[str, ...], name: str) -> str:
            nonlocal found
            found = found or ("claim" in kinds and name == claim)
            return name

        self.renamed(path, text, look)
        return found

    def rename_in_story(self, story: str) -> None:
        if self.kind in ("article", "claim") and story != self.story:
            if self.kind == "article":
                return
            paths = [path for path in self.story_files(story) if path.endswith("/story.md")]  # it may say `same_as`
        else:
            paths = list(self.story_files(story))
        self.articles = frozenset(path.rpartition("/")[2].removesuffix(".md") for path in self.story_files(story))
        for path in paths:
            text = self.text(path)
            if self.story and self.before not in text:
                continue
            rename = self.rename_inside if story == self.story else self.rename_outside
            self.keep(path, self.renamed(path, text, rename))

    def renamed(self, path: str, text: str, rename: Rename) -> Renamed:
        if not path.endswith(".md"):
            return in_yaml(path, text, None, rename)
        names: Names = STORY if path.endswith("/story.md") else ARTICLE
        return in_markdown(path, text, names, rename, self.moved)

    def rename_key(self, kinds: tuple[str, ...], name: str) -> str:
        return self.after if name == self.before else name

    def rename_inside(self, kinds: tuple[str, ...], name: str) -> str:
        """A name in the story itself that is, or whose part is, renamed."""
        if name == self.before and self.kind in kinds and self.kind in ("article", "claim"):
            return self.after
        return self.rename_outside(kinds, name)

    def rename_outside(self, kinds: tuple[str, ...], name: str) -> str:
        if self.kind in ("outlet", "person"):
            return self.after if self.means(kinds, name) else name
        if "claim of a story" in kinds and "/" in name:
            story, _, claim = name.partition("/")
            if story == self.story and self.kind == "story":
                return f"{self.after}/{claim}"
            if story == self.story and self.kind == "claim" and claim == self.before:
                return f"{story}/{self.after}"
        return name

    def means(self, kinds: tuple[str, ...], name: str) -> bool:
        """Whether a name leads to the outlet or person, by its id or by what the id is made from."""
        register = self.register
        if "about" in kinds:  # ids alone are looked up there, people first
            return name == self.before and (self.kind == "person" or name not in register.people)
        if self.kind not in kinds or ("article" in kinds and name in self.articles):
            return False
        if self.kind == "outlet":
            is_known = name in register.outlets or register.outlet_called(name) is not None
        else:
            is_known = name in register.people or register.person_called(name) is not None
        if is_known:
            return name == self.before
        if identifier(name) == self.after:
            raise Refused(f"{self.new} is taken: “{name}” has this address")
        return identifier(name) == self.before

    def moved(self, target: str) -> str:
        """Where a file or folder that a link leads to lies by now; stories are also linked as folders."""
        place, now = (self.place(name) for name in (self.before, self.after))
        return now if self.kind in ("story", "article") and target == place else target

    def place(self, name: str) -> str:
        return f"{STORIES}/{name}" if self.kind == "story" else f"{STORIES}/{self.story}/{name}.md"

    def moves(self) -> Iterator[tuple[str, str]]:
        if self.kind in ("story", "article"):
            yield self.place(self.before), self.place(self.after)

    def story_files(self, story: str) -> Iterator[str]:
        """The Markdown of a story, and its other files of YAML."""
        found = story_folder(self.scan, story)[0]
        yield from (path for path in (found.story, *found.articles) if path)
        for entry in self.scan.entries(found.path):
            if entry.is_file and entry.name.endswith((".yml", ".yaml")) and not entry.name.startswith("."):
                yield f"{found.path}/{entry.name}"

    def text(self, path: str) -> str:
        return plain_text(path, self.scan.read(path))[0]

    def keep(self, path: str, found: Renamed) -> None:
        if found.lines:
            self.files[path] = plain_text(path, self.scan.read(path))[1](found.text)
            self.lines[path] = found.lines

    def recorded(self) -> set[str]:
        return set(self.text(self.folder.addresses).split()) if self.folder.addresses else set()

    def redirect(self) -> str:
        """Add the line to redirects.yml, and mend those that are not true any more; gives the new line."""
        path = self.folder.redirects or f"{CONTENT}/redirects.yml"
        text, back = plain_text(path, self.scan.read(path)) if self.folder.redirects else (HEAD, str.encode)
        found = tree(text)
        known = found.value if isinstance(found.value, dict) else {}
        lines = text.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        is_clear = not found.faults and all(isinstance(each, str) for each in known.values())
        wanted = self.ways(known) if is_clear else {}
        for old in known:
            if wanted.get(old) != known[old]:
                lines[found.place((old,), key=True)[0]] = f"{old}: {wanted[old]}\n" if old in wanted else ""
        lines += [f"{old}: {now}\n" for old, now in wanted.items() if old not in known]
        line, made = f"{self.old}: {self.new}", "".join(lines)
        if not is_clear or tree(made).value != wanted:
            raise Refused(f"{path} cannot be added to: give it one line for each address, then try again")
        self.files[path] = back(made)
        self.lines[path] = (made[: made.index(f"{line}\n")].count("\n") + 1,)
        return line

    def ways(self, known: Mapping[str, str]) -> dict[str, str]:
        """What redirects.yml has to say. Its order tells what a page was called at first: see `first_name`."""
        made = {**known, self.old: self.new}  # in the same place, if the page had come back to its first name
        if known.get(self.new, self.new) == self.new:
            return made
        if present(self.new, known) == self.old:  # it comes back
            made[self.new] = self.new
        else:
            del made[self.new]
        return {**made, **self.ways_below(known, made)}

    def ways_below(self, known: Mapping[str, str], made: Mapping[str, str]) -> dict[str, str]:
        """What was renamed below a story while it had other names, by the name that the story has again."""
        names = [self.old, *(old for old in known if present(old, known) == self.old)]
        below = {self.new + old[len(at) :] for old in known for at in names if old.startswith(at) and old != at}
        were = {old: present(old, known) for old in below if old not in known}
        now = {old: self.new + at.removeprefix(self.old) for old, at in were.items() if at.startswith(self.old)}
        lost = [old for old, at in now.items() if old != at and present(old, made) != at]
        return {old: now[old] for old in sorted(lost, key=lambda old: (first_name(were[old], known) != old, old))}
