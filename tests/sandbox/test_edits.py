"""Which edits are tried of a student's function, by what they make of one line."""

import ast
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.sandbox.inside.edits.disturbed import shaken
from checker.sandbox.inside.edits.noted import sources_in
from checker.sandbox.inside.edits.repairs import repairs_of
from checker.sandbox.inside.edits.scopes import names_in, parts_of
from checker.sandbox.inside.edits.text import Written, applied

HEAD = "def f(a, b, zs):"


def repairs(*lines, run=None):
    """Give the repairs of a function with these lines, and its text."""
    text = "\n".join([HEAD, *(f"    {line}" for line in lines), ""])
    written = Written(text, ast.parse(text))
    every = set(range(1, len(lines) + 2))
    return text, repairs_of(written, parts_of(written.tree), every if run is None else run)


def repaired(*lines):
    """Give what the repairs make of a function's lines, with the kind of each."""
    text, found = repairs(*lines)
    made = ((each.kind, applied(text, each.edits)) for each in found)
    return {(kind, "; ".join(line.strip() for line in new.split("\n")[1:-1])) for kind, new in made}


@pytest.mark.parametrize(
    ("line", "kind", "after"),
    [
        ("return a * b", "operator", "return a @ b"),
        ("return a > 0", "condition", "return a <= 0"),
        ("return zs[a:b]", "bound", "return zs[a:a + b]"),
        ("return zs[0:b]", "bound", "return zs[-b:]"),
        ("return (a + b) * zs", "brackets", "return a + b * zs"),
        ("return a if b == None else zs", "condition", "return a if b is None else zs"),
        ("return a[0] * b", "index", "return a * b"),
        ("return np.argmax(a, axis=0)", "call", "return a"),
        ("return np.max(a)", "sibling", "return np.argmax(a)"),
        ("return b - a", "order", "return a - b"),
        ("return np.dot(a, b)", "order", "return np.dot(b, a)"),
        ("return a", "sign", "return (-a)"),
        ("return a * b", "too_much", "return a"),
        ("return a * b", "name", "return a * zs"),
        ("return a", "factor", "return a * (1 - b)"),
        ("return a", "factor", "return a / b.shape[1]"),
        ("return a.sum(axis=0)", "axis", "return a.sum(axis=1)"),
        ("return np.sum(a)", "axis", "return np.sum(a, axis=0, keepdims=True)"),
        ("return sum(a)", "axis", "return np.sum(a, axis=1)"),
        ("return np.argmax(a)", "axis", "return np.argmax(a, axis=0)"),
        ("return a.sum(axis=0)", "axis_kept", "return a.sum(axis=0, keepdims=True)"),
        ("c = np.asarray(a)", "copy", "c = np.asarray(a).copy()"),
        ("return zs[0]", "index", "return zs[-1]"),
        ("return zs[a]", "index", "return zs[a - 1]"),
        ("return zs[a]", "name", "return b[a - 1]"),
        ("return range(a)", "bound", "return range(1, a)"),
        ("return a", "transpose", "return a.T"),
        ("return a.T", "transpose", "return a"),
        ("return [c for c in a]", "transpose", "return [c for c in a.T]"),
        ("return rng.normal(b, size=a)", "argument", "return rng.normal(0, b, size=a)"),
        ("return np.sum(a)", "sibling", "return np.mean(a)"),
        ("return np.max(a)", "sibling", "return np.sum(a)"),
        ("return 2.718 * a", "constant", "return 2.718281828459045 * a"),
        ("return 2.0**a", "constant", "return 2.718281828459045**a"),
        ("return 3.14 * a", "constant", "return 3.141592653589793 * a"),
        ("return np.exp(a)", "call", "return a"),
        ("return np.maximum(a, 0)", "call", "return a"),
        ("c = (2, a)", "called", "c = np.zeros((2, a))"),
        ("return np.sum(a - b) ** 2", "brackets", "return np.sum((a - b) ** 2)"),
        ("return np.exp(a / b)", "brackets", "return (np.exp(a) / b)"),
        ("return a.reshape(b, 3)", "transpose", "return a.reshape(3, b).T"),
        ("return a / (1 + b)", "power", "return a / (((1 + b) ** 2))"),
        ("return sigmoid_prime(a)", "slope", "return (a * (1 - a))"),
        ("return np.zeros(a, dtype=int)", "dtype", "return np.zeros(a)"),
        ("return np.zeros_like(a)", "dtype", "return np.zeros_like(a, dtype=float)"),
        ("c = a", "copy", "c = a.copy()"),
        ("a *= 2", "copy", "a = a * 2"),
        ("c = d = []", "copy", "c = []; d = []"),
        ("c = a", "added_up", "c += a"),
        ("c += a", "added_up", "c = a"),
        ("print(a)", "returned", "return a"),
        ("return a / b + zs", "brackets", "return a / (b + zs)"),
        ("return a", "name", "return b"),
        ("return a - b.reshape(-1, 1)", "shape", "return a - b"),
        ("return a - b", "shape", "return a - b.reshape(-1, 1)"),
        ("c, d = g(a)", "order", "d, c = g(a)"),
        ("for c, d in zs: pass", "order", "for d, c in zs: pass"),
        ("c = a * (b + 1)", "order", "c = b * (a + 1)"),
        ("return a * b * zs", "together", "return (a * (b + zs))"),
        ("return a + b, a + zs", "operator", "return a * b, a * zs"),
        ("return 1 - a", "called", "return 1 - np.exp(a)"),
        ("return a * g(b)", "called", "return g(a) * g(b)"),
        ("return len(a)", "count", "return a.shape[1]"),
        ("return np.dot(a.T, b)", "product", "return (a * b)"),
        ("return np.multiply(a, b, 1 - b)", "product", "return (a * b * (1 - b))"),
        ("return 1 - np.tanh(a)", "factor", "return 1 - np.tanh(a * 0.5)"),
        ("c = 2 * a / len(b)", "too_much", "c = a"),
    ],
)
def test_repair_of_one_line(line, kind, after):
    """The kind of edit is tried, and makes this of the line."""
    assert (kind, after) in repaired(line)


def test_statement_that_stands_elsewhere():
    """A statement is tried later, earlier, outside of its loop, and in the loop before it."""
    made = {new for kind, new in repaired("a = 1", "for c in b:", "    c = a", "    return c")}
    assert "a = 1; for c in b:; c = a; return c" in made  # only its indentation has changed
    assert "for c in b:; c = a; return c; a = 1" in {
        new.replace("; ; ", "; ").removeprefix("; ")
        for _, new in repaired("a = 1", "for c in b:", "    c = a", "    return c")
    }


def test_function_called_once_behind_a_loop():
    """It is called in each turn of the loop, of what the loop gives last."""
    made = repaired("for c in zs:", "    a = c @ a", "return g(a)")
    assert ("each_turn", "for c in zs:; a = g(c @ a); return a") in made
    added = repaired("for c in zs:", "    a = c @ a", "    a += b", "return g(a)")
    assert ("each_turn", "for c in zs:; a = c @ a; a += b; a = g(a); return a") in added
    other = repaired("for c in zs:", "    b = c @ a", "return g(a)")
    assert "each_turn" not in {kind for kind, _ in other}


@pytest.mark.parametrize(
    "line", ["c = np.asarray(a, dtype=float)", "c, d = a.shape", "c = len(a)", "c = a.copy()"]
)
def test_line_that_only_takes_in(line):
    """No factor, term or power is missing where an argument is taken in or counted."""
    lacking = {new for kind, new in repaired(line, "return b * c") if kind in {"factor", "term"}}
    assert lacking
    assert {new.split("; ")[0] for new in lacking} == {line}


def test_variable_that_is_made_of_the_one_that_is_meant():
    """Too much is done where it is made, and nothing is wrong where it is used."""
    made = repaired("c = 2 * a / 3", "return c * b")
    assert ("too_much", "c = a; return c * b") in made
    assert ("name", "c = 2 * a / 3; return a * b") not in made
    assert ("name", "c = 2 * a / 3; return zs * b") in made
    twice = repaired("c = 2 * a / 3", "return c * b + c")
    assert ("name", "c = 2 * a / 3; return a * b + c") in twice


def test_same_slip_at_two_places():
    """What is handed to one function is exchanged in both of its calls at once."""
    line = "return slope_prime(a) + slope_prime(b)"
    assert ("slope", "return (a * (1 - a)) + (b * (1 - b))") in repaired(line)


def test_slip_in_two_lines_that_differ_by_a_number():
    """What is forgotten in one line is added in its twin as well, with the twin's number."""
    made = repaired("w1, w2 = zs", "d1 = a * w1", "d2 = a * w2", "return d1 + d2")
    assert ("factor", "w1, w2 = zs; d1 = (a * w1) * w1; d2 = (a * w2) * w2; return d1 + d2") in made


def test_axis_that_is_kept_nowhere():
    """Two functions along an axis keep it at once, whatever they are."""
    made = repaired("c = np.exp(a - np.max(a, axis=0))", "return c / c.sum(axis=0)")
    kept = (
        "c = np.exp(a - np.max(a, axis=0, keepdims=True)); return c / c.sum(axis=0, keepdims=True)"
    )
    assert ("axis_kept", kept) in made


def test_variable_taken_for_another_in_all_of_a_line():
    """A variable is exchanged wherever it stands in one line, and nowhere else."""
    made = repaired("c = a * (1 - a)", "return a * (1 - a)")
    assert ("name", "c = b * (1 - b); return a * (1 - a)") in made


def test_argument_handed_on():
    """A function that is called gets what came in by an argument with a default."""
    text = "def f(a, act=g):\n    return h(a)\n"
    written = Written(text, ast.parse(text))
    found = repairs_of(written, parts_of(written.tree), {1, 2})
    assert ("argument", "def f(a, act=g):\n    return h(a, act=act)\n") in {
        (each.kind, applied(text, each.edits)) for each in found
    }


@pytest.mark.parametrize(
    ("lines", "back"),
    [
        (["c = zs[i]", "zs[i] = c + b", "d = a(zs)", "zs[i] = c - b", "e = a(zs)"], "= c"),
        (["zs[i] += b", "d = a(zs)", "zs[i] -= 2 * b", "e = a(zs)"], "+= 0 - b + (2 * b)"),
    ],
)
def test_changed_entry_is_put_back(lines, back):
    """Behind the line after its last change an entry gets its old value again."""
    made = repaired("for i in a:", *(f"    {line}" for line in lines))
    assert ("put_back", f"{'; '.join(['for i in a:', *lines])}; zs[i] {back}") in made


def test_inner_factor_of_each_term():
    """Of each call the factor is meant that stands in its own brackets."""
    made = repaired("return g(a * zs) + g(b * zs)")
    assert ("factor", "return (g(a * zs) * a) + (g(b * zs) * b)") in made


def test_lines_that_do_not_run():
    """What did not run when the question was asked is left as it is."""
    text, found = repairs("if a:", "    return a * b", "return b", run={2, 4})
    lines = {Written(text, ast.parse(text)).line(edit) for each in found for edit in each.edits}
    assert 3 not in {line for each in found if each.kind != "moved" for line in lines} - {2, 4}


def test_names_of_a_method():
    """Attributes of the object are variables from the start, its methods are none."""
    text = "class C:\n    def f(self, x):\n        y = self.w * x\n        return self.g(y)\n"
    (part,) = parts_of(ast.parse(text))
    assert names_in(part) == {"x": 0, "y": 3, "self.w": 0}


def test_names_that_have_no_value_yet():
    """A variable stands for another only where it has a value; in a loop, an old one."""
    before = {new for _, new in repaired("c = a", "d = b", "return c")}
    assert not any("c = d" in new for new in before)
    inside = {new for _, new in repaired("for e in zs:", "    c = a", "    d = b")}
    assert any("c = d" in new for new in inside)


PIECES = st.sampled_from(
    ["a", "b", "zs[0]", "a.T", "np.sum(a)", "len(b)", "(a + b)", "-a", "np.dot(a, b.T)", "2", "x"]
)
LINES = st.builds("{} {} {}".format, PIECES, st.sampled_from(["+", "-", "*", "@", "/"]), PIECES)


@settings(max_examples=20)
@given(st.lists(st.builds("c = {}".format, LINES), min_size=1, max_size=4))
def test_drawn_functions(lines):
    """No two edits of a repair overlap, each lies in the function, and each changes its text."""
    text, found = repairs(*lines, "return c")
    size = len(text.encode())
    for repair in found:
        edits = sorted(repair.edits)
        assert all(0 <= edit.start <= edit.end <= size for edit in edits)
        assert all(one.end <= other.start for one, other in pairwise(edits))
        assert applied(text, edits).startswith(HEAD)


@pytest.mark.parametrize(
    "after",
    [
        "z = 0; for i in a:; ; z += zs[i]; return z",
        "; for i in a:; n = 0; z = 0; z += zs[i]; return z",
    ],
)
def test_where_a_loop_begins(after):
    """Its first statement may stand before it, and the one before it inside."""
    lines = ("n = 0", "for i in a:", "    z = 0", "    z += zs[i]", "return z")
    assert ("moved", after if after.startswith(";") else f"n = 0; {after}") in repaired(*lines)


@pytest.mark.parametrize(
    ("line", "kind", "after"),
    [
        ("return a * b", "term", "return (zs - a) * b"),
        ("return a", "term", "return (1 - a)"),
        ("return np.sum(a)", "factor", "return np.sum((a * b))"),
        ("return a + b", "factor", "return (zs @ a) + b"),
        ("c = a", "factor", "c = a * b * zs"),
        ("return a.argmax() == b", "called", "return a.argmax() == b.argmax()"),
        ("return np.exp(a) - b", "called", "return np.exp(a) - np.exp(b)"),
        ("return a > b", "called", "return np.mean(a > b)"),
        ('return zs["one"], zs["two"]', "word", 'return zs["two"], zs["two"]'),
    ],
)
def test_lost_operand(line, kind, after):
    """What has been left out is put back, made of the function's own names and words."""
    assert (kind, after) in repaired(line)


def test_loop_from_the_end():
    """A loop may have to run from the last to the first."""
    made = repaired("for c in zs:", "    a = c")
    assert ("bound", "for c in reversed(list(zs)):; a = c") in made


def test_lines_that_matter():
    """Where it is known which lines something is wrong in, all repairs touch one of these."""
    text = f"{HEAD}\n    c = a * b\n    d = c * a\n    return c - d\n"
    written = Written(text, ast.parse(text))
    found = repairs_of(written, parts_of(written.tree), {2, 3, 4}, within={3})
    assert found
    assert all(3 in map(written.line, each.edits) for each in found)
    assert any({2, 3} == set(map(written.line, each.edits)) for each in found)


def test_names_of_a_comprehension():
    """They may be used in the item that stands before them."""
    assert ("factor", "return [(p * q) for p, q in zip(a, b)]") in repaired(
        "return [p for p, q in zip(a, b)]"
    )


def test_sources():
    """A line rests on where its variables, loops, functions and arguments come from."""
    text = (
        "def g(c):\n    return c * 2\n\ndef f(a, b, zs):\n    k = a + b\n    for z in zs:\n"
        "        k += z\n    return g(k)\n"
    )
    sources = sources_in(parts_of(ast.parse(text)))
    assert sources[7].rests == {5, 6, 7}  # it adds to what an earlier turn has left
    assert sources[8].rests == {2, 5, 7}
    assert (sources[2].rests, sources[2].callers) == ({5, 7}, {8})
    assert sources[8].callers == set()


def test_sources_of_what_is_put_somewhere():
    """A value that goes into a list or an array does not depend on what is there already."""
    text = "def f(a):\n    b = []\n    for k in a:\n        b.append(k)\n        a[k] = 2 * k\n"
    sources = sources_in(parts_of(ast.parse(text)))
    assert sources[4].rests == sources[5].rests == {3}


def test_loop_that_takes_pieces():
    """It goes on by as much as it takes."""
    made = {new for kind, new in repaired("for i in range(a):", "    b = zs[i : i + 4]")}
    assert "for i in range(0, a, 4):; b = zs[i : i + 4]" in made


def test_slope_at_an_item_of_a_list():
    """A factor may be the slope at what the program takes from a list."""
    made = repaired("d = zs[-1] - b", "return d")
    assert ("factor", "d = (zs[-1] - b) * (zs[-1] * (1 - zs[-1])); return d") in made


def test_statements_that_add_up_together():
    """Two of one loop that set are tried as two that add up; one of another block is not."""
    made = repaired("c = a", "for z in zs:", "    a[0] = z", "    b[0] = z", "return c")
    assert ("added_up", "c = a; for z in zs:; a[0] += z; b[0] += z; return c") in made


def test_statements_in_another_block():
    """The last statements of a loop are tried behind it, and those behind it within."""
    text, found = repairs("for z in zs:", "    a = z", "    b = a", "    c = b", "return c")
    made = [applied(text, each.edits) for each in found if each.kind == "block"]
    assert any("\n        a = z\n    b = a\n    c = b\n    return c" in new for new in made)
    assert any("\n        c = b\n        return c" in new for new in made)


def test_names_of_other_kinds():
    """No number stands in the place of an array, where it is known what both are."""
    text = f"{HEAD}\n    return a * 2\n"
    written = Written(text, ast.parse(text))
    (part,) = parts_of(written.tree)
    known = replace(part, kinds={"a": {"array"}, "b": {"number"}, "zs": {"list", "array"}})
    found = repairs_of(written, [known], {1, 2})
    made = {applied(text, each.edits).split("\n")[1].strip() for each in found}
    assert "return zs * 2" in made
    assert "return b * 2" not in made


@pytest.mark.parametrize("places", [[2, 2, 2], [0, 0], [0, 1, 0], [True, True], [1, 2]])
def test_whole_numbers_are_disturbed(places):
    """Places give other places, whole ones, also where they are the same from either end."""
    before = np.array(places)
    after = shaken(before)
    assert not np.array_equal(after, before)
    assert after.dtype == before.dtype
    assert after.min() >= 0


def test_value_that_is_kept_too_early():
    """What its one use adds is added before, if the value is used elsewhere as well."""
    made = repaired("z = a @ b", "c = f(z + zs)", "return z, c")
    assert ("completed", "z = (a @ b) + zs; c = f(z); return z, c") in made
    assert "completed" not in {kind for kind, _ in repaired("z = a @ b", "return f(z + zs)")}
    twice = repaired("z = a @ b", "c = f(z + zs)", "return z * 2, c, z")
    assert "completed" not in {kind for kind, _ in twice}


def test_function_that_is_an_expression():
    """A function written with lambda is edited, too, and its edits stand in its line."""
    text = "f = lambda a, b: a * b - b**2\n"
    written = Written(text, ast.parse(text))
    (part,) = parts_of(written.tree)
    made = {applied(text, each.edits) for each in repairs_of(written, [part], {1})}
    assert "f = lambda a, b: a * (b - b**2)\n" in made


def test_values_that_are_made_one_by_one_are_disturbed():
    """`X, y = (np.asarray(each) for each in (X, y))` has a part in all that rests on them."""
    assert list(shaken(each for each in (1.0, 2.0))) == [shaken(1.0), shaken(2.0)]
    assert list(shaken(map(float, "12"))) == [shaken(1.0), shaken(2.0)]
