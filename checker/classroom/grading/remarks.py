"""What was noted while student code ran, as sentences: for the instructor, and for the student."""

from collections.abc import Collection, Iterable, Iterator

from checker.grades import Verdict
from checker.records import Answer, Note

#: What no answer needs, for the instructor to look at.
SENTENCES = {
    "instruments": "the code changed or evaded what its steps are counted with",
    "numpy": "the code replaced functions of NumPy",
    "builtins": "the code replaced functions of Python",
    "process": "the code tried to start a process",
    "signal": "the code tried to signal a process",
    "network": "the code tried to reach the network",
    "library": "the code called the system's C library by itself",
    "writing": "the code tried to change files outside of its own folder",
}
#: The code changed what its steps are counted with: no answer of these counts.
INSTRUMENTS = "instruments"
#: So many of the lines that were passed over are named.
NAMED = 5
LINE_CHARACTERS = 60


def notes_of(told: Iterable[Answer | Verdict]) -> tuple[Note, ...]:
    """Return what was noted while some answers came about, each once."""
    return tuple({note: None for each in told for note in each.notes})


def remarks_on(verdicts: Iterable[Verdict], ours: Collection[str] = ()) -> tuple[str, ...]:
    """Say what was tried that no answer needs, one clause each, with the line that did it.

    What stands in a cell of the course is no student's doing, nor what nobody's line is known of.
    `ours` has the ids of those cells.
    """
    first: dict[str, str] = {}
    for note in notes_of(verdicts):
        if note.kind == INSTRUMENTS:  # of which no line is known
            first[note.kind] = SENTENCES[note.kind]
        elif note.kind in SENTENCES and note.cell and note.cell not in ours:
            first.setdefault(note.kind, f"{SENTENCES[note.kind]} ({_place(note)})")
    return tuple(first[kind] for kind in SENTENCES if kind in first)


def passed_over(verdicts: Iterable[Verdict], ours: Collection[str] = ()) -> tuple[str, ...]:
    """Say, one clause each, which of a student's lines were passed over, and why."""
    notes = [note for note in notes_of(verdicts) if note.cell and note.cell not in ours]
    return (*_commands([note for note in notes if note.kind == "command"]), *_lines(notes))


def _commands(notes: list[Note]) -> Iterator[str]:
    if notes:
        shown = ", ".join(note.detail[:LINE_CHARACTERS] for note in notes[:NAMED])
        number = "1 command" if len(notes) == 1 else f"{len(notes)} commands"
        more = ", …" if len(notes) > NAMED else ""
        yield f"left out {number} to Jupyter or the shell: {shown}{more}"


def _lines(notes: list[Note]) -> Iterator[str]:
    lines = [note for note in notes if note.kind in ("lacks", "raised")]
    for note in lines[:NAMED]:
        if note.kind == "lacks":
            why = f"{what_is_lacking(note.detail)}; leave this line out if nothing needs it"
        else:
            why = f"it ended in {note.detail}"
        yield f"passed over {_place(note)}: {why}"
    if len(lines) > NAMED:
        yield f"passed over {len(lines) - NAMED} more lines that did not run"


def what_is_lacking(thing: str) -> str:
    """Say that the machine that grades has not what a student's code asks for."""
    return f"the grading machine has no {thing}"


def _place(note: Note) -> str:
    line = (
        note.source if len(note.source) <= LINE_CHARACTERS else f"{note.source[:LINE_CHARACTERS]}…"
    )
    return f"line {note.line} of {note.cell}, “{line}”"
