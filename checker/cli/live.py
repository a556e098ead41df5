"""How a run goes while it goes: one live line in a terminal, plain lines now and then elsewhere."""

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from checker.cli.terminal import say_isolation, say_put_aside

if TYPE_CHECKING:
    from checker.classroom.batch.class_run import Watch
    from checker.classroom.grading.messages import GradingReply
    from checker.classroom.submissions.discovery import Discovery
    from checker.sandbox import Isolation

#: Where there is no terminal, a line is written no more often than this.
PLAIN_SECONDS = 10.0
#: The rate is that of so many seconds: a class is not equally hard all through.
WINDOW_SECONDS = 30.0


class Live:
    """What is said while a class is graded; `tally` counts what came of it.

    Parameters
    ----------
    quiet
        Whether nothing is said but that there is no isolation.
    clock
        Seconds that never go back.
    """

    def __init__(self, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic):
        from checker.classroom.batch.summary import ClassTally  # noqa: PLC0415 - see `commands`

        self.tally: ClassTally = ClassTally()
        self._quiet = quiet
        self._clock = clock
        self._console = Console(stderr=True)
        self._moving = self._console.is_terminal and not quiet
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(20), TextColumn("{task.fields[figures]}"),
            console=self._console, transient=True, disable=not self._moving,
        )  # fmt: skip
        self._line = self._bar.add_task("starting", total=None, figures="")
        self._total = 0
        self._past: deque[tuple[float, int]] = deque()
        self._said = clock()

    def __enter__(self) -> "Live":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def watch(self) -> "Watch":
        """Return what a run is told to tell this line."""
        from checker.classroom.batch.class_run import Watch  # noqa: PLC0415 - see `commands`

        return Watch(self._begins, self._result, self._step)

    def figures(self) -> str:
        """Say how many are done and left, how fast it goes, how long it takes, and what failed."""
        done = self.tally.submissions
        left = self._total - done
        text = f"{done} of {self._total} done, {left} left"
        rate = self._rate()
        if rate and left:
            text += f", {rate:.3g} a second, about {_duration(left / rate)} to go"
        troubles = self.tally.troubles()
        return f"{text}; {troubles}" if troubles else text

    def _begins(self, isolation: "Isolation", discovery: "Discovery") -> None:
        if not self._quiet or not isolation.isolated:
            say_isolation(isolation)
        if not self._quiet:
            say_put_aside(discovery.accounts)
        self._total = len(discovery.found)
        self._past.append((self._clock(), 0))
        self._bar.update(self._line, description="grading", total=self._total)
        self._plainly(f"grading {self._total} submissions")

    def _result(self, reply: "GradingReply") -> None:
        self.tally.add(reply)
        now = self._clock()
        self._past.append((now, self.tally.submissions))
        while len(self._past) > 2 and now - self._past[0][0] > WINDOW_SECONDS:
            self._past.popleft()
        if self._moving:
            self._bar.update(self._line, advance=1, figures=self.figures())
        elif now - self._said >= PLAIN_SECONDS:
            self._plainly(self.figures())

    def _step(self, text: str) -> None:
        self._bar.update(self._line, description=text)
        if self._total:
            self._plainly(text)

    def _plainly(self, text: str) -> None:
        if not self._moving and not self._quiet:
            self._console.print(text, soft_wrap=True, highlight=False, markup=False)
            self._said = self._clock()

    def _rate(self) -> float:
        """Return submissions a second, of late."""
        if not self._past:
            return 0.0
        (start, before), (now, done) = self._past[0], self._past[-1]
        return (done - before) / (now - start) if now > start else 0.0


def _duration(seconds: float) -> str:
    """Return a time in the one or two units that matter.

    >>> _duration(8.4), _duration(200), _duration(7300)
    ('8 s', '3 min', '2 h 2 min')
    """
    minutes = round(seconds / 60)
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"
