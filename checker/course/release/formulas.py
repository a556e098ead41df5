"""Formulas of typed answers, read off the worked solution: one for each variable, in order."""

import ast
from collections.abc import Iterator, Mapping

from checker.exercises.formulas import OPERATIONS, Formula

OPERATORS: Mapping[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Gt: ">",
    ast.MatMult: "matmul",
}


def formulas_of(source: str, answer: str) -> tuple[tuple[str, Formula], ...]:
    """Return the formulas of a cell that works out the typed answer of that name.

    Each is a pair of a name and its formula, be that another name or a number.

    >>> formulas_of("z = 2 * x; hand = {'z': z, 'a': -z, 'b': x, 'why': 'signs'}", "hand")
    (('z', ['*', 2, 'x']), ('a', ['negative', 'z']), ('b', 'x'))
    """
    found = {
        name: formula
        for statement in ast.parse(source).body
        for name, value in _assigned(statement, answer)
        if (formula := _formula(value)) is not None
    }
    return tuple(found.items())


def _assigned(statement: ast.stmt, answer: str) -> Iterator[tuple[str, ast.expr]]:
    match statement:
        case ast.Assign([ast.Name(name)], ast.Dict(keys, values)) if name == answer:
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and not _is_itself(key, value):
                    yield str(key.value), value
        case ast.Assign([ast.Name(name)], value):
            yield name, value


def _is_itself(key: ast.Constant, value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id == key.value


def _formula(node: ast.expr) -> Formula:
    """Return a formula, or None for what is none."""
    match node:
        case ast.Name(name):
            return name
        case ast.Constant(int() | float() as number):
            return number
        case ast.UnaryOp(ast.USub(), operand):
            return _all("negative", operand)
        case ast.BinOp(left, operator, right) if type(operator) in OPERATORS:
            return _all(OPERATORS[type(operator)], left, right)
        case ast.Compare(left, [operator], [right]) if type(operator) in OPERATORS:
            return _all(OPERATORS[type(operator)], left, right)
        case ast.IfExp(test, body, orelse):
            return _all("where", test, body, orelse)
        case ast.Subscript(values, ast.Constant(int()) as place):
            return _all("item", values, place)
        case ast.Attribute(values, "T"):
            return _all("transpose", values)
        case ast.Call(ast.Name(name) | ast.Attribute(ast.Name("np"), name), arguments, []):
            return _all(name, *arguments) if name in OPERATIONS else None
    return None


def _all(operation: str, *nodes: ast.expr) -> Formula:
    parts = [_formula(node) for node in nodes]
    return None if None in parts else [operation, *parts]
