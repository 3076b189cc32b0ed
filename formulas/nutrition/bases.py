"""One figure of an order by day, by kg, by litre and by hour, each from the delivered rate: F72."""

from formulas.calculator import Input, Out, calculator
from formulas.kinds import (
    ANY_BY_DAY,
    ANY_BY_TIME,
    ANY_BY_WEIGHT_AND_DAY,
    ANY_IN_VOLUME,
    BODY_WEIGHT,
    FLOW,
    STRENGTH_OF,
    TIME,
    VOLUME,
    Measure,
)
from formulas.nutrition.contents import top_of
from formulas.quantity import Quantity, converted, qty, show
from formulas.substance import Strength
from formulas.working import Steps, Working

_DAY = qty("1 day")
_WEIGHT = Input("weight", BODY_WEIGHT, "body weight")
_VOLUME = Input("volume", VOLUME, "volume infused in a day")
_HOURS = Input("hours", TIME, "time it runs in; 24 h where none is given", optional=True)
_BY_LITRE = ("g/L", "mg/L", "mEq/L", "mmol/L", "unit/L", "mcg/L", "% w/v")
_FIGURE = Measure(
    "figure of an order", (*ANY_BY_WEIGHT_AND_DAY.units, *ANY_BY_DAY.units, *_BY_LITRE), "3"
)
_EVERY = (
    Out("by_day", ANY_BY_DAY),
    Out("by_weight_and_day", ANY_BY_WEIGHT_AND_DAY),
    Out("by_litre", ANY_IN_VOLUME),
    Out("by_hour", ANY_BY_TIME),
)


@calculator(
    "F72",
    "One figure on every basis",
    (
        Input("ordered", _FIGURE, "the figure as ordered: by day, by kg and day, or by litre"),
        _WEIGHT,
        _VOLUME,
        _HOURS,
    ),
    _EVERY,
    "amount of a day, over weight, volume and hours; register F72",
)
def every_basis(
    ordered: Quantity, weight: Quantity, volume: Quantity, hours: Quantity | None = None
) -> Working:
    """Give a figure of an order by day, by kg and day, by litre and by hour, side by side.

    >>> every_basis(ordered="3 mEq/kg/day", weight="2 kg", volume="240 mL").told
    'by day 6 mEq/day; by weight and day 3 mEq/kg/day; by litre 25 mEq/L; by hour 0.25 mEq/h'
    """
    top = top_of(ordered)
    basis = ordered.unit.basis
    if basis == "day":
        by_day, numbers = ordered, show(ordered)
    elif basis == "kg/day":
        by_day, numbers = ordered * weight, f"{show(ordered)} × {show(weight)}"
    else:
        by_day, numbers = ordered * volume / _DAY, f"{show(ordered)} × {show(volume)}"
    steps = Steps(f"{show(ordered)} on every basis")
    _answer_every(steps, converted(by_day, f"{top}/day", "figure"), numbers, weight, volume, hours)
    return steps.done()


@calculator(
    "F72",
    "What a rate brings in a day, on every basis",
    (
        Input("rate", FLOW, "rate of the pump"),
        Input("strength", STRENGTH_OF, "strength of the bag, such as 40 mEq/L or 12.5 % w/v"),
        _WEIGHT,
        _HOURS,
    ),
    _EVERY,
    "rate × strength × time; register F72",
)
def delivered_on_every_basis(
    rate: Quantity, strength: Strength, weight: Quantity, hours: Quantity | None = None
) -> Working:
    """Give what the pump's rate truly brings: a changed rate changes every dose.

    >>> delivered_on_every_basis(rate="10 mL/h", strength="25 mEq/L", weight="2 kg").told
    'by day 6 mEq/day; by weight and day 3 mEq/kg/day; by litre 25 mEq/L; by hour 0.25 mEq/h'
    """
    time = _time(hours)
    volume = converted(rate * time, "mL", "rate")
    top = top_of(strength.quantity)
    by_day = converted(strength.quantity * volume / _DAY, f"{top}/day", "strength")
    steps = Steps(f"{strength} at {show(rate)}")
    steps.line("volume of a day", "rate × time", f"{show(rate)} × {show(time)}", volume)
    numbers = f"{strength} × {show(volume)}"
    _answer_every(steps, by_day, numbers, weight, volume, hours)
    return steps.done()


def _answer_every(
    steps: Steps,
    by_day: Quantity,
    numbers: str,
    weight: Quantity,
    volume: Quantity,
    hours: Quantity | None,
) -> None:
    top, time = top_of(by_day), _time(hours)
    steps.answer("by_day", "amount of a day", numbers, by_day)
    by_weight = converted(by_day / weight, f"{top}/kg/day", "weight")
    told = f"{show(by_day)} ÷ {show(weight)}"
    steps.answer("by_weight_and_day", "by day ÷ weight", told, by_weight)
    by_litre = converted(by_day * _DAY / volume, f"{top}/L", "volume")
    steps.answer("by_litre", "by day ÷ volume", f"{show(by_day)} ÷ {show(volume)}", by_litre)
    by_hour = converted(by_day * _DAY / time, f"{top}/h", "hours")
    steps.answer("by_hour", "by day ÷ hours", f"{show(by_day)} ÷ {show(time)}", by_hour)


def _time(hours: Quantity | None) -> Quantity:
    return qty("24 h") if hours is None else hours.to("h")
