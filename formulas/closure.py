"""Making up to a volume: what water is left to add, and a sum that closes: F19.

The volumes are rounded one by one; the water is what the final volume leaves after that. What
rounding dropped thereby goes to the water, and the sum closes exactly.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import DoesNotFit, OutOfRange
from formulas.kinds import AMOUNT_OF, STRENGTH_OF, VOLUME
from formulas.mixture import RESOLUTION
from formulas.quantity import Quantity, qty, show, total
from formulas.rounding import measured
from formulas.substance import Amount, Strength, require_same, volume_holding
from formulas.working import Steps, Working

_FINAL = Input("final", VOLUME, "volume of the finished bag or mixture")
_NOTHING = qty("0 mL")


@calculator(
    "F19",
    "Water to make up to a volume",
    (
        _FINAL,
        Input("volumes", VOLUME, "volume of each ingredient", many=True, zero=True),
        RESOLUTION,
    ),
    (Out("water", VOLUME), Out("ingredients", VOLUME)),
    "V final − sum of the ingredients, which must not be below 0; register F19",
)
def water_to_make_up(
    final: Quantity, volumes: tuple[Quantity, ...], resolution: Quantity | None = None
) -> Working:
    """Give the water that makes the ingredients up to the final volume.

    >>> water_to_make_up(final="2100 mL", volumes="900 mL; 342 mL; 160 mL").told
    'water 698 mL; ingredients 1402 mL'
    """
    steps = Steps(f"Water to make up to {show(final)}")
    _close(steps, final, [one.to("mL") for one in volumes], resolution)
    return steps.done()


@calculator(
    "F19",
    "Water to make up doses of several products",
    (
        _FINAL,
        Input("doses", AMOUNT_OF, "what is ordered of each product", many=True),
        Input("strengths", STRENGTH_OF, "strength of each product, in the same order", many=True),
        Input("volumes", VOLUME, "volumes of what is ordered by volume", many=True, optional=True),
        RESOLUTION,
    ),
    (Out("water", VOLUME), Out("ingredients", VOLUME)),
    "V final − sum of (dose ÷ strength) − sum of volumes; register F19",
)
def water_after_doses(
    final: Quantity,
    doses: tuple[Amount, ...],
    strengths: tuple[Strength, ...],
    volumes: tuple[Quantity, ...] = (),
    resolution: Quantity | None = None,
) -> Working:
    """Give the water of a recipe whose ingredients are ordered as doses.

    >>> water_after_doses(
    ...     final="1 L", doses="150 g; 40 mEq", strengths="70 % w/v; 2 mEq/mL", resolution="0.1 mL"
    ... ).told
    'water 765.7 mL; ingredients 234.3 mL'
    """
    if len(doses) != len(strengths):
        wanted = f"{len(doses)}, one for each dose"
        what = "count of strengths"
        raise OutOfRange(what, str(len(strengths)), wanted)
    steps = Steps(f"Water to make {len(doses)} doses up to {show(final)}")
    drawn = []
    for dose, strength in zip(doses, strengths, strict=True):
        require_same(dose, strength)
        volume = volume_holding(dose, strength)
        numbers = f"{dose} ÷ {strength}"
        drawn.append(steps.line(f"volume of {dose}", "dose ÷ strength", numbers, volume))
    _close(steps, final, [*drawn, *(one.to("mL") for one in volumes)], resolution)
    return steps.done()


@calculator(
    "F19",
    "Sum of volumes",
    (Input("volumes", VOLUME, "volume of each ingredient", many=True, zero=True),),
    (Out("total", VOLUME),),
    "sum of the volumes; register F19",
)
def total_volume(volumes: tuple[Quantity, ...]) -> Working:
    """Give the volume of several ingredients together.

    >>> total_volume(volumes="600 mL; 240 mL; 504 mL").told
    'total 1344 mL'
    """
    steps = Steps(f"Sum of {len(volumes)} volumes")
    numbers = " + ".join(show(one) for one in volumes)
    steps.answer("total", "sum of the volumes", numbers, total(volumes).to("mL"))
    return steps.done()


def _close(
    steps: Steps, final: Quantity, volumes: list[Quantity], resolution: Quantity | None
) -> None:
    """Round each volume, give the rest to the water, and say what rounding moved there."""
    kept = volumes
    if resolution is not None:
        rounded = [measured(one, resolution, "volume") for one in volumes]
        kept = [one.value for one in rounded]
        for number, (exact, one) in enumerate(zip(volumes, rounded, strict=True), start=1):
            steps.note(f"ingredient {number}", "", show(exact), show(one.value), rounding=one.told)
    whole = final.to("mL")
    taken = total([_NOTHING, *kept])
    water = whole - taken
    if water.exact < 0:
        raise DoesNotFit(show(taken), show(whole), show(-water))
    numbers = " + ".join(show(one) for one in kept)
    steps.answer("water", "final − ingredients", f"{show(whole)} − ({numbers})", water)
    steps.answer("ingredients", "sum of the ingredients", numbers, taken)
    if resolution is not None:
        moved = total([_NOTHING, *volumes]) - taken
        steps.note("moved to the water by rounding", "exact sum − rounded sum", "", show(moved))
