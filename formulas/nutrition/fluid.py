"""Fluid and rates of nutrition: F68, F71, F72.

What is left for the bag after fat, other lines and flushes; how fast bag and fat run; what a rate
brings for each kg; one figure on every basis.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import (
    ANY_BY_WEIGHT_AND_DAY,
    BODY_WEIGHT,
    FLOW,
    MASS_IN_VOLUME,
    TIME,
    VOLUME,
)
from formulas.nutrition.cycle import cycle_of
from formulas.nutrition.measures import FAT_RATE, FLUID_BY_WEIGHT, answered
from formulas.quantity import Quantity, converted, qty, show, total
from formulas.rate import PUMP_STEP
from formulas.working import Steps, Working

_DAY = qty("1 day")
_NONE = qty("0 mL")
_WEIGHT = Input("weight", BODY_WEIGHT, "body weight")
_FLUID = Input("fluid", FLUID_BY_WEIGHT, "all fluid for each kg and day")
_OTHER = Input(
    "other", VOLUME, "fat, other lines, flushes: each volume of a day", many=True, optional=True,
    zero=True,
)  # fmt: skip
_HOURS = Input("hours", TIME, "time it runs in, such as 24 h")
_FAT_DOSE = Input("dose", ANY_BY_WEIGHT_AND_DAY, "fat for each kg and day, such as 2 g/kg/day")
_FAT_STRENGTH = Input("strength", MASS_IN_VOLUME, "fat in the emulsion, such as 20 % w/v")


@calculator(
    "F68",
    "Volume left for the bag",
    (_FLUID, _WEIGHT, _OTHER),
    (Out("volume", VOLUME), Out("all", VOLUME)),
    "fluid × weight − fat − other lines − flushes; register F68",
)
def nutrition_volume(
    fluid: Quantity, weight: Quantity, other: tuple[Quantity, ...] = ()
) -> Working:
    """Give the day's volume of the bag: all fluid, less what runs beside it.

    >>> nutrition_volume(fluid="150 mL/kg/day", weight="1.36 kg", other="13.6 mL").told
    'volume 190.4 mL; all 204 mL'
    """
    steps = Steps(f"Bag of {show(fluid)}")
    _left_for_the_bag(steps, fluid, weight, other)
    return steps.done()


@calculator(
    "F68",
    "Rate of the bag",
    (_FLUID, _WEIGHT, _OTHER, _HOURS, PUMP_STEP),
    (Out("rate", FLOW), Out("volume", VOLUME)),
    "(fluid × weight − fat − other lines − flushes) ÷ hours; register F68",
)
def nutrition_rate(
    fluid: Quantity,
    weight: Quantity,
    hours: Quantity,
    other: tuple[Quantity, ...] = (),
    resolution: Quantity | None = None,
) -> Working:
    """Give the rate of the bag that leaves room for all that runs beside it.

    >>> nutrition_rate(
    ...     fluid="150 mL/kg/day", weight="2 kg", other="20 mL; 40 mL", hours="24 h"
    ... ).told
    'rate 10 mL/h; volume 240 mL'
    """
    steps = Steps(f"Rate of the bag at {show(fluid)}")
    left = _left_for_the_bag(Steps(""), fluid, weight, other)
    numbers = f"{show(left)} ÷ {show(hours)}"
    _answer_flow(steps, left / _within_a_day(hours), "volume left ÷ hours", numbers, resolution)
    steps.answer("volume", "all fluid − what runs beside", "", left)
    return steps.done()


@calculator(
    "F68",
    "Fluid by body weight",
    (
        Input("volumes", VOLUME, "each volume of a day: bag, fat and all else", many=True),
        _WEIGHT,
    ),
    (Out("fluid", FLUID_BY_WEIGHT), Out("all", VOLUME)),
    "sum of volumes ÷ weight; register F68",
)
def fluid_by_weight(volumes: tuple[Quantity, ...], weight: Quantity) -> Working:
    """Give the fluid of a day for each kg.

    >>> fluid_by_weight(volumes="240 mL; 30 mL", weight="2 kg").told
    'fluid 135 mL/kg/day; all 270 mL'
    """
    steps = Steps("Fluid for each kg and day")
    whole = total([one.to("mL") for one in volumes])
    value = converted(whole / _DAY / weight, "mL/kg/day", "volumes")
    steps.answer("fluid", "sum ÷ weight", f"{show(whole)} ÷ {show(weight)}", value)
    steps.answer("all", "sum of volumes", " + ".join(map(show, volumes)), whole)
    return steps.done()


@calculator(
    "F68",
    "Rates of a cyclic infusion with taper",
    (
        Input("volume", VOLUME, "volume that runs in"),
        _HOURS,
        Input("taper", TIME, "time at half rate, at the start and at the end; none where not given",
              optional=True, zero=True),
    ),
    (Out("rate", FLOW), Out("taper_rate", FLOW)),
    "volume ÷ (hours − taper), half of it in the tapers; register F68",
)  # fmt: skip
def cyclic_rate(volume: Quantity, hours: Quantity, taper: Quantity | None = None) -> Working:
    """Give the whole rate of a cyclic infusion and that of its first and last hours.

    >>> cyclic_rate(volume="1950 mL", hours="14 h", taper="1 h").told
    'rate 150 mL/h; taper rate 75 mL/h'
    """
    cycle = cycle_of(volume.to("mL"), _within_a_day(hours).to("h"), taper)
    steps = Steps(f"Rates of {show(volume)} over {show(hours)}")
    off = f" − {show(taper)}" if taper else ""
    numbers = f"{show(volume)} ÷ ({show(hours)}{off})"
    steps.answer("rate", "volume ÷ (hours − taper)", numbers, cycle.whole_rate)
    slow = cycle.whole_rate if cycle.taper_rate is None else cycle.taper_rate
    formula = "no taper: the whole rate" if cycle.taper_rate is None else "half the whole rate"
    steps.answer("taper_rate", formula, show(cycle.whole_rate), slow)
    return steps.done()


@calculator(
    "F71",
    "Rate of a lipid emulsion",
    (_FAT_DOSE, _WEIGHT, _FAT_STRENGTH,
     Input("hours", TIME, "time it runs in; 24 h where none is given", optional=True), PUMP_STEP),
    (Out("rate", FLOW), Out("volume", VOLUME)),
    "dose × weight ÷ strength ÷ hours; register F71",
)  # fmt: skip
def lipid_rate(
    dose: Quantity,
    weight: Quantity,
    strength: Quantity,
    hours: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the rate at which an emulsion brings its fat within its hours.

    >>> lipid_rate(dose="2 g/kg/day", weight="6 kg", strength="20 % w/v", hours="20 h").told
    'rate 3 mL/h; volume 60 mL'
    """
    time = _within_a_day(hours or qty("24 h"))
    steps = Steps(f"Rate of {show(dose)} of fat")
    volume = converted(dose * weight * _DAY / strength, "mL", "dose")
    numbers = f"{show(dose)} × {show(weight)} ÷ {show(strength)}"
    steps.line("volume of a day", "dose × weight ÷ strength", numbers, volume)
    numbers = f"{show(volume)} ÷ {show(time)}"
    _answer_flow(steps, volume / time, "volume ÷ hours", numbers, resolution)
    steps.answer("volume", "", "", volume)
    return steps.done()


@calculator(
    "F71",
    "Fat for each kg and hour",
    (Input("rate", FLOW, "rate of the emulsion"), _FAT_STRENGTH, _WEIGHT),
    (Out("fat_rate", FAT_RATE),),
    "rate × strength ÷ weight; register F71",
)
def fat_rate(rate: Quantity, strength: Quantity, weight: Quantity) -> Working:
    """Give how fast fat runs in, which is what its limits are stated in.

    >>> fat_rate(rate="3 mL/h", strength="20 % w/v", weight="6 kg").told
    'fat rate 0.1 g/kg/h'
    """
    value = converted(rate * strength / weight, "g/kg/h", "rate")
    numbers = f"{show(rate)} × {show(strength)} ÷ {show(weight)}"
    formula = "rate × strength ÷ weight"
    return answered(f"Fat at {show(rate)}", "fat_rate", formula, numbers, value)


def _left_for_the_bag(
    steps: Steps, fluid: Quantity, weight: Quantity, other: tuple[Quantity, ...]
) -> Quantity:
    """Write what all fluid leaves for the bag; nothing left is refused.  Raises OutOfRange."""
    whole = converted(fluid * weight * _DAY, "mL", "fluid")
    beside = total([_NONE, *(one.to("mL") for one in other)])
    left = whole - beside
    if left.exact <= 0:
        what = "other"
        raise OutOfRange(what, show(beside), f"less than all the fluid, {show(whole)}")
    numbers = f"{show(fluid)} × {show(weight)} − {show(beside)}"
    steps.answer("volume", "fluid × weight − what runs beside", numbers, left)
    steps.answer("all", "fluid × weight", f"{show(fluid)} × {show(weight)}", whole)
    return left


def _answer_flow(
    steps: Steps, rate: Quantity, formula: str, numbers: str, resolution: Quantity | None
) -> None:
    exact = converted(rate, "mL/h", "rate")
    steps.answer("rate", formula, numbers, exact, resolution=resolution)


def _within_a_day(hours: Quantity) -> Quantity:
    if hours > _DAY:
        what = "hours"
        raise OutOfRange(what, show(hours), "at most 24 h")
    return hours
