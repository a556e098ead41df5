"""Zygotes of a test's own: with a line of their program changed, or without their filters."""

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

from checker.sandbox import warm as module
from checker.sandbox.filters import _compiled
from checker.sandbox.worker_program import INSIDE, PACKAGE


@contextmanager
def fresh():
    """The isolation, with a zygote that nobody else uses; that of the others stays."""
    others, module._ZYGOTES = module._ZYGOTES, {}
    try:
        yield module.warm()
    finally:
        module.close()
        module._ZYGOTES = others


@contextmanager
def altered(monkeypatch, name, old, new):
    """The isolation, with a line of one file that its zygote runs changed."""
    text = (PACKAGE / INSIDE / name).read_text("utf-8")
    assert text.count(old) == 1
    folder = Path(tempfile.mkdtemp(prefix="altered-"))
    folder.chmod(0o755)  # whoever starts bubblewrap has to reach it
    (folder / name).write_text(text.replace(old, new), "utf-8")
    original = module._options

    def options(reach):
        *words, last, root = original(reach)
        inside = str(module.MOUNTED / INSIDE / name)
        return [*words, "--ro-bind", str(folder / name), inside, last, root]

    monkeypatch.setattr(module, "_options", options)
    try:
        with fresh() as isolation:
            yield isolation
    finally:
        shutil.rmtree(folder)


def without_its_filter(monkeypatch):
    """Have zygotes from now on filter nothing that anybody calls."""
    monkeypatch.setattr(module, "forked_filter", lambda: _compiled([("lookup_dcookie", ())]))
