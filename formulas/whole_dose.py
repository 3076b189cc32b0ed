"""The dose as a whole: diluent and draw may each pass and still add up to too much.

The delivered dose, from the actual concentration of each part and the volume actually drawn, is
judged against the ordered dose beside every step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from formulas.gravimetry import Verdict
from formulas.reconstitution import VialLabel, actual_concentration
from formulas.rounding import comes_out, down, reckoned, up
from formulas.substance import Amount, Strength, positive, require_same
from formulas.units import Quantity, converted, parts, show
from formulas.working import Line, Working


@dataclass(frozen=True)
class DrawnPart:
    """One source of the draw: its actual strength and the volume planned to come from it."""

    name: str
    strength: Strength
    share: Quantity
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
        """Give the delivered dose, unrounded, in the unit of the order."""
        return self.working.result


def made_up_vial(
    name: str, label: VialLabel, diluent_added: Quantity, share: Quantity
) -> DrawnPart:
    """Describe the draw from a vial that was made up by hand, at its actual concentration."""
    working = actual_concentration(
        label.amount, label.diluent, diluent_added, label=label.concentration
    )
    actual = Strength(label.amount.substance, working.result)
    return DrawnPart(name, actual, positive(f"share of {name}", share), working.lines)


def solution(name: str, strength: Strength, share: Quantity) -> DrawnPart:
    """Describe the draw from a product that is a solution already."""
    return DrawnPart(name, strength, positive(f"share of {name}", share))


@reckoned
def whole_dose(
    drawn_parts: Sequence[DrawnPart],
    drawn: Quantity,
    ordered: Amount,
    tolerance: Decimal,
    readability: Quantity,
) -> WholeDose:
    """Judge the whole dose. The volume drawn is split over the parts as it was planned."""
    _, unit = parts(ordered.quantity)
    planned = sum((part.share for part in drawn_parts[1:]), drawn_parts[0].share)
    lines: list[Line] = []
    delivered = ordered.quantity * 0
    for part in drawn_parts:
        require_same(ordered, part.strength)
        volume = converted(drawn * part.share / planned, "mL", "volume drawn")
        dose = converted(volume * part.strength.quantity, unit, f"dose from {part.name}")
        delivered += dose
        lines += (*_named(part), *_share_lines(part, drawn, planned, volume, dose))
    limits = dose_band(ordered, tolerance, readability)
    lines.append(_total(delivered, limits))
    working = Working(
        "F92.dose",
        f"Dose as a whole, ordered {ordered}",
        tuple(lines),
        delivered,
        exact=comes_out(delivered),
    )
    inside = limits.low <= delivered <= limits.high
    return WholeDose(working, limits, Verdict.ACCEPT if inside else Verdict.REJECT)


@reckoned
def dose_band(ordered: Amount, tolerance: Decimal, readability: Quantity) -> DoseBand:
    """Give the doses that may be delivered: tolerance as a fraction, rounded inward."""
    allowed = positive("tolerance", ordered.quantity * tolerance)
    low = up(ordered.quantity - allowed, readability)
    return DoseBand(low, down(ordered.quantity + allowed, readability))


def _named(part: DrawnPart) -> tuple[Line, ...]:
    return tuple(Line(f"{part.name}: {line.name}", *_rest(line)) for line in part.lines)


def _rest(line: Line) -> tuple[str, str, str, str, str]:
    return line.formula, line.with_numbers, line.result, line.rounding, line.source


def _share_lines(
    part: DrawnPart, drawn: Quantity, planned: Quantity, volume: Quantity, dose: Quantity
) -> tuple[Line, Line]:
    split = f"{show(drawn)} × {show(part.share)} ÷ {show(planned)}"
    strength = show(part.strength.quantity, 2)
    return (
        Line(
            f"{part.name}: volume drawn",
            "volume drawn × planned share ÷ planned volume",
            split,
            show(volume, 2),
            _SHOWN,
        ),
        Line(
            f"{part.name}: dose",
            "volume drawn × actual concentration",
            f"{show(volume, 2)} × {strength}",
            show(dose, 1),
            "shown half-up to 1 decimal, carried unrounded",
        ),
    )


_SHOWN = "shown half-up to 2 decimals, carried unrounded"


def _total(delivered: Quantity, limits: DoseBand) -> Line:
    return Line(
        "delivered dose",
        "sum of the parts",
        f"band {show(limits.low)} to {show(limits.high)}",
        show(delivered, 1),
        "shown half-up to 1 decimal, judged unrounded; band rounded inward",
    )
