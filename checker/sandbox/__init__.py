"""Runs student code in child processes and gives back its answers."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from checker.sandbox.system import require_forks

if TYPE_CHECKING:
    from checker.sandbox.choice import choose
    from checker.sandbox.client import Sandbox
    from checker.sandbox.isolation import Isolation
    from checker.sandbox.limits import UNHURRIED, Limits
    from checker.sandbox.pool import SandboxPool

__all__ = ["UNHURRIED", "Isolation", "Limits", "Sandbox", "SandboxPool", "choose"]

HOMES = {
    "UNHURRIED": "limits",
    "Isolation": "isolation",
    "Limits": "limits",
    "Sandbox": "client",
    "SandboxPool": "pool",
    "choose": "choice",
}


def __getattr__(name: str) -> Any:
    """Load a name on first use: a student's notebook asks only for what is inside.

    What is loaded needs modules that Windows lacks, so there it is refused with a sentence.
    """
    if name in HOMES:
        require_forks()
        return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
