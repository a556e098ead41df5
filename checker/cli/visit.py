"""A doctor's visit to one kind of isolation: what it gives, what it does not, how to mend it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from checker.cli.terminal import WARNING, say
from checker.errors import IsolationError
from checker.sandbox import Isolation
from checker.sandbox.choice import mend
from checker.sandbox.doctor import probe, unpromised
from checker.sandbox.python_files import require_hidden


def is_hidden(place: Path) -> bool:
    """Whether a path lies outside of what student code is shown; say so if not."""
    try:
        require_hidden([place])
    except IsolationError as error:
        say(f"FAIL  {error}", WARNING)
        return False
    return True


def examined(name: str, make: Callable[[], Isolation], protected: Sequence[Path] = ()) -> bool:
    """Say what an isolation gives, what it does not and how to mend it; whether it holds."""
    try:
        isolation = make()
    except IsolationError as error:
        say(f"{name}: {error}", WARNING)
        return False
    try:
        walls = probe(isolation, protected)
    except IsolationError as error:
        say(f"{name}: {error}; to mend it, {mend(name, str(error))}.", WARNING)
        return False
    say(f"{name}: {isolation.promise}")
    for wall, held in walls:
        say(f"  {'ok  ' if held else 'FAIL'}  {wall}", "" if held else WARNING)
    for wall in unpromised(isolation):
        say(f"  --    not promised: {wall}")
    return all(held for _, held in walls)
