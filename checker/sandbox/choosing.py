"""Which isolation a machine can give. It fails closed: none is taken whose walls were not tried."""

from collections.abc import Callable

from checker.errors import IsolationError
from checker.sandbox.bare import bare
from checker.sandbox.bubblewrap import bubblewrap
from checker.sandbox.doctor import probe
from checker.sandbox.isolation import Isolation

#: Isolations with a wall, the best first: `auto` takes the first that holds.
WALLED: dict[str, Callable[[], Isolation]] = {"bubblewrap": bubblewrap}
NOT_YET = ("warm", "landlock", "docker", "process")
#: What bubblewrap says where the system forbids user namespaces, and what helps.
FORBIDDEN = ("uid map", "RTM_NEWADDR", "namespace", "unshare", "Operation not permitted")
MEND = (
    "allow user namespaces to bubblewrap (Ubuntu 24.04: install apparmor-profiles, copy its "
    "bwrap-userns-restrict to /etc/apparmor.d and load it with apparmor_parser -r; in a "
    "container: grade outside of it)"
)


def choose(name: str) -> Isolation:
    """Give the isolation of a name, tried on this machine; `auto` is the best that there is.

    `none` has to be asked for by name.

    Raises
    ------
    IsolationError
        If it is not to be had; the message says in one sentence what helps.
    """
    if name == "none":
        return bare()
    if name in NOT_YET:
        raise IsolationError(f"The isolation {name!r} is not built yet; use {_known()}.")
    if name != "auto" and name not in WALLED:
        raise IsolationError(f"There is no isolation {name!r}; use {_known()}.")
    return _tried(WALLED["bubblewrap" if name == "auto" else name]())


def _tried(isolation: Isolation) -> Isolation:
    try:
        fallen = [what for what, held in probe(isolation) if not held]
    except IsolationError as error:
        mend = MEND if any(word in str(error) for word in FORBIDDEN) else "run `checker doctor`"
        raise IsolationError(f"{error}; to mend it, {mend}.") from error
    if fallen:
        raise IsolationError(
            f"The isolation {isolation.name!r} was tried and does not hold here "
            f"({'; '.join(fallen)}); run `checker doctor`, or grade on another machine."
        )
    return isolation


def _known() -> str:
    return ", ".join(["auto", *WALLED, "none"])
