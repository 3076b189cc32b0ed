"""A segregated area: unclassified, with no limits on its air, but with demands on its place.

It allows Category 1 and no more. Where a demand is not met, the area is no place to compound.
"""

from dataclasses import dataclass
from decimal import Decimal

from beyond_use.figures import FIND_OUT, Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["SegregatedArea", "segregated_area"]

_PLACE = Otherwise(
    Effect.NOTHING,
    "Move the hood or change the area before anything is made here",
    "the designated person, once the area is changed",
    unknown=FIND_OUT,
)
_DEVICE = Otherwise(
    Effect.NOTED,
    "Take the device out of the area",
    "whoever takes the device out",
    unknown=FIND_OUT,
)


@dataclass(frozen=True)
class SegregatedArea:
    """A segregated area as it stands; lengths in metres. What is not known is None."""

    name: str
    clear_around_hood: Decimal | None = None
    sink_from_hood: Decimal | None = None
    dedicated: bool | None = None
    window_or_door_outdoors: bool | None = None
    traffic_through: bool | None = None
    beside_restroom_kitchen_or_warehouse: bool | None = None
    portable_air_device: bool | None = None


def segregated_area(facts: SegregatedArea, law: Law) -> tuple[Reason, ...]:
    """Judge the place of a segregated area (FE-7), and that no air device stands in it (FE-11)."""
    clear = law.row("FE-7", "clear around the hood")
    name = facts.name
    unquiet = {
        "a window or door outdoors": facts.window_or_door_outdoors,
        "traffic through it": facts.traffic_through,
        "beside a restroom, kitchen or warehouse": facts.beside_restroom_kitchen_or_warehouse,
    }
    return (
        held(clear, facts.clear_around_hood, f"{name}, kept clear around the hood", _PLACE),
        held(
            law.row("FE-7", "sink from the hood"),
            facts.sink_from_hood,
            f"{name}, sink from the hood",
            _PLACE,
        ),
        asked(clear, facts.dedicated, f"{name}, for compounding alone", _PLACE),
        *(
            asked(clear, seen, f"{name}, {what}", _PLACE, wanted=False)
            for what, seen in unquiet.items()
        ),
        asked(
            law.row("FE-11"),
            facts.portable_air_device,
            f"{name}, a portable air device in it",
            _DEVICE,
            wanted=False,
        ),
    )
