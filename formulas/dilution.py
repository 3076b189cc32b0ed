"""How much to draw, and how much to add: F09 and F03, by volume.

"Add to" and "make up to" are two questions with two answers, so they are two functions. Volumes
are taken to add up, as they do in water but for a trace.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit
from formulas.kinds import AMOUNT_OF, VOLUME
from formulas.mixture import (
    DRAWN_STRENGTH,
    RESOLUTION,
    STRENGTH_BY_VOLUME,
    comparable,
    require_weaker,
    warn_of_shrinking,
)
from formulas.quantity import Quantity, show
from formulas.substance import Amount, Strength, volume_holding
from formulas.working import Steps, Working

_STOCK = Input(
    "stock", STRENGTH_BY_VOLUME, "strength of the solution taken, such as 20 % w/v or 1:50"
)
_TARGET = Input("target", STRENGTH_BY_VOLUME, "strength wanted, of the same kind")
_THERE = Input("volume", VOLUME, "how much of it there is")


@calculator(
    "F09",
    "Volume that holds a dose",
    (
        Input("dose", AMOUNT_OF, "what is ordered, with its substance if you name one"),
        Input("strength", DRAWN_STRENGTH, "what the product holds, of the same substance"),
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
    volume = volume_holding(dose, strength)
    steps = Steps(f"Volume that holds {dose}")
    numbers = f"{dose} ÷ {strength}"
    steps.answer("volume", "dose ÷ strength", numbers, volume, resolution=resolution)
    return steps.done()


@calculator(
    "F03",
    "Stock for a mixture made up to a volume",
    (_STOCK, _TARGET, Input("final", VOLUME, "volume of the finished mixture"), RESOLUTION),
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
    offered, wanted = require_weaker(stock, target)
    steps = Steps(f"Stock for {show(final)} of {target}")
    numbers = f"{target} × {show(final)} ÷ {stock}"
    taken = final.to("mL") * (wanted.exact / offered.exact)
    kept = steps.answer("stock_volume", "C2 × V2 ÷ C1", numbers, taken, resolution=resolution)
    rest = final.to("mL") - kept
    if rest.exact < 0:
        raise DoesNotFit(show(kept), show(final), show(-rest))
    filling = f"{show(final)} − {show(kept)}"
    steps.answer("diluent_volume", "V2 − stock volume", filling, rest)
    warn_of_shrinking(steps, offered)
    return steps.done()


@calculator(
    "F03",
    "Diluent to add to a volume already there",
    (
        Input("stock", STRENGTH_BY_VOLUME, "strength of the solution already there"),
        _THERE,
        _TARGET,
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
    offered, wanted = require_weaker(stock, target)
    steps = Steps(f"Diluent for {show(volume)} to reach {target}")
    there = volume.to("mL")
    added = there * (offered.exact / wanted.exact - 1)
    numbers = f"{show(volume)} × ({stock} ÷ {target} − 1)"
    kept = steps.answer(
        "diluent_volume", "V1 × (C1 ÷ C2 − 1)", numbers, added, resolution=resolution
    )
    steps.answer("final_volume", "V1 + diluent", f"{show(volume)} + {show(kept)}", there + kept)
    warn_of_shrinking(steps, offered)
    return steps.done()


@calculator(
    "F03",
    "Strength after diluent was added",
    (
        Input("stock", STRENGTH_BY_VOLUME, "strength of the solution already there"),
        _THERE,
        Input("diluent", VOLUME, "how much diluent was added to it", zero=True),
    ),
    (Out("strength", STRENGTH_BY_VOLUME), Out("final_volume", VOLUME)),
    "C2 = C1 × V1 ÷ (V1 + diluent); register F03",
)
def strength_after_adding(stock: Strength, volume: Quantity, diluent: Quantity) -> Working:
    """Give the strength after diluent was added to a volume already there.

    >>> strength_after_adding(stock="70 % w/v", volume="200 mL", diluent="300 mL").told
    'strength 28 % w/v; final volume 500 mL'
    """
    (offered,) = comparable(stock, stock=stock)
    steps = Steps(f"Strength of {show(volume)} of {stock} with {show(diluent)} of diluent")
    final = (volume + diluent).to("mL")
    weaker = offered * (volume.to("mL").exact / final.exact)
    numbers = f"{stock} × {show(volume)} ÷ ({show(volume)} + {show(diluent)})"
    steps.answer("strength", "C1 × V1 ÷ (V1 + diluent)", numbers, weaker)
    steps.answer("final_volume", "V1 + diluent", f"{show(volume)} + {show(diluent)}", final)
    warn_of_shrinking(steps, offered)
    return steps.done()


@calculator(
    "F03",
    "Strength of a mixture made up to a volume",
    (
        _STOCK,
        Input("volume", VOLUME, "how much of it was taken"),
        Input("final", VOLUME, "volume it was made up to"),
    ),
    (Out("strength", STRENGTH_BY_VOLUME),),
    "C2 = C1 × V1 ÷ V2; register F03",
)
def strength_made_up(stock: Strength, volume: Quantity, final: Quantity) -> Working:
    """Give the strength of a stock made up to a final volume.

    >>> strength_made_up(stock="50 % w/v", volume="100 mL", final="250 mL").told
    'strength 20 % w/v'
    """
    (offered,) = comparable(stock, stock=stock)
    if volume > final:
        raise DoesNotFit(show(volume), show(final), show((volume - final).to(final.unit)))
    weaker = offered * (volume.to("mL").exact / final.to("mL").exact)
    steps = Steps(f"Strength of {show(volume)} of {stock} made up to {show(final)}")
    numbers = f"{stock} × {show(volume)} ÷ {show(final)}"
    steps.answer("strength", "C1 × V1 ÷ V2", numbers, weaker)
    return steps.done()


@calculator(
    "F03",
    "Volume of another strength that holds as much",
    (
        Input("volume", VOLUME, "volume of the solution to be replaced"),
        Input("strength", STRENGTH_BY_VOLUME, "strength of the solution to be replaced"),
        Input("other", STRENGTH_BY_VOLUME, "strength of the one taken in its place"),
        RESOLUTION,
    ),
    (Out("other_volume", VOLUME),),
    "V2 = C1 × V1 ÷ C2; register F03",
)
def equivalent_volume(
    volume: Quantity, strength: Strength, other: Strength, resolution: Quantity | None = None
) -> Working:
    """Give the volume of a weaker or stronger solution that holds as much of the substance.

    >>> equivalent_volume(volume="550 mL", strength="70 % w/v", other="50 % w/v").told
    'other volume 770 mL'
    """
    replaced, taken = comparable(other, strength=strength, other=other)
    needed = volume.to("mL") * (replaced.exact / taken.exact)
    steps = Steps(f"Volume of {other} in place of {show(volume)} of {strength}")
    numbers = f"{strength} × {show(volume)} ÷ {other}"
    steps.answer("other_volume", "C1 × V1 ÷ C2", numbers, needed, resolution=resolution)
    return steps.done()
