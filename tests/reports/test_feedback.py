"""The page that a student gets back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.grades import FOLLOWS, CheckResult, Outcome, Status
from checker.reports.feedback import CODE_CHARACTERS, explained_page, feedback_page
from checker.reports.folded_code import folded_code
from tests.reports.made_up import PARTIAL, PASSED, PROVENANCE, RAISED, UNTOUCHED, graded
from tests.reports.markup import Markup, loads_nothing

HOSTILE = [
    "<script>alert(1)</script>",
    "</pre></code><img src=x onerror=alert(1)>",
    "\x1b[31mred",
    "gnp\u202eexe",
    "{{7*7}}{% raw %}",
    "' onmouseover='alert(1)",
]


def test_whole_page():
    """A page has the marks, every exercise, the code, and loads nothing."""
    code = {"sigmoid": "def sigmoid(z):\n    return z < 1 & 2"}
    page = feedback_page(graded(RAISED, PARTIAL, UNTOUCHED, PASSED, answers=code))
    markup = Markup(page)
    assert markup.open == []
    assert loads_nothing(markup)
    assert markup.tags.count("article") == 4
    assert "Mark 3.5 / 17" in markup.text
    assert "return z &lt; 1 &amp; 2" in page


def test_policy():
    """The page itself forbids a browser to load anything."""
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in Markup(
        feedback_page(graded())
    ).values("content")


@given(st.text(st.characters(categories=["L", "N"]), min_size=12, max_size=40))
def test_hidden_cases_stay_hidden(secret):
    """Neither input nor values of a case, nor what an exception said, is on the page."""
    secret = f"secret{secret}"
    values = {"case": secret, "given": secret, "yours": secret, "expected": secret}
    partial = replace(
        PARTIAL,
        checks=tuple(replace(check, **values, others=7) for check in PARTIAL.checks),
    )
    raised = replace(
        RAISED,
        reason=secret,
        checks=tuple(replace(check, **values, reason=secret) for check in RAISED.checks[:1]),
        fault=replace(RAISED.fault, kind=secret, message=secret),
    )
    assert "secret" not in feedback_page(graded(partial, raised))


def test_seed_is_not_told():
    """The seed would let the hidden cases be drawn again."""
    assert str(PROVENANCE.seed) not in feedback_page(graded(PASSED))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(text):
    """Whatever a student controls is shown as text."""
    verdict = replace(RAISED, remarks=(text,), fault=replace(RAISED.fault, source=text))
    page = feedback_page(
        graded(
            verdict,
            student=text,
            repairs=(text,),
            tampering=(text,),
            answers={"sigmoid": text},
        )
    )
    markup = Markup(page)
    assert markup.open == []
    assert loads_nothing(markup)
    assert not {"\x1b", "\u202e"} & {*page}
    assert "49" not in markup.text


def test_template_in_a_name():
    """A student's text is never read as a template."""
    assert "{{7*7}}" in Markup(feedback_page(graded(student="{{7*7}}"))).text


def test_unreadable_file():
    """Of a file that is no notebook the page says what it was, and judges nothing."""
    page = feedback_page(
        graded(
            replace(UNTOUCHED, outcome=Outcome.MISSING),
            status=Status.UNREADABLE,
            unreadable="the file is cut off in the middle",
        )
    )
    assert "could not be read as a notebook: the file is cut off in the middle." in page
    assert "<article" not in page


def test_mark_that_may_change():
    """Where the checker failed, the page says that the instructor will look."""
    page = feedback_page(
        graded(replace(PASSED, outcome=Outcome.CHECKER_ERROR), status=Status.NEEDS_HUMAN)
    )
    assert "the mark may still change" in page
    assert "says nothing about your code" in page


def test_changed_cells():
    """Changed cells are named without blame."""
    text = Markup(feedback_page(graded(tampering=("the check cell was changed",)))).text
    assert "Noted for your instructor the check cell was changed" in text


@pytest.mark.parametrize(("isolation", "shown"), [("none", True), ("bubblewrap", False)])
def test_missing_isolation(isolation, shown):
    """A page says aloud if the code ran without isolation."""
    page = feedback_page(graded(provenance=replace(PROVENANCE, isolation=isolation)))
    assert ("NOT ISOLATED" in page) is shown
    assert isolation in page


def test_endless_code():
    """Of very long code only the beginning is handed back."""
    page = feedback_page(graded(RAISED, answers={"sigmoid": "x" * 10_000_000}))
    assert len(page) < 2 * CODE_CHARACTERS
    assert "the rest is in your notebook" in page


SECOND = replace(
    PARTIAL,
    checks=(
        *PARTIAL.checks,
        CheckResult("edge cases", 0.0, 0.25, "the call stopped with Odd325", "a", "f(3)", "1", "2"),
        CheckResult("flat", 0.0, 0.25, "Odd(325) is returned, and cannot be compared"),
        CheckResult("casting", 0.0, 0.25, "the call stopped with UFuncTypeError"),
        CheckResult("next", 0.25, 0.5, FOLLOWS),
    ),
)


def test_reason_of_every_lost_part():
    """A student reads why each check lost points, and no name of their own making."""
    text = Markup(feedback_page(graded(SECOND))).text
    assert "edge cases the call stopped with an exception of your own" in text
    assert "flat an answer of a kind that cannot be compared" in text
    assert "casting the call stopped with UFuncTypeError" in text
    assert "½ half next it follows correctly from your earlier value" in text
    assert "325" not in text


def test_page_that_explains_a_mark():
    """An instructor reads, of each lost part, case, arguments, both values and the reason."""
    page = explained_page(graded(SECOND, RAISED, UNTOUCHED), [("The class", "../class.html")])
    markup = Markup(page)
    assert markup.open == []
    assert markup.values("href")[0] == "../class.html"
    given = "edge cases the call stopped with Odd325 case a given f(3) yours 1 expected 2"
    assert given in markup.text
    assert "line 4 return 1 / (1 + math.exp(-z))" in markup.text
    assert str(PARTIAL.misconception) in markup.text
    assert "students must not see" in markup.text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_that_is_explained(text):
    """Nothing of it is markup there either."""
    verdict = replace(SECOND, remarks=(text,), sentence=text, reason=text)
    page = explained_page(graded(verdict, student=text, answers={"sigmoid_prime": text}))
    assert Markup(page).open == []
    assert loads_nothing(Markup(page))


DOCUMENTED = '''def half(x):
    """Halve.

    x is a number.
    """
    return x / 2'''


def test_docstring():
    """One that is long is folded away, and all of the code is there."""
    page = feedback_page(graded(PARTIAL, answers={"sigmoid_prime": DOCUMENTED}))
    assert "<summary><code>    &#34;&#34;&#34;Halve. …</code></summary>" in page
    assert page.count("x is a number.") == 1


@given(st.lists(st.sampled_from(['"""', ":\n", "\n", "    ", "def f():", "x", "r"]), max_size=30))
def test_code_in_parts(pieces):
    """Whatever the quotes, every line of the code is in one of the parts, in its order."""
    code = "".join(pieces)
    parts = "\n".join(part.text for part in folded_code(code))
    assert [line for line in parts.split("\n") if line.strip()] == [
        line for line in code.split("\n") if line.strip()
    ]
