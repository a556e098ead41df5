import subprocess
import sys

import pytest

from checker.errors import IsolationError
from checker.sandbox.filters import OUTER, SELF_ONLY, STRICT, outer_filter, strict_filter


def test_filters_in_the_kernels_code():
    """Both filters are whole instructions, and few enough for one program."""
    for instructions in (outer_filter(), strict_filter()):
        assert len(instructions) % 8 == 0
        assert 50 < len(instructions) // 8 < 4096


def test_calls_named_once():
    """No system call is named in two lists."""
    named = [*OUTER, *STRICT, *SELF_ONLY]
    assert len(named) == len(set(named))


def test_a_machine_without_the_library(monkeypatch):
    """What is missing is named by the package that brings it."""
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(IsolationError, match="libseccomp2"):
        outer_filter.__wrapped__()


def test_no_program_is_run_for_it():
    """The library is looked up by its name, and where it has another one as `ctypes` does."""
    code = (
        "import ctypes.util, sys\n"
        "from checker.sandbox.filters import _looked_up_by_name, outer_filter\n"
        "asked = []\n"
        "ctypes.util.find_library = asked.append\n"
        "with _looked_up_by_name(): ctypes.util.find_library('unheard')\n"
        "outer_filter()\n"
        "print(asked, ctypes.util.find_library == asked.append)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "['unheard'] True"
