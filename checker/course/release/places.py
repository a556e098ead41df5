"""Where in a file of exercises something stands, so that each fault is named by its own line."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import cached_property
from inspect import unwrap
from pathlib import Path
from traceback import FrameSummary

from checker.course.release.parsing import parsed
from checker.documents.sources import source_text
from checker.exercises import Exercise, Misconception


class Places:
    """The places of exercises and of their parts, each as `file:line`.

    What cannot be found, because it is computed, stands where that stands which it is a part of.
    """

    def __init__(self, path: Path):
        self._path = path

    def at(self, line: int) -> str:
        """Return the place of a line."""
        return f"{self._path}:{line}"

    @cached_property
    def tree(self) -> ast.Module:
        """The file's syntax tree."""
        return parsed(source_text(self._path))

    def of_list(self, name: str, *steps: str | int, row: int = 0) -> str:
        """Return the place of a list or dictionary at the top of the file, or of what it holds.

        The steps lead there: the number of an item, or its key; `row` is one of its text.
        """
        values = (_assigned(statement, name) for statement in self.tree.body)
        node = next((value for value in values if value is not None), None)
        for step in steps:
            node = (_item(node, step) or node) if node else None
        return self.at(_row(node, row) if node else 1)

    def of_exercise(self, name: str) -> str:
        """Return the place of an exercise's name."""
        call = self._exercise(name)
        return self.at(_first(call).lineno if call else 1)

    def of_field(self, name: str, field: str, row: int = 0) -> str:
        """Return the place of one field of an exercise, or of a row of its text."""
        value = self._field(name, field)
        return self.at(_row(value, row)) if value else self.of_exercise(name)

    def of_hint(self, name: str, number: int) -> str:
        """Return the place of one hint of an exercise, the first of which is 0."""
        hints = self._field(name, "hints")
        if hints and (hint := _item(hints, number)):
            return self.at(hint.lineno)
        return self.of_field(name, "hints")

    def of_misconception(
        self, exercise: Exercise, known: Misconception, row: int | None = None
    ) -> str:
        """Return the place of a misconception, or of a row of the body it gives."""
        within = self._exercise(exercise.name) or self.tree
        calls = [*_calls(within, "Misconception"), *_calls(self.tree, "Misconception")]
        call = next((each for each in calls if _text(_first(each)) == known.id), None)
        if call is None:
            return self.of_exercise(exercise.name)
        value = _keyword(call, "body") if row is not None else None
        return self.at(_row(value, row or 0) if value else call.lineno)

    def of_check(self, exercise: Exercise, name: str) -> str:
        """Return the place of a check, in the function that makes the checks if it is there."""

        def fits(node: ast.expr) -> bool:
            return isinstance(node, ast.Call) and _text(_first(node)) == name

        return self._among_checks(exercise, fits)

    def of_text(self, exercise: Exercise, text: str) -> str:
        """Return the place at which the checks of an exercise hold a text."""
        return self._among_checks(exercise, lambda node: _text(node) == text)

    def of_call(self, frame: FrameSummary) -> ast.Call | None:
        """Return the call that a frame of a traceback was in."""
        where = (frame.lineno, frame.end_lineno, frame.colno, frame.end_colno)
        return next((call for call in _calls(self.tree) if _extent(call) == where), None)

    def _exercise(self, name: str) -> ast.Call | None:
        made = (call for call in _calls(self.tree, "Exercise") if _text(_first(call)) == name)
        return next(made, None)

    def _field(self, name: str, field: str) -> ast.expr | None:
        call = self._exercise(name)
        order = [item.name for item in fields(Exercise)]
        return argument(call, field, order.index(field)) if call else None

    def _among_checks(self, exercise: Exercise, fits: Callable[[ast.expr], bool]) -> str:
        function = self._function(exercise)
        for within in (function, self.tree) if function else (self.tree,):
            found = next(filter(fits, _expressions(within)), None)
            if found is not None:
                return self.at(_first(found).lineno)
        return self.at(function.lineno) if function else self.of_field(exercise.name, "checks")

    def _function(self, exercise: Exercise) -> ast.FunctionDef | ast.Lambda | None:
        code = getattr(unwrap(exercise.checks), "__code__", None)
        functions = (n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.Lambda))
        line = code and code.co_firstlineno
        return next((function for function in functions if function.lineno == line), None)


def argument(call: ast.Call, field: str, place: int) -> ast.expr | None:
    """Return what a call gives for a field, by its name or by position."""
    named = _keyword(call, field)
    return named or (call.args[place] if place < len(call.args) else None)


def _assigned(statement: ast.stmt, name: str) -> ast.expr | None:
    match statement:
        case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
            return value
        case ast.AnnAssign(target=ast.Name(id=found), value=value) if found == name:
            return value
    return None


def _item(node: ast.expr, step: str | int) -> ast.expr | None:
    match node:
        case ast.List(elts=items) | ast.Tuple(elts=items) if isinstance(step, int):
            return items[step] if step < len(items) else None
        case ast.Dict(keys=keys, values=values):
            found = (v for k, v in zip(keys, values, strict=True) if k and _text(k) == step)
            return next(found, None)
    return None


def _calls(within: ast.AST, name: str = "") -> Iterator[ast.Call]:
    for node in ast.walk(within):
        if isinstance(node, ast.Call) and name in ("", callee(node)):
            yield node


def _expressions(within: ast.AST) -> Iterator[ast.expr]:
    return (node for node in ast.walk(within) if isinstance(node, ast.expr))


def callee(call: ast.Call) -> str:
    """Return the name of what is called, without that of its module."""
    return ast.unparse(call.func).rpartition(".")[2]


def _first(node: ast.expr) -> ast.expr:
    """Return a call's name: its first argument, or `name`, or `id`; else the node itself."""
    if not isinstance(node, ast.Call):
        return node
    named = _keyword(node, "name") or _keyword(node, "id")
    return named or (node.args[0] if node.args else node)


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == name), None)


def _text(node: ast.AST) -> str | None:
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) else None


def _row(value: ast.expr, row: int) -> int:
    """Return the line of a row of a text, which only one of as many lines can tell.

    Rows are counted from the first that is not empty.
    """
    text = _text(value) or ""
    last = value.end_lineno or value.lineno
    if last - value.lineno != text.count("\n"):
        return value.lineno
    return value.lineno + len(text) - len(text.lstrip("\n")) + row


def _extent(node: ast.expr) -> tuple[int | None, ...]:
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset
