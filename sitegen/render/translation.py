"""Templates become one Python function: what Jinja finds out anew for every page is found out here once.

Only what means the same for certain is translated. Where a template asks for more, and where the function fails on a
page, Jinja itself makes the page. So this saves time and never changes a byte.

- `extends` and `from … import … with context` are followed now, and a macro is called as a Python function.
- `a.b` is Python's `a.b`. Where there is no such attribute that raises, and Jinja says what is wrong.
- Texts that follow each other are one f-string, and what a macro or `super()` gives is not escaped or wrapped again.
"""

import ast
from collections.abc import Callable
from types import CodeType
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

from jinja2 import nodes

from sitegen.render.code import assign, call, either, function, read
from sitegen.render.insides import PAGE, Inside, Meaning
from sitegen.render.scopes import Untranslatable
from sitegen.tongue import ENGLISH, Tongue

Find = Callable[[str], nodes.Template]


class _Top(NamedTuple):
    """The top of a template: its names, whether others import it or extend it, its parent, and what it shows itself."""

    names: dict[str, Meaning]
    imported: bool
    parent: str | None
    body: list[nodes.Node]


def translated(template: str, find: Find, tongue: Tongue = ENGLISH) -> CodeType:
    """The module that defines `page(frame, view, root)`, the text of a page of this template.

    It calls what quick.py has, and two functions of the `tongue`, whose words stand in it. `find` gives the template
    of a name, the same object for the same file. Raises Untranslatable when one of them has something that is left to
    Jinja.
    """
    module = ast.fix_missing_locations(ast.Module(body=[_Unit(find, tongue).page(template)], type_ignores=[]))
    with catch_warnings():
        simplefilter("ignore")  # that `{{ 1 is none }}` is odd is not for Python to say
        return compile(module, f"<{template}>", "exec", dont_inherit=True)


class _Unit:
    """All templates that take part in a page, on their way into one function."""

    def __init__(self, find: Find, tongue: Tongue) -> None:
        self._find = find
        self.tongue = tongue
        self._tops: dict[nodes.Template, _Top | None] = {}  # None while it is being read
        self._seen_by: dict[str, dict[str, Meaning]] = {}  # the names that a macro sees
        self._values: list[ast.stmt] = []
        self._functions: dict[str, ast.stmt | None] = {}  # None while it is being made
        self._names: dict[str, Meaning] = {}  # the names that blocks see
        self._blocks: dict[str, list[nodes.Block]] = {}  # the one that stands, then what its `super()` means, and so on

    def page(self, template: str) -> ast.stmt:
        """The function for a page of this template."""
        asked: str | None = template
        body: list[nodes.Node] = []
        while asked is not None:
            tree = self._find(asked)
            if tree in self._tops:
                raise Untranslatable("extends itself, or what it imports")
            top = self._top(tree, imported=False)
            for name, means in top.names.items():
                _bind(self._names, name, means)
            for block in tree.find_all(nodes.Block):
                if block.scoped or block.required:
                    raise Untranslatable("a block with conditions")
                self._blocks.setdefault(block.name, []).append(block)
            asked, body = top.parent, top.body
        if any(map(_sets_a_name, body)):
            raise Untranslatable("a name that blocks see from somewhere on")
        shown = Inside(self, self._names).body(body)
        here = assign("here", call("str", call("escape", either(read("root"), ast.Constant("./")))))
        functions = [each for each in self._functions.values() if each]
        return function("page", PAGE, [], [here, *functions, *self._values, *shown])

    def _top(self, tree: nodes.Template, *, imported: bool) -> _Top:
        """Read the top of a template, once."""
        if tree in self._tops:
            known = self._tops[tree]
            if known is None or not known.imported:
                raise Untranslatable("imports itself, or what it extends")
            return known
        self._tops[tree] = None
        top = self._tops[tree] = self._read_top(tree, len(self._tops), imported)
        return top

    def _read_top(self, tree: nodes.Template, number: int, imported: bool) -> _Top:
        names: dict[str, Meaning] = {}
        parent: str | None = None
        extends = tree.find(nodes.Extends) is not None
        body: list[nodes.Node] = []
        for node in tree.body:
            begun = not all(_is_blank(each) for each in body)
            match node:
                case nodes.Output() if _is_blank(node):
                    body.append(node)
                case nodes.Block() if extends and not imported:
                    pass  # it stands where the outermost template has it
                case nodes.Output() if parent is not None:
                    pass  # outside of its blocks, a template that extends another shows nothing
                case nodes.Extends() if parent is None and not imported:
                    parent = _name_of(node.template)
                case _ if begun:
                    body.append(node)  # a name that is bound so late would not be seen everywhere, so none is
                case nodes.Macro():
                    python = f"macro{number}_{node.name}"
                    _bind(names, node.name, Meaning(python, node))
                    self._seen_by[python] = names
                case nodes.Assign(target=nodes.Name() as target):
                    value = Inside(self, names).expression(node.node)
                    python = f"value{number}_{target.name}"
                    _bind(names, target.name, Meaning(python))
                    self._values.append(assign(python, value))
                case nodes.FromImport() if node.with_context:
                    found = self._top(self._find(_name_of(node.template)), imported=True)
                    for each in node.names:
                        name, alias = each if isinstance(each, tuple) else (each, each)
                        if name not in found.names:
                            raise Untranslatable(f"no {name} to import")
                        _bind(names, alias, found.names[name])
                case _ if imported or extends:
                    raise Untranslatable(type(node).__name__)
                case _:
                    body.append(node)
        return _Top(names, imported, parent, body)

    def macro(self, name: str, macro: nodes.Macro) -> str:
        """The function for a macro, by the name that Python has for it."""
        if name not in self._functions:
            self._functions[name] = None
            self._functions[name] = Inside(self, self._seen_by[name]).macro(name, macro)
        return name

    def block(self, name: str, level: int) -> str:
        """The function for a block; level 1 is what `super()` means at level 0, and so on."""
        python = f"block{level}_{name}"
        if python not in self._functions:
            if level >= len(self._blocks[name]):
                raise Untranslatable("super() of nothing")
            self._functions[python] = None
            inside = Inside(self, self._names, (name, level))
            self._functions[python] = function(python, (), [], inside.body(self._blocks[name][level].body))
        return python


def _bind(names: dict[str, Meaning], name: str, means: Meaning) -> None:
    if name in PAGE or names.setdefault(name, means) != means:
        raise Untranslatable(f"two meanings of {name}")


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(each, nodes.TemplateData) and not each.data.strip() for each in node.nodes
    )


def _sets_a_name(node: nodes.Node) -> bool:
    """Whether it binds a name that is seen outside of it. What is set in a loop stays in the loop."""
    if isinstance(node, nodes.If):
        return any(map(_sets_a_name, (*node.body, *node.elif_, *node.else_)))
    return isinstance(node, nodes.Assign) and not isinstance(node.target, nodes.NSRef)


def _name_of(template: nodes.Node) -> str:
    if isinstance(template, nodes.Const) and isinstance(template.value, str):
        return template.value
    raise Untranslatable("a template that is known only when it runs")
