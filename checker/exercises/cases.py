"""Cases: what student code is asked, one script each, and the names that the scripts look up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from checker.exercises.fields import is_tuple_of, require, require_name
from checker.steps import LAB, OUTSIDE, Argument, Call, Name, Read, Set, Step


@dataclass(frozen=True, eq=False)
class Case:
    """One thing that student code is asked, under a name that a student can read."""

    name: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        require_name(self, "name")
        require(self, "steps", _is_script, "is a tuple of steps, such as (Call(…),) with a comma")
        require(self, "steps", _says_what, "says by a text what is called or read")


def _is_script(given: Any) -> bool:
    return is_tuple_of(given, Call | Read | Set) and bool(given)


def _says_what(steps: tuple[Step, ...]) -> bool:
    return all(isinstance(step.target, str) and step.target for step in steps)


def call(name: str, target: str, *args: Argument) -> Case:
    """Make the case that calls one function: `call("at zero", "sigmoid", 0.0)`."""
    return Case(name, (Call(target, args),))


def read(name: str, target: str, item: str | int | None = None) -> Case:
    """Make the case that reads one variable, or one item of it."""
    return Case(name, (Read(target, item),))


def fractions_in_turn(target: str, *, but: str = "", **arguments: Argument) -> tuple[Case, ...]:
    """Make a case for each argument with fractions, which then has them alone.

    Who takes the type of a result from some arguments cuts off what another one brings, and that
    shows where these hold whole numbers. The arguments are handed over in the order in which they
    stand here; the one called `but` stays as it is in all cases.

    >>> [case.name for case in fractions_in_turn("f", W=np.ones((2, 2)), b=np.zeros(2), rate=0.5)]
    ['fractions in W alone', 'fractions in b alone']
    """
    found = {name: _whole(given) for name, given in arguments.items() if name != but}
    whole = {name: turned for name, turned in found.items() if turned is not None}
    return tuple(
        call(
            f"fractions in {name} alone",
            target,
            *(arguments | whole | {name: arguments[name]}).values(),
        )
        for name in whole
    )


def _whole(given: Argument) -> Argument:
    """Return an array, or each of some, in whole numbers but 0; None for what is no such thing."""
    match given:
        case list() | tuple():
            turned = [whole for each in given if (whole := _whole(each)) is not None]
            return type(given)(turned) if len(turned) == len(given) > 0 else None
        case np.ndarray() if given.dtype.kind == "f":
            size = np.maximum(1, np.rint(np.abs(given)))
            signed: np.ndarray = np.copysign(size, given).astype(int)
            return signed
    return None


def names_asked(cases: Iterable[Case]) -> tuple[str, ...]:
    """List the names that cases look up in a student's namespace, each once.

    >>> names_asked([call("values", "sigmoid", 0.5), read("z", "by_hand", "z")])
    ('sigmoid', 'by_hand')
    >>> names_asked([Case("another y", (Set("y", 1), Call("accuracy", (0,))))])
    ('accuracy',)
    """
    names: dict[str, None] = {}
    for case in cases:
        slots = {step.into for step in case.steps if isinstance(step, Call) and step.into}
        roots = (path.partition(".")[0] for step in case.steps for path in _paths(step))
        names |= dict.fromkeys(root for root in roots if root not in (*slots, LAB, OUTSIDE))
    return tuple(names)


def paths_asked(scripts: Iterable[Iterable[Step]]) -> Iterator[str]:
    """Return every path that the steps of some scripts look up.

    >>> list(paths_asked([(Call("sigmoid", (0.5,)), Call("lab.sizes", ([Name("first")],)))]))
    ['sigmoid', 'lab.sizes', 'first']
    """
    return (path for steps in scripts for step in steps for path in _paths(step))


def _paths(step: Step) -> Iterator[str]:
    """Return what a step looks up; a name that it sets by itself need not be there before."""
    if not isinstance(step, Set) or "." in step.target:
        yield step.target
    arguments = step.args if isinstance(step, Call) else ()
    yield from (name.path for argument in arguments for name in _names_in(argument))


def _names_in(argument: Argument) -> Iterator[Name]:
    if isinstance(argument, Name):
        yield argument
    elif isinstance(argument, list | tuple):
        for item in argument:
            yield from _names_in(item)
