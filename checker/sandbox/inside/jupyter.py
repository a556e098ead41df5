"""What Jupyter understands beside Python, put into Python: magics, shell lines, help and prompts.

IPython's own rules decide what is meant. Of IPython only the module that holds them is loaded,
and only for a cell that is no Python as it stands; nothing of what was loaded stays behind.
"""

import ast
import importlib
import re
import sys
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

#: Where IPython keeps its rules.
RULES = "IPython.core.inputtransformer2"
#: Magics that run what stands behind them, as it would run without them.
RUNNING = {"time", "prun"}
#: Cell magics after which the rest of the cell runs as it would without them.
TRANSPARENT = {"time", "prun", "capture"}
WRITING = {"writefile", "file"}
#: What a magic does, in Python.
SHORT_FOR = {"pylab": "import numpy; import numpy as np; from numpy import *"}
_CELL_MAGIC = re.compile(
    r"(?P<above>(?:[ \t]*+(?:#[^\n]*+)?\n)*+)[ \t]*%%(?P<name>\w+)[ \t]*(?P<rest>[^\n]*)\n?"
)
_OPTIONS = re.compile(r"(?:-[DlsT]\s*\S+\s+|-{1,2}[\w-]+\s+)+")


def in_python(source: str) -> str:
    """Return a cell's text with what only Jupyter understands put into calls of `get_ipython()`.

    Each line stays on its line.

    Raises
    ------
    SyntaxError
        If there is no IPython, or more in the text than IPython itself would go through.
    """
    magic = _CELL_MAGIC.match(source)
    if magic:
        return _cell(magic, source[magic.end() :])
    text = _transformed(source)
    return _run_magics(text) if "get_ipython()" in text else text


def as_converted(source: str) -> str:
    """Return Python that nbconvert made of a notebook, with what its magics run in their places."""
    return _run_magics(source) if "get_ipython()" in source else source


def cell_magic(source: str) -> tuple[str, int] | None:
    """Return the magic that a cell begins with, comments aside, and its line; None without one."""
    magic = _CELL_MAGIC.match(source)
    if magic is None:
        return None
    return f"%%{magic['name']} {magic['rest']}".strip(), magic["above"].count("\n") + 1


def _cell(magic: re.Match[str], body: str) -> str:
    """Return a cell that begins with a magic: what follows, a call that writes a file, or pass."""
    name, rest = magic["name"], magic["rest"]
    lines = "\n" * magic["above"].count("\n")
    if name in TRANSPARENT:
        captured = rest.strip() if name == "capture" and rest.strip().isidentifier() else ""
        return f"{lines}{captured and captured + ' = None'}\n{_as_python(body)}"
    if name in WRITING:
        return f"{lines}get_ipython().run_cell_magic({name!r}, {rest!r}, {body!r})"
    return f"{lines}get_ipython().run_cell_magic({name!r}, '', '')"


def _as_python(source: str) -> str:
    try:
        ast.parse(source)
    except SyntaxError:
        return in_python(source)
    return source


def _transformed(source: str) -> str:
    """Apply IPython's rules one after the other, and leave no line out."""
    module = _ipython()
    manager = module.TransformerManager()
    lines = [f"{line}\n" for line in source.split("\n")]
    for transform in manager.cleanup_transforms:
        lines = transform(cleaned := lines) or ["\n"]
        lines = ["\n"] * (len(cleaned) - len(lines)) + lines
    for _ in range(module.TRANSFORM_LOOP_LIMIT):
        changed, after = manager.do_one_token_transform(lines)
        if not changed:
            return "".join(lines)
        lines = _as_long(lines, after)
    raise SyntaxError("a cell with more commands than IPython reads")


def _as_long(before: list[str], after: list[str]) -> list[str]:
    """Put empty lines after the line into which several were drawn together."""
    pairs = enumerate(zip(before, after, strict=False))
    changed = next((at for at, (old, new) in pairs if old != new), len(after) - 1)
    return after[: changed + 1] + ["\n"] * (len(before) - len(after)) + after[changed + 1 :]


def _run_magics(text: str) -> str:
    """Put what a magic runs in the magic's place."""
    try:
        calls = list(_calls(ast.parse(text)))
    except SyntaxError:
        return text
    lines = text.encode().split(b"\n")
    for call, code in sorted(calls, key=lambda each: each[0].lineno, reverse=True):
        if call.lineno == call.end_lineno:
            line = lines[call.lineno - 1]
            new = line[: call.col_offset] + code.encode() + line[call.end_col_offset :]
            lines[call.lineno - 1] = new
    return b"\n".join(lines).decode()


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Return the calls of magics that run code, with that code.

    A cell magic's code has lines of its own, so it is one only where it begins a line.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="run_cell_magic"),
                args=[ast.Constant(value=str(name)), ast.Constant(), ast.Constant(value=str(code))],
            ) if name in TRANSPARENT and node.col_offset == 0:
                yield node, _as_python(code)
            case ast.Call(
                func=ast.Attribute(attr="run_line_magic"),
                args=[ast.Constant(value=str(name)), ast.Constant(value=str(code))],
            ) if name in RUNNING or name in SHORT_FOR:
                yield node, SHORT_FOR.get(name) or _OPTIONS.sub("", code, count=1) or "None"


@cache
def _ipython() -> Any:
    """Load the module with IPython's rules, without the rest of IPython.

    Raises
    ------
    SyntaxError
        If there is no IPython here.
    """
    folder = next(filter(_holds_the_rules, (Path(entry, "IPython") for entry in sys.path)), None)
    if folder is None:
        raise SyntaxError("only IPython understands this, and there is no IPython here")
    before = {name: sys.modules.pop(name) for name in [*sys.modules] if _is_of_ipython(name)}
    try:
        for name in ("IPython", "IPython.core", "IPython.utils"):
            package = types.ModuleType(name)
            package.__path__ = [str(folder.joinpath(*name.split(".")[1:]))]
            sys.modules[name] = package
        return importlib.import_module(RULES)
    finally:
        for name in [*filter(_is_of_ipython, sys.modules)]:
            del sys.modules[name]
        sys.modules.update(before)


def _holds_the_rules(folder: Path) -> bool:
    return folder.joinpath(*RULES.split(".")[1:]).with_suffix(".py").is_file()


def _is_of_ipython(name: str) -> bool:
    return name.partition(".")[0] == "IPython"
