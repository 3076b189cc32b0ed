"""Vials and finished bags proved on the balance: what was added, and what that makes.

A vial weighed before and after its diluent proves the concentration. A finished bag is held
against the weight its contents should have, or its refractive index against its target.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.gravimetry import Verdict, delivered_volume
from formulas.kinds import (
    AMOUNT_OF,
    DENSITY,
    MASS,
    NUMBER_OF,
    SHARE,
    STRENGTH_OF,
    VERDICT,
    VOLUME,
)
from formulas.quantity import Quantity, converted, show, total
from formulas.reconstitution import actual_concentration
from formulas.substance import Amount, Strength
from formulas.units import unit
from formulas.working import Steps, Working

_CONTENT = Input("amount", AMOUNT_OF, "what the vial holds")
_BEFORE = Input("before", MASS, "the vial before the diluent, in the same dress")
_AFTER = Input("after", MASS, "the vial after the diluent, in the same dress")
_DILUENT = Input("diluent_density", DENSITY, "density of the diluent")
_TOLERANCE = Input("tolerance", SHARE, "how far off it may be, either way, in percent")
_START = Input("start", MASS, "the bag before anything was added, empty or with its base")
_VOLUMES = Input("volumes", VOLUME, "each volume added", many=True)
_DENSITIES = Input("densities", DENSITY, "density of each, in the same order", many=True)
_TARGET = Input("target", NUMBER_OF, "the reading this bag should give")
_MG = unit("mg")


@calculator(
    "F92",
    "Concentration of a vial by weight and the volume its powder takes up",
    (
        _CONTENT,
        _BEFORE,
        _AFTER,
        _DILUENT,
        Input("powder_volume", VOLUME, "volume the powder takes up once dissolved", zero=True),
    ),
    (Out("concentration", STRENGTH_OF), Out("diluent_added", VOLUME)),
    "amount ÷ ((after − before) ÷ diluent density + powder volume); register F92",
)
def vial_concentration_by_weight(
    amount: Amount,
    before: Quantity,
    after: Quantity,
    diluent_density: Quantity,
    powder_volume: Quantity,
) -> Working:
    """Give the concentration of a vial that was weighed before and after its diluent.

    >>> vial_concentration_by_weight(
    ...     amount="1 g", before="31.42 g", after="50.80 g", diluent_density="0.998 g/mL",
    ...     powder_volume="0.6 mL",
    ... ).told
    'concentration 49.95 mg/mL; diluent added 19.42 mL'
    """
    steps = Steps(f"Concentration of {amount} by weight")
    diluent = _diluent(steps, before, after, diluent_density)
    volume = converted(diluent + powder_volume, "mL", "powder volume")
    numbers = f"{show(diluent, 2)} + {show(powder_volume)}"
    steps.line("volume in the vial", "diluent + powder volume", numbers, volume, digits=2)
    concentration = _by_millilitre(amount.quantity, volume)
    numbers = f"{show(amount.quantity)} ÷ {show(volume, 2)}"
    steps.answer("concentration", "amount ÷ volume in the vial", numbers, concentration, digits=2)
    steps.answer("diluent_added", "", "", diluent, digits=2)
    return steps.done()


@calculator(
    "F92",
    "Concentration of a vial by weight and its label",
    (
        _CONTENT,
        _BEFORE,
        _AFTER,
        _DILUENT,
        Input("label", STRENGTH_OF, "concentration the label promises"),
        Input("diluent_nominal", VOLUME, "diluent the label tells to add"),
    ),
    (Out("concentration", STRENGTH_OF), Out("diluent_added", VOLUME)),
    "amount ÷ (diluent by weight + what the powder takes up by its label); register F92, F08",
)
def vial_concentration_by_weight_and_label(
    amount: Amount,
    before: Quantity,
    after: Quantity,
    diluent_density: Quantity,
    label: Strength,
    diluent_nominal: Quantity,
) -> Working:
    """Give the concentration of a weighed vial; its label says what the powder takes up.

    >>> vial_concentration_by_weight_and_label(
    ...     amount="500 mg", before="20.00 g", after="22.50 g", diluent_density="1 g/mL",
    ...     label="225 mg/mL", diluent_nominal="2 mL",
    ... ).told
    'concentration 183.67 mg/mL; diluent added 2.5 mL'
    """
    steps = Steps(f"Concentration of {amount} by weight")
    diluent = _diluent(steps, before, after, diluent_density)
    actual = actual_concentration(amount, label, diluent_nominal, diluent)
    steps.include(actual)
    concentration = actual.result
    steps.answer("concentration", "as reckoned above", "", concentration, digits=2)
    steps.answer("diluent_added", "", "", diluent)
    return steps.done()


@calculator(
    "F93",
    "Weight a finished bag should have",
    (_START, _VOLUMES, _DENSITIES, _TOLERANCE),
    (Out("weight", MASS), Out("low", MASS), Out("high", MASS)),
    "start + sum of volume × density; the tolerance is one of what was added; register F93",
)
def finished_bag_weight(
    start: Quantity,
    volumes: tuple[Quantity, ...],
    densities: tuple[Quantity, ...],
    tolerance: Quantity,
) -> Working:
    """Give the weight of a finished bag, and the weights its contents may make of it.

    >>> finished_bag_weight(
    ...     start="60 g", volumes="500 mL; 350 mL", densities="1.04 g/mL; 1.2 g/mL",
    ...     tolerance="5 percent",
    ... ).told
    'weight 1000 g; low 953 g; high 1047 g'
    """
    steps = Steps("Weight of the finished bag")
    added = _added(steps, volumes, densities)
    weight = converted(start, "g", "start") + added
    steps.answer("weight", "start + added", f"{show(start)} + {show(added)}", weight)
    _edges(steps, weight, added, tolerance)
    return steps.done()


@calculator(
    "F93",
    "Does a finished bag weigh what its contents should",
    (
        Input("weighed", MASS, "the finished bag, before any seal or label"),
        _START,
        _VOLUMES,
        _DENSITIES,
        _TOLERANCE,
    ),
    (Out("error", SHARE), Out("verdict", VERDICT)),
    "(weighed − start − added) ÷ added, held against the tolerance; register F93",
)
def finished_bag_check(
    weighed: Quantity,
    start: Quantity,
    volumes: tuple[Quantity, ...],
    densities: tuple[Quantity, ...],
    tolerance: Quantity,
) -> Working:
    """Judge a finished bag by its weight: how far its contents are off, in percent.

    >>> finished_bag_check(
    ...     weighed="1010 g", start="60 g", volumes="500 mL; 350 mL",
    ...     densities="1.04 g/mL; 1.2 g/mL", tolerance="5 percent",
    ... ).told
    'error 1.06 percent; verdict accept'
    """
    steps = Steps(f"Finished bag of {show(weighed)}")
    added = _added(steps, volumes, densities)
    gained = converted(weighed, "g", "weighed") - start
    steps.line("gained", "weighed − start", f"{show(weighed)} − {show(start)}", gained)
    _judge(steps, gained, added, tolerance)
    return steps.done()


@calculator(
    "F93",
    "Band of a finished bag's refractive index",
    (_TARGET, _TOLERANCE),
    (Out("low", NUMBER_OF), Out("high", NUMBER_OF)),
    "target ± tolerance; a children's hospital's own procedure, register F93",
)
def refractive_index_band(target: Quantity, tolerance: Quantity) -> Working:
    """Give the readings a finished bag may show on the refractometer.

    >>> refractive_index_band(target="11.6", tolerance="10 percent").told
    'low 10.44; high 12.76'
    """
    steps = Steps(f"Refractive index of {show(target)}")
    _edges(steps, target, target, tolerance)
    return steps.done()


@calculator(
    "F93",
    "Does a finished bag's refractive index lie in its band",
    (Input("found", NUMBER_OF, "what the refractometer showed"), _TARGET, _TOLERANCE),
    (Out("error", SHARE), Out("verdict", VERDICT)),
    "(found − target) ÷ target, held against the tolerance; register F93",
)
def refractive_index_check(found: Quantity, target: Quantity, tolerance: Quantity) -> Working:
    """Judge a finished bag by its refractive index.

    >>> refractive_index_check(found="12.9", target="11.6", tolerance="10 percent").told
    'error 11.21 percent; verdict reject'
    """
    steps = Steps(f"Refractive index of {show(found)}")
    _judge(steps, found, target, tolerance)
    return steps.done()


def _diluent(
    steps: Steps, before: Quantity, after: Quantity, diluent_density: Quantity
) -> Quantity:
    """Write the diluent that a vial gained between two weighings; give its volume."""
    gained = converted(after, "g", "weight after") - before
    if gained.exact <= 0:
        what, wanted = "weight after", f"more than the {show(before)} before"
        raise OutOfRange(what, show(after), wanted)
    steps.line("diluent by weight", "after − before", f"{show(after)} − {show(before)}", gained)
    volume = delivered_volume(gained, diluent_density)
    steps.include(volume, "diluent")
    return volume.result


def _by_millilitre(amount: Quantity, volume: Quantity) -> Quantity:
    name = "mg" if amount.unit.joins(_MG) else str(amount.unit)
    return converted(amount / volume, f"{name}/mL", "amount")


def _added(
    steps: Steps, volumes: tuple[Quantity, ...], densities: tuple[Quantity, ...]
) -> Quantity:
    """Write the mass of everything that was added."""
    if len(volumes) != len(densities):
        what, wanted = "number of densities", f"{len(volumes)}, one for each volume"
        raise OutOfRange(what, str(len(densities)), wanted)
    pairs = list(zip(volumes, densities, strict=True))
    added = total([converted(volume * density, "g", "volumes") for volume, density in pairs])
    numbers = " + ".join(f"{show(volume)} × {show(density)}" for volume, density in pairs)
    return steps.line("added", "sum of volume × density", numbers, added)


def _edges(steps: Steps, target: Quantity, counted: Quantity, tolerance: Quantity) -> None:
    """Write the edges of a band, unrounded: the tolerance is a share of what is counted."""
    allowed = (counted * tolerance).to(target.unit)
    numbers = f"{show(counted)} × {show(tolerance)}"
    steps.line("tolerance", "target × tolerance", numbers, allowed)
    if allowed >= target:
        what, wanted = "tolerance", "so small that nothing at all lies outside the band"
        raise OutOfRange(what, show(tolerance), wanted)
    span = f"{show(target)} − {show(allowed)}"
    steps.answer("low", "target − tolerance", span, target - allowed)
    span = f"{show(target)} + {show(allowed)}"
    steps.answer("high", "target + tolerance", span, target + allowed)


def _judge(steps: Steps, found: Quantity, target: Quantity, tolerance: Quantity) -> None:
    error = ((found - target) / target).to("percent")
    numbers = f"({show(found)} − {show(target)}) ÷ {show(target)}"
    steps.answer("error", "(found − target) ÷ target", numbers, error, digits=2)
    said = Verdict.ACCEPT if abs(error) <= tolerance else Verdict.REJECT
    steps.verdict("verdict", "error against the tolerance", show(tolerance), said)
