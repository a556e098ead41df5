"""Names that take a value nobody asks for, and values that nobody takes."""

import ast
import builtins
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import FUNCTIONS, Part, path_of
from checker.sandbox.inside.trap import Noticed, all_nodes, begun

BUILTINS = set(dir(builtins))


def unused(part: Part) -> Iterator[Noticed]:
    """A variable gets a value that nothing ever uses."""
    nodes = all_nodes(part)
    read = {node.id for node in nodes if isinstance(node, ast.Name) and _loads(node)}
    read |= {node.target.id for node in nodes
             if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}  # fmt: skip
    outer = {name for node in nodes if isinstance(node, ast.Global | ast.Nonlocal)
             for name in node.names}  # fmt: skip
    for node in nodes:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if name not in read | outer:
                yield Noticed(node.lineno, "unused", (name,))
            case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=one), ast.Name(id=other)])]):
                if not {one, other} & read and one[0] != "_" != other[0]:
                    yield Noticed(node.lineno, "unused_pair", (one, other))
            case ast.For(target=ast.Name(id=name)) if name not in read and name[0] != "_":
                if not _only_repeats(node):
                    yield Noticed(node.lineno, "unused_counter", (name,))
            case ast.For(target=ast.Tuple(elts=[ast.Name(id=one), ast.Name(id=other)])):
                if not {one, other} & read:
                    yield Noticed(node.lineno, "unused_counter", (f"{one}, {other}",))


def _only_repeats(loop: ast.For) -> bool:
    """Whether a loop counts how often something is done, and takes no place of anything."""
    counts = isinstance(loop.iter, ast.Call) and operator_name(loop.iter.func) == "range"
    own = {node.id for node in ast.walk(loop) if isinstance(node, ast.Name) and not _loads(node)}
    places = (node.slice for node in ast.walk(loop) if isinstance(node, ast.Subscript))
    named = ({each.id for each in ast.walk(at) if isinstance(each, ast.Name)} for at in places)
    return counts and all(names & own for names in named if names)


def _loads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)


#: Calls that read a list and put nothing into it.
READING = {"len", "zip", "enumerate", "reversed", "list", "tuple", "sum", "range", "print", "array"}


def never_filled(part: Part) -> Iterator[Noticed]:
    """A list or array begins empty, nothing is ever put into it, and yet it is used.

    Zeros may be meant.
    """
    nodes = all_nodes(part)
    given = Counter(name for node in nodes for name in _given_something(node))
    used = {node.id for node in nodes if isinstance(node, ast.Name) and _loads(node)}
    for name, value in (pair for node in nodes for pair in begun(node)):
        trap = emptiness(value)
        if trap and name in used and given[name] == 1:  # its beginning
            yield Noticed(value.lineno, trap, (name,))


def never_filled_entry(part: Part) -> Iterator[Noticed]:
    """An entry of a dictionary begins as an empty list, and its key is never named again."""
    nodes = all_nodes(part)
    words = Counter(node.value for node in nodes if isinstance(node, ast.Constant))
    if _takes_by_variable(nodes):
        return  # any key may be meant
    dictionaries = (node for node in nodes if isinstance(node, ast.Dict) and len(node.keys) > 1)
    for node in dictionaries:
        for key, value in zip(node.keys, node.values, strict=True):
            match key, emptiness(value):
                case ast.Constant(value=str() as word), "never_filled" if words[word] == 1:
                    yield Noticed(node.lineno, "never_filled", (word,))


def _takes_by_variable(nodes: Sequence[ast.AST]) -> bool:
    """Whether a variable that a loop gives is a key of something: of a dictionary, perhaps."""
    given = {
        name.id
        for node in nodes
        if isinstance(node, ast.For | ast.comprehension) and not _counts(node.iter)
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name)
    }
    keys = (node.slice for node in nodes if isinstance(node, ast.Subscript))
    return any(isinstance(key, ast.Name) and key.id in given for key in keys)


def _counts(items: ast.expr) -> bool:
    return isinstance(items, ast.Call) and operator_name(items.func) == "range"


def begun_anew(part: Part) -> Iterator[Noticed]:
    """A list is made empty, or a sum zero, in each turn of the loop that adds to it.

    It is used after that loop.
    """
    for loop in all_nodes(part):
        if isinstance(loop, ast.For | ast.While):
            end = loop.end_lineno or loop.lineno
            names = [node for node in all_nodes(part) if isinstance(node, ast.Name)]
            used = {node.id for node in names if _loads(node) and node.lineno > end}
            filled = Counter(name for node in ast.walk(loop) for name in _given_something(node))
            for name, value in (pair for statement in loop.body for pair in begun(statement)):
                how = nothing_yet(value)
                fits = how != "zero" or _adds_to(loop.body, name)
                if how and fits and name in used and filled[name] > 1:
                    yield Noticed(value.lineno, "begun_anew", (name, how))


#: What these do to an object stays with it.
STAYING = {"update", "fit", "train", "step", "_step", "backward"}


def made_anew(part: Part) -> Iterator[Noticed]:
    """An object is made in every turn of a loop, and what is done to it last is used by nobody."""
    for loop in all_nodes(part):
        if not isinstance(loop, ast.For | ast.While):
            continue
        for made in loop.body:
            match made:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as value):
                    lines = {node.lineno for node in all_nodes(part) if _is_use_of(node, name)}
                    done = _done_last(loop, made, name)
                    inside = all(made.lineno < line <= (done or 0) for line in lines)
                    if done and inside and not any(_is_use_of(n, name) for n in ast.walk(value)):
                        yield Noticed(made.lineno, "made_anew", (name, str(done)))


def _is_use_of(node: ast.AST, name: str) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)


def _done_last(loop: ast.For | ast.While, made: ast.stmt, name: str) -> int | None:
    """Return the line of a loop's block that does something lasting to an object made there."""
    lines = [
        each.lineno
        for each in loop.body[loop.body.index(made) + 1 :]
        if isinstance(each, ast.Expr) and isinstance(each.value, ast.Call)
        if isinstance(each.value.func, ast.Attribute) and path_of(each.value.func.value) == name
        if each.value.func.attr in STAYING
    ]
    return lines[-1] if lines else None


def _adds_to(block: Sequence[ast.stmt], name: str) -> bool:
    """Whether statements of a block itself add to a variable: an inner loop may begin it anew."""
    added = [each.target for each in block if isinstance(each, ast.AugAssign)]
    return any(isinstance(target, ast.Name) and target.id == name for target in added)


def nothing_yet(value: ast.expr) -> str:
    """Say in a word how a value holds nothing yet; "" for what holds something."""
    match value:
        case ast.List(elts=[]):
            return "empty"
        case ast.Constant(value=0 | 0.0):
            return "zero"
    return ""


def emptiness(value: ast.expr) -> str:
    """Say which trap it is if nothing is ever put into this; "" for what holds something."""
    match value:
        case ast.List(elts=[]) | ast.Dict(keys=[]):
            return "never_filled"
        case ast.BinOp(left=ast.List(elts=[ast.Constant(value=None)]), op=ast.Mult()):
            return "never_filled"
        case ast.Call(func=ast.Name(id="list" | "dict"), args=[], keywords=[]):
            return "never_filled"
        case ast.Call(func=ast.Attribute(attr="empty" | "empty_like")):
            return "never_filled"
        case ast.Call(func=ast.Attribute(attr="zeros" | "zeros_like")):
            return "left_zero"
        case ast.ListComp(elt=item):
            return "left_zero" if emptiness(item) == "left_zero" else ""
        case ast.BinOp(left=ast.List(elts=[ast.Constant(value=0 | 0.0)]), op=ast.Mult()):
            return "left_zero"
    return ""


def _given_something(node: ast.AST) -> Iterator[str]:
    """Name what gets a value or an item here, or may get one where it is handed on."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store()):
            yield name
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
            yield name
        case ast.Assign(value=ast.Name(id=name)):
            yield name
    if isinstance(node, ast.Call) and operator_name(node.func) not in READING:
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        yield from (each.id for each in values if isinstance(each, ast.Name))


def hidden_builtin(part: Part) -> Iterator[Noticed]:
    """A variable takes the name of a function of Python's that is called here as well."""
    nodes = all_nodes(part)
    bound = {each.id: each.lineno for each in nodes
             if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}  # fmt: skip
    called = {each.func.id for each in nodes
              if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)}  # fmt: skip
    for name in sorted(bound.keys() & called & BUILTINS):
        yield Noticed(bound[name], "hidden_builtin", (name,))


def foreign_names(part: Part, known: Sequence[str]) -> Iterator[Noticed]:
    """A variable is read that the function neither gets nor makes: `known` are the notebook's."""
    nodes = all_nodes(part)
    own = {each.id for each in nodes if isinstance(each, ast.Name) and not _loads(each)}
    own |= {each.arg for each in nodes if isinstance(each, ast.arg)}
    own |= {each.name for each in nodes if isinstance(each, FUNCTIONS)}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in known and node.id not in own:
            yield Noticed(node.lineno, "foreign_name", (node.id,))
