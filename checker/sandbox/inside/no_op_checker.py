"""A stand-in for the package `checker`, for cells that check, ask for hints or draw figures.

Inside a sandbox a call of `check` must neither fail nor do anything: nobody is looking.
"""

import sys
import types
from collections.abc import Iterator
from typing import Any

#: Nobody looks at what is displayed either.
STOOD_IN_FOR = ("checker", "IPython", "IPython.core", "IPython.core.display", "IPython.display")


class Inert(float):
    """Accepts every call, attribute and item, and is 0.0 to whoever wants a number."""

    __slots__ = ()

    def __call__(self, *_args: object, **_named: object) -> "Inert":
        return self

    def __getattr__(self, name: str) -> Any:
        return _inert(name)

    def __getitem__(self, _key: object) -> "Inert":
        return self

    def __enter__(self) -> "Inert":
        return self

    def __exit__(self, *_raised: object) -> None:
        """Let an exception pass: what runs the cells deals with it."""

    def __iter__(self) -> Iterator["Inert"]:
        return iter(())

    def __contains__(self, _thing: object) -> bool:
        return False


class InertModule(types.ModuleType):
    """A module in which every public name is there and does nothing."""

    def __getattr__(self, name: str) -> Any:
        return _inert(name)


def _inert(name: str) -> Inert:
    if name.startswith("__"):
        raise AttributeError(name)
    return Inert()


def install() -> None:
    """Have every `import checker` in this process find the stand-in, from now on."""
    for name in [name for name in sys.modules if name.startswith("checker.")]:
        del sys.modules[name]
    for name in STOOD_IN_FOR:
        module = sys.modules[name] = InertModule(name)
        vars(module).update(version_info=(9, 18, 0))  # matplotlib asks it of IPython
