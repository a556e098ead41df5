"""The names by which the cause of a mutant may be told where no line is left to point to."""

import ast
import builtins
import keyword
import re
from collections import Counter
from typing import TypeGuard

from checker.course.proving.mutants import Mutant
from checker.course.release.parsing import parsed

#: Words in a line of code that are nobody's variables.
NOT_VARIABLES = {*dir(builtins), *keyword.kwlist, "np"}
#: Stands for the name that a statement lacks which should have handed something back.
RETURN = "return"


def forgotten_names(mutant: Mutant) -> list[str]:
    """Name what a left-out statement gave a value to or went through; "return" for what it gave.

    Of another change, name what was used before it and is not used in the whole program any more.
    """
    if mutant.after != "pass":
        used = {node.id for node in ast.walk(parsed(mutant.text)) if _is_use(node)}
        return [name for name in _words(mutant.before) if name not in used]
    try:
        (statement,) = parsed(mutant.before).body
    except (SyntaxError, ValueError):
        return [*_of_head(mutant.before), *_given_less_often(mutant)]
    match statement:
        case ast.Return():
            return [RETURN]
        case ast.Assign(targets=targets):
            return [name for target in targets for name in _names(target)]
        case (
            ast.AugAssign(target=target)
            | ast.Expr(value=ast.Call(func=ast.Attribute(value=target)))
        ):
            return _names(target)
    return []


def _given_less_often(mutant: Mutant) -> list[str]:
    """Name what gets a value in a left-out block, beside what it gets elsewhere."""
    before, after = (
        Counter(node.id for node in ast.walk(parsed(text)) if isinstance(node, ast.Name)
                and isinstance(node.ctx, ast.Store))
        for text in (mutant.original, mutant.text)
    )  # fmt: skip
    return sorted(before - after)


def _is_use(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _words(line: str) -> list[str]:
    """Return the variables in a line, in their order, whether or not it is a whole statement."""
    found = dict.fromkeys(re.findall(r"(?<![\w.\"'])[A-Za-z]\w*", line))
    return [name for name in found if name not in NOT_VARIABLES]


def _of_head(line: str) -> list[str]:
    """Name what the head of a loop goes through, or what a condition looks at."""
    return _words(line) if line.endswith(":") else []


def _names(target: ast.expr) -> list[str]:
    """Return the names that a target stands for: `b` of `self.b[0]`, and the key of an entry."""
    match target:
        case ast.Tuple(elts=items) | ast.List(elts=items):
            return [name for item in items for name in _names(item)]
        case ast.Subscript(value=value, slice=ast.Constant(value=str() as key)):
            return [*_names(value), key]
        case ast.Subscript(value=value):
            return _names(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return [name]
    return []
