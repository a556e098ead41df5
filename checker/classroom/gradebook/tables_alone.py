"""nbgrader's tables without the rest of nbgrader.

Its `__init__` imports the pages that it has in Jupyter's server, and with them the server: as much
again as the tables themselves, and grading shows no page. nbformat comes without its grammars, and
what unpacks archives and asks a hub for its users is loaded once somebody calls it.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

from checker.documents.lean import lean_imports

#: What `nbgrader.api` imports for functions that grading never calls: a third of its time.
LATER = ("setuptools", "setuptools.archive_util", "requests")


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
        with _loaded_later():
            import_module("nbgrader.api")


def load_tables() -> None:
    """Load what a gradebook is written with, ahead; what cannot be had is told by the writing."""
    with suppress(ImportError):
        spare_pages()


class _Later(ModuleType):
    """Stands for a module, whose functions load it when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name[:2] == "__":
            raise AttributeError(name)

        def called(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return called


@contextmanager
def _loaded_later() -> Iterator[None]:
    """Have what is imported in here get stand-ins for modules that nobody has loaded yet."""
    later = [name for name in LATER if name not in sys.modules]
    for name in later:
        sys.modules[name] = _Later(name)
    try:
        yield
    finally:
        for name in later:
            del sys.modules[name]
