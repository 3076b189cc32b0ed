"""A log of temperatures: stretches of time, each at one temperature, and its worst window.

Nothing may hide in the length of a record: a mean kinetic temperature is taken over the window of
the law, laid where it comes out highest.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, chain, groupby

from beyond_use.errors import BadFacts
from formulas.quantity import make, qty
from formulas.temperature import decay, mean_kinetic_temperature
from formulas.units import unit
from formulas.working import Working

__all__ = ["Stretch", "hottest_working", "known", "longest_above", "worst_window"]

_TICK = timedelta(microseconds=1)

Run = list[tuple[Decimal, timedelta]]


@dataclass(frozen=True)
class Stretch:
    """A stretch of time at one temperature in degrees Celsius; None where nothing was heard."""

    degrees: Decimal | None
    lasted: timedelta

    def __post_init__(self) -> None:
        if self.lasted <= timedelta(0):
            trouble = f"A stretch of {self.lasted} is no time"
            raise BadFacts(trouble)


def known(stretches: Sequence[Stretch]) -> list[Run]:
    """Cut a log at its silences: each piece is a run of temperatures with their times."""
    runs: list[Run] = [[]]
    for one in stretches:
        if one.degrees is None:
            runs.append([])
        else:
            runs[-1].append((one.degrees, one.lasted))
    return [run for run in runs if run]


def longest_above(
    stretches: Sequence[Stretch], begins_above: Decimal, back_at: Decimal
) -> timedelta:
    """Give the longest spike: from the first reading above one limit to the first back at another.

    A silence ends no spike, and its time counts, for nothing shows that it had gone back.
    """
    longest, running = timedelta(0), timedelta(0)
    for one in stretches:
        above = one.degrees is not None and one.degrees > begins_above
        still = one.degrees is None or one.degrees > back_at
        running = running + one.lasted if above or (running and still) else timedelta(0)
        longest = max(longest, running)
    return longest


def worst_window(stretches: Sequence[Stretch], window: timedelta) -> Run:
    """Give the temperatures of the window with the highest mean kinetic temperature.

    A piece shorter than the window is taken whole. Empty where no temperature is known.
    """
    found = [_worst_of(run, window) for run in known(stretches)]
    return max(found, key=_mean_decay) if len(found) > 1 else [*chain.from_iterable(found)]


def hottest_working(stretches: Sequence[Stretch], window: timedelta) -> Working | None:
    """Reckon the mean kinetic temperature of the worst window; None where nothing is known."""
    worst = worst_window(stretches, window)
    if not worst:
        return None
    merged: dict[Decimal, timedelta] = {}
    for degrees, lasted in worst:
        merged[degrees] = merged.get(degrees, timedelta(0)) + lasted
    return mean_kinetic_temperature(
        tuple(qty(degrees, "degC") for degrees in merged),
        tuple(
            make(Fraction(each // _TICK, timedelta(hours=1) // _TICK), unit("h"))
            for each in merged.values()
        ),
    )


def _worst_of(run: Run, window: timedelta) -> Run:
    """Lay the window at each edge of the run: between two edges the mean only rises or falls."""
    run = _joined(run)
    ends = list(accumulate(lasted for _, lasted in run))
    if ends[-1] <= window:
        return run
    areas = [Fraction(0), *accumulate(_speed(degrees) * (t // _TICK) for degrees, t in run)]
    edges = [timedelta(0), *ends]

    def area_up_to(instant: timedelta) -> Fraction:
        at = min(bisect_right(edges, instant), len(run)) - 1
        return areas[at] + _speed(run[at][0]) * ((instant - edges[at]) // _TICK)

    best = max(
        _starts(edges, window), key=lambda start: area_up_to(start + window) - area_up_to(start)
    )
    return list(_cut(run, edges, best, best + window))


@lru_cache(maxsize=4096)
def _speed(degrees: Decimal) -> Fraction:
    return decay(qty(degrees, "degC"))


def _joined(run: Run) -> Run:
    """Join neighbours at one temperature."""
    return [
        (degrees, sum((lasted for _, lasted in each), timedelta(0)))
        for degrees, each in groupby(run, key=lambda one: one[0])
    ]


def _starts(edges: Iterable[timedelta], window: timedelta) -> Iterator[timedelta]:
    edges = list(edges)
    for edge in edges:
        for start in (edge, edge - window):
            if timedelta(0) <= start and start + window <= edges[-1]:
                yield start


def _cut(
    run: Run, edges: list[timedelta], start: timedelta, end: timedelta
) -> Iterator[tuple[Decimal, timedelta]]:
    for (degrees, _), began, ended in zip(run, edges, edges[1:], strict=False):
        lasted = min(ended, end) - max(began, start)
        if lasted > timedelta(0):
            yield degrees, lasted


def _mean_decay(window: Run) -> Fraction:
    total = sum((lasted for _, lasted in window), timedelta(0)) // _TICK
    area = sum((_speed(degrees) * (t // _TICK) for degrees, t in window), Fraction(0))
    return area / total
