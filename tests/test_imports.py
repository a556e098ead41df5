"""Which way the doors of the package open, and what each room may do.

A rule that is broken names the line. Each rule is also shown a planted offence, so that it is
known to be able to fail.
"""

import re
import sys
import tomllib
from collections.abc import Callable
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.syntax_trees import (
    CHECKER,
    ROOT,
    Finder,
    Place,
    dotted,
    imports,
    mentions,
    modules,
    offences,
    public_names,
    room_named,
    room_of,
)

#: From the ground up: a room may use the floors below its own, never its neighbours.
FLOORS: list[set[str]] = [
    {"errors", "closing", "startup"},
    {"digits", "records", "safe_files"},
    {"grades", "kept_files"},
    {"exhibits", "steps", "results", "numerics", "documents"},
    {"trees", "figures"},
    {"fingerprints", "wire", "exercises"},
    {"answers", "sandbox", "judging", "reports"},
    {"closer_look"},
    {"student", "course/release"},
    {"course/compiling", "classroom/submissions"},
    {"course/proving", "classroom/grading", "classroom/gradebook"},
    {"classroom/batch", "classroom/exports", "classroom/simulation"},
    {"cli"},
    {"__init__", "__main__", "course", "classroom"},
]
#: Which wing may enter which other one, and there only through what is named.
DOORS = {
    ("classroom", "course"): "checker.course",
    ("classroom", "student"): "checker.student.progress_file",
}
WINGS = {"student", "course", "classroom"}
LEAVES = {"errors", "fingerprints", "grades", "records", "steps", "trees", "wire"}
FACES = {"student", "cli"}
#: The rooms that read the instructor's own source.
PARSERS = {"course/release", "course/proving"}
PICKLES = {"pickle", "_pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}


def runs_up(place: Place) -> bool:
    """Whether an import goes to a neighbour or to a higher floor."""
    if place.top != "checker":
        return False
    room = room_named(place.name)
    floor = next(level for level, rooms in enumerate(FLOORS) if place.room in rooms)
    return room != place.room and not any(room in rooms for rooms in FLOORS[:floor])


def enters_another_wing(place: Place) -> bool:
    """Whether a wing imports another one by anything but the doors there are."""
    wing, other = place.room.split("/")[0], room_named(place.name).split("/")[0]
    if place.top != "checker" or wing == other or not {wing, other} <= WINGS:
        return False
    return not place.name.startswith(DOORS.get((wing, other), "nothing"))


def is_not_mounted(place: Place) -> bool:
    """Whether an import of the sandbox's inside reaches for what is not there."""
    if place.top != "checker":
        return place.inside and place.top != "numpy" and place.top not in sys.stdlib_module_names
    own = place.name.startswith("checker.sandbox.inside")
    return place.inside and not own and place.name.removeprefix("checker.") not in LEAVES


def is_notebook_format(place: Place) -> bool:
    """Whether a room other than `documents` reads or writes notebooks."""
    return place.top in {"nbformat", "jupytext"} and place.room != "documents"


def is_parser(place: Place) -> bool:
    """Whether text is parsed outside a sandbox where it may not be the instructor's own."""
    return place.top == "ast" and not place.inside and place.room not in PARSERS


def is_pickle(place: Place) -> bool:
    """Whether a module has the means to unpickle."""
    return place.top in PICKLES


def evaluates(place: Place) -> bool:
    """Whether a call could run what a file or a student wrote."""
    if place.name in {"np.load", "numpy.load"}:
        return True
    return place.name in {"eval", "exec", "__import__"} and not place.inside


def speaks(place: Place) -> bool:
    """Whether a room other than the two faces prints or ends the program."""
    said = {"print", "exit", "quit", "sys.exit", "SystemExit"}
    return place.name in said and place.room not in FACES


RULES: dict[Callable[[Place], bool], tuple[Finder, str]] = {
    runs_up: (imports, "imports run down the table of rooms only"),
    enters_another_wing: (imports, "the wings do not know each other, but for the doors there are"),
    is_not_mounted: (
        imports,
        "the sandbox's inside has the leaves, NumPy and the standard library",
    ),
    is_notebook_format: (imports, "only documents knows how a notebook is stored"),
    is_parser: (imports, "a student's text is parsed inside the sandbox only"),
    is_pickle: (imports, "nothing is ever unpickled"),
    evaluates: (mentions, "a student's text is run inside the sandbox only; np.load is not used"),
    speaks: (mentions, "only cli and student print or end the program"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_package_keeps_the_rule(rule):
    """No line of the package breaks the rule."""
    find, says = RULES[rule]
    found = offences(CHECKER, find, rule)
    assert not found, "\n".join([says, *found])


@pytest.mark.parametrize(
    ("rule", "module", "text", "named"),
    [
        (
            runs_up,
            "numerics/a.py",
            "import checker.classroom.batch.class_run",
            "checker.classroom.batch.class_run",
        ),
        (runs_up, "judging/a.py", "from checker.sandbox import run", "checker.sandbox"),
        (runs_up, "reports/a.py", "def f():\n    from checker import cli", "checker.cli"),
        (runs_up, "course/release/a.py", "from ..compiling import x", "checker.course.compiling"),
        (enters_another_wing, "course/release/a.py", "import checker.student", "checker.student"),
        (
            enters_another_wing,
            "classroom/batch/a.py",
            "from checker.student.notebook import check",
            "checker.student.notebook",
        ),
        (runs_up, "records.py", "import checker", "checker"),
        (is_not_mounted, "sandbox/inside/a.py", "import rich.table", "rich.table"),
        (is_not_mounted, "sandbox/inside/a.py", "import checker.judging", "checker.judging"),
        (is_notebook_format, "classroom/batch/a.py", "import nbformat", "nbformat"),
        (is_parser, "documents/a.py", "import ast", "ast"),
        (is_pickle, "sandbox/inside/a.py", "import pickle", "pickle"),
        (evaluates, "exercises/a.py", "\nnp.load('a.npy')", "np.load"),
        (evaluates, "judging/a.py", "eval('1')", "eval"),
        (speaks, "classroom/batch/a.py", "print(1)", "print"),
        (speaks, "sandbox/a.py", "import sys\nsys.exit(1)", "sys.exit"),
        (speaks, "course/release/a.py", "raise SystemExit", "SystemExit"),
    ],
)
def test_planted_offence(tmp_path, rule, module, text, named):
    """The offending line is named, wherever in a module it stands."""
    find, _ = RULES[rule]
    line = text.count("\n") + 1
    assert offences(_package(tmp_path, module, text), find, rule) == [
        f"checker/{module}:{line}: {named}"
    ]


@pytest.mark.parametrize(
    ("rule", "module", "text"),
    [
        (runs_up, "classroom/batch/a.py", "from checker.judging import judge"),
        (
            enters_another_wing,
            "classroom/submissions/a.py",
            "from checker.student.progress_file import Entry",
        ),
        (is_not_mounted, "sandbox/inside/a.py", "import numpy.linalg\nfrom checker import wire"),
        (evaluates, "sandbox/inside/a.py", "exec('a = 1')"),
        (speaks, "cli.py", "print(1)"),
    ],
)
def test_line_that_keeps_the_rule(tmp_path, rule, module, text):
    """What a room is there for is not refused."""
    find, _ = RULES[rule]
    assert offences(_package(tmp_path, module, text), find, rule) == []


def test_every_room_stands_on_a_floor():
    """A new room is given its place in the table before it is used."""
    assert {room_of(CHECKER, path) for path in modules(CHECKER)} <= set().union(*FLOORS)


def test_picture_of_the_house():
    """CONTRIBUTING shows every room on its floor, in the order in which they stand."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## The house")[1].split("###")[0]
    rows = [line for line in text.splitlines() if line.startswith("| ")][1:]
    drawn = [set(re.findall(r"`([a-z_/]+)`", row)) for row in reversed(rows)]
    ground = FLOORS[0] | FLOORS[1]
    assert [ground, *FLOORS[2:-1]] == drawn


def test_modules_in_a_circle():
    """No two modules need each other, not even within a room."""
    needs = {
        dotted(CHECKER, path): {place.name for place in imports(CHECKER, path)}
        for path in modules(CHECKER)
    }
    order = TopologicalSorter({name: used & needs.keys() for name, used in needs.items()})
    assert set(order.static_order()) == needs.keys()


def test_imports_and_requirements():
    """What the package imports, pyproject.toml asks for by name."""
    distributions = packages_distributions()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [item for extra in project["optional-dependencies"].values() for item in extra]
    asked = {re.split(r"[^\w.-]", item)[0].lower() for item in project["dependencies"] + extras}

    def is_missing(place: Place) -> bool:
        if place.top == "checker" or place.top in sys.stdlib_module_names:
            return False
        return not {name.lower() for name in distributions.get(place.top, [place.top])} & asked

    found = offences(CHECKER, imports, is_missing)
    assert not found, "\n".join(["imported, but not in pyproject.toml:", *found])


def _package(folder: Path, module: str, text: str) -> Path:
    package = folder / "checker"
    path = package / module
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return package


#: Names of what every module of a kind has: a figure its `model`, a program its `main`.
SHARED = {"figure", "model", "draw", "tell", "main"}


def test_public_names():
    """No two modules of the package define the same public name, commands of `cli` aside."""
    homes: dict[str, list[str]] = {}
    for path in modules(CHECKER):
        if room_of(CHECKER, path) != "cli":
            for name in public_names(path):
                homes.setdefault(name, []).append(dotted(CHECKER, path))
    twice = {name: where for name, where in homes.items() if len(where) > 1}
    assert not twice.keys() - SHARED, {name: twice[name] for name in twice.keys() - SHARED}


def test_public_name_that_two_modules_define(tmp_path):
    """It is seen, be it of a function or of a class; a private one is not."""
    path = tmp_path / "a.py"
    path.write_text("class Order: ...\ndef read(): ...\ndef _own(): ...\nx = 1\n", "utf-8")
    assert public_names(path) == ["Order", "read"]
