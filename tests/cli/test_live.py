"""What is said while a class is graded."""

import io

import pytest
from rich.console import Console

from checker.classroom.grading.messages import GradingReply
from checker.classroom.submissions.accounts import Account, Fate
from checker.classroom.submissions.discovery import Discovery
from checker.cli import live
from checker.cli.live import Live
from checker.sandbox import choose


class Clock:
    """Seconds that a test lets pass."""

    now = 0.0

    def __call__(self):
        return self.now


def handled(status="graded", *outcomes):
    exercises = [{"name": "double", "outcome": outcome} for outcome in outcomes]
    return GradingReply(
        {"student": "alice", "notebook": "01", "score": 1, "max_score": 2, "status": status,
         "exercises": exercises, "repairs": ["it is empty"]}
    )  # fmt: skip


@pytest.fixture
def shown(monkeypatch):
    """What a terminal, or a file, is told; and a live line that writes to it."""

    def made(*, terminal, quiet=False):
        written = io.StringIO()
        console = Console(file=written, force_terminal=terminal, width=120)
        monkeypatch.setattr(live, "Console", lambda **_: console)
        clock = Clock()
        return written, clock, Live(quiet=quiet, clock=clock)

    return made


def run(line, clock, count=4, seconds=4.0, accounts=()):
    """A run of six submissions, of which some have come back."""
    with line:
        watch = line.watch()
        watch.step("reading the course")
        watch.begins(choose("none"), Discovery((None,) * 6, accounts))
        for _ in range(count):
            clock.now += seconds
            watch.result(handled())
        watch.result(handled("unreadable", "timed_out"))


def test_figures(shown):
    """They say what is done and left, the rate, what it will take, and failures by kind."""
    _, clock, line = shown(terminal=False)
    run(line, clock)
    assert line.figures() == (
        "5 of 6 done, 1 left, 0.312 a second, about 3 s to go; 1 unreadable, 1 ran out of time"
    )


def test_a_rate_that_changes(shown):
    """What was long ago does not count."""
    _, clock, line = shown(terminal=False)
    run(line, clock, count=2, seconds=1000.0)
    clock.now += 1.0
    line.watch().result(handled())
    assert "a second, about" in line.figures()
    assert float(line.figures().split("left, ")[1].split()[0]) == pytest.approx(2.0)


def test_a_terminal(shown):
    """One line moves there, and is gone at the end."""
    written, clock, line = shown(terminal=True)
    run(line, clock)
    assert "\x1b[" in written.getvalue()
    assert "5 of 6 done" in written.getvalue()
    assert written.getvalue().endswith("\x1b[1A\x1b[2K")


def test_a_file(shown, capsys):
    """It gets plain lines, ten seconds apart at least, and no control characters."""
    written, clock, line = shown(terminal=False)
    run(line, clock, accounts=(Account("index.html", Fate.FOREIGN, reason="does not belong"),))
    first, *rest = written.getvalue().splitlines()
    assert first == "grading 6 submissions"
    assert rest == ["3 of 6 done, 3 left, 0.25 a second, about 12 s to go"]
    assert "\x1b" not in written.getvalue()
    said = capsys.readouterr().out
    assert "NOT ISOLATED" in said
    assert "Passed over" in said


def test_quiet(shown, capsys):
    """Nothing is said but that there is no isolation."""
    written, clock, line = shown(terminal=False, quiet=True)
    run(line, clock, accounts=(Account("index.html", Fate.FOREIGN, reason="does not belong"),))
    assert written.getvalue() == ""
    (said,) = capsys.readouterr().out.splitlines()
    assert "NOT ISOLATED" in said
