"""What stands in a student's namespace for functions and classes that the reference answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any

import numpy as np

from checker.sandbox.inside.course_code import COURSE
from checker.sandbox.inside.packing import Packed, packed, renew, unpacked
from checker.sandbox.inside.plain import Unsupported, plain
from checker.sandbox.inside.watching import WATCH
from checker.steps import Name

#: Has a function called, outside, with packed arguments, and gives or raises what it does.
Ask = Callable[[str, tuple[Packed, ...]], Sequence[Any]]


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
        call = _Call(self, name)
        with WATCH.untraced():
            arguments = tuple(map(call.packed, values)), call.packed(named)
        while True:
            with WATCH.untraced():
                result, *after = self.ask(name, (*arguments, tuple(map(tuple, call.given))))
                if result[0] != "wanted":
                    for value, tree in zip(values, after, strict=True):
                        self._renew(value, tree)
                    return unpacked(result, self.made)
            call.ask_lent(*result[1:])

    def __deepcopy__(self, _memo: object) -> "Oracle":
        """Return the same: a copied object is answered by the same class."""
        return self

    def made(self, kind: str, methods: Sequence[str], attributes: dict[str, Any]) -> "Instance":
        """Return an object whose methods are answered outside, from its attributes."""
        instance = Instance(Oracle(kind, self.ask, self.instruments), tuple(methods))
        vars(instance).update(attributes)
        return instance

    def _renew(self, value: Any, tree: Packed | None) -> None:
        match tree:
            case ("generator", state):
                renew(value, state)
            case ("object", *_):
                vars(value).clear()
                vars(value).update(vars(unpacked(tree, self.made)))


class _Call:
    """One call of an oracle: packs what is handed over, and answers for the functions it lends."""

    def __init__(self, oracle: Oracle, name: str):
        self.oracle = oracle
        self.name = name
        self.lent: list[Callable[..., Any]] = []
        self.given: list[list[Packed]] = []

    def packed(self, value: Any) -> Packed:
        """Return an argument as it travels.

        Raises
        ------
        TypeError
            If it cannot: the message names the function that was given it.
        """
        try:
            return packed(value, self._other)
        except (Unsupported, TypeError) as error:
            raise TypeError(f"{self.name}() was given {error}") from None

    def ask_lent(self, place: int, arguments: Sequence[Packed]) -> None:
        """Have a lent function called where it is, and note what it gives."""
        with WATCH.untraced():
            handed = [unpacked(tree, self.oracle.made) for tree in arguments]
        value = self.lent[place](*handed)  # what it does, an instrument counts as the student's
        with WATCH.untraced():
            self.given[place].append(self.packed(value))

    def _other(self, value: Any) -> Packed:
        if type(value) is Instance:
            oracle, attributes = value.__oracle__, vars(value)
            trees = tuple(map(self.packed, attributes.values()))
            return "object", Name(oracle.name), (), tuple(attributes), trees
        known = self._known(value)
        if known is None and callable(value):
            self.lent.append(value)
            self.given.append([])
            return "function", len(self.lent) - 1
        return "plain", known or plain(value)

    def _known(self, value: Any) -> Name | None:
        """Return the name of a function that both sides have, or None."""
        if isinstance(value, np.ufunc):
            return Name(f"np.{value.__name__}")
        if isinstance(value, Oracle):
            return Name(value.name)
        if callable(value) and id(value) in self.oracle.instruments:
            return Name(self.oracle.instruments[id(value)])
        if type(value) is FunctionType and value.__code__.co_filename == COURSE:
            return Name(value.__name__)
        return None


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
