"""Names of a script as objects: slots first, then the student's namespace, then NumPy."""

from typing import Any

import numpy as np


class Missing(Exception):
    """A name, an attribute or an item that a script asks for is not there."""

    def __init__(self, kind: str, message: str):
        super().__init__(message)
        self.kind = kind


class Scope:
    """The names that one script can see; `slots` are what its earlier steps have kept."""

    def __init__(self, namespace: dict[str, Any], slots: dict[str, Any]):
        self.namespace = namespace
        self.slots = slots

    def find(self, path: str) -> Any:
        """Look up a dotted path, such as `sigmoid`, `net.train` or `np.tanh`.

        Raises
        ------
        Missing
            If there is no such name, or no such attribute.
        """
        first, *rest = path.split(".")
        found = self._first(first)
        for attribute in rest:
            found = _attribute(found, attribute)
        return found

    def _first(self, name: str) -> Any:
        for names in (self.slots, self.namespace):
            if name in names:
                return names[name]
        if name == "np":
            return np
        raise Missing("NameError", f"name '{name}' is not defined")


def _attribute(owner: Any, name: str) -> Any:
    try:
        return getattr(owner, name)
    except AttributeError as error:
        raise Missing("AttributeError", f"there is no attribute '{name}'") from error


def item_of(owner: Any, item: str | int) -> Any:
    """Return one item of a container.

    Raises
    ------
    Missing
        If there is no such item, or the owner has no items at all.
    """
    try:
        return owner[item]
    except (LookupError, TypeError) as error:
        raise Missing(type(error).__name__, f"there is no item {item!r}") from error
