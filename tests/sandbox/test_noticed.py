"""Python's own traps, each shown in the least text that has it, and in one that has not."""

import ast
from textwrap import indent

import pytest

from checker.sandbox.inside.noticed import noticed_in

TRAPS = {
    "shared_default": ("def f(x, seen=[]):\n    seen.append(x)\n    return seen", 1, ("seen",)),
    "compared_with_itself": ("def f(a, b):\n    return np.mean(a == a) + b", 2, ("a",)),
    "third_argument": (
        "def f(a, b, c):\n    return np.multiply(a, b, 1 - c)", 2, ("np.multiply",),
    ),
    "pythons_own": (
        "def f(z):\n    e = np.exp(z)\n    return e / sum(e)", 3, ("sum", "e"),
    ),
    "one_list_two_names": ("def f(n):\n    a = b = [0] * n\n    return a, b", 2, ("a", "b")),
    "second_name": (
        "def f(x):\n    up = x\n    up[0] += 1\n    return up, x", 2, ("up", "x", "3"),
    ),
    "changed_after_kept": (
        "def f(z):\n    zs = []\n    zs.append(z)\n    z[z < 0] = 0\n    return zs", 3, ("z", "4"),
    ),
    "forgotten_list": (
        "def f(ws, g):\n    for w in ws:\n        w = w - g\n    return ws", 3, ("w",),
    ),
    "result_thrown_away": ("def f(x):\n    x.reshape(3, 1)\n    return x", 2, ("reshape",)),
    "returned_in_loop": (
        "def f(xs):\n    s = 0\n    for x in xs:\n        s += x\n        return s", 5, (),
    ),
    "never_returned": ("def f(a):\n    b = 2 * a\n    print(b)", 3, ("f",)),
    "unused": ("def f(a, b):\n    c = a * b\n    return a", 2, ("c",)),
    "unused_counter": ("def f(a):\n    for i in a:\n        a = 1\n    return a", 2, ("i",)),
    "unused_parameter": ("def f(a, lr):\n    return a", 1, ("lr",)),
    "replaced_parameter": ("def f(y):\n    y = 3\n    return y", 2, ("y",)),
    "never_filled": ("def f(a):\n    zs, c = [], a\n    return zs, c", 2, ("zs",)),
    "begun_anew": (
        "def f(xs):\n    for x in xs:\n        ys = []\n        ys.append(x)\n    return ys", 3,
        ("ys", "empty"),
    ),
    "made_anew": (
        "def f(xs):\n    for x in xs:\n        n = Net(3)\n        n.update(x)", 3, ("n", "4"),
    ),
    "yields": ("def f(a):\n    yield a", 2, ("f",)),
    "waited_for": ("async def f(a):\n    return a", 1, ("f",)),
    "function_itself": (
        "def f(a):\n    def g(b):\n        yield b\n        return g\n    return g", 5, ("g",),
    ),
    "left_zero": ("def f(a):\n    g = np.zeros_like(a)\n    return g * a", 2, ("g",)),
    "sometimes_returned": (
        "def f(a):\n    if a > 0:\n        return a\n    a = 2", 3, ("f",),
    ),
    "every_with_every": (
        "def f(ps, gs):\n    for p in ps:\n        for g in gs:\n            s = p - g", 2,
        ("p", "g", "3"),
    ),
    "unreachable": ("def f(a):\n    return a\n    a = 2", 3, ("return", "2")),
    "hidden_builtin": ("def f(a):\n    sum = 0\n    return sum(a)", 2, ("sum",)),
    "comma_for_point": ("def f():\n    h = 0,5\n    return h", 2, ("(0, 5)",)),
    "comma_at_the_end": ("def f(a):\n    h = a,\n    return h", 2, ("h",)),
    "uncalled": ("def f(a):\n    return a.sum / 2", 2, ("sum",)),
    "whole_numbers": ("def f(b):\n    return np.zeros(b.shape, dtype=int)", 2, ()),
    "power_of_one": ("def f(W, n):\n    return W / n[0] ** 1/2", 2, ("n[0]", "2")),
    "truth_compared": ("def f(d):\n    return np.all(d) < 1e-6", 2, ("np.all",)),
    "kept_outside": ("def f(a):\n    global kept\n    kept = a\n    return a", 2, ("kept",)),
    "divided_by_one": ("def f(z):\n    return 1 / 1 + np.exp(-z)", 2, ()),
    "never_added_to": (
        "def f(xs):\n    s = 0.0\n    for x in xs:\n        g(x)\n    return s / 2", 2, ("s",),
    ),
    "last_only": (
        "def f(xs, w):\n    for x in xs:\n        y = x * w\n        y = y + 1\n    return y", 3,
        ("y",),
    ),
    "unchanged": (
        "def f(a):\n    d = a * 2\n    for w in a:\n        w += d * 2\n    return w", 4,
        ("d", "3"),
    ),
    "endless": ("def f(a):\n    while True:\n        yield a", 2, ()),
    "drawn_anew": (
        "def f(a, rng):\n    for i in range(3):\n        yield rng.permutation(a)[i : i + 1]", 3, ()
    ),
    "changed_argument": ("def f(p):\n    a, b = p\n    a -= b\n    return a", 3, ("a",)),
    "begun_once": (
        ("def f(xs, w):\n    g = 0\n    for e in w:\n        for x in xs:\n            g += x\n"
        "        w = w - g\n    return w"), 2, ("g", "3", "4"),
    ),
    "gone_through": (
        "def f(xs, w):\n    p = zip(xs, w)\n    for e in w:\n        for x in p:\n            x", 2,
        ("p", "3"),
    ),
    "if_for_elif": (
        ("def f(s):\n    if s == 1:\n        b = 1\n    if s == 2:\n        b = 2\n    else:\n"
        "        b = 3\n    return b"), 4, ("b", "2"),
    ),
    "nothing_back": ("def f(gs):\n    return gs.reverse()", 2, ("reverse",)),
    "whole_lines": (
        "def f(y):\n    Y = np.zeros((9, len(y)))\n    Y[:, y] = 1\n    return Y", 3,
        ("Y[:, y]", "columns"),
    ),
    "into_a_copy": (
        "def f(y, Y):\n    Y[y][range(len(y))] = 1\n    return Y", 2, ("Y[y]", "Y"),
    ),
    "function_replaced": (
        "def f(g, x):\n    for w in x:\n        g = g(w)\n    return g", 3, ("g",),
    ),
    "compared_with_none": ("def f(a, b):\n    return a if b == None else b", 2, ("b",)),
    "read_while_written": (
        "def f(e):\n    for i in range(3):\n        e[i] = e[i] / e.sum()\n    return e",
        3, ("e", "3"),
    ),
    "growing": (
        "def f(a):\n    s = 0\n    for x in a:\n        s += g(x)\n        e = s - 1\n    return e",
        5, ("s", "4"),
    ),
    "argument_gone": (
        "def f(x, w):\n    z = w @ x\n    x = g(z)\n    return z @ x.T", 4, ("x", "3"),
    ),
    "one_sided": ("def f(x, h):\n    return (g(x + h) - g(x)) / h", 2, ()),
    "largest_along": (
        "def f(w, x, b):\n    return np.max(w @ x + b, 0)", 2, ("np.max",),
    ),
    "unused_pair": ("def f(a):\n    b, c = g(a)\n    return a", 2, ("b", "c")),
}  # fmt: skip

SOUND = """
def f(x, y, lr=0.1, names=None):
    x = np.asarray(x, dtype=float)
    total, sizes = 0.0, [1, 2]
    for i, size in enumerate(sizes):
        part = x[i].copy()
        part[0] = size
        total += part.sum() * lr / (1 + np.exp(-y))
        if total > 3:
            return total
    found, kept, more = [], {}, []
    found.append(total)
    kept[total] = x
    fill(more)
    np.multiply(x, 2, out=x)
    print(names)
    return total / 1
"""


def noticed(text, foreign=()):
    return {each.trap: each for each in noticed_in(ast.parse(text), foreign)}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap(trap):
    """The trap is noticed in its line, with the names that it is about."""
    text, line, names = TRAPS[trap]
    found = noticed(text)[trap]
    assert (found.line, found.names) == (line, names)


def test_sound_program():
    """In a program without traps nothing is noticed."""
    assert noticed(SOUND) == {}


@pytest.mark.parametrize("trap", sorted(TRAPS.keys() - {"never_returned"}))
def test_trap_in_a_method(trap):
    """Methods are looked at as functions are."""
    text = "class C:\n" + "\n".join(f"    {line}" for line in TRAPS[trap][0].split("\n"))
    assert trap in noticed(text)


@pytest.mark.parametrize(
    ("method", "shared"),
    [
        ("def keep(self, a):\n        self.kept['a'] = a", True),
        ("def keep(self, a):\n        self.kept = {}\n        self.kept['a'] = a", False),
        ("def keep(self, a):\n        return self.kept.get(a)", False),
    ],
)
def test_list_that_belongs_to_a_class(method, shared):
    """What all objects of a class share is noticed where one of them keeps something in it."""
    for made in ("{}", "[]", "dict()", "list()"):
        found = noticed(f"class Layer:\n    kept = {made}\n\n    {method}")
        assert ("shared_in_class" in found) is shared


@pytest.mark.parametrize(
    ("trap", "text"),
    [
        ("function_replaced", "def f(gs, x):\n    for g in gs:\n        g = g(x)\n    return x"),
        (
            "read_while_written",
            "def f(a):\n    e = np.zeros(3)\n    for i in a:\n        e[i] = e.sum()\n    return e",
        ),
        (
            "growing",
            "def f(a):\n    i = 0\n    for x in a:\n        i += 1\n        b = x[i]\n    return b",
        ),
        ("argument_gone", "def f(x, w):\n    z = w @ x\n    x = np.array(x)\n    return z @ x.T"),
        ("argument_gone", "def f(x, w):\n    z = w @ x\n    x = g(z)\n    return z @ w"),
        ("one_sided", "def f(x, h):\n    return (g(x + h) - g(x - h)) / (2 * h)"),
        ("one_sided", "def f(x):\n    return (g(x + 0.01) - g(x - 0.01)) / 0.02"),
        ("one_sided", "def f(x):\n    return (g(x + 1) - g(x)) / 1"),
        ("one_sided", "def f(x, h):\n    up, low = g(x + h), g(x - h)\n    return (up - low) / h"),
        ("largest_along", "def f(z):\n    return z - np.max(z, 0)"),
        (
            "changed_after_kept",
            "def f(z, zs):\n    np.exp(z, out=z)\n    zs.append(z)\n    return zs",
        ),
    ],
)
def test_what_looks_like_a_trap(trap, text):
    """Names that a loop gives anew, arrays that are filled and counts are as they should be.

    So are an argument that is only made an array, a slope measured to both sides, the largest
    score of a column, and what is changed before it is kept.
    """
    assert trap not in noticed(text)


def test_slope_to_one_side_over_a_number():
    """The step may be a number as well as a name."""
    assert noticed("def f(x):\n    return (g(x + 1e-3) - g(x)) / 1e-3")["one_sided"].line == 2


def test_result_that_is_written_into_what_was_kept():
    """`out=` changes an array in place, as an assignment to its entries does."""
    text = "def f(z, zs):\n    zs.append(z)\n    return np.maximum(z, 0, out=z)"
    assert noticed(text)["changed_after_kept"].names == ("z", "3")


def test_decimal_comma_behind_return():
    """A pair whose second half begins with a whole number is no number with a fraction."""
    assert noticed("def f(z):\n    return 1,5 / (1 + z)")["comma_for_point"].names == ("1,5",)
    assert "comma_for_point" not in noticed("def f(z):\n    return 1, z / 2")


def test_list_for_each_turn():
    """A list that is begun in each turn of a loop, and used in that, is as it should be."""
    turn = "b = []\n        b.append(a)\n        x = b"
    assert "begun_anew" not in noticed(f"def f(x):\n    for a in x:\n        {turn}\n    return x")


def test_value_that_a_loop_goes_on_with():
    """What the next turn or the rest of the turn looks at is not lost."""
    loop = "def f(xs, w):\n    y = w\n    for x in xs:\n        {}\n    return y"
    assert "last_only" not in noticed(loop.format("y = x * y"))
    assert "last_only" not in noticed(loop.format("y = x * w\n        w = y"))


def test_method_of_what_stays_the_same():
    """A variable that a loop calls a method of, and never changes, is computed with in it."""
    text = "def f(a, xs):\n    d = a * 2\n    for x in xs:\n        x += d.mean()\n    return x"
    assert noticed(text)["unchanged"].names == ("d", "3")


def test_sum_that_begins_at_zero_again():
    """It is noticed in the loop that adds to it, and not where an inner loop does."""
    outer = "def f(xs):\n    for x in xs:\n        s = 0\n        {0}\n    return s"
    assert noticed(outer.format("s += x"))["begun_anew"].names == ("s", "zero")
    assert "begun_anew" not in noticed(outer.format("for y in x:\n            s += y"))


@pytest.mark.parametrize(
    "text",
    [
        "k = 0\n    for x in xs:\n        s += x[k]\n    return s[k]",
        "k = 0\n    for x in xs:\n        k += x\n    return k",
        "k = 0\n    for x in xs:\n        k = k + x\n    return k",
        "k = 0\n    return [s[k] for s in xs]",
        "k = 1\n    for x in xs:\n        s += x\n    return k",
        "for x in xs:\n        s += x\n    k = 0\n    return s[k]",
    ],
)
def test_zeros_that_may_be_meant(text):
    """A number that a loop uses or gives a value, or that no loop passes, may well be 0."""
    assert "never_added_to" not in noticed(f"def f(xs, s):\n    {text}")


def test_what_is_handed_back_as_it_is():
    """A method that does nothing else is noticed; a function, or what does more, is not."""
    method = "class C:\n    def f(self, x):\n        'Does nothing.'\n        return {0}"
    found = noticed(method.format("x"))["handed_back"]
    assert (found.line, found.names) == (4, ("x", "f"))
    assert "handed_back" not in noticed(method.format("2 * x"))
    assert "handed_back" not in noticed(method.format("self"))
    assert "handed_back" not in noticed("def f(x, y):\n    return y")


def test_number_with_two_names():
    """A number that is counted up is not taken for an array that is changed in place."""
    text = "def f(a):\n    end = a\n    end += 1\n    return end, a"
    assert "second_name" not in noticed(text)


def test_name_of_another_cell():
    """A variable of another cell is noticed where it is read, and no argument of that name."""
    text = "def f(w):\n    return weights[0] * w"
    assert noticed(text, ["weights", "w"])["foreign_name"].names == ("weights",)


@pytest.mark.parametrize("begin", ["[None] * 3", "np.empty(3)", "{}", "list()", "np.empty_like(a)"])
def test_what_begins_empty(begin):
    """Lists of None and memory that nobody filled are noticed as empty lists are."""
    assert "never_filled" in noticed(f"def f(a):\n    g = {begin}\n    return g, a")


@pytest.mark.parametrize(
    ("inside", "noticed_there"), [("a = a * 2", False), ("a = a + w[0]", False), ("a = w[j]", True)]
)
def test_loop_that_only_repeats(inside, noticed_there):
    """A counter of turns needs no use, unless a place is taken that the loop does not count."""
    text = f"def f(a, w, j):\n    for i in range(9):\n        {inside}\n    return a"
    assert ("unused_counter" in noticed(text)) is noticed_there


@pytest.mark.parametrize("begin", ["g = h = 0", "g, h = np.zeros(3), []", "g = np.zeros(3)"])
@pytest.mark.parametrize("added", ["g += x", "g = g + x", "g = x + g"])
def test_sum_that_begins_once_however_it_is_written(begin, added):
    """Two names may begin in one line, and a sum may stand on either side."""
    turn = f"for x in xs:\n            {added}\n        w = w - g"
    text = f"def f(xs, w):\n    {begin}\n    for e in w:\n        {turn}\n    return w"
    assert noticed(text)["begun_once"].names == ("g", "3", "4")


@pytest.mark.parametrize(
    "taken", ["for i, x in enumerate(p):\n            w = x", "w = [x for x in p]"]
)
def test_what_is_gone_through_however_it_is_written(taken):
    """It may be counted beside, or gone through by a comprehension."""
    text = f"def f(xs, w):\n    p = zip(xs, w)\n    for e in w:\n        {taken}\n    return w"
    assert noticed(text)["gone_through"].names == ("p", "3")


@pytest.mark.parametrize("sizes", ["[9, 9]", "(9, 9)", "shape=(9, 9)"])
@pytest.mark.parametrize("given", ["Y[k] = 1", "Y[:, k] = 1", "Y[k] += 1"])
def test_whole_lines_however_they_are_written(sizes, given):
    """A table may be made in three ways, and what names its lines may be made of an argument."""
    text = f"def f(y):\n    k = np.asarray(y)\n    Y = np.zeros({sizes})\n    {given}\n    return Y"
    assert noticed(text)["whole_lines"].line == 4


@pytest.mark.parametrize(
    "turn",
    [
        "g = 0\n        for x in xs:\n            g += x\n        w = w - g",
        "for x in xs:\n            g += x\n        w = w - g\n        g *= 0",
        "for x in xs:\n            n += 1\n        w = w - n",
        "for x in xs:\n            g += x",
        "for x in xs:\n            a[e] += x\n        w = w - a[e]",
    ],
)
def test_sum_that_may_go_on(turn):
    """What begins again, is only counted, or is used behind both loops may begin before them."""
    text = f"def f(xs, w):\n    n = 0\n    g = 0\n    for e in w:\n        {turn}\n    return w"
    assert "begun_once" not in noticed(text)


@pytest.mark.parametrize(
    "text",
    [
        "p = list(zip(xs, w))\n    for e in w:\n        for x in p:\n            w = x",
        "for e in w:\n        p = zip(xs, w)\n        for x in p:\n            w = x",
        "p = zip(xs, w)\n    for x in p:\n        w = x",
    ],
)
def test_what_each_turn_may_go_through(text):
    """A list is gone through as often as one likes, and what a turn makes for itself once."""
    assert "gone_through" not in noticed(f"def f(xs, w):\n    {text}\n    return w")


@pytest.mark.parametrize(
    "body",
    [
        "if s == 1:\n        return 1\n    if s == 2:\n        b = 2\n    else:\n        b = 3",
        "if s == 1:\n        b = 1\n    elif s == 2:\n        b = 2\n    else:\n        b = 3",
        "if s == 1:\n        b = 1\n    if t == 2:\n        b = 2\n    else:\n        b = 3",
        "if s == 1:\n        b = 1\n    if s == 2:\n        c = 2\n    else:\n        c = 3",
    ],
)
def test_conditions_that_may_stand_apart(body):
    """They are of different values, give different names theirs, or the first one leaves."""
    assert "if_for_elif" not in noticed(f"def f(s, t):\n    {body}\n    return b")


@pytest.mark.parametrize(
    "line",
    [
        "a.sort()", "np.append(a, 1)", "[b.append(c) for c in a]",
        "Y = np.zeros(9)\n    Y[a] = 1\n    len(a)",
        "Y = np.zeros((9, 9))\n    Y[a] = 1", "Y = np.zeros((9, 9))\n    Y[a, range(len(a))] = 1",
        "Y = np.zeros((9, 1))\n    Y[a] = 1\n    len(a)", "Y = [a]\n    Y[0][a] = 1\n    len(a)",
    ],
)  # fmt: skip
def test_places_that_may_be_meant(line):
    """A result may be thrown away, and one place, or a list's item, may be written into."""
    found = noticed(f"def f(a, b):\n    {line}\n    return a, b")
    assert not found.keys() & {"nothing_back", "whole_lines", "into_a_copy"}


def test_turns_of_a_training():
    """A counter of epochs needs no use either, where its loop takes batches by their length."""
    inner = "for s in range(0, 9, k):\n            a = a + w[s : s + k]"
    text = f"def f(a, w, k):\n    for epoch in range(9):\n        {inner}\n    return a"
    assert "unused_counter" not in noticed(text)


@pytest.mark.parametrize(
    ("turn", "behind"),
    [
        ("n.update(x)", "return n"),
        ("c = n.update(x)", "return c"),
        ("n.update(x)\n        m = g(n)", "return m"),
    ],
)
def test_what_is_made_in_a_loop_and_used(turn, behind):
    """An object that is used after its last change is not said to be lost."""
    text = f"def f(xs):\n    for x in xs:\n        n = Net(3)\n        {turn}\n    {behind}"
    assert "made_anew" not in noticed(text)


def test_entry_that_begins_empty():
    """An entry of a dictionary whose key is never named again is noticed, and no other."""
    text = "def f(a):\n    h = {'cost': [], 'rate': []}\n    h['cost'].append(a)\n    return h"
    assert noticed(text)["never_filled"].names == ("rate",)


@pytest.mark.parametrize("loop", ["for k in h:", "for k, v in a.items():"])
def test_entry_that_a_variable_names(loop):
    """Where a loop gives keys, any entry may be meant, and none is said to stay empty."""
    begun = "def f(a):\n    h = {'cost': [], 'rate': []}"
    text = f"{begun}\n    {loop}\n        h[k] += a\n    return h"
    assert "never_filled" not in noticed(text)


@pytest.mark.parametrize(
    ("loop", "changes"),
    [
        ("for p, g in zip(params, grads):", True),
        ("for p in params:", True),
        ("for i, p in enumerate(params):", True),
        ("for p in list(grads.copy()):", False),
        ("for g, p in zip(params, copies):", False),
    ],
)
def test_item_that_is_changed_in_place(loop, changes):
    """What a loop takes out of an argument is a part of it."""
    text = f"def f(params, grads):\n    {loop}\n        p -= 1\n    return params"
    assert ("changed_argument" in noticed(text)) is changes


@pytest.mark.parametrize(
    "end",
    ["    else:\n        return -a", "    raise ValueError", "    return -a", "    return None",
     "    while a:\n        a -= 1"],
)  # fmt: skip
def test_every_way_through(end):
    """A function that hands something back on all ways, or means None, is not noticed."""
    text = f"def f(a):\n    if a > 0:\n        return a\n{end}"
    assert "sometimes_returned" not in noticed(text)


@pytest.mark.parametrize(
    ("end", "trap"),
    [("    a.append(g())", ""), ("    if a:\n        return g()", "sometimes_returned")],
)
def test_return_of_a_function_inside(end, trap):
    """What a function hands back that is defined within another one is not the other's."""
    method = f"    def f(self, a):\n        def g():\n            return 1\n{indent(end, '    ')}"
    text = f"class A:\n{method}"
    names = {"never_returned", "sometimes_returned"} & noticed(text).keys()
    assert names == ({trap} if trap else set())


@pytest.mark.parametrize("text", ["def f(a):\n    for v, w in a:\n        a = 1\n    return a"])
def test_loop_over_pairs(text):
    """A loop over pairs is noticed if it uses neither of the two, and not if it uses one."""
    assert noticed(text)["unused_counter"].names == ("v, w",)
    assert "unused_counter" not in noticed(text.replace("a = 1", "a = w"))


@pytest.mark.parametrize(
    "line", ["d = d @ w", "d[0] = w", "d += w", "d.append(w)", "np.add(d, w, out=d)", "u = d[w]"]
)
def test_what_a_loop_changes(line):
    """What gets another value in the loop, or may, is not said to stay the same."""
    text = f"def f(a, ws):\n    d = a * 2\n    for w in ws:\n        {line}\n        v = (d, w)"
    assert "unchanged" not in noticed(f"{text}\n    return d")


def test_count_that_a_loop_uses():
    """A number counted before the loop is meant to stay as it is."""
    text = "def f(a, ws):\n    m = a.shape[1]\n    for w in ws:\n        w /= m + len(m)\n"
    assert "unchanged" not in noticed(f"{text}    return ws")


def test_loop_with_an_end():
    """A loop that hands something back, or is left, has an end."""
    for end in ("return a", "if a:\n            break"):
        assert "endless" not in noticed(f"def f(a):\n    while True:\n        {end}")


def test_order_that_is_drawn_for_an_epoch():
    """Where another loop takes the pieces, each turn may draw an order of its own."""
    inner = (
        "order = rng.permutation(9)\n        for i in range(3):\n            g(order[i : i + 3])"
    )
    text = f"def f(rng, epochs):\n    for epoch in range(epochs):\n        {inner}"
    assert "drawn_anew" not in noticed(text)


@pytest.mark.parametrize(("call", "lost"), [("x = self.g()", True), ("self.g()", False)])
def test_method_whose_result_another_one_takes(call, lost):
    """It is noticed where it hands nothing back; a method may be called for what it does."""
    text = f"class C:\n    def g(self):\n        self.z = 1\n\n    def f(self):\n        {call}"
    assert ("never_returned" in noticed(text)) is lost
