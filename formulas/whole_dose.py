"""The dose as a whole: diluent and draw may each pass and still add up to too much.

The delivered dose, from the actual concentration of each part and the volume actually drawn, is
judged against the ordered dose beside every step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from formulas.errors import NotPositive
from formulas.gravimetry import Verdict
from formulas.quantity import Quantity, converted, parts, qty, show
from formulas.reconstitution import VialLabel, actual_concentration
from formulas.rounding import down, half_up, up
from formulas.substance import Amount, Strength, positive, require_same
from formulas.working import Line, Output, Working

_HUNDREDTH = qty("0.01 mL")


@dataclass(frozen=True)
class DrawnPart:
    """One source of the draw: its actual strength and the volume planned to come from it.

    ``holds`` is the volume that is in it, where that is known.
    """

    name: str
    strength: Strength
    share: Quantity
    holds: Quantity | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class DoseBand:
    """The doses that may be delivered, rounded inward to the readability of the dose."""

    low: Quantity
    high: Quantity


@dataclass(frozen=True)
class WholeDose:
    """The delivered dose, the band it must lie in, and whether it does."""

    working: Working
    band: DoseBand
    verdict: Verdict

    @property
    def delivered(self) -> Quantity:
        """Give the delivered dose, unrounded, in the unit of the readability."""
        return self.working.result


def made_up_vial(
    name: str, label: VialLabel, diluent_added: Quantity, share: Quantity
) -> DrawnPart:
    """Describe the draw from a vial that was made up by hand, at its actual concentration."""
    working = actual_concentration(label.amount, label.concentration, label.diluent, diluent_added)
    actual = Strength(label.amount.substance, working.result)
    holds = half_up(converted(label.amount.quantity / working.result, "mL"), _HUNDREDTH).value
    return DrawnPart(name, actual, positive(f"share of {name}", share), holds, working.lines)


def solution(name: str, strength: Strength, share: Quantity) -> DrawnPart:
    """Describe the draw from a product that is a solution already."""
    return DrawnPart(name, strength, positive(f"share of {name}", share))


def whole_dose(
    drawn_parts: Sequence[DrawnPart],
    drawn: Quantity,
    ordered: Amount,
    tolerance: Decimal,
    readability: Quantity,
) -> WholeDose:
    """Judge the whole dose. The volume drawn is split over the parts as it was planned.

    ``readability`` is the fineness of the band, such as 1 mg; every dose is given in its unit.
    """
    if not drawn_parts:
        what = "number of parts drawn from"
        raise NotPositive(what, "0")
    positive("volume drawn", drawn)
    planned = sum((part.share for part in drawn_parts[1:]), drawn_parts[0].share)
    drawings = [_drawing(part, drawn, planned, ordered, readability) for part in drawn_parts]
    delivered = sum((one.dose for one in drawings[1:]), drawings[0].dose)
    limits = dose_band(ordered, tolerance, readability)
    lines = [line for one in drawings for line in _drawing_lines(one, drawn, planned, readability)]
    total = _total(delivered, [one.dose for one in drawings], limits, readability)
    working = Working(
        "whole-dose",
        f"Dose as a whole, ordered {ordered}",
        (*lines, total),
        (Output("dose", delivered, total.result),),
        "F92",
    )
    inside = limits.low <= delivered <= limits.high
    return WholeDose(working, limits, Verdict.ACCEPT if inside else Verdict.REJECT)


def dose_band(ordered: Amount, tolerance: Decimal, readability: Quantity) -> DoseBand:
    """Give the doses that may be delivered: tolerance as a fraction, rounded inward."""
    _, unit = parts(readability)
    target = converted(ordered.quantity, unit, "ordered dose")
    allowed = positive("tolerance", target * tolerance)
    return DoseBand(up(target - allowed, readability), down(target + allowed, readability))


@dataclass(frozen=True)
class _Drawing:
    """What one part gave."""

    part: DrawnPart
    volume: Quantity
    dose: Quantity


def _drawing(
    part: DrawnPart, drawn: Quantity, planned: Quantity, ordered: Amount, readability: Quantity
) -> _Drawing:
    require_same(ordered, part.strength)
    _, unit = parts(readability)
    volume = converted(drawn * part.share / planned, "mL", "volume drawn")
    dose = converted(volume * part.strength.quantity, unit, f"dose from {part.name}")
    return _Drawing(part, volume, dose)


def _drawing_lines(
    drawing: _Drawing, drawn: Quantity, planned: Quantity, readability: Quantity
) -> tuple[Line, ...]:
    part, volume = drawing.part, show(drawing.volume, 2)
    before = (replace(line, name=f"{part.name}: {line.name}") for line in part.lines)
    return (
        *before,
        Line(
            f"{part.name}: volume drawn",
            "volume drawn × planned share ÷ planned volume",
            f"{show(drawn, 2)} × {show(part.share)} ÷ {show(planned)}",
            volume,
            "shown half-up to 2 decimals, carried unrounded",
            _beyond_content(drawing),
        ),
        Line(
            f"{part.name}: dose",
            "volume drawn × concentration",
            f"{volume} × {show(part.strength.quantity, 2)}",
            _finer(drawing.dose, readability),
            _FINER,
        ),
    )


_FINER = "shown half-up, one place finer than the band, carried unrounded"


def _beyond_content(drawing: _Drawing) -> str:
    """Say so where a part was to give more than it holds: the true split is then not known."""
    holds = drawing.part.holds
    if holds is None or drawing.volume <= holds:
        return ""
    return f"more than the {show(holds, 2)} it holds: the split over the parts is not known"


def _total(
    delivered: Quantity, doses: list[Quantity], limits: DoseBand, readability: Quantity
) -> Line:
    return Line(
        "delivered dose",
        "sum of the doses",
        " + ".join(_finer(dose, readability) for dose in doses),
        _finer(delivered, readability),
        f"{_FINER}; band {show(limits.low)} to {show(limits.high)}, rounded inward",
    )


def _finer(dose: Quantity, readability: Quantity) -> str:
    return show(half_up(dose, readability / 10).value)
