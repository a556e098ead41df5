"""Helpers first: whether an answer is right with the tools that the notebook gave."""

from dataclasses import replace

from checker.closer_look.questions import Whole
from checker.documents.cell_text import binds
from checker.exercises.casebook import CompiledExercise
from checker.records import Job
from checker.sandbox import Sandbox
from checker.sandbox.questions import Oracle


def redefined_tool(
    exercise: CompiledExercise, whole: Whole, sandbox: Sandbox, job: Job, oracle: Oracle | None
) -> str:
    """Name the tool that a cell of the student's own has defined anew, if that is the cause.

    The answer is run without such cells; what they define is then the notebook's own.
    """
    for tool in job.tools:
        own = [cell for cell in job.cells if binds(cell.source, tool)]
        asked = [cell for cell in own if any(binds(cell.source, each) for each in exercise.defines)]
        if own and not asked:
            without = replace(job, cells=tuple(cell for cell in job.cells if cell not in own))
            if whole.is_right(sandbox.run(without, whole.question.scripts, oracle)):
                return tool
    return ""
