"""What is noted of student code while it runs, beside its answers, for people to read.

The notes are made beside the code that they are about, so they prove nothing: that there are
none does not mean that nothing was tried. No mark depends on them.
"""

from collections.abc import Iterable
from typing import Any

from checker.records import Note
from checker.trees import clean_text

#: What is done that no answer needs.
TRACES = ("instruments", "numpy", "builtins", "process", "signal", "network", "library", "writing")
#: Why a line is passed over: it asks for what is lacking here, it raises, it is no Python.
PASSED_OVER = ("lacks", "raised", "command")
KINDS = (*TRACES, *PASSED_OVER)
#: More are not told.
MOST = 20
DETAIL_CHARACTERS = 200


def known_notes(trees: Iterable[Any]) -> tuple[Note, ...]:
    """Return those of some trees that are notes, each once, and no more than are told."""
    notes: dict[Note, None] = {}
    for tree in trees:
        match tree:
            case [str(kind), str(detail), str(cell), int(line)] if kind in KINDS:
                detail = clean_text(detail)[:DETAIL_CHARACTERS]
                notes[Note(kind, detail, clean_text(cell), line)] = None
    return tuple(notes)[:MOST]


def tree_of(note: Note) -> list[Any]:
    """Return a note as it travels; the text of its line is added where it arrives."""
    return [note.kind, note.detail, note.cell, note.line]
