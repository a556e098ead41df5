import contextlib

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.errors import ProtocolError
from checker.records import Answer, Cell, Ending, Fault, Job
from checker.sandbox.inside.messages import answer_of, answer_tree, job_of, job_tree
from checker.wire import PREFIX, lengths, pack, unpack

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([*Ending]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def through_a_frame(tree, arrays):
    frame = pack({"tree": tree}, arrays)
    header, _ = lengths(frame[: PREFIX.size])
    back = unpack(frame[PREFIX.size :][:header], frame[PREFIX.size + header :])
    return back.header["tree"], back.arrays


def test_a_job_there_and_back():
    """A job comes back as it was, less what is no code and what is known of cells besides."""
    code = Cell("answer", "code", "σ = '\ud800'", {"tags": []})
    job = Job("import numpy", (Cell("prose", "markdown", "#"), code), ("f",), ("g",), {"x": 0.5})
    arrays = []
    back = job_of(*through_a_frame(job_tree(job, arrays), arrays))
    assert back == Job(
        job.setup, (Cell("answer", "code", code.source),), ("f",), ("g",), {"x": 0.5}
    )


@pytest.mark.parametrize(
    "answer",
    [
        Answer(Ending.RETURNED, [1, "a"], mutated=(0, 2), aliased=(1,), warnings=("overflow",)),
        Answer(Ending.RAISED, fault=Fault("ValueError", "no", "answer", 3)),
        Answer(Ending.RAISED, fault=Fault("E", "no", "a", 3, called="g with a b", call_line=2)),
        Answer(Ending.MISSING),
    ],
)
def test_an_answer_there_and_back(answer):
    """An answer comes back as it was."""
    arrays = []
    assert answer_of(*through_a_frame(answer_tree(answer, arrays), arrays)) == answer


@given(TREES | st.lists(TREES, min_size=7, max_size=7))
@example(["returned", None, None, [True], [], [], []])
@example(["returned", None, None, [10**9], [], [], []])
@example(["returned", None, ["a", "b", "c", True, ""], [], [], [], []])
@example(["returned", None, ["a", "b", "c", 1, "", "f", -1], [], [], [], []])
@example(["full marks", None, None, [], [], [], []])
@example(["returned", None, None, [], [], [[]], [[], {}, None]])
def test_any_tree(tree):
    """From any JSON comes an answer or a ProtocolError, and nothing else."""
    with contextlib.suppress(ProtocolError):
        answer_of(tree, [np.zeros(1)])


def test_a_fault_without_end():
    """What a sandbox says of a fault is cut, and can be written to a file."""
    fault = ["K" * 10**5, "m\ud800" * 10**5, "answer", 1, "p\ud800" * 10**5, "c\ud800" * 10**5, 2]
    tree = [
        "raised",
        None,
        fault,
        [],
        [],
        ["made up"],
        [["numpy", "\ud800" * 999, "c", 1], "made up"],
    ]
    answer = answer_of(tree, [])
    assert (len(answer.fault.kind), len(answer.fault.message)) == (100, 500)
    assert "\ud800" not in answer.fault.message
    assert (len(answer.fault.lacks), "\ud800" in answer.fault.lacks) == (100, False)
    assert (len(answer.fault.called), "\ud800" in answer.fault.called) == (500, False)
    assert (answer.warnings, [note.kind for note in answer.notes]) == ((), ["numpy"])
    assert "\ud800" not in answer.notes[0].detail
