"""Requests about edited programs, answered by stand-ins: which are asked, and in which order."""

from types import SimpleNamespace

from checker.records import Answer, Ending
from checker.sandbox.inside.trial import EditTrial

KINDS = [("sign", 0), ("index", 0), ("sign", 0), ("order", 0), ("sign", 1)]


class Programs:
    """Edited programs of these kinds, each of which answers with its own number."""

    def __init__(self, kinds=KINDS, larger=()):
        listed = [
            SimpleNamespace(cell="f", lines=(at,), repair=SimpleNamespace(kind=kind, rank=rank))
            for at, (kind, rank) in enumerate((*kinds, *larger))
        ]
        self.made = []
        self.candidates = SimpleNamespace(
            listed=listed,
            make_likely=lambda _: iter([range(len(kinds))]),
            make_larger=lambda within: self.larger(range(len(kinds), len(listed)), within),
        )

    def larger(self, places, within):
        """Make one of the larger edits after the other, each once: of some lines, or all."""
        for place in places:
            if place not in self.made and (not within or ("f", place) in within):
                self.made.append(place)
                yield range(place, place + 1)

    def answers(self, places, _scripts, **_how):
        """Give each candidate's number."""
        for place in places:
            yield place, [Answer(Ending.RETURNED, place)]


def asked(trial, kind, seconds=1.0, **more):
    request = {"edit": kind, "allowed": seconds, "lines": [], "blamed": [], "spared": [], **more}
    fields, _ = trial.reply(request, [()])
    return [place for places in fields["places"] for place in places], fields


def test_others_of_a_kind():
    """Of those that wait, such are asked as are as likely as the next one, and of these kinds."""
    trial = EditTrial(Programs())
    first, fields = asked(trial, "begin", seconds=-1.0)
    assert (first, fields["more"], fields["tier"]) == ([0], True, 0)
    rest, fields = asked(trial, "alike", kinds=["order", "sign"])
    assert (rest, fields["more"]) == ([2, 3], False)


def test_others_of_a_kind_where_none_waits():
    """Once all were asked, none is."""
    trial = EditTrial(Programs())
    assert asked(trial, "begin")[0] == [0, 1, 2, 3, 4]
    assert asked(trial, "alike", kinds=["sign"])[0] == []


def test_lines_on_which_something_right_depends():
    """Where some are blamed, small edits of spared lines come behind all others that are small."""
    trial = EditTrial(Programs(larger=[("factor", 2), ("term", 2)]))
    lines = {"blamed": [["f", 4]], "spared": [["f", 0], ["f", 2], ["f", 5]]}
    assert asked(trial, "begin", **lines)[0] == [1, 3, 4, 0, 2, 6, 5]


def test_larger_edits_of_few_suspected_lines():
    """They come before small ones of lines on which something right depends."""
    programs = Programs(larger=[("factor", 2), ("term", 2), ("name", 2)])
    lines = {"blamed": [["f", 6], ["f", 7]], "spared": [["f", 0]]}
    assert asked(EditTrial(programs), "begin", **lines)[0] == [1, 2, 3, 4, 6, 7, 0, 5]
    many = {"blamed": [["f", place] for place in (1, 2, 6, 7)], "spared": [["f", 0]]}
    programs.made.clear()
    assert asked(EditTrial(programs), "begin", **many)[0] == [1, 2, 3, 4, 0, 5, 6, 7]


def test_spared_lines_where_none_is_blamed():
    """Then these come last of their rank: what is wrong may be a part of one."""
    trial = EditTrial(Programs())
    assert asked(trial, "begin", spared=[["f", 0]])[0] == [1, 2, 3, 0, 4]


def test_larger_edits_that_are_not_come_to():
    """They are made only once all smaller ones were asked."""
    programs = Programs(larger=[("factor", 2), ("term", 2)])
    trial = EditTrial(programs)
    asked(trial, "begin", seconds=-1.0)
    assert programs.made == []
    asked(trial, "more")
    assert programs.made == [5, 6]


def test_kinds_of_which_there_are_many():
    """They come last of their like, and what stands elsewhere is no spared line's."""
    kinds = [("name", 0), ("sign", 0), ("block", 0), ("sign", 1)]
    assert asked(EditTrial(Programs(kinds)), "begin")[0] == [1, 2, 0, 3]
    lines = {"blamed": [["f", 3]], "spared": [["f", 1], ["f", 2]]}
    assert asked(EditTrial(Programs(kinds)), "begin", **lines)[0] == [2, 0, 3, 1]
