"""Where root lays out what a sandbox needs: under one folder, in a mount namespace of its own.

A home of root's that nobody else may enter, and Python in it, can be reached there by the user
that root becomes; nothing of the machine's permissions is changed.
"""

from collections.abc import Sequence
from pathlib import Path

from checker.errors import IsolationError

#: The first that exists and holds nothing of what is needed is mounted over.
STAGES = ("/mnt", "/media", "/srv", "/run")
#: Binds each source in a private file system on the stage, as 0, 1, 2 and so on. Paths come as
#: arguments, so that no shell ever reads one; those that follow are left.
STAGE = """
set -e
umask 022
stage=$1 count=$2
shift 2
mount -t tmpfs -o mode=755,nosuid,nodev stage "$stage"
place=0
while [ "$place" -lt "$count" ]; do
    mkdir "$stage/$place"
    mount --bind "$1" "$stage/$place"
    shift
    place=$((place + 1))
done
"""
#: Goes on as the command that is left.
EXEC = 'exec "$@"'


def stage_for(sources: Sequence[Path]) -> Path:
    """Return a folder that root can mount over without covering any of the sources.

    Raises
    ------
    IsolationError
        If there is none.
    """
    for stage in map(Path, STAGES):
        if stage.is_dir() and not any(source.is_relative_to(stage) for source in sources):
            return stage
    raise IsolationError(f"Isolation as root needs one of the folders {', '.join(STAGES)}.")
