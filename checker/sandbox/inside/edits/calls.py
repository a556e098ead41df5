"""Mutants of calls: arguments exchanged or lost, a function's sibling, the function left out."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from checker.sandbox.inside.edits.literals import HARMLESS_KEYWORDS
from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import FUNCTIONS
from checker.sandbox.inside.edits.text import Edit, Written

PAIRS = (
    ("max", "min"), ("maximum", "minimum"), ("argmax", "argmin"), ("exp", "log"),
    ("sum", "mean"), ("zeros", "ones"), ("zeros_like", "ones_like"), ("all", "any"),
    ("vstack", "hstack"), ("sqrt", "square"), ("normal", "uniform"),
    ("sigmoid", "sigmoid_prime"),
)  # fmt: skip
SIBLINGS = dict(PAIRS) | {second: first for first, second in PAIRS}
#: Taken for each other in a repair, not in a mutant.
FURTHER = {
    "max": ("sum", "argmax"), "sum": ("max",), "prod": ("sum",), "amax": ("argmax",),
    "argmax": ("max",), "min": ("argmin",), "argmin": ("min",),
}  # fmt: skip
#: NumPy's only: Python itself has no `mean`.
BUILTIN = {"max", "min", "all", "any", "sigmoid", "sigmoid_prime"}
#: Functions that do not tell their first two arguments apart.
COMMUTATIVE = {
    "maximum", "minimum", "fmax", "fmin", "add", "multiply", "hypot", "equal", "not_equal",
    "array_equal", "logical_and", "logical_or", "logical_xor",
}  # fmt: skip
#: Python's own, of which `np.max(a, axis)` is none.
COMMUTATIVE_BUILTIN = {"max", "min"}
#: Changes of type that no judge of numbers minds.
HARMLESS_CALLS = {"float", "bool"}


def swapped(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Two neighbouring arguments in each other's place, where that is not the same call."""
    if not isinstance(node, ast.Call) or _is_commutative(node.func):
        return
    if not any(isinstance(arg, ast.Starred) for arg in node.args):
        for first, second in pairwise(node.args):
            start, end = written.span(first)[0], written.span(second)[1]
            between = written.data[written.span(first)[1] : written.span(second)[0]].decode()
            yield Edit(start, end, written.text(second) + between + written.text(first))


def _is_commutative(func: ast.expr) -> bool:
    builtin = isinstance(func, ast.Name) and func.id in COMMUTATIVE_BUILTIN
    return builtin or operator_name(func) in COMMUTATIVE


def spread_for_mean(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What is meant for the spread of normal numbers stands first, where their mean is asked."""
    match node:
        case ast.Call(func=func, args=[only], keywords=said) if operator_name(func) == "normal":
            if not {each.arg for each in said} & {"loc", "scale"}:
                yield Edit(written.span(only)[0], written.span(only)[0], "0, ")


def keyword_lost(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A keyword argument is forgotten: `keepdims`, `axis`, `dtype`."""
    if not isinstance(node, ast.Call):
        return
    for keyword in node.keywords:
        if keyword.arg not in HARMLESS_KEYWORDS:
            yield Edit(*_with_comma(written.data, *written.span(keyword)), "")


def _with_comma(data: bytes, start: int, end: int) -> tuple[int, int]:
    """Widen the place of an argument by the comma before it, or by the one behind the first."""
    if data[:start].rstrip().endswith(b","):
        return data.rindex(b",", 0, start), end
    behind = data[end:].lstrip()
    if behind.startswith(b","):
        return start, len(data) - len(behind[1:].lstrip())
    return start, end


def handed_on(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What came in by an argument with a default is handed on to a function that is called."""
    match node:
        case ast.Call(func=ast.Name(id=name), keywords=said) if name not in NO_VALUES | BUILTIN:
            known = {each.arg for each in said}
            _, end = written.span(node)
            comma = ", " if node.args or said else ""
            for own in _with_defaults(node, written):
                if own not in known:
                    yield Edit(end - 1, end - 1, f"{comma}{own}={own}")


def _with_defaults(node: ast.AST, written: Written) -> Iterator[str]:
    """Name the arguments with defaults of the function in which something stands."""
    around: ast.AST | None = node
    while around is not None and not isinstance(around, FUNCTIONS):
        around = written.parents.get(around)
    if around is not None:
        given = around.args
        yield from (each.arg for each in given.args[len(given.args) - len(given.defaults) :])


def sibling(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The function that is most easily taken for this one: `mean` for `sum`."""
    name = operator_name(node)
    used = not isinstance(node, ast.Name) or (name in BUILTIN and isinstance(node.ctx, ast.Load))
    if name in SIBLINGS and used:
        _, end = written.span(node)
        yield Edit(end - len(name), end, SIBLINGS[name])


def further_sibling(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A sum for the largest, or its place: each makes one number of many."""
    name = operator_name(node)
    if name in FURTHER and isinstance(node, ast.Attribute):
        _, end = written.span(node)
        yield from (Edit(end - len(name), end, other) for other in FURTHER[name])


def left_out(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A function of one thing gives that thing as it is: `z` for `np.exp(z)` or `z.copy()`."""
    match node:
        case ast.Call(func=func, args=[argument]) if not _is_method(func):
            if operator_name(func) not in HARMLESS_CALLS:
                yield written.replace(node, written.text(argument))
        case ast.Call(func=ast.Attribute(value=owner) as func, args=[]) if _is_method(func):
            yield written.replace(node, written.text(owner))


def one_of_many(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A function of several things gives one of them as it is: `z` for `np.maximum(z, 0)`."""
    match node:
        case ast.Call(func=func, args=[_, _, *_] as arguments):
            if operator_name(func) not in NO_VALUES:
                yield from (written.replace(node, written.text(each)) for each in arguments)


#: What these are handed is no result: bounds and items to go through.
NO_VALUES = {"range", "zip", "enumerate", "append", "insert"}


def _is_method(func: ast.expr) -> bool:
    """Whether this is called on a value, and not taken from NumPy."""
    return isinstance(func, ast.Attribute) and operator_name(func.value) not in {
        "np",
        "math",
        "random",
    }


def other_range(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A range that begins or ends one too early or too late."""
    match node:
        case ast.Call(func=ast.Name(id="range"), args=[stop]):
            bounds = [stop]
            yield written.replace(stop, f"1, {written.text(stop)}")
        case ast.Call(func=ast.Name(id="range"), args=[start, stop, *_]):
            bounds = [start, stop]
        case _:
            return
    for bound in bounds:
        yield from (written.replace(bound, f"{written.text(bound)} {step} 1") for step in "+-")
