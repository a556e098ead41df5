"""A grader that writes marks into a gradebook, over and over, beside another one."""

import sys

from checker.classroom.gradebook.writing import GradedNotebook, write_gradebook
from checker.classroom.grading.marking import Marker
from checker.records import Submission
from checker.results.schema import result_of
from tests.classroom.small_course import (
    ASSIGNMENT,
    CASEBOOK,
    NOTEBOOK,
    PROVENANCE,
    RELEASE,
    DirectSandbox,
    solved,
)

COURSE = (GradedNotebook(RELEASE, CASEBOOK),)
STUDENTS = 12
ROUNDS = 2


def result(student, sources=(), **fields):
    """The result of a student who answers like this."""
    cells = solved(**dict(sources))
    submission = Submission(student, NOTEBOOK, NOTEBOOK, cells, "a" * 64, **fields)
    marker = Marker(ASSIGNMENT, PROVENANCE)
    return result_of(marker.mark(submission, DirectSandbox().run, DirectSandbox().run))


if __name__ == "__main__":
    results = [result(f"student-{at}") for at in range(STUDENTS)]
    for _ in range(ROUNDS):
        write_gradebook(sys.argv[1], COURSE, results)
