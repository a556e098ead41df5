"""Repairs that add something: a factor, an axis, a copy, a shape, a sum, a pair of brackets."""

import ast
from collections.abc import Iterator, Sequence
from functools import lru_cache

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import path_of
from checker.sandbox.inside.edits.text import Edit, Written

#: What goes along an axis, as a function of NumPy's, as a method, and as Python's own.
ALONG_AN_AXIS = {"sum", "mean", "max", "min", "argmax", "argmin", "any", "all", "prod", "std"}
PYTHONS = {"sum", "max", "min", "any", "all"}
#: What is often forgotten around a value.
FORGOTTEN = ("np.exp", "np.log", "np.sqrt", "np.sum", "np.mean", "np.abs")
#: What is called of a whole value, or keeps it: a factor may be missing from that.
SCALED = {
    "append", "dot", "exp", "float", "insert", "log", "mean", "sqrt", "square", "sum", "tanh",
}  # fmt: skip
#: What may hand back the very numbers that it is given.
VIEWING = {"asarray", "asanyarray", "reshape", "ravel", "squeeze", "transpose", "atleast_2d"}
SHAPINGS = ("reshape(-1, 1)", "ravel()")
#: How the name of a function ends that gives a slope.
SLOPES = ("prime", "derivative", "deriv", "grad", "gradient", "slope")


def multiplied(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """A factor is gained, or a divisor, made of one of the function's own names."""
    if not is_whole_value(node, written):
        return
    text = written.text(node)
    for factor in _factors(names):
        yield written.replace(node, f"{text} * {factor}")
    for divisor in ("2", *names, *_counts(names)):
        yield written.replace(node, f"{text} / {divisor}")


def repeated(node: ast.AST, written: Written, names: Sequence[str]) -> Iterator[Edit]:
    """A list of one item becomes one of as many as there are of something."""
    match node:
        case ast.List(elts=[_], ctx=ast.Load()):
            counts = (*names, *_counts(names))
            yield from (written.replace(node, f"{written.text(node)} * {each}") for each in counts)


def _factors(names: Sequence[str]) -> Iterator[str]:
    yield from ("2", "0.5")
    for name in names:
        yield from (name, f"(1 - {name})", f"({name} * (1 - {name}))")
    yield from _counts(names)


def _counts(names: Sequence[str]) -> list[str]:
    return [text for name in names for text in (f"len({name})", f"{name}.shape[1]")]


def is_whole_value(node: ast.AST, written: Written) -> bool:
    """Whether this is a whole right-hand side, item or argument, where a factor may be missing."""
    if not isinstance(node, ast.BinOp | ast.Call | ast.Name | ast.Subscript | ast.Attribute):
        return False
    match written.parents.get(node):
        case ast.Assign(value=value) | ast.AugAssign(value=value) | ast.Return(value=value):
            return value is node
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=right):
            return right is node
        case ast.Tuple() | ast.List():
            return isinstance(node, ast.BinOp | ast.Call | ast.Name)
        case ast.Call(func=func, args=args):
            return node in args and operator_name(func) in SCALED
    return False


def along_another_axis(node: ast.AST, written: Written) -> Iterator[Edit]:
    """An axis is said, with the summed axis kept or not; Python's own sum gives way to NumPy's."""
    if not isinstance(node, ast.Call) or operator_name(node.func) not in ALONG_AN_AXIS:
        return
    said = {keyword.arg for keyword in node.keywords}
    own = [each.arg for each in ast.walk(written.tree) if isinstance(each, ast.arg)]
    axes = ["0", "1", *(name for name in own if name == "axis")]
    ways = [f"axis={axis}{kept}" for axis in axes for kept in ("", ", keepdims=True")]
    is_pythons = isinstance(node.func, ast.Name) and node.func.id in PYTHONS
    start, end = written.span(node)
    if is_pythons and len(node.args) == 1 and not said:
        inner = written.text(node.args[0])
        yield from (
            written.replace(node, f"np.{operator_name(node.func)}({inner}, {w})") for w in ways
        )
    elif said <= {"axis", "keepdims"} and not any(isinstance(a, ast.Starred) for a in node.args):
        most = 1 if _is_of_numpy(node.func) else 0
        first = written.data[start : written.span(node.func)[1]].decode()
        kept = [written.data[slice(*written.span(a))].decode() for a in node.args[:most]]
        yield from (
            Edit(start, end, f"{first}({', '.join([*kept, way])})") for way in (*ways, "axis=None")
        )


def _is_of_numpy(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and operator_name(func.value) in {"np", "numpy"}


def kept_axis(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The summed axis is kept."""
    match node:
        case ast.Call(func=func, keywords=said) if operator_name(func) in ALONG_AN_AXIS:
            if "keepdims" not in {keyword.arg for keyword in said}:
                _, end = written.span(node)
                comma = ", " if node.args or said else ""
                yield Edit(end - 1, end - 1, f"{comma}keepdims=True")


def called(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A function is called of a value: one that many forget, or that is called elsewhere."""
    if not isinstance(
        node, ast.Name | ast.Subscript | ast.BinOp | ast.Call | ast.UnaryOp | ast.Compare
    ):
        return
    match written.parents.get(node):
        case ast.Assign(value=value) | ast.Return(value=value):
            stands = value is node
        case ast.BinOp() | ast.UnaryOp():
            stands = not isinstance(node, ast.Name) or isinstance(node.ctx, ast.Load)
        case ast.Call(args=args):
            stands = node in args
        case ast.IfExp(body=one, orelse=other):
            stands = node in (one, other)
        case ast.Tuple():
            stands = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        case _:
            stands = False
    if stands:
        start, end = written.span(node)
        inner = written.between(start, end)
        yield from (Edit(start, end, f"{name}({inner})") for name in _callable(written))


@lru_cache(maxsize=16)
def _callable(written: Written) -> list[str]:
    """Name functions: those that many forget, the program's own, and arguments nobody looks at."""
    nodes = list(ast.walk(written.tree))
    own = {each.func.id for each in nodes
           if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}  # fmt: skip
    read = {each.id for each in nodes if isinstance(each, ast.Name)}
    own |= {each.arg for each in nodes if isinstance(each, ast.arg)} - read - {"self"}
    own |= set(written.functions)
    return [*FORGOTTEN, *sorted(own - PYTHONS - {"range", "len", "zip", "enumerate", "print"})]


def copied(node: ast.AST, written: Written) -> Iterator[Edit]:
    """An array is copied where a second name or a list gets it."""
    shared = isinstance(node, ast.Name | ast.Subscript | ast.Attribute) or _is_view(node)
    if shared and _is_kept(node, written):
        yield written.replace(node, f"{written.text(node)}.copy()")


def _is_view(node: ast.AST) -> bool:
    """Whether a call may hand back the very numbers that it was given."""
    return isinstance(node, ast.Call) and operator_name(node.func) in VIEWING


def _is_kept(node: ast.AST, written: Written) -> bool:
    match written.parents.get(node):
        case ast.Assign(value=value):
            return value is node
        case ast.Call(func=func, args=args):
            return node in args and operator_name(func) in {"append", "insert"}
        case ast.List(elts=items) | ast.Tuple(elts=items, ctx=ast.Load()):
            return node in items
        case ast.Dict(values=values):
            return node in values
    return False


def summed(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The contributions of all examples are added up."""
    if not isinstance(node, ast.Name | ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return
    parent = written.parents.get(node)
    appended = isinstance(parent, ast.Call) and operator_name(parent.func) == "append"
    if appended or isinstance(parent, ast.BinOp | ast.Assign | ast.Tuple):
        text = written.text(node)
        for way in ("axis=0", "axis=1", "axis=0, keepdims=True", "axis=1, keepdims=True"):
            yield written.replace(node, f"{text}.sum({way})")


def shaped(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A flat array becomes a column, or a column a flat array."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if _is_used(node, written):
            yield from (written.replace(node, f"{name}.{way}") for way in SHAPINGS)
        case ast.Call(func=ast.Attribute(attr="reshape" | "ravel" | "flatten", value=owner)):
            yield written.replace(node, written.text(owner))


def _is_used(node: ast.AST, written: Written) -> bool:
    """Whether a name stands as an operand, an argument or a value, and is not what is called."""
    parent = written.parents.get(node)
    if isinstance(parent, ast.Call):
        return node in parent.args
    return isinstance(parent, ast.BinOp | ast.Assign | ast.Tuple)


def regrouped(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Brackets stand elsewhere: a / (b + c) for a / b + c."""
    match node:
        case ast.BinOp(left=ast.BinOp() as inner):
            cut, whole = written.span(inner.right)[0], written.span(node)
            head, tail = written.between(whole[0], cut), written.between(cut, whole[1])
            if _is_closed(tail):
                yield Edit(*whole, f"{head}({tail})")
    match node:
        case ast.BinOp(right=ast.BinOp() as inner):
            cut, whole = written.span(inner.left)[1], written.span(node)
            head, tail = written.between(whole[0], cut), written.between(cut, whole[1])
            if _is_closed(head):
                yield Edit(*whole, f"({head}){tail}")


def _is_closed(text: str) -> bool:
    return text.count("(") == text.count(")")


def slope_written_out(node: ast.AST, written: Written) -> Iterator[Edit]:
    """The slope of an activation is taken from the activation: a (1 - a) for a slope at z."""
    match node:
        case ast.Call(func=func, args=[argument]) if operator_name(func).lower().endswith(SLOPES):
            text = written.text(argument)
            yield written.replace(node, f"({text} * (1 - {text}))")


def count_of_examples(node: ast.AST, written: Written) -> Iterator[Edit]:
    """Columns are counted instead of rows, or entries instead of either."""
    match node:
        case ast.Call(func=ast.Name(id="len"), args=[ast.expr() as counted]):
            text = written.text(counted)
            yield written.replace(node, f"{text}.shape[1]")
            yield written.replace(node, f"{text}.size")
        case ast.Attribute(attr="size", value=owner) if path_of(owner):
            for axis in (0, 1):
                yield written.replace(node, f"{written.text(owner)}.shape[{axis}]")
