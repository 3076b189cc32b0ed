"""Doses and volumes of a product whose label says "500 mg in 10 mL": F09 forwards and backwards."""

from formulas.calculator import Input, Out, calculator
from formulas.dilution import draw_volume
from formulas.kinds import AMOUNT_OF, STRENGTH_OF, VOLUME
from formulas.mixture import DRAWN_STRENGTH, RESOLUTION, by_volume
from formulas.quantity import Quantity, converted, show
from formulas.substance import Amount, Strength
from formulas.working import Steps, Working

_CONTENT = Input("content", AMOUNT_OF, "what the label says is in the volume, such as 500 mg")
_CONTENT_VOLUME = Input("content_volume", VOLUME, "the volume it is in, such as 10 mL")


@calculator(
    "F09",
    "Dose in a volume",
    (
        Input("volume", VOLUME, "volume drawn or given"),
        Input("strength", DRAWN_STRENGTH, "what the product holds"),
    ),
    (Out("dose", AMOUNT_OF),),
    "volume × strength; register F09",
)
def dose_in_volume(volume: Quantity, strength: Strength) -> Working:
    """Give the dose that a volume of a product holds.

    >>> dose_in_volume(volume="7.5 mL", strength="2 mEq/mL").told
    'dose 15 mEq'
    """
    dose = volume.to("mL") * strength.quantity
    per = strength.quantity.unit.spelling
    unit = "g" if per == "% w/v" else per.partition("/")[0]
    steps = Steps(f"Dose in {show(volume)} of {strength}")
    held = converted(dose, unit, "dose")
    steps.answer("dose", "volume × strength", f"{show(volume)} × {strength}", held)
    return steps.done()


@calculator(
    "F09",
    "Strength of a product from its label",
    (_CONTENT, _CONTENT_VOLUME),
    (Out("strength", STRENGTH_OF),),
    "content ÷ volume; register F09",
)
def label_strength(content: Amount, content_volume: Quantity) -> Working:
    """Give the strength by mL of a product whose label states a content in a volume.

    >>> label_strength(content="500 mg", content_volume="10 mL").told
    'strength 50 mg/mL'
    """
    steps = Steps(f"Strength of {content} in {show(content_volume)}")
    numbers = f"{content} ÷ {show(content_volume)}"
    steps.answer("strength", "content ÷ volume", numbers, by_volume(content, content_volume))
    return steps.done()


@calculator(
    "F09",
    "Volume that holds a dose, from a label such as 500 mg in 10 mL",
    (
        Input("dose", AMOUNT_OF, "what is ordered, with its substance if you name one"),
        _CONTENT,
        _CONTENT_VOLUME,
        RESOLUTION,
    ),
    (Out("volume", VOLUME), Out("strength", STRENGTH_OF)),
    "dose × volume ÷ content; register F09",
)
def draw_volume_by_label(
    dose: Amount,
    content: Amount,
    content_volume: Quantity,
    resolution: Quantity | None = None,
) -> Working:
    """Give the volume that holds the dose when the label states a content in a volume.

    >>> draw_volume_by_label(dose="750 mg", content="500 mg", content_volume="10 mL").told
    'volume 15 mL; strength 50 mg/mL'
    """
    strength = Strength(content.substance, by_volume(content, content_volume))
    drawn = draw_volume(dose, strength, resolution)
    steps = Steps(drawn.title)
    steps.answer(
        "strength", "content ÷ volume", f"{content} ÷ {show(content_volume)}", strength.quantity
    )
    steps.include(drawn)
    steps.outputs = [*drawn.outputs, *steps.outputs]
    return steps.done()
