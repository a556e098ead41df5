"""Reports as panels in a notebook."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.records import Outcome, Verdict
from checker.reports.panel import STYLE, hint_html, progress_html, verdict_html
from checker.reports.progress import ProgressRow
from tests.reports.made_up import PARTIAL, PASSED, RAISED, UNTOUCHED
from tests.reports.markup import Markup, loads_nothing

ROWS = [
    ProgressRow("1.1", "sigmoid", 2.0, 2.0, Outcome.PASSED),
    ProgressRow("1.2", "sigmoid_prime", 1.5, 2.0, Outcome.PARTIAL),
]


@pytest.mark.parametrize("verdict", [PARTIAL, RAISED, UNTOUCHED, PASSED])
def test_panel_is_whole(verdict):
    """A panel closes what it opens and loads nothing."""
    markup = Markup(verdict_html(verdict))
    assert markup.open == []
    assert loads_nothing(markup)


def test_panel_says_what_the_text_says():
    """The panel has the name, the mark, every check in words and the evidence."""
    text = Markup(verdict_html(PARTIAL)).text
    for part in ("sigmoid_prime", "1.5 / 2", "ok", "look", "yours", PARTIAL.checks[1].yours):
        assert part in text
    assert PARTIAL.sentence in text


def test_panel_for_a_screen_reader():
    """The label has the mark and the outcome, and signs are not read out beside their words."""
    markup = Markup(verdict_html(PARTIAL))
    assert markup.values("aria-label") == ["1.2 sigmoid_prime: 1.5 / 2 points, partly right"]
    assert markup.values("aria-hidden") == ["true"] * len(PARTIAL.checks)


def test_hidden_panel():
    """With hidden cases a panel has neither evidence nor count."""
    text = Markup(verdict_html(PARTIAL, public=False)).text
    assert "yours" not in text
    assert "more cases" not in text


@given(st.text(st.sampled_from("<>&'\"${}\x1b\u202e/!ab\n"), max_size=40))
def test_hostile_text(text):
    """Nothing that a student wrote becomes markup, wherever it stands."""
    check = replace(PARTIAL.checks[1], name=text, reason=text, yours=text, expected=text)
    hostile = Verdict(text, text, text, Outcome.FAILED, (check,), text, None, text, remarks=(text,))
    page = verdict_html(hostile)
    tame = verdict_html(replace(hostile, exercise="a"))
    assert loads_nothing(Markup(page))
    assert {*Markup(page).tags} <= {*Markup(tame).tags} | {"p"}
    assert not {"\x1b", "\u202e"} & {*page}


def test_formulas_are_left_alone():
    """MathJax is told that a dollar in a value is a dollar."""
    classes = Markup(verdict_html(PARTIAL)).values("class")[0].split()
    assert {"mathjax_ignore", "tex2jax_ignore"} <= {*classes}


def test_progress_panel():
    """The table has a row for each exercise and the total in its heading."""
    markup = Markup(progress_html(ROWS, notebook="01_neuron"))
    assert markup.tags.count("tr") == 3
    assert markup.text.startswith("Progress in 01_neuron 3.5 / 4")
    assert loads_nothing(markup)


def test_hint_panel():
    """Code in a hint is set as code, after everything in it was escaped."""
    page = hint_html("sigmoid", 1, ("Try `a<b` & <b>",))
    assert "<code>a&lt;b</code> &amp; &lt;b&gt;" in page
    assert Markup(page).text.endswith("This is the last hint.")


def test_style_reaches_nothing_else():
    """Every rule begins with a class of the panel's own."""
    rules = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    selectors = [
        selector for rule in re.findall(r"([^{}]+)\{", rules) for selector in rule.split(",")
    ]
    assert selectors
    assert all(selector.strip().startswith(".checker-") for selector in selectors)
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_light_imports():
    """The student's half of the reports needs no template engine and no plots."""
    script = (
        "import sys, checker.reports.text, checker.reports.panel; "
        "assert not {'jinja2', 'matplotlib', 'nbformat'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
