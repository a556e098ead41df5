"""What stands between student code and the machine that grades it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Protocol


class Started(Protocol):
    """The first process of a sandbox: as much of `subprocess.Popen` as is asked of it."""

    @property
    def stdin(self) -> IO[bytes] | None:
        """Where requests go."""

    @property
    def stdout(self) -> IO[bytes] | None:
        """Where replies come from."""

    @property
    def stderr(self) -> IO[bytes] | None:
        """Where it complains."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | None:
        """None until somebody has waited for its end."""

    def kill(self) -> None:
        """End it, if it still runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; raise `subprocess.TimeoutExpired` after `timeout` seconds."""


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
    one_parent
        Whether all sandboxes come from one process, so that the self-test has to try two at once.
    """

    name: str
    promise: str
    isolated: bool
    instructions: bytes
    start: Callable[[], Started]
    own_users: bool = False
    unpromised: frozenset[str] = frozenset()
    one_parent: bool = False
