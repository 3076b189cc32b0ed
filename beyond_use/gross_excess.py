"""A count far beyond its action level: more than a deviation, until a later sample is below.

A smaller excess is noted and answered (EM-6). One of more than so many times the level ends work in
a hood, and leaves Category 1 elsewhere; that is the house's own convention (STD-5).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from beyond_use.edition import Row
from beyond_use.figures import Otherwise, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, all_met
from beyond_use.sampling import Sample, count_of, judged, level_of, site_of
from formulas.number import plain

__all__ = ["gross_excess", "gross_excesses"]

_BY = "a later sample of the site at its action level or below"


def gross_excesses(samples: Iterable[Sample], law: Law) -> Iterator[Reason]:
    """Judge the gross excess that stands at each site: what no later sample has lifted.

    A later sample lifts it where it is of a later day, counts as a sample, and is at its level or
    below. Raises BadFacts for a class of air without an action level.
    """
    standing: dict[tuple[type, str], tuple[Sample, Reason]] = {}
    for sample in sorted(samples, key=_taken):
        where = (type(sample), sample.site)
        if (found := gross_excess(sample, law)) is not None:
            standing[where] = (sample, found)
        elif where in standing and _lifts(sample, standing[where][0], law):
            del standing[where]
    yield from (found for _, found in standing.values())


def gross_excess(sample: Sample, law: Law) -> Reason | None:
    """Judge whether a count is a gross excess (STD-5); None where it is none, or is not read."""
    row = _limit(level_of(sample, law), law)
    found = held(row, count_of(sample), site_of(sample), _otherwise(sample, law))
    return None if found.met or sample.colonies is None else found


def _limit(level: Row, law: Law) -> Row:
    """Give the count beyond which an excess is gross, in the unit of its action level."""
    row = law.row("STD-5", "gross excess")
    most = Fraction(level.number) * Fraction(row.number)
    return replace(row, value=plain(most), unit=level.unit)


def _otherwise(sample: Sample, law: Law) -> Otherwise:
    times = law.row("STD-5", "gross excess").value
    gross = f"It is more than {times} times its action level"
    if sample.iso <= law.row("FE-2").number:
        do = f"{gross}: make nothing there until a later sample is at the level or below"
        return Otherwise(Effect.NOTHING, do, _BY)
    do = f"{gross}: make Category 1 only until a later sample is at the level or below"
    return Otherwise(Effect.CATEGORY_1, do, _BY)


def _lifts(later: Sample, gross: Sample, law: Law) -> bool:
    """Tell whether a sample lifts an excess; on the same day it is not known to be the later."""
    return later.taken > gross.taken and all_met(judged(later, law))


def _taken(sample: Sample) -> date:
    return sample.taken
