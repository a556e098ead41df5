"""What explains wrong answers, made once somebody asks for it: mistakes, pairs, values on the way.

It takes longer than all else that is compiled for a class, and where all is right nobody needs it.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from checker.closing import Closing
from checker.course.compiling.parallel import Task
from checker.exercises.casebook import CompiledExercise
from checker.exercises.storage import exercise_in
from checker.sandbox import UNHURRIED, Isolation, Sandbox


class Keeping(Protocol):
    """Where casebooks are kept from one run to the next, each under what it was made from."""

    def casebook(self, notebook: str, key: str) -> bytes | None:
        """Return the casebook that was made from what this key names, if it is kept."""

    def keep_casebook(self, notebook: str, key: str, casebook: bytes) -> None:
        """Keep a casebook in place of an earlier one."""


@dataclass(frozen=True)
class Recipe:
    """How one exercise is explained, and under what name and key that is kept."""

    name: str
    key: str
    make: Task[bytes]


class Explanations(Closing):
    """The explanations of a run: each is made once, whoever asks first, in a sandbox of its own.

    What is kept is whole; of what is being made when the run ends, nothing is.
    """

    def __init__(self, isolation: Isolation, jobs: int, keeping: Keeping, *, anew: bool = False):
        self._isolation, self._keeping, self._anew = isolation, keeping, anew
        self._recipes: dict[str, Recipe] = {}
        self._asked: dict[str, Future[bytes]] = {}
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(jobs, "explanations")

    def expect(self, apart: str, recipe: Recipe) -> None:
        """Take note of how an exercise is explained, should anybody ask by the key of it."""
        self._recipes[apart] = recipe

    def asked(self, apart: str) -> "Future[bytes]":
        """Return what will hold the casebook of one exercise with all that explains it."""
        with self._lock:
            if apart not in self._asked:
                self._asked[apart] = self._threads.submit(self._made, apart)
            return self._asked[apart]

    def of(self, apart: str) -> CompiledExercise:
        """Return an exercise with all that explains wrong answers to it, by the key of that."""
        return exercise_in(self.asked(apart).result())

    def all(self) -> Mapping[str, bytes]:
        """Return all there are, for those who cannot ask later."""
        asked = {apart: self.asked(apart) for apart in self._recipes}
        return {apart: future.result() for apart, future in asked.items()}

    def close(self) -> None:
        """End when nothing is being made any more."""
        self._threads.shutdown(cancel_futures=True)

    def _made(self, apart: str) -> bytes:
        recipe = self._recipes[apart]
        kept = None if self._anew else self._keeping.casebook(recipe.name, recipe.key)
        if kept:
            return kept
        with Sandbox(self._isolation, UNHURRIED) as sandbox:
            made = recipe.make(sandbox)
        self._keeping.keep_casebook(recipe.name, recipe.key, made)
        return made
