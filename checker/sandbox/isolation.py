"""What stands between student code and the machine that grades it."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Isolation:
    """One way of starting the process in which student code runs.

    Parameters
    ----------
    name
        What it is asked for by, and what results call it.
    promise
        One sentence for terminals and reports: what it keeps student code from.
    isolated
        Whether it promises anything at all.
    instructions
        The filter of system calls for each fork, in the kernel's own code; empty for none.
    start
        Starts a worker with pipes on its standard streams.
    own_users
        Whether each sandbox has users of its own, so that their processes can be counted.
    unpromised
        The probes of the self-test that are no part of the promise.
    """

    name: str
    promise: str
    isolated: bool
    instructions: bytes
    start: Callable[[], subprocess.Popen[bytes]]
    own_users: bool = False
    unpromised: frozenset[str] = frozenset()
