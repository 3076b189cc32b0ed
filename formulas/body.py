"""The weight a dose is reckoned by: kilograms, and ideal and adjusted body weight: F14."""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import BODY_WEIGHT, LENGTH, NUMBER_OF, SEX
from formulas.quantity import Quantity, make, number, qty, ratio, show
from formulas.units import unit
from formulas.working import Steps, Working

POUNDS = Input(
    "pounds_per_kilogram",
    NUMBER_OF,
    "2.2, only where a printed problem says so; else a pound is exactly 0.45359237 kg",
    optional=True,
)
HEIGHT = Input("height", LENGTH, "body height")
SEX_OF = Input("sex", SEX, "sex, as the formula knows it")
_POUNDS_NAME = "pounds per kilogram"
_LEAST_POUNDS, _MOST_POUNDS = Fraction("2.2"), Fraction("2.21")

# Devine 1974: so much at five feet, and so much more for each inch above. Undefined below.
_BASE = {"male": qty("50 kg"), "female": qty("45.5 kg")}
_FIVE_FEET = qty("60 inch")
_BY_INCH = Fraction("2.3")
_ADJUSTING = number("0.4")


def in_kilograms(
    steps: Steps, weight: Quantity, pounds_per_kilogram: Quantity | None = None
) -> Quantity:
    """Give a body weight in kg, and write the line that shows how.

    ``pounds_per_kilogram`` lies between 2.2 and 2.21 and belongs to a weight in lb only.
    Raises OutOfRange.
    """
    pounds = weight.unit is unit("lb")
    if pounds_per_kilogram is None:
        kilograms = weight.to("kg")
        if weight.unit is not unit("kg"):
            factor = " × 0.45359237 kg/lb" if pounds else ""
            steps.line("weight in kg", "the same in kg", f"{show(weight)}{factor}", kilograms)
        return kilograms
    stated = ratio(pounds_per_kilogram)
    if not pounds:
        wanted = f"left out, for the weight of {show(weight)} is not in lb"
        raise OutOfRange(_POUNDS_NAME, show(pounds_per_kilogram), wanted)
    if not _LEAST_POUNDS <= stated <= _MOST_POUNDS:
        wanted = "between 2.2 and 2.21, such as 2.2"
        raise OutOfRange(_POUNDS_NAME, show(pounds_per_kilogram), wanted)
    kilograms = make(weight.exact / stated, unit("kg"))
    numbers = f"{show(weight)} ÷ {show(pounds_per_kilogram)}"
    steps.line("weight in kg", "lb ÷ pounds per kilogram", numbers, kilograms)
    steps.warn(
        f"A kilogram was taken as {show(pounds_per_kilogram)} lb, as given; "
        f"exactly, {show(weight)} is {show(weight.to('kg'), 2)}."
    )
    return kilograms


@calculator(
    "F14",
    "Ideal body weight",
    (HEIGHT, SEX_OF),
    (Out("ideal_weight", BODY_WEIGHT),),
    "Devine BJ, Drug Intell Clin Pharm 1974;8:650: 50 kg (male) or 45.5 kg (female) "
    "+ 2.3 kg for each inch over 60; register F14",
)
def ideal_body_weight(height: Quantity, sex: str) -> Working:
    """Give the ideal body weight by Devine's formula; below 60 inches there is none.

    >>> ideal_body_weight(height="73 inch", sex="male").told
    'ideal weight 79.9 kg'
    """
    steps = Steps(f"Ideal body weight, {sex}, {show(height)}")
    if height < _FIVE_FEET:
        wanted = "60 inch (152.4 cm) or more, for Devine's formula is not defined below"
        raise OutOfRange(HEIGHT.name, show(height), wanted)
    over = height.to("inch") - _FIVE_FEET
    steps.line("inches over 60", "height − 60 inch", f"{show(height)} − 60 inch", over)
    base = _BASE[sex]
    ideal = base + make(_BY_INCH * over.exact, unit("kg"))
    numbers = f"{show(base)} + 2.3 kg × {show(over)}"
    formula = f"{show(base)} ({sex}) + 2.3 kg × inches over 60"
    steps.answer("ideal_weight", formula, numbers, ideal, source="Devine 1974")
    return steps.done()


_ACTUAL = Input("actual_weight", BODY_WEIGHT, "what the person weighs")
_FACTOR = Input(
    "factor", NUMBER_OF, "share of the excess that counts; 0.4 where none is given", optional=True
)


@calculator(
    "F14",
    "Adjusted body weight from height and sex",
    (_ACTUAL, HEIGHT, SEX_OF, _FACTOR, POUNDS),
    (Out("adjusted_weight", BODY_WEIGHT), Out("ideal_weight", BODY_WEIGHT)),
    "ideal + 0.4 × (actual − ideal), ideal by Devine; register F14",
)
def adjusted_body_weight(
    actual_weight: Quantity,
    height: Quantity,
    sex: str,
    factor: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the adjusted weight of a person heavier than the ideal; no one else has one.

    >>> adjusted_body_weight(actual_weight="120 kg", height="73 inch", sex="male").told
    'adjusted weight 95.94 kg; ideal weight 79.9 kg'
    """
    steps = Steps(f"Adjusted body weight, {sex}, {show(height)}, {show(actual_weight)}")
    by_height = ideal_body_weight(height, sex)
    steps.include(by_height)
    kilograms = in_kilograms(steps, actual_weight, pounds_per_kilogram)
    _adjust(steps, kilograms, by_height.result, factor)
    steps.answer("ideal_weight", "", "", by_height.result)
    return steps.done()


@calculator(
    "F14",
    "Adjusted body weight from a known ideal weight",
    (_ACTUAL, Input("ideal_weight", BODY_WEIGHT, "the ideal weight"), _FACTOR, POUNDS),
    (Out("adjusted_weight", BODY_WEIGHT),),
    "ideal + 0.4 × (actual − ideal); register F14",
)
def adjusted_from_ideal_weight(
    actual_weight: Quantity,
    ideal_weight: Quantity,
    factor: Quantity | None = None,
    pounds_per_kilogram: Quantity | None = None,
) -> Working:
    """Give the adjusted weight where the ideal one is known already.

    >>> adjusted_from_ideal_weight(actual_weight="100 kg", ideal_weight="70 kg").told
    'adjusted weight 82 kg'
    """
    steps = Steps(f"Adjusted body weight of {show(actual_weight)}")
    kilograms = in_kilograms(steps, actual_weight, pounds_per_kilogram)
    _adjust(steps, kilograms, ideal_weight.to("kg"), factor)
    return steps.done()


def _adjust(steps: Steps, actual: Quantity, ideal: Quantity, factor: Quantity | None) -> None:
    share = _ADJUSTING if factor is None else factor
    if share > number(1):
        raise OutOfRange(_FACTOR.name, show(share), "at most 1, such as 0.4")
    if actual <= ideal:
        wanted = (
            f"more than the ideal weight of {show(ideal, 2)} for an adjusted weight to exist; "
            "a lighter person is dosed by the actual weight"
        )
        raise OutOfRange(_ACTUAL.name.replace("_", " "), show(actual), wanted)
    steps.answer(
        "adjusted_weight",
        "ideal + factor × (actual − ideal)",
        f"{show(ideal)} + {show(share)} × ({show(actual)} − {show(ideal)})",
        ideal + share * (actual - ideal),
    )
