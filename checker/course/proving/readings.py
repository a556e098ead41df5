"""What measuring the judge came to: how often it erred, and how often it named what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """How often something was tried, how often it came out, and what came out unwanted."""

    tried: int = 0
    found: int = 0
    unwanted: tuple[str, ...] = ()

    def __add__(self, other: "Reading") -> "Reading":
        return Reading(
            self.tried + other.tried, self.found + other.found, self.unwanted + other.unwanted
        )

    @property
    def share(self) -> float:
        """The part that came out, 0 if nothing was tried."""
        return self.found / self.tried if self.tried else 0.0


@dataclass(frozen=True)
class Measure:
    """One figure of the judge: what is counted, and the share that is wanted at least, or most."""

    name: str
    wanted: float
    at_least: bool = False

    def is_worse(self, reading: Reading, share: float) -> bool:
        """Whether a reading falls behind a share."""
        if not reading.tried:
            return False
        return reading.share < share if self.at_least else reading.share > share

    def goal(self) -> str:
        """Say what is wanted."""
        return f"≥ {self.wanted:.0%}".replace("%", " %") if self.at_least else "0"

    def shown(self, reading: Reading) -> str:
        """Return a reading as text: "0 of 9,650", or "99.2 %: 386 of 389"."""
        counts = f"{reading.found:,} of {reading.tried:,}"
        if not self.at_least or not reading.tried:
            return counts
        return f"{int(reading.share * 1000) / 10:.1f} %: {counts}"  # never rounded up


REFUSED = Measure("right programs refused", 0.0)
MISTAKES = Measure("known mistakes accepted", 0.0)
PAIRS = Measure("pairs of mistakes accepted", 0.0)
MUTANTS = Measure("mutants accepted", 0.0)
NAMED = Measure("known mistakes named as themselves", 0.98, at_least=True)
PAIRS_NAMED = Measure("pairs of mistakes named, both", 0.80, at_least=True)
ACCUSED = Measure("mistakes named that are not there", 0.0)
WORDY = Measure("explanations of 60 words or two questions", 0.0)
MEASURES = (REFUSED, MISTAKES, PAIRS, MUTANTS, NAMED, PAIRS_NAMED, ACCUSED, WORDY)

Readings = Mapping[Measure, Reading]


def added(readings: Iterable[Readings]) -> Readings:
    """Add up readings, measure by measure."""
    total: dict[Measure, Reading] = {}
    for each in readings:
        for measure, reading in each.items():
            total[measure] = total.get(measure, Reading()) + reading
    return total


def once(measure: Measure, *, found: bool, unwanted: str) -> Readings:
    """Return the reading of one try; `unwanted` is kept if it did not come out as it should."""
    told = (unwanted,) if found is not measure.at_least else ()
    return {measure: Reading(1, int(found), told)}


def shortfalls(readings: Readings, *, whole: bool) -> list[str]:
    """Say which measures fall behind what is wanted, and every unwanted outcome of these.

    The shares that are to be named are wanted of the `whole` course, not of every lesson.
    """
    return [
        f"{measure.name}: {measure.shown(reading)}, wanted {measure.goal()}; {told}"
        for measure, reading in readings.items()
        if (whole or not measure.at_least) and measure.is_worse(reading, measure.wanted)
        for told in reading.unwanted
    ]
