"""What is still to be supplied once other salts have brought their share: F32.

Less than nothing is never an answer: whoever orders the same ion twice, through two salts, is told
how much of it there would be.
"""

from formulas.bag_content import ANYTHING
from formulas.calculator import Input, Out, calculator
from formulas.errors import LessThanNothing
from formulas.kinds import ANY_AMOUNT, ANY_IN_VOLUME, CHARGE_IN_VOLUME, SUBSTANCE_IN_VOLUME, VOLUME
from formulas.mixture import RESOLUTION
from formulas.ordered_ions import in_unit_of
from formulas.quantity import Quantity, converted, show, total
from formulas.salt_components import ION, SALTS, summed
from formulas.salts import substance
from formulas.substance import Amount
from formulas.working import Steps, Working

_WANTED = Input("wanted", ANY_AMOUNT, "what is ordered in all")
_BROUGHT = Input("brought", ANY_AMOUNT, "what other salts bring of the same", many=True, zero=True)


@calculator(
    "F32",
    "Amount still to supply",
    (_WANTED, _BROUGHT),
    (Out("rest", ANY_AMOUNT),),
    "wanted − sum of what is brought; register F32",
)
def still_to_supply(wanted: Quantity, brought: tuple[Quantity, ...]) -> Working:
    """Give what is still to supply of an order after what other salts bring of it.

    >>> still_to_supply(wanted="13 mEq", brought="4.5 mEq").told
    'rest 8.5 mEq'
    """
    steps = Steps(f"Still to supply of {show(wanted)}")
    _rest(steps, "rest", wanted, brought)
    return steps.done()


def _rest(steps: Steps, what: str, wanted: Quantity, brought: tuple[Quantity, ...]) -> Quantity:
    """Write the answer that is left; refuse less than nothing.  Raises LessThanNothing."""
    rest = total([wanted, *(-one for one in brought)])
    told = " + ".join(show(one) for one in brought)
    if rest.exact < 0:
        what = "amount still to supply"
        raise LessThanNothing(what, show(rest), f"{told} is brought, {show(wanted)} is ordered")
    return steps.answer(what, "wanted − brought", f"{show(wanted)} − ({told})", rest)


@calculator(
    "F32",
    "Ion still to supply after other salts",
    (
        ION,
        Input("wanted", ANY_AMOUNT, "what is ordered of the ion in all, in mEq or mmol"),
        SALTS,
    ),
    (Out("rest", ANY_AMOUNT),),
    "wanted − what the salts bring; register F32",
)
def ion_still_to_supply(ion: str, wanted: Quantity, salts: tuple[Amount, ...]) -> Working:
    """Give what is still to supply of an ion; salts that bring more than the order are refused.

    >>> ion_still_to_supply(
    ...     ion="potassium", wanted="80 mEq", salts="10 mL potassium-phosphates-4.4-15ml"
    ... ).told
    'rest 36 mEq'
    """
    steps = Steps(f"{ion.capitalize()} still to supply of {show(wanted)}")
    brought = in_unit_of(substance(ion), summed(steps, substance(ion), salts), wanted)
    _rest(steps, "rest", wanted, (brought,))
    return steps.done()


@calculator(
    "F32",
    "Volume of a product for what is still to supply",
    (
        _WANTED,
        _BROUGHT,
        Input("strength", ANY_IN_VOLUME, "strength of the product that supplies the rest"),
        RESOLUTION,
    ),
    (Out("rest", ANY_AMOUNT), Out("volume", VOLUME)),
    "(wanted − brought) ÷ strength; register F32 and F33",
)
def volume_still_to_supply(
    wanted: Quantity,
    brought: tuple[Quantity, ...],
    strength: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volume of a product that supplies what other salts have not brought.

    >>> volume_still_to_supply(wanted="80 mEq", brought="44 mEq", strength="2 mEq/mL").told
    'rest 36 mEq; volume 18 mL'
    """
    steps = Steps(f"Still to supply of {show(wanted)}")
    rest = _rest(steps, "rest", wanted, brought)
    volume = converted(rest / strength, "mL", "amount still to supply")
    numbers = f"{show(rest)} ÷ {show(strength)}"
    steps.answer("volume", "rest ÷ strength", numbers, volume, resolution=resolution)
    return steps.done()


@calculator(
    "F32",
    "Milliequivalents of an ion by litre",
    (ION, SALTS, Input("final", VOLUME, "final volume of the bag")),
    (Out("strength", CHARGE_IN_VOLUME),),
    "sum over salts ÷ final volume; register F32",
)
def equivalents_by_litre(ion: str, salts: tuple[Amount, ...], final: Quantity) -> Working:
    """Give the mEq/L of an ion that several salts or products make in a bag.

    >>> equivalents_by_litre(
    ...     ion="chloride", salts="40 mEq potassium chloride; 60 mEq sodium chloride", final="2 L"
    ... ).told
    'strength 50 mEq/L'
    """
    steps = Steps(f"{ion.capitalize()} by litre")
    by_mole = substance(ion).equivalents_by_mole
    charge = (summed(steps, substance(ion), salts) * by_mole).to("mEq")
    strength = converted(charge / final, "mEq/L", "final volume")
    steps.answer("strength", "sum ÷ final volume", f"{show(charge)} ÷ {show(final)}", strength)
    return steps.done()


@calculator(
    "F32",
    "Millimoles of an ion by litre",
    (ION, SALTS, Input("final", VOLUME, "final volume of the bag")),
    (Out("strength", SUBSTANCE_IN_VOLUME),),
    "sum over salts ÷ final volume; register F32",
)
def moles_by_litre(ion: str, salts: tuple[Amount, ...], final: Quantity) -> Working:
    """Give the mmol/L of an ion, or of phosphate, that salts or products make in a bag.

    >>> moles_by_litre(
    ...     ion="phosphate", salts="10 mL sodium-phosphates-3-15ml", final="1.5 L"
    ... ).told
    'strength 20 mmol/L'
    """
    steps = Steps(f"{ion.capitalize()} by litre")
    moles = converted(summed(steps, substance(ion), salts), "mmol", "amount brought")
    strength = converted(moles / final, "mmol/L", "final volume")
    steps.answer("strength", "sum ÷ final volume", f"{show(moles)} ÷ {show(final)}", strength)
    return steps.done()


@calculator(
    "F32",
    "Sum of quantities of one basis",
    (
        Input(
            "quantities",
            ANYTHING,
            "what is added, all on one basis: all by day, or all by litre",
            many=True,
        ),
    ),
    (Out("sum", ANYTHING),),
    "a + b + …, of one kind and one basis only; register section 2 (case O003)",
)
def add_quantities(quantities: tuple[Quantity, ...]) -> Working:
    """Add quantities of one kind and basis; a rate and a strength are refused.

    >>> add_quantities(quantities="229 mEq/day; 20 mEq/day").told
    'sum 249 mEq/day'
    """
    steps = Steps("Sum")
    numbers = " + ".join(show(one) for one in quantities)
    steps.answer("sum", "all together", numbers, total(quantities))
    return steps.done()
