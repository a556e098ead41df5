"""The page about a whole class."""

import re

import pytest

from checker.errors import UsageError
from checker.reports.class_page import ROWS, class_pages
from checker.reports.student_links import StudentLinks
from tests.reports.made_up import class_of
from tests.reports.markup import Markup, loads_nothing


def class_page(results, **options):
    """The page about a class that is small enough for one."""
    pages = class_pages(results, **options)
    assert not pages.parts
    return pages.main


def test_small_class():
    """The page has every student, three plots with words, and loads nothing."""
    results = class_of(30)
    markup = Markup(class_page(results))
    assert markup.open == []
    assert loads_nothing(markup)
    assert all(result["student"] in markup.text for result in results)
    assert len([alt for alt in markup.values("alt") if alt]) == 3


@pytest.mark.slow
def test_large_class():
    """A page of a thousand students is whole and below a megabyte."""
    page = class_page(class_of(1000))
    markup = Markup(page)
    assert markup.open == []
    assert "student1000" in markup.text
    assert len(page) < 1_000_000


@pytest.mark.slow
def test_class_that_is_listed_apart():
    """Ten thousand students stand on pages of their own, each below two megabytes, each once."""
    pages = class_pages(class_of(10_000), folder="listed", main="all.html")
    assert len(pages.main) < 2_000_000
    assert len(pages.parts) == 10_000 / ROWS
    main = Markup(pages.main)
    assert main.open == []
    assert {f"listed/{name}" for name in pages.parts} <= {*main.values("href")}
    listed = []
    for text in pages.parts.values():
        part = Markup(text)
        assert len(text) < 2_000_000
        assert part.open == []
        assert part.values("href") + part.values("src") == ["../all.html"]
        listed += re.findall(r"student\d+", part.text)
    assert {*listed} == {f"student{place:04d}" for place in range(1, 10_001)}


def test_item_analysis():
    """An exercise that parts strong from weak has a number, and attempts where they are known."""
    text = Markup(class_page(class_of(60))).text
    assert "Discrimination" in text
    assert "Checks in class" in text
    assert "Checks in class" not in Markup(class_page(bare(60))).text


def bare(size):
    """A class of which no answers and attempts are kept, as older results have it."""
    results = class_of(size)
    for result in results:
        for exercise in result["exercises"]:
            for key in ("answer", "fingerprint", "attempts"):
                exercise.pop(key, None)
    return results


def test_examples_of_a_misconception():
    """The answers that show it stand beneath it, without a name."""
    results = bare(3)
    for result in results[:2]:
        result["exercises"][0] |= {
            "misconception": "1.1.tanh", "outcome": "failed", "fingerprint": "aa",
            "answer": "def sigmoid(z):\n    return np.tanh(z)",
        }  # fmt: skip
    page = class_page(results)
    assert page.count("return np.tanh(z)") == 1


def test_similar_unusual_answers():
    """Who shares one is named with the code, and the page says that it is no verdict."""
    results = bare(5)
    for result in results[1:3]:
        result["exercises"][0] |= {
            "misconception": None, "outcome": "failed", "fingerprint": "aa",
            "answer": "def sigmoid(z):\n    return np.arctan(z) / 3 + 0.1234",
        }  # fmt: skip
    text = Markup(class_page(results)).text
    assert "never a verdict" in text
    assert "student0002 student0003 sigmoid def sigmoid(z): return np.arctan" in text
    assert "never a verdict" not in Markup(class_page(bare(5))).text


def test_many_names_beside_one_reason():
    """Forty are named; the rest are marked in the table."""
    results = bare(45)
    for result in results:
        result["tampering"] = ["the cell setup was changed"]
    assert "and 5 more, marked below" in Markup(class_page(results)).text


def test_students_to_look_at_come_first():
    """What needs a person stands above the marks."""
    results = class_of(3)
    results[1] |= {"status": "unreadable", "repairs": ["the file is cut off"], "exercises": []}
    text = Markup(class_page(results)).text
    assert text.index("the file is cut off 1 student0002") < text.index("Mark from")


def test_sentences():
    """A misconception is shown with what students were told."""
    results = class_of(1)
    results[0]["exercises"][0]["misconception"] = "1.1.tanh"
    assert "It runs from -1." in class_page(results, sentences={"1.1.tanh": "It runs from -1."})


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a\u202eb\x1b[2J", "{{7*7}}", "$x$", "'\"><img src=x>"]
)
def test_hostile_names(name):
    """Names, misconceptions and messages of whatever kind are shown as text."""
    results = class_of(1)
    results[0] |= {"student": name, "notebook": name, "tampering": [name]}
    results[0]["exercises"][0] |= {
        "name": name, "misconception": name, "answer": name, "fingerprint": name,
    }  # fmt: skip
    page = class_page(results, sentences={name: name})
    markup = Markup(page)
    assert markup.open == []
    assert loads_nothing(markup)
    assert not {"\x1b", "\u202e"} & {*page}
    assert "49" not in markup.text.split()


def test_exercise_that_could_not_be_checked():
    """A mark that is not known is shown as unknown, not as zero."""
    results = class_of(1)
    results[0]["exercises"] = results[0]["exercises"][:1]
    results[0]["exercises"][0] |= {"outcome": "checker_error", "points": 0.0}
    assert '<td class="unknown">?</td>' in class_page(results)


@pytest.mark.parametrize(
    ("isolations", "shown"), [(["none", "bubblewrap"], True), (["warm"], False)]
)
def test_missing_isolation(isolations, shown):
    """One submission that ran without isolation is enough for the banner."""
    results = class_of(len(isolations))
    for result, isolation in zip(results, isolations, strict=True):
        result["provenance"]["isolation"] = isolation
    page = class_page(results)
    assert ("NOT ISOLATED" in page) is shown
    assert ", ".join(sorted(isolations)) in page


def test_two_notebooks():
    """Each notebook has a section with anchors of its own."""
    results = class_of(4)
    results[0]["notebook"] = "02_forward"
    ids = Markup(class_page(results)).values("id")
    assert {"marks-1", "marks-2"} <= {*ids}
    assert len(ids) == len({*ids})


def test_no_result():
    """Without a result there is nothing to report on."""
    with pytest.raises(UsageError, match="no result"):
        class_page([])


def test_nothing_but_unreadable_files():
    """A class without one readable notebook still has a page."""
    results = class_of(2)
    for result in results:
        result |= {"status": "unreadable", "exercises": [], "score": 0.0}
    assert Markup(class_page(results)).open == []


def test_pages_of_students():
    """A name leads to what came out, and beside it stands a link to what the student reads."""
    results = class_of(3)
    results[1]["tampering"] = ["the cell setup was changed"]
    links = {(each["student"], each["notebook"]): StudentLinks("e.html", "") for each in results}
    links["student0001", results[0]["notebook"]] = StudentLinks(
        "class-explained/a%20b.html", "p.html"
    )
    addresses = Markup(class_page(results, links=links)).values("href")
    assert addresses.count("class-explained/a%20b.html") == 1
    assert addresses.count("e.html") == 3  # one of them among those to look at
    assert addresses.count("p.html") == 1


def test_words_without_points():
    """They are no column of the table, and nothing divides by what they are worth."""
    results = class_of(12)
    for result in results:
        words = result["exercises"][0] | {"name": "in_words", "points": 0.0, "max_points": 0.0}
        result["exercises"].append(words | {"outcome": "written", "misconception": None})
    assert "in_words" not in Markup(class_page(results)).text


def test_words_that_wait():
    """Who waits for a mark by hand is named, and has a letter in the table."""
    results = class_of(12)
    results[0]["exercises"][0] |= {"outcome": "waits", "points": 0.0, "misconception": None}
    name = results[0]["exercises"][0]["name"]
    assert f"{name} waits for a mark by hand 1 student0001" in Markup(class_page(results)).text


def test_same_file():
    """Who handed in one file is named, with what to do first."""
    results = class_of(5)
    results[4]["provenance"] = results[2]["provenance"]
    text = Markup(class_page(results)).text
    assert "byte for byte" in text
    assert "student0003 student0005" in text
    assert "byte for byte" not in Markup(class_page(class_of(5))).text
