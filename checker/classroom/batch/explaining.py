"""Who explains wrong answers to processes that mark: the one that they were begun by.

A process asks over a socket that it was handed when it began; with the question it sends an end of
a pipe, on which the answer comes. Nothing of that has a name by which anybody else could reach it.
"""

import logging
import socket
import threading
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from checker.closing import Closing
from checker.course.compiling.explanations import Explanations
from checker.errors import NoAnswer
from checker.exercises.casebook import CompiledExercise
from checker.exercises.storage import exercise_in

log = logging.getLogger("checker")

#: Bytes of a question: the key of what explains an exercise. One without any ends the service.
MOST_BYTES = 256
#: Sandboxes that are begun meanwhile do not get the ends of others' pipes.
_KEPT_HERE = getattr(socket, "MSG_CMSG_CLOEXEC", 0)


class ExplainingService(Closing):
    """Answers processes that mark, in a thread, for as long as a run takes."""

    def __init__(self, explanations: Explanations):
        self._explanations = explanations
        self._asked, self._asking = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.questions = Questions(self._asking)
        self._thread = threading.Thread(target=self._serve, name="explaining", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Answer no more; who still waits hears that there is no answer."""
        self._asking.send(b"")
        self._thread.join()
        self._asking.close()
        self._asked.close()

    def _serve(self) -> None:
        while True:
            question, (*ends,), _, _ = socket.recv_fds(self._asked, MOST_BYTES, 1, _KEPT_HERE)
            if not question:
                return
            answered = partial(_answer, Connection(ends[0], readable=False))
            self._explanations.asked(question.decode()).add_done_callback(answered)


class Questions:
    """What a process that marks asks by; it is handed over when that process begins."""

    def __init__(self, asking: socket.socket):
        self._asking = asking

    def __call__(self, apart: str) -> CompiledExercise:
        """Return an exercise with all that explains wrong answers to it, by the key of that.

        Raises
        ------
        NoAnswer
            If that could not be made, or whoever makes it is gone.
        """
        ours, theirs = Pipe(duplex=False)
        with ours:
            with theirs:
                socket.send_fds(self._asking, [apart.encode()], [theirs.fileno()])
            try:
                return exercise_in(ours.recv_bytes())
            except EOFError:
                raise NoAnswer("what explains wrong answers could not be made") from None


def _answer(end: Connection, made: "Future[bytes]") -> None:
    """Send what was made, or nothing at all; who has asked may be gone."""
    with end, suppress(OSError):
        error = None if made.cancelled() else made.exception()
        if error is not None:
            log.error("what explains wrong answers could not be made", exc_info=error)
        elif not made.cancelled():
            end.send_bytes(made.result())
