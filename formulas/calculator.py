"""The declared calculators: what each needs, what it gives, and by which formula of the register.

A calculator not declared here is not offered on any screen. Inputs are quantities of the closed
vocabulary; ``unit`` names the kind of quantity an input must be.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from formulas import dilution, gravimetry, reconstitution
from formulas.errors import UnknownCalculator
from formulas.substance import Amount, Strength
from formulas.units import Quantity
from formulas.working import Working

_SUBSTANCE = "the substance named"


@dataclass(frozen=True)
class Input:
    """One input, and a unit of the kind it must be."""

    name: str
    unit: str


@dataclass(frozen=True)
class Calculator:
    """One declared calculation. ``compute`` takes a quantity for each input, by position."""

    id: str
    name: str
    inputs: tuple[Input, ...]
    result_unit: str
    compute: Callable[..., Working]
    source: str


def draw_volume(dose: Quantity, strength: Quantity) -> Working:
    """Calculate a draw for one substance that the person holds in mind."""
    return dilution.draw_volume(Amount(_SUBSTANCE, dose), Strength(_SUBSTANCE, strength))


def stock_to_make_up(stock: Quantity, target: Quantity, final: Quantity) -> Working:
    """Calculate the stock for a mixture made up to a final volume."""
    return dilution.stock_to_make_up(_strength(stock), _strength(target), final)


def diluent_to_add(stock: Quantity, volume: Quantity, target: Quantity) -> Working:
    """Calculate the diluent to add to a volume already there."""
    return dilution.diluent_to_add(_strength(stock), volume, _strength(target))


def label_volume(amount: Quantity, concentration: Quantity) -> Working:
    """Calculate what a vial holds once made up by its label."""
    return reconstitution.label_volume(Amount(_SUBSTANCE, amount), _strength(concentration))


def actual_concentration(
    amount: Quantity, label: Quantity, diluent_nominal: Quantity, diluent_added: Quantity
) -> Working:
    """Calculate the concentration of a vial whose diluent deviated from its label."""
    named = Amount(_SUBSTANCE, amount)
    return reconstitution.actual_concentration(
        named, diluent_nominal, diluent_added, label=_strength(label)
    )


def _strength(quantity: Quantity) -> Strength:
    return Strength(_SUBSTANCE, quantity)


_DECLARED = (
    Calculator(
        "F03.make-up-to",
        "Stock for a mixture made up to a volume",
        (Input("stock", "mg/mL"), Input("target", "mg/mL"), Input("final", "mL")),
        "mL",
        stock_to_make_up,
        "C1 × V1 = C2 × V2",
    ),
    Calculator(
        "F03.add-to",
        "Diluent to add to a volume already there",
        (Input("stock", "mg/mL"), Input("volume", "mL"), Input("target", "mg/mL")),
        "mL",
        diluent_to_add,
        "V1 × (C1 ÷ C2 − 1)",
    ),
    Calculator(
        "F08.label",
        "Volume of a vial made up by its label",
        (Input("amount", "mg"), Input("concentration", "mg/mL")),
        "mL",
        label_volume,
        "amount ÷ label concentration",
    ),
    Calculator(
        "F08.actual",
        "Concentration when the diluent deviated",
        (
            Input("amount", "mg"),
            Input("label", "mg/mL"),
            Input("diluent_nominal", "mL"),
            Input("diluent_added", "mL"),
        ),
        "mg/mL",
        actual_concentration,
        "amount ÷ (diluent added + what the powder takes up by its label)",
    ),
    Calculator(
        "F09",
        "Volume that holds a dose",
        (Input("dose", "mg"), Input("strength", "mg/mL")),
        "mL",
        draw_volume,
        "dose ÷ strength",
    ),
    Calculator(
        "F90",
        "Mass a volume should weigh",
        (Input("volume", "mL"), Input("density", "g/mL")),
        "g",
        gravimetry.expected_mass,
        "volume × density",
    ),
    Calculator(
        "F90.volume",
        "Volume a net mass stands for",
        (Input("net_mass", "g"), Input("density", "g/mL")),
        "mL",
        gravimetry.delivered_volume,
        "net mass ÷ density",
    ),
)

CALCULATORS: Mapping[str, Calculator] = {one.id: one for one in _DECLARED}


def calculator(calculator_id: str) -> Calculator:
    """Give a declared calculator by its id."""
    if calculator_id not in CALCULATORS:
        raise UnknownCalculator(calculator_id)
    return CALCULATORS[calculator_id]
