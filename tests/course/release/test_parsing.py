"""The parser may be asked by many threads, as when several exercises are compiled at once."""

import ast
from concurrent.futures import ThreadPoolExecutor

import pytest

from checker.course.release.parsing import parsed

DEEP = "x = " + "(" * 40 + "1" + " + 1)" * 40


def test_many_threads():
    """Each gets the tree of its own text."""
    texts = [f"{DEEP} + {number}\n" * 20 for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        trees = list(threads.map(parsed, texts))
    assert [ast.unparse(tree) for tree in trees] == [ast.unparse(ast.parse(each)) for each in texts]


def test_what_is_no_program():
    """It is refused, and the next is not."""
    with pytest.raises(SyntaxError):
        parsed("def")
    assert parsed("1").body
