"""Many small arrays in few members of a `.npz`: pooled by type, with a table of where each lies."""

import hashlib
import io
import math
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np

from checker.trees import Arrays

EPOCH = (1980, 1, 1, 0, 0, 0)


def pooled(arrays: Arrays) -> tuple[dict[str, np.ndarray], list[list[Any]]]:
    """Join arrays of one type into one, for a file of few parts; the table says where each lies.

    Those with the same numbers lie in the same place.
    """
    pools: dict[str, list[np.ndarray]] = {}
    filled: dict[str, int] = {}
    table: list[list[Any]] = []
    starts: dict[tuple[str, bytes], int] = {}
    for array in arrays:
        name = array.dtype.name
        key = name, hashlib.sha256(array.tobytes()).digest()
        if key not in starts:
            starts[key] = filled.get(name, 0)
            filled[name] = starts[key] + array.size
            pools.setdefault(name, []).append(array.ravel())
        table.append([name, starts[key], list(array.shape)])
    return {name: np.concatenate(parts) for name, parts in pools.items()}, table


class PooledArrays(Sequence[np.ndarray]):
    """The arrays of a file as a list; each is cut out of its pool when it is wanted.

    Raises
    ------
    KeyError
        If the table tells of a pool that there is not.
    """

    def __init__(self, pools: dict[str, np.ndarray], table: list[list[Any]]):
        self._pools = {name: pools[name] for name in {row[0] for row in table}}
        self._table = table

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, place: Any) -> Any:
        dtype, start, shape = self._table[place]
        return self._pools[dtype][start : start + math.prod(shape)].reshape(shape)


def zipped(members: dict[str, np.ndarray]) -> bytes:
    """Return a `.npz` of these arrays; the same arrays give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in members.items():
            part = io.BytesIO()
            np.lib.format.write_array(part, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part.getvalue())
    return buffer.getvalue()


def member_of(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    """Read one array of a `.npz`; nothing in it is unpickled."""
    with archive.open(name) as part:
        array: np.ndarray = np.lib.format.read_array(part, allow_pickle=False)
    return array
