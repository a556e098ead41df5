"""Isolation by bubblewrap: a sandbox in which nothing exists but Python and our few files.

bubblewrap is never started as root, for then its sandbox can be left. Root first makes a mount
namespace of its own, in which what the sandbox needs is bound to where another user can reach
it, and then becomes nobody. No permission of the machine is touched.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from checker.errors import IsolationError
from checker.sandbox.filters import outer_filter, strict_filter
from checker.sandbox.isolation import Isolation
from checker.sandbox.python_files import visible
from checker.sandbox.staging import EXEC, STAGE, stage_for
from checker.sandbox.worker_program import (
    ENVIRONMENT,
    HOST,
    INSIDE,
    LEAVES,
    NOBODY,
    PACKAGE,
    compile_ahead,
    held,
    python_folders,
    worker_command,
)

SCRATCH_BYTES = 16 << 20
#: Where the package lies in a sandbox: a path that says nothing of the machine.
MOUNTED = Path("/w/checker")
ENVIRONMENT_INSIDE = {"HOME": "/tmp", "LANG": "C.UTF-8", "PATH": "/usr/bin"}  # noqa: S108
ROOT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

Streams = tuple[int, int, int]


def bubblewrap() -> Isolation:
    """Return the isolation by bubblewrap, not yet tested on this machine.

    Raises
    ------
    IsolationError
        If bubblewrap, libseccomp or, for root, util-linux is not installed.
    """
    require_programs()
    compile_ahead()
    return Isolation(
        name="bubblewrap",
        promise="Isolated by bubblewrap: no files, no network, no other processes in reach.",
        isolated=True,
        instructions=strict_filter(),
        start=_start,
        own_users=True,
    )


def require_programs() -> None:
    """Refuse a machine on which a program is missing that `launch` starts.

    Raises
    ------
    IsolationError
        If bubblewrap or, for root, util-linux is not installed.
    """
    needed = {"bwrap": "bubblewrap"}
    if os.geteuid() == 0:
        needed |= dict.fromkeys(("unshare", "setpriv", "mount"), "util-linux")
    for program, package in needed.items():
        if shutil.which(program) is None:
            raise IsolationError(
                f"Isolation needs the program {program}; install Debian's package {package}."
            )


def _start() -> subprocess.Popen[bytes]:
    filter_ = held(outer_filter())
    try:
        return launch(
            lambda reach: _options(reach, filter_),
            worker_command(MOUNTED),
            filter_,
        )
    finally:
        os.close(filter_)


def launch(
    options: Callable[[Mapping[Path, Path]], Iterable[str]],
    command: Sequence[str],
    kept: int | None = None,
    streams: Streams = (subprocess.PIPE,) * 3,
) -> subprocess.Popen[bytes]:
    """Start a command under bubblewrap, as nobody if this is root.

    Parameters
    ----------
    options
        Gives bubblewrap's options, told where each of Python's and our folders can be reached.
    command
        What is run, by the paths that there are inside.
    kept
        A descriptor that the options name.
    streams
        Standard input, output and error, as `Popen` takes them.
    """
    sources = [*python_folders(), PACKAGE]
    if os.geteuid() == 0:
        stage = stage_for(sources)
        wrap = _as_nobody(stage, sources)
        reach = {source: stage / str(place) for place, source in enumerate(sources)}
    else:
        wrap, reach = [], {source: source for source in sources}
    stdin, stdout, stderr = streams
    words = held(b"".join(os.fsencode(word) + b"\0" for word in options(reach)))
    try:
        return subprocess.Popen(
            [*wrap, "bwrap", "--args", str(words), "--", *command],
            env={"PATH": ROOT_PATH},
            cwd="/",
            pass_fds=(words,) if kept is None else (words, kept),
            start_new_session=True,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
        )
    finally:
        os.close(words)


def _as_nobody(stage: Path, sources: Sequence[Path]) -> list[str]:
    """Begin the command for root: bind the sources in a mount namespace, then drop everything."""
    paths = [str(stage), str(len(sources)), *map(str, sources)]
    return [
        *("unshare", "--mount", "--propagation", "private", "--"),
        *("sh", "-c", STAGE + EXEC, "stage", *paths),
        *("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"),
        *("--no-new-privs", "--inh-caps=-all", "--bounding-set=-all", "--"),
    ]


def _options(reach: Mapping[Path, Path], filter_: int) -> Iterator[str]:
    """List bubblewrap's options; `reach` says where each source can be reached from."""
    yield from ("--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL")
    yield from ("--uid", NOBODY, "--gid", NOBODY, "--die-with-parent", "--new-session")
    yield from ("--hostname", HOST)
    yield from ("--size", str(SCRATCH_BYTES), "--tmpfs", "/tmp")  # noqa: S108  its own
    yield from files(reach)
    yield from ("--dev", "/dev", "--remount-ro", "/dev", "--chdir", "/tmp")  # noqa: S108
    yield from environment()
    yield from ("--remount-ro", "/", "--seccomp", str(filter_))


def files(reach: Mapping[Path, Path]) -> Iterator[str]:
    """Mount what Python needs, and our few files; nothing else is there."""
    for path, is_shown in visible().in_order():
        if not is_shown:
            yield from ("--tmpfs", str(path))
        elif path.is_symlink() and path.parent == Path("/"):  # as /lib is on most systems
            yield from ("--symlink", str(path.readlink()), str(path))
        else:
            yield from ("--ro-bind", str(_reached(path, reach)), str(path))
    for part in (*map(Path, LEAVES), INSIDE):
        yield from ("--ro-bind", str(reach[PACKAGE] / part), str(MOUNTED / part))
    # compiled leaves, so that no sandbox spends its first milliseconds on compiling them
    compiled = Path("__pycache__")
    yield from ("--ro-bind-try", str(reach[PACKAGE] / compiled), str(MOUNTED / compiled))
    for path in sorted(visible().hidden):  # what is shown within has its place by now
        yield from ("--remount-ro", str(path))


def environment() -> Iterator[str]:
    """Set the variables that there are inside; nothing is passed on."""
    yield "--clearenv"
    for name, value in (ENVIRONMENT | ENVIRONMENT_INSIDE).items():
        yield from ("--setenv", name, value)


def _reached(path: Path, reach: Mapping[Path, Path]) -> Path:
    """Return where a path can be reached: that of the system is where it always is."""
    for source, reached in reach.items():
        if path.is_relative_to(source):
            return reached / path.relative_to(source)
    return path
