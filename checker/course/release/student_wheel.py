"""The student's half of the package as a wheel, which pip installs and Python imports as it is.

A wheel is a zip with three files about itself. To write it takes no build tool, no network and no
copy of the source tree, and the same package gives the same bytes.
"""

import base64
import hashlib
import io
import re
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from checker.course.release.students_half import PACKAGE, students_half

#: What the wheel is called. The index's `checker` is another's; ours is installed from the file.
DISTRIBUTION = "backprop-by-hand-student"
#: All that the student's half imports of others. Hosts such as Colab keep older ones than we have.
NEEDS = ("numpy>=2.0", "matplotlib>=3.8", "ipywidgets>=7.7", "anywidget>=0.9")
#: Notebook 5 shows a bar while it trains; and where there is no Jupyter yet, one is needed.
NOTEBOOKS_NEED = ("jupyterlab>=4.2", "tqdm>=4.66")
#: The earliest that a zip can name: a date of today's would make each copy another.
EPOCH = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16

Files = Mapping[str, bytes]


def wheel_name() -> str:
    """Return the file name of the wheel."""
    return f"{_stem()}-py3-none-any.whl"


def student_wheel() -> bytes:
    """Return the wheel of the student's half, for the version of this package."""
    information = f"{_stem()}.dist-info"
    files = {
        **students_half(),
        f"{information}/METADATA": _metadata().encode(),
        f"{information}/WHEEL": (
            b"Wheel-Version: 1.0\nGenerator: checker handout\n"
            b"Root-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = f"{information}/RECORD"
    lines = [f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in files.items()]
    return reproducible_zip({**files, record: "".join([*lines, f"{record},,\n"]).encode()})


def reproducible_zip(files: Files) -> bytes:
    """Return a zip of files, whose bytes depend on nothing but them."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = ZipInfo(path, EPOCH)
            entry.external_attr = READABLE
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def _stem() -> str:
    return f"{DISTRIBUTION.replace('-', '_')}-{_version()}"


def _version() -> str:
    """Return the package's version from its own file: nothing imports the package as a whole."""
    text = (PACKAGE / "__init__.py").read_text("utf-8")
    (found,) = re.findall(r'(?m)^__version__ = "(.+)"$', text)
    return str(found)


def _metadata() -> str:
    lines = (
        "Metadata-Version: 2.1",
        f"Name: {DISTRIBUTION}",
        f"Version: {_version()}",
        "Summary: Explains wrong answers in the notebooks of a course in backpropagation.",
        "License: MIT",
        "Classifier: Private :: Do Not Upload",
        "Requires-Python: >=3.11",
        *(f"Requires-Dist: {need}" for need in NEEDS),
    )
    return "\n".join(lines) + "\n"


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
