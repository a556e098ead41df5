"""All HTML that the package makes, as pages for a browser; panels in both themes of JupyterLab."""

import sys
from pathlib import Path

import numpy as np

from checker.grades import Outcome, Status
from checker.numerics import inspect_gradients
from checker.reports.class_page import class_pages
from checker.reports.feedback import explained_page, feedback_page
from checker.reports.for_class import for_class
from checker.reports.gradients import gradients_html
from checker.reports.panel import hint_html, verdict_html
from checker.reports.progress import NotebookProgress, ProgressRow, progress_html
from tests.numerics.networks import network
from tests.reports.made_up import (
    EXHIBIT,
    PARTIAL,
    PASSED,
    PROVENANCE,
    RAISED,
    UNTOUCHED,
    class_of,
    graded,
)

BACK = (("The whole class", "../class.html"),)
THEMES = Path(sys.prefix) / "share" / "jupyter" / "lab" / "themes" / "@jupyterlab"


def panels():
    """Every kind of panel, by name."""
    return {
        "partly right": verdict_html(PARTIAL, exhibit=EXHIBIT),
        "stopped": verdict_html(RAISED, exhibit=EXHIBIT),
        "not begun": verdict_html(UNTOUCHED),
        "right": verdict_html(PASSED),
        "hint": hint_html("sigmoid", 1, ("Look at `z = 0`.", "Then divide.")),
        "progress": progress_html(_books()),
        "gradient check": gradients_html(_gradients()),
    }


def themed(theme, *parts):
    """Panels on a page with the colours of JupyterLab's own theme."""
    style = (THEMES / f"theme-{theme}-extension" / "index.css").read_text("utf-8")
    return (
        f"<!DOCTYPE html><html lang='en'><title>Panels</title><style>{style}</style>"
        "<style>body { background: var(--jp-layout-color0); }</style>"
        f"<body data-jp-theme-light='{str(theme == 'light').lower()}'>"
        f"<main><h1 style='color: var(--jp-ui-font-color1)'>Panels</h1>{''.join(parts)}</main>"
    )


def pages():
    """Every page that is handed to students and instructors, by name."""
    unwalled = PROVENANCE.__class__(**vars(PROVENANCE) | {"isolation": "none"})
    repaired = {"repairs": ("cut off",), "tampering": ("changed",), "answers": {"sigmoid": "x = 1"}}
    return {
        "feedback": feedback_page(graded(PARTIAL, RAISED, UNTOUCHED, PASSED, **repaired)),
        "feedback without walls": feedback_page(graded(PASSED, provenance=unwalled)),
        "unreadable": feedback_page(graded(status=Status.UNREADABLE, unreadable="not JSON")),
        "explained": explained_page(graded(PARTIAL, RAISED, UNTOUCHED, **repaired), BACK),
        "for class": for_class(class_of(30), ()),
        "class": class_pages(class_of(30), sentences={"1.1.tanh": "Another curve."}).main,
    }


def _books():
    rows = [
        ProgressRow(f"1.{place}", f"exercise_{place}", 0.5, 1.0, outcome)
        for place, outcome in enumerate(Outcome, start=1)
    ]
    return [NotebookProgress("01_neuron", tuple(rows), True), NotebookProgress("02_forward", ())]


def _gradients():
    cost, parameters, gradients = network()
    gradients[0][4:8] *= 1.5
    gradients[2][1, 5] = np.nan
    return inspect_gradients(cost, parameters, gradients)
