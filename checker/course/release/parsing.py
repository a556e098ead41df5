"""Python's parser, for one thread at a time: in Python 3.11 two at once end in a SystemError."""

import ast
from threading import Lock
from typing import Any

_ONE = Lock()


def parsed(source: str) -> ast.Module:
    """Take the text of a program apart.

    Raises
    ------
    SyntaxError
        If it is none.
    """
    with _ONE:
        return ast.parse(source)


def literal(text: str) -> Any:
    """Give the value that a text of numbers, lists and the like stands for.

    Raises
    ------
    SyntaxError, ValueError
        If it stands for none.
    """
    with _ONE:
        return ast.literal_eval(text)
