"""The top level of a cell, in the order in which it runs: what it binds, and what it reads first.

A variable that a cell sets before it reads it, such as that of a loop, is the cell's own affair:
no other cell is needed for it. What functions and classes read is not looked at here.
"""

import ast
from collections.abc import Sequence

#: Stands for whatever `from module import *` may bind.
ANYTHING = "*"


def imported(statement: ast.AST) -> set[str]:
    """List the names that an import statement binds; none for any other statement."""
    if not isinstance(statement, (ast.Import, ast.ImportFrom)):
        return set()
    return {alias.asname or alias.name.partition(".")[0] for alias in statement.names}


class TopLevel(ast.NodeVisitor):
    """Collects, statement after statement, the names of a cell's top level.

    `binds` are the names that the latest statement binds, `reads` those that it reads and no
    statement before it has bound, and `changes` those of whose values it may change a part: it
    writes an item or an attribute, or calls a method and keeps nothing of what that gives.
    `functions` are those of `binds` that it defines as functions or classes, and `uses` is all
    that it reads.
    """

    def __init__(self) -> None:
        self._own: set[str] = set()
        self._begin()

    def _begin(self) -> None:
        self.binds: set[str] = set()
        self.changes: set[str] = set()
        self.functions: set[str] = set()
        self.reads: set[str] = set()
        self.uses: set[str] = set()

    def take(self, statement: ast.stmt) -> None:
        """Go on with the next statement."""
        self._begin()
        self.visit(statement)

    def _bind(self, name: str) -> None:
        self.binds.add(name)
        self._own.add(name)

    def _define(self, name: str) -> None:
        self.functions.add(name)
        self._bind(name)

    def _visit_all(self, *nodes: ast.AST | Sequence[ast.AST] | None) -> None:
        for node in nodes:
            if isinstance(node, ast.AST):
                self.visit(node)
            else:
                self._visit_all(*node or ())

    def _visit_perhaps(self, *blocks: Sequence[ast.AST]) -> None:
        """Visit blocks of which any may not run: what they bind is not certain afterwards."""
        before = set(self._own)
        for block in blocks:
            self._visit_all(block)
            self._own = set(before)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id)
        else:
            self._read(node.id)

    def _read(self, name: str) -> None:
        self.uses.add(name)
        if name not in self._own:
            self.reads.add(name)

    def _visit_part(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(node)
        self.generic_visit(node)

    def _change(self, part: ast.expr) -> None:
        """Note whose part is changed; what a function gives is not the function's."""
        while isinstance(part, (ast.Attribute, ast.Subscript, ast.Call)):
            inner = part.func if isinstance(part, ast.Call) else part.value
            if isinstance(part, ast.Call) and isinstance(inner, ast.Name):
                return
            part = inner
        if isinstance(part, ast.Name):
            self.changes.add(part.id)

    def visit_Expr(self, node: ast.Expr) -> None:
        call = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(call, ast.Call) and isinstance(call.func, (ast.Attribute, ast.Subscript)):
            self._change(call)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._visit_all(node.value, *node.targets)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._visit_all(node.annotation, node.value, node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self._visit_all(node.value, node.target)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._read(node.target.id)
        if isinstance(node.target, ast.Name) and isinstance(node.op, ast.BitOr):
            self.changes.add(node.target.id)
        self._visit_all(node.value, node.target)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for name in imported(node):
            self._bind(name)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._visit_all(*node.decorator_list, node.args, node.returns)
        self._define(node.name)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all(*node.decorator_list, *node.bases, *node.keywords)
        self._define(node.name)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)

    def visit_If(self, node: ast.If | ast.While) -> None:
        self.visit(node.test)
        self._visit_perhaps(node.body, node.orelse)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self._visit_all(node.iter, node.target, node.body, node.orelse)

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        self._visit_perhaps(node.body, *([each] for each in node.handlers), node.orelse)
        self._visit_all(node.finalbody)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self._visit_all(node.type)
        self._visit_named(node)

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        self._visit_perhaps(*([each] for each in node.cases))

    def _visit_named(self, node: ast.ExceptHandler | ast.MatchAs | ast.MatchStar) -> None:
        if node.name is not None:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest is not None:
            self._bind(node.rest)
        self.generic_visit(node)

    def _visit_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
    ) -> None:
        """Read what a comprehension reads; its own variables are bound nowhere else."""
        names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
        own = {name.id for name in names if isinstance(name.ctx, ast.Store)}
        for name in {name.id for name in names} - own:
            self._read(name)

    # what is treated alike, under the names by which `ast` calls it
    visit_Attribute = visit_Subscript = _visit_part  # noqa: N815
    visit_ImportFrom = visit_Import  # noqa: N815
    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815
    visit_While = visit_If  # noqa: N815
    visit_AsyncFor = visit_For  # noqa: N815
    visit_MatchAs = visit_MatchStar = _visit_named  # noqa: N815
    visit_TryStar = visit_Try  # noqa: N815
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension  # noqa: N815
