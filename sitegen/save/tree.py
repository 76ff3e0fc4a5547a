"""The published folder: replaced whole, so that a reader finds the last good site or the new one, never half of one.

Beside the folder lies a spare tree, which shares its unchanged files with it as hard links. A build brings the spare up
to date and swaps the two in one step, so that a small change costs little. What lies in them is known part by part: the
pages of one story ("stories/flood/"), or one file of the site ("claims/index.html"), each with the key of what it was
made from. What is known may be lost, and what lies there may have been changed: then it is found out and made anew.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Protocol

from sitegen.memory import NEVER, Memory, digest, digest_of, remove_folder
from sitegen.model.noun import noun
from sitegen.save.disk import (
    changed_since,
    children,
    digest_at,
    everything,
    exchanged,
    is_same_file,
    link,
    links,
    write_new,
)
from sitegen.save.files import END, NONE, Files, count, files_of, joined, pairs_of, paths_of
from sitegen.save.places import above, lies_in, place_of, places_of

MANIFEST = ".sitegen-manifest"  # lists, in the folder itself, which files are sitegen's own
FIRST_LINE = "sitegen 2 "  # of the manifest; the digest of all its files follows
ADOPTED = "*"  # the part of files that an earlier build made and nothing more is known of
AT_ONCE = 20  # parts that are mirrored between two looks at whether there is something better to do
WORTH = 2000  # files to be linked below which a second process costs more than it saves
MOST_LOOKS = 1000  # at a clock that ticks a few hundred times a second

Part = tuple[str, Files]  # the key of what it was made from, and its files


class FolderInTheWay(Exception):  # noqa: N818 - says what is the case
    """The output folder holds files that sitegen did not make where it would have to write its own."""


class Record(NamedTuple):
    """What is remembered of both trees. `lag` are the parts of the spare tree that are not those of the folder.

    `carried` is what the spare tree has of `foreign`, `spare` the mark that lies beside it while this is true of it.
    """

    parts: dict[str, Part] = {}  # noqa: RUF012 - never changed
    lag: dict[str, Part | None] = {}  # noqa: RUF012
    dirty: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    spare: str = ""


@noun
class Saved:
    """The files of a publication: `written` are new or have other bytes, `removed` are gone, the rest was kept."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: int = 0


class Aside(Protocol):
    """Something that is done in a process of its own: it can be waited for, and ended."""

    def answer(self) -> object: ...
    def end(self) -> None: ...


class Staging(Protocol):
    """What a build needs of the place where it makes the parts of a site."""

    @property
    def parts(self) -> Mapping[str, Part]: ...
    def key_of(self, part: str) -> str: ...
    def has(self, part: str, key: str) -> bool: ...
    def published(self, part: str, path: str) -> bytes: ...
    def begin(self, parts: Iterable[str]) -> None: ...
    def stage(self, part: str, files: Mapping[str, bytes], *, keep: bool = False) -> Files: ...
    def stage_made(self, part: str, files: Files, folder: Path) -> Files: ...
    def note(self, part: str, key: str, files: Files) -> None: ...
    def keep_staged(self) -> None: ...
    def publish(self, target: Mapping[str, str]) -> Saved: ...


class Tree:
    """One output folder with its spare tree. One process at a time may change them (see `memory.alone`)."""

    def __init__(self, folder: Path, home: Path, aside: Callable[[Callable[[], object]], Aside] | None = None) -> None:
        """`home` is the project's memory, which keeps what is known of the folder; `aside` begins a second process."""
        self._aside = aside
        self.folder = folder.resolve()
        self._memory = Memory(home / "trees" / digest(os.fspath(self.folder))[:16])
        self._lair = lair(self.folder)
        self.spare = self._lair / "tree"
        self._root = os.fspath(self.spare)
        self.parts: dict[str, Part] = {}  # of the folder
        self.staged: dict[str, Part] = {}  # of the spare tree
        self._journal: int | None = None
        self._noted: set[str] = set()
        self._dirty: set[str] = set()  # parts of the spare tree of which nobody knows what is in them
        self._damaged: set[str] = set()  # parts of the folder that somebody else changed
        self._stamp = 0  # on the disk's clock: what is younger was changed by somebody else
        self._looked = 0
        self._owes_stamp = False
        self._foreign: tuple[str, ...] = ()  # files, and empty folders with a slash at the end
        self._carried: tuple[str, ...] = ()  # what of it the spare tree has
        self._recover()
        self._is_spoiled = False  # the manifest
        self._mark = ""  # of the record that describes the spare tree
        self._generation = self._first_line()
        self._load()

    # What is there

    def holds(self, part: str, key: str) -> bool:
        """Whether the folder has this part, made from what the key stands for."""
        found = self.parts.get(part)
        return found is not None and found[0] == key

    def has(self, part: str, key: str) -> bool:
        """Whether one of the two trees has it, so that it need not be made."""
        found = self.staged.get(part)
        return self.holds(part, key) or (found is not None and found[0] == key)

    def key_of(self, part: str) -> str:
        """What the part in the folder was made from; "" if it has none."""
        return self.parts[part][0] if part in self.parts else ""

    def published(self, part: str, path: str) -> bytes:
        """What a file of a part is in the folder; b"" if it has none, or one that somebody else changed."""
        wanted = dict(pairs_of(self.parts[part][1] if part in self.parts else NONE)).get(path)
        if wanted:
            with suppress(OSError):
                data = (self.folder / path).read_bytes()
                return data if digest_of(data) == wanted else b""
        return b""

    def is_exactly(self, target: Mapping[str, str]) -> bool:
        """Whether the folder has these parts and no others."""
        return len(target) == len(self.parts) and all(self.holds(part, key) for part, key in target.items())

    def paths(self) -> list[str]:
        """Every file that is known to be sitegen's own in the folder."""
        return paths_of(*(files for _, files in self.parts.values()))

    def count(self, ending: str = "") -> int:
        """How many files of ours the folder has whose names end so."""
        return sum(count(files, ending) for _, files in self.parts.values())

    def look(self) -> tuple[list[str], list[str]]:
        """The files and folders that may have been changed since the last publication."""
        return self.suspects(), self.changed_folders()

    def suspects(self, share: int = 0, of: int = 1) -> list[str]:
        """Own files that are not as they were left, of every `of`th part. Only time stamps are looked at."""
        files = [*self._share(share, of), *([MANIFEST] if self.parts and not share else [])]
        return changed_since(self.folder, files, self._stamp)

    def changed_folders(self, share: int = 0, of: int = 1) -> list[str]:
        """Folders in which something came or went, with a slash at the end; "" is the whole one."""
        places = places_of((*self._share(share, of), *(() if share else self._foreign)))
        return changed_since(self.folder, places, self._stamp)

    def has_other_parts(self) -> bool:
        """Whether in a folder that holds parts something came or went: one may be an older one, with its old times."""
        places = {part if part.endswith("/") else place_of(part) for part in self.parts}
        return bool(changed_since(self.folder, places_of(places), self._stamp))

    def _share(self, share: int, of: int) -> list[str]:
        return paths_of(*(files for _, files in list(self.parts.values())[share::of]))

    def begin_look(self) -> None:
        """To be called before `suspects`: what somebody else changes from here on is for the next look."""
        self._looked = self._now()

    def mend(self, suspects: Iterable[str], places: Iterable[str]) -> bool:
        """Look closely at what may have been changed; whether a part is damaged. Those are not known any more."""
        names, places = set(suspects), set(places)
        if not names and not places:
            return False
        moved = places - {""}  # perhaps from elsewhere, with all that is in them: no stamp in there tells of it
        if moved:
            names.update(path for path in self.paths() if lies_in(path, moved))
            places |= {each for each in places_of((*self.paths(), *self._foreign)) if lies_in(each, moved)}
        if MANIFEST in names:
            names.remove(MANIFEST)
            wanted = _manifest_of(dict(sorted(self.parts.items())))[1]
            self._is_spoiled = digest_at(self.folder / MANIFEST) != digest_of(wanted)
        own = self._own() if places else set()  # also of parts that were found damaged a moment ago
        ours = places_of(own)
        foreign = {
            each for each in self._foreign if place_of(each) not in places and os.path.lexists(self.folder / each)
        }
        looked_into: dict[str, dict[str, str]] = {}
        for place in places:
            if place not in ours and os.path.lexists(self.folder / place):
                foreign.update(everything(self.folder, place.rstrip("/")))
            for name, is_folder in children(self.folder, place):
                path = place + name
                if self._owner(path, looked_into)[0]:
                    names.add(path)
                elif is_folder and f"{path}/" not in ours:
                    foreign.update(everything(self.folder, path))
                elif not is_folder and path not in own:
                    foreign.add(path)
        known, self._foreign = self._foreign, tuple(sorted(foreign))
        owners = {path: self._owner(path, looked_into) for path in names}
        damaged = {part for path, (part, value) in owners.items() if part and digest_at(self.folder / path) != value}
        self._damaged |= damaged
        for part in damaged:
            self._dirty.add(part)  # the spare tree shares its files
            self.parts.pop(part)
            self.staged.pop(part, None)
        if ADOPTED in damaged:
            self._discard_spare()
        if not self._damaged:  # what was found damaged a moment ago lies there until the next publication
            self._owes_stamp = True
            if self._foreign == known:  # else the record must be written first, which says what was found
                self._pay_stamp()
        return bool(damaged)

    def _owner(self, path: str, looked_into: dict[str, dict[str, str]]) -> tuple[str, str]:
        """The part that a file of ours belongs to, and the file's digest; two empty texts for another's file.

        A part that was `looked_into` is not taken apart again for each of its files.
        """
        for part in (path, *(f"{place}/" for place in above(path)), ADOPTED):
            if part in self.parts:
                if part not in looked_into:
                    looked_into[part] = self._adopted if part == ADOPTED else dict(pairs_of(self.parts[part][1]))
                if path in looked_into[part]:
                    return part, looked_into[part][path]
        return "", ""

    # Making a new state

    def begin(self, parts: Iterable[str]) -> None:
        """Note that these parts of the spare tree are about to be made: after a kill nobody knows what is in them."""
        if self._journal is None:
            self._journal = self._opened_journal()
        for part in self._dirty:
            self._clear(part)
        self._dirty = set()
        parts = tuple(parts)
        self._give_way(parts)
        os.write(self._journal, "".join(f"{part}\n" for part in parts).encode())

    def _give_way(self, parts: Iterable[str]) -> None:
        """Take out of the spare tree what somebody else put where these parts are made: a publication sees to it.

        Else it could not be made what is not published after all, and there would be nothing else to say of it.
        """
        carried = {each.rstrip("/"): each for each in self._carried}
        above_carried = {place for path in carried for place in above(path)}
        for part in parts if carried else ():
            path = part.rstrip("/")
            found = [place for place in (path, *above(path)) if place in carried]
            found += [each for each in carried if each.startswith(f"{path}/")] if path in above_carried else []
            for each in found:
                self._remove(carried.pop(each))
        self._carried = tuple(carried.values())

    def _opened_journal(self) -> int:
        if not self.spare.is_dir():
            self._discard_spare()
            self.spare.mkdir(parents=True)
            (self._lair / ".gitignore").write_text("*\n", encoding="utf-8")
        return os.open(self._lair / "touched", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def _close_journal(self) -> None:
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None
        with suppress(OSError):  # the next build has a little more to do
            (self._lair / "touched").unlink(missing_ok=True)

    def stage(self, part: str, files: Mapping[str, bytes], *, keep: bool = False) -> Files:
        """Make a part in the spare tree; a file whose bytes did not change stays the same file. May run in a fork.

        With `keep`, files that it has in the folder and that are not made any more stay too.
        """
        published, there = self._published(part), self._there(part)
        made = []
        for path, data in files.items():
            value = digest_of(data)
            made.append((path, value))
            if published.get(path) == value:
                if there.get(path) != value or not is_same_file(self.folder / path, self.spare / path):
                    try:
                        link(self.folder / path, self.spare / path)
                    except OSError:  # it is not there any more, as will be found out
                        write_new(f"{self._root}/{path}", data)
            elif there.get(path) != value:
                write_new(f"{self._root}/{path}", data)
        for path, value in published.items() if keep and part in self.parts else ():
            if path not in files:
                made.append((path, value))
                if there.get(path) != value:
                    with suppress(OSError):
                        link(self.folder / path, self.spare / path)
        for path in there.keys() - {path for path, _ in made}:
            self._remove(path)
        return files_of(made)

    def stage_made(self, part: str, files: Files, folder: Path) -> Files:
        """Make a part of files that lie in a folder already, by their paths there: they are shared with it."""
        published, there = self._published(part), self._there(part)
        made = {part + path: value for path, value in pairs_of(files)}
        new = []
        for path, value in made.items():
            if published.get(path) == value:
                if there.get(path) != value or not is_same_file(self.folder / path, self.spare / path):
                    link(self.folder / path, self.spare / path)
            elif there.get(path) != value:
                new.append(path.removeprefix(part))
        (self.spare / part).mkdir(parents=True, exist_ok=True)
        links(folder, self.spare / part, new)
        for path in there.keys() - made.keys():
            self._remove(path)
        return files_of(made.items())

    def stage_known(self, part: str, files: Files, data: Mapping[str, bytes]) -> Files:
        """Make a part whose files are known; those that are not in `data` are in the folder as they must be."""
        there = self._there(part)
        for path, value in pairs_of(files):
            if path in data:
                write_new(f"{self._root}/{path}", data[path])
            elif there.get(path) != value:
                link(self.folder / path, self.spare / path)
        for path in there.keys() - set(paths_of(files)):
            self._remove(path)
        return files

    def note(self, part: str, key: str, files: Files) -> None:
        """Say what a part that was staged is."""
        self.staged[part] = (key, files)
        self._noted.add(part)

    def publish(self, target: Mapping[str, str]) -> Saved:
        """Let the folder show these parts, each made from what its key stands for, and nothing else of ours.

        All of them are staged or published already. What lies in the folder that sitegen did not make stays.
        Raises FolderInTheWay, OSError; the folder is then what it was.
        """
        if self.is_exactly(target) and not self._is_spoiled:
            self.keep_staged()
            return Saved(kept=self.count())
        leaving = [part for part in self.staged if part not in target]
        lagging = [part for part, key in target.items() if part not in self.staged or self.staged[part][0] != key]
        self.begin((*leaving, *lagging))  # a kill from here on leaves them neither what they were nor what they will be
        gone = paths_of(*(self.staged.pop(part)[1] for part in leaving))
        for path in set(gone) - _near(gone, self.staged):  # which have become those of another part
            self._remove(path)
        self._mirror(lagging)
        new = {part: self.staged[part] for part in sorted(target)}
        saved = self._difference(new)
        generation, manifest = _manifest_of(new)
        if generation == self._generation and not saved.written and not saved.removed and not self._is_spoiled:
            self.parts = dict(new)
            self.keep_staged()
            return saved
        self._refuse_conflicts(saved.written)
        foreign = self._foreign
        self._carry_foreign(new)
        write_new(f"{self._root}/{MANIFEST}", manifest)
        old, self.parts, self.staged = self.parts, dict(new), self.parts
        self._dirty = self._damaged  # they lie in the spare tree from now on
        try:
            self._save(generation, has_spare := self.folder.exists(), foreign)
            self._memory.remove("stamp")  # it must never speak of an earlier tree in the same place
            self._swap()
        except OSError:
            self.parts, self.staged, self._dirty = old, dict(new), set()
            raise
        former, self._generation, self._carried = self._generation, generation, foreign
        if has_spare:
            self._say_of_spare()
        self._write_stamp(self._after(self.folder))
        self._close_journal()
        if former != generation:
            self._memory.forget(f"record-{former}")
        return saved

    def mirror(self, is_over: Callable[[], bool]) -> bool:
        """Let the spare tree hold what is published, so that the next publication costs only what changes.

        Whether it does: as soon as `is_over`, what is left is for the next time.
        """
        lagging = [part for part, value in self.parts.items() if self.staged.get(part) != value]
        while lagging and not is_over():
            some, lagging = lagging[:AT_ONCE], lagging[AT_ONCE:]
            self.begin(some)
            self._mirror(some)
            self._noted.update(some)
            if not lagging or is_over():
                self.keep_staged()
        return not lagging

    def keep_staged(self) -> None:
        """After a build that may not publish: what it made is there for the next one."""
        self._dirty.update(part for part in self._touched() if part not in self._noted)
        for part in self._dirty:
            self.staged.pop(part, None)
        if self._save(self._generation, self.spare.is_dir(), self._carried):
            self._say_of_spare()
            self._close_journal()
            self._pay_stamp()

    # How it is kept

    def _load(self) -> None:
        stamp = self._memory.read("stamp")
        here = self._identity(self.folder)
        if not self._generation and isinstance(stamp, tuple) and here is not None and stamp[1] == here:
            self._generation = stamp[0]  # somebody has spoilt or removed the manifest since
        record = self._recorded()
        known = record.parts
        if not known and (own := own_files(self.folder) - {MANIFEST}):
            found = ((path, digest_at(self.folder / path)) for path in own if _is_inside(path))
            known = {ADOPTED: ("", files_of(each for each in found if each[1]))}
        self._adopted = dict(pairs_of(known[ADOPTED][1])) if ADOPTED in known else {}
        self.parts = known
        self._loaded = dict(known)
        self._foreign = record.foreign
        is_unclear = ADOPTED in record.dirty  # that part is spread over everything
        if not record.spare or is_unclear or record.spare != self._said_of_spare() or not self.spare.is_dir():
            self._discard_spare()
        else:
            self.staged = {part: value for part, value in {**known, **record.lag}.items() if value is not None}
            self._dirty = {*record.dirty, *self._touched()}
            self._carried = record.carried
            for part in self._dirty:
                self.staged.pop(part, None)
        if isinstance(stamp, tuple) and stamp[:2] == (self._generation, here) and record != Record():
            self._stamp = stamp[2]

    def _recorded(self) -> Record:
        """What is remembered under the name of the folder's present state; nothing if another version wrote it."""
        found = self._memory.read(self._name("record"))
        return Record(*found) if isinstance(found, tuple) and len(found) == len(Record._fields) else Record()

    def _save(self, generation: str, has_spare: bool, carried: tuple[str, ...]) -> bool:
        """Write down what is known; else the journal must stay, which says what is not known any more."""
        names = self.parts.keys() | self.staged.keys()
        lag = {name: self.staged.get(name) for name in names if self.staged.get(name) != self.parts.get(name)}
        self._mark = os.urandom(8).hex()
        record = Record(
            self.parts, lag, tuple(sorted(self._dirty)), self._foreign, carried, self._mark if has_spare else ""
        )
        return self._memory.write(f"record-{generation}", tuple(record))

    def _say_of_spare(self) -> None:
        """Leave beside the spare tree by which record it is described: an older one must not be believed of it."""
        if self._lair.is_dir():
            with suppress(OSError):
                (self._lair / "mark").write_text(self._mark, encoding="ascii")

    def _said_of_spare(self) -> str:
        with suppress(OSError, ValueError):
            return (self._lair / "mark").read_text(encoding="ascii")
        return ""

    def _pay_stamp(self) -> None:
        """Remember that all was looked at closely."""
        if self._owes_stamp:
            self._owes_stamp = False
            self._write_stamp(self._looked)

    def _write_stamp(self, stamp: int) -> None:
        self._stamp = stamp
        self._memory.write("stamp", (self._generation, self._identity(self.folder), stamp))

    def _touched(self) -> list[str]:
        """The parts that a build which did not come to its end had begun."""
        try:
            return (self._lair / "touched").read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
        except OSError:
            return []

    def _name(self, what: str) -> str:
        return f"{what}-{self._generation}"

    def _identity(self, folder: Path) -> int | None:
        try:
            return folder.stat().st_ino
        except OSError:
            return None

    def _now(self) -> int:
        """The present time on the clock of the output's disk."""
        found = Memory(self._lair).now()
        return 0 if found == NEVER else found

    def _after(self, folder: Path) -> int:
        """The next moment that the disk's clock can tell from that in which the folder was changed last."""
        last = folder.lstat().st_ctime_ns
        for _ in range(MOST_LOOKS):
            if (now := self._now()) > last:
                return now
        return last + 1

    def _first_line(self) -> str:
        """The digest of all files that the manifest names; "" without a manifest, or with an old one."""
        with suppress(OSError), (self.folder / MANIFEST).open(encoding="utf-8", errors="replace") as manifest:
            first = manifest.readline()
            return first.removeprefix(FIRST_LINE).rstrip("\n") if first.startswith(FIRST_LINE) else ""
        return ""

    def _own(self) -> set[str]:
        """Every file that earlier builds made, also those that were damaged since."""
        return {MANIFEST, *paths_of(*(files for _, files in self._loaded.values()))}

    def _published(self, part: str) -> dict[str, str]:
        """The digests of the files that the folder has of a part."""
        if part in self.parts:
            return dict(pairs_of(self.parts[part][1]))
        return self._adopted if ADOPTED in self.parts else {}

    def _there(self, part: str) -> dict[str, str]:
        """The digests of the files that the spare tree has of it."""
        return dict(pairs_of(self.staged[part][1])) if part in self.staged else {}

    # The spare tree

    def _mirror(self, parts: Iterable[str]) -> None:
        """Give the spare tree these parts as they are published."""
        missing: list[str] = []
        gone: list[str] = []
        for part in parts:
            there = self._there(part)
            missing += [path for path, value in pairs_of(self.parts[part][1]) if there.pop(path, None) != value]
            gone += there
            self.staged[part] = self.parts[part]
        for path in set(gone) - _near(gone, self.staged):
            self._remove(path)
        self._link(missing)

    def _link(self, paths: list[str]) -> None:
        """Give the spare tree files of the folder; many of them in two processes."""
        if self._aside is None or len(paths) < WORTH:
            links(self.folder, self.spare, paths)
            return
        half = len(paths) // 2
        other = self._aside(lambda: links(self.folder, self.spare, paths[half:]))
        try:
            links(self.folder, self.spare, paths[:half])
            other.answer()
        finally:
            other.end()

    def _clear(self, part: str) -> None:
        """Remove whatever a part may have left in the spare tree."""
        self.staged.pop(part, None)
        if part.endswith("/"):
            remove_folder(self.spare / part)
        else:
            self._remove(part)

    def _remove(self, path: str) -> None:
        if not path.endswith("/"):
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # something else by now
                (self.spare / path).unlink()
        while path := path.rpartition("/")[0]:  # and folders that are empty now
            try:
                (self.spare / path).rmdir()
            except OSError:
                return

    def _discard_spare(self) -> None:
        self.staged, self._dirty, self._carried = {}, set(), ()
        remove_folder(self.spare)

    def _difference(self, new: Mapping[str, Part]) -> Saved:
        other = [part for part in new if self.parts.get(part) != new[part]]
        gone = [part for part in self.parts if part not in new or self.parts[part] != new[part]]
        before = dict(pairs_of(joined(self.parts[part][1] for part in gone)))
        after = dict(pairs_of(joined(new[part][1] for part in other)))
        written = tuple(sorted(path for path, value in after.items() if before.get(path) != value))
        removed = tuple(sorted(path for path in before if path not in after))
        kept = sum(count(files) for _, files in new.values()) - len(written)
        return Saved(written=written, removed=removed, kept=kept)

    def _refuse_conflicts(self, written: Iterable[str]) -> None:
        if not self.folder.exists():
            return
        if not self.folder.is_dir():
            raise FolderInTheWay(f"{self.folder} is a file: choose another --output")
        own = {MANIFEST, *_near(written, self._loaded)}
        files = {each for each in self._foreign if not each.endswith("/")}
        taken = []
        for path in (*written, MANIFEST):
            if path not in own and os.path.lexists(self.folder / path):
                taken += [path] if digest_at(self.folder / path) != digest_at(self.spare / path) else []
            elif files:
                taken += [place for place in above(path) if place in files]
        if taken := sorted(dict.fromkeys(taken)):
            more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
            raise FolderInTheWay(
                f"{self.folder} holds {taken[0]}{more}, which sitegen did not make: choose another --output"
            )

    def _carry_foreign(self, new: Mapping[str, Part]) -> None:
        """Give the spare tree what somebody else put into the folder, and take out what they have taken out."""
        own = _near((*self._carried, *self._foreign), new)
        for path in set(self._carried) - set(self._foreign) - own:
            self._remove(path)
        self._foreign = tuple(each for each in self._foreign if each not in own)
        for path in self._foreign:
            if path.endswith("/"):
                (self.spare / path).mkdir(parents=True, exist_ok=True)
            elif not is_same_file(self.folder / path, self.spare / path):
                link(self.folder / path, self.spare / path)
        self._carried = self._foreign

    def _swap(self) -> None:
        if not self.folder.exists():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.spare.rename(self.folder)
        elif not exchanged(self.spare, self.folder):
            former = self._lair / "former"
            remove_folder(former)
            self.folder.rename(former)
            try:
                self.spare.rename(self.folder)
            except OSError:
                former.rename(self.folder)
                raise
            with suppress(OSError):  # the next build begins without a spare tree
                former.rename(self.spare)

    def _recover(self) -> None:
        """A process was killed between two renames, where folders cannot be exchanged in one step."""
        former = self._lair / "former"
        if former.is_dir() and not self.folder.exists():
            former.rename(self.folder)
        elif former.is_dir():
            remove_folder(former)


def lair(folder: Path) -> Path:
    """What lies beside an output folder: its spare tree, and what must be known of that."""
    whole = folder.resolve()
    return whole.with_name(f".{whole.name}-spare")


def own_files(folder: Path) -> set[str]:
    """Every file that a build says to have made in the folder, with the manifest itself."""
    try:
        names = (folder / MANIFEST).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return set()
    return {MANIFEST, *(name for name in names if not name.startswith(FIRST_LINE))}


def _is_inside(path: str) -> bool:
    """Whether a name of a manifest, which anybody can write, is that of a file in the folder."""
    return not path.startswith("/") and ".." not in path.split("/") and "\0" not in path


def _manifest_of(parts: Mapping[str, Part]) -> tuple[str, bytes]:
    """The digest of all files, and the manifest that names them."""
    paths, values = joined(files for _, files in parts.values())
    names = paths.replace(END, "\n")
    generation = digest(names, values)
    return generation, f"{FIRST_LINE}{generation}\n{names}".encode()


def _near(paths: Iterable[str], parts: Mapping[str, Part]) -> set[str]:
    """The files of those parts in which one of the paths can be."""
    names = {part for path in paths for part in (path, *(f"{place}/" for place in above(path)))}
    return set(paths_of(*(parts[name][1] for name in names | {ADOPTED} if name in parts)))
