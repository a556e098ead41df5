"""The first process of ours in a sandbox: it forks for exercises and runs no student code.

It does take that code apart, once for all forks of a submission. It passes frames on between
the grader and the fork, each request with a deadline, and says how a fork ended. A fork never
holds the pipes to the grader: whatever it writes, and however it dies, the conversation stays
whole.
"""

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from typing import Any, NoReturn

from checker.errors import ProtocolError
from checker.records import Cause, Ended, Ending
from checker.sandbox.inside import no_op_checker as inert
from checker.sandbox.inside import shell
from checker.sandbox.inside.cells import look_ahead
from checker.sandbox.inside.confinement import (
    die_with_parent,
    filter_system_calls,
    keep_memory_private,
    limit_resources,
)
from checker.sandbox.inside.deadlines import DeadlineOfCode, cpu_clock
from checker.sandbox.inside.exercise_fork import ExerciseFork
from checker.sandbox.inside.messages import job_of
from checker.sandbox.inside.pipes import Parts, Pipe
from checker.wire import PREFIX, Buffer, pack, unpack

#: The exit status of a fork that ran out of memory outside of student code.
MEMORY_STATUS = 77
#: How long a fork whose pipe is closed may take to end, and how often it is looked after.
ENDING_SECONDS, ENDING_LOOKS = 1.0, 50


class Fork:
    """A process in which student code runs, from its start to its end."""

    def __init__(self, instructions: bytes, limits: dict[str, list[int]]):
        requests, theirs_in = os.pipe()
        answers, theirs_out = os.pipe()
        self.cpu_seconds = limits["CPU"][0]
        self.pid = os.fork()
        if self.pid == 0:
            _become_fork(requests, theirs_out, instructions, limits)
        os.close(requests)
        os.close(theirs_out)
        self.pipe = Pipe(answers, theirs_in)
        self.clock = cpu_clock(self.pid)

    def deadline(self, seconds: float, most: float) -> DeadlineOfCode:
        """Return the deadline of a request: so many seconds to wait, and so many in all."""
        return DeadlineOfCode(seconds, most, self.clock)

    def relay(self, parts: Parts, deadline: DeadlineOfCode) -> Parts | Ended:
        """Pass a request on and give the answer, or say how the fork ended instead."""
        header, body = parts
        try:
            prefix = PREFIX.pack(len(header), len(body))
            self.pipe.send(prefix, header, body, deadline=deadline)
            return self.pipe.receive(deadline)
        except TimeoutError:
            self.end()
            return Ended(Ending.TIMED_OUT, Cause.WAITING if deadline.is_waiting else Cause.UNKNOWN)
        except (EOFError, OSError):
            self._wait_for_its_end()
            return self.end()
        except ProtocolError:
            return self.end()

    def _wait_for_its_end(self) -> None:
        """Let a process end whose pipe is closed: it may be that it closed it itself, and lives."""
        for _ in range(ENDING_LOOKS):
            if self._has_ended():
                return
            time.sleep(ENDING_SECONDS / ENDING_LOOKS)

    def _has_ended(self) -> bool:
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def end(self) -> Ended:
        """Kill the fork, if it still runs, and say why it ended, or had to be ended."""
        ended_itself = self._has_ended()
        os.kill(self.pid, signal.SIGKILL)
        _, status, usage = os.wait4(self.pid, 0)
        os.close(self.pipe.reader)
        os.close(self.pipe.writer)
        if os.WIFSIGNALED(status):
            spent = usage.ru_utime + usage.ru_stime
            return self._killed(os.WTERMSIG(status), spent, ended_itself)
        out_of_memory = os.waitstatus_to_exitcode(status) == MEMORY_STATUS
        return Ended(Ending.OUT_OF_MEMORY if out_of_memory else Ending.CRASHED)

    def _killed(self, by: int, cpu_seconds: float, from_outside: bool) -> Ended:
        if by == signal.SIGXCPU or cpu_seconds >= self.cpu_seconds:
            return Ended(Ending.TIMED_OUT)
        # its own filter forbids a fork to kill itself
        unknown = by == signal.SIGKILL and from_outside
        return Ended(Ending.CRASHED, Cause.UNKNOWN if unknown else Cause.CODE)


def _become_fork(
    requests: int, answers: int, instructions: bytes, limits: dict[str, list[int]]
) -> NoReturn:
    """Confine this process and answer requests in it until it is killed."""
    status = 1
    try:
        die_with_parent()
        _keep_open(requests, answers)
        limit_resources(limits)
        if instructions:
            filter_system_calls(instructions)
        ExerciseFork(Pipe(requests, answers)).serve()
    except MemoryError:
        status = MEMORY_STATUS
    finally:
        os._exit(status)  # nothing of the worker's may run on in here


def _keep_open(*kept: int) -> None:
    """Close all descriptors but the given; the three standard ones lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nowhere, standard)
    low = 3
    for end in sorted(kept):
        os.closerange(low, end)
        low = end + 1
    os.closerange(low, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


class Worker:
    """Serves the grader: a job may start a fork, questions go to it, `end` ends it."""

    def __init__(self, pipe: Pipe):
        self.pipe = pipe
        self.instructions = b""
        self.fork: Fork | None = None
        self.attended = self.waited = 0.0

    def serve(self) -> None:
        """Take requests until the grader is gone."""
        hello = unpack(*self.pipe.receive())
        self.instructions = hello.value("filter").tobytes()
        self._report(hello.header["id"], None)
        while True:
            parts = self.pipe.receive()
            self._serve_one(json.loads(parts[0]), parts)

    def _serve_one(self, request: dict[str, Any], parts: Parts) -> None:
        if request["do"] == "end":
            self.end_fork()
            return self._report(request["id"], None)
        if request["do"] == "job":
            self._start_fork(request, parts)
        return self._pass_on(request, parts)

    def _start_fork(self, request: dict[str, Any], parts: Parts) -> None:
        """Start a fork for a job, if that which is there is not to serve it too."""
        lacking = "numpy.random" not in sys.modules and b"random" in parts[1]
        if self.fork is not None and not request["anew"] and not lacking:
            return
        self.end_fork()
        with contextlib.suppress(Exception):  # the fork will meet it again, within its limits
            look_ahead(job_of(request["job"], unpack(*parts, in_place=True).arrays))
        if lacking:
            importlib.import_module("numpy.random")  # once, as it takes as long as two exercises
        self.fork = Fork(self.instructions, request["limits"])

    def _pass_on(self, request: dict[str, Any], parts: Parts) -> None:
        if self.fork is None:
            return self._report(request["id"], Ended(Ending.CRASHED))
        deadline = self.fork.deadline(request["seconds"], request["most"])
        outcome = self.fork.relay(parts, deadline)
        self.attended += deadline.attended
        self.waited += deadline.waited
        if isinstance(outcome, Ended):
            self.fork = None
            return self._report(request["id"], outcome)
        header, body = outcome
        prefix = PREFIX.pack(len(header), len(body))
        return self._report(request["id"], None, prefix, header, body)

    def _report(self, request_id: str, ended: Ended | None, *frame: Buffer) -> None:
        """Say how the fork ended, if it did; else its own frame follows, or none was asked for."""
        report = {
            "id": request_id,
            "ended": ended and [ended.ending, ended.cause],
            "cpu": round(_cpu_seconds() + (self.fork.clock() if self.fork else 0.0), 3),
            "waited": self.waited,
            "attended": self.attended,
        }
        self.pipe.send(pack(report, []), *frame)

    def end_fork(self) -> None:
        """End the fork, if there is one."""
        if self.fork is not None:
            self.fork.end()
            self.fork = None


def _cpu_seconds() -> float:
    """Return the processor time of this process and of its ended forks."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main() -> None:
    """Be the worker of a sandbox, on standard input and output, until the grader is gone."""
    keep_memory_private()
    inert.install()
    shell.offer()
    gc.freeze()  # what is here now is shared with every fork: the collector need not touch it
    worker = Worker(Pipe(0, 1))
    try:
        worker.serve()
    except (EOFError, OSError):
        worker.end_fork()
    os._exit(0)  # quicker than taking the interpreter down
