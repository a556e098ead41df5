"""Statements that await something at the top level, as a notebook's kernel lets them."""

import time
from collections.abc import Coroutine
from functools import cache
from typing import Any


def awaited(coroutine: Coroutine[Any, Any, Any]) -> None:
    """Run a coroutine to its end."""
    loop = _kind_of_loop()()
    try:
        loop.run_until_complete(coroutine)
    finally:
        loop.close()


@cache
def _kind_of_loop() -> Any:
    """Return a class of loops without sockets, which student code may not have.

    They know time and nothing else.
    """
    from asyncio import BaseEventLoop  # noqa: PLC0415 - it loads long, and hardly anybody awaits

    class Loop(BaseEventLoop):
        def __init__(self) -> None:
            super().__init__()
            self._selector = self

        def select(self, timeout: float | None) -> list[Any]:
            """Wait until something is due; what nothing will ever bring about ends here."""
            if timeout is None:
                raise RuntimeError("nothing here can bring about what is awaited")
            time.sleep(timeout)
            return []

        def _process_events(self, _events: list[Any]) -> None:
            """There are none."""

        def _write_to_self(self) -> None:
            """There is no other thread to be woken by."""

    return Loop
