"""A course of one small notebook, for tests that need no real one."""

import ast
import json
import threading
from contextlib import suppress

from checker.course.compiling.assignments import Assignment
from checker.exercises import Values, call, read
from checker.exercises.casebook import Casebook, CompiledExercise, Mistake
from checker.grades import Provenance
from checker.records import Answer, Cell, Ending
from checker.sandbox.inside.packing import answered
from checker.sandbox.questions import ANSWERED
from checker.steps import Call, Name, Read

NOTEBOOK = "01_small"
NUMBERS = {"x": 3.0}


def answers(*values):
    return tuple(Answer(Ending.RETURNED, value) for value in values)


def exercise(number, name, cases, expected, *, needs=(), fields=(), wrong=None):
    """Compile an exercise worth one point a case, with one known mistake."""
    return CompiledExercise(
        name=name,
        number=number,
        title=name.title(),
        hints=("look", "compute", "write"),
        needs=needs,
        defines=(name,),
        fields=fields,
        checks=tuple(Values(case.name, 1.0, (case,)) for case in cases),
        cases=cases,
        expected=answers(*expected),
        mistakes=(Mistake(f"{number}.wrong", "It is twice too large.", answers(*wrong)),)
        if wrong
        else (),
    )


DOUBLE = exercise(
    "1.1", "double",
    (call("two", "double", 2.0), call("five", "double", 5.0)), (4.0, 10.0), wrong=(8.0, 20.0),
)  # fmt: skip
FOURFOLD = exercise(
    "1.2", "fourfold", (call("three", "fourfold", 3.0),), (12.0,), needs=("double",),
)  # fmt: skip
BY_HAND = exercise(
    "1.3", "by_hand",
    (read("z", "by_hand", "z"), read("a", "by_hand", "a")), (6.0, 7.0), fields=("z", "a"),
)  # fmt: skip

CASEBOOK = Casebook(NOTEBOOK, 7, {"by_hand": NUMBERS}, (DOUBLE, FOURFOLD, BY_HAND))


def graded(name, points=None, *, solution=False):
    marks = {"grade_id": name, "grade": points is not None, "solution": solution}
    marks |= {"locked": not solution, "schema_version": 3, "cell_type": "code"}
    return {"nbgrader": marks}


SETUP = Cell("setup", "code", "import numpy as np", graded("setup"))
GIVEN = Cell("given-by_hand", "code", "x = 3.0", graded("given-by_hand"))


def stub(name):
    source = f"def {name}(x):\n    raise NotImplementedError"
    if name == "by_hand":
        source = 'by_hand = {\n    "z": None,\n    "a": None,\n}'
    return Cell(f"exercise-{name}", "code", source, graded(f"exercise-{name}", solution=True))


def check(name):
    return Cell(f"check-{name}", "code", f'check("{name}")', graded(f"check-{name}", 1))


NAMES = ("double", "fourfold", "by_hand")
RELEASE = (
    SETUP,
    GIVEN,
    Cell("intro-1", "markdown", "# Small"),
    *(cell for name in NAMES for cell in (stub(name), check(name))),
)

SOLUTIONS = {
    "double": "def double(x):\n    return 2 * x",
    "fourfold": "def fourfold(x):\n    return double(double(x))",
    "by_hand": 'z = 2 * x\na = z + 1\nby_hand = {"z": z, "a": a}',
}


def solved(**sources):
    """Give the release's cells with answers written into them."""
    written = SOLUTIONS | sources
    return tuple(
        Cell(cell.id, cell.kind, written[cell.id[9:]], cell.metadata)
        if cell.id.startswith("exercise-")
        else cell
        for cell in RELEASE
    )


def notebook(cells):
    """Write cells as a file."""
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [
                {
                    "id": cell.id,
                    "cell_type": cell.kind,
                    "source": cell.source,
                    "metadata": dict(cell.metadata),
                }
                for cell in cells
            ],
        }
    ).encode()


ASSIGNMENT = Assignment(
    notebook=notebook(RELEASE),
    release=RELEASE,
    setup=SETUP.source,
    solutions=tuple(cell for cell in solved() if cell.id.startswith("exercise-")),
    casebook=CASEBOOK,
    casebook_sha256="c" * 64,
)
PROVENANCE = Provenance("", "c" * 64, "0.1", "3.11", "2.4", "none", 7)


#: Python 3.11 counts the depth of all trees in one place: two threads may not parse at once.
PARSING = threading.Lock()


class DirectSandbox:
    """Runs the tests' own, friendly code in this process; remembers the jobs it was given."""

    def __init__(self):
        self.jobs = []

    def run(self, job, scripts, oracle):
        self.jobs.append(job)
        names = dict(job.pinned)
        for cell in job.cells:
            with PARSING:
                statements = ast.parse(cell.source).body
            for statement in statements:
                with suppress(NameError):  # what belongs to another exercise
                    exec(ast.unparse(statement), names)
                names.update(job.pinned)
        for name in job.oracles:
            names[name] = self.standing_in(name, oracle)
        return [self.answer(names, *script) for script in scripts]

    def standing_in(self, name, oracle):
        """Give what stands for a function that the reference answers."""

        def call(*values):
            arguments = tuple(("plain", value) for value in values), ("dict", (), ())
            (_, result), *_ = oracle(name, arguments).value
            return result

        return call

    def answer(self, names, step):
        try:
            match step:
                case Call(target, (Name(function), values, named)) if target == ANSWERED:
                    return Answer(Ending.RETURNED, answered(names[function], values, named))
                case Call(target, arguments):
                    return Answer(Ending.RETURNED, names[target](*arguments))
                case Read(target, item):
                    return Answer(Ending.RETURNED, names[target][item])
        except NotImplementedError:
            return Answer(Ending.NOT_ATTEMPTED)
        except KeyError:
            return Answer(Ending.MISSING)
        except Exception:  # noqa: BLE001 - whatever an answer raises
            return Answer(Ending.RAISED)
