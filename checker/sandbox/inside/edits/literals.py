"""Mutants of constants, of places in a list, and of what is transposed."""

import ast
import json
import math
from collections.abc import Iterator

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.text import Edit, Written

ARRAY_CALLS = {"dot", "matmul", "outer"}
#: Numbers that are often meant where another one stands.
MEANT = (0, 1, 2, 0.5, -1, 10, 255)
#: What is longer is no name of anything.
LONGEST_WORD = 20
#: Guards against misuse, which the exercises rule out: `zip(..., strict=True)`.
HARMLESS_KEYWORDS = {"strict"}


def constant(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Another constant: 1 for 0, 2 and 0 for 1, False for True, an empty word for a word."""
    if isinstance(node, ast.Constant) and not _is_only_said(node, written):
        yield from (written.replace(node, _literal(value)) for value in _others(node.value))


def constant_for_repair(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Another constant, and what is often meant: 0, 1, 2, 0.5, or e and π in more digits."""
    yield from constant(node, written)
    match node:
        case ast.Constant(value=int() | float() as value) if not _is_only_said(node, written):
            if not isinstance(value, bool):
                others = (each for each in (*MEANT, *_in_full(value)) if each != value)
                yield from (written.replace(node, repr(each)) for each in others)
        case ast.Constant(value=str() as word) if not _is_only_said(node, written):
            meant = sorted(_words(written) - {word})
            yield from (written.replace(node, json.dumps(each)) for each in meant)


def _in_full(value: float) -> list[float]:
    """Return e or π, where a number is near enough to be meant for it."""
    return [each for each, least in ((math.e, 2), (math.pi, 3)) if least <= value < each + 0.1]


def _words(written: Written) -> set[str]:
    """Return the short words that stand in quotes in a program."""
    found = (node.value for node in ast.walk(written.tree) if isinstance(node, ast.Constant))
    return {word for word in found if isinstance(word, str) and 0 < len(word) <= LONGEST_WORD}


def _others(value: object) -> list[object]:
    match value:
        case bool():
            return [not value]
        case int():
            return [value + 1, value - 1] if value else [1]
        case float():
            return [1.0, 1.5] if value == 0.5 else [value + 1]
        case str() if value:
            return [""]
    return []


def _literal(value: object) -> str:
    return json.dumps(value) if isinstance(value, str) else repr(value)


def _is_only_said(node: ast.AST, written: Written) -> bool:
    """Whether a constant is part of a message, a docstring, a pattern of text or a guard."""
    parent = written.parents.get(node)
    if isinstance(parent, ast.keyword) and parent.arg in HARMLESS_KEYWORDS:
        return True
    if isinstance(parent, ast.Expr | ast.JoinedStr | ast.FormattedValue | ast.Raise | ast.Assert):
        return True
    return isinstance(parent, ast.Call | ast.Tuple | ast.List) and _is_only_said(parent, written)


def shifted(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The neighbour of a place: `w[l + 1]` for `w[l]`; constants are shifted as constants."""
    if not isinstance(node, ast.Subscript):
        return
    places = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for place in places:
        bounds = [place.lower, place.upper] if isinstance(place, ast.Slice) else [place]
        for bound in filter(None, bounds):
            if isinstance(place, ast.Slice):
                yield written.replace(bound, "")
            if not _is_literal(bound):
                start, end = written.span(bound)
                text = written.data[start:end].decode()
                yield from (written.replace(bound, f"{text} {step} 1") for step in "+-")


def _is_literal(node: ast.AST) -> bool:
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def untransposed(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A transpose is forgotten."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        _, end = written.span(node)
        yield Edit(end - len(".T"), end, "")


def transposed(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A transpose too many, on what is used as a matrix somewhere in the cell."""
    if not isinstance(node, ast.Name | ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return
    parent = written.parents[node]
    taken_apart = isinstance(parent, ast.Attribute | ast.Subscript) and parent.value is node
    called = isinstance(parent, ast.Call) and parent.func is node
    if not taken_apart and not called and _root(node) in _matrices(written):
        yield written.replace(node, f"{written.text(node)}.T")


def transposed_anywhere(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A transpose is gained by any operand, argument or value, and by what a loop goes through."""
    if isinstance(node, ast.Name | ast.Subscript | ast.Call | ast.Attribute):
        parent = written.parents.get(node)
        loaded = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        held = isinstance(parent, ast.BinOp | ast.Assign | ast.Return | ast.Tuple)
        held = held or (isinstance(parent, ast.Call) and node in parent.args)
        held = held or (isinstance(parent, ast.For | ast.comprehension) and node is parent.iter)
        method = isinstance(parent, ast.Attribute) and parent.attr in {"dot", "sum", "reshape"}
        if loaded and (held or method):
            yield written.replace(node, f"{written.text(node)}.T")


def _matrices(written: Written) -> set[str]:
    found: list[ast.AST] = []
    for node in ast.walk(written.tree):
        match node:
            case ast.BinOp(op=ast.MatMult(), left=left, right=right):
                found += [left, right]
            case ast.Attribute(attr="T" | "shape", value=value):
                found.append(value)
            case ast.Call(func=func, args=args) if operator_name(func) in ARRAY_CALLS:
                found += args
    return set(map(_root, found)) - {""}


def _root(node: ast.AST) -> str:
    """Name the variable that an expression takes apart: `w` of `w[0]`."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Subscript(value=value) | ast.Attribute(value=value):
            return _root(value)
    return ""
