"""The closer look in class: beneath a verdict that names no cause, in a process of its own.

Where there are no processes, as in a browser, it is left out, and nothing else is. What goes wrong
in here costs nobody anything: the verdict stands already.
"""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from checker.errors import CheckerError
from checker.exercises.casebook import CompiledExercise
from checker.judging import judge
from checker.records import Cell, Job, Outcome, Verdict
from checker.reports.beneath import beneath_html, beneath_text
from checker.student.frontend import show_beneath

LOOKING = "Looking closer at your code …"
#: What the process may take: seconds on the clock and of the processor, in all.
WALL_SECONDS, CPU_SECONDS = 1.6, 1.4
MEMORY_BYTES = 1 << 30
#: So a verdict ends that looks for the cause in an earlier exercise.
ELSEWHERE = "look there first."
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
    except (CheckerError, ImportError, OSError):
        pass  # no process was to be had: the verdict stands as it is
    finally:
        if put:
            put(beneath_text(found), beneath_html(found))
    return "" if put else beneath_text(found)


def cells_run(namespace: Mapping[str, Any]) -> tuple[Cell, ...]:
    """Give the cells that have run in this notebook, in their order; none outside of one."""
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
    sandbox = import_module("checker.sandbox")
    looking = import_module("checker.closer_look")
    limits = sandbox.Limits(
        call_seconds=WALL_SECONDS,
        hurry_seconds=WALL_SECONDS,
        exercise_seconds=WALL_SECONDS,
        cpu_seconds=2,
        memory_bytes=MEMORY_BYTES,
        replacements=0,
    )
    job = Job("", cells, exercise.wanted, lab=exercise.lab)
    budget = looking.Budget(CPU_SECONDS, WALL_SECONDS)
    with sandbox.Sandbox(sandbox.choose("process"), limits) as process:
        answers = process.run(job, [case.steps for case in exercise.cases])
        if judge(exercise, answers).points != verdict.points:
            return ""
        finding = looking.look(exercise, answers, process, job, budget)
    said: str = looking.said_of(finding)
    lead: str = "" if verdict.sentence else looking.lead_of(finding)
    return said or lead
