"""The secret of a course, and the seeds of students' own numbers that are derived from it."""

import hmac
import os
import secrets
from pathlib import Path

from checker.errors import UsageError

BYTES = 32
#: Says what the derived numbers are for, so that the same secret can serve for other things.
PURPOSE = b"checker/numbers/v1"
SEED_BYTES = 6


def read_secret(path: Path) -> bytes:
    """Return the secret that a file holds.

    Raises
    ------
    UsageError
        If the file cannot be read, or is too short to keep anything secret.
    """
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    if len(secret) < BYTES // 2:
        raise UsageError(f"{path} holds {len(secret)} bytes; a secret has at least {BYTES // 2}")
    return secret


def make_secret(path: Path) -> bytes:
    """Write a new secret to a file that only its owner can read, and give it.

    Raises
    ------
    UsageError
        If the file is there already, or cannot be written.
    """
    text = secrets.token_hex(BYTES).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text + b"\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    return text


def variant_of(secret: bytes, student: str) -> int:
    """Return the seed of a student's own numbers; without the secret nobody can tell it.

    >>> variant_of(b"a secret of the course", "alice") == variant_of(b"a secret", "alice")
    False
    """
    message = PURPOSE + b"\0" + student.encode("utf-8", "backslashreplace")
    digest = hmac.digest(secret, message, "sha256")
    return int.from_bytes(digest[:SEED_BYTES], "big")
