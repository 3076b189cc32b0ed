"""Samples held against the hood and rooms that their sites name: they are of the same class.

A count is judged by the level of its class. One that is given a class its place does not have would
be judged by the wrong level, so the facts contradict each other and are refused.
"""

import re
from collections.abc import Iterable, Iterator

from beyond_use.errors import BadFacts
from beyond_use.facility import class_wanted
from beyond_use.law import Law
from beyond_use.sampling import Sample
from beyond_use.standing_facts import Place

__all__ = ["refuse_other_classes"]


def refuse_other_classes(samples: Iterable[Sample], place: Place, law: Law) -> None:
    """Raise BadFacts where a sample is of another class than its place, or than its own site."""
    classes = dict(_classes(place, law))
    seen: dict[str, Sample] = {}
    for sample in samples:
        named = _named(sample.site, classes)
        if named and not any(sample.iso in classes[name] for name in named):
            told = " and ".join(f"{name} is ISO {_either(classes[name])}" for name in named)
            trouble = f"The sample of {sample.site} is written down as ISO {sample.iso}, but {told}"
            raise BadFacts(trouble)
        other = seen.setdefault(sample.site, sample)
        if other.iso != sample.iso:
            trouble = (
                f"The site {sample.site} is ISO {other.iso} in the sample of {other.taken} and "
                f"ISO {sample.iso} in that of {sample.taken}"
            )
            raise BadFacts(trouble)


def _classes(place: Place, law: Law) -> Iterator[tuple[str, set[int]]]:
    """Give for each name the class its place must have, and a cleaner one it is certified as."""
    for room in place.rooms:
        yield room.name, _accepted(int(class_wanted(room, law).number), room.air.iso)
    if place.hood is not None:
        yield place.hood.name, _accepted(int(law.row("FE-2").number), place.hood.air.iso)


def _accepted(wanted: int, certified: int | None) -> set[int]:
    return {wanted} if certified is None or certified > wanted else {wanted, certified}


def _named(site: str, names: Iterable[str]) -> list[str]:
    """Give the places a site names in whole words; of "suite" and "suite 1" only the longer."""
    told = site.casefold()
    found = [
        name
        for name in names
        if re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", told) is not None
    ]
    return [
        one
        for one in found
        if not any(one != other and one.casefold() in other.casefold() for other in found)
    ]


def _either(classes: set[int]) -> str:
    return " or ".join(str(one) for one in sorted(classes))
