"""Many small arrays in few members of a `.npz`: pooled by type, with a table of where each lies."""

import hashlib
import io
import zipfile
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


def cut_out(pools: dict[str, np.ndarray], dtype: str, start: int, shape: list[int]) -> np.ndarray:
    """Return one array of a pool, as the table says where it lies."""
    return pools[dtype][start : start + int(np.prod(shape, dtype=int))].reshape(shape)


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
