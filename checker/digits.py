"""The digits of MNIST, read from the folder `data` as torchvision lays it out.

The course ships them zipped. The first to read a file unpacks it beside the zipped one, so that
later reads are quick and torchvision finds what it looks for; where nothing can be written, the
zipped one is read every time.
"""

import gzip
import hashlib
import os
import tempfile
import zlib
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from checker.errors import DataError, UsageError

#: Names a folder of data that lies neither beside the notebook nor in a parent's `data`.
VARIABLE = "CHECKER_DATA"
#: By this word a notebook is known that reads the digits.
READS_DIGITS = b"load_mnist("

Bytes = NDArray[np.uint8]
Split = Literal["train", "test"]

_NAMES = {
    split: (f"{stem}-images-idx3-ubyte", f"{stem}-labels-idx1-ubyte")
    for split, stem in (("train", "train"), ("test", "t10k"))
}
_REMEDY = "copy the folder “data” from the course again"


def data_folder(start: Path | None = None) -> Path:
    """Return the folder that holds `MNIST/raw`, for a notebook that runs in `start`.

    Raises
    ------
    DataError
        If there is none, or the environment variable CHECKER_DATA names one without digits.
    """
    if named := os.environ.get(VARIABLE):
        if not _raw(Path(named)).is_dir():
            raise DataError(
                f"{VARIABLE} names {named}, which has no folder MNIST/raw: let it name the "
                f"folder “data” of the course, or remove the variable"
            )
        return Path(named)
    start = (start or Path.cwd()).absolute()
    # The course's own comes last: beside the package, where that is a folder or a wheel.
    for parent in (start, *start.parents, wheel_folder() or Path(__file__).parents[1]):
        if _raw(parent / "data").is_dir():
            return parent / "data"
    raise DataError(
        f"the digits were not found: the folder “data” of the course belongs beside the notebook "
        f"or above it, or set {VARIABLE} to where it lies"
    )


def wheel_folder() -> Path | None:
    """Return where the wheel lies from which the package is imported, if it is from one.

    Beside it lie cases and digits, also where the notebook runs in another folder, as in Kaggle.
    """
    place = Path(__file__).parents[1]
    return place.parent if place.is_file() else None


def load_mnist(split: Split, folder: Path | None = None) -> tuple[Bytes, Bytes]:
    """Return the images and labels of MNIST, to train or to test with.

    Parameters
    ----------
    split
        "train" for 60,000 digits, "test" for 10,000 others.
    folder
        Holds `MNIST/raw`; if none is given, `data_folder()`.

    Returns
    -------
    images : (m, 28, 28) uint8
        Grey levels, 0 for the paper and 255 for the pen. They cannot be written to.
    labels : (m,) uint8
        The digit that each image shows. They cannot be written to.

    Raises
    ------
    UsageError
        If `split` is something else.
    DataError
        If the digits are missing or damaged.
    """
    if split not in _NAMES:
        raise UsageError(f"load_mnist has “train” and “test”, not “{split!s:.60}”")
    return _load(_raw(folder or data_folder()).absolute(), split)


@lru_cache(maxsize=4)
def _load(raw: Path, split: Split) -> tuple[Bytes, Bytes]:
    images, labels = (_read(raw, name) for name in _NAMES[split])
    if images.shape != (len(labels), 28, 28):
        raise DataError(
            f"the {split} digits in {raw} do not fit together, {len(labels)} labels and images of "
            f"shape {images.shape}: {_REMEDY}"
        )
    return images, labels


def _read(raw: Path, name: str) -> Bytes:
    """Read a file as it lies there unpacked if it is whole, and else from the zipped one."""
    unpacked, zipped = raw / name, raw / f"{name}.gz"
    if unpacked.exists():
        try:
            return _array(unpacked, _content(unpacked))
        except DataError:
            if not zipped.exists():
                raise
    content = _unzipped(zipped)
    array = _array(zipped, content)
    _write(unpacked, content)
    return array


def _array(path: Path, content: bytes) -> Bytes:
    """Return the array in an IDX file; nobody can write to it, since `content` cannot change."""
    axes = 3 if "idx3" in path.name else 1
    head = content[: 4 + 4 * axes]
    sizes = [int.from_bytes(head[at : at + 4]) for at in range(4, len(head), 4)]
    # 8 stands for bytes without a sign
    if (
        head[:4] != bytes([0, 0, 8, axes])
        or len(sizes) != axes
        or len(content) - len(head) != prod(sizes)
    ):
        raise _damaged(path)
    return np.frombuffer(content, np.uint8, offset=len(head)).reshape(sizes)


def _unzipped(path: Path) -> bytes:
    try:
        content = gzip.decompress(_content(path))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise _damaged(path) from error
    # The sum of what is in it: torchvision would download the same digits zipped otherwise.
    total = hashlib.sha256(content).hexdigest()
    if _checksums(path.parent).get(path.stem, total) != total:
        raise _damaged(path)
    return content


def _checksums(raw: Path) -> dict[str, str]:
    """Read the sums of the files; a folder that torchvision has filled has none."""
    path = raw / "checksums"
    text = _content(path).decode("ascii", "replace") if path.exists() else ""
    return {fields[-1]: fields[0] for line in text.splitlines() if (fields := line.split())}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"{path} is missing: {_REMEDY}") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): {_REMEDY}") from error


def _damaged(path: Path) -> DataError:
    return DataError(f"{path} is damaged: {_REMEDY}")


def _write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees a part of it; without a place to write to, do not."""
    temporary = ""
    try:
        # The ending is the one that git is told to ignore, should we be stopped in between.
        handle, temporary = tempfile.mkstemp("-ubyte", ".", path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)  # one may unpack for all; mkstemp shuts the others out
        Path(temporary).replace(path)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def _raw(folder: Path) -> Path:
    return Path(folder) / "MNIST" / "raw"
