"""Importing jupytext and nbformat without the one thing of theirs that takes most of the time.

They bring jsonschema along, which builds 39 grammars of international web addresses, if it can,
as soon as it is imported. No notebook is checked for those.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

GRAMMARS = "rfc3987_syntax"


@contextmanager
def lean_imports() -> Iterator[None]:
    """Have jsonschema, if it is imported in here, do without those grammars, as it can."""
    if GRAMMARS in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    sys.modules[GRAMMARS] = None  # type: ignore[assignment]  # Python's sign for: not to be had
    try:
        yield
    finally:
        del sys.modules[GRAMMARS]
