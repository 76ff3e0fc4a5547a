"""What the documentation says is so. Every check is a function of the folder that holds the documents, and each is seen
to find a fault that is planted in a copy."""

import dataclasses
import html
import json
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from shutil import copy, copytree
from typing import get_args

import pytest
from docs.documents import INLINE, ROOT, anchors, blocks, codes, documents, inline_code, links, prose, table, tables
from docs.walk import walk, with_command

from docs import program
from sitegen.author import scaffold
from sitegen.load.faults import shaped
from sitegen.load.yaml_tree import tree
from sitegen.model import terms, views

WALKED = ("README.md", "docs/annotating.md", "docs/rules.md", "docs/themes.md")


def text_of(root: Path, name: str) -> str:
    return (root / name).read_text(encoding="utf-8")


def difference(what: str, written: set[str], real: set[str]) -> Iterator[str]:
    yield from (f"{what} {each} is not documented" for each in sorted(real - written))
    yield from (f"{what} {each} is documented, but there is none" for each in sorted(written - real))


def broken_links(root: Path) -> Iterator[str]:
    for path in documents(root):
        for link in links(path.read_text(encoding="utf-8")):
            if re.match(r"https?://|mailto:", link):
                continue
            target, _, anchor = link.partition("#")
            found = (path.parent / target).resolve() if target else path
            if not found.exists():
                yield f"{path.name}: {link} leads nowhere"
            elif anchor and anchor not in anchors(found.read_text(encoding="utf-8")):
                yield f"{path.name}: {link} has no such heading"


def wrong_codes(root: Path) -> Iterator[str]:
    rows = table(text_of(root, "docs/annotating.md"), "Code")
    yield from difference("code", {codes(row[0])[0] for row in rows}, program.problem_codes())
    yield from (f"{row[0]} has no cause or no cure" for row in rows if len(row) != 3 or not all(row))


def wrong_fields(root: Path) -> Iterator[str]:
    known = program.shape_classes()
    written = {}
    for comment, _, rows in tables(text_of(root, "docs/annotating.md")):
        if comment.startswith("shape: "):
            written[comment.removeprefix("shape: ")] = rows
    yield from difference("shape", set(written), set(known))
    for name in sorted(set(written) & set(known)):
        real = program.fields(known[name])
        yield from difference(f"{name}:", {codes(row[0])[0] for row in written[name]}, set(real))
        for row in written[name]:
            field = codes(row[0])[0]
            if bool(re.search(r"Required[.;]", row[1])) != real.get(field, False):
                yield f"{name}: {field} is {'' if real.get(field) else 'not '}required"
        example = tree("\n".join(codes(row[2])[0] for row in written[name]))
        faults = (*example.faults, *shaped(example.value, known[name])[1])
        yield from (f"{name}: the example is wrong: {fault.message}" for fault in faults)


def wrong_terms(root: Path) -> Iterator[str]:
    annotating, rules = text_of(root, "docs/annotating.md"), text_of(root, "docs/rules.md")
    words = {codes(row[0])[0] for row in table(rules, "Word")}
    flags = {terms.HEDGED_ONLY, terms.VALUES_DIFFER, terms.DISTORTED}
    yield from difference("stance", {codes(row[0])[0] for row in table(annotating, "Stance")}, set(terms.STANCES))
    yield from difference("word", words, {*get_args(terms.Support), *get_args(terms.Challenge)})
    yield from difference("flag", {codes(row[0])[0] for row in table(rules, "Flag")}, flags)
    listed = {
        "derivation": terms.Derivation,
        "credit": terms.Credit,
        "rights": terms.Rights,
        "status": terms.Publication,
        "as": terms.Wording,
        "kind": terms.ChangeKind,
    }
    for row in table(annotating, "Field"):
        name = codes(row[0])[0]
        vocabulary = set(get_args(listed.get(name, str)))
        if len(vocabulary & set(codes(row[1]))) > 1:
            yield from (f"{name} can be {word}" for word in sorted(vocabulary - set(codes(row[1]))))


def wrong_commands(root: Path) -> Iterator[str]:
    known, targets = program.commands(), program.make_targets()
    options = set().union(*known.values())
    for path in documents(root):
        text = path.read_text(encoding="utf-8")
        shown = [block.body for block in blocks(text) if block.language in ("sh", "console", "yaml")]
        for line in (*"\n".join(shown).split("\n"), *inline_code(text)):
            words = line.strip(" -").removeprefix("$ ").removeprefix("run: ").split()
            if words[:1] == ["sitegen"] and len(words) > 1:
                command = "" if words[1].startswith("-") else words[1]
                if command not in known:
                    yield f"{path.name}: there is no command {line}"
                    continue
                used = {word.partition("=")[0] for word in words if word.startswith("--")}
                yield from (f"{path.name}: {line}: no option {each}" for each in sorted(used - known[command]))
            if words[:1] == ["make"] and len(words) > 1 and words[1] not in targets:
                yield f"{path.name}: there is no target {line}"
        for code in inline_code(text):
            word = code.split()[0]
            if re.match("--[a-z]", word) and word not in options | program.tokens():
                yield f"{path.name}: there is no option {code}"


def view_class(name: str) -> type:
    """The view of that name, in whichever module of the model it is."""
    modules = (import_module(f"sitegen.model.{path.stem}") for path in (ROOT / "sitegen/model").glob("*view*.py"))
    found: type = next(getattr(module, name) for module in modules if hasattr(module, name))
    return found


def wrong_theme_guide(root: Path) -> Iterator[str]:
    text = text_of(root, "docs/themes.md")
    yield from difference("token", {each for row in table(text, "Token") for each in codes(row[0])}, program.tokens())
    shared = program.template_blocks("base.html")
    templates = {path.name for path in (ROOT / "themes/default/templates").glob("*.html")} - {"base.html", "parts.html"}
    rows = {codes(row[0])[0]: row for row in table(text, "Template")}
    yield from difference("template", set(rows), templates)
    for name in sorted(templates & set(rows)):
        _, _, own, view, fields = rows[name]
        yield from difference(f"{name}: block", set(codes(own)), program.template_blocks(name) - shared)
        real = {field.name for field in dataclasses.fields(view_class(codes(view)[0]))}
        yield from difference(f"{name}: field", set(codes(fields)), real)
    said = {first: set(codes(rest)) for first, rest in re.findall(r"^`(\S+)` ha[sv]e?:? ?(?:the macros )?(.+?)\.$",
            prose(text), re.MULTILINE | re.DOTALL)}  # fmt: skip
    yield from difference("frame", said.get("frame", set()), {field.name for field in dataclasses.fields(views.Frame)})
    yield from difference("macro", said.get("parts.html", set()), program.macros())
    lead = re.search(r"has the blocks of `base.html`:(.+?)\. Some", prose(text), re.DOTALL)
    yield from difference("block", {each for each in codes(lead[1] if lead else "") if each in shared}, shared)


def wrong_list_of_first_files(root: Path) -> Iterator[str]:
    rows = table(text_of(root, "docs/publishing.md"), "File")
    real = {"content/" if path.startswith("content/") else path for path in (*scaffold.CONTENT, *scaffold.AROUND)}
    yield from difference("file", {codes(row[0])[0] for row in rows}, real)


def wrong_editor_task(root: Path) -> Iterator[str]:
    shown = blocks(text_of(root, "docs/annotating.md"))
    task = next(block.body for block in shown if block.path.endswith("tasks.json"))
    pattern = json.loads(task)["tasks"][0]["problemMatcher"]["pattern"]["regexp"]
    line = "content/stories/dam/a.md:11:12: warning: what: is wrong  [quote-not-found]"
    found = re.fullmatch(pattern, line)
    if not found or found.groups() != (
        "content/stories/dam/a.md", "11", "12", "warning", "what: is wrong", "quote-not-found",
    ):  # fmt: skip
        yield "the problem matcher does not read our messages"


def unmapped_rooms(root: Path) -> Iterator[str]:
    text = text_of(root, "ARCHITECTURE.md")
    rooms = {path.name for path in (ROOT / "sitegen").iterdir() if (path / "__init__.py").exists()}
    yield from difference("room", set(re.findall(r"^\| \[(\w+)/\]", text, re.MULTILINE)), rooms)
    for code in inline_code(text):
        file = re.fullmatch(r"(?:[a-z_]+/)*([a-z_]+\.(?:py|js))", code)
        if file and code != "pages/place_page.py" and not list((ROOT / "sitegen").rglob(file[1])):
            yield f"there is no {code}"  # all but the example of what could be


def careless_words(root: Path) -> Iterator[str]:
    for path in documents(root):
        if path.name == "dependencies.md":
            continue
        text = INLINE.sub("", prose(path.read_text(encoding="utf-8")))
        for number, line in enumerate(text.split("\n"), start=1):
            if re.search(r"\bsimply\b|\bcolor\b|\w!(?!\[)", line):
                yield f"{path.name}: {line} ({number})"


CHECKS = (
    broken_links,
    wrong_codes,
    wrong_fields,
    wrong_terms,
    wrong_commands,
    wrong_theme_guide,
    wrong_list_of_first_files,
    wrong_editor_task,
    unmapped_rooms,
    careless_words,
)
Check = Callable[[Path], Iterator[str]]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_documents_say_what_is_so(check: Check) -> None:
    assert not list(check(ROOT))


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_command(tmp_path_factory.mktemp("bin"))


@pytest.mark.parametrize("document", WALKED)
def test_who_follows_a_document_gets_what_it_shows(document: str, tmp_path: Path, command: Path) -> None:
    assert not walk(ROOT, document, tmp_path, command)


def test_the_first_story_shows_what_the_readme_says(tmp_path: Path, command: Path) -> None:
    readme = text_of(ROOT, "README.md")
    walk(ROOT, "README.md", tmp_path, command)
    page = (tmp_path / "site/stories/market-hall/index.html").read_text(encoding="utf-8")
    shown = " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())
    strap = re.search(r'"([^"]+ · [^"]+)"', readme)
    assert strap
    for part in (*" ".join(strap[1].split()).split(" · "), *re.findall(r"\*([a-z ]+)\*", prose(readme))):
        assert part in shown


def outputs(root: Path) -> list[re.Pattern[str]]:
    rows = table(text_of(root, "docs/publishing.md"), "Path")
    return [re.compile(re.sub(r"[A-Z]{2,}|\bN\b", "[^/]+", re.escape(each)) + (".+" if each.endswith("/") else ""))
            for row in rows for each in codes(row[0])]  # fmt: skip


def test_every_file_of_a_site_is_listed(tmp_path: Path, command: Path) -> None:
    walk(ROOT, "docs/annotating.md", tmp_path, command)
    walk(ROOT, "README.md", tmp_path, command)  # with search
    site = tmp_path / "site"
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert len(files) > 30
    assert not [file for file in files if not any(each.fullmatch(file) for each in outputs(ROOT))]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of all documents, to plant faults in."""
    for path in ROOT.glob("*.md"):
        copy(path, tmp_path)
    copytree(ROOT / "docs", tmp_path / "docs")
    for name in (".github", "LICENSE", "bench", "sitegen", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_sound_copy_has_no_faults(check: Check, copied: Path) -> None:
    assert not list(check(copied))


GUIDE, RULES, PUBLISHING, THEMES = (f"docs/{name}.md" for name in ("annotating", "rules", "publishing", "themes"))


@pytest.mark.parametrize(
    ("check", "name", "old", "new", "fault"),
    [
        (broken_links, "README.md", "docs/images/", "docs/pictures/", "comparison.png leads nowhere"),
        (broken_links, "README.md", "annotating.md#rights", "annotating.md#rites", "has no such heading"),
        (wrong_codes, GUIDE, "| `quote-not-found` |", "| `lost` |", "quote-not-found is not documented"),
        (wrong_codes, GUIDE, "| `alias` |", "| `aliass` |", "aliass is documented, but there is none"),
        (wrong_codes, GUIDE, "| Add `url`, so that readers can check the original. |", "| |", "no cure"),
        (wrong_fields, GUIDE, "| `dateline` |", "| `date_line` |", "dateline is not documented"),
        (wrong_fields, GUIDE, "`derivation: rewrite`", "`derivation: rewritten`", "the example is wrong"),
        (wrong_fields, GUIDE, "<!-- shape: PersonShape -->", "", "PersonShape is not documented"),
        (wrong_fields, GUIDE, "The verdict. Required.", "The verdict.", "rating is required"),
        (wrong_terms, GUIDE, "| `hedges` |", "| `doubts` |", "hedges is not documented"),
        (wrong_terms, GUIDE, "`compilation`, ", "", "derivation can be compilation"),
        (wrong_terms, RULES, "| `narrowly-sourced` |", "| `narrow` |", "narrowly-sourced is not documented"),
        (wrong_terms, RULES, "| `values-differ` |", "| `values` |", "values-differ is not documented"),
        (wrong_commands, "README.md", "sitegen serve", "sitegen server", "there is no command sitegen server"),
        (wrong_commands, PUBLISHING, "--base-url", "--baseurl", "no option --baseurl"),
        (wrong_commands, GUIDE, "`--strict`", "`--stricter`", "there is no option --stricter"),
        (wrong_commands, "README.md", "make serve", "make server", "there is no target make server"),
        (wrong_theme_guide, THEMES, "| `--muted` |", "| `--quiet` |", "--muted is not documented"),
        (wrong_theme_guide, THEMES, "`only_here`, `articles`, `method` |", "|", "block only_here is not"),
        (wrong_theme_guide, THEMES, "`tagline`, ", "", "tagline is not documented"),
        (wrong_theme_guide, THEMES, "`stance_word`, ", "", "stance_word is not documented"),
        (wrong_theme_guide, THEMES, "`newsrooms`, ", "", "newsrooms is not documented"),
        (wrong_list_of_first_files, PUBLISHING, "| `.gitignore` |", "| `.ignore` |", "file .gitignore is not"),
        (wrong_editor_task, GUIDE, r"(error|warning)", "(error)", "does not read our messages"),
        (unmapped_rooms, "ARCHITECTURE.md", "| [compare/]", "| [contrast/]", "compare is not documented"),
        (unmapped_rooms, "ARCHITECTURE.md", "`findings.py`", "`discoveries.py`", "there is no discoveries.py"),
        (careless_words, "README.md", "Put it on", "You simply put it on", "simply"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(check: Check, name: str, old: str, new: str, fault: str, copied: Path) -> None:
    text = text_of(copied, name)
    assert old in text
    (copied / name).write_text(text.replace(old, new), encoding="utf-8")
    faults = list(check(copied))
    assert faults
    assert any(fault in each for each in faults), faults


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("README.md", "“shut” where the body", "“shuts” where the body", "shuts"),
        ("README.md", "in June,disputed,single-source", "in June,denied,single-source", "denied"),
        ("README.md", "    by: Mayor's office", "    from: Mayor's office", "does not build cleanly"),
        ("README.md", "-    quote: The market", "-    quote: A market", "the lines to change are not there"),
        (GUIDE, "quote: The lake is not full", "quote: The lake is full", "quote-not-found"),
        (GUIDE, "by: lowick-mayor", "by: lowick-major", "unknown-person"),
        (RULES, "ran-aground,narrowly-sourced,", "ran-aground,corroborated,", "ran-aground"),
        (RULES, "  status: retracted", "  status: corrected", "captain-asleep"),
        (THEMES, "{% block main %}\n{{ super() }}", "{% block main %}\n{{ view.nothing }}", "nothing"),
    ],
)  # fmt: skip
def test_a_document_that_shows_something_else_is_found(
    name: str, old: str, new: str, fault: str, copied: Path, tmp_path_factory: pytest.TempPathFactory, command: Path
) -> None:
    text = text_of(copied, name)
    assert old in text
    (copied / name).write_text(text.replace(old, new), encoding="utf-8")
    faults = walk(copied, name, tmp_path_factory.mktemp("project"), command)
    assert any(fault in each for each in faults), faults
