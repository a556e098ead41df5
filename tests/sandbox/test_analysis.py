import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.sandbox.inside.analysis import analyse, may_bind


def names_of(statements):
    """What a cell binds or changes, and what it reads from outside."""
    bound = set().union(*(each.binds | each.changes for each in statements))
    return bound, set().union(*(each.loads for each in statements))


@pytest.mark.parametrize(
    ("source", "binds", "loads"),
    [
        ("a = b", {"a"}, {"b"}),
        ("a = a", {"a"}, {"a"}),
        ("a = 1\nb = a", {"a", "b"}, set()),
        ("if t:\n    a = 1\nb = a", {"a", "b"}, {"t", "a"}),
        ("a += 1", {"a"}, {"a"}),
        ("a.b[c] = d", {"a"}, {"a", "c", "d"}),
        ("a = [b for b in c if d(b)]", {"a"}, {"c", "d"}),
        ("def f(a=b) -> c:\n    d = e\n    return d", {"f"}, {"b", "c", "e"}),
        ("f = lambda a, b=c: a + d", {"f"}, {"c", "d"}),
        ("class A(B):\n    c = d\n    def f(self): return e", {"A"}, {"B", "d", "e"}),
        ("def f():\n    global a\n    a = 1", {"f", "a"}, set()),
        ("for a in b:\n    c = a", {"a", "c"}, {"b"}),
        ("with a as b, c as (d, e): pass", {"b", "d", "e"}, {"a", "c"}),
        ("try:\n    a\nexcept b as c:\n    d\nfinally:\n    e", {"c"}, {"a", "b", "d", "e"}),
        ("import a.b, c as d\nfrom e import f as g", {"a", "d", "g"}, set()),
        ("from m import *", {"*"}, set()),
        ("match a:\n    case [b, *c] if d: pass", {"b", "c"}, {"a", "d"}),
        ("match a:\n    case {'k': b, **c}: pass\n    case d.e as f: b", set("bcf"), set("abd")),
        ("(a := b)", {"a"}, {"b"}),
        ("a: b = c", {"a"}, {"b", "c"}),
        ("while a:\n    b = 1\nelse:\n    c = b", {"b", "c"}, {"a", "b"}),
        ("async def f(): await a", {"f"}, {"a"}),
        ("a.update(b=c)", {"a"}, {"a", "c"}),
        ("a['b'].c().append(d)", {"a"}, {"a", "d"}),
        ("if t:\n    a.update(b)", {"a"}, {"a", "b", "t"}),
        ("del a[b], c.d", {"a", "c"}, {"a", "b", "c"}),
        ("a |= b", {"a"}, {"a", "b"}),
        ("x = await a", {"x"}, {"a"}),
        ("await a.b(c)", {"a"}, {"a", "c"}),
        ("%time a = b", {"a"}, {"b"}),
        ("%%time\na = b", {"a"}, {"b"}),
        ("%%capture c\na = b", {"a", "c"}, {"b"}),
        (">>> a = b\n>>> c.update(d)", {"a", "c"}, set("bcd")),
        ("In [5]: def f(x):\n   ...:     return a", {"f"}, {"a"}),
        ("%%writefile -a sub/tools.py\nx = 1", {"import tools"}, {"get_ipython"}),
        ("get_ipython().run_line_magic('time', 'a = b')", {"a"}, {"b"}),
    ],
)
def test_names_of_a_cell(source, binds, loads):
    """What a cell binds or changes and needs is read off its text."""
    bound, read = names_of(analyse("answer", source))
    assert bound == binds
    assert {name for name in read if " " not in name} == loads
    assert bound <= may_bind(source)


def test_a_cell_that_nbconvert_has_written():
    """What its magic runs is the cell's own; what else it begins with stays above it."""
    text = "a = 1\nget_ipython().run_cell_magic('time', '', 'b = a\\ndef f():\\n    return c\\n')"
    bound, _ = names_of(analyse("answer", text))
    assert bound == {"a", "b", "f"}
    assert "*" in may_bind(text)


BINDINGS = st.sampled_from(
    [
        "{0} = 1", "{0}, {1} = 1, 2", "({0},\n {1}) = 1, 2", "{0}.{1}.z += 3", "{0}[f(1)][2] = 3",
        "{0}['a=b'] = 3", "import {0}.{1}", "from m import ({0},\n  {1} as c,\n d\n)",
        "for {0} in {1}: pass", "with f() as {0}: pass", "global {0}", "{0}: int = 3",
        "({0} := 3)", "[*{0}, {1}] = x", "def {0}({1}): pass", "class {0}({1}): pass",
        "{0} @= 3", "{0} //= 3", "{0} **= 2", "{0} >>= {1}", "{0} = {1} = 2", "{0} [1] = 2",
        "try: pass\nexcept E as {0}: pass", "import {0} as {1}, c", "async def {0}(): pass",
        "match x:\n  case [{0}, *{1}]: pass", "{0} = (\n  # note\n  2)", "import {0} # why",
        "for i, {0} in enumerate(x):\n  pass", "from m import *", "{0}\t=\t1",
        "{0}.update(x)", "{0}[1].append({1})", "if x: {0}.add(1)", "x; {0}.clear()", "del {0}[1]",
        "{0} . update(x)", "%time {0}.update(x)", "await {0}.f()", "{0}|={1}", ">>> {0}.f()",
    ]
)  # fmt: skip
NAMES = st.sampled_from(["a", "_", "sigmoid", "x1", "dW", "σ", "print"])


@given(st.lists(st.tuples(BINDINGS, NAMES, NAMES), max_size=4))
def test_the_quick_look_at_a_text(parts):
    """The quick look never misses a name that a cell binds."""
    source = "\n".join(text.format(*names) for text, *names in parts)
    try:
        bound, _ = names_of(analyse("answer", source))
    except SyntaxError:
        return
    assert bound <= may_bind(source)


def test_a_text_without_end():
    """The quick look is quick on text that was made to be slow."""
    assert may_bind("a." * 20_000 + "[" * 20_000) is not None


@pytest.mark.parametrize(
    "source",
    [
        "    def f(x):\n        return x",
        "def f(x):\n    return x\nfiles = !ls",
        "a = %time 1\ndef f(x):\n    return x",
        "def f(x):\n    return x\nf?",
        "??np.exp\ndef f(x):\n    return x",
        "if True:\n    !ls\ndef f(x):\n    return x",
    ],
)
def test_what_only_jupyter_can_read(source):
    """Commands are left out and a common indentation is taken away; what is Python stays."""
    assert "f" in names_of(analyse("answer", source))[0]


def test_what_a_command_was_assigned_to():
    """The name is there."""
    assert names_of(analyse("answer", "files = !ls"))[0] == {"files"}
    assert names_of(analyse("answer", "z = (3\n%2)"))[0] == {"z"}  # honest Python, left as it is
