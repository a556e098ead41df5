"""One scripted probe of student code, run in a namespace, as one `Answer`.

The same function runs in a sandbox and in a student's own notebook. It copies what it hands
over, notices what the last call did to its arguments, and leaves NumPy's error state, the warning
filters and the namespace's variables as it found them.
"""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from checker.records import Answer, Ending, Fault, Value
from checker.sandbox.inside.arguments import aliases, copy_of, differs, laid
from checker.sandbox.inside.faults import ending_of, fault_of
from checker.sandbox.inside.names import Missing, Scope, item_of
from checker.sandbox.inside.plain import Unsupported, plain, type_name
from checker.steps import LAB, OUTSIDE, Call, Laid, Name, Read, Set, Step

#: NumPy's words for its floating-point errors, and ours. Underflow is nobody's mistake.
WARNINGS = {"overflow": "overflow", "invalid value": "invalid", "divide by zero": "divide"}
ABSENT = object()


def ask(namespace: dict[str, Any], steps: Sequence[Step], lab: object = None) -> Answer:
    """Run the steps and give the value of the last, with what the last call did to its arguments.

    `lab` holds the instruments that steps may use, as attributes.

    Whatever student code raises becomes part of the answer, except `KeyboardInterrupt`: in a
    notebook that is the student's own hand.
    """
    script = _Script(namespace, lab)
    noted: dict[str, None] = {}

    def note(kind: str, _flag: int) -> None:
        noted[WARNINGS[kind]] = None

    noting = np.errstate(over="call", invalid="call", divide="call", under="ignore", call=note)
    with warnings.catch_warnings(), noting:
        warnings.simplefilter("ignore")
        ending, value, fault = script.run(steps)
    return Answer(ending, value, fault, script.mutated, script.aliased, tuple(noted))


#: How a script ended, its value, and the fault if there was one.
Ended = tuple[Ending, Value, Fault | None]


class _Script:
    """One script being run: its scope, and what its last call did to its arguments.

    What earlier calls did to theirs is asked by nobody, and such arguments may be large.
    """

    def __init__(self, namespace: dict[str, Any], lab: object):
        self.namespace = namespace
        self.scope = Scope(namespace, {LAB: lab, OUTSIDE: lab})
        self.covered: dict[str, Any] = {}
        self.last: Step | None = None
        self.mutated: tuple[int, ...] = ()
        self.aliased: tuple[int, ...] = ()

    def run(self, steps: Sequence[Step]) -> Ended:
        result: Any = None
        self.last = next((step for step in reversed(steps) if isinstance(step, Call)), None)
        try:
            for step in steps:
                result = self._step(step)
            return Ending.RETURNED, plain(result), None
        except Missing as missing:
            return Ending.MISSING, None, Fault(missing.kind, str(missing))
        except Unsupported as unsupported:
            return Ending.UNSUPPORTED, None, Fault(type_name(result), str(unsupported))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  students may raise anything at all
            return ending_of(error), None, fault_of(error, self.namespace)
        finally:
            self._uncover()

    def _step(self, step: Step) -> Any:
        match step:
            case Call(target, args, into):
                call = self._watched if step is self.last else self._call
                result = call(self.scope.find(target), args)
                if into is not None:
                    self.scope.slots[into] = result
                return result
            case Read(target, item):
                owner = self.scope.find(target)
                return owner if item is None else item_of(owner, item)
            case Set(target, value):
                self._set(target, self._argument(value))
        return None

    def _call(self, function: Any, arguments: Sequence[Any]) -> Any:
        return function(*map(self._argument, arguments))

    def _watched(self, function: Any, arguments: Sequence[Any]) -> Any:
        """Call a function, and note what becomes of its arguments."""
        handed = [self._argument(argument) for argument in arguments]
        pairs = list(zip(map(_pristine, arguments, handed), handed, strict=True))
        try:
            result = function(*handed)
        finally:
            self.mutated = tuple(at for at, pair in enumerate(pairs) if differs(*pair))
        self.aliased = tuple(at for at, given in enumerate(handed) if aliases(result, given))
        return result

    def _argument(self, argument: Any) -> Any:
        match argument:
            case Name(path, item):
                found = self.scope.find(path)
                return found if item is None else item_of(found, item)
            case Laid(array, layout):
                return laid(array, layout)
            case list() | tuple():
                return type(argument)([self._argument(item) for item in argument])
        return copy_of(argument)

    def _set(self, target: str, value: Any) -> None:
        owner, _, attribute = target.rpartition(".")
        if owner:
            setattr(self.scope.find(owner), attribute, value)
        elif target in self.scope.slots:
            self.scope.slots[target] = value
        else:
            self.covered.setdefault(target, self.namespace.get(target, ABSENT))
            self.namespace[target] = value

    def _uncover(self) -> None:
        for name, value in self.covered.items():
            if value is ABSENT:
                self.namespace.pop(name, None)
            else:
                self.namespace[name] = value


def _pristine(argument: Any, handed: Any) -> Any:
    """Return what is handed over as it is before the call; of an array there is the original."""
    return argument if type(argument) is np.ndarray else copy_of(handed)
