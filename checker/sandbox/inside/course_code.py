"""The course's own code, run before a student's: of its imports and definitions what is needed."""

import ast
from collections.abc import Collection
from functools import lru_cache

from checker.sandbox.inside.analysis import Statement, analyse

#: The name under which the course's own code runs, as a cell's runs under the cell's id.
COURSE = "setup"


def course_code(setup: str, names: Collection[str]) -> list[Statement]:
    """List those imports and definitions of the course's own code that bind a needed name.

    The others cost time. What a definition reads is needed too.
    """
    wanted, chosen = set(names), dict[int, Statement]()
    statements = dict(enumerate(course_statements(setup)))
    while new := {at: each for at, each in statements.items() if each.binds & wanted}:
        chosen |= new
        wanted |= set().union(*(each.loads for each in new.values()))
        statements = {at: each for at, each in statements.items() if at not in new}
    return [chosen[at] for at in sorted(chosen)]


@lru_cache(maxsize=4)
def course_statements(setup: str) -> tuple[Statement, ...]:
    """Return the imports and definitions of the course's own code, each ready to be run."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    return tuple(each for each in analyse(COURSE, setup) if isinstance(each.tree, kinds))


def course_modules(setup: str) -> set[str]:
    """Name what the course's own code imports."""
    return {name for each in course_statements(setup) if each.is_import for name in each.binds}
