"""Statements that fail at the top level of a cell are passed over in a rehearsal, as in grading.

There one statement's failure is not the cell's: those after it run, and what stands for a package
that lacks is bound in its place. A kernel does not do so by itself, so a first cell teaches it,
and what was passed over is read from what cells put out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checker.records import Cell

_SAYS = "passed over by a rehearsal: "
_TAUGHT = f"""
def _teach():
    import ast, builtins, sys

    class PassesOver(ast.NodeTransformer):
        def visit_Module(self, tree):
            last = len(tree.body) - 1
            tree.body = [
                statement if is_left(statement, at == last) else guarded(statement)
                for at, statement in enumerate(tree.body)
            ]
            return tree

    def is_left(statement, is_last):
        from_future = isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
        return from_future or (is_last and isinstance(statement, ast.Expr))

    def guarded(statement):
        line, text = statement.lineno, ""
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            text = ast.unparse(statement)
        call = f"_passed_over({{line}}, {{text!r}})"
        attempt = ast.parse(f"try:\\n pass\\nexcept Exception:\\n {{call}}").body[0]
        for node in ast.walk(attempt):
            ast.copy_location(node, statement)
        attempt.body = [statement]
        return ast.fix_missing_locations(attempt)

    def passed_over(line, imported):
        print("\\n{_SAYS}", line, sys.exc_info()[0].__name__)
        if imported:
            from checker.sandbox.inside.lacking import stand_ins, what_lacks
            lacks = what_lacks(sys.exc_info()[1])
            standing = stand_ins(ast.parse(imported).body[0], lacks) if lacks else {{}}
            for name, thing in standing.items():
                get_ipython().user_ns.setdefault(name, thing)

    builtins._passed_over = passed_over
    get_ipython().ast_transformers.append(PassesOver())

_teach()
del _teach
"""
TEACHES = Cell("rehearsal-begins", "code", _TAUGHT)
#: How an exception is called that a kernel raises where nobody can type.
_NOBODY_TYPES = "StdinNotImplementedError"


def what_was_passed_over(
    cells: Sequence[Cell], outputs: Mapping[str, Sequence[Any]]
) -> Iterator[str]:
    """Say, one clause each, which lines of which cells were passed over, and why."""
    for cell in cells:
        lines = cell.source.split("\n")
        for output in outputs.get(cell.id, ()):
            for said in str(output.get("text", "")).split("\n"):
                words = said.removeprefix(_SAYS).split()
                if said.startswith(_SAYS) and len(words) == 2 and words[0].isdecimal():
                    number = int(words[0])
                    line = lines[number - 1].strip() if number <= len(lines) else ""
                    yield f"passed over line {number} of {cell.id}, “{line}”: {_why(words[1])}"


def _why(kind: str) -> str:
    if kind == _NOBODY_TYPES:
        return "nobody answers input() here; leave this line out if nothing needs it"
    if kind == ModuleNotFoundError.__name__:
        return "this Python has no such package; leave this line out if nothing needs it"
    return f"it ended in {kind}"
