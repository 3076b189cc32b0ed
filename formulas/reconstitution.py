"""Powder made into a solution: the label's concentration governs; the diluent added decides.

The label states amount, diluent and concentration. What the powder takes up is the label's final
volume less the label's diluent; it does not change when the diluent added deviates.
"""

from dataclasses import dataclass

from formulas.errors import NoDisplacement
from formulas.rounding import comes_out, reckoned
from formulas.substance import Amount, Strength, positive, require_same
from formulas.units import Quantity, converted, parts, show
from formulas.working import Line, Working


@dataclass(frozen=True)
class VialLabel:
    """What a powder vial's label states: its content, its diluent and what that makes."""

    amount: Amount
    concentration: Strength
    diluent: Quantity


@reckoned
def label_volume(amount: Amount, label_concentration: Strength) -> Working:
    """Give the volume the vial holds once made up as its label says.

    >>> from formulas.substance import amount, strength
    >>> label_volume(amount("vancomycin", "1 g"), strength("vancomycin", "50 mg/mL")).shown
    '20 mL'
    """
    require_same(amount, label_concentration)
    volume = converted(amount.quantity / label_concentration.quantity, "mL", f"amount {amount}")
    numbers = f"{show(amount.quantity)} ÷ {show(label_concentration.quantity)}"
    line = Line(
        "volume by label", "amount ÷ label concentration", numbers, show(volume), "none", "label"
    )
    title = f"Volume of {amount} made up by label"
    return Working("F08.label", title, (line,), volume, exact=comes_out(volume))


@reckoned
def actual_concentration(
    amount: Amount,
    diluent_nominal: Quantity,
    diluent_added: Quantity,
    *,
    label: Strength,
) -> Working:
    """Give the concentration when the diluent added differs from the label's.

    With exactly the label's diluent this is the label concentration itself, not amount ÷ volume.
    """
    positive("diluent by label", diluent_nominal)
    positive("diluent added", diluent_added)
    by_label = label_volume(amount, label)
    taken_up = _displacement(by_label.result, diluent_nominal)
    volume = converted(diluent_added, "mL", "diluent added") + taken_up
    concentration = _concentration(amount, volume, label)
    lines = (
        *by_label.lines,
        _taken_up_line(by_label.result, diluent_nominal, taken_up),
        _volume_line(diluent_added, taken_up, volume),
        _concentration_line(amount, volume, concentration),
    )
    title = f"Concentration of {amount} with {show(diluent_added)} of diluent"
    return Working("F08.actual", title, lines, concentration, exact=comes_out(concentration))


def _displacement(by_label: Quantity, diluent_nominal: Quantity) -> Quantity:
    taken_up = by_label - converted(diluent_nominal, "mL", "diluent by label")
    if taken_up.magnitude < 0:
        raise NoDisplacement(show(diluent_nominal), show(by_label))
    return taken_up


def _concentration(amount: Amount, volume: Quantity, label: Strength) -> Quantity:
    _, unit = parts(label.quantity)
    return converted(amount.quantity / volume, unit, f"amount {amount}")


def _taken_up_line(by_label: Quantity, diluent_nominal: Quantity, taken_up: Quantity) -> Line:
    return Line(
        "taken up by the powder",
        "volume by label − diluent by label",
        f"{show(by_label)} − {show(diluent_nominal)}",
        show(taken_up),
        "none",
        "label",
    )


def _volume_line(diluent_added: Quantity, taken_up: Quantity, volume: Quantity) -> Line:
    return Line(
        "volume in the vial",
        "diluent added + taken up by the powder",
        f"{show(diluent_added)} + {show(taken_up)}",
        show(volume),
        "none",
    )


def _concentration_line(amount: Amount, volume: Quantity, concentration: Quantity) -> Line:
    return Line(
        "actual concentration",
        "amount ÷ volume in the vial",
        f"{show(amount.quantity)} ÷ {show(volume)}",
        show(concentration, 2),
        "shown half-up to 2 decimals, carried unrounded",
    )
