"""Traps of what is done in turn: sums that begin once, and conditions that are met one by one."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.noticed_names import emptiness, nothing_yet
from checker.sandbox.inside.trap import Noticed, all_nodes, begun

#: What empties a list or an array where it stands.
EMPTYING = {"fill", "clear"}


def begun_once(part: Part) -> Iterator[Noticed]:
    """What an inner loop adds up begins before the outer one, each turn of which uses it."""
    for outer in all_nodes(part):
        if not isinstance(outer, ast.For | ast.While):
            continue
        before = _begun_before(part, outer.lineno)
        again = {name for statement in outer.body for name in _given_anew(statement)}
        for inner in outer.body:
            if isinstance(inner, ast.For | ast.While):
                behind = outer.body[outer.body.index(inner) + 1 :]
                used = {each.id for each in _names(behind) if isinstance(each.ctx, ast.Load)}
                for name in dict.fromkeys(_added_to(inner)):
                    if name in before and name in used and name not in again:
                        lines = str(outer.lineno), str(inner.lineno)
                        yield Noticed(before[name], "begun_once", (name, *lines))


def _begun_before(part: Part, line: int) -> dict[str, int]:
    """Name what begins empty or at 0 before a line, with the line where it does."""
    found = {}
    for node in all_nodes(part):
        if isinstance(node, ast.Assign) and node.lineno < line:
            for name, value in begun(node):
                if nothing_yet(value) or emptiness(value):
                    found[name] = node.lineno
    return found


def _given_anew(statement: ast.stmt) -> Iterator[str]:
    """Name what a statement, or one in it, gives a new value to, in whole or in place."""
    for node in ast.walk(statement):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) if not _is_added_in(statement, node):
                yield name
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
                yield name
            case ast.AugAssign(target=ast.Name(id=name), op=ast.Mult()):
                yield name
            case ast.Call(func=ast.Attribute(value=owner, attr=what)) if what in EMPTYING:
                yield path_of(owner)


def _is_added_in(statement: ast.stmt, target: ast.Name) -> bool:
    return any(_sum_of(node) is target for node in ast.walk(statement))


def _sum_of(node: ast.AST) -> ast.expr | None:
    """Return what a statement adds to, as `g += x` or as `g = g + x`, but for what it counts."""
    match node:
        case ast.AugAssign(target=target, op=ast.Add(), value=value):
            return None if isinstance(value, ast.Constant) else target
        case ast.Assign(
            targets=[ast.Name(id=name) as target], value=ast.BinOp(op=ast.Add()) as sum_
        ):
            both = sum_.left, sum_.right
            return target if any(path_of(each) == name for each in both) else None
    return None


def _added_to(loop: ast.For | ast.While) -> Iterator[str]:
    """Name what a loop adds to, but for what it counts, and for entries: each turn has its own."""
    for node in ast.walk(loop):
        match node:
            case ast.AugAssign() | ast.Assign():
                if isinstance(target := _sum_of(node), ast.Name):
                    yield target.id
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append")):
                yield name


def _names(statements: Sequence[ast.AST]) -> Iterator[ast.Name]:
    for statement in statements:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name):
                yield node


#: What these make can be gone through once; `minibatches` yields, too.
GONE_THROUGH = {"zip", "map", "filter", "enumerate", "reversed", "iter", "minibatches"}


def gone_through(part: Part) -> Iterator[Noticed]:
    """Each turn of a loop goes through what was made before it, and can be gone through once."""
    for outer in all_nodes(part):
        if isinstance(outer, ast.For | ast.While):
            made = dict(_made_to_go_through(part, outer.lineno))
            anew = {name for statement in outer.body for name in _given_anew(statement)}
            loops = [
                each for each in ast.walk(outer) if isinstance(each, ast.For | ast.comprehension)
            ]
            through = [each.iter for each in loops if each is not outer]
            for name in {each.id for each in _names(through)} & made.keys() - anew:
                yield Noticed(made[name], "gone_through", (name, str(outer.lineno)))


def _made_to_go_through(part: Part, line: int) -> Iterator[tuple[str, int]]:
    for node in all_nodes(part):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if node.lineno < line:
                called = isinstance(value, ast.Call) and path_of(value.func) in GONE_THROUGH
                if called or isinstance(value, ast.GeneratorExp):
                    yield name, node.lineno


def if_for_elif(part: Part) -> Iterator[Noticed]:
    """One value is compared twice in a row, and `else` of the second also meets the first."""
    for node in all_nodes(part):
        block = getattr(node, "body", None)
        for one, other in pairwise(block if isinstance(block, list) else []):
            match one, other:
                case ast.If(orelse=[]), ast.If(orelse=[*_, last]):
                    tests = _compared(one.test), _compared(other.test)
                    shared = _bound(one.body) & _bound([last])
                    leaves = isinstance(one.body[-1], ast.Return | ast.Continue | ast.Break)
                    if tests[0] and tests[0] == tests[1] and shared and not leaves:
                        names = min(shared), str(one.lineno)
                        yield Noticed(other.lineno, "if_for_elif", names)


def _compared(test: ast.expr) -> str:
    """Return what is compared with a word or a number, if that is what a condition does."""
    match test:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[ast.Constant()]):
            return path_of(left)
    return ""


def _bound(statements: Sequence[ast.stmt]) -> set[str]:
    return {each.id for each in _names(statements) if isinstance(each.ctx, ast.Store)}
