"""What becomes of worked solutions and known mistakes here: printed as JSON, by exercise.

Cases and answers are those that were handed out, whoever recorded them, and those of one fresh
seed. Nothing that was compiled before is taken: it may have been compiled elsewhere.
"""

import json
import sys
from pathlib import Path

from checker.course.compiling.casebooks import compile_lesson, recorded_casebook, solver
from checker.course.release.course import load_lesson
from checker.exercises.sameness import same
from checker.exercises.storage import dump, load
from checker.judging import judge
from checker.records import Cell, Job
from checker.sandbox import UNHURRIED, Sandbox, choose
from checker.steps import Read
from tests.kernels import probe

ROOT = Path(__file__).parents[2]
FRESH = 7


def outcomes(names, seeds):
    """Return the kernels of both processes, what has drifted, and every outcome."""
    with Sandbox(choose("none"), UNHURRIED) as sandbox:
        found = {"kernels": [probe.kernel, worker_kernel(sandbox)], "drift": {}, "outcomes": {}}
        for name in names:
            lesson = load_lesson(ROOT / "solutions" / f"{name}.py")
            handed_out = load((ROOT / "notebooks/cases" / f"{name}.npz").read_bytes())
            here = load(dump(recorded_casebook(lesson, handed_out.seed, sandbox)))
            found["drift"] |= drifted(handed_out, here)
            found["outcomes"] |= judged("as handed out", handed_out, here)
            for seed in seeds:
                numbers, solve = handed_out.numbers, solver(lesson, sandbox)
                fresh = load(dump(compile_lesson(lesson, seed, numbers, solve)))
                found["outcomes"] |= judged(f"seed {seed}", fresh, fresh)
    return found


def worker_kernel(sandbox):
    """Return the kernel that the process of the worked solutions has chosen."""
    cell = Cell("probe", "code", Path(probe.__file__).read_text("utf-8"))
    job = Job(setup="", cells=(cell,), wanted=("kernel",))
    return sandbox.run(job, [(Read("kernel"),)])[0].value


def drifted(handed_out, here):
    pairs = zip(handed_out.exercises, here.exercises, strict=True)
    return {one.name: not same(one, other) for one, other in pairs}


def judged(where, book, answered):
    """Return outcome, points and names of every program, by its name."""
    found = {}
    for exercise, here in zip(book.exercises, answered.exercises, strict=True):
        programs = {"": here.expected} | {known.id: known.answers for known in here.mistakes}
        for program, answers in programs.items():
            verdict = judge(exercise, answers)
            found[f"{where}: {exercise.name}: {program or 'the worked solution'}"] = [
                str(verdict.outcome),
                [check.points for check in verdict.checks],
                verdict.misconception,
                verdict.second_misconception,
            ]
    return found


if __name__ == "__main__":
    nightly, *lessons = sys.argv[1:]
    print(json.dumps(outcomes(lessons, (FRESH,) if nightly == "fresh" else ())))
