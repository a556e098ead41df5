"""What a student's code calls, and where it holds on to a function otherwise than by its name.

`def f(x, activation=sigmoid)` keeps the function that `sigmoid` was when the cell ran, and so do
an alias, a closure, an attribute of a class and a list of functions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import CellType, CodeType, FunctionType
from typing import Any

#: What puts a value in the place of one that is held.
Put = Callable[[Any], object]
#: Functions are looked for in lists and dicts with no more items; larger ones hold data.
FEW = 100


def held_values(namespace: dict[str, Any]) -> Iterator[tuple[Any, Put]]:
    """Return every value of a namespace, and what its functions, classes and lists hold on to.

    With each comes what puts another in its place.
    """
    module = namespace.get("__name__")
    for name, thing in list(namespace.items()):
        yield thing, partial(namespace.__setitem__, name)
        yield from _held_by(thing, module)


def used_by(thing: Any) -> Iterator[Any]:
    """Return the values that a function or class of a student's holds on to."""
    return (value for value, _ in _held_by(thing, getattr(thing, "__module__", None)))


def _held_by(thing: Any, module: Any) -> Iterator[tuple[Any, Put]]:
    own = getattr(thing, "__module__", None) == module
    if type(thing) is FunctionType and own:
        yield from _held_by_function(thing)
    elif isinstance(thing, type) and own:
        yield from _held_by_class(thing)
    elif type(thing) is list and len(thing) <= FEW:
        yield from ((value, partial(thing.__setitem__, at)) for at, value in enumerate(thing))
    elif type(thing) is dict and len(thing) <= FEW:
        yield from ((value, partial(thing.__setitem__, key)) for key, value in thing.items())


def _held_by_function(function: FunctionType) -> Iterator[tuple[Any, Put]]:
    for at, value in enumerate(function.__defaults__ or ()):
        yield value, partial(_put_default, function, at)
    named = function.__kwdefaults__ or {}
    yield from ((value, partial(named.__setitem__, name)) for name, value in named.items())
    for cell in function.__closure__ or ():
        yield from ((value, partial(_put_in_cell, cell)) for value in _contents(cell))


def _held_by_class(owner: type) -> Iterator[tuple[Any, Put]]:
    for name, value in list(vars(owner).items()):
        method = getattr(value, "__func__", value)
        if isinstance(method, FunctionType) and method.__qualname__.startswith(owner.__qualname__):
            yield from _held_by_function(method)
        elif not name.startswith("__"):
            yield value, partial(setattr, owner, name)


def _put_default(function: FunctionType, at: int, value: Any) -> None:
    kept = list(function.__defaults__ or ())
    kept[at] = value
    function.__defaults__ = tuple(kept)


def _put_in_cell(cell: CellType, value: Any) -> None:
    cell.cell_contents = value


def _contents(cell: CellType) -> Iterable[Any]:
    try:
        return (cell.cell_contents,)
    except ValueError:  # nothing has been put into it
        return ()


def called_names(names: Iterable[str], namespace: Mapping[str, Any]) -> set[str]:
    """List these names, those that their functions mention, and what these mention in turn."""
    seen = set(names)
    left = list(seen)
    while left:
        for name in _mentioned(namespace.get(left.pop())):
            if name not in seen:
                seen.add(name)
                left.append(name)
    return seen


def _mentioned(thing: Any) -> Iterator[str]:
    """Return the names in a function's code, or in a class's methods, and of what they hold."""
    held = used_by(thing) if isinstance(thing, FunctionType | type) else ()
    yield from (value.__name__ for value in held if isinstance(value, FunctionType | type))
    if isinstance(thing, FunctionType):
        yield from _in_code(thing.__code__)
    elif isinstance(thing, type):
        for value in vars(thing).values():
            yield from _mentioned(getattr(value, "__func__", value))


def _in_code(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _in_code(constant)
