"""The guide's examples of clusters, run as they stand with stand-ins for who makes them."""

import re
import sys
from types import ModuleType

import pytest

from checker.classroom.batch import class_run as runs
from checker.classroom.batch.dask import address_of
from tests.test_docs import GUIDE, TEXTS

CLUSTERS = TEXTS[GUIDE].split("### Clusters from Python")[1]
BLOCKS = re.findall(r"```python\n(.*?)```", CLUSTERS, re.DOTALL)[:2]
PREAMBLE, *_ = BLOCKS[0].split("with ")


class Made:
    """A cluster as those packages make it: it knows its scheduler's address, and can be scaled."""

    scheduler_address = "tcp://10.0.0.1:8786"

    def __init__(self, **options):
        self.options = options

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def scale(self, jobs):
        self.jobs = jobs


@pytest.mark.parametrize("block", BLOCKS, ids=["SLURM", "Kubernetes"])
def test_an_example(monkeypatch, block):
    """It orders a class to be graded by the cluster that it made."""
    for name in ("dask_jobqueue", "dask_kubernetes", "dask_kubernetes.operator"):
        module = ModuleType(name)
        module.SLURMCluster = module.KubeCluster = Made
        monkeypatch.setitem(sys.modules, name, module)
    ordered = []
    monkeypatch.setattr(runs, "grade_class", lambda *given: ordered.append(given))
    exec(block if block == BLOCKS[0] else PREAMBLE + block, {})
    ((order,),) = ordered
    assert address_of(order.cluster) == Made.scheduler_address
    assert order.results.name == "results.jsonl"
