"""Hints in class: the first is about the row that failed, and lines are put in order by letters."""

import sys

import numpy as np
import pytest

from checker import check, hint
from checker.exercises import Exercise, Guidance, Intruder, MixedLines, Pure, Values, call
from checker.exercises.casebook import compile_casebook
from checker.exercises.storage import dump, load
from checker.records import Answer, Ending
from checker.student import frontend
from checker.student.frontend import OpenedHint, OrderToMake, show_hint_button, show_order

ORDER = MixedLines(
    ("y = x / 2", ["print(y)", "z = y"], "return z"),
    (Intruder("y = x * 2", "y = x / 2", "that is twice <as> much."),),
)
LETTER = {line: letter for letter, line in ORDER.lettered().items()}
IN_ORDER = "".join(LETTER[line] for line in ORDER.in_order())


def halve_checks(rng):
    three = call("three numbers", "halve", np.array([2.0, 4.0, 5.0]))
    return [
        Values("values", 1.0, (three,)),
        Values("one number", 0.5, (call("3", "halve", 3.0),)),
        Pure("input unchanged", 0.5, (three,), after="values"),
    ]


HALVE = Exercise(
    "halve",
    "9.1",
    "Half of it",
    halve_checks,
    ("Where to look.", "What to do.", "y = x / ____"),
    guidance=Guidance(
        rows={"one number": "Has it axes?", "input unchanged": "What do you write into?"},
        order=ORDER,
        meaning="Half is enough.",
        another="return np.multiply(x, 0.5)",
    ),
)
PLAIN = Exercise("plain", "9.2", "A plain one", halve_checks, ("a", "b", "c"))


def solve(exercise, known, cases, numbers):
    return [Answer(Ending.RETURNED, 0.5 * case.steps[0].args[0]) for case in cases]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A student's folder with the recorded cases beside the notebook."""
    (tmp_path / "cases").mkdir()
    book = compile_casebook("09_test", [HALVE, PLAIN], None, {}, solve)
    (tmp_path / "cases" / "09_test.npz").write_bytes(dump(book))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_CASES", raising=False)
    return book


def halve(x):
    return np.asarray(x) / 2


def for_arrays(x):
    return np.array([number / 2 for number in x])


def in_place(x):
    x /= 2
    return x


def checked(function):
    function.__name__ = "halve"
    check(function)


def test_round_trip(folder):
    """What guides is kept in a casebook as it is shown, lists and tuples apart."""
    exercise, plain = load(dump(folder)).exercises
    assert exercise.guidance == HALVE.guidance
    assert plain.guidance == Guidance()


def test_hint_about_the_row_that_failed(capsys):
    """The first hint after a check is about the row that failed; then the others follow."""
    checked(for_arrays)
    capsys.readouterr()
    hint("halve")
    assert capsys.readouterr().out.startswith(
        "Hint 1 of 3 for halve, about “one number”\n  Has it axes?\n"
    )
    for words in ("What to do.", "y = x / ____", "y = x / ____"):
        hint("halve")
        assert words in capsys.readouterr().out


def test_hint_about_another_row_later(capsys):
    """Where another row fails later, its hint comes first, once, and is not counted."""
    hint("halve")
    checked(in_place)
    capsys.readouterr()
    hint("halve")
    assert capsys.readouterr().out.startswith("Hint for halve, about “input unchanged”\n")
    hint("halve")
    assert capsys.readouterr().out.startswith("Hint 2 of 3 for halve\n  What to do.\n")


def test_without_a_hint_of_its_own(capsys):
    """A row without a hint leaves the first of the exercise's own."""
    checked(lambda x: x * 2)
    capsys.readouterr()
    hint("halve")
    assert "Hint 1 of 3 for halve\n  Where to look.\n" in capsys.readouterr().out


def test_lines_in_text(capsys):
    """The second hint shows all lines under letters, and an order of them is answered."""
    hint("halve")
    capsys.readouterr()
    hint("halve")
    out = capsys.readouterr().out
    assert "Put these lines in order; they are indented as they should be." in out
    assert all(f"    {letter}  {line}\n" in out for line, letter in LETTER.items())
    hint("halve", IN_ORDER)
    assert "That is a right order." in capsys.readouterr().out
    hint("halve", LETTER["y = x * 2"])
    assert "belongs nowhere: that is twice <as> much." in capsys.readouterr().out


def test_no_lines(capsys):
    """An exercise without such lines says so."""
    hint("plain", "ABC")
    assert "9.2 plain has no lines that are to be put in order" in capsys.readouterr().out


@pytest.mark.parametrize("function", [for_arrays, in_place, lambda x: x, lambda x: None])
def test_nothing_of_the_end_before_full_marks(function, capsys):
    """What the answer is good for, another way and the next exercise wait for full marks."""
    checked(function)
    out = capsys.readouterr().out
    assert [words for words in ("enough", "Another way", "0.5)", "Next:") if words in out] == []


def test_full_marks(capsys):
    """At full marks three things are said, and no hint is offered."""
    checked(halve)
    assert capsys.readouterr().out.endswith(
        "  Half is enough.\n"
        "  Another way to write it:\n"
        "    return np.multiply(x, 0.5)\n"
        "  Next: 9.2 plain, a plain one.\n"
    )


def test_last_exercise(capsys):
    """After the last one nothing comes next, and what it does not say is left out."""
    plain = halve
    plain.__name__ = "plain"
    check("plain", halve)
    assert capsys.readouterr().out.endswith("  That was the last exercise.\n")


@pytest.fixture
def shown(monkeypatch):
    """The widgets that a kernel is asked to show."""
    made = []
    monkeypatch.setattr(frontend, "in_kernel", lambda: True)
    monkeypatch.setattr(frontend, "_display", lambda forms: None)
    monkeypatch.setattr(frontend, "_bundle", lambda box, text="": made.append(box))
    return made


def test_field_and_buttons(shown):
    """Letters are typed or pressed; the order is shown as it grows, and judged when asked for."""
    show_order(OrderToMake(("A", "B"), "<i>{}</i>".format, "<b>{}</b>".format))
    buttons, (field, tell), lines, said = (
        getattr(each, "children", each) for each in shown[0].children
    )
    buttons[1].click()
    field.value += "a"
    assert (field.value, lines.value, said.value) == ("Ba", "<i>Ba</i>", "")
    tell.click()
    assert said.value == "<b>Ba</b>"
    buttons[0].click()
    assert said.value == ""


def test_lines_beneath_their_hint(shown):
    """The field stands beneath the hint that asks for it, and above the hints that follow."""
    asked = OrderToMake(("A",), str, str)
    opened = iter([OpenedHint("<p>2</p>", "Open", asked), OpenedHint("<p>3</p>", "Again")] * 2)
    show_hint_button("Open", lambda: next(opened))
    for _ in range(4):
        shown[0].children[0].click()
    _, second, _, third = shown[0].children
    assert (second.value, third.value) == ("<p>2</p>", "<p>3</p>")


def test_without_widgets(shown, monkeypatch):
    """Where there are no widgets nothing is shown beside the text, which says how to answer."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    show_order(OrderToMake(("A",), str, str))
    assert shown == []


def test_lines_are_escaped(capsys):
    """Lines and what is said to them are shown as text."""
    from checker.reports.orders import order_html, order_preview, order_said_html  # noqa: PLC0415

    page = order_html("halve", ORDER) + order_preview(ORDER, IN_ORDER)
    said = order_said_html(ORDER, LETTER["y = x * 2"])
    assert "&lt;as&gt;" in said
    assert "<as>" not in page + said
    assert "role='status'" in said
