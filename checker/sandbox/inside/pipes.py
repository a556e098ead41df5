"""A conversation in frames over two pipes, in which every wait has a deadline."""

import os
import select
from contextlib import suppress

from checker.sandbox.inside.deadlines import Deadline
from checker.wire import PREFIX, Buffer, lengths

NOISE_BYTES = 64 << 10
CHUNK = 1 << 16

#: The kernel takes so many pieces at a time.
PIECES = 1024
#: The two parts of a frame, as they travel.
Parts = tuple[bytes | bytearray, bytes | bytearray]


class Pipe:
    """Two ends of pipes that carry frames; `noise` is a third, read so that it never fills.

    Each wait asks its deadline how much is left. Of what comes out of the third the first 64 KiB
    are kept in `heard`.
    """

    def __init__(self, reader: int, writer: int, noise: int | None = None):
        self.reader, self.writer, self.noise = reader, writer, noise
        self.heard = bytearray()
        self._ahead = bytearray()
        self._spare = bytearray(CHUNK)
        for end in (reader, writer, *([] if noise is None else [noise])):
            os.set_blocking(end, False)

    def send(self, *chunks: Buffer, deadline: Deadline | None = None) -> None:
        """Send a frame, or several, whole or in chunks.

        Raises
        ------
        TimeoutError
            If the other side has not taken it all by the deadline.
        OSError
            If the other side is gone.
        """
        rest = [memoryview(chunk) for chunk in chunks if chunk]
        while rest:
            try:
                sent = os.writev(self.writer, rest[:PIECES])
            except BlockingIOError:
                self._wait(self.writer, select.POLLOUT, deadline)
                continue
            while rest and sent >= len(rest[0]):
                sent -= len(rest.pop(0))
            if rest:
                rest[0] = rest[0][sent:]

    def receive(self, deadline: Deadline | None = None) -> Parts:
        """Receive a frame.

        Raises
        ------
        TimeoutError
            If it has not come as a whole by the deadline.
        EOFError
            If the other side is gone.
        ProtocolError
            If it says that it is larger than a frame may be.
        """
        header, body = lengths(self._exactly(PREFIX.size, deadline))
        return self._exactly(header, deadline), self._exactly(body, deadline)

    def _exactly(self, size: int, deadline: Deadline | None) -> bytearray:
        whole = bytearray(size)
        taken = min(size, len(self._ahead))
        whole[:taken] = self._ahead[:taken]
        del self._ahead[:taken]
        while taken < size:
            taken += self._read_into(memoryview(whole)[taken:], deadline)
        return whole

    def _read_into(self, space: memoryview, deadline: Deadline | None) -> int:
        """Read what there is, and what there is besides into what has been read ahead."""
        self._wait(self.reader, select.POLLIN, deadline)
        count = os.readv(self.reader, [space, self._spare])
        if not count:
            raise EOFError
        self._ahead += self._spare[: max(0, count - len(space))]
        return min(count, len(space))

    def _wait(self, end: int, event: int, deadline: Deadline | None) -> None:
        """Wait until one end is ready, reading the noise meanwhile."""
        poll = select.poll()
        poll.register(end, event)
        if self.noise is not None:
            poll.register(self.noise, select.POLLIN)
        while True:
            seconds = None if deadline is None else deadline.look()
            ready = [descriptor for descriptor, _ in poll.poll(seconds and seconds * 1000)]
            if self.noise is not None and self.noise in ready:
                self._hear(self.noise, poll)
            if end in ready:
                return

    def _hear(self, noise: int, poll: "select.poll") -> None:
        chunk = os.read(noise, CHUNK)
        self.heard += chunk[: NOISE_BYTES - len(self.heard)]
        if not chunk:
            with suppress(KeyError):
                poll.unregister(noise)
            self.noise = None

    def hear_the_rest(self) -> bytes:
        """Return what has been heard, with what is there and was not read yet."""
        with suppress(BlockingIOError):
            while self.noise is not None:
                self._hear(self.noise, select.poll())
        return bytes(self.heard)

    def finish(self, deadline: Deadline) -> None:
        """Read and forget until the other side has closed its end.

        Raises
        ------
        TimeoutError
            If it has not by the deadline.
        """
        while True:
            self._wait(self.reader, select.POLLIN, deadline)
            if not os.read(self.reader, CHUNK):
                return
