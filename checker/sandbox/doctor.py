"""Whether the walls of an isolation hold on this machine, found by running into each of them."""

import itertools
import os
import secrets
import socket
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from checker.errors import IsolationError
from checker.records import Cell, Job, Value
from checker.sandbox.bubblewrap import ENVIRONMENT_INSIDE
from checker.sandbox.client import Sandbox
from checker.sandbox.isolation import Isolation
from checker.sandbox.limits import Limits
from checker.sandbox.worker_program import ENVIRONMENT, NOBODY
from checker.steps import Call

PROBE_CELL = Cell("probes", "code", Path(__file__).with_name("probes.py").read_text("utf-8"))
#: A fork holds the two pipes to its worker and nothing else.
PIPE_ENDS = 2
LIMITS = Limits(call_seconds=5.0, exercise_seconds=20.0)
#: What each probe finds, in a few words, if its wall holds.
WALLS = {
    "file_unread": "files cannot be read",
    "file_unchanged": "files cannot be changed",
    "file_unseen": "files cannot be seen",
    "machine_unnamed": "the machine's name is not told",
    "environment_cleared": "the environment is not passed on",
    "network_absent": "there is no network",
    "fork_refused": "no process can be started",
    "exec_refused": "no program can be run",
    "signals_refused": "no other process can be signalled",
    "writing_refused": "files cannot be written",
    "memory_limited": "memory is limited",
    "limits_final": "limits cannot be raised",
    "descriptors_few": "no descriptors are inherited",
    "hidden_memory_refused": "no memory escapes the limit",
    "processes_closed": "other processes cannot be looked into",
    "processes_unseen": "other processes cannot be seen",
    "user_is_nobody": "the user is nobody",
}
#: What is found with two sandboxes at once, where one process has forked them all.
NEIGHBOURS = {
    "file_left": "other submissions' files cannot be seen",
    "process_number": "other submissions' processes cannot be seen",
}


def probe(isolation: Isolation, protected: Sequence[Path] = ()) -> list[tuple[str, bool]]:
    """Try each wall; nothing else than `IsolationError` comes of one that does not start.

    Raises
    ------
    IsolationError
        If no sandbox starts at all.
    """
    try:
        return _probed(isolation, protected)
    except OSError as error:  # a process that ended at once, where namespaces are refused
        raise IsolationError(f"The sandbox does not start: {error.strerror or error}") from error


def _probed(isolation: Isolation, protected: Sequence[Path]) -> list[tuple[str, bool]]:
    """Say of each wall that is promised, in a few words, what it is and whether it held.

    The walls stand also around what is `protected`: files and folders, and one file in each.
    """
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as server:
        Path(folder).chmod(0o755)  # so that it is a wall, and not the mode, that hides the canary
        canary = Path(folder, "canary")
        canary.write_text(secrets.token_hex(), "utf-8")
        arguments = _arguments(str(canary), server.getsockname()[1])
        names = [name for name in WALLS if name not in isolation.unpromised]
        places = [place for path in protected for place in _places(path)]
        calls = [
            *(Call(name, arguments.get(name, ())) for name in names),
            *(Call("place_unread", (str(place),)) for place in places),
        ]
        job = Job("", (PROBE_CELL,), (*names, "place_unread"))
        with Sandbox(isolation, LIMITS) as sandbox:
            answers = sandbox.run(job, [[each] for each in calls])
    held = [answer.value is True for answer in answers]
    said = [*(WALLS[name] for name in names), *(f"{place} cannot be read" for place in places)]
    walls = list(zip(said, held, strict=True))
    return walls + (_between_neighbours(isolation) if isolation.one_parent else [])


def _places(path: Path) -> Iterator[Path]:
    """Return a path that we can look at, and the first file in it if it is a folder."""
    with suppress(OSError):
        yield path.resolve(strict=True)
    files = (Path(folder, name) for folder, _, names in os.walk(path) for name in names)
    yield from (file.resolve() for file in itertools.islice(files, 1))


def _between_neighbours(isolation: Isolation) -> list[tuple[str, bool]]:
    """Say whether one sandbox can tell that there is another, by its files and its processes.

    Where processes are numbered anew in each, the first fork of both has the same number.
    """
    job = Job("", (PROBE_CELL,), tuple(NEIGHBOURS))
    mark = secrets.token_hex()
    cases = [[Call("file_left", (mark,))], [Call("process_number")]]
    with Sandbox(isolation, LIMITS) as one, Sandbox(isolation, LIMITS) as other:
        found = [[answer.value for answer in each.run(job, cases)] for each in (one, other)]
    (files, number), (others_files, others_number) = found
    apart = isinstance(files, list) and isinstance(others_files, list) and mark not in others_files
    return [
        (NEIGHBOURS["file_left"], apart),
        (NEIGHBOURS["process_number"], isinstance(number, int) and number == others_number),
    ]


def unpromised(isolation: Isolation) -> list[str]:
    """Say in a few words which walls an isolation does not promise."""
    return [what for name, what in WALLS.items() if name in isolation.unpromised]


def _arguments(canary: str, port: int) -> dict[str, tuple[Value, ...]]:
    """Return the arguments of those probes that take any, by name."""
    names: list[Value] = [*ENVIRONMENT, *ENVIRONMENT_INSIDE, "PWD", "LC_CTYPE", "TMPDIR"]
    return {
        "file_unread": (canary,),
        "file_unchanged": (canary,),
        "file_unseen": (canary,),
        "environment_cleared": (names,),
        "network_absent": (port,),
        "writing_refused": (canary + ".written",),
        "memory_limited": (2 * LIMITS.memory_bytes,),
        "descriptors_few": (PIPE_ENDS,),
        "user_is_nobody": (int(NOBODY),),
        "machine_unnamed": (socket.gethostname(),),
    }
