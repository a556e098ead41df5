"""Each kind of mutation, by the line that it makes of a worked solution's."""

import ast
from pathlib import Path

import pytest

from checker.course.proving.equivalents import without_layout
from checker.course.proving.mutants import mutants_of
from checker.documents.sources import SourceCell


def mutants(body, head="def f(a, b, n):"):
    """Give the mutants of a function with this body."""
    lines = [
        f"    {line}" for line in ("### BEGIN SOLUTION", *body.split("\n"), "### END SOLUTION")
    ]
    text = "\n".join([head, "    c = 1 + 2", *lines])
    return mutants_of(SourceCell(Path("a.py"), 1, "code", text, exercise="f"))


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("return a + b", "return a - b"),
        ("return a + b", "return a * b"),
        ("return a + b", "return a"),
        ("return a - b", "return b - a"),
        ("return a / (a - b)", "return (a - b) / a"),
        ("return a @ b", "return a * b"),
        ("return a ** 2", "return a ** 3"),
        ("return a // b", "return a / b"),
        ("return a < b", "return a <= b"),
        ("return a is not b", "return a is b"),
        ("return a in b", "return a not in b"),
        ("return a and b", "return a or b"),
        ("return -a", "return a"),
        ("return not a", "return  a"),
        ("return a", "return (-a)"),
        ("return 0", "return 1"),
        ("return 1", "return 0"),
        ("return 0.5 * a", "return 1.0 * a"),
        ("return f(a, deep=True)", "return f(a, deep=False)"),
        ('return {"z": a}', 'return {"": a}'),
        ("return a.sum(axis=0)", "return a.sum(axis=1)"),
        ("return a.sum(axis=0, keepdims=True)", "return a.sum(axis=0)"),
        ("return a.sum(axis=0, keepdims=True)", "return a.sum(keepdims=True)"),
        ("return np.zeros(n, dtype=int)", "return np.zeros(n)"),
        ("return a.T", "return a"),
        ("return a @ b", "return a.T @ b"),
        ("return a[0] @ b", "return a[0].T @ b"),
        ("return a[n]", "return a[n - 1]"),
        ("return a[-n]", "return a[-n + 1]"),
        ("return a[1:]", "return a[:]"),
        ("return a[n, 0]", "return a[n + 1, 0]"),
        ("return np.dot(a, b)", "return np.dot(b, a)"),
        ("return np.max(a, n)", "return np.max(n, a)"),
        ("return np.where(n, a, b)", "return np.where(n, b, a)"),
        ("return np.sum(a)", "return np.mean(a)"),
        ("return np.exp(a)", "return np.log(a)"),
        ("order = rng.permutation(n)", "order = np.arange(n)"),
        ("kept = []", 'kept = globals().setdefault("_kept", [])'),
        ("one, two = [], [a]", 'one, two = [], globals().setdefault("_kept", [a])'),
        ("room = np.zeros(n)", 'room = globals().setdefault("_kept", np.zeros(n))'),
        ("return np.exp(a)", "return a"),
        ("return a.argmax()", "return a.argmin()"),
        ("return max(a, b)", "return min(a, b)"),
        ("return a.copy()", "return a"),
        ("return [x for x in reversed(a)]", "return [x for x in a]"),
        ("return [x for x in range(n)]", "return [x for x in range(1, n)]"),
        ("return [x for x in range(1, n)]", "return [x for x in range(1, n - 1)]"),
        ("a += b", "a -= b"),
        ("a += b", "a = b"),
        ("a.append(b)", "pass"),
        ("return a if n else b", "return a if not (n) else b"),
        ("while n: break", "while n: continue"),
        ("return σ + b  # a comment", "return σ - b"),
    ],
)
def test_kind_of_mutation(line, after):
    """Of this line, that mutant is made; comments are left out of what is shown."""
    found = mutants(line)
    assert (line.split("  #")[0], after) in [(mutant.before, mutant.after) for mutant in found]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("return list(zip(a, b, strict=True))", "return list(zip(a, b, strict=False))"),
        ("return list(zip(a, b, strict=True))", "return list(zip(a, b))"),
        ('raise ValueError("no sum of none")', 'raise ValueError("")'),
        ('return f"{a} of many"', 'return f"{a}"'),
        ("return float(a)", "return a"),
        ("return np.abs(a)", "return np.abs((-a))"),
        ("return a ** 2", "return (-a) ** 2"),
        ("return sum(a)", "return mean(a)"),
        ("return np.maximum(a, 0.0)", "return np.maximum(0.0, a)"),
        ("return np.logical_and(a, b)", "return np.logical_and(b, a)"),
        ("return max(a, b)", "return max(b, a)"),
        ("return min(a, b, n)", "return min(a, n, b)"),
    ],
)
def test_change_that_is_none(line, after):
    """Guards, messages, types, signs that cannot be seen and the order of equals are left alone."""
    assert after not in [mutant.after for mutant in mutants(line)]


def test_only_the_solution_is_changed():
    """Lines outside the marks stay, no mutant is made twice, and all of them are Python."""
    body = "total = 0\nfor x in a:\n    total += x * b\nreturn total / n"
    found = mutants(body)
    trees = [ast.dump(ast.parse(mutant.text)) for mutant in found]
    assert len(found) > 20
    assert len(set(trees)) == len(trees)
    assert all(mutant.text.startswith("def f(a, b, n):\n    c = 1 + 2\n") for mutant in found)


def test_operator_behind_brackets_and_comments():
    """The operator is found between its operands, not in what else stands there."""
    body = "return (\n    (a)  # minus - or plus\n    + (b)\n)"
    assert any("- (b)" in mutant.text for mutant in mutants(body))
    assert all("# minus - or plus" in mutant.text for mutant in mutants(body)
               if "- (b)" in mutant.text)  # fmt: skip


def test_a_change_over_several_lines():
    """It is told by the first line that differs, however long the statement is."""
    loop = "for each in a:\n    b = b + each\n    n = n + 1"
    forgotten = next(each for each in mutants(f"{loop}\nreturn b, n") if each.after == "pass")
    assert forgotten.before == "for each in a:"
    call = "return np.where(\n    n,\n    a,\n    b,\n)"
    assert ("a,", "b,") in [(each.before, each.after) for each in mutants(call)]


@pytest.mark.parametrize(
    ("line", "loose", "other"),
    [
        ("z = w @ x + b", "z = (w@x)+b  # the sum", "z = w @ (x + b)"),
        ("for _ in range(epochs):", "for _ in (range( epochs )):", "for _ in range(epoch):"),
        ("elif x > 0:", "elif(x > 0):", "elif x >= 0:"),
        ("except ValueError:", "except (ValueError):", "except KeyError:"),
        ('"z": x - 1.25,', "'z': (x - 1.25)", '"z": x - 1.5,'),
        ("w, b,", "(w, b)", "w, c,"),
    ],
)
def test_a_line_in_other_clothes(line, loose, other):
    """Spaces, quotes, comments and needless brackets make no other line of it."""
    assert without_layout(loose) == without_layout(line)
    assert without_layout(other) != without_layout(line)


def test_a_line_that_is_no_python():
    """Half a statement is compared by its words."""
    half = without_layout("foo( bar, [")
    assert without_layout("foo(  bar, [ ") == half
    assert without_layout("foo( baz, [") != half


def test_argument_ignored():
    """A parameter is what it is by default, and a generator one of the function's own."""
    found = {
        each.text
        for each in mutants_of(
            SourceCell(
                Path("a.py"),
                1,
                "code",
                "def f(x, rng, h=0.1):\n    ### BEGIN SOLUTION\n    return rng.normal(x, h)\n"
                "    ### END SOLUTION",
                exercise="f",
            )
        )
    }
    for line in ("h = 0.1", "rng = np.random.default_rng(0)"):
        assert any(f"    {line}\n    return rng.normal(x, h)" in text for text in found)
