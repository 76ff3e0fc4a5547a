"""Why a part of the site was made again, in words, from what was known before and what is known now."""

from collections.abc import Iterable

from sitegen.ledger import Head, Ledger

MOST = 5  # names in one sentence
NOTHING_KNOWN = "nothing was known of an earlier build"
NOT_THERE = "it was not in the output folder as it had been made"


def story_reason(story: str, before: Ledger, now: Head, seen: dict[str, object], digests: dict[str, str]) -> str:
    """Why the pages of a story were made; `seen` and `digests` are what this build saw of files."""
    old = before.heads.get(story)
    folder = f"content/stories/{story}"
    if old is None:
        return f"{folder} is new" if before.shared else NOTHING_KNOWN
    if old.content != now.content:
        return _sentence(_changes(_under(before.seen, folder), _under(seen, folder))) or f"{folder} changed"
    if old.base != now.base:
        return shared_reason(before, digests)
    if old.passed != now.passed:
        return "the end of an embargo lies on the other side of the moment of this build"
    if old.beside != now.beside:
        return "a story that one of its claims names is shown by now, or is not any more"
    if old.redirects != now.redirects:
        return "redirects.yml changed what it says of this story"
    if old.answers != now.answers:
        return "what it names in outlets.yml or people.yml changed there"
    return NOT_THERE


def shared_reason(before: Ledger, digests: dict[str, str]) -> str:
    """Why everything was made: a file that all pages depend on changed, or the program did."""
    if not before.shared:
        return NOTHING_KNOWN
    files = {path: value for path, value in digests.items() if not value.startswith(("(", "["))}
    old = {path: value for path, value in before.digests.items() if not value.startswith(("(", "["))}
    return _sentence(_changes(old, files)) or "sitegen itself, Python or a library changed"


def site_reason(before: Ledger, base: str, stories: Iterable[str], digests: dict[str, str]) -> str:
    """Why a page of the whole site was made: these stories changed what they give to it."""
    if before.base != base:
        return shared_reason(before, digests)
    names = [f"content/stories/{story} changed" for story in stories]
    return _sentence(names) or _sentence(_changes(before.digests, digests)) or NOT_THERE


def _under(seen: dict[str, object], folder: str) -> dict[str, object]:
    """The digests of the files of a folder."""
    return {path: known[1] for path, known in seen.items() if path.startswith(f"{folder}/")}  # type: ignore[index]


def _changes(old: dict[str, object] | dict[str, str], new: dict[str, object] | dict[str, str]) -> list[str]:
    found = []
    for path in sorted(old.keys() | new.keys()):
        if old.get(path) != new.get(path):
            what = "is new" if path not in old else "is gone" if path not in new else "changed"
            found.append(f"{path} {what}")
    return found


def _sentence(names: list[str]) -> str:
    more = [f"and {len(names) - MOST} more"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])
