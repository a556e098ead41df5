"""Mutants of operators: exchanged, turned round, an operand lost, a sign gained or lost."""

import ast
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from checker.sandbox.inside.edits.text import Edit, Written

EXCHANGES: Mapping[str, tuple[str, ...]] = {
    "+": ("-", "*"),
    "-": ("+", "*"),
    "*": ("+", "/", "@"),
    "/": ("*", "//"),
    "@": ("*",),
    "**": ("*", "+"),
    "//": ("/", "*"),
    "%": ("//",),
    "<": ("<=", ">"),
    "<=": ("<", ">="),
    ">": (">=", "<"),
    ">=": (">", "<="),
    "==": ("!=",),
    "!=": ("==",),
    "is": ("is not",),
    "is not": ("is",),
    "in": ("not in",),
    "not in": ("in",),
    "and": ("or",),
    "or": ("and",),
}
_TOKEN = re.compile(
    rb"#[^\n]*|(\*\*|//|<=|>=|==|!=|\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b|\band\b|\bor\b|[-+*/@%<>])"
)
ORDERED = (ast.Sub, ast.Div, ast.MatMult, ast.Pow, ast.FloorDiv, ast.Mod)
SIGNED = (ast.Name, ast.Attribute, ast.Call, ast.Subscript)
#: Functions that do not see a sign, or can do nothing with one.
BLIND = {
    "abs", "absolute", "square", "sigmoid_prime",
    "len", "zip", "enumerate", "range", "reversed", "isinstance",
}  # fmt: skip
#: Functions whose results have no sign to change.
UNSIGNED = {"bool", "zeros", "zeros_like"}


#: What a slip may have made of an operator, beside those for which it is taken by mistake.
FURTHER: Mapping[str, tuple[str, ...]] = {
    "*": ("-", "**", "//"),
    "/": ("-",),
    "+": ("/",),
    "-": ("/",),
    "<": (">=",),
    "<=": (">",),
    ">": ("<=",),
    ">=": ("<",),
}


def exchanged(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Another operator between the same operands: a - b for a + b."""
    return _exchanged(node, written, EXCHANGES)


def exchanged_for_repair(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The same, and such operators as nobody would write by mistake, but may have meant."""
    yield from _exchanged(node, written, EXCHANGES)
    yield from _exchanged(node, written, FURTHER)


def _exchanged(
    node: ast.AST, written: Written, table: Mapping[str, tuple[str, ...]]
) -> Iterator[Edit]:
    match node:
        case ast.BinOp(left=left, right=right):
            operands: list[ast.expr] = [left, right]
        case ast.Compare(left=left, comparators=others):
            operands = [left, *others]
        case ast.BoolOp(values=values):
            operands = values
        case ast.AugAssign(target=target, value=value):
            operands = [target, value]
        case _:
            return
    for before, behind in pairwise(operands):
        start, end = written.span(before)[1], written.span(behind)[0]
        for match in _tokens(written, start, end):
            token = " ".join(match[1].decode().split())
            yield from (Edit(*match.span(1), other) for other in table.get(token, ()))


def _tokens(written: Written, start: int, end: int) -> Iterator[re.Match[bytes]]:
    """Find the operators between two operands, and none in a comment."""
    return (match for match in _TOKEN.finditer(written.data, start, end) if match[1])


def turned(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Operands in the other order: b - a for a - b."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ORDERED):
        start, end = written.span(node.left)[1], written.span(node.right)[0]
        token = next(match[1] for match in _tokens(written, start, end)).decode()
        swapped = f"{written.text(node.right)} {token} {written.text(node.left)}"
        yield written.replace(node, swapped)


def lost_factors(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A term of a sum, a factor of a product or one side of a condition is left out."""
    match node:
        case ast.BinOp(left=left, right=right):
            yield from (written.replace(node, written.text(kept)) for kept in (left, right))
        case ast.BoolOp(values=values):
            yield from (written.replace(node, written.text(kept)) for kept in values)


def one_left(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Of a whole value that several operators make, one variable is left: `e` for `2 * e / n`."""
    match node:
        case ast.Assign(value=ast.BinOp() as value):
            inner = (each for each in (value.left, value.right) if isinstance(each, ast.BinOp))
            names = (
                part for each in inner for part in ast.walk(each) if isinstance(part, ast.Name)
            )
            yield from (written.replace(value, name.id) for name in names)


def unsigned(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A minus or a `not` in front is lost."""
    if isinstance(node, ast.UnaryOp):
        start, _ = written.span(node)
        sign = written.data[start:].startswith(b"not")
        yield Edit(start, start + (3 if sign else 1), "")


def signed(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A minus in front is gained: where a number may stand, and where the sign can be seen."""
    unsigned = isinstance(node, ast.Call) and operator_name(node.func) in UNSIGNED
    if isinstance(node, SIGNED) and not unsigned and _may_be_signed(node, written.parents[node]):
        yield written.replace(node, f"(-{written.text(node)})")


def _may_be_signed(node: ast.AST, parent: ast.AST) -> bool:
    match parent:
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=2)):
            return left is not node
        case ast.Call(func=func, args=args):
            return node in args and operator_name(func) not in BLIND
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            return node is value
        case ast.BinOp() | ast.Compare() | ast.Return() | ast.Tuple(ctx=ast.Load()) | ast.List():
            return True
        case ast.ListComp(elt=item) | ast.GeneratorExp(elt=item):
            return node is item
    return False


def operator_name(func: ast.AST) -> str:
    """Return the last word of what is called: `sum` of `np.sum`."""
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
