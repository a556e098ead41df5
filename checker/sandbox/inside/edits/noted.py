"""Edits after which a function tells what its statements compute, and on which lines each rests."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.scopes import Part, path_of
from checker.sandbox.inside.edits.text import Edit, Written

#: By these names an edited function calls who notes a value: of a statement, or within one.
NOTE, NOTE_INNER = "__noted__", "__noted_within__"
KEEPING = {"append", "insert"}
#: What these give is whatever stood in memory.
UNFILLED = {"empty", "empty_like"}
LOADED = (ast.BinOp, ast.Call, ast.UnaryOp, ast.Attribute, ast.Subscript)


def notes_in(part: Part, written: Written) -> Iterator[Edit]:
    """List edits that note the value which each statement binds, keeps or hands back.

    Of a loop they note what it goes through, turn by turn.
    """
    for node in ast.walk(part.function):
        match node:
            case ast.Assign(value=ast.Call(func=func)) if operator_name(func) in UNFILLED:
                pass
            case ast.Assign(targets=[ast.Tuple() as target], value=ast.GeneratorExp()):
                yield _behind(node, target, written)
            case ast.Assign(value=ast.expr() as value) | ast.Return(value=ast.expr() as value):
                yield _wrapped(node.lineno, value, written)
            case ast.For(iter=items):
                yield _wrapped(node.lineno, items, written, f"{NOTE}.items")
            case ast.AnnAssign(value=ast.expr() as value):
                yield _wrapped(node.lineno, value, written)
            case ast.AugAssign(target=target):
                yield _behind(node, _whole(target, written), written)
            case ast.Expr(value=ast.Call(func=func, args=[*_, value])):
                if operator_name(func) in KEEPING:
                    yield _wrapped(node.lineno, value, written)


def _whole(target: ast.expr, written: Written) -> ast.expr:
    """Return the array of which a statement changes a part, if it was whole before.

    In a loop one is filled part by part, so that nothing is known of the others yet.
    """
    match target:
        case ast.Subscript(value=ast.Name() as array) if not _is_in_a_loop(target, written):
            return array
    return target


def _is_in_a_loop(node: ast.AST, written: Written) -> bool:
    around = written.parents.get(node)
    while around is not None and not isinstance(around, ast.For | ast.While):
        around = written.parents.get(around)
    return around is not None


def _wrapped(line: int, value: ast.expr, written: Written, note: str = NOTE) -> Edit:
    start, end = written.span(value)
    return Edit(start, end, f"{note}({line}, ({written.between(start, end)}))")


def _behind(node: ast.stmt, target: ast.expr, written: Written) -> Edit:
    """Note behind a statement what its target has become."""
    _, end = written.span(node)
    return Edit(end, end, f"; {NOTE}({node.lineno}, ({written.between(*written.span(target))}))")


class NotedWithin(ast.NodeTransformer):
    """Has whatever is computed within the statements of a function noted, too."""

    def visit(self, node: ast.AST) -> ast.AST:
        """Wrap what is computed, from the inside."""
        whole: ast.AST = super().visit(node)
        loaded = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        if not isinstance(whole, LOADED) or not loaded:
            return whole
        name = ast.copy_location(ast.Name(NOTE_INNER, ast.Load()), whole)
        return ast.copy_location(ast.Call(name, [whole], []), whole)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leave what is called as it is, but for what it is called on."""
        node.args = [self.visit(each) for each in node.args]  # type: ignore[misc]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)  # type: ignore[assignment]
        if isinstance(node.func, ast.Attribute):
            node.func.value = self.visit(node.func.value)  # type: ignore[assignment]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave defaults, annotations and decorators as they are."""
        node.body = [self.visit(each) for each in node.body]  # type: ignore[misc]
        return node


@dataclass(frozen=True)
class Sources:
    """The lines on which one line rests, by their values or as those that call its function."""

    rests: set[int] = field(default_factory=set)
    callers: set[int] = field(default_factory=set)


def sources_in(parts: Sequence[Part]) -> dict[int, Sources]:
    """Return on which other lines each line rests: where what it reads gets its value.

    A loop gives its variables their values, and a condition decides what is done at all; a line
    that calls a function of these rests on what that hands back, and what a function is handed
    rests on what the lines read that call it.
    """
    found: dict[int, Sources] = defaultdict(Sources)
    handed = {part.function.name: set(_returns(part)) for part in parts}
    of_owners: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for part in parts:
        for name, line in _bindings(part.function):
            if name.startswith("self."):
                of_owners[part.owner][name].add(line)
    calls = _calls(parts)
    for part in parts:
        bound: dict[str, set[int]] = defaultdict(set, of_owners[part.owner])
        for name, line in _bindings(part.function):
            bound[name] = bound[name] | {line}
        arguments = set(_arguments(part))
        for line, conditions in _decided(part.function).items():
            found[line].rests.update(conditions - {line})
        for statement, node in _statements(part.function):
            own = found[statement.lineno]
            for name in _reads(node):
                known = bound.get(name, set()) | handed.get(name.removeprefix("self."), set())
                own.rests.update(known)  # its own line, too: what an earlier turn has left there
                own.callers.update(calls[part.function.name] if name in arguments else ())
    for part in parts:
        _hand_over(part, found)
    return found


def _hand_over(part: Part, found: Mapping[int, Sources]) -> None:
    """Let the lines of a function rest on what those read that call it."""
    inner = set(range(part.first_line, part.last_line + 1))
    for line in found.keys() & inner:
        for caller in found[line].callers & found.keys():
            found[line].rests.update(found[caller].rests - inner)


def _calls(parts: Sequence[Part]) -> dict[str, set[int]]:
    """Return on which lines each function is called."""
    calls: dict[str, set[int]] = defaultdict(set)
    for part in parts:
        for statement, head in _statements(part.function):
            for node in ast.walk(head):
                if isinstance(node, ast.Call):
                    calls[operator_name(node.func)].add(statement.lineno)
    return calls


def _arguments(part: Part) -> list[str]:
    given = part.function.args
    return [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def _returns(part: Part) -> Iterator[int]:
    for node in ast.walk(part.function):
        if isinstance(node, ast.Return):
            yield node.lineno


def _statements(function: ast.AST) -> Iterator[tuple[ast.stmt, ast.AST]]:
    """List statements, each with all that is computed in it, or in its head if it holds others."""
    for node in ast.walk(function):
        match node:
            case ast.For(iter=head) | ast.While(test=head) | ast.If(test=head):
                yield node, head
            case ast.Assign(targets=targets, value=value):
                yield from ((node, each) for each in (value, *map(_place, targets)))
            case ast.Expr(value=ast.Call(func=ast.Attribute(attr=name), args=args)) if (
                name in KEEPING
            ):
                yield from ((node, each) for each in args)
            case ast.stmt() if not hasattr(node, "body"):
                yield node, node


def _decided(function: ast.AST) -> dict[int, set[int]]:
    """Return the lines of the conditions that decide whether a line is come to."""
    found: dict[int, set[int]] = defaultdict(set)
    for node in ast.walk(function):
        if isinstance(node, ast.If):
            inner = (each for part in (*node.body, *node.orelse) for each in ast.walk(part))
            for line in {each.lineno for each in inner if isinstance(each, ast.stmt)}:
                found[line].add(node.lineno)
    return found


def _place(target: ast.expr) -> ast.expr:
    """Return what says where a value goes: what goes there does not depend on what stood there."""
    return target.slice if isinstance(target, ast.Subscript) else target


def _reads(node: ast.AST) -> set[str]:
    loads = (each for each in ast.walk(node) if isinstance(getattr(each, "ctx", None), ast.Load))
    read = {path_of(each) for each in loads}
    if isinstance(node, ast.AugAssign):
        read.add(_root(node.target))
    return read - {""}


def _bindings(function: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(function):
        match node:
            case ast.Assign(targets=targets):
                yield from ((name, node.lineno) for each in targets for name in _bound(each))
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                yield from ((name, node.lineno) for name in _bound(target))
            case ast.For(target=target):
                yield from ((name, node.lineno) for name in _bound(target))
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner))):
                yield from ((name, node.lineno) for name in _bound(owner))


def _bound(target: ast.expr) -> list[str]:
    if isinstance(target, ast.Tuple | ast.List):
        return [name for item in target.elts for name in _bound(item)]
    name = _root(target)
    return [name] if name else []


def _root(node: ast.expr) -> str:
    """Return the variable that a target is a part of: `grads` of `grads[0]`."""
    while isinstance(node, ast.Subscript | ast.Starred):
        node = node.value
    return path_of(node)
