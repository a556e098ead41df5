"""What reads bytes from a sandbox, fed with bytes that nobody meant. `make fuzz` feeds millions.

Frames that are right in most places get deeper than bytes by chance: a good frame is taken, and
bits, lengths, words and rows of its table are changed.
"""

import json
import random
import resource
import time

import numpy as np
import pytest

from checker.errors import ProtocolError
from checker.records import Answer, Ending, Fault, Note
from checker.sandbox.inside.messages import answer_of, answer_tree
from checker.trees import DTYPES, unflatten, unflatten_step
from checker.wire import BODY_BYTES, HEADER_BYTES, PREFIX, lengths, pack, unpack

#: One frame may take this long, and all of them together this much more memory.
FRAME_SECONDS = 2.0
MEMORY_BYTES = 256 << 20
WORDS = (
    b"[", b"]", b"{", b"}", b'"', b",", b":", b"null", b"true", b"NaN", b"Infinity", b"-1",
    b"1e999", b"9" * 500, b'"array"', b'"int"', b'"float"', b'"list"', b'"tuple"', b'"complex"',
    b'"name"', b'"laid"', b'"digits"', b'"arrays"', b'"object"', b'"bool"', b'"\\ud800"',
    b"[" * 1000, b"\xff",
)  # fmt: skip
NUMBERS = (-1, 0, 1, 2, 33, 255, 2**31, 2**32 - 1, 2**62, 2**63, 2**70, 1.5, None, True, "1", [1])
VALUES = (
    None, True, 7, -0.5, 2j, "text", [1, (2.0, None)], np.arange(6.0).reshape(2, 3),
    np.array([True, False]), np.zeros((2, 0, 3), np.complex64), [np.int8([1]), [[[["deep"]]]]],
)  # fmt: skip


def good_frames():
    """Frames as a sandbox sends them."""
    for value in VALUES:
        arrays = []
        fault = Fault("ValueError", "no", "answer", 3)
        tree = answer_tree(
            Answer(
                Ending.RETURNED,
                value,
                fault,
                (0,),
                (1,),
                ("divide",),
                (Note("numpy", "exp", "answer", 3),),
            ),
            arrays,
        )
        yield pack({"id": "0" * 16, "ended": None, "answer": tree, "answers": [tree] * 2}, arrays)


def changed(rng, frame):
    """One frame, changed in one to four places."""
    mutable = bytearray(frame)
    for _ in range(rng.randint(1, 4)):
        rng.choice((flip, cut, put_word, set_length, copy_part, change_table))(rng, mutable)
    return bytes(mutable)


def flip(rng, frame):
    if frame:
        frame[rng.randrange(len(frame))] ^= 1 << rng.randrange(8)


def cut(rng, frame):
    start = rng.randrange(len(frame) + 1)
    del frame[start : start + rng.randrange(16)]


def put_word(rng, frame):
    at = rng.randrange(len(frame) + 1)
    frame[at : at + rng.randrange(4)] = rng.choice(WORDS)


def set_length(rng, frame):
    if len(frame) >= PREFIX.size:
        sizes = (0, 1, len(frame), HEADER_BYTES, HEADER_BYTES + 1, BODY_BYTES, 2**32 - 1)
        frame[: PREFIX.size] = PREFIX.pack(rng.choice(sizes), rng.choice(sizes))


def copy_part(rng, frame):
    start, to = rng.randrange(len(frame) + 1), rng.randrange(len(frame) + 1)
    frame[to:to] = frame[start : start + rng.randrange(64)]


def change_table(rng, frame):
    """Write a table of arrays that may be anything, into a header that stays JSON."""
    try:
        header, body = apart(bytes(frame))
        fields = json.loads(header)
        dtype = rng.choice((*DTYPES, "object", "U1", 5))
        shape = [rng.choice(NUMBERS) for _ in range(rng.randrange(4))]
        fields["arrays"] = [[dtype, shape, rng.choice(NUMBERS)]] * rng.choice((1, 2, 9))
        text = json.dumps(fields).encode()
        frame[:] = PREFIX.pack(len(text), len(body)) + text + body
    except (ValueError, TypeError, RecursionError, ProtocolError):
        return


def apart(frame):
    """The two parts of a frame, as a pipe cuts them out of what comes."""
    header, _ = lengths(frame[: PREFIX.size].ljust(PREFIX.size, b"\0"))
    return frame[PREFIX.size :][:header], frame[PREFIX.size + header :]


def read(frame):
    """Read a frame in every way in which one is read; give whether it was one."""
    try:
        whole = unpack(*apart(frame))
    except ProtocolError:
        return False
    for reader in (unflatten, unflatten_step, answer_of):
        for field in whole.header.values():
            for tree in (field, *(field if isinstance(field, list) else ())):
                try:
                    reader(tree, whole.arrays)
                except ProtocolError:
                    continue
    return True


def peak_bytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_many_changed_frames(fuzz_frames):
    """From whatever a frame is changed to comes a value or a ProtocolError, soon and small."""
    rng = random.Random(fuzz_frames.seed)
    frames, before, whole, slowest = list(good_frames()), peak_bytes(), 0, 0.0
    for number in range(fuzz_frames.count):
        frame = changed(rng, rng.choice(frames))
        start = time.perf_counter()
        try:
            whole += read(frame)
        except BaseException as error:
            error.add_note(f"frame {number} of seed {fuzz_frames.seed}: {frame!r}")
            raise
        slowest = max(slowest, time.perf_counter() - start)
    print(f"{fuzz_frames.count} frames, {whole} of them whole; the slowest took {slowest:.4f} s")
    assert slowest < FRAME_SECONDS
    assert peak_bytes() - before < MEMORY_BYTES
    assert 0 < whole < fuzz_frames.count


@pytest.mark.parametrize("frame", list(good_frames()), ids=range(len(VALUES)))
def test_a_frame_that_is_not_changed(frame):
    """It is whole: the fuzzing begins with what is read."""
    assert read(frame)
    header, body = apart(frame)
    answer = answer_of(json.loads(header)["answer"], unpack(header, body).arrays)
    assert answer.fault.kind == "ValueError"


@pytest.mark.parametrize("text", [b"[" * HEADER_BYTES, b"[]," * 300_000, b'{"a":' * 200_000])
def test_the_worst_headers(text):
    """A header as long as it may be is refused in bounded time and memory."""
    before, start = peak_bytes(), time.perf_counter()
    with pytest.raises(ProtocolError):
        unpack(text[:HEADER_BYTES], b"")
    assert time.perf_counter() - start < FRAME_SECONDS
    assert peak_bytes() - before < MEMORY_BYTES
