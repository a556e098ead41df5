"""Jobs and answers as frames: what the grader tells a sandbox, and what comes back.

What comes back was in the hands of student code, so every part of it is checked here.
"""

import json
from typing import Any

import numpy as np

from checker.errors import ProtocolError
from checker.records import Answer, Cell, Ending, Fault, Job
from checker.sandbox.inside.faults import MESSAGE_CHARACTERS
from checker.sandbox.inside.notes import known_notes, tree_of
from checker.sandbox.inside.plain import NAME_CHARACTERS
from checker.trees import Arrays, Tree, clean_text, flatten, unflatten

WARNINGS = ("overflow", "invalid", "divide")
POSITIONS = 1000


def job_tree(job: Job, arrays: Arrays) -> Tree:
    """Turn a job into a tree of JSON; its code goes by as bytes, for a notebook may be long."""
    code = [[cell.id, cell.source] for cell in job.cells if cell.kind == "code"]
    text = json.dumps([job.setup, code, job.lab]).encode("ascii")
    arrays.append(np.frombuffer(text, np.uint8))
    place = len(arrays) - 1
    pinned = {name: flatten(value, arrays) for name, value in job.pinned.items()}
    files = {
        name: flatten(np.frombuffer(data, np.uint8), arrays) for name, data in job.files.items()
    }
    return [place, job.wanted, job.oracles, pinned, files, job.defines]


def job_of(tree: Tree, arrays: Arrays) -> Job:
    """Read a job from the grader's tree."""
    place, wanted, oracles, pinned, files, defines = tree
    setup, code, lab = json.loads(arrays[place].tobytes())
    return Job(
        setup=setup,
        cells=tuple(Cell(id_, "code", source) for id_, source in code),
        wanted=tuple(wanted),
        oracles=tuple(oracles),
        pinned={name: unflatten(value, arrays) for name, value in pinned.items()},
        lab=lab,
        files={name: unflatten(data, arrays).tobytes() for name, data in files.items()},
        defines=tuple(defines),
    )


def answer_tree(answer: Answer, arrays: Arrays) -> Tree:
    """Turn an answer into a tree of JSON; its arrays are appended to `arrays`."""
    fault = answer.fault and _fault_tree(answer.fault)
    notes = [tree_of(note) for note in answer.notes]
    marks = [answer.mutated, answer.aliased, answer.warnings, notes]
    return [answer.ending, flatten(answer.value, arrays), fault, *marks]


def _fault_tree(fault: Fault) -> Tree:
    """Turn a fault into a tree; the text of its line is added where it arrives."""
    call = [fault.called, fault.call_line]
    return [fault.kind, fault.message, fault.cell, fault.line, fault.lacks, *call]


def answer_of(tree: Tree, arrays: Arrays) -> Answer:
    """Read an answer from a sandbox's tree.

    Raises
    ------
    ProtocolError
        If the tree is not one that `answer_tree` makes.
    """
    match tree:
        case [str(ending), value, fault, [*mutated], [*aliased], [*warnings], [*notes]]:
            return Answer(
                ending=_ending(ending),
                value=unflatten(value, arrays),
                fault=_fault(fault),
                mutated=_positions(mutated),
                aliased=_positions(aliased),
                warnings=tuple(known for known in WARNINGS if known in warnings),
                notes=known_notes(notes),
            )
    raise ProtocolError("an answer of unknown form")


def _ending(name: str) -> Ending:
    try:
        return Ending(name)
    except ValueError as error:
        raise ProtocolError("an answer that ended in no known way") from error


def _fault(tree: Any) -> Fault | None:
    match tree:
        case None:
            return None
        case [str(kind), str(message), str(cell), int(line), str(lacks), str(called), int(calls)]:
            kind = clean_text(kind)[:NAME_CHARACTERS]
            message = clean_text(message)[:MESSAGE_CHARACTERS]
            lacks = clean_text(lacks)[:NAME_CHARACTERS]
            called = clean_text(called)[:MESSAGE_CHARACTERS] if calls > 0 else ""
            return Fault(kind, message, clean_text(cell), line, "", lacks, called, calls)
    raise ProtocolError("a fault of unknown form")


def _positions(numbers: list[Any]) -> tuple[int, ...]:
    if not all(type(number) is int and 0 <= number < POSITIONS for number in numbers):
        raise ProtocolError("an argument at an impossible position")
    return tuple(sorted(set(numbers)))
