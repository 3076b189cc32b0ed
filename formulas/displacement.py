"""What a powder takes up, and the diluent for a concentration: F08.

V diluent = amount ÷ target − V powder, V powder = V final by label − V diluent by label, and
concentration = amount ÷ (V diluent + V powder). Where the label states a concentration, that one
governs, whatever amount ÷ volume says.
"""

from decimal import Decimal

from formulas.calculator import Input, Out, calculator
from formulas.errors import LessThanNothing
from formulas.kinds import AMOUNT_OF, SHARE, STRENGTH_OF, VOLUME
from formulas.mixture import RESOLUTION, by_volume
from formulas.quantity import Quantity, qty, ratio, show
from formulas.reconstitution import displacement, label_volume
from formulas.substance import Amount, Strength, require_same, volume_holding
from formulas.working import Steps, Working

# A label and its arithmetic that differ by more than this are told to the person.
_LARGEST_DIFFERENCE = qty(Decimal(1), "percent")

_CONTENT = Input("amount", AMOUNT_OF, "what the vial holds")
_LABEL = Input("label", STRENGTH_OF, "concentration the label promises")
_NOMINAL = Input("diluent_nominal", VOLUME, "diluent the label tells to add")
_TARGET = Input("target", STRENGTH_OF, "concentration wanted")
_POWDER = Input("displacement", VOLUME, "volume the powder takes up, 0 mL if nothing", zero=True)


@calculator(
    "F08",
    "Volume a powder takes up",
    (Input("final", VOLUME, "volume in the vial once made up, by its label"), _NOMINAL),
    (Out("displacement", VOLUME),),
    "V powder = V final − V diluent, both by label; register F08",
)
def powder_volume(final: Quantity, diluent_nominal: Quantity) -> Working:
    """Give the volume that the powder itself takes up.

    >>> powder_volume(final="2.2 mL", diluent_nominal="2 mL").told
    'displacement 0.2 mL'
    """
    taken_up = displacement(final.to("mL"), diluent_nominal)
    steps = Steps(f"Volume a powder takes up in {show(final)}")
    numbers = f"{show(final)} − {show(diluent_nominal)}"
    steps.answer("displacement", "volume by label − diluent by label", numbers, taken_up)
    return steps.done()


@calculator(
    "F08",
    "Diluent for a concentration",
    (_CONTENT, _TARGET, _POWDER, RESOLUTION),
    (Out("diluent", VOLUME), Out("final_volume", VOLUME)),
    "V diluent = amount ÷ target − V powder; register F08",
)
def diluent_for_concentration(
    amount: Amount,
    target: Strength,
    displacement: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the diluent that makes a powder up to a concentration.

    >>> diluent_for_concentration(amount="500 mg", target="50 mg/mL", displacement="0.2 mL").told
    'diluent 9.8 mL; final volume 10 mL'
    """
    steps = Steps(f"Diluent for {amount} at {target}")
    _diluent(steps, amount, target, displacement.to("mL"), resolution)
    return steps.done()


@calculator(
    "F08",
    "Diluent for another concentration than the label's",
    (_CONTENT, _LABEL, _NOMINAL, _TARGET, RESOLUTION),
    (Out("diluent", VOLUME), Out("final_volume", VOLUME), Out("displacement", VOLUME)),
    "V powder from the label; V diluent = amount ÷ target − V powder; register F08",
)
def diluent_for_other_concentration(
    amount: Amount,
    label: Strength,
    diluent_nominal: Quantity,
    target: Strength,
    resolution: Quantity | None = None,
) -> Working:
    """Give the diluent for another concentration, from the label's own row of diluent and strength.

    >>> diluent_for_other_concentration(
    ...     amount="5000000 unit", label="250000 unit/mL", diluent_nominal="18 mL",
    ...     target="500000 unit/mL",
    ... ).told
    'diluent 8 mL; final volume 10 mL; displacement 2 mL'
    """
    by_label = label_volume(amount, label)
    taken_up = displacement(by_label.result, diluent_nominal)
    steps = Steps(f"Diluent for {amount} at {target}")
    steps.include(by_label, "by label")
    numbers = f"{show(by_label.result)} − {show(diluent_nominal)}"
    formula = "volume by label − diluent by label"
    steps.line("taken up by the powder", formula, numbers, taken_up, source="label")
    _diluent(steps, amount, target, taken_up, resolution)
    steps.answer("displacement", formula, numbers, taken_up)
    return steps.done()


@calculator(
    "F08",
    "Concentration of a powder in so much diluent",
    (
        _CONTENT,
        Input("diluent", VOLUME, "diluent added"),
        _POWDER,
    ),
    (Out("concentration", STRENGTH_OF), Out("final_volume", VOLUME)),
    "amount ÷ (V diluent + V powder); register F08",
)
def concentration_with_diluent(
    amount: Amount, diluent: Quantity, displacement: Quantity
) -> Working:
    """Give the concentration that a powder reaches in so much diluent.

    >>> concentration_with_diluent(amount="500 mg", diluent="9.8 mL", displacement="0.2 mL").told
    'concentration 50 mg/mL; final volume 10 mL'
    """
    volume = diluent.to("mL") + displacement
    steps = Steps(f"Concentration of {amount} in {show(diluent)} of diluent")
    reached = by_volume(amount, volume)
    numbers = f"{amount} ÷ ({show(diluent)} + {show(displacement)})"
    steps.answer("concentration", "amount ÷ (diluent + displacement)", numbers, reached)
    numbers = f"{show(diluent)} + {show(displacement)}"
    steps.answer("final_volume", "diluent + displacement", numbers, volume)
    return steps.done()


@calculator(
    "F08",
    "Concentration of a made-up vial, by its label and by arithmetic",
    (_CONTENT, Input("final", VOLUME, "volume in the vial once made up, by its label"), _LABEL),
    (Out("concentration", STRENGTH_OF), Out("arithmetic", STRENGTH_OF), Out("difference", SHARE)),
    "the label's concentration governs; amount ÷ volume is told beside it; register F08",
)
def label_concentration(amount: Amount, final: Quantity, label: Strength) -> Working:
    """Give the concentration to reckon with: the label's; warn where it misses amount ÷ volume.

    More than 1 percent apart is told.

    >>> label_concentration(amount="500 mg", final="2.5 mL", label="200 mg/mL").told
    'concentration 200 mg/mL; arithmetic 200 mg/mL; difference 0 percent'
    """
    require_same(amount, label)
    reckoned = by_volume(amount, final).to(label.quantity.unit)
    apart = qty(abs(ratio(reckoned / label.quantity) - 1) * 100, "percent")
    steps = Steps(f"Concentration of {amount} in {show(final)}")
    steps.answer("concentration", "as labelled", "", label.quantity, source="label")
    steps.answer("arithmetic", "amount ÷ volume", f"{amount} ÷ {show(final)}", reckoned)
    numbers = f"|{show(reckoned)} − {show(label.quantity)}| ÷ {show(label.quantity)}"
    steps.answer("difference", "|arithmetic − label| ÷ label", numbers, apart)
    if apart > _LARGEST_DIFFERENCE:
        steps.warn(
            f"The label states {show(label.quantity)}, amount ÷ volume gives {show(reckoned)}: "
            "more than 1 percent apart. The label governs. Check amount and volume against it."
        )
    return steps.done()


@calculator(
    "F08",
    "Concentration of an amount in a final volume",
    (_CONTENT, Input("final", VOLUME, "volume in the vial once made up")),
    (Out("concentration", STRENGTH_OF),),
    "amount ÷ volume; where the label states a concentration, that governs; register F08",
)
def reckoned_concentration(amount: Amount, final: Quantity) -> Working:
    """Give the concentration of an amount in a final volume, where the label states none.

    >>> reckoned_concentration(amount="1 g", final="10 mL").told
    'concentration 100 mg/mL'
    """
    steps = Steps(f"Concentration of {amount} in {show(final)}")
    reckoned = by_volume(amount, final)
    steps.answer("concentration", "amount ÷ volume", f"{amount} ÷ {show(final)}", reckoned)
    return steps.done()


def _diluent(
    steps: Steps,
    amount: Amount,
    target: Strength,
    taken_up: Quantity,
    resolution: Quantity | None,
) -> None:
    """Write the diluent and the volume it makes.  Raises LessThanNothing."""
    require_same(amount, target)
    whole = volume_holding(amount, target, "amount")
    steps.line("volume at the target", "amount ÷ target", f"{amount} ÷ {target}", whole)
    diluent = whole - taken_up
    if diluent.exact <= 0:
        why = f"the powder takes up {show(taken_up)}, and {target} allows {show(whole)} in all"
        what = "diluent"
        raise LessThanNothing(what, show(diluent), why)
    numbers = f"{show(whole)} − {show(taken_up)}"
    kept = steps.answer(
        "diluent", "volume at the target − displacement", numbers, diluent, resolution=resolution
    )
    made = kept + taken_up
    numbers = f"{show(kept)} + {show(taken_up)}"
    steps.answer("final_volume", "diluent + displacement", numbers, made)
