"""What a student's machine has and the one that grades has not: packages, files, a keyboard.

A package that cannot be imported is stood in for, so that code which only imports it works. What
is then asked of it raises an exception that says what is lacking.
"""

import ast
from typing import Any

#: More of a name is not told.
NAME_CHARACTERS = 80
_KEYBOARD = "keyboard to answer input()"
_NETWORK = "network"
_NETWORK_ERRORS = {"URLError", "gaierror"}


class Lacking(ImportError):
    """Something is asked of what is not there; its one argument is a sentence."""


class Unanswered(EOFError):
    """Something is to be typed, and nobody is there."""


class StandIn:
    """Stands for a package that is lacking, or a part of it, until something is asked of it.

    It may be named, as annotations do, and nothing is an instance of it.
    """

    def __init__(self, lacks: str):
        object.__setattr__(self, "_lacks", lacks)

    def __getattr__(self, name: str) -> "StandIn":
        if name[:2] == "__":
            raise AttributeError(name)
        return self

    def __getitem__(self, _key: object) -> "StandIn":
        return self

    def __or__(self, _other: object) -> "StandIn":
        return self

    __ror__ = __or__

    def __instancecheck__(self, _thing: object) -> bool:
        return False

    __subclasscheck__ = __instancecheck__


def _used(self: StandIn, *_values: object, **_named: object) -> Any:
    raise Lacking(sentence(object.__getattribute__(self, "_lacks")))


_USES = """
call setattr delattr setitem delitem iter next len bool contains float int complex index enter exit
array array_ufunc array_function add radd sub rsub mul rmul truediv rtruediv matmul rmatmul pow rpow
neg abs lt le gt ge mod floordiv rfloordiv mro_entries format
"""
for _name in _USES.split():
    setattr(StandIn, f"__{_name}__", _used)


def sentence(lacks: str) -> str:
    """Say what the machine that grades has not."""
    return f"the grading machine has no {lacks}"


def what_lacks(error: BaseException) -> str:
    """Return what an exception says is not there, if this machine is the reason; else nothing.

    What a student's own classes say is not asked.
    """
    if type(error) is Lacking and error.args and type(error.args[0]) is str:
        return str(error.args[0])[len(sentence("")) :][:NAME_CHARACTERS]
    if type(error) is Unanswered:
        return _KEYBOARD
    if type(error) in (ImportError, ModuleNotFoundError) and type(error.name) is str:  # type: ignore[attr-defined]
        return _package(error)
    if type(error) is FileNotFoundError:
        return _file(error)
    is_standard = type(error).__module__ in ("urllib.error", "socket")
    return _NETWORK if is_standard and type(error).__name__ in _NETWORK_ERRORS else ""


def _file(error: FileNotFoundError) -> str:
    """Name the file that is not there; NumPy names it in its sentence only."""
    said = error.args[0] if error.args and type(error.args[0]) is str else ""
    name = error.filename if type(error.filename) is str else said.removesuffix(" not found.")
    return f"file {name.rpartition('/')[2]}"[:NAME_CHARACTERS]


def _package(error: Any) -> str:
    """Name what was to be imported: a package, or a part that another release of it has."""
    if type(error) is ImportError and "cannot import name" in str(error.args[:1]):
        quoted = str(error.args[0]).split("'")
        return f"{error.name}.{quoted[1]}"[:NAME_CHARACTERS] if len(quoted) > 1 else ""
    return str(error.name).partition(".")[0][:NAME_CHARACTERS]


def stand_ins(statement: ast.stmt, lacks: str) -> dict[str, StandIn]:
    """Return what stands for the names that a failed import would have bound."""
    names = statement.names if isinstance(statement, (ast.Import, ast.ImportFrom)) else ()
    bound = [name.asname or name.name.partition(".")[0] for name in names]
    return {name: StandIn(lacks) for name in bound if name != "*"}
