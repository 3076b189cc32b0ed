"""The strength of several products poured together: F06, alligation medial.

Volumes are taken to add up. Mass, mEq and mmol are kept by mixing; a measured osmolality is not.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import MASS, VOLUME
from formulas.mixture import STRENGTH_BY_MASS, STRENGTH_BY_VOLUME, comparable, warn_of_shrinking
from formulas.quantity import Quantity, show, total
from formulas.substance import Strength
from formulas.units import unit
from formulas.working import Steps, Working

_OSMOLES = (unit("mOsm/L").dimension, unit("mOsm").dimension)


@calculator(
    "F06",
    "Strength of several solutions poured together",
    (
        Input(
            "strengths",
            STRENGTH_BY_VOLUME,
            "strength of each, in order; 0 % w/v for plain diluent",
            many=True,
            zero=True,
        ),
        Input("volumes", VOLUME, "volume of each, in the same order", many=True),
    ),
    (Out("strength", STRENGTH_BY_VOLUME), Out("volume", VOLUME)),
    "sum of (C × V) ÷ sum of V; register F06",
)
def mixed_strength(strengths: tuple[Strength, ...], volumes: tuple[Quantity, ...]) -> Working:
    """Give the strength and the volume of several solutions of one substance poured together.

    >>> mixed_strength(strengths="50 % w/v; 10 % w/v", volumes="175 mL; 325 mL").told
    'strength 24 % w/v; volume 500 mL'
    """
    steps = Steps(f"Strength of {len(volumes)} solutions poured together")
    _medial(steps, strengths, tuple(one.to("mL") for one in volumes), "volume")
    return steps.done()


@calculator(
    "F06",
    "Strength of several preparations mixed by weight",
    (
        Input(
            "strengths",
            STRENGTH_BY_MASS,
            "strength of each, in order; 0 % w/w for plain base",
            many=True,
            zero=True,
        ),
        Input("masses", MASS, "mass of each, in the same order", many=True),
    ),
    (Out("strength", STRENGTH_BY_MASS), Out("mass", MASS)),
    "sum of (C × m) ÷ sum of m; register F06",
)
def mixed_strength_by_mass(
    strengths: tuple[Strength, ...], masses: tuple[Quantity, ...]
) -> Working:
    """Give the strength and the mass of several preparations of one substance mixed by weight.

    >>> mixed_strength_by_mass(
    ...     strengths="10 % w/w; 5 % w/w; 0 % w/w", masses="20 g; 40 g; 40 g"
    ... ).told
    'strength 4 % w/w; mass 100 g'
    """
    steps = Steps(f"Strength of {len(masses)} preparations mixed")
    _medial(steps, strengths, masses, "mass")
    return steps.done()


def _medial(
    steps: Steps, strengths: tuple[Strength, ...], parts: tuple[Quantity, ...], output: str
) -> None:
    """Write what each part holds, their sum, and the strength.  Raises OutOfRange on a miscount."""
    if len(strengths) != len(parts):
        wanted = f"{len(strengths)}, one for each strength"
        what = f"count of the second list ({output})"
        raise OutOfRange(what, str(len(parts)), wanted)
    named = next((one for one in strengths if one.quantity.exact), strengths[0])
    known = [comparable(named, strength=one)[0] for one in strengths]
    whole = total(parts)
    shares = [one * part.exact for one, part in _alike(known, parts, whole)]
    mixed = total(shares) / whole.exact
    numbers = " + ".join(
        f"{show(one)} × {show(part)}" for one, part in zip(known, parts, strict=True)
    )
    formula = f"sum of (strength × {output}) ÷ sum of {output}"
    steps.answer("strength", formula, f"({numbers}) ÷ {show(whole)}", mixed)
    adding = " + ".join(show(part) for part in parts)
    steps.answer(output, f"sum of {output}", adding, whole)
    warn_of_shrinking(steps, named.quantity)
    if named.quantity.unit.dimension in _OSMOLES:
        steps.warn(
            "Osmoles are added as reckoned. A measured osmolality of a mixture differs: "
            "use this to estimate, not to release."
        )


def _alike(
    known: list[Quantity], parts: tuple[Quantity, ...], whole: Quantity
) -> list[tuple[Quantity, Quantity]]:
    """Pair strengths with parts, all parts in the unit of the whole."""
    return [(one, part.to(whole.unit)) for one, part in zip(known, parts, strict=True)]
