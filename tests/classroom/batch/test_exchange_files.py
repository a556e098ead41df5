"""Secrets and time stamps of nbgrader's exchange, carried on to the pages that go back."""

from datetime import datetime

import pytest

from checker.classroom.batch.exchange_files import carry_on
from checker.classroom.submissions.discovery import discover

NAME = "01_neuron"
TIMES = {("ada", NAME): datetime(2027, 3, 1)}


@pytest.fixture
def page(tmp_path):
    """Ada's page, where a submission of hers has been graded."""
    folder = tmp_path / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text('{"cells": []}')
    (folder / "timestamp.txt").write_text("2027-03-01 00:00:00 UTC")
    (folder / "submission_secret.txt").write_text("s" * 128)
    page = tmp_path / "feedback" / "ada" / NAME / f"{NAME}.html"
    page.parent.mkdir(parents=True)
    page.write_text("a page")
    return page


def carried(page, times):
    root = page.parents[3]
    found = discover(root / "submitted", [NAME]).all_found
    carry_on(found, times, ((root / "feedback", ".html"), (None, ".ipynb")))
    return {path.name: path.read_text() for path in page.parent.glob("*.txt")}


def test_both_go_on(page):
    """They are what nbgrader wrote, and the secret is for its owner's eyes."""
    assert carried(page, TIMES) == {
        "submission_secret.txt": "s" * 128,
        "timestamp.txt": "2027-03-01 00:00:00 UTC",
    }
    assert page.with_name("submission_secret.txt").stat().st_mode & 0o077 == 0


def test_stamp_that_cannot_be_read(page):
    """It becomes an empty one, at which nbgrader does not stop for the whole class."""
    assert carried(page, {})["timestamp.txt"] == ""


@pytest.mark.parametrize("secret", [None, "s" * 2000])
def test_no_secret_of_the_exchange(page, secret):
    """Where there is none, or something larger, nothing is carried on."""
    theirs = page.parents[3] / "submitted" / "ada" / NAME / "submission_secret.txt"
    theirs.unlink() if secret is None else theirs.write_text(secret)
    assert carried(page, TIMES) == {}


def test_no_page(page):
    """Where no page was written, no files are left without one."""
    page.unlink()
    assert carried(page, TIMES) == {}
