"""What stands in a student's namespace for functions and classes that the reference answers."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np

from checker.sandbox.inside.carried import Packed, packed, renew, unpacked
from checker.sandbox.inside.cells import COURSE
from checker.sandbox.inside.plain import Unsupported, plain
from checker.steps import Name

#: Has a function called, outside, with packed arguments, and gives or raises what it does.
Ask = Callable[[str, tuple[Packed, Packed]], Sequence[Any]]


@dataclass(frozen=True)
class Oracle:
    """Stands for a function or class of an earlier exercise; calls of it are answered outside.

    `instruments` holds the names of the functions that both sides have, by their `id`.
    """

    name: str
    ask: Ask
    instruments: Mapping[int, str]

    def __call__(self, *values: Any, **named: Any) -> Any:
        return self.answer(self.name, values, named)

    def answer(self, name: str, values: Sequence[Any], named: dict[str, Any]) -> Any:
        """Have a function or method called, and leave generators and objects as it left them."""
        with _untraced():
            try:
                arguments = tuple(self._packed(value) for value in values), self._packed(named)
            except (Unsupported, TypeError) as error:
                raise TypeError(f"{name}() was given {error}") from None
            result, *after = self.ask(name, arguments)
            for value, tree in zip(values, after, strict=True):
                self._renew(value, tree)
            return unpacked(result, self._made)

    def __deepcopy__(self, _memo: object) -> "Oracle":
        """Give the same: a copied object is answered by the same class."""
        return self

    def _packed(self, value: Any) -> Packed:
        return packed(value, self._other)

    def _other(self, value: Any) -> Packed:
        if type(value) is Instance:
            oracle, attributes = value.__oracle__, vars(value)
            trees = tuple(oracle._packed(each) for each in attributes.values())
            return "object", Name(oracle.name), (), tuple(attributes), trees
        return "plain", self._argument(value)

    def _argument(self, value: Any) -> Any:
        """Give an argument as it can travel: functions that both sides know by their names."""
        if isinstance(value, np.ufunc):
            return Name(f"np.{value.__name__}")
        if isinstance(value, Oracle):
            return Name(value.name)
        if callable(value) and id(value) in self.instruments:
            return Name(self.instruments[id(value)])
        if type(value) is FunctionType and value.__code__.co_filename == COURSE:
            return Name(value.__name__)
        return plain(value)

    def _made(self, kind: str, methods: Sequence[str], attributes: dict[str, Any]) -> "Instance":
        instance = Instance(Oracle(kind, self.ask, self.instruments), tuple(methods))
        vars(instance).update(attributes)
        return instance

    def _renew(self, value: Any, tree: Packed | None) -> None:
        match tree:
            case ("generator", state):
                renew(value, state)
            case ("object", *_):
                vars(value).clear()
                vars(value).update(vars(unpacked(tree, self._made)))


class Instance:
    """An object of a class that the reference answers: its attributes are here, its methods not."""

    __slots__ = ("__dict__", "__methods__", "__oracle__")
    __oracle__: Oracle
    __methods__: tuple[str, ...]

    def __init__(self, oracle: Oracle, methods: tuple[str, ...]):
        self.__oracle__ = oracle
        self.__methods__ = methods

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name[:2] == "__" or name not in self.__methods__:  # a copy in the making has no methods
            raise AttributeError(f"there is no attribute '{name}'")

        def method(*values: Any, **named: Any) -> Any:
            path = f"{self.__oracle__.name}.{name}"
            return self.__oracle__.answer(path, (self, *values), named)

        return method


@contextmanager
def _untraced() -> Iterator[None]:
    """Keep our own work out of what an instrument counts of the student's."""
    trace = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(trace)
