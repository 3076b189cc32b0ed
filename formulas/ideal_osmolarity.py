"""Ideal osmolarity, every ion apart and nothing held together: F40.

This is what labels print. Their dextrose is the monohydrate, so that 5 % is 252 and not 278 mOsm/L;
name the one you mean.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import MissingInput, OutOfRange
from formulas.kinds import (
    MASS,
    MASS_IN_VOLUME,
    MOLAR_MASS,
    NUMBER_OF,
    OSMOLARITY,
    SUBSTANCE_IN_VOLUME,
    VOLUME,
    Measure,
)
from formulas.molar_basis import MOST_IONS, WithItsName
from formulas.quantity import Quantity, converted, make, number, ratio, show, total
from formulas.salts import substance
from formulas.substance import Strength
from formulas.units import unit
from formulas.working import Steps, Working

_BY_MASS_OR_MOLES = Measure(
    "strength of a solute", (*MASS_IN_VOLUME.units, *SUBSTANCE_IN_VOLUME.units, "mEq/L", "mEq/mL")
)
SOLUTE = WithItsName(_BY_MASS_OR_MOLES, Strength, "9 g/L sodium chloride")
_OSMOLES = Measure("osmoles", ("mOsm", "Osm"), "154")
_MOLAR_MASS = Input("molar_mass", MOLAR_MASS, "its molar mass, with its water")
_PARTICLES = Input("particles", NUMBER_OF, "particles one formula unit becomes in solution")


@calculator(
    "F40",
    "Ideal osmolarity of named substances",
    (
        Input(
            "solutes",
            SOLUTE,
            "each dissolved substance, its strength in the whole and its exact name",
            many=True,
        ),
    ),
    (Out("osmolarity", OSMOLARITY),),
    "sum of mmol/L × particles; register F40",
)
def ideal_osmolarity(solutes: tuple[Strength, ...]) -> Working:
    """Give the osmolarity that labels print: every salt falls wholly apart, its water not counted.

    >>> ideal_osmolarity(solutes="99.085 g/L dextrose monohydrate; 5.844 g/L NaCl").told
    'osmolarity 700 mOsm/L'
    """
    steps = Steps("Ideal osmolarity")
    if not solutes:
        what = "solutes"
        raise MissingInput(what, "each dissolved substance", "9 g/L sodium chloride")
    parts = [_osmolarity_of(steps, one) for one in solutes]
    numbers = " + ".join(show(part) for part in parts)
    steps.answer("osmolarity", "sum", numbers, total(parts))
    return steps.done()


def _osmolarity_of(steps: Steps, solute: Strength) -> Quantity:
    """Write the line of one solute.  Raises NoMolarMass, NoEquivalents."""
    one, strength = substance(solute.substance), solute.quantity
    if strength.unit.dimension == unit("mEq/L").dimension:
        divisor = one.equivalents_by_mole
    elif strength.unit.dimension == unit("mmol/L").dimension:
        divisor = number(1)
    else:
        divisor = one.molar_mass
    moles = (strength / divisor).to("mmol/L")
    numbers = f"{show(strength)} ÷ {show(divisor)} × {one.particles}"
    part = _osmoles_by_litre(moles, one.particles)
    told = "strength ÷ molar mass × particles"
    return steps.line(one.name, told, numbers, part, source=one.told_source)


def _osmoles_by_litre(moles: Quantity, particles: int) -> Quantity:
    return make(moles.to("mmol/L").exact * particles, unit("mOsm/L"))


@calculator(
    "F40",
    "Ideal osmolarity by molar mass and particles",
    (
        Input("strength", MASS_IN_VOLUME, "mass of the substance by volume"),
        _MOLAR_MASS,
        _PARTICLES,
    ),
    (Out("osmolarity", OSMOLARITY),),
    "strength ÷ molar mass × particles; register F40",
)
def osmolarity_by_molar_mass(
    strength: Quantity, molar_mass: Quantity, particles: Quantity
) -> Working:
    """Give the osmolarity of one substance from its molar mass and number of particles.

    >>> osmolarity_by_molar_mass(strength="156 mg/dL", molar_mass="39 g/mol", particles="1").told
    'osmolarity 40 mOsm/L'
    """
    _require_whole(particles)
    steps = Steps(f"Osmolarity of {show(strength)}")
    moles = (strength / molar_mass).to("mmol/L")
    numbers = f"{show(strength)} ÷ {show(molar_mass)} × {show(particles)}"
    answer = make(moles.exact * particles.exact, unit("mOsm/L"))
    steps.answer("osmolarity", "strength ÷ molar mass × particles", numbers, answer)
    return steps.done()


@calculator(
    "F40",
    "Osmolarity of a mixture",
    (
        Input(
            "osmolarities", OSMOLARITY, "osmolarity of each part; water is 0", many=True, zero=True
        ),
        Input("volumes", VOLUME, "volume of each part, in the same order", many=True),
    ),
    (Out("osmolarity", OSMOLARITY), Out("osmoles", _OSMOLES)),
    "sum of osmolarity × volume ÷ sum of volumes; register F40 and F06",
)
def osmolarity_of_mixture(
    osmolarities: tuple[Quantity, ...], volumes: tuple[Quantity, ...]
) -> Working:
    """Give the osmolarity of volumes put together, as if volumes added exactly.

    >>> osmolarity_of_mixture(osmolarities="308 mOsm/L; 0 mOsm/L", volumes="500 mL; 500 mL").told
    'osmolarity 154 mOsm/L; osmoles 154 mOsm'
    """
    if len(osmolarities) != len(volumes) or not volumes:
        what = "number of volumes"
        raise OutOfRange(what, str(len(volumes)), f"{len(osmolarities)}, one for each osmolarity")
    steps = Steps("Osmolarity of a mixture")
    pairs = list(zip(osmolarities, volumes, strict=True))
    osmoles = total([converted(each * volume, "mOsm", "volume") for each, volume in pairs])
    whole = total(list(volumes)).to("L")
    numbers = f"{show(osmoles)} ÷ {show(whole)}"
    steps.answer("osmolarity", "osmoles ÷ volume", numbers, (osmoles / whole).to("mOsm/L"))
    numbers = " + ".join(f"{show(each)} × {show(volume)}" for each, volume in pairs)
    steps.answer("osmoles", "sum of osmolarity × volume", numbers, osmoles)
    return steps.done()


@calculator(
    "F40",
    "Milliosmoles of a mass",
    (Input("mass", MASS, "mass of the substance"), _MOLAR_MASS, _PARTICLES),
    (Out("osmoles", _OSMOLES),),
    "mass ÷ molar mass × particles; register F40",
)
def osmoles_of_mass(mass: Quantity, molar_mass: Quantity, particles: Quantity) -> Working:
    """Give the milliosmoles of a mass from its molar mass and number of particles.

    >>> osmoles_of_mass(mass="0.9 g", molar_mass="58.5 g/mol", particles="2").told
    'osmoles 30.76923077… mOsm'
    """
    _require_whole(particles)
    steps = Steps(f"Milliosmoles of {show(mass)}")
    moles = (mass / molar_mass).to("mmol")
    numbers = f"{show(mass)} ÷ {show(molar_mass)} × {show(particles)}"
    answer = make(moles.exact * particles.exact, unit("mOsm"))
    steps.answer("osmoles", "mass ÷ molar mass × particles", numbers, answer)
    return steps.done()


@calculator(
    "F40",
    "Milliosmoles in a volume",
    (
        Input("osmolarity", OSMOLARITY, "osmolarity of the solution"),
        Input("volume", VOLUME, "how much of it there is"),
    ),
    (Out("osmoles", _OSMOLES),),
    "osmolarity × volume; register F40",
)
def osmoles_in_volume(osmolarity: Quantity, volume: Quantity) -> Working:
    """Give the milliosmoles in a volume.

    >>> osmoles_in_volume(osmolarity="308 mOsm/L", volume="500 mL").told
    'osmoles 154 mOsm'
    """
    steps = Steps(f"Milliosmoles in {show(volume)}")
    answer = converted(osmolarity * volume, "mOsm", "volume")
    numbers = f"{show(osmolarity)} × {show(volume)}"
    steps.answer("osmoles", "osmolarity × volume", numbers, answer)
    return steps.done()


@calculator(
    "F40",
    "Strength for an osmolarity",
    (Input("osmolarity", OSMOLARITY, "osmolarity wanted"), _MOLAR_MASS, _PARTICLES),
    (Out("strength", MASS_IN_VOLUME),),
    "osmolarity ÷ particles × molar mass; register F40",
)
def strength_for_osmolarity(
    osmolarity: Quantity, molar_mass: Quantity, particles: Quantity
) -> Working:
    """Give the mass by volume that makes an osmolarity.

    >>> strength_for_osmolarity(
    ...     osmolarity="300 mOsm/L", molar_mass="58.5 g/mol", particles="2"
    ... ).told
    'strength 8.775 g/L'
    """
    _require_whole(particles)
    steps = Steps(f"Strength for {show(osmolarity)}")
    moles = make(osmolarity.to("mOsm/L").exact / particles.exact, unit("mmol/L"))
    numbers = f"{show(osmolarity)} ÷ {show(particles)} × {show(molar_mass)}"
    strength = (moles * molar_mass).to("g/L")
    steps.answer("strength", "osmolarity ÷ particles × molar mass", numbers, strength)
    return steps.done()


def _require_whole(particles: Quantity) -> None:
    if ratio(particles).denominator != 1:
        what = "number of particles"
        raise OutOfRange(what, show(particles), "a whole number, such as 2 for sodium chloride")
    if ratio(particles) > MOST_IONS:
        what = "number of particles"
        raise OutOfRange(what, show(particles), f"at most {MOST_IONS}, for no salt has more")
