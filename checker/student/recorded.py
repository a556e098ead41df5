"""What stands in, in class, for functions that are not right yet: recorded answers and tables."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from checker.exercises.casebook import CompiledExercise
from checker.exercises.entrywise import EntryTable
from checker.exercises.on_the_way import HelperCall
from checker.student.stand_ins import RecordedHelper
from checker.student.uses import Put, held_values


@dataclass(frozen=True)
class RecordedCalls:
    """What was recorded for an exercise: calls of earlier functions, and tables of some."""

    calls: Sequence[HelperCall]
    tables: Sequence[EntryTable] = ()

    def knows(self, name: str) -> bool:
        """Whether anything is recorded of a function."""
        names = {call.name for call in self.calls} | {table.name for table in self.tables}
        return name in names

    def helper(self, name: str, own: Callable[..., Any], lab: object) -> RecordedHelper | None:
        """Return what stands in for a function, or None if nothing of it is recorded."""
        calls = [call for call in self.calls if call.name == name]
        table = next((table for table in self.tables if table.name == name), None)
        return RecordedHelper(own, calls, table, lab) if calls or table else None


@contextmanager
def replaced(
    recorded: RecordedCalls,
    helpers: Sequence[CompiledExercise],
    namespace: dict[str, Any],
    lab: object = None,
) -> Iterator[Mapping[str, RecordedHelper]]:
    """Have calls of these helpers answered from the record, in a namespace and for a while.

    Give what stands in for them, by name.
    """
    own = {
        name: namespace[name]
        for helper in helpers
        for name in helper.defines
        if callable(namespace.get(name))
    }
    stand_ins = {name: found for name in own if (found := recorded.helper(name, own[name], lab))}
    places = [namespace, *_globals(namespace)]
    instead = {id(own[name]): stand_in for name, stand_in in stand_ins.items()}
    back: list[tuple[Put, Any]] = []
    try:
        for value, put in [each for place in places for each in held_values(place)]:
            if id(value) in instead:
                back.append((put, value))
                put(instead[id(value)])
        yield stand_ins
    finally:
        for put, value in reversed(back):
            put(value)


def _globals(namespace: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List where the student's own functions look names up, if not in this very namespace."""
    module = namespace.get("__name__")
    found = {
        id(thing.__globals__): thing.__globals__
        for thing in namespace.values()
        if isinstance(thing, FunctionType) and thing.__globals__.get("__name__") == module
    }
    return [each for key, each in found.items() if key != id(namespace)]
