"""nbgrader's tables without the rest of nbgrader.

Its `__init__` imports the pages that it has in Jupyter's server, and with them the server: as much
again as the tables themselves, and grading shows no page. nbformat comes without its grammars.
"""

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec

from checker.documents.lean import lean_imports


def spare_pages() -> None:
    """Have `import nbgrader.api` load no pages, unless nbgrader has been imported already.

    The package is there with its version and its modules, and nothing of its own has run.
    """
    if "nbgrader" in sys.modules:
        return
    with lean_imports():
        import_module("nbformat")
    spec = find_spec("nbgrader")
    if spec is not None:
        package = sys.modules["nbgrader"] = module_from_spec(spec)
        vars(package)["__version__"] = import_module("nbgrader._version").__version__
