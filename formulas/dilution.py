"""How much to draw, and how much to add: F09 and F03.

"Add to" and "make up to" are two questions with two answers, so they are two functions.
"""

from formulas.errors import CannotConcentrate
from formulas.rounding import comes_out, half_up, reckoned
from formulas.substance import Amount, Strength, positive, require_same
from formulas.units import Quantity, converted, show
from formulas.working import Line, Working


@reckoned
def draw_volume(dose: Amount, strength: Strength, *, resolution: Quantity | None = None) -> Working:
    """Give the volume that holds the dose; rounded only where a device resolution is given.

    >>> from formulas.substance import amount, strength
    >>> dose = amount("potassium chloride", "20 mEq")
    >>> draw_volume(dose, strength("potassium chloride", "2 mEq/mL")).shown
    '10 mL'
    """
    require_same(dose, strength)
    volume = converted(dose.quantity / strength.quantity, "mL", f"dose of {dose}")
    line = _line("volume to draw", "dose ÷ strength", f"{dose} ÷ {strength}", volume, resolution)
    result = volume if resolution is None else half_up(volume, resolution).value
    return Working("F09", f"Volume that holds {dose}", (line,), result, exact=comes_out(volume))


@reckoned
def stock_to_make_up(
    stock: Strength, target: Strength, final: Quantity, *, resolution: Quantity | None = None
) -> Working:
    """Give the stock to take when the mixture is made up to a final volume (C1·V1 = C2·V2)."""
    _require_weaker(stock, target)
    positive("final volume", final)
    volume = converted(final * target.quantity / stock.quantity, "mL", "final volume")
    numbers = f"{show(target.quantity)} × {show(final)} ÷ {show(stock.quantity)}"
    line = _line("stock to take", "C2 × V2 ÷ C1", numbers, volume, resolution)
    result = volume if resolution is None else half_up(volume, resolution).value
    title = f"Stock for {show(final)} of {target}"
    return Working("F03.make-up-to", title, (line,), result, exact=comes_out(volume))


@reckoned
def diluent_to_add(
    stock: Strength, volume: Quantity, target: Strength, *, resolution: Quantity | None = None
) -> Working:
    """Give the diluent to add to a volume already there: V1 × (C1 ÷ C2 − 1)."""
    _require_weaker(stock, target)
    positive("starting volume", volume)
    ratio = (stock.quantity / target.quantity).to("").magnitude
    added = converted(volume * (ratio - 1), "mL", "starting volume")
    numbers = f"{show(volume)} × ({show(stock.quantity)} ÷ {show(target.quantity)} − 1)"
    line = _line("diluent to add", "V1 × (C1 ÷ C2 − 1)", numbers, added, resolution)
    result = added if resolution is None else half_up(added, resolution).value
    title = f"Diluent for {show(volume)} to reach {target}"
    return Working("F03.add-to", title, (line,), result, exact=comes_out(added))


def _line(
    name: str, formula: str, numbers: str, exact: Quantity, resolution: Quantity | None
) -> Line:
    if resolution is None:
        return Line(name, formula, numbers, show(exact), "none")
    rounded = half_up(exact, resolution)
    return Line(name, formula, numbers, show(rounded.value), rounded.told)


def _require_weaker(stock: Strength, target: Strength) -> None:
    require_same(target, stock)
    offered = converted(stock.quantity, show(target.quantity).split(" ")[1], "stock strength")
    if target.quantity > offered:
        raise CannotConcentrate(str(stock), str(target))
