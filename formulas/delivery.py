"""How long an infusion lasts, and what of it has run in: F18."""

from formulas.body import HEIGHT, SEX_OF, ideal_body_weight
from formulas.calculator import Input, Out, calculator
from formulas.dose import WEIGHT, daily_dose_by_weight
from formulas.errors import OutOfRange
from formulas.kinds import (
    AMOUNT_OF,
    ANY_AMOUNT,
    ANY_BY_DAY,
    ANY_BY_WEIGHT_AND_DAY,
    SHARE,
    STRENGTH_OF,
    TIME,
    VOLUME,
)
from formulas.quantity import Quantity, converted, show
from formulas.rate import FLOW_RATE
from formulas.substance import Amount, Strength, require_same, volume_holding
from formulas.titration import amount_by_time
from formulas.working import Steps, Working

_HELD = Input("volume", VOLUME, "volume of the bag or syringe")
_RUN = Input("time", TIME, "how long it has run, or will run")
_BAG = Input(
    "strength", STRENGTH_OF, "what the bag or syringe holds, such as 10 mg/mL or 5 g/500 mL"
)
_TARGET = Input("target", ANY_BY_WEIGHT_AND_DAY, "wanted per kg per day, such as 1.4 g/kg/day")


@calculator(
    "F18",
    "Time for a volume at a rate",
    (_HELD, FLOW_RATE),
    (Out("time", TIME),),
    "volume ÷ rate; register F18",
)
def infusion_time(volume: Quantity, rate: Quantity) -> Working:
    """Give how long a volume lasts at a rate.

    >>> infusion_time(volume="1000 mL", rate="125 mL/h").told
    'time 8 h'
    """
    steps = Steps(f"Time for {show(volume)} at {show(rate)}")
    time = converted(volume / rate, "h", "volume")
    steps.answer("time", "volume ÷ rate", f"{show(volume)} ÷ {show(rate)}", time)
    return steps.done()


@calculator(
    "F18",
    "Volume delivered",
    (FLOW_RATE, _RUN),
    (Out("volume", VOLUME),),
    "rate × time; register F18",
)
def infused_volume(rate: Quantity, time: Quantity) -> Working:
    """Give the volume that runs in at a rate within a time.

    >>> infused_volume(rate="1.5 mL/min", time="4 h").told
    'volume 360 mL'
    """
    steps = Steps(f"Volume of {show(rate)} over {show(time)}")
    volume = converted(rate * time, "mL", "rate")
    steps.answer("volume", "rate × time", f"{show(rate)} × {show(time)}", volume)
    return steps.done()


@calculator(
    "F18",
    "Amount delivered",
    (FLOW_RATE, _RUN, _BAG),
    (Out("amount", ANY_AMOUNT), Out("volume", VOLUME)),
    "rate × time × strength; register F18",
)
def infused_amount(rate: Quantity, time: Quantity, strength: Strength) -> Working:
    """Give how much of a substance runs in at a rate within a time.

    >>> infused_amount(rate="125 mL/h", time="24 h", strength="47 mg/mL").told
    'amount 141000 mg; volume 3000 mL'
    """
    steps = Steps(f"Amount of {strength} at {show(rate)} over {show(time)}")
    by_volume = infused_volume(rate, time)
    steps.include(by_volume)
    by_time = amount_by_time(rate, strength)
    top = str(by_time.unit).partition("/")[0]
    amount = converted(by_volume.result * strength.quantity, top, "amount")
    numbers = f"{show(by_volume.result)} × {strength}"
    steps.answer("amount", "volume × strength", numbers, amount)
    steps.answer("volume", "", "", by_volume.result)
    return steps.done()


@calculator(
    "F18",
    "Time to deliver an amount",
    (Input("amount", AMOUNT_OF, "what is to run in"), _BAG, FLOW_RATE),
    (Out("time", TIME), Out("volume", VOLUME)),
    "amount ÷ strength ÷ rate; register F18",
)
def time_for_amount(amount: Amount, strength: Strength, rate: Quantity) -> Working:
    """Give how long it takes until an amount has run in.

    >>> time_for_amount(amount="5 g", strength="10 mg/mL", rate="50 mL/h").told
    'time 10 h; volume 500 mL'
    """
    require_same(amount, strength)
    steps = Steps(f"Time for {amount} of {strength} at {show(rate)}")
    volume = volume_holding(amount, strength, "amount")
    steps.line("volume that holds it", "amount ÷ strength", f"{amount} ÷ {strength}", volume)
    time = converted(volume / rate, "h", "volume")
    steps.answer("time", "volume ÷ rate", f"{show(volume)} ÷ {show(rate)}", time)
    steps.answer("volume", "", "", volume)
    return steps.done()


@calculator(
    "F18",
    "Share of a bag that has run in",
    (_HELD, FLOW_RATE, _RUN),
    (Out("share", SHARE), Out("delivered", VOLUME), Out("remaining", VOLUME)),
    "100 × rate × time ÷ volume; register F18",
)
def infused_share(volume: Quantity, rate: Quantity, time: Quantity) -> Working:
    """Give the percent of a bag that has run in, and what is left.

    >>> infused_share(volume="750 mL", rate="150 mL/h", time="4 h").told
    'share 80 percent; delivered 600 mL; remaining 150 mL'
    """
    steps = Steps(f"Share of {show(volume)} after {show(time)} at {show(rate)}")
    delivered, held = converted(rate * time, "mL", "rate"), volume.to("mL")
    if delivered > held:
        ends = converted(held / rate, "h", "volume")
        wanted = f"at most {show(ends)}, for then the {show(volume)} have run in"
        raise OutOfRange(_RUN.name, show(time), wanted)
    share = (delivered / held).to("percent")
    numbers = f"100 × {show(rate)} × {show(time)} ÷ {show(volume)}"
    steps.answer("share", "100 × rate × time ÷ volume", numbers, share)
    steps.answer("delivered", "rate × time", f"{show(rate)} × {show(time)}", delivered)
    left = f"{show(held)} − {show(delivered)}"
    steps.answer("remaining", "volume − delivered", left, held - delivered)
    return steps.done()


@calculator(
    "F18",
    "A day's delivery against what the weight asks for",
    (FLOW_RATE, _BAG, _TARGET, WEIGHT),
    (Out("difference", ANY_BY_DAY), Out("delivered", ANY_BY_DAY), Out("wanted", ANY_BY_DAY)),
    "rate × 24 h × strength − target × weight; register F18 with F10",
)
def daily_delivery_against_target(
    rate: Quantity, strength: Strength, target: Quantity, weight: Quantity
) -> Working:
    """Give how much more than the target a day's infusion brings; less is a negative figure.

    >>> daily_delivery_against_target(
    ...     rate="125 mL/h", strength="4.7 % w/v", target="1.4 g/kg/day", weight="79.9 kg"
    ... ).told
    'difference 29.14 g/day; delivered 141 g/day; wanted 111.86 g/day'
    """
    steps = Steps(f"{show(rate)} of {strength} against {show(target)}")
    asked = daily_dose_by_weight(target, weight)
    steps.include(asked)
    wanted = asked.result
    delivered = converted(rate * strength.quantity, str(wanted.unit), f"strength {strength}")
    steps.line("delivered in a day", "rate × strength", f"{show(rate)} × {strength}", delivered)
    numbers = f"{show(delivered)} − {show(wanted)}"
    steps.answer("difference", "delivered − wanted", numbers, delivered - wanted)
    steps.answer("delivered", "", "", delivered)
    steps.answer("wanted", "", "", wanted)
    return steps.done()


@calculator(
    "F14",
    "A day's delivery against what the ideal weight asks for",
    (FLOW_RATE, _BAG, _TARGET, HEIGHT, SEX_OF),
    (Out("difference", ANY_BY_DAY), Out("delivered", ANY_BY_DAY), Out("wanted", ANY_BY_DAY)),
    "rate × 24 h × strength − target × ideal weight (Devine); register F14 with F18",
)
def daily_delivery_against_ideal_weight(
    rate: Quantity, strength: Strength, target: Quantity, height: Quantity, sex: str
) -> Working:
    """Give how much more a day's infusion brings than a target per kg of ideal weight.

    >>> daily_delivery_against_ideal_weight(
    ...     rate="125 mL/h", strength="4.7 % w/v", target="1.4 g/kg/day",
    ...     height="73 inch", sex="male",
    ... ).told
    'difference 29.14 g/day; delivered 141 g/day; wanted 111.86 g/day'
    """
    steps = Steps(f"{show(rate)} of {strength} against {show(target)} of ideal weight")
    ideal = ideal_body_weight(height, sex)
    steps.include(ideal)
    against = daily_delivery_against_target(rate, strength, target, ideal.result)
    steps.include(against)
    steps.outputs.extend(against.outputs)
    return steps.done()
