"""How much to draw, and how much to add: F09 and F03.

"Add to" and "make up to" are two questions with two answers, so they are two functions.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import CannotConcentrate
from formulas.kinds import AMOUNT_OF, ANY_STRENGTH_OF, STRENGTH_OF, VOLUME
from formulas.quantity import Quantity, converted, show
from formulas.substance import Amount, Strength, require_same
from formulas.working import Steps, Working

RESOLUTION = Input(
    "resolution",
    VOLUME,
    "finest step of the measuring device; the answer is rounded to it",
    optional=True,
)


@calculator(
    "F09",
    "Volume that holds a dose",
    (
        Input("dose", AMOUNT_OF, "what is ordered, with its substance if you name one"),
        Input("strength", STRENGTH_OF, "what the product holds, of the same substance"),
        RESOLUTION,
    ),
    (Out("volume", VOLUME),),
    "dose ÷ strength; register F09",
)
def draw_volume(dose: Amount, strength: Strength, resolution: Quantity | None = None) -> Working:
    """Give the volume that holds the dose; rounded only where a device resolution is given.

    >>> draw_volume(dose="20 mEq", strength="2 mEq/mL").told
    'volume 10 mL'
    """
    require_same(dose, strength)
    volume = converted(dose.quantity / strength.quantity, "mL", f"dose of {dose}")
    steps = Steps(f"Volume that holds {dose}")
    numbers = f"{dose} ÷ {strength}"
    steps.answer("volume", "dose ÷ strength", numbers, volume, resolution=resolution)
    return steps.done()


@calculator(
    "F03",
    "Stock for a mixture made up to a volume",
    (
        Input("stock", ANY_STRENGTH_OF, "strength of the solution taken"),
        Input("target", ANY_STRENGTH_OF, "strength wanted, of the same kind"),
        Input("final", VOLUME, "volume of the finished mixture"),
        RESOLUTION,
    ),
    (Out("stock_volume", VOLUME), Out("diluent_volume", VOLUME)),
    "C1 × V1 = C2 × V2; register F03",
)
def stock_to_make_up(
    stock: Strength, target: Strength, final: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the stock to take when the mixture is made up to a final volume.

    The diluent is what then fills it up, so that the two always close on the final volume.

    >>> stock_to_make_up(stock="20 % w/v", target="4 % w/v", final="250 mL").told
    'stock volume 50 mL; diluent volume 200 mL'
    """
    require_weaker(stock, target)
    steps = Steps(f"Stock for {show(final)} of {target}")
    numbers = f"{target} × {show(final)} ÷ {stock}"
    taken = converted(final * target.quantity / stock.quantity, "mL", "final volume")
    kept = steps.answer("stock_volume", "C2 × V2 ÷ C1", numbers, taken, resolution=resolution)
    rest = final.to("mL") - kept
    filling = f"{show(final)} − {show(kept)}"
    steps.answer("diluent_volume", "V2 − stock volume", filling, rest)
    return steps.done()


@calculator(
    "F03",
    "Diluent to add to a volume already there",
    (
        Input("stock", ANY_STRENGTH_OF, "strength of the solution already there"),
        Input("volume", VOLUME, "how much of it there is"),
        Input("target", ANY_STRENGTH_OF, "strength wanted, of the same kind"),
        RESOLUTION,
    ),
    (Out("diluent_volume", VOLUME), Out("final_volume", VOLUME)),
    "V1 × (C1 ÷ C2 − 1); register F03",
)
def diluent_to_add(
    stock: Strength, volume: Quantity, target: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the diluent to add to a volume already there; the mixture becomes larger.

    >>> diluent_to_add(
    ...     stock="65 % w/v", volume="1200 mL", target="45 % w/v", resolution="1 mL"
    ... ).told
    'diluent volume 533 mL; final volume 1733 mL'
    """
    require_weaker(stock, target)
    steps = Steps(f"Diluent for {show(volume)} to reach {target}")
    there = volume.to("mL")
    added = converted(there * stock.quantity / target.quantity, "mL", "starting volume") - there
    numbers = f"{show(volume)} × ({stock} ÷ {target} − 1)"
    kept = steps.answer(
        "diluent_volume", "V1 × (C1 ÷ C2 − 1)", numbers, added, resolution=resolution
    )
    steps.answer("final_volume", "V1 + diluent", f"{show(volume)} + {show(kept)}", there + kept)
    return steps.done()


def require_weaker(stock: Strength, target: Strength) -> None:
    """Refuse a target that is stronger than its stock, or of another substance or kind."""
    require_same(target, stock)
    offered = converted(stock.quantity, str(target.quantity.unit), "stock strength")
    if target.quantity > offered:
        raise CannotConcentrate(str(stock), str(target))
