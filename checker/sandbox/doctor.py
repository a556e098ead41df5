"""Whether the walls of an isolation hold on this machine, found by running into each of them."""

import secrets
import socket
import tempfile
from pathlib import Path

from checker.records import Cell, Job, Value
from checker.sandbox.bubblewrap import ENVIRONMENT_INSIDE, NOBODY
from checker.sandbox.client import Sandbox
from checker.sandbox.isolation import Isolation
from checker.sandbox.limits import Limits
from checker.sandbox.program import ENVIRONMENT
from checker.steps import Call

PROBES = Path(__file__).with_name("probes.py")
#: A fork holds the two pipes to its worker and nothing else.
PIPE_ENDS = 2
LIMITS = Limits(call_seconds=5.0, exercise_seconds=20.0)


def probe(isolation: Isolation) -> list[tuple[str, bool]]:
    """Say of each wall, in a few words, what it is and whether it held.

    Raises
    ------
    IsolationError
        If no sandbox starts at all.
    """
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as server:
        canary = Path(folder, "canary")
        canary.write_text(secrets.token_hex(), "utf-8")
        walls = _walls(str(canary), server.getsockname()[1])
        job = Job("", (Cell("probes", "code", PROBES.read_text("utf-8")),), tuple(walls))
        cases = [[Call(name, arguments)] for name, (_, arguments) in walls.items()]
        with Sandbox(isolation, LIMITS) as sandbox:
            answers = sandbox.run(job, cases)
    whats = [what for what, _ in walls.values()]
    return [(what, answer.value is True) for what, answer in zip(whats, answers, strict=True)]


def _walls(canary: str, port: int) -> dict[str, tuple[str, tuple[Value, ...]]]:
    """List what is probed: by which function, in which words, with which arguments."""
    names: list[Value] = [*ENVIRONMENT, *ENVIRONMENT_INSIDE, "PWD", "LC_CTYPE"]
    return {
        "file_unseen": ("files cannot be seen", (canary,)),
        "environment_cleared": ("the environment is not passed on", (names,)),
        "network_absent": ("there is no network", (port,)),
        "fork_refused": ("no process can be started", ()),
        "exec_refused": ("no program can be run", ()),
        "signals_refused": ("no other process can be signalled", ()),
        "writing_refused": ("files cannot be written", (canary + ".written",)),
        "memory_limited": ("memory is limited", (2 * LIMITS.memory_bytes,)),
        "limits_final": ("limits cannot be raised", ()),
        "descriptors_few": ("no descriptors are inherited", (PIPE_ENDS,)),
        "hidden_memory_refused": ("no memory escapes the limit", ()),
        "processes_unseen": ("other processes cannot be seen", ()),
        "user_is_nobody": ("the user is nobody", (int(NOBODY),)),
    }
