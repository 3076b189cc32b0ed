"""What a volume holds, and what is still to be supplied: F31 and F32.

Every strength here is by volume. One stated for a bag, an ampoule or a day is another kind, and is
refused where a volume must be multiplied: 513 mEq/L is not what half a litre holds.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import BadProduct, DoesNotFit
from formulas.kinds import (
    ANY_AMOUNT,
    ANY_BY_DAY,
    ANY_BY_WEIGHT,
    ANY_BY_WEIGHT_AND_DAY,
    ANY_IN_CONTAINER,
    ANY_IN_VOLUME,
    CHARGE,
    CHARGE_IN_VOLUME,
    MASS_IN_VOLUME,
    SHARE,
    VOLUME,
    Measure,
)
from formulas.molar_basis import BY_BOTH, Basis
from formulas.quantity import Quantity, converted, make, show
from formulas.salts import apart, percent, substances
from formulas.units import unit
from formulas.working import Steps, Working

_VOLUME = Input("volume", VOLUME, "the volume")
_STRENGTH = Input("strength", ANY_IN_VOLUME, "what it holds by volume: never per bag or ampoule")
_BASES = (ANY_AMOUNT, ANY_IN_VOLUME, ANY_BY_DAY, ANY_BY_WEIGHT, ANY_BY_WEIGHT_AND_DAY)
ANYTHING = Measure(
    "quantity of one basis",
    tuple(dict.fromkeys(each for kind in (*_BASES, ANY_IN_CONTAINER) for each in kind.units)),
)


def _top(strength: Quantity) -> str:
    """Give the unit above the line of a strength by volume."""
    return "mg" if strength.unit.spelling == "% w/v" else str(strength.unit).partition("/")[0]


@calculator(
    "F31",
    "Amount that a volume holds",
    (_VOLUME, _STRENGTH),
    (Out("amount", ANY_AMOUNT),),
    "volume × strength; register F31",
)
def amount_in_volume(volume: Quantity, strength: Quantity) -> Working:
    """Give the mEq, mmol, mg or units that a volume of a given strength holds.

    >>> amount_in_volume(volume="250 mL", strength="0.154 mEq/mL").told
    'amount 38.5 mEq'
    """
    steps = Steps(f"Amount in {show(volume)} of {show(strength)}")
    amount = converted(volume * strength, _top(strength), "volume")
    steps.answer("amount", "volume × strength", f"{show(volume)} × {show(strength)}", amount)
    return steps.done()


@calculator(
    "F31",
    "Strength of an amount in a volume",
    (Input("amount", ANY_AMOUNT, "what is in it"), Input("volume", VOLUME, "the whole volume")),
    (Out("strength", ANY_IN_VOLUME),),
    "amount ÷ volume; register F31",
)
def strength_of_amount(amount: Quantity, volume: Quantity) -> Working:
    """Give the strength that an amount makes in a whole volume, per litre or millilitre.

    >>> strength_of_amount(amount="120 mEq", volume="2.4 L").told
    'strength 50 mEq/L'
    """
    steps = Steps(f"Strength of {show(amount)} in {show(volume)}")
    strength = converted(amount / volume, f"{amount.unit}/{volume.unit}", "amount")
    steps.answer("strength", "amount ÷ volume", f"{show(amount)} ÷ {show(volume)}", strength)
    return steps.done()


@calculator(
    "F31",
    "Strength that an addition makes in a bag",
    (
        Input("volume", VOLUME, "volume added"),
        Input("strength", ANY_IN_VOLUME, "strength of what is added"),
        Input("final", VOLUME, "final volume of the bag"),
    ),
    (Out("final_strength", ANY_IN_VOLUME),),
    "volume × strength ÷ final volume; register F31 and F33",
)
def strength_in_bag(volume: Quantity, strength: Quantity, final: Quantity) -> Working:
    """Give the strength in a bag of which a volume of a stronger product becomes part.

    >>> strength_in_bag(volume="30 mL", strength="4.4 mEq/mL", final="1 L").told
    'final strength 132 mEq/L'
    """
    excess = volume.to("mL") - final.to("mL")
    if excess.exact > 0:
        raise DoesNotFit(show(volume), show(final), show(excess))
    within = amount_in_volume(volume, strength)
    steps = Steps(f"Strength of {show(volume)} in {show(final)}")
    steps.include(within)
    made = converted(within.result / final, f"{_top(strength)}/L", "volume")
    numbers = f"{show(within.result)} ÷ {show(final)}"
    steps.answer("final_strength", "amount ÷ final volume", numbers, made)
    return steps.done()


@calculator(
    "F31",
    "Amount after an addition",
    (
        Input("there", ANY_AMOUNT, "what the bag already holds", zero=True),
        Input("volume", VOLUME, "volume added"),
        Input("strength", ANY_IN_VOLUME, "strength of what is added, by volume"),
    ),
    (Out("amount", ANY_AMOUNT),),
    "what is there + volume × strength; register F31",
)
def amount_after_addition(there: Quantity, volume: Quantity, strength: Quantity) -> Working:
    """Give what a bag holds once a volume of given strength was added.

    >>> amount_after_addition(there="32 mmol", volume="10 mL", strength="0.154 mmol/mL").told
    'amount 33.54 mmol'
    """
    added = amount_in_volume(volume, strength)
    steps = Steps(f"Amount after adding {show(volume)}")
    steps.include(added)
    summed = there + added.result
    steps.answer("amount", "there + added", f"{show(there)} + {show(added.result)}", summed)
    return steps.done()


@calculator(
    "F31",
    "Milliequivalents in a bag of a percent strength",
    (
        _VOLUME,
        Input("strength", MASS_IN_VOLUME, "mass by volume, such as 3 % w/v"),
        *BY_BOTH,
    ),
    (Out("equivalents", CHARGE),),
    "volume × mass by volume × valence ÷ molar mass; register F31",
)
def equivalents_in_bag(
    volume: Quantity,
    strength: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
    equivalent_weight: Quantity | None = None,
) -> Working:
    """Give the milliequivalents that a volume of a percent strength holds: of this volume, no more.

    >>> equivalents_in_bag(
    ...     volume="1 L", strength="8.401 % w/v", substance="sodium bicarbonate"
    ... ).told
    'equivalents 1000 mEq'
    """
    steps = Steps(f"Milliequivalents in {show(volume)} of {show(strength)}")
    basis = Basis(substance, molar_mass, valence, equivalent_weight)
    basis.require_no_percent(strength)
    weight = basis.weight_told(steps)
    numbers = f"{show(volume)} × {show(strength)}"
    mass = converted(volume * strength, "mg", "volume")
    steps.line("mass", "volume × strength", numbers, mass)
    answer = converted(mass / weight, "mEq", "mass")
    numbers = f"{show(mass)} ÷ {show(weight)}"
    steps.answer("equivalents", "mass ÷ mass of 1 mEq", numbers, answer)
    return steps.done()


@calculator(
    "F31",
    "Do a declared mEq strength and a mass by volume agree?",
    (
        Input("declared", CHARGE_IN_VOLUME, "mEq by volume, as declared"),
        Input("mass", MASS_IN_VOLUME, "mass by volume or percent of the same, as declared"),
        *BY_BOTH[:3],
    ),
    (Out("reckoned", CHARGE_IN_VOLUME), Out("difference", SHARE)),
    "declared against mg/mL × valence ÷ molar mass; register F31 and finding 8",
)
def strength_agreement(
    declared: Quantity,
    mass: Quantity,
    substance: str | None = None,
    molar_mass: Quantity | None = None,
    valence: Quantity | None = None,
) -> Working:
    """Hold a declared mEq strength against its mass; more than two percent apart is refused.

    >>> strength_agreement(
    ...     declared="1 mEq/mL", mass="8.4 % w/v", molar_mass="84 g/mol", valence="1"
    ... ).told
    'reckoned 1 mEq/mL; difference 0.00 percent'
    """
    steps = Steps(f"{show(declared)} against {show(mass)}")
    weight = Basis(substance, molar_mass, valence).weight_told(steps)
    reckoned = (mass / weight).to(declared.unit)
    share = apart(declared, reckoned)
    numbers = f"{show(mass)} ÷ {show(weight)}"
    if share > substances().agreement.strength:
        what = f"of {substance or 'this declaration'}"
        raise BadProduct(
            what,
            f"{show(declared)} is declared, but {numbers} = {show(reckoned)}; they are "
            f"{percent(share)} apart, and at most {percent(substances().agreement.strength)} is "
            "allowed",
        )
    steps.answer("reckoned", "mass ÷ mass of 1 mEq", numbers, reckoned)
    numbers = f"{show(declared)} ÷ {show(reckoned)} − 1"
    steps.answer("difference", "apart", numbers, make(share * 100, unit("percent")), digits=2)
    return steps.done()
