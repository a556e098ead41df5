"""The secret of a course, and what is derived from it."""

import hashlib
import hmac
import stat

import pytest

from checker.course.compiling.secret import make_secret, read_secret, variant_of
from checker.errors import UsageError


def test_a_secret_that_was_made(tmp_path):
    """It is read back, is another each time, and only its owner can read the file."""
    path = tmp_path / "keys" / "course.secret"
    secret = make_secret(path)
    assert read_secret(path) == secret
    assert len(secret) == 64
    assert make_secret(tmp_path / "other") != secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_secret_that_is_there(tmp_path):
    """It is never overwritten."""
    path = tmp_path / "course.secret"
    make_secret(path)
    with pytest.raises(UsageError, match="cannot be written: File exists"):
        make_secret(path)


def test_a_file_that_holds_no_secret(tmp_path):
    """It is refused, and so is one that is not there."""
    (tmp_path / "short").write_bytes(b"hunter2\n")
    with pytest.raises(UsageError, match="holds 7 bytes; a secret has at least 16"):
        read_secret(tmp_path / "short")
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_secret(tmp_path / "none")


def test_seed_of_a_student():
    """It is the first 48 bits of HMAC-SHA-256, as anybody with the secret can work out."""
    digest = hmac.new(b"s" * 32, b"checker/numbers/v1\0alice", hashlib.sha256).hexdigest()
    assert variant_of(b"s" * 32, "alice") == int(digest[:12], 16)


def test_seeds_of_a_class():
    """They differ from student to student, and from secret to secret."""
    seeds = {variant_of(secret, f"s{n}") for secret in (b"a" * 32, b"b" * 32) for n in range(500)}
    assert len(seeds) == 1000
