"""Of what kind a repair is, by which a question about it is chosen."""

import ast

from checker.sandbox.inside.edits.operators import operator_name
from checker.sandbox.inside.edits.text import Written

#: Keywords of a call that have a question of their own.
KEYWORDS = {"axis": "axis", "keepdims": "axis_kept", "dtype": "dtype"}


def kind_of_edit(kind: str, node: ast.AST, written: Written) -> str:
    """Say more exactly what kind a repair is, by where it stands."""
    parent = written.parents.get(node)
    if kind == "constant":
        if isinstance(parent, ast.UnaryOp):
            node, parent = parent, written.parents.get(parent)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return "word"
        if isinstance(parent, ast.keyword):
            return KEYWORDS.get(parent.arg or "", "argument")
        if isinstance(parent, ast.Subscript | ast.Slice):
            return "index"
        if isinstance(parent, ast.Call) and operator_name(parent.func) == "range":
            return "bound"
    if kind == "argument" and isinstance(node, ast.Call):
        said = {keyword.arg for keyword in node.keywords}
        return next((KEYWORDS[name] for name in KEYWORDS if name in said), "argument")
    if kind == "operator" and isinstance(node, ast.Compare | ast.BoolOp):
        return "condition"
    if kind == "too_much" and isinstance(node, ast.BoolOp):
        return "condition"
    return kind
