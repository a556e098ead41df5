"""Reports as panels in a notebook."""

import re
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.exhibits import ErrorMap, Exhibit, ShapeRow
from checker.grades import Outcome, Verdict
from checker.reports.panel import STYLE, hint_html, verdict_html
from tests.reports.made_up import EXHIBIT, PARTIAL, PASSED, RAISED, UNTOUCHED
from tests.reports.markup import Markup, loads_nothing


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


def test_exhibit():
    """Each map has its words twice, for the eye and for a screen reader; shapes can be opened."""
    markup = Markup(verdict_html(PARTIAL, exhibit=EXHIBIT))
    assert (markup.open, loads_nothing(markup)) == ([], True)
    says = "dW (2, 3): row 1 is wrong, the rest is right"
    assert f"map of errors: {says}" in markup.values("aria-label")
    for words in (says, "weights [0] (2, 3) [1] (1, 2)", "your db (2,) → asked: (2, 1)"):
        assert words in markup.text
    assert ("details", "open", "") in markup.attributes


def test_shapes_stay_closed():
    """Where no shape is in question and nothing stopped, the shapes are there on request."""
    quiet = Exhibit(shapes=EXHIBIT.shapes[:3])
    assert Markup(verdict_html(PARTIAL, exhibit=quiet)).values("open") == []
    assert Markup(verdict_html(RAISED, exhibit=quiet)).values("open") == [""]


def test_exhibit_of_hidden_cases():
    """With hidden cases neither map nor shape is told, whatever is handed over."""
    hidden = verdict_html(PARTIAL, public=False)
    assert verdict_html(PARTIAL, public=False, exhibit=EXHIBIT) == hidden


@given(st.text(st.sampled_from("<>&'\"${}\x1b\u202e/!ab\n"), max_size=40))
def test_hostile_exhibit(text):
    """The names that a student gives to arguments become no markup."""
    hostile = Exhibit(
        (ErrorMap(text, (1, 1), np.ones((1, 1)), case=text),), (ShapeRow(text, (text,)),)
    )
    tame = Exhibit((ErrorMap("a", (1, 1), np.ones((1, 1)), case="a"),), (ShapeRow("a", ("a",)),))
    page = verdict_html(PARTIAL, exhibit=hostile)
    assert Markup(page).tags == Markup(verdict_html(PARTIAL, exhibit=tame)).tags
    assert not {"\x1b", "\u202e"} & {*page}


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


def test_hint_panel():
    """Code in a hint is set as code, after everything in it was escaped."""
    page = hint_html("sigmoid", 1, ("Try `a<b` & <b>",))
    assert "<code>a&lt;b</code> &amp; &lt;b&gt;" in page
    assert Markup(page).text.endswith("This is the last hint.")


def test_style_reaches_nothing_else():
    """Every rule names a class of the panel's own."""
    rules = re.sub(r"/\*.*?\*/", "", STYLE, flags=re.DOTALL)
    selectors = [
        selector for rule in re.findall(r"([^{}]+)\{", rules) for selector in rule.split(",")
    ]
    assert selectors
    assert all(".checker-" in selector for selector in selectors)
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_light_imports():
    """The student's half of the reports needs no template engine and no plots."""
    script = (
        "import sys, checker.reports.text, checker.reports.panel; "
        "assert not {'jinja2', 'matplotlib', 'nbformat'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
