"""The digits in data/ are MNIST, whole and unchanged."""

import gzip
import hashlib
import re

import pytest

from tests.syntax_trees import ROOT

RAW = ROOT / "data" / "MNIST" / "raw"
SUMS = dict(line.split()[::-1] for line in (RAW / "checksums").read_text("ascii").splitlines())
PUBLISHED = dict(
    re.findall(
        r"^\| `(\S+)` \| `(\w{32})`", (ROOT / "data/README.md").read_text("utf-8"), re.MULTILINE
    )
)


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_file_of_digits(name):
    """A file has its checksums, zipped and unzipped, and the published one."""
    zipped = (RAW / f"{name}.gz").read_bytes()
    digits = gzip.decompress(zipped)
    assert hashlib.sha256(zipped).hexdigest() == SUMS[f"{name}.gz"]
    assert hashlib.sha256(digits).hexdigest() == SUMS[name]
    assert hashlib.md5(digits).hexdigest() == PUBLISHED[name]


def test_files_of_digits():
    """There are four files: images and labels, to train and to test with."""
    kinds = ("train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1")
    assert PUBLISHED.keys() == {f"{kind}-ubyte" for kind in kinds}
    assert SUMS.keys() == PUBLISHED.keys() | {f"{name}.gz" for name in PUBLISHED}
