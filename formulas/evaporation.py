"""Concentrating by taking solvent away: F07."""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import MASS, VOLUME
from formulas.mixture import STRENGTH_BY_MASS, STRENGTH_BY_VOLUME, at_most_the_whole, comparable
from formulas.quantity import Quantity, show
from formulas.substance import Strength
from formulas.working import Steps, Working


@calculator(
    "F07",
    "Volume left when a solution is concentrated",
    (
        Input("stock", STRENGTH_BY_VOLUME, "strength before"),
        Input("volume", VOLUME, "volume before"),
        Input("target", STRENGTH_BY_VOLUME, "strength wanted, of the same kind"),
    ),
    (Out("final_volume", VOLUME), Out("removed", VOLUME)),
    "V2 = C1 × V1 ÷ C2; register F07",
)
def evaporated_volume(stock: Strength, volume: Quantity, target: Strength) -> Working:
    """Give the volume at which a solution has become as strong as wanted by losing solvent.

    >>> evaporated_volume(stock="20 % w/v", volume="3785 mL", target="50 % w/v").told
    'final volume 1514 mL; removed 2271 mL'
    """
    steps = Steps(f"Volume of {show(volume)} of {stock} concentrated to {target}")
    _concentrated(steps, stock, volume, target, "final_volume")
    return steps.done()


@calculator(
    "F07",
    "Mass left when a preparation is concentrated",
    (
        Input("stock", STRENGTH_BY_MASS, "strength before"),
        Input("mass", MASS, "mass before"),
        Input("target", STRENGTH_BY_MASS, "strength wanted, of the same kind"),
    ),
    (Out("final_mass", MASS), Out("removed", MASS)),
    "m2 = C1 × m1 ÷ C2; register F07",
)
def evaporated_mass(stock: Strength, mass: Quantity, target: Strength) -> Working:
    """Give the mass at which a preparation has become as strong as wanted by losing solvent.

    >>> evaporated_mass(stock="5 % w/w", mass="200 g", target="8 % w/w").told
    'final mass 125 g; removed 75 g'
    """
    steps = Steps(f"Mass of {show(mass)} of {stock} concentrated to {target}")
    _concentrated(steps, stock, mass, target, "final_mass")
    return steps.done()


@calculator(
    "F07",
    "Strength of a solution concentrated to a volume",
    (
        Input("stock", STRENGTH_BY_VOLUME, "strength before"),
        Input("volume", VOLUME, "volume before"),
        Input("final", VOLUME, "volume left"),
    ),
    (Out("strength", STRENGTH_BY_VOLUME),),
    "C2 = C1 × V1 ÷ V2; register F07",
)
def evaporated_strength(stock: Strength, volume: Quantity, final: Quantity) -> Working:
    """Give the strength of a solution of which only so much is left.

    >>> evaporated_strength(stock="15 % w/v", volume="1 L", final="600 mL").told
    'strength 25 % w/v'
    """
    (before,) = comparable(stock, stock=stock)
    if final > volume:
        what = "final"
        raise OutOfRange(what, show(final), f"at most the volume before, {show(volume)}")
    stronger = before * (volume.to("mL").exact / final.to("mL").exact)
    at_most_the_whole(stronger, "strength after")
    steps = Steps(f"Strength of {show(volume)} of {stock} concentrated to {show(final)}")
    numbers = f"{stock} × {show(volume)} ÷ {show(final)}"
    steps.answer("strength", "C1 × V1 ÷ V2", numbers, stronger)
    return steps.done()


def _concentrated(
    steps: Steps, stock: Strength, there: Quantity, target: Strength, output: str
) -> None:
    """Write what is left and what went.  Raises OutOfRange for a target that is weaker."""
    before, wanted = comparable(target, stock=stock, target=target)
    if wanted < before:
        what = "target"
        raise OutOfRange(what, str(target), f"at least the strength before, {stock}")
    left = there * (before.exact / wanted.exact)
    numbers = f"{stock} × {show(there)} ÷ {target}"
    steps.answer(output, "C1 × what was there ÷ C2", numbers, left)
    gone = f"{show(there)} − {show(left)}"
    steps.answer("removed", "what was there − what is left", gone, there - left)
