"""How many times one strength or amount is another: what a wrong unit or point would do: F10."""

from formulas.calculator import Input, Out, calculator
from formulas.errors import WrongUnit
from formulas.kinds import AMOUNT_OF, ANY_STRENGTH_OF, NUMBER_OF
from formulas.quantity import Quantity, converted, show
from formulas.substance import Amount, Strength, require_same
from formulas.units import unit
from formulas.working import Steps, Working

_PLAIN_SHARE = unit("percent")


@calculator(
    "F10",
    "How many times the strength ordered was made",
    (
        Input("ordered", ANY_STRENGTH_OF, "strength that was meant"),
        Input("made", ANY_STRENGTH_OF, "strength that was made or dispensed"),
    ),
    (Out("times", NUMBER_OF),),
    "strength made ÷ strength ordered; register F10",
)
def strength_times_over(ordered: Strength, made: Strength) -> Working:
    """Give how many times over a strength is the one that was meant; 1 is right.

    >>> strength_times_over(ordered="330 mcg/dL", made="330 mg/dL").told
    'times 1000'
    """
    require_same(ordered, made)
    one, other = made.quantity, ordered.quantity
    if (one.unit is _PLAIN_SHARE) != (other.unit is _PLAIN_SHARE):
        what = "strength made"
        raise WrongUnit(what, show(one), str(other.unit))
    return _times(f"{made} against {ordered}", one, other, "strength made ÷ strength ordered")


@calculator(
    "F10",
    "How many times the amount ordered was given",
    (
        Input("ordered", AMOUNT_OF, "amount that was meant"),
        Input("given", AMOUNT_OF, "amount that was given or made"),
    ),
    (Out("times", NUMBER_OF),),
    "amount given ÷ amount ordered; register F10",
)
def amount_times_over(ordered: Amount, given: Amount) -> Working:
    """Give how many times over an amount is the one that was meant; 1 is right.

    >>> amount_times_over(ordered="0.5 mg", given="5 mg").told
    'times 10'
    """
    require_same(ordered, given)
    one, other = given.quantity, ordered.quantity
    return _times(f"{given} against {ordered}", one, other, "amount given ÷ amount ordered")


def _times(title: str, one: Quantity, other: Quantity, formula: str) -> Working:
    steps = Steps(title)
    alike = converted(one, str(other.unit), formula.partition(" ÷ ")[0])
    steps.answer("times", formula, f"{show(alike)} ÷ {show(other)}", alike / other)
    return steps.done()
