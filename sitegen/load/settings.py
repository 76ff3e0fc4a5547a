"""`site.yml`, `outlets.yml`, `people.yml` and the plain pages: what does not belong to one story."""

from typing import Any, TypeVar

from sitegen.load.faults import Page, shaped
from sitegen.load.files import ID, LONGEST_ID
from sitegen.load.front_matter import split, too_large
from sitegen.load.links import link_problems
from sitegen.load.markdown import reading
from sitegen.load.parts import left_open
from sitegen.load.register import Register
from sitegen.load.shapes import OutletShape, PageShape, PersonShape, SettingsShape, Shape
from sitegen.load.yaml_tree import Fault, tree
from sitegen.model.problem import Problem
from sitegen.model.site import Outlet, Person, Publisher, Settings
from sitegen.model.story import PlainPage

S = TypeVar("S", bound=Shape)
Problems = tuple[Problem, ...]


def settings(path: str, text: str) -> tuple[Settings, Problems]:
    """`site.yml`. A key that is faulty is left out; the most cautious value stands in for it."""
    page = Page(path, tree(text))
    value = page.tree.value
    faults = list(page.tree.faults)
    shape, more = shaped(value, SettingsShape)
    faults += more
    bad = {fault.path[0] for fault in faults if fault.path and fault.severity == "error"}
    if bad and isinstance(value, dict):
        shape, _ = shaped({key: each for key, each in value.items() if key not in bad}, SettingsShape)
    shape = shape or SettingsShape()
    base = shape.base_url if not shape.base_url or shape.base_url.endswith("/") else shape.base_url + "/"
    found = Settings(
        title=shape.title,
        tagline=shape.tagline,
        language=shape.language,
        base_url=base,
        feed_id=shape.feed_id,
        publisher=Publisher(name=shape.publisher.name, url=shape.publisher.url),
        contact=shape.contact,
        theme=shape.theme,
        theme_address=page.origin(("theme",)),
        rights=shape.rights,
    )
    return found, tuple(map(page.problem, faults))


def register(outlets: tuple[str, str], people: tuple[str, str]) -> tuple[Register, Problems]:
    """The two registers, each given as (path, text); ("", "") where there is no such file."""
    outlet_shapes, faulty_outlets, problems = _entries(*outlets, OutletShape)
    person_shapes, faulty_people, more = _entries(*people, PersonShape)
    known_outlets = {
        key: Outlet(
            id=key,
            name=shape.name,
            url=shape.url,
            country=shape.country,
            kind=shape.kind,
            owner=shape.owner,
            policies=shape.policies,
        )
        for key, shape in outlet_shapes.items()
    }
    # No rule depends on what an entry of outlets.yml says, so a faulty one can stand in by its bare id.
    known_outlets |= {key: Outlet(id=key, name=key) for key in faulty_outlets}
    known_people = {
        key: Person(
            id=key,
            name=shape.name,
            role=shape.role,
            affiliation=shape.affiliation,
            named=shape.named,
            count=shape.count,
            reason=shape.reason,
        )
        for key, shape in person_shapes.items()
    }
    found = Register(
        outlets=known_outlets,
        people=known_people,
        has_outlets=bool(outlets[0]),
        has_people=bool(people[0]),
        faulty_people=frozenset(faulty_people),
    )
    return found, problems + more


def plain_page(path: str, text: str, known: frozenset[str]) -> tuple[PlainPage | None, Problems]:
    """A page of `content/pages/`, or None when it cannot be used; `known` are the targets that it may link to."""
    page, body, problems = split(path, text)
    if page is None:
        return None, problems
    shape, faults = shaped(page.tree.value, PageShape)
    problems += (*map(page.problem, (*page.tree.faults, *faults)), *left_open(page, ("draft",)))
    if shape is None or any(problem.severity == "error" for problem in problems):
        return None, problems
    if too_long := too_large(path, body):
        return None, problems + too_long
    read = reading(body.text)
    problems += link_problems(read, path, body.first_line, known)
    name = path.rsplit("/", 1)[-1].removesuffix(".md")
    found = PlainPage(
        id=name,
        title=shape.title,
        description=shape.description,
        order=shape.order,
        draft=shape.draft,
        body=read.body,
    )
    return found, problems


def _entries(path: str, text: str, shape: type[S]) -> tuple[dict[str, S], list[str], Problems]:
    """The good entries of a register by id, the ids of the faulty ones, and what is wrong."""
    if not path:
        return {}, [], ()
    page = Page(path, tree(text))
    faults = list(page.tree.faults)
    values: Any = page.tree.value
    if values is not None and not isinstance(values, dict):
        faults.append(Fault((), "wrong-type", "the file must be a mapping of ids to entries"))
    good: dict[str, S] = {}
    bad = {str(fault.path[0]) for fault in faults if fault.path and fault.severity == "error"}
    for key, value in values.items() if isinstance(values, dict) else ():
        entry, wrong = shaped(value, shape)
        if not isinstance(value, dict):
            wrong = (Fault((), "wrong-type", f'"{key}" must have fields, such as `name`', "indent them below the id"),)
        if not ID.match(key) or len(key) > LONGEST_ID:
            wrong = (*wrong, Fault((), "bad-id", f'"{key}" cannot be an id', "letters a-z, digits and single hyphens"))
        faults += [
            Fault((key, *fault.path), fault.code, fault.message, fault.hint, severity=fault.severity) for fault in wrong
        ]
        if entry is None or wrong or key in bad:
            bad.add(key)
        else:
            good[key] = entry
    return good, sorted(bad), tuple(map(page.problem, faults))
