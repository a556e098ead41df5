import os

import pytest

from checker.errors import ProtocolError
from checker.sandbox.inside.deadlines import Deadline
from checker.sandbox.inside.pipes import NOISE_BYTES, Pipe
from checker.wire import PREFIX


class Ends:
    """Three pipes: what one side of a conversation holds, and what the other does."""

    def __init__(self):
        reader, self.write = os.pipe()
        self.read, writer = os.pipe()
        noise, self.shout = os.pipe()
        self.held = [reader, writer, noise, self.write, self.read, self.shout]
        self.pipe = Pipe(reader, writer, noise)

    def close(self, *ends):
        for end in ends or self.held:
            os.close(end)
            self.held = [other for other in self.held if other != end]


@pytest.fixture
def ends():
    made = Ends()
    yield made
    made.close()


def soon():
    return Deadline(0.05)


def test_a_frame(ends):
    """A frame is received in its two parts."""
    os.write(ends.write, PREFIX.pack(2, 3) + b"{}abc")
    assert ends.pipe.receive() == (b"{}", b"abc")


def test_a_frame_in_drips(ends):
    """The deadline is that of the whole frame, however often a byte arrives."""
    os.write(ends.write, PREFIX.pack(10, 0) + b"{")
    with pytest.raises(TimeoutError):
        ends.pipe.receive(soon())


def test_a_deadline_that_has_passed(ends):
    """What was ready in time but asked for too late is too late."""
    os.write(ends.write, PREFIX.pack(0, 0))
    with pytest.raises(TimeoutError):
        ends.pipe.receive(Deadline(0.0))


def test_the_other_side_gone(ends):
    """The end of a pipe in the middle of a frame is the end of the conversation."""
    os.write(ends.write, PREFIX.pack(10, 0))
    ends.close(ends.write)
    with pytest.raises(EOFError):
        ends.pipe.receive()


def test_a_frame_said_to_be_huge(ends):
    """A frame beyond the limits is refused when its lengths are read."""
    os.write(ends.write, PREFIX.pack(2**32 - 1, 0))
    with pytest.raises(ProtocolError):
        ends.pipe.receive()


def test_sending_to_who_does_not_read(ends):
    """Writing has a deadline too."""
    with pytest.raises(TimeoutError):
        ends.pipe.send(bytes(1 << 20), deadline=soon())


def test_sending_to_who_is_gone(ends):
    """A pipe that nobody reads from is an error, not a signal that kills."""
    ends.close(ends.read)
    with pytest.raises(BrokenPipeError):
        ends.pipe.send(b"frame")


def test_noise(ends):
    """Noise is read while waiting, so that it never blocks who makes it; its start is kept."""
    os.write(ends.write, PREFIX.pack(1, 0))
    for letter in b"ab":
        os.write(ends.shout, bytes([letter]) * NOISE_BYTES)
        with pytest.raises(TimeoutError):
            ends.pipe.receive(soon())
        os.write(ends.write, PREFIX.pack(1, 0))
    assert bytes(ends.pipe.heard) == b"a" * NOISE_BYTES


def test_the_end_of_noise(ends):
    """When no more noise can come, it is not waited for."""
    ends.close(ends.shout)
    with pytest.raises(TimeoutError):
        ends.pipe.receive(soon())
    assert ends.pipe.noise is None


def test_waiting_for_the_end(ends):
    """What is still on its way is forgotten, until the other side is gone."""
    os.write(ends.write, b"left over")
    with pytest.raises(TimeoutError):
        ends.pipe.finish(soon())
    ends.close(ends.write)
    ends.pipe.finish(soon())
