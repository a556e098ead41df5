"""A grader to be killed: grades a small class under an isolation, into a folder that is named."""

import sys
from dataclasses import replace
from pathlib import Path

from checker.classroom.desk import Desk
from checker.classroom.discovery import Found
from checker.classroom.grading import grade
from checker.classroom.reference import ReferenceSandbox
from checker.classroom.results import ResultsFile
from checker.sandbox import SandboxPool, choose
from tests.classroom.small_course import ASSIGNMENT, NOTEBOOK, PROVENANCE, notebook, solved

ANSWERS = (
    "def double(x): return 2 * x",
    "def double(x): return 4 * x",
    "import os\ndef double(x): os._exit(0)",
    "def double(x): raise ValueError(x)",
    "def double(x): return 2 * x if x == 2 else 0",
    "def double(x: return",
)


def found(student, source):
    data = notebook(solved(double=source))
    return Found(student, NOTEBOOK, lambda: data)


def main(folder, isolation_name):
    """Grade the class, going on from what is there; say so once the class is begun."""
    isolation = choose(isolation_name)
    results = folder / "results.jsonl"
    with ResultsFile(results) as file, SandboxPool(isolation, 2) as pool:
        desk = Desk(
            assignments={NOTEBOOK: ASSIGNMENT},
            common=replace(PROVENANCE, isolation=isolation.name),
            take=pool.take,
            take_reference=lambda: ReferenceSandbox(isolation),
            recorded=file.recorded,
            feedback=folder / "feedback",
            marked=folder / "marked",
        )
        print("begins", flush=True)
        students = [found(f"student-{at}", source) for at, source in enumerate(ANSWERS)]
        grade(students, desk, file, 2, lambda _: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
