"""Whether instruments beside student code still count, and are still what they were.

Counts are taken beside the code that they are about. So what is done against them is noticed
here as far as it can be; who knows this module can get round it, which is why no promise rests
on it (SECURITY.md).
"""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

#: What switches a trace off, runs code where it does not reach, or takes hold of frames.
_HIDING = frozenset((
    "sys.settrace", "sys.setprofile", "sys._getframe", "sys._current_frames",
    "_thread.start_new_thread", "os.fork",  # the first since Python 3.12
    "os.forkpty", "os.posix_spawn", "subprocess.Popen",
))  # fmt: skip
_FRAMES = frozenset(("tb_frame", "gi_frame", "cr_frame", "ag_frame"))
#: The modules whose functions make questions and answers.
_OURS = "checker."


class TraceWatch:
    """Listens for what would hide code from a trace, while one is set by an instrument."""

    def __init__(self) -> None:
        self.was_fooled = self.is_on = False
        self._heard = self._is_hooked = False

    def begin(self, trace: Callable[..., Any]) -> None:
        """Set a trace and listen, until `is_on` is taken back."""
        if not self._is_hooked:  # a hook stays for good
            sys.addaudithook(self._hear)
            self._is_hooked = True
        threading.settrace(trace)  # a thread that sets a trace, any, is heard to do so
        sys.settrace(trace)
        self._heard, self.is_on = False, True

    def saw_all(self, *, is_set: bool) -> bool:
        """Whether the count saw everything; for that its trace must still have been set."""
        fooled = self._heard or not is_set
        self.was_fooled = self.was_fooled or fooled
        return not fooled

    @contextmanager
    def untraced(self) -> Iterator[None]:
        """Keep our own work out of what an instrument counts of the student's."""
        trace, is_on = sys.gettrace(), self.is_on
        self.is_on = False
        sys.settrace(None)
        try:
            yield
        finally:
            sys.settrace(trace)
            self.is_on = is_on

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.is_on and (
            event in _HIDING or (event == "object.__getattr__" and arguments[1] in _FRAMES)
        ):
            self._heard = True


WATCH = TraceWatch()


class Instruments:
    """What the functions of a lab and of our own modules are, to be compared later."""

    def __init__(self) -> None:
        ours = [
            module
            for name, module in sys.modules.items()
            if name.startswith(_OURS) and type(module) is ModuleType
        ]
        self._ours = _held(list(map(vars, ours)), {})
        self._of_lab: _Held = {}

    def add(self, lab: SimpleNamespace) -> None:
        """Keep in mind what the lab of the next exercise is, before student code has met it."""
        functions = [thing for thing in vars(lab).values() if type(thing) is FunctionType]
        scopes = [vars(lab), *(function.__globals__ for function in functions)]
        self._ours |= _held([each for each in scopes if _is_a_modules(each)], self._ours)
        self._of_lab = _held(scopes, self._ours)

    def are_intact(self) -> bool:
        """Whether everything that was there is there, and runs the same code."""
        held = (*self._ours.values(), *self._of_lab.values())
        return all(_holds(scope, things) for scope, things in held)


#: Scopes, and what they held, by the scopes' `id`.
_Held = dict[int, tuple[Any, list[tuple[str, Any, Any]]]]


def _held(scopes: list[Any], known: _Held) -> _Held:
    scopes = [each for each in scopes if id(each) not in known]
    scopes += [vars(kind) for each in scopes for kind in each.values() if _is_ours(kind)]
    return {id(each): (each, _things(each)) for each in scopes if id(each) not in known}


def _is_a_modules(scope: dict[str, Any]) -> bool:
    return str(scope.get("__name__")).startswith(_OURS)


def _is_ours(thing: Any) -> bool:
    return isinstance(thing, type) and thing.__module__.startswith((_OURS, "lab"))


def _things(scope: Any) -> list[tuple[str, Any, Any]]:
    named = [(name, thing) for name, thing in scope.items() if name != "__builtins__"]
    return [(name, thing, _code_of(thing)) for name, thing in named]


def _holds(scope: Any, things: list[tuple[str, Any, Any]]) -> bool:
    return all(
        scope.get(name) is thing and (code is None or _code_of(thing) is code)
        for name, thing, code in things
    )


def _code_of(thing: Any) -> Any:
    return thing.__code__ if type(thing) is FunctionType else None
