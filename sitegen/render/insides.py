"""The inside of a block or macro becomes the inside of a Python function."""

import ast
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from jinja2 import nodes
from markupsafe import escape

from sitegen.render.addresses import address
from sitegen.render.code import (
    Piece,
    added,
    adding,
    assign,
    attribute,
    both,
    call,
    compared,
    either,
    function,
    giving,
    is_text,
    item,
    read,
    text,
)
from sitegen.render.messages import FUNCTIONS, parts, said
from sitegen.render.scopes import Scopes, Untranslatable
from sitegen.tongue import Tongue

PAGE = ("frame", "view", "root")  # what every template is given

_OPERATORS: Mapping[type[nodes.Node], type[ast.operator]] = {
    nodes.Add: ast.Add, nodes.Sub: ast.Sub, nodes.Mul: ast.Mult, nodes.Div: ast.Div, nodes.FloorDiv: ast.FloorDiv,
    nodes.Mod: ast.Mod, nodes.Pow: ast.Pow,
}  # fmt: skip
_COMPARISONS: Mapping[str, type[ast.cmpop]] = {
    "eq": ast.Eq, "ne": ast.NotEq, "lt": ast.Lt, "lteq": ast.LtE, "gt": ast.Gt, "gteq": ast.GtE,
    "in": ast.In, "notin": ast.NotIn,
}  # fmt: skip
# Two templates that import the same list would each have one of their own from Jinja, so it must stay as it is.
_CHANGES = frozenset("append extend insert remove pop clear sort reverse update setdefault popitem add discard".split())


class Meaning(NamedTuple):
    """What a name at the top of a template means: what Python calls it, and the macro if it is one."""

    python: str
    macro: nodes.Macro | None = None


class Functions(Protocol):
    """Where the functions for other macros and blocks come from, and the words of messages."""

    tongue: Tongue

    def macro(self, name: str, macro: nodes.Macro) -> str: ...

    def block(self, name: str, level: int) -> str: ...


class _Loop(NamedTuple):
    number: int
    asked: set[str]  # what the body asks of `loop`


class Inside:
    """The inside of one function, translated from top to bottom. Raises Untranslatable for what is left to Jinja.

    `names` are those that are bound outside of it, `block` is the name and the level of the block that it is.
    """

    def __init__(self, functions: Functions, names: Mapping[str, Meaning], block: tuple[str, int] | None = None):
        self._functions = functions
        self._names = names
        self._block = block
        self._scopes = Scopes()
        self._loops: list[_Loop] = []
        self._count = 0

    def macro(self, name: str, macro: nodes.Macro) -> ast.stmt:
        """The function for a macro."""
        arguments = [self._bound(each.name) for each in macro.args]
        if not all(isinstance(each, nodes.Const) for each in macro.defaults):
            raise Untranslatable("a default that is worked out")
        defaults = [self.expression(each) for each in macro.defaults]
        return function(name, arguments, defaults, self.body(macro.body))

    def body(self, inside: Iterable[nodes.Node]) -> list[ast.stmt]:
        """The whole inside of a function that gives a text."""
        return giving(*self._statements(inside))

    # --- Names

    def _bound(self, name: str) -> str:
        """Bind a name where we are. Gives what Python calls it."""
        self._scopes.bind(name)
        return f"its_{name}"

    def _meant(self, name: str) -> Meaning | None:
        """What the name means outside; None when it is bound inside this function."""
        return None if self._scopes.binds(name) else self._names.get(name, Meaning(name))

    def _name(self, name: str) -> ast.expr:
        means = self._meant(name)
        if means is None:
            return read(f"its_{name}")
        if means.macro or (name not in PAGE and name not in self._names):
            raise Untranslatable(f"{name} as a value")
        return read(means.python)

    # --- Statements

    def _statements(self, inside: Iterable[nodes.Node]) -> tuple[list[ast.stmt], list[Piece]]:
        """Statements that add texts, and the pieces that come after them."""
        done: list[ast.stmt] = []
        pieces: list[Piece] = []
        for node in inside:
            match node:
                case nodes.Output():
                    for each in node.nodes:
                        pieces += self._shown(each)
                    continue
                case nodes.Block():
                    pieces.append(call(self._functions.block(node.name, 0)))
                    continue
                case nodes.If():
                    test, then, otherwise = self._branches(node)
                    if not then[0] and not otherwise[0]:
                        pieces.append(ast.IfExp(test, text(then[1]), text(otherwise[1])))
                        continue
                    found: list[ast.stmt] = [ast.If(test, _or_pass(*then), _or_pass(*otherwise))]
                case nodes.For():
                    found = self._loop(node)
                case nodes.Assign():
                    found = [self._assignment(node)]
                case _:
                    raise Untranslatable(type(node).__name__)
            done += [*adding(pieces), *found]
            pieces = []
        return done, pieces

    def _branches(
        self, node: nodes.If
    ) -> tuple[ast.expr, tuple[list[ast.stmt], list[Piece]], tuple[list[ast.stmt], list[Piece]]]:
        """The test, and what is done when it holds and when not. What both bind is bound afterwards."""
        test = self.expression(node.test)
        self._scopes.begin("branch")
        then = self._statements(node.body)
        bound = self._scopes.end()
        self._scopes.begin("branch")
        if node.elif_:
            first, *rest = node.elif_
            otherwise = self._statements([nodes.If(first.test, first.body, rest, node.else_)])
        else:
            otherwise = self._statements(node.else_)
        self._scopes.bind(*(bound & self._scopes.end()))
        return test, then, otherwise

    def _loop(self, node: nodes.For) -> list[ast.stmt]:
        if node.recursive:
            raise Untranslatable("a recursive loop")
        items = self.expression(node.iter)
        self._count += 1
        loop = _Loop(self._count, set())
        self._scopes.begin("loop")
        target = self._target(node.target)
        test = self.expression(node.test) if node.test else None
        self._loops.append(loop)
        body = _or_pass(*self._statements(node.body))
        self._loops.pop()
        self._scopes.end()
        if test is not None:
            if loop.asked or node.else_:
                raise Untranslatable("a loop over some that asks about them")
            body = [ast.If(test, body, [])]
        before: list[ast.stmt] = []
        after: list[ast.stmt] = []
        kept, end = f"items{loop.number}", f"end{loop.number}"
        if loop.asked or node.else_:
            before = [assign(kept, call("sequence", items)), assign(end, call("len", read(kept)))]
            items = read(kept)
        if loop.asked:
            target = ast.Tuple([ast.Name(f"at{loop.number}", ast.Store()), target], ast.Store())
            items = call("enumerate", items)
        if node.else_:
            self._scopes.begin("loop")
            after = [ast.If(ast.UnaryOp(ast.Not(), read(end)), _or_pass(*self._statements(node.else_)), [])]
            self._scopes.end()
        return [*before, ast.For(target, items, body, []), *after]

    def _target(self, node: nodes.Node) -> ast.expr:
        if isinstance(node, nodes.Tuple):
            return ast.Tuple([self._target(each) for each in node.items], ast.Store())
        if isinstance(node, nodes.Name):
            return ast.Name(self._bound(node.name), ast.Store())
        raise Untranslatable("a strange target")

    def _assignment(self, node: nodes.Assign) -> ast.stmt:
        value = self.expression(node.node)
        match node.target:
            case nodes.Name():
                return assign(self._bound(node.target.name), value)
            case nodes.NSRef():
                place = ast.Attribute(self._name(node.target.name), _public(node.target.attr), ast.Store())
                return ast.Assign([place], value)
        raise Untranslatable("a strange target")

    # --- Texts

    def _shown(self, node: nodes.Node) -> list[Piece]:
        """What `{{ node }}` shows, escaped."""
        match node:
            case nodes.TemplateData():
                return [node.data]
            case nodes.Const():
                return [str(escape(node.value))]
            case nodes.CondExpr():
                otherwise = self._shown(node.expr2) if node.expr2 is not None else []
                return [ast.IfExp(self.expression(node.test), text(self._shown(node.expr1)), text(otherwise))]
            case nodes.Filter(node=nodes.Expr() as value, name="escape" | "e") if not _arguments(node):
                return self._shown(value)
            case nodes.Filter(node=nodes.Expr() as value, name="safe") if not _arguments(node):
                return [call("unescaped", self.expression(value))]
            case nodes.Filter(node=nodes.Expr() as value, name="href") if not _arguments(node):
                return self._address(value)
            case nodes.Call() if made := self._markup(node):
                return [made]
            case nodes.Call() if self._is_message(node):
                return self._message(node)
            case nodes.Filter(node=nodes.Expr() as value, name="number") if not _arguments(node):
                return [call("escaped", call("grouped", self.expression(value)))]
        return [ast.IfExp(is_text(self.expression(node)), call("escaped", read("it")), call("shown", read("it")))]

    def _address(self, node: nodes.Expr) -> list[Piece]:
        """What `{{ node|href }}` shows. Most addresses lead from the root, and that is seen at once."""
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            from_root = address("root", node.value) == f"root{node.value}"
            return [read("here"), str(escape(node.value))] if from_root else [str(escape(address("", node.value)))]
        rooted = call(
            attribute(read("it"), "startswith"), ast.Tuple([ast.Constant("/"), ast.Constant("\\")], ast.Load())
        )
        no_scheme = compared(ast.Constant(":"), ast.NotIn(), read("it"))
        return [
            ast.IfExp(
                both(is_text(self.expression(node)), no_scheme, ast.UnaryOp(ast.Not(), rooted)),
                text([read("here"), call("escaped", read("it"))]),
                call("escaped", call("written", read("root"), read("it"))),
            )
        ]

    def _markup(self, node: nodes.Call) -> ast.expr | None:
        """A call that gives markup: of a macro, or of `super`. None for every other call."""
        if not isinstance(node.node, nodes.Name):
            return None
        means = self._meant(node.node.name)
        if means == Meaning("super") and self._block and not _arguments(node):
            return call(self._functions.block(self._block[0], self._block[1] + 1))
        if means is None or means.macro is None:
            return None
        known = {each.name for each in means.macro.args}
        if not _is_plain(node) or any(each.key not in known for each in node.kwargs):
            raise Untranslatable("an argument that the macro does not have")
        return ast.Call(
            read(self._functions.macro(means.python, means.macro)),
            self._expressions(node.args),
            [ast.keyword(f"its_{each.key}", self.expression(each.value)) for each in node.kwargs],
        )

    # --- Messages

    def _is_message(self, node: nodes.Call) -> bool:
        """Whether it is `_("…")` or its like, and not something that the template calls so."""
        return (
            isinstance(node.node, nodes.Name)
            and node.node.name in FUNCTIONS
            and self._meant(node.node.name) == Meaning(node.node.name)
        )

    def _message(self, node: nodes.Call) -> list[Piece]:
        """The words are looked up now; what stands in their places is escaped, as it is by Jinja."""
        if not _is_plain(node) or not isinstance(node.node, nodes.Name):
            raise Untranslatable("a message that is known only when it runs")
        known = [each.value for each in node.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        given: dict[str, list[Piece]] = {each.key: self._shown(each.value) for each in node.kwargs}
        tongue, name = self._functions.tongue, node.node.name
        if name == "ngettext" and len(known) == 2 and len(node.args) == 3:
            number = self.expression(node.args[2])
            given = {"num": [call("escaped", call("grouped", number))], **given}
            forms = [text(_filled(parts(form), given)) for form in tongue.forms(*known)]
            found = forms[-1]
            for place in reversed(range(len(forms) - 1)):
                which = read("which") if place else ast.NamedExpr(ast.Name("which", ast.Store()), call("form", number))
                found = ast.IfExp(compared(which, ast.Eq(), ast.Constant(place)), forms[place], found)
            return [found]
        if len(known) != len(node.args):
            raise Untranslatable("a message that is known only when it runs")
        return _filled(parts(said(tongue, name, *known), bool(given)), given)

    # --- Expressions

    def expression(self, node: nodes.Node) -> ast.expr:
        """The value of an expression: the same as in Jinja, or an exception."""
        match node:
            case nodes.Const():
                return ast.Constant(node.value)
            case nodes.Name():
                return self._name(node.name)
            case nodes.Tuple():
                return ast.Tuple(self._expressions(node.items), ast.Load())
            case nodes.List():
                return ast.List(self._expressions(node.items), ast.Load())
            case nodes.Dict():
                keys = self._expressions(each.key for each in node.items)
                return ast.Dict([*keys], self._expressions(each.value for each in node.items))
            case nodes.Getattr(node=nodes.Name(name="loop")) if self._loops:
                return self._of_loop(node.attr, self._loops[-1])
            case nodes.Getattr():
                return attribute(self.expression(node.node), _public(node.attr))
            case nodes.Getitem(arg=nodes.Slice() as cut):
                ends = (self.expression(each) if each else None for each in (cut.start, cut.stop, cut.step))
                return item(self.expression(node.node), ast.Slice(*ends))
            case nodes.Getitem():
                return item(self.expression(node.node), self.expression(node.arg))
            case nodes.CondExpr(expr2=nodes.Expr() as otherwise):
                return ast.IfExp(self.expression(node.test), self.expression(node.expr1), self.expression(otherwise))
            case nodes.And():
                return both(self.expression(node.left), self.expression(node.right))
            case nodes.Or():
                return either(self.expression(node.left), self.expression(node.right))
            case nodes.Not():
                return ast.UnaryOp(ast.Not(), self.expression(node.node))
            case nodes.Neg():
                return ast.UnaryOp(ast.USub(), self.expression(node.node))
            case nodes.BinExpr() if type(node) in _OPERATORS:
                return ast.BinOp(self.expression(node.left), _OPERATORS[type(node)](), self.expression(node.right))
            case nodes.Compare():
                others = self._expressions(each.expr for each in node.ops)
                return ast.Compare(self.expression(node.expr), [_COMPARISONS[each.op]() for each in node.ops], others)
            case nodes.Concat():
                return call("concatenated", *self._expressions(node.nodes))
            case nodes.Call():
                return self._call(node)
            case nodes.Filter(node=nodes.Expr() as value):
                return self._filtered(node, value)
            case nodes.Test(name="none") if not _arguments(node):
                return compared(self.expression(node.node), ast.Is(), ast.Constant(None))
            case nodes.Test():
                return self._jinja("jinja_test", node, node.node)
        raise Untranslatable(type(node).__name__)

    def _expressions(self, several: Iterable[nodes.Node]) -> list[ast.expr]:
        return [self.expression(each) for each in several]

    def _of_loop(self, asked: str, loop: _Loop) -> ast.expr:
        loop.asked.add(asked)
        at, end, items = (read(f"{what}{loop.number}") for what in ("at", "end", "items"))
        match asked:
            case "first":
                return compared(at, ast.Eq(), ast.Constant(0))
            case "last":
                return compared(added(at, 1), ast.Eq(), end)
            case "index":
                return added(at, 1)
            case "index0":
                return at
            case "length":
                return end
            case "previtem":  # before the first there is none, and past the end there is none, which raises
                return item(items, ast.IfExp(at, added(at, -1), end))
            case "nextitem":
                return item(items, added(at, 1))
        raise Untranslatable(f"loop.{asked}")

    def _call(self, node: nodes.Call) -> ast.expr:
        if made := self._markup(node):
            return call("Markup", made)
        if self._is_message(node):
            return call("Markup", text(self._message(node)))
        keywords = [ast.keyword(each.key, self.expression(each.value)) for each in node.kwargs]
        match node.node:
            case nodes.Name(name="namespace") if _is_plain(node) and not node.args:
                if self._meant("namespace") == Meaning("namespace"):
                    return ast.Call(read("Namespace"), [], keywords)
            case nodes.Getattr() if _is_plain(node) and node.node.attr not in _CHANGES:
                return ast.Call(self.expression(node.node), self._expressions(node.args), keywords)
        raise Untranslatable("a strange call")

    def _filtered(self, node: nodes.Filter, value: nodes.Expr) -> ast.expr:
        match node.name, _arguments(node):
            case "number", 0:
                return call("grouped", self.expression(value))
            case "href", 0:
                return call("written", read("root"), self.expression(value))
            case "safe", 0:
                return call("Markup", self.expression(value))
            case "length" | "count", 0:
                return call("len", self.expression(value))
            case "list", 0:
                return call("list", self.expression(value))
            case "join", 1 if node.args:
                return call("joined", self.expression(value), self.expression(node.args[0]))
            case "href", _:
                raise Untranslatable("a strange address")
        return self._jinja("jinja_filter", node, value)

    def _jinja(self, function: str, node: nodes.Filter | nodes.Test, value: nodes.Expr) -> ast.expr:
        """What Jinja's own filter or test gives."""
        if not _is_plain(node):
            raise Untranslatable(node.name)
        arguments = ast.Tuple(self._expressions(node.args), ast.Load())
        values = self._expressions(each.value for each in node.kwargs)
        named = ast.Dict([ast.Constant(str(each.key)) for each in node.kwargs], values)
        return call(function, ast.Constant(node.name), self.expression(value), arguments, named)


def _filled(message: Iterable[tuple[str, str]], given: Mapping[str, list[Piece]]) -> list[Piece]:
    """A message with what stands in its places."""
    pieces: list[Piece] = []
    for words, name in message:
        pieces.append(words)
        if name:
            if name not in given:
                raise Untranslatable(f"no {name} for a message")
            pieces += given[name]
    return pieces


def _or_pass(statements: list[ast.stmt], pieces: list[Piece]) -> list[ast.stmt]:
    return [*statements, *adding(pieces)] or [ast.Pass()]


def _public(name: str) -> str:
    """Names with an underscore in front are left to Jinja: those of Python's own things may differ from Jinja's."""
    if name.startswith("_"):
        raise Untranslatable(name)
    return name


def _arguments(node: nodes.Call | nodes.Filter | nodes.Test) -> int:
    return len(node.args) + len(node.kwargs) + (node.dyn_args is not None) + (node.dyn_kwargs is not None)


def _is_plain(node: nodes.Call | nodes.Filter | nodes.Test) -> bool:
    """Whether the arguments are known before it runs."""
    return node.dyn_args is None and node.dyn_kwargs is None
