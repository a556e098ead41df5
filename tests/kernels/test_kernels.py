"""Marks, outcomes and names are the same whatever multiplies the matrices.

OpenBLAS brings a kernel for each family of processors, and `OPENBLAS_CORETYPE` asks for one.
Which one was taken is asked of the processes themselves: an unknown name is passed over silently.
NumPy's own loops are held to what such a processor has, too.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
COURSE = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: What is asked for, what it is called once it runs, and the features of NumPy's it goes with.
KERNELS = {
    "SkylakeX": ("SkylakeX", None),
    "Haswell": ("Haswell", {"X86_V3", "AVX2", "FMA3"}),
    "Sandybridge": ("Sandybridge", set()),
    "Nehalem": ("Nehalem", set()),
    "Prescott": ("Katmai", set()),
    "NEOVERSEN1": ("neoversen1", None),
    "ARMV8": ("armv8", None),
}


def environment(kernel):
    """The variables under which a process calculates as an older processor would."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    kept = KERNELS[kernel][1]
    left_out = [] if kept is None else [name for name in extensions if name not in kept]
    asked = {"OPENBLAS_CORETYPE": kernel, "NPY_DISABLE_CPU_FEATURES": " ".join(left_out)}
    return os.environ | asked | {"OPENBLAS_NUM_THREADS": "1"}


def run(kernel, module, *arguments):
    command = [sys.executable, "-m", f"tests.kernels.{module}", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment(kernel), capture_output=True, text=True, check=False
    )


@cache
def refusal(kernel):
    """Say why a kernel cannot be tried here, or nothing."""
    tried = run(kernel, "probe")
    if tried.returncode:
        return f"this processor cannot run OpenBLAS's kernel {kernel}"
    if (took := tried.stdout.partition(" ")[0]) != KERNELS[kernel][0]:
        return f"asked for OpenBLAS's kernel {kernel}, NumPy took {took or 'no OpenBLAS'}"
    return ""


@cache
def outcomes(kernel, seeds, lessons):
    """What a process of its own makes of the lessons under a kernel."""
    if why := refusal(kernel):
        pytest.skip(why)
    done = run(kernel, "outcomes", seeds, *lessons)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["kernels"] == [KERNELS[kernel][0]] * 2
    return found


def assert_as_promised(found):
    """Nothing has drifted, the worked solutions earn all, and every mistake has its name."""
    assert [name for name, drifted in found["drift"].items() if drifted] == []
    for program, (outcome, points, name, _) in found["outcomes"].items():
        if program.endswith("the worked solution"):
            assert (outcome, name) == ("passed", None), program
        else:
            assert outcome != "passed", program
            assert name is not None, program
            assert points, program


@pytest.mark.slow
@pytest.mark.parametrize("lesson", ["05_full_network"])
def test_processor_without_avx512(lesson):
    """A processor of 2013 finds no drift, and gives every answer its mark and its name."""
    assert_as_promised(outcomes("Haswell", "recorded", (lesson,)))


@pytest.mark.nightly("compiles the course for each kernel; Haswell is tried on one lesson")
@pytest.mark.parametrize("kernel", KERNELS)
def test_every_kernel(kernel):
    """Drift, marks, outcomes and names of the whole course are those of every other kernel."""
    found = outcomes(kernel, "fresh", tuple(COURSE))
    assert_as_promised(found)
    others = [other for other in KERNELS if other != kernel and not refusal(other)]
    first = outcomes(others[0], "fresh", tuple(COURSE)) if others else found
    assert found["outcomes"] == first["outcomes"]


@pytest.mark.slow
def test_kernels_calculate_otherwise():
    """What is compared is not one kernel under two names: the last digits of a product differ."""
    names = [kernel for kernel in KERNELS if not refusal(kernel)]
    if len(names) < 2:
        pytest.skip(f"this processor runs only {names} of OpenBLAS's kernels")
    assert len({run(name, "probe").stdout.partition(" ")[2] for name in names}) > 1
