"""Python code as a tree: the few shapes that translated templates are made of."""

import ast
from collections.abc import Iterable, Sequence

Piece = str | ast.expr  # of a text: itself, or an expression that gives a text


def read(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def attribute(value: ast.expr, name: str) -> ast.expr:
    return ast.Attribute(value, name, ast.Load())


def item(value: ast.expr, index: ast.expr) -> ast.expr:
    return ast.Subscript(value, index, ast.Load())


def call(function: str | ast.expr, *arguments: ast.expr) -> ast.expr:
    return ast.Call(read(function) if isinstance(function, str) else function, list(arguments), [])


def assign(name: str, value: ast.expr) -> ast.stmt:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def both(*tests: ast.expr) -> ast.expr:
    return ast.BoolOp(ast.And(), list(tests))


def either(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BoolOp(ast.Or(), [left, right])


def compared(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    return ast.Compare(left, [operator], [right])


def added(left: ast.expr, number: int) -> ast.expr:
    return ast.BinOp(left, ast.Add(), ast.Constant(number))


def is_text(value: ast.expr) -> ast.expr:
    """Whether `value`, from here on called `it`, is a text and nothing more than that."""
    return compared(call("type", ast.NamedExpr(ast.Name("it", ast.Store()), value)), ast.Is(), read("str"))


def function(name: str, arguments: Iterable[str], defaults: Sequence[ast.expr], body: list[ast.stmt]) -> ast.stmt:
    signature = ast.arguments([], [ast.arg(each) for each in arguments], None, [], [], None, list(defaults))
    return ast.FunctionDef(name, signature, body, [])


def text(pieces: Iterable[Piece]) -> ast.expr:
    """One text of all pieces: an f-string."""
    merged: list[Piece] = []
    for piece in _flat(pieces):
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    if not merged:
        return ast.Constant("")
    if len(merged) == 1:
        return ast.Constant(merged[0]) if isinstance(merged[0], str) else merged[0]
    return ast.JoinedStr(
        [ast.Constant(each) if isinstance(each, str) else ast.FormattedValue(each, -1, None) for each in merged]
    )


def _flat(pieces: Iterable[Piece]) -> Iterable[Piece]:
    for piece in pieces:
        if isinstance(piece, ast.JoinedStr):
            yield from (each.value if isinstance(each, ast.FormattedValue) else _plain(each) for each in piece.values)
        else:
            yield piece if isinstance(piece, str) else _plain(piece)


def _plain(piece: ast.expr) -> Piece:
    return piece.value if isinstance(piece, ast.Constant) and isinstance(piece.value, str) else piece


def adding(pieces: Iterable[Piece]) -> list[ast.stmt]:
    """The statement that adds the pieces to what a function gives; none when there is nothing to add."""
    whole = text(pieces)
    return [] if _plain(whole) == "" else [ast.Expr(call("add", whole))]


def giving(statements: list[ast.stmt], pieces: Iterable[Piece]) -> list[ast.stmt]:
    """The body of a function that gives what the statements add, and then the pieces."""
    if not statements:
        return [ast.Return(text(pieces))]
    begin = [assign("parts", ast.List([], ast.Load())), assign("add", attribute(read("parts"), "append"))]
    end = ast.Return(call(attribute(ast.Constant(""), "join"), read("parts")))
    return [*begin, *statements, *adding(pieces), end]
