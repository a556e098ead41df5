"""The verdict with which the README begins."""

import re
from pathlib import Path

import numpy as np

from checker import check

ROOT = Path(__file__).parents[2]
SHOWN = re.search(
    r"```text\n>>> check\(sigmoid\)\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
)[1]


def test_verdict_on_the_sign(monkeypatch, tmp_path, capsys):
    """It is what `check` says of an exponent without its sign, word for word."""

    def sigmoid(z):
        return 1 / (1 + np.exp(z))

    monkeypatch.setenv("CHECKER_CASES", str(ROOT / "notebooks" / "cases"))
    monkeypatch.chdir(tmp_path)
    check(sigmoid)
    assert capsys.readouterr().out.startswith(SHOWN)
