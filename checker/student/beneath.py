"""The closer look in class: beneath a verdict that names no cause, in a process of its own.

Where there are no processes, as in a browser, it is left out, and nothing else is. What goes wrong
in here costs nobody anything: the verdict stands already.
"""

import os
import time
from collections.abc import Mapping, Sequence
from typing import Any

from checker.exercises.casebook import CompiledExercise
from checker.grades import Outcome, Verdict
from checker.judging import judge
from checker.judging.helpers import ELSEWHERE
from checker.records import Cell, Job
from checker.reports.beneath import beneath_html, beneath_text
from checker.student.frontend import show_beneath

LOOKING = "Looking closer at your code …"
#: What the process may take: seconds on the clock, its start among them, and of the processor.
WALL_SECONDS, CPU_SECONDS = 1.7, 1.4
MEMORY_BYTES = 1 << 30
UNEXPLAINED = {Outcome.FAILED, Outcome.PARTIAL, Outcome.RAISED}


def look_beneath(exercise: CompiledExercise, verdict: Verdict, namespace: Mapping[str, Any]) -> str:
    """Say that we look closer, look, and put what is found in the place of that.

    Return it as text where there is no notebook to show it in.
    """
    cells = cells_run(namespace)
    elsewhere = verdict.carried_forward or verdict.sentence.endswith(ELSEWHERE)
    named = verdict.misconception is not None or elsewhere
    if named or exercise.fields or verdict.outcome not in UNEXPLAINED or not cells:
        return ""
    if not hasattr(os, "fork"):
        return ""
    put = show_beneath(beneath_text(LOOKING), beneath_html(LOOKING))
    found = ""
    try:
        found = closer_look(exercise, verdict, cells)
    except Exception:  # noqa: BLE001, S110  whatever it is: the verdict stands, and is no worse
        pass
    finally:
        if put:
            put(beneath_text(found), beneath_html(found))
    return "" if put else beneath_text(found)


def cells_run(namespace: Mapping[str, Any]) -> tuple[Cell, ...]:
    """Return the cells that have run in this notebook, in their order; none outside of one."""
    history = namespace.get("In")
    texts: Sequence[Any] = history if isinstance(history, list) else ()
    numbered = enumerate(texts)
    return tuple(
        Cell(f"In[{number}]", "code", text) for number, text in numbered if isinstance(text, str)
    )


def closer_look(exercise: CompiledExercise, verdict: Verdict, cells: tuple[Cell, ...]) -> str:
    """Return what a closer look at the code of these cells finds, or nothing.

    The process answers the cases itself first. If that earns other points than in the notebook,
    it has not the same code before it, and nothing is said.
    """
    # loaded here, since a browser has neither processes nor what starts them
    from checker.closer_look import Budget, found_beside, look  # noqa: PLC0415
    from checker.sandbox import Limits, Sandbox, choose  # noqa: PLC0415

    limits = Limits(
        call_seconds=WALL_SECONDS,
        hurry_seconds=WALL_SECONDS,
        exercise_seconds=WALL_SECONDS,
        cpu_seconds=2,
        memory_bytes=MEMORY_BYTES,
    )
    end = time.monotonic() + WALL_SECONDS
    job = Job("", cells, exercise.wanted, lab=exercise.lab)
    with Sandbox(choose("none"), limits) as process:
        answers = process.run(job, [case.steps for case in exercise.cases])
        if judge(exercise, answers).points != verdict.points:
            return ""
        budget = Budget(CPU_SECONDS, end - time.monotonic())
        finding = look(exercise, answers, process, job, budget)
    return found_beside(verdict, finding)
