"""Which isolation a machine can give. It fails closed: none is taken whose walls were not tried."""

from collections.abc import Callable, Sequence
from pathlib import Path

from checker.errors import IsolationError
from checker.sandbox.bubblewrap import bubblewrap
from checker.sandbox.doctor import probe
from checker.sandbox.isolation import Isolation
from checker.sandbox.landlock import landlock
from checker.sandbox.python_files import require_hidden
from checker.sandbox.system import require_walls
from checker.sandbox.unisolated import bare
from checker.sandbox.warm import warm

#: Isolations with a wall, the best first: `auto` takes the first that holds.
WALLED: dict[str, Callable[[], Isolation]] = {
    "warm": warm,
    "bubblewrap": bubblewrap,
    "landlock": landlock,
}
#: What promises nothing, and so has to be typed.
TYPED: dict[str, Callable[[], Isolation]] = {"none": bare}
#: What bubblewrap says where the system forbids user namespaces.
FORBIDDEN = ("uid map", "RTM_NEWADDR", "namespace", "unshare", "Operation not permitted")
#: What helps, by the isolation that does not start.
MENDS = {
    "warm": "grade under bubblewrap, which takes longer and isolates as well",
    "bubblewrap": "allow user namespaces to bubblewrap (Ubuntu 24.04: install apparmor-profiles, "
    "copy its bwrap-userns-restrict to /etc/apparmor.d and load it with apparmor_parser -r; in a "
    "container: grade outside of it)",
    "landlock": "let the user that grades, or nobody if that is root, reach the folder in which "
    "Python is installed (Debian's own Python will do)",
}


def choose(name: str, protected: Sequence[Path] = ()) -> Isolation:
    """Return the isolation of a name, tried on this machine; `auto` is the best that there is.

    What promises nothing has to be asked for by name.

    Parameters
    ----------
    name
        What it is called, or `auto`.
    protected
        Files and folders that no student code may see, on which the walls are tried too.

    Raises
    ------
    IsolationError
        If it is not to be had, or would show what is protected; the message says what helps.
    """
    if name in TYPED:
        return TYPED[name]()
    require_walls()
    require_hidden(protected)
    if name == "auto":
        return _best(protected)
    if name not in WALLED:
        raise IsolationError(f"There is no isolation {name!r}; use {_known()}.")
    return tried(WALLED[name], protected)


def _best(protected: Sequence[Path]) -> Isolation:
    """Return the first isolation whose walls hold, or say of each why it is not to be had."""
    refusals = []
    for make in WALLED.values():
        try:
            return tried(make, protected)
        except IsolationError as error:
            refusals.append(str(error))
    raise IsolationError(" ".join(refusals))


def tried(make: Callable[[], Isolation], protected: Sequence[Path] = ()) -> Isolation:
    """Return an isolation whose walls all hold.

    Raises
    ------
    IsolationError
        If it does not start or a wall falls.
    """
    isolation = make()
    try:
        fallen = [what for what, held in probe(isolation, protected) if not held]
    except IsolationError as error:
        raise IsolationError(f"{error}; to mend it, {mend(isolation.name, str(error))}.") from error
    if fallen:
        raise IsolationError(
            f"The isolation {isolation.name!r} was tried and does not hold here "
            f"({'; '.join(fallen)}); run `checker doctor`, or grade on another machine."
        )
    return isolation


def mend(name: str, complaint: str) -> str:
    """Say what helps against what an isolation says of why it does not start."""
    if name in ("warm", "landlock") or any(word in complaint for word in FORBIDDEN):
        return MENDS.get(name, "run `checker doctor`")
    return "run `checker doctor`"


def _known() -> str:
    return ", ".join(["auto", *WALLED, *TYPED])
