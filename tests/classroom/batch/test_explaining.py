"""Processes that mark ask for what explains wrong answers, and none of them can harm another."""

import multiprocessing
import socket
from concurrent.futures import Future

import numpy as np
import pytest

from checker.classroom.batch.explaining import ExplainingService
from checker.errors import NoAnswer
from checker.exercises.casebook import Casebook
from checker.exercises.storage import dump
from tests.classroom.small_course import DOUBLE, NOTEBOOK

SENTENCE = DOUBLE.mistakes[0].sentence
NOISE = np.random.default_rng(1).random(30_000)
#: So large that no pipe takes it before it is read.
FILLED = dump(Casebook(NOTEBOOK, None, {"filled": {"x": NOISE}}, (DOUBLE,)))


class Explaining:
    """Stands for what is made on demand; some of it cannot be."""

    def __init__(self):
        self.waiting = []

    def asked(self, apart):
        future = Future()
        if apart == "broken":
            future.set_exception(ValueError("no"))
        elif apart == "late":
            self.waiting.append(future)
        else:
            future.set_result(FILLED)
        return future


@pytest.fixture
def service():
    with ExplainingService(Explaining()) as service:
        yield service


def test_a_question(service):
    """The answer is the whole exercise."""
    assert service.questions("double").mistakes[0].sentence == SENTENCE


def test_what_could_not_be_made(service, caplog):
    """It is said so there, and the reason is told where the run is watched."""
    with pytest.raises(NoAnswer, match="could not be made"):
        service.questions("broken")
    assert "ValueError: no" in caplog.text
    assert service.questions("double").mistakes[0].sentence == SENTENCE


def test_one_who_asks_and_is_gone(service):
    """Others are answered all the same."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    socket.send_fds(service.questions._asking, [b"double"], [theirs.fileno()])
    ours.close()
    theirs.close()
    assert service.questions("double").mistakes[0].sentence == SENTENCE


def _asks(questions, told):
    told.send(questions("double").mistakes[0].sentence)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["forkserver", "spawn"])
def test_a_process_that_asks(service, how):
    """It is begun with what it asks by, and needs no name and no file to do so."""
    context = multiprocessing.get_context(how)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_asks, args=(service.questions, there))
    process.start()
    there.close()
    assert here.recv() == SENTENCE
    process.join()
