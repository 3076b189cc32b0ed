"""Stock solutions and dilutions one after the other: F04."""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.draw import dose_in_volume
from formulas.errors import BarePercent, DoesNotFit, OutOfRange
from formulas.kinds import AMOUNT_OF, NUMBER_OF, VOLUME
from formulas.mixture import STRENGTH_BY_VOLUME, at_most_the_whole, comparable
from formulas.number import plain
from formulas.quantity import Quantity, number, show
from formulas.substance import Strength
from formulas.units import unit
from formulas.working import Steps, Working

_MOST_STEPS = 20  # nobody dilutes so often; every step lengthens the exact fraction


@calculator(
    "F04",
    "Stock strength so that a volume of it, made up, gives a strength",
    (
        Input("taken", VOLUME, "volume of stock the user will take"),
        Input("final", VOLUME, "volume it will be made up to"),
        Input("target", STRENGTH_BY_VOLUME, "strength wanted after that"),
    ),
    (Out("stock", STRENGTH_BY_VOLUME),),
    "C stock = C × V2 ÷ V1; register F04",
)
def stock_strength(taken: Quantity, final: Quantity, target: Strength) -> Working:
    """Give the strength a stock must have so that a mL of it made up to b mL gives the target.

    >>> stock_strength(taken="5 mL", final="100 mL", target="0.1 % w/v").told
    'stock 2 % w/v'
    """
    (wanted,) = comparable(target, target=target)
    share = _share(taken, final)
    stock = at_most_the_whole(wanted * (1 / share), "stock strength")
    steps = Steps(f"Stock of which {show(taken)} in {show(final)} gives {target}")
    numbers = f"{target} × {show(final)} ÷ {show(taken)}"
    steps.answer("stock", "C × V2 ÷ V1", numbers, stock)
    return steps.done()


@calculator(
    "F04",
    "Substance for a stock so that a volume of it, made up, gives a strength",
    (
        Input("stock_volume", VOLUME, "how much stock is to be made"),
        Input("taken", VOLUME, "volume of stock the user will take"),
        Input("final", VOLUME, "volume it will be made up to"),
        Input(
            "target", STRENGTH_BY_VOLUME, "strength wanted after that, such as 0.02 % w/v or 1:5000"
        ),
    ),
    (Out("dose", AMOUNT_OF), Out("stock", STRENGTH_BY_VOLUME)),
    "C × V2 ÷ V1 × V stock; register F04",
)
def substance_for_stock(
    stock_volume: Quantity, taken: Quantity, final: Quantity, target: Strength
) -> Working:
    """Give the substance to put into a stock so that a mL of it made up to b mL gives the target.

    >>> substance_for_stock(
    ...     stock_volume="500 mL", taken="15 mL", final="1 L", target="1:5000"
    ... ).told
    'dose 6.666666667… g; stock 1.333333333… % w/v'
    """
    if target.quantity.unit is unit("percent"):  # a substance is weighed only for one of the two
        what = "target"
        raise BarePercent(what, show(target.quantity), ("% w/v",))
    stock = stock_strength(taken, final, target)
    held = dose_in_volume(stock_volume, Strength(target.substance, stock.result))
    steps = Steps(f"Substance for {show(stock_volume)} of stock")
    steps.include(stock)
    steps.include(held)
    steps.outputs = [*held.outputs, *stock.outputs]
    return steps.done()


@calculator(
    "F04",
    "Strength after dilutions one after the other",
    (
        Input("stock", STRENGTH_BY_VOLUME, "strength at the beginning"),
        Input("taken", VOLUME, "volume taken at each step, in order", many=True),
        Input("final", VOLUME, "volume it is made up to at each step, in order", many=True),
    ),
    (Out("strength", STRENGTH_BY_VOLUME), Out("dilution_factor", NUMBER_OF)),
    "C0 × product of (V taken ÷ V final) of every step; register F04",
)
def serial_dilution(
    stock: Strength, taken: tuple[Quantity, ...], final: tuple[Quantity, ...]
) -> Working:
    """Give the strength after a series of dilutions, each with its own volumes.

    >>> serial_dilution(stock="10 mg/mL", taken="1 mL; 2 mL", final="10 mL; 50 mL").told
    'strength 0.04 mg/mL; dilution factor 250'
    """
    (reached,) = comparable(stock, stock=stock)
    if len(taken) != len(final):
        wanted = f"as many as the volumes taken, {len(taken)}"
        what = "count of final volumes"
        raise OutOfRange(what, str(len(final)), wanted)
    if len(taken) > _MOST_STEPS:
        what = "count of dilutions"
        raise OutOfRange(what, str(len(taken)), f"at most {_MOST_STEPS}")
    steps = Steps(f"Strength of {stock} after {len(taken)} dilutions")
    first = reached
    for step, (drawn, made) in enumerate(zip(taken, final, strict=True), start=1):
        before, reached = reached, reached * _share(drawn, made)
        numbers = f"{show(before)} × {show(drawn)} ÷ {show(made)}"
        steps.line(f"after step {step}", "C × V taken ÷ V final", numbers, reached)
    factor = number(first.exact / reached.exact)
    steps.answer("strength", f"after step {len(taken)}", "", reached)
    numbers = f"{plain(first.exact)} ÷ {plain(reached.exact)}"
    steps.answer("dilution_factor", "C0 ÷ C", numbers, factor)
    return steps.done()


def _share(taken: Quantity, final: Quantity) -> Fraction:
    """Give the part the stock is of the whole.  Raises DoesNotFit."""
    if taken > final:
        raise DoesNotFit(show(taken), show(final), show((taken - final).to(final.unit)))
    return taken.to("mL").exact / final.to("mL").exact
