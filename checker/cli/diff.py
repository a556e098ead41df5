"""What `checker diff` shows: whose marks move, by how much, and why."""

from pathlib import Path

from checker.classroom.batch.comparison import Move, moves
from checker.cli.terminal import say
from checker.results.schema import read_results


def say_moves(old: Path, new: Path) -> bool:
    """Say what has moved between two files of results; whether anything has."""
    before, after = read_results(old), read_results(new)
    found = moves(before, after)
    for move in found:
        say(f"{move.sentence()}.")
        for shift in move.shifts:
            say(f"  {shift.sentence()}.".replace("..", "."))
    say(diff_conclusion(found, len(before.keys() | after.keys())))
    return bool(found)


def diff_conclusion(found: list[Move], count: int) -> str:
    """Count those whose marks rise, fall and stay."""
    rises = sum(move.by > 0 for move in found)
    falls = sum(move.by < 0 for move in found)
    other = len(found) - rises - falls
    same = f", {other} keep the mark and have another outcome" if other else ""
    return f"Of {count} submissions, {rises} rise and {falls} fall{same}."
