"""What passes between student code and the worked solutions that stand in for its functions.

Only plain values cross a sandbox's wall. A generator crosses as its state, and an object as its
class's name and its attributes: it stays with the student, and only its methods are answered
elsewhere, from its attributes and back into them.

So does a student's function, such as a lambda. It crosses as what it has given so far: when the
worked solution calls it once more, it stops, says with what, and is asked again from the start.

Each thing is packed as a tuple whose first item says what it is: `("plain", value)`,
`("generator", state)`, `("dict", keys, packed values)`, `("items", values)` for an iterator,
`("function", place)` for one that is lent, or `("object", class, methods, attributes, packed
values)`.
"""

import sys
from collections.abc import Callable, Sequence
from types import GeneratorType, ModuleType
from typing import Any

import numpy as np

#: A thing as it travels: nothing but plain values, and names that the other side looks up.
Packed = tuple[Any, ...]


def packed(thing: Any, other: Callable[[Any], Packed]) -> Packed:
    """Return a thing as it travels; `other` packs what is neither generator nor dictionary.

    Raises
    ------
    TypeError
        If a generator is not NumPy's default one, or a key is no text.
    """
    if _is_generator(thing):
        return "generator", _state_of(thing)
    if type(thing) is dict:
        if not all(type(key) is str for key in thing):
            raise TypeError("a dictionary whose keys are not all texts")
        return "dict", tuple(thing), tuple(packed(value, other) for value in thing.values())
    return other(thing)


class Wanted(BaseException):
    """A function that is lent is called once more than is known; its tree says so outside."""

    def __init__(self, tree: Packed):
        self.tree = tree


class Lent:
    """A function that has stayed on the other side: gives again what it has given there."""

    def __init__(self, place: int, given: Sequence[Packed]):
        self.place = place
        self.given = iter(given)

    def __call__(self, *arguments: Any) -> Any:
        tree = next(self.given, None)
        if tree is None:
            raise Wanted(("wanted", self.place, tuple(map(_packed_here, arguments))))
        return unpacked(tree, _remade)


def unpacked(
    tree: Packed, make: Callable[[Any, Any, dict[str, Any]], Any], lent: Sequence[Any] = ()
) -> Any:
    """Give back the thing; `make` gives an object from its class, methods and attributes.

    Raises
    ------
    TypeError, ValueError
        If the tree is none that `packed` makes.
    """
    match tree:
        case ("plain", value):
            return value
        case ("generator", state):
            return _generator(state)
        case ("dict", keys, trees):
            return _named(keys, trees, make, lent)
        case ("function", int(place)) if 0 <= place < len(lent):
            return lent[place]
        case ("items", values):
            return iter(values)
        case ("object", kind, methods, names, trees):
            return make(kind, methods, _named(names, trees, make, lent))
    raise TypeError("a thing of unknown form")


def _named(names: Any, trees: Any, make: Callable[..., Any], lent: Sequence[Any]) -> dict[str, Any]:
    return {name: unpacked(tree, make, lent) for name, tree in zip(names, trees, strict=True)}


def answered(
    function: Callable[..., Any], arguments: Packed, named: Packed, given: Packed = ()
) -> tuple[Any, ...]:
    """Call a function of the worked solutions with packed arguments.

    What it gives comes first; then, for each positional argument, its new state if it is a
    generator or an object, and None for all others. `given` holds, for each function that is
    lent, what it has given so far; if more is wanted of one, that is all that comes.
    """
    lent = [Lent(place, trees) for place, trees in enumerate(given)]
    handed = [unpacked(argument, _remade, lent) for argument in arguments]
    try:
        result = _packed_here(function(*handed, **unpacked(named, _remade, lent)))
    except Wanted as wanted:
        return (wanted.tree,)
    after = [_packed_here(each) for each in handed]  # an iterator has now drawn what it draws
    return result, *(tree if tree[0] in ("generator", "object") else None for tree in after)


def _packed_here(thing: Any) -> Packed:
    """Pack what the worked solutions give; an object of one of their classes, by its name."""
    return packed(thing, _object_or_plain)


def _object_or_plain(thing: Any) -> Packed:
    kind = type(thing)
    if kind is GeneratorType:
        return "items", list(thing)
    if kind.__module__ != "__main__":
        return "plain", thing
    methods = tuple(name for name in dir(kind) if name[0] != "_" and callable(getattr(kind, name)))
    trees = tuple(map(_packed_here, vars(thing).values()))
    return "object", kind.__name__, methods, tuple(vars(thing)), trees


def _remade(kind: Any, _methods: Any, attributes: dict[str, Any]) -> Any:
    thing = object.__new__(kind)
    vars(thing).update(attributes)
    return thing


def _random() -> ModuleType | None:
    """Return `numpy.random` if it is loaded: where it is not, there is no generator either."""
    return sys.modules.get("numpy.random")


def _is_generator(thing: Any) -> bool:
    random = _random()
    return random is not None and type(thing) is random.Generator


def is_in_state(thing: Any, state: Sequence[int]) -> bool:
    """Whether a thing is NumPy's default generator, in this state."""
    if not _is_generator(thing) or thing.bit_generator.state["bit_generator"] != "PCG64":
        return False
    return _state_of(thing) == tuple(state)


def _state_of(generator: Any) -> tuple[int, ...]:
    state = generator.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise TypeError(f"a generator of kind {state['bit_generator']}")
    return (*state["state"].values(), state["has_uint32"], state["uinteger"])


# The annotations are texts: `numpy.random` takes as long to load as two exercises.
def _generator(state: Any) -> "np.random.Generator":
    generator = np.random.default_rng(0)
    renew(generator, state)
    return generator


def renew(generator: "np.random.Generator", state: tuple[int, ...]) -> None:
    """Put NumPy's default generator into a state."""
    value, increment, has_uint32, uinteger = state
    generator.bit_generator.state = {
        "bit_generator": "PCG64",
        "state": {"state": value, "inc": increment},
        "has_uint32": has_uint32,
        "uinteger": uinteger,
    }
