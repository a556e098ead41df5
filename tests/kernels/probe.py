"""What multiplies matrices in this process: printed, and so asked of a process of its own."""

import ctypes
import zlib
from pathlib import Path

import numpy as np

SUFFIXES = ("64_", "")


def taken():
    """Return the kernel that NumPy's own OpenBLAS has chosen, as it says itself; "" without one."""
    package = Path(np.__file__).parent
    folders = package.parent / "numpy.libs", package / ".dylibs"
    for path in (path for folder in folders for path in folder.glob("*openblas*")):
        library = ctypes.CDLL(str(path))  # the one that is loaded: it is not loaded twice
        for name in ("scipy_openblas_get_corename" + suffix for suffix in SUFFIXES):
            if hasattr(library, name):
                ask = getattr(library, name)
                ask.restype = ctypes.c_char_p
                return ask().decode()
    return ""


kernel = taken()

if __name__ == "__main__":
    for dtype in ("float32", "float64"):  # a processor that lacks the kernel's instructions dies
        table = np.random.default_rng(0).normal(size=(200, 200)).astype(dtype)
        product = table @ table
    print(kernel, zlib.crc32(product.tobytes()))
