"""How fast an infusion runs: F15 by the pump, F17 by counted drops.

Answers are exact; a pump's or a person's step is given as the resolution.
"""

from fractions import Fraction

from formulas.body import POUNDS, in_kilograms
from formulas.calculator import Input, Out, calculator
from formulas.dose import WEIGHT
from formulas.kinds import DROP_RATE, DROPS, FLOW, TIME, VOLUME, Choice, Measure
from formulas.quantity import Quantity, converted, qty, show
from formulas.vocabulary import VOLUMES
from formulas.working import Steps, Working

FLOW_BY_WEIGHT = Measure(
    "flow by body weight",
    tuple(f"{top}/kg/{time}" for time in ("h", "day", "min") for top in VOLUMES),
    "4",
)
FLOW_RATE = Input("rate", FLOW, "how fast it runs, such as 125 mL/h")
PUMP_STEP = Input(
    "resolution", FLOW, "finest step of the pump; the answer is rounded to it", optional=True
)
IN_UNIT = Input(
    "answer_unit",
    Choice("unit of flow", ("mL/h", "mL/min", "mL/day", "L/h", "L/day")),
    "unit of the answer; mL/h where none is given",
    optional=True,
)
VOLUME_RUN = Input("volume", VOLUME, "volume that runs in")
TIME_RUN = Input("time", TIME, "time it takes")
_DROP_FACTOR = Input("drop_factor", DROPS, "drops of the set for one mL, from its package")
_DROPS_COUNTED = Input("drip_rate", DROP_RATE, "drops in a minute")
_WHOLE_DROPS = Input(
    "resolution", DROP_RATE, "1 gtt/min where whole drops are counted", optional=True
)

# The sets in use: three macrodrip sets and the microdrip set.
_FASTEST = qty("1200 mL/h")  # the upper end of common large-volume pumps
_USUAL_SETS = frozenset({Fraction(10), Fraction(15), Fraction(20), Fraction(60)})


@calculator(
    "F15",
    "Rate from volume and time",
    (VOLUME_RUN, TIME_RUN, IN_UNIT, PUMP_STEP),
    (Out("rate", FLOW),),
    "volume ÷ time; register F15",
)
def flow_rate(
    volume: Quantity,
    time: Quantity,
    answer_unit: str = "mL/h",
    resolution: Quantity | None = None,
) -> Working:
    """Give the rate at which a volume runs in within a time.

    >>> flow_rate(volume="1.5 L", time="12 h").told
    'rate 125 mL/h'
    """
    steps = Steps(f"Rate of {show(volume)} over {show(time)}")
    numbers = f"{show(volume)} ÷ {show(time)}"
    rate = converted(volume / time, answer_unit, "volume")
    steps.answer("rate", "volume ÷ time", numbers, rate, resolution=resolution)
    tell_fast(steps, rate)
    return steps.done()


@calculator(
    "F15",
    "Rate in another unit of time",
    (FLOW_RATE, IN_UNIT, PUMP_STEP),
    (Out("flow", FLOW),),
    "the same flow per hour, minute or day; register F15",
)
def flow_in_unit(
    rate: Quantity, answer_unit: str = "mL/h", resolution: Quantity | None = None
) -> Working:
    """Give a flow stated per day, hour or minute in another of these.

    >>> flow_in_unit(rate="340 mL/day", resolution="0.1 mL/h").told
    'flow 14.2 mL/h'
    """
    steps = Steps(f"{show(rate)} in {answer_unit}")
    flow = rate.to(answer_unit)
    steps.answer("flow", f"the same in {answer_unit}", show(rate), flow, resolution=resolution)
    return steps.done()


@calculator(
    "F15",
    "Rate from a volume by body weight and time",
    (
        Input("fluid", FLOW_BY_WEIGHT, "ordered per kg and time, such as 100 mL/kg/day"),
        WEIGHT,
        IN_UNIT,
        PUMP_STEP,
        POUNDS,
    ),
    (Out("rate", FLOW),),
    "volume per kg and time × weight; register F15",
)
def flow_by_weight(
    fluid: Quantity,
    weight: Quantity,
    answer_unit: str = "mL/h",
    resolution: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the rate of a fluid ordered per kg of body weight.

    >>> flow_by_weight(fluid="120 mL/kg/day", weight="2 kg").told
    'rate 10 mL/h'
    """
    steps = Steps(f"Rate of {show(fluid)} for {show(weight)}")
    kilograms = in_kilograms(steps, weight, pounds_per_kilogram)
    rate = converted(fluid * kilograms, answer_unit, "fluid")
    numbers = f"{show(fluid)} × {show(kilograms)}"
    steps.answer("rate", "volume per kg and time × weight", numbers, rate, resolution=resolution)
    tell_fast(steps, rate)
    return steps.done()


@calculator(
    "F17",
    "Drops per minute from volume and time",
    (VOLUME_RUN, TIME_RUN, _DROP_FACTOR, _WHOLE_DROPS),
    (Out("drip_rate", DROP_RATE),),
    "volume × drop factor ÷ time; register F17",
)
def drip_rate(
    volume: Quantity, time: Quantity, drop_factor: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the drops to count in a minute for a volume over a time.

    >>> drip_rate(volume="1000 mL", time="8 h", drop_factor="15 gtt/mL").told
    'drip rate 31.25 gtt/min'
    """
    steps = Steps(f"Drops for {show(volume)} over {show(time)}")
    numbers = f"{show(volume)} × {show(drop_factor)} ÷ {show(time)}"
    drops = converted(volume * drop_factor / time, "gtt/min", "volume")
    formula = "volume × drop factor ÷ time"
    steps.answer("drip_rate", formula, numbers, drops, resolution=resolution)
    _tell_unusual_set(steps, drop_factor)
    return steps.done()


@calculator(
    "F17",
    "Drops per minute from a rate",
    (FLOW_RATE, _DROP_FACTOR, _WHOLE_DROPS),
    (Out("drip_rate", DROP_RATE),),
    "rate × drop factor; register F17",
)
def drip_rate_from_flow(
    rate: Quantity, drop_factor: Quantity, resolution: Quantity | None = None
) -> Working:
    """Give the drops to count in a minute for a rate.

    >>> drip_rate_from_flow(rate="125 mL/h", drop_factor="20 gtt/mL", resolution="1 gtt/min").told
    'drip rate 42 gtt/min'
    """
    steps = Steps(f"Drops for {show(rate)}")
    drops = converted(rate * drop_factor, "gtt/min", "rate")
    numbers = f"{show(rate)} × {show(drop_factor)}"
    formula = "rate × drop factor"
    steps.answer("drip_rate", formula, numbers, drops, resolution=resolution)
    _tell_unusual_set(steps, drop_factor)
    return steps.done()


@calculator(
    "F17",
    "Rate from drops per minute",
    (_DROPS_COUNTED, _DROP_FACTOR, IN_UNIT),
    (Out("rate", FLOW),),
    "drops per minute ÷ drop factor; register F17",
)
def flow_from_drip_rate(
    drip_rate: Quantity, drop_factor: Quantity, answer_unit: str = "mL/h"
) -> Working:
    """Give the rate that counted drops amount to.

    >>> flow_from_drip_rate(drip_rate="31.25 gtt/min", drop_factor="15 gtt/mL").told
    'rate 125 mL/h'
    """
    steps = Steps(f"Rate of {show(drip_rate)}")
    rate = converted(drip_rate / drop_factor, answer_unit, "drip rate")
    numbers = f"{show(drip_rate)} ÷ {show(drop_factor)}"
    steps.answer("rate", "drops per minute ÷ drop factor", numbers, rate)
    _tell_unusual_set(steps, drop_factor)
    return steps.done()


@calculator(
    "F17",
    "Time for a volume at counted drops",
    (VOLUME_RUN, _DROPS_COUNTED, _DROP_FACTOR),
    (Out("time", TIME),),
    "volume × drop factor ÷ drops per minute; register F17",
)
def drip_time(volume: Quantity, drip_rate: Quantity, drop_factor: Quantity) -> Working:
    """Give how long a volume takes at so many drops a minute.

    >>> drip_time(volume="1000 mL", drip_rate="31.25 gtt/min", drop_factor="15 gtt/mL").told
    'time 8 h'
    """
    steps = Steps(f"Time for {show(volume)} at {show(drip_rate)}")
    drops = converted(volume * drop_factor, "gtt", "volume")
    numbers = f"{show(volume)} × {show(drop_factor)}"
    steps.line("drops in all", "volume × drop factor", numbers, drops)
    time = converted(drops / drip_rate, "h", "volume")
    numbers = f"{show(drops)} ÷ {show(drip_rate)}"
    steps.answer("time", "drops in all ÷ drops per minute", numbers, time)
    _tell_unusual_set(steps, drop_factor)
    return steps.done()


def tell_fast(steps: Steps, rate: Quantity) -> None:
    """Warn of a rate beyond what pumps run at: it may be mg taken for mcg, or a day for an hour."""
    if rate.to("mL/h") > _FASTEST:
        steps.warn(
            f"{show(rate)} is faster than infusion pumps run: "
            "check the unit of the dose (mcg or mg?) and of its time (min or h?)."
        )


def _tell_unusual_set(steps: Steps, drop_factor: Quantity) -> None:
    if drop_factor.exact not in _USUAL_SETS:
        steps.warn(
            f"{show(drop_factor)} is no usual drip set (10, 15, 20 or 60 gtt/mL): "
            "read the drop factor off the package again."
        )
