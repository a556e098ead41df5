"""Requests about edited programs, answered by stand-ins: which are asked, and in which order."""

from types import SimpleNamespace

from checker.records import Answer, Ending
from checker.sandbox.inside.trial import EditTrial

KINDS = [("sign", 0), ("name", 0), ("sign", 0), ("order", 0), ("sign", 1)]


class Programs:
    """Edited programs of these kinds, each of which answers with its own number."""

    disturbed = 0

    def __init__(self):
        self.candidates = [
            SimpleNamespace(cell="f", lines=(at,), repair=SimpleNamespace(kind=kind, rank=rank))
            for at, (kind, rank) in enumerate(KINDS)
        ]

    def answers(self, places, _scripts, **_how):
        """Give each candidate's number."""
        for place in places:
            yield place, [Answer(Ending.RETURNED, place)]


def asked(trial, kind, seconds=1.0, **more):
    request = {"edit": kind, "allowed": seconds, "blamed": [], "spared": [], **more}
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
