import os
import subprocess
import sys

import pytest

AFTER_READING = """
import sys
from pathlib import Path
from checker.documents.sources import read_source
read_source(Path(sys.argv[1]))
names = ("jsonschema", "lark", "rfc3987_syntax", "jupyter_server", "jupyter_client", "markdown_it")
print(*(name in sys.modules for name in names))
"""
LATER = """
import rfc3987_syntax
print(rfc3987_syntax.is_valid_syntax("iri", "http://example.org/"))
"""


@pytest.fixture
def source(tmp_path):
    """The shortest source that there is."""
    path = tmp_path / "01_short.py"
    path.write_text("# %% [markdown]\n# Text\n", "utf-8")
    return path


@pytest.mark.slow
def test_reading_a_source(source):
    """Jupytext is there with jsonschema, and neither a grammar nor a server has been loaded."""
    assert said(AFTER_READING, source) == "True False False False False False"


@pytest.mark.slow
def test_grammars_that_somebody_needs(source):
    """Whoever imports them later gets them whole."""
    pytest.importorskip("rfc3987_syntax")
    assert said(AFTER_READING + LATER, source).splitlines()[-1] == "True"


def said(code, source):
    nothing_kept = os.environ | {"CHECKER_CACHE": str(source.with_name("kept"))}
    command = [sys.executable, "-c", code, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=nothing_kept)
    return done.stdout.strip()
