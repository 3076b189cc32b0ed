"""The limits of a room, by what it is for.

Values are compared in the unit the limit is written in, unrounded: 4.9 Pa is 0.0197 in. w.c. and
fails a limit of 0.020.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from beyond_use.law import Law, Row
from formulas.quantity import converted, qty


class RoomKind(StrEnum):
    """What a room is for, which decides its limits."""

    BUFFER = "buffer room"
    ANTE = "ante-room"
    HAZARDOUS_BUFFER = "hazardous-drug buffer room"
    SEGREGATED = "segregated area"
    HAZARDOUS_SEGREGATED = "containment segregated area"


@dataclass(frozen=True)
class RoomLimit:
    """One limit of a room. ``contains`` marks a negative room that must hold hazardous air in."""

    rule: str
    quantity: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    advisory: bool
    contains: bool
    citation: str
    confirmed: bool

    def keeps(self, value: Decimal) -> bool:
        """Tell whether a value, in the limit's own unit, is within; the limit itself is within."""
        above_low = self.low is None or value >= self.low
        return above_low and (self.high is None or value <= self.high)

    def read(self, value: Decimal | str, unit: str) -> Decimal:
        """Read a measured value in the unit of the limit, without rounding."""
        magnitude: Decimal = converted(qty(value, unit), self.unit, self.quantity).decimal
        return magnitude


def room_limits(kind: RoomKind, law: Law) -> tuple[RoomLimit, ...]:
    """Give the limits the law sets for a room of this kind. A segregated area has none."""
    match kind:
        case RoomKind.BUFFER | RoomKind.ANTE:
            return (_pressure_step(law.row("FE-6")), *_comfort(law))
        case RoomKind.HAZARDOUS_BUFFER:
            return (_containment(law, "HD-1"), *_comfort(law))
        case RoomKind.HAZARDOUS_SEGREGATED:
            return (_containment(law, "HD-2"),)
        case _:
            return ()


def _pressure_step(row: Row) -> RoomLimit:
    return _limit(row, "pressure", low=row.number)


def _comfort(law: Law) -> tuple[RoomLimit, RoomLimit]:
    warmth, damp = law.row("FE-8"), law.row("FE-9")
    return (
        _limit(warmth, "temperature", high=warmth.number),
        _limit(damp, "humidity", high=damp.number),
    )


def _containment(law: Law, rule: str) -> RoomLimit:
    weakest, strongest = law.row(rule, "weakest"), law.row(rule, "strongest")
    return _limit(weakest, "pressure", low=strongest.number, high=weakest.number)


def _limit(
    row: Row, quantity: str, *, low: Decimal | None = None, high: Decimal | None = None
) -> RoomLimit:
    return RoomLimit(
        rule=row.rule,
        quantity=quantity,
        low=low,
        high=high,
        unit=row.unit,
        advisory=row.comparator.startswith("should"),
        contains=row.comparator == "between",
        citation=f"{row.citation}, {row.rule}",
        confirmed=row.confirmed,
    )
