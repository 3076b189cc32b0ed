"""Dose by body surface: F11, forwards and backwards."""

from formulas.calculator import Input, Out, calculator
from formulas.dose import DAILY_MAXIMUM, MAXIMUM, ONE_AMOUNT, answer, capped, one_dose
from formulas.dose_volume import draw
from formulas.kinds import (
    ANY_AMOUNT,
    ANY_BY_DAY,
    ANY_BY_SURFACE,
    BODY_SURFACE,
    STRENGTH_OF,
    VOLUME,
    Measure,
    OfSubstance,
)
from formulas.mixture import RESOLUTION
from formulas.quantity import Quantity, show
from formulas.substance import Amount, Strength
from formulas.vocabulary import AMOUNTS
from formulas.working import Steps, Working

BY_SURFACE_AND_DAY = Measure(
    "amount by body surface and day", tuple(f"{top}/m2/day" for top in AMOUNTS), "75"
)
_SURFACE = Input("body_surface", BODY_SURFACE, "body surface, by the formula the order names")
_PER_M2 = Input("dose", ANY_BY_SURFACE, "ordered per m2, such as 75 mg/m2")


@calculator(
    "F11",
    "One dose by body surface",
    (_PER_M2, _SURFACE, MAXIMUM),
    (Out("amount", ANY_AMOUNT),),
    "dose per m2 × body surface, at most the maximum; register F11",
)
def dose_by_surface(
    dose: Quantity, body_surface: Quantity, maximum: Quantity | None = None
) -> Working:
    """Give the amount of a dose ordered per m2 of body surface.

    >>> dose_by_surface(dose="75 mg/m2", body_surface="1.8 m2").told
    'amount 135 mg'
    """
    steps = Steps(f"{show(dose)} for {show(body_surface)}")
    reckoned = dose * body_surface
    told = ("dose per m2 × body surface", f"{show(dose)} × {show(body_surface)}")
    answer(steps, "amount", told, reckoned, capped(steps, told, reckoned, maximum))
    return steps.done()


@calculator(
    "F11",
    "A day's amount by body surface",
    (
        Input("dose", BY_SURFACE_AND_DAY, "ordered per m2 per day, such as 100 mg/m2/day"),
        _SURFACE,
        DAILY_MAXIMUM,
    ),
    (Out("daily_amount", ANY_BY_DAY),),
    "dose per m2 per day × body surface, at most the maximum; register F11",
)
def daily_dose_by_surface(
    dose: Quantity, body_surface: Quantity, daily_maximum: Quantity | None = None
) -> Working:
    """Give the amount of a day ordered per m2 per day.

    >>> daily_dose_by_surface(dose="100 mg/m2/day", body_surface="1.8 m2").told
    'daily amount 180 mg/day'
    """
    steps = Steps(f"{show(dose)} for {show(body_surface)}")
    reckoned = dose * body_surface
    told = ("dose per m2 per day × body surface", f"{show(dose)} × {show(body_surface)}")
    answer(steps, "daily_amount", told, reckoned, capped(steps, told, reckoned, daily_maximum))
    return steps.done()


@calculator(
    "F11",
    "Volume of a dose by body surface",
    (
        Input("dose", OfSubstance(ANY_BY_SURFACE, Amount), "ordered per m2, such as 75 mg/m2"),
        _SURFACE,
        Input("strength", STRENGTH_OF, "what the product holds"),
        MAXIMUM,
        RESOLUTION,
    ),
    (Out("volume", VOLUME), Out("amount", ANY_AMOUNT)),
    "dose per m2 × body surface ÷ strength; register F11",
)
def volume_by_surface(
    dose: Amount,
    body_surface: Quantity,
    strength: Strength,
    maximum: Quantity | None = None,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volume that holds a dose ordered per m2.

    >>> volume_by_surface(
    ...     dose="75 mg/m2", body_surface="1.8 m2", strength="10 mg/mL", resolution="0.1 mL"
    ... ).told
    'volume 13.5 mL; amount 135 mg'
    """
    steps = Steps(f"{dose} for {show(body_surface)} from {strength}")
    by_surface = dose_by_surface(dose.quantity, body_surface, maximum=maximum)
    steps.include(by_surface)
    ordered = Amount(dose.substance, by_surface.result)
    draw(steps, ordered, strength, maximum, resolution)
    return steps.done()


@calculator(
    "F11",
    "One dose per m2, from its amount",
    (Input("amount", ONE_AMOUNT, "what one dose holds"), _SURFACE),
    (Out("dose", ANY_BY_SURFACE),),
    "amount ÷ body surface; register F11",
)
def dose_per_m2(amount: Quantity, body_surface: Quantity) -> Working:
    """Give what one dose is per m2 of body surface.

    >>> dose_per_m2(amount="135 mg", body_surface="1.8 m2").told
    'dose 75 mg/m2'
    """
    steps = Steps(f"{show(amount)} per m2 of {show(body_surface)}")
    numbers = f"{show(amount)} ÷ {show(body_surface)}"
    steps.answer("dose", "amount ÷ body surface", numbers, one_dose(amount) / body_surface)
    return steps.done()


@calculator(
    "F11",
    "A day's amount per m2",
    (Input("daily_amount", ANY_BY_DAY, "what a day brings"), _SURFACE),
    (Out("dose", BY_SURFACE_AND_DAY),),
    "daily amount ÷ body surface; register F11",
)
def daily_dose_per_m2(daily_amount: Quantity, body_surface: Quantity) -> Working:
    """Give what a day brings per m2 of body surface.

    >>> daily_dose_per_m2(daily_amount="180 mg/day", body_surface="1.8 m2").told
    'dose 100 mg/m2/day'
    """
    steps = Steps(f"{show(daily_amount)} per m2 of {show(body_surface)}")
    numbers = f"{show(daily_amount)} ÷ {show(body_surface)}"
    steps.answer("dose", "daily amount ÷ body surface", numbers, daily_amount / body_surface)
    return steps.done()
