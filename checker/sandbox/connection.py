"""One running worker, spoken to in requests: each gets its reply, or the connection is over."""

import contextlib
import secrets
import subprocess
from collections.abc import Iterator
from typing import IO, Any, cast

import numpy as np

from checker.errors import IsolationError, ProtocolError
from checker.records import Cause, Ended, Ending
from checker.sandbox.inside.deadlines import Deadline
from checker.sandbox.inside.pipes import Pipe
from checker.sandbox.inside.walls import TOOK_TOO_MUCH
from checker.sandbox.isolation import Isolation, Started
from checker.trees import Arrays
from checker.wire import Buffer, Frame, chunks, pack, unpack

#: A worker's start may have to wait for a busy machine.
START_SECONDS = 60.0
#: How much later than the worker we give up on a request: its word for the end is better, and
#: a machine that is paused, or short of memory, may stand still for long.
GRACE_SECONDS = 60.0
#: How long a worker may take to leave.
LEAVE_SECONDS = 10.0


class Lost(Exception):
    """What comes from a worker is not to be believed, or it was ended for what its fork took."""


class Silent(Lost):
    """The worker has ended unasked or is very late, which student code is not known to cause."""


class Connection:
    """A worker from its start to its end. The first request waits until it is ready.

    `as_before` is the fork's own word, with its latest reply, that it is as it was before it ran
    any student code, `stands` that another process that was so would answer the same, and `reached`
    are the names that its program can use, if that is certain.
    """

    def __init__(self, isolation: Isolation):
        self.cpu_seconds = self.waited = self.attended = 0.0
        self.busy = True
        self.ready = self.as_before = self.stands = False
        self.reached: frozenset[str] | None = None
        self.deadline = Deadline(0.0)
        self.process = isolation.start()
        self.streams = _streams(self.process)
        requests, replies, noise = (stream.fileno() for stream in self.streams)
        self.pipe = Pipe(replies, requests, noise)
        self.greeting = secrets.token_hex(8)
        instructions = np.frombuffer(isolation.instructions, np.uint8)
        header = {"id": self.greeting, "filter": {"array": 0}}
        with contextlib.suppress(OSError):  # gone already: the first request will say so
            self.pipe.send(pack(header, [instructions]), deadline=Deadline(START_SECONDS))

    def ask(
        self, do: str, fields: dict[str, Any], arrays: Arrays, seconds: float, most: float
    ) -> Frame | Ended:
        """Send a request and give the fork's reply, or how it ended.

        The fork may wait for so many seconds, and take so many at most.

        Raises
        ------
        Silent
            If the worker is gone or very late.
        Lost
            If it sends what is no reply to this request.
        IsolationError
            If it never started.
        """
        request = secrets.token_hex(8)
        header = {"id": request, "do": do, "seconds": seconds, "most": most}
        deadline = Deadline(most + GRACE_SECONDS)
        ended = self._exchange(chunks(header | fields, arrays), request, deadline)
        if ended is not None:
            return ended
        with self._believing():
            reply = unpack(*self.pipe.receive(self.deadline))
            if reply.header.get("id") != request:
                raise ProtocolError("a reply to something else")
            self.busy = False
            self.as_before = reply.header.get("as_before") is True
            self.stands = reply.header.get("stands") is True
            self.reached = _names(reply.header.get("reached"))
            return reply

    def end_fork(self) -> None:
        """Have the fork ended, so that the next job gets one of its own.

        Raises
        ------
        Silent
            If the worker is gone or too late.
        """
        request = secrets.token_hex(8)
        frame = chunks({"id": request, "do": "end"}, [])
        self._exchange(frame, request, Deadline(LEAVE_SECONDS))
        self.busy = False

    def _exchange(self, frame: list[Buffer], request: str, deadline: Deadline) -> Ended | None:
        self._wait_until_ready()
        self.as_before, self.stands, self.reached = False, False, None
        self.busy = True
        self.deadline = deadline
        with self._believing():
            self.pipe.send(*frame, deadline=self.deadline)
            ended = self._report(request)
        self.busy = ended is None
        return ended

    def _wait_until_ready(self) -> None:
        if self.ready:
            return
        self.deadline = Deadline(START_SECONDS)  # it may have stood ready for hours
        try:
            with self._believing():
                self._report(self.greeting)
        except Lost as lost:
            self.close()
            heard = self.pipe.heard.decode("utf-8", "replace").strip() or str(lost)
            raise IsolationError(f"The sandbox does not start: {heard.splitlines()[-1]}") from lost
        self.ready = True
        self.busy = False

    def _report(self, request: str) -> Ended | None:
        """Read the worker's own word on a request: how the fork ended, or that it lives."""
        header = unpack(*self.pipe.receive(self.deadline)).header
        if header.get("id") != request:
            raise ProtocolError("a report on something else")
        for told, name in (("cpu", "cpu_seconds"), ("waited", "waited"), ("attended", "attended")):
            setattr(self, name, max(getattr(self, name), float(header.get(told, 0.0))))
        if header.get("ended") is None:
            return None
        ending, cause = header["ended"]
        return Ended(Ending(ending), Cause(cause))

    @contextlib.contextmanager
    def _believing(self) -> Iterator[None]:
        try:
            yield
        except TimeoutError as error:
            raise Silent("it did not answer in time") from error
        except (EOFError, OSError) as error:
            if TOOK_TOO_MUCH in self.pipe.hear_the_rest():
                raise Lost("it took too much") from error
            raise Silent("it ended unasked") from error
        except (ProtocolError, ValueError, TypeError) as error:
            raise Lost(f"it sent {error}") from error

    def close(self) -> None:
        """End the worker and all it has started, and wait until they are gone."""
        if self.process.returncode is not None:
            return
        requests, replies, noise = self.streams
        if self.busy:
            self.process.kill()
        requests.close()
        try:
            self.pipe.finish(Deadline(LEAVE_SECONDS))
            self.process.wait(LEAVE_SECONDS)
        except (TimeoutError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        replies.close()
        noise.close()


def _names(tree: Any) -> frozenset[str] | None:
    """Return the names that a list holds; None if it is none."""
    is_list = isinstance(tree, list) and all(isinstance(each, str) for each in tree)
    return frozenset(tree) if is_list else None


def _streams(process: Started) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    """Return the streams that every isolation opens: for requests, replies and noise."""
    return cast(
        tuple[IO[bytes], IO[bytes], IO[bytes]], (process.stdin, process.stdout, process.stderr)
    )
