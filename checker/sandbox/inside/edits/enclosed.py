"""Repairs of what a call encloses: an operation goes into its brackets, or comes out of them."""

import ast
from collections.abc import Iterator

from checker.sandbox.inside.edits.text import Edit, Written

#: Calls of these are no formulas.
NO_FORMULA = {"range", "len", "zip", "enumerate", "list", "tuple", "append", "insert"}


def moved_into(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What is done to a result is done to what goes in: `np.sum(a ** 2)` for `np.sum(a) ** 2`."""
    match node:
        case ast.BinOp(left=ast.Call(args=[inner, *_]) as call, right=right):
            start, end = written.span(inner)
            whole = written.span(node)
            sign = written.between(written.span(call)[1], written.span(right)[0])
            head = written.between(whole[0], start)
            tail = written.between(end, written.span(call)[1])
            rest = written.text(right)
            if sign.count("(") == sign.count(")") == 0:
                yield Edit(*whole, f"{head}{written.text(inner)}{sign}{rest}{tail}")


def moved_out(node: ast.AST, written: Written) -> Iterator[Edit]:
    """What is done to an argument is done to the result: `np.exp(z) / n` for `np.exp(z / n)`."""
    match node:
        case ast.Call(args=[ast.BinOp(left=left, right=right)], keywords=[]):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in NO_FORMULA:
                function = written.between(*written.span(node.func))
                sign = written.between(written.span(left)[1], written.span(right)[0]).strip("() ")
                argument = written.between(*written.span(left))
                yield written.replace(
                    node, f"({function}({argument}) {sign} {written.text(right)})"
                )


def unbracketed(node: ast.AST, written: Written) -> Iterator[Edit]:
    """An operand loses its brackets: `a + b * c` for `(a + b) * c`."""
    if isinstance(node, ast.BinOp):
        for inner in (node.left, node.right):
            if isinstance(inner, ast.BinOp):
                start, end = written.span(inner)
                before, behind = written.data[:start].rstrip(), written.data[end:].lstrip()
                if before.endswith(b"(") and behind.startswith(b")"):
                    close = len(written.data) - len(behind) + 1
                    yield Edit(len(before) - 1, close, written.between(start, end))


def reshaped_and_turned(node: ast.AST, written: Written) -> Iterator[Edit]:
    """A table is filled along its rows and turned: `x.reshape(m, n).T` for `x.reshape(n, m)`."""
    match node:
        case ast.Call(func=ast.Attribute(attr="reshape"), args=[rows, columns]):
            function = written.between(*written.span(node.func))
            turned = f"{written.text(columns)}, {written.text(rows)}"
            yield written.replace(node, f"{function}({turned}).T")
