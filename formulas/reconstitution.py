"""Powder made into a solution: the label's concentration governs; the diluent added decides.

The label states amount, diluent and concentration. What the powder takes up is the label's final
volume less the label's diluent; it does not change when the diluent added deviates.
"""

from dataclasses import dataclass

from formulas.calculator import Input, Out, calculator
from formulas.errors import NoDisplacement
from formulas.kinds import AMOUNT_OF, STRENGTH_OF, VOLUME
from formulas.quantity import Quantity, converted, show
from formulas.substance import Amount, Strength, require_same, volume_holding
from formulas.working import Steps, Working


@dataclass(frozen=True)
class VialLabel:
    """What a powder vial's label states: its content, its diluent and what that makes."""

    amount: Amount
    concentration: Strength
    diluent: Quantity


_CONTENT = Input("amount", AMOUNT_OF, "what the vial holds")
_LABEL = Input("label", STRENGTH_OF, "concentration the label promises")
_NOMINAL = Input("diluent_nominal", VOLUME, "diluent the label tells to add")


@calculator(
    "F08",
    "Volume of a vial made up by its label",
    (_CONTENT, _LABEL),
    (Out("volume", VOLUME),),
    "amount ÷ label concentration; register F08",
)
def label_volume(amount: Amount, label: Strength) -> Working:
    """Give the volume the vial holds once made up as its label says.

    >>> label_volume(amount="1 g", label="50 mg/mL").told
    'volume 20 mL'
    """
    require_same(amount, label)
    volume = volume_holding(amount, label, "amount")
    numbers = f"{show(amount.quantity)} ÷ {show(label.quantity)}"
    steps = Steps(f"Volume of {amount} made up by label")
    steps.answer("volume", "amount ÷ label concentration", numbers, volume, source="label")
    return steps.done()


@calculator(
    "F08",
    "Concentration when the diluent deviated",
    (
        _CONTENT,
        _LABEL,
        _NOMINAL,
        Input("diluent_added", VOLUME, "diluent really added"),
    ),
    (Out("concentration", STRENGTH_OF), Out("volume", VOLUME)),
    "amount ÷ (diluent added + what the powder takes up by its label); register F08",
)
def actual_concentration(
    amount: Amount, label: Strength, diluent_nominal: Quantity, diluent_added: Quantity
) -> Working:
    """Give the concentration when the diluent added differs from the label's.

    With exactly the label's diluent this is the label concentration itself, not amount ÷ volume.

    >>> actual_concentration(
    ...     amount="500 mg", label="225 mg/mL", diluent_nominal="2 mL", diluent_added="2.5 mL"
    ... ).told
    'concentration 183.67 mg/mL; volume 2.72 mL'
    """
    by_label = label_volume(amount, label)
    taken_up = displacement(by_label.result, diluent_nominal)
    steps = Steps(f"Concentration of {amount} with {show(diluent_added)} of diluent")
    steps.include(by_label)
    steps.line(
        "taken up by the powder",
        "volume by label − diluent by label",
        f"{show(by_label.result)} − {show(diluent_nominal)}",
        taken_up,
        source="label",
    )
    volume = diluent_added.to("mL") + taken_up
    numbers = f"{show(diluent_added)} + {show(taken_up)}"
    steps.line("volume in the vial", "diluent added + taken up by the powder", numbers, volume)
    concentration = converted(
        amount.quantity / volume, str(label.quantity.unit), f"amount {amount}"
    )
    numbers = f"{show(amount.quantity)} ÷ {show(volume)}"
    steps.answer("concentration", "amount ÷ volume in the vial", numbers, concentration, digits=2)
    steps.answer("volume", "", "", volume, digits=2)
    return steps.done()


def displacement(by_label: Quantity, diluent_nominal: Quantity) -> Quantity:
    """Give the volume the powder takes up by its label.  Raises NoDisplacement."""
    taken_up = by_label - converted(diluent_nominal, "mL", "diluent by label")
    if taken_up.exact < 0:
        raise NoDisplacement(show(diluent_nominal), show(by_label))
    return taken_up
