"""Slips around an exercise: each gets a sentence of its own, and nothing old is judged."""

import linecache
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from checker.student import cells, in_class, notebook
from checker.student.slips import where_defined

CASES = Path(__file__).parents[2] / "notebooks" / "cases"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"


class Kernel:
    """Cells run one after the other, watched as in a kernel."""

    def __init__(self):
        self.names = {"__name__": "__main__", "np": np, "check": notebook.check}
        self.names["hint"] = notebook.hint
        self.watcher = cells._Watcher(self.names, where_defined)
        self.count = 0

    def run(self, text):
        """Run a cell, whatever becomes of it."""
        self.count += 1
        name = f"cell-{self.count}"
        linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
        before, error = None, None
        self.watcher.begin(None)
        try:
            code = compile(text, name, "exec")
        except SyntaxError as fault:
            before = fault
        else:
            try:
                exec(code, self.names)
            except Exception as fault:  # noqa: BLE001  a cell may raise anything
                error = fault
        result = SimpleNamespace(
            info=SimpleNamespace(raw_cell=text), error_before_exec=before, error_in_exec=error
        )
        self.watcher.end(result)


@pytest.fixture
def kernel(tmp_path, monkeypatch):
    """A kernel in a folder with the recorded cases of notebook 1."""
    (tmp_path / "cases").mkdir()
    shutil.copy(CASES / "01_neuron.npz", tmp_path / "cases")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cells, "_stale", {})
    monkeypatch.setattr(in_class, "SECONDS", 0.2)
    return Kernel()


def said(capsys):
    """Give all that was printed since the last time, its lines joined."""
    return " ".join(capsys.readouterr().out.split())


def test_a_cell_with_a_syntax_error(kernel, capsys):
    """Its line is told, and the answer from before is not judged; the next good cell is."""
    kernel.run(SIGMOID)
    kernel.run(SIGMOID.replace("700)))", "700))"))
    kernel.run("points = check(sigmoid)")
    assert kernel.names["points"] == 0
    told = said(capsys)
    assert "the cell of exercise 1.1 stopped with SyntaxError in line 2" in told
    assert "nothing is judged until it runs" in told
    kernel.run(SIGMOID)
    kernel.run("points = check(sigmoid)")
    assert kernel.names["points"] == 2


def test_a_typed_answer_that_stopped(kernel, capsys):
    """Decimal commas and unknown names leave the old answer: it is not judged."""
    kernel.run('forward_by_hand = {"z": 0, "a": 0, "cost": 0, "perceptron_output": 0}')
    kernel.run('forward_by_hand = {"z": nothing}')
    kernel.run('check("1.4")')
    assert "stopped with NameError in line 1" in said(capsys)


IMPORTS = "import numpy as np\nimport no_such_package as nsp\nimport math, os.path\nk = 3\n"


def test_a_package_that_is_not_there(kernel, capsys):
    """It is named, with what the cell has bound before it and what it has not come to."""
    kernel.run(IMPORTS + SIGMOID)
    assert said(capsys) == (
        "This Python has no package no_such_package, so the cell stopped in line 2, `import "
        "no_such_package as nsp`. What stands above it is there, and math, os, sigmoid, k below "
        "it not. If nothing needs it, leave that line out and run the cell again."
    )
    kernel.run("points = check('sigmoid')")
    told = said(capsys)
    assert "the cell of exercise 1.1 stopped with ModuleNotFoundError in line 2, `import" in told
    assert "this Python has no package no_such_package." in told
    assert told.endswith("until it runs: leave that line out if nothing needs it.")
    kernel.run(IMPORTS.replace("import no_such_package as nsp\n", "") + SIGMOID)
    kernel.run("points = check(sigmoid)")
    assert kernel.names["points"] == 2


def test_an_import_below_one_that_failed(kernel, capsys):
    """Where its name is lacking, the line is told that stopped its cell."""
    kernel.run("from no_such_package import thing\nimport math as m\n")
    assert "and m below it not" in said(capsys)
    kernel.run("def sigmoid(z):\n    return 1 / (1 + m.e ** -z)\n")
    kernel.run("points = check(sigmoid)")
    assert "`m` is not defined in this kernel: its cell stopped with ModuleNotFound" in said(capsys)
    kernel.run("m.e")
    assert "its cell stopped with ModuleNotFoundError in line 1" in said(capsys)


def test_an_import_inside_a_call(kernel, capsys):
    """The line that called it is no import: Python's own message stands for itself."""
    kernel.run("def load():\n    import no_such_package\n")
    kernel.run("x = load()")
    assert said(capsys) == ""


def test_an_error_after_the_definition(kernel):
    """The definition is new, so it is judged."""
    kernel.run(SIGMOID + "1 / 0")
    kernel.run("points = check(sigmoid)")
    assert kernel.names["points"] == 2


def test_a_name_that_a_restart_forgot(kernel, capsys):
    """The cell that defines it is named, in the check and in a verdict."""
    kernel.run("check(sigmoid)")
    assert "run the cell of exercise 1.1 first" in said(capsys)
    kernel.run("def sigmoid_prime(z):\n    return sigmoid(z) * (1 - sigmoid(z))\n")
    kernel.run("check(sigmoid_prime)")
    assert "`sigmoid` is not defined in this kernel: run the cell of exercise 1.1 first." in said(
        capsys
    )


@pytest.mark.parametrize(
    ("session", "told"),
    [
        ("course/01_neuron.ipynb", "run the cell of exercise 1.1 first"),
        ("course/02_forward_pass.ipynb", "run the cells from the top of this notebook first"),
        ("course/a copy.ipynb", "run the cell of exercise 1.1 first"),
        ("", "run the cell of exercise 1.1 first"),
    ],
)
def test_a_name_of_another_notebook(kernel, capsys, monkeypatch, session, told):
    """A cell of the notebook that runs is named, or its top, where it is known which one runs."""
    shutil.copy(CASES / "02_forward_pass.npz", "cases")
    monkeypatch.setenv("JPY_SESSION_NAME", session)
    kernel.run("sigmoid(0)")
    assert f"`sigmoid` is not defined in this kernel: {told}" in said(capsys)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "def sigmoid(z):\n    raise NotImplementedError('x')\n    return 1 / (1 + np.exp(-z))",
            "replace that line by your code",
        ),
        (
            "def sigmoid(z):\n    raise NotImplementedError('x')\ndef Sigmoid(z):\n    return 1",
            "You have written `Sigmoid`, and this exercise asks for `sigmoid`.",
        ),
        ("def sigmoid(z, k):\n    return z", "sigmoid asks for 'k', which the exercise"),
        (
            "def sigmoid():\n    return 1",
            "sigmoid takes another number of arguments (0) than the exercise",
        ),
        (
            "def sigmoid(z):\n    k = 0\n    while k < 3:\n        z = z / 2\n    return z",
            "What has to change there so that the loop ends?",
        ),
    ],
)
def test_a_slip_in_a_function(kernel, capsys, code, sentence):
    """It is said what to do."""
    kernel.run(code)
    kernel.run("points = check(sigmoid)")
    assert kernel.names["points"] == 0
    assert sentence in said(capsys)


def test_a_loop_that_turns_in_another_cell(kernel, capsys):
    """The line of the answer is told, and not that of the helper in which it stopped."""
    kernel.run("def small(z):\n    for _ in range(999):\n        z = z + 0\n    return z")
    kernel.run("def sigmoid(z):\n    while True:\n        z = small(z)\n    return z")
    kernel.run("check(sigmoid)")
    assert "was stopped in line 3, which calls `small`." in said(capsys)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("forward_by_hand = (1, 2)", "is a tuple and no dict"),
        ('forward_by_hand = {"Z": 1}', "has no field “z” any more, and one “Z”."),
        ('forward_by_hand = {"a": 1, "z ": 1}', "has no field “z” any more, and one “z ”."),
        ('forward_by_hand = {1: 1, "z": 2}', "has no field “a” any more."),
        ('forward_by_hand = {"z": 1}', "has no field “a” any more"),
        (
            'forward_by_hand = {"z": 1, "a": None, "cost": None, "perceptron_output": None}',
            "not filled in yet",
        ),
    ],
)
def test_a_slip_in_typed_answers(kernel, capsys, code, sentence):
    """It is said what to do, and there is no talk of a missing return."""
    kernel.run(code)
    kernel.run('check("forward_by_hand")')
    told = said(capsys)
    assert sentence in told
    assert "return" not in told


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("check()", "which exercise?"),
        ("hint()", "which exercise?"),
        ('check("Sigmoid")', "Did you mean “sigmoid”?"),
        ('check("backward")', "there is no exercise “backward”"),
        ("check(1.1)", "1.1 sigmoid"),
        ('hint("sigmoid", 2)', "Hint 1 of 3"),
    ],
)
def test_a_slip_in_the_call(kernel, capsys, call, sentence):
    """It is said what was meant, and it is no mistake of ours."""
    kernel.run(SIGMOID)
    kernel.run(call)
    told = said(capsys)
    assert sentence in told
    assert "our mistake" not in told
    assert "?." not in told


def test_one_array_for_a_pair(kernel, capsys):
    """It is said as such; and what a check needs besides is named, if it is not there."""
    kernel.run("def neuron_gradients(x, w, b, y):\n    return np.asarray(x) * 1.0\n")
    kernel.run("check(neuron_gradients)")
    assert "`neuron_forward` is not defined in this kernel: run the cell of" in said(capsys)
    kernel.run("def neuron_forward(x, w, b, activation=None):\n    return 0.0, 0.5\n")
    kernel.run("def quadratic_cost(a, y):\n    return 0.5\n")
    kernel.run("check(neuron_gradients)")
    assert "one array is returned, and a pair is asked" in said(capsys)


def test_a_helper_that_is_not_right(kernel, capsys):
    """A right answer keeps its points; one that is wrong itself says where to look first."""
    kernel.run("def sigmoid(z):\n    return 1 / 1 + np.exp(-np.asarray(z))\n")
    kernel.run("def sigmoid_prime(z):\n    return sigmoid(z) * (1 - sigmoid(z))\n")
    kernel.run("points = check(sigmoid_prime)")
    assert kernel.names["points"] == 2
    assert "Error carried forward" in said(capsys)
    kernel.run("def sigmoid_prime(z):\n    return sigmoid(z) * (1.5 - sigmoid(z))\n")
    kernel.run("points = check(sigmoid_prime)")
    assert kernel.names["points"] < 2
    assert "sigmoid_prime calls sigmoid (1.1), which is not right yet: look there first" in said(
        capsys
    )


def test_a_helper_that_does_no_harm(kernel, capsys):
    """A sigmoid that overflows far out is no cause of a slip near 0: nobody is sent there."""
    kernel.run("def sigmoid(z):\n    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))\n")
    slip = "    z = np.dot(w, x) + 1.5 * b\n    return z, sigmoid(z)\n"
    kernel.run(f"def neuron_forward(x, w, b, activation=None):\n{slip}")
    kernel.run("points = check(sigmoid)")
    assert 0 < kernel.names["points"] < 2
    said(capsys)
    kernel.run("points = check(neuron_forward)")
    assert kernel.names["points"] < 2
    assert "not right yet" not in said(capsys)


def test_typed_numbers_that_follow(kernel):
    """What follows from a wrong number keeps half of its points, as in grading."""
    kernel.run("check('1.4')")
    book = next(iter(in_class.casebooks(Path.cwd())))
    given = book.numbers["forward_by_hand"]
    z = given["w1"] * given["x1"] + given["w2"] * given["x2"] + given["b"] + 0.75
    a = 1 / (1 + np.exp(-z))
    cost = 0.5 * (a - given["y"]) ** 2
    kernel.names["forward_by_hand"] = {
        "z": z, "a": round(a, 3), "cost": round(cost, 3), "perceptron_output": int(z > 0),
    }  # fmt: skip
    kernel.run("points = check('1.4')")
    assert kernel.names["points"] >= 0.5
