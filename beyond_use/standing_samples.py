"""The counts of samples as part of a standing: of each site, the last one that was read."""

from collections.abc import Iterable, Iterator
from datetime import date

from beyond_use.errors import BadFacts
from beyond_use.gross_excess import gross_excesses
from beyond_use.law import Law
from beyond_use.reason import Reason
from beyond_use.sampling import Sample, judged

__all__ = ["Sample", "counts"]


def counts(samples: Iterable[Sample], today: date, law: Law) -> Iterator[Reason]:
    """Judge the last count of air and of surfaces at each site; one still growing decides nothing.

    Where none was read yet, the last one taken is not known. A gross excess stands until a later
    sample is below. Raises BadFacts for a sample of a day to come, or a class of air without an
    action level.
    """
    every = tuple(samples)
    for sample in _last(every, today):
        yield from judged(sample, law)
    yield from gross_excesses(every, law)


def _last(samples: Iterable[Sample], today: date) -> Iterable[Sample]:
    """Keep one sample a site: the last that was read, or else the last that was taken."""
    kept: dict[tuple[type, str], Sample] = {}
    for sample in sorted(samples, key=_taken):
        if sample.taken > today:
            trouble = f"A sample of {sample.site} is of {sample.taken}, which is after {today}"
            raise BadFacts(trouble)
        where = (type(sample), sample.site)
        if where not in kept or sample.colonies is not None or kept[where].colonies is None:
            kept[where] = sample
    return kept.values()


def _taken(sample: Sample) -> date:
    return sample.taken
