"""Mass and volume of a liquid, joined by its density or its specific gravity: F23.

Specific gravity is a plain number: so many times as dense as water. Water is taken as 1 g/mL,
as the field does, unless its density at the temperature in question is given.
"""

from formulas.calculator import Input, Out, calculator
from formulas.kinds import DENSITY, MASS, NUMBER_OF, SPECIFIC_VOLUME, VOLUME
from formulas.quantity import Quantity, converted, number, qty, ratio, show
from formulas.significant import places
from formulas.working import Steps, Working

_WATER = qty("1 g/mL")  # by convention: the definition of specific gravity in everyday use

_DENSITY = Input("density", DENSITY, "mass of one millilitre")
_GRAVITY = Input("specific_gravity", NUMBER_OF, "how many times as dense as water")
_MASS = Input("mass", MASS, "mass of it")
_VOLUME = Input("volume", VOLUME, "volume of it")
_REFERENCE = Input(
    "water_density",
    DENSITY,
    "density of the water compared with; 1 g/mL if left out",
    optional=True,
)


@calculator(
    "F23",
    "Mass of a volume, by density",
    (_VOLUME, _DENSITY),
    (Out("mass", MASS),),
    "volume × density; register F23",
)
def mass_by_density(volume: Quantity, density: Quantity) -> Working:
    """Give the mass of a volume of known density.

    >>> mass_by_density(volume="50 mL", density="1.17 g/mL").told
    'mass 58.5 g'
    """
    steps = Steps(f"Mass of {show(volume)}")
    mass = converted(volume * density, "g", "volume")
    steps.answer("mass", "volume × density", f"{show(volume)} × {show(density)}", mass)
    return steps.done()


@calculator(
    "F23",
    "Volume of a mass, by density",
    (_MASS, _DENSITY),
    (Out("volume", VOLUME),),
    "mass ÷ density; register F23",
)
def volume_by_density(mass: Quantity, density: Quantity) -> Working:
    """Give the volume of a mass of known density.

    >>> volume_by_density(mass="58.5 g", density="1.17 g/mL").told
    'volume 50 mL'
    """
    steps = Steps(f"Volume of {show(mass)}")
    volume = converted(mass / density, "mL", "mass")
    steps.answer("volume", "mass ÷ density", f"{show(mass)} ÷ {show(density)}", volume)
    return steps.done()


@calculator(
    "F23",
    "Density",
    (_MASS, _VOLUME),
    (Out("density", DENSITY),),
    "mass ÷ volume; register F23",
)
def density(mass: Quantity, volume: Quantity) -> Working:
    """Give the density of what has this mass and this volume.

    >>> density(mass="165 g", volume="150 mL").told
    'density 1.1 g/mL'
    """
    steps = Steps(f"Density of {show(volume)} of {show(mass)}")
    found = converted(mass / volume, "g/mL", "mass")
    steps.answer("density", "mass ÷ volume", f"{show(mass)} ÷ {show(volume)}", found)
    return steps.done()


@calculator(
    "F23",
    "Mass of a volume, by specific gravity",
    (_VOLUME, _GRAVITY, _REFERENCE),
    (Out("mass", MASS),),
    "volume × specific gravity × density of water; register F23",
)
def mass_by_specific_gravity(
    volume: Quantity, specific_gravity: Quantity, water_density: Quantity = _WATER
) -> Working:
    """Give the mass of a volume of known specific gravity.

    >>> mass_by_specific_gravity(volume="750 mL", specific_gravity="1.2").told
    'mass 900 g'
    """
    steps = Steps(f"Mass of {show(volume)} of specific gravity {show(specific_gravity)}")
    dense = _density_line(steps, specific_gravity, water_density)
    mass = converted(volume * dense, "g", "volume")
    steps.answer("mass", "volume × density", f"{show(volume)} × {show(dense)}", mass)
    return steps.done()


@calculator(
    "F23",
    "Volume of a mass, by specific gravity",
    (_MASS, _GRAVITY, _REFERENCE),
    (Out("volume", VOLUME),),
    "mass ÷ (specific gravity × density of water); register F23",
)
def volume_by_specific_gravity(
    mass: Quantity, specific_gravity: Quantity, water_density: Quantity = _WATER
) -> Working:
    """Give the volume of a mass of known specific gravity.

    >>> volume_by_specific_gravity(mass="48 g", specific_gravity="1.08").told
    'volume 44.44 mL'
    """
    steps = Steps(f"Volume of {show(mass)} of specific gravity {show(specific_gravity)}")
    dense = _density_line(steps, specific_gravity, water_density)
    volume = converted(mass / dense, "mL", "mass")
    steps.answer(
        "volume", "mass ÷ density", f"{show(mass)} ÷ {show(dense)}", volume, digits=places(volume)
    )
    return steps.done()


@calculator(
    "F23",
    "Specific gravity from mass and volume",
    (_MASS, _VOLUME, _REFERENCE),
    (Out("specific_gravity", NUMBER_OF), Out("density", DENSITY)),
    "mass ÷ volume ÷ density of water; register F23",
)
def specific_gravity(mass: Quantity, volume: Quantity, water_density: Quantity = _WATER) -> Working:
    """Give the specific gravity of what has this mass and this volume.

    >>> specific_gravity(mass="165 g", volume="150 mL").told
    'specific gravity 1.1; density 1.1 g/mL'
    """
    steps = Steps(f"Specific gravity of {show(volume)} of {show(mass)}")
    dense = (mass / volume).to("g/mL")
    numbers = f"{show(mass)} ÷ {show(volume)} ÷ {show(water_density)}"
    gravity = number(ratio(dense / water_density))
    steps.answer("specific_gravity", "mass ÷ volume ÷ density of water", numbers, gravity)
    steps.answer("density", "mass ÷ volume", f"{show(mass)} ÷ {show(volume)}", dense)
    return steps.done()


@calculator(
    "F23",
    "Specific gravity of a density",
    (_DENSITY, _REFERENCE),
    (Out("specific_gravity", NUMBER_OF),),
    "density ÷ density of water; register F23",
)
def gravity_of_density(density: Quantity, water_density: Quantity = _WATER) -> Working:
    """Give the specific gravity of a liquid of known density.

    >>> gravity_of_density(density="0.8 g/mL").told
    'specific gravity 0.8'
    """
    steps = Steps(f"Specific gravity of {show(density)}")
    numbers = f"{show(density)} ÷ {show(water_density)}"
    gravity = number(ratio(density / water_density))
    steps.answer("specific_gravity", "density ÷ density of water", numbers, gravity)
    return steps.done()


@calculator(
    "F23",
    "Density of a specific gravity",
    (_GRAVITY, _REFERENCE),
    (Out("density", DENSITY),),
    "specific gravity × density of water; register F23",
)
def density_of_gravity(specific_gravity: Quantity, water_density: Quantity = _WATER) -> Working:
    """Give the density of a liquid of known specific gravity.

    >>> density_of_gravity(specific_gravity="1.25", water_density="0.997 g/mL").told
    'density 1.24625 g/mL'
    """
    steps = Steps(f"Density of specific gravity {show(specific_gravity)}")
    dense = (specific_gravity * water_density).to("g/mL")
    numbers = f"{show(specific_gravity)} × {show(water_density)}"
    steps.answer("density", "specific gravity × density of water", numbers, dense)
    return steps.done()


@calculator(
    "F23",
    "Specific volume, against water",
    (_GRAVITY,),
    (Out("specific_volume", NUMBER_OF),),
    "1 ÷ specific gravity; register F23",
)
def specific_volume(specific_gravity: Quantity) -> Working:
    """Give the volume against that of an equal mass of water: a plain number.

    >>> specific_volume(specific_gravity="0.815").told
    'specific volume 1.227'
    """
    steps = Steps(f"Specific volume of specific gravity {show(specific_gravity)}")
    volume = number(1) / specific_gravity
    numbers = f"1 ÷ {show(specific_gravity)}"
    steps.answer("specific_volume", "1 ÷ specific gravity", numbers, volume, digits=places(volume))
    return steps.done()


@calculator(
    "F23",
    "Specific volume, from mass and volume",
    (_MASS, _VOLUME, _REFERENCE),
    (Out("specific_volume", NUMBER_OF),),
    "volume ÷ volume of an equal mass of water; register F23",
)
def specific_volume_of_mass(
    mass: Quantity, volume: Quantity, water_density: Quantity = _WATER
) -> Working:
    """Give the volume of a mass against that of an equal mass of water: a plain number.

    >>> specific_volume_of_mass(mass="25 g", volume="20 mL").told
    'specific volume 0.8000'
    """
    steps = Steps(f"Specific volume of {show(volume)} of {show(mass)}")
    water = converted(mass / water_density, "mL", "mass")
    numbers = f"{show(mass)} ÷ {show(water_density)}"
    steps.line("an equal mass of water", "mass ÷ density of water", numbers, water)
    found = number(ratio(volume / water))
    numbers = f"{show(volume)} ÷ {show(water)}"
    formula = "volume ÷ volume of water"
    steps.answer("specific_volume", formula, numbers, found, digits=places(found))
    return steps.done()


@calculator(
    "F23",
    "Volume of one gram",
    (_DENSITY,),
    (Out("volume_by_mass", SPECIFIC_VOLUME),),
    "1 ÷ density; register F23",
)
def volume_by_mass(density: Quantity) -> Working:
    """Give the volume that one gram takes.

    >>> volume_by_mass(density="1.25 g/mL").told
    'volume by mass 0.8 mL/g'
    """
    steps = Steps(f"Volume of one gram at {show(density)}")
    volume = (number(1) / density).to("mL/g")
    steps.answer("volume_by_mass", "1 ÷ density", f"1 ÷ {show(density)}", volume)
    return steps.done()


def _density_line(steps: Steps, gravity: Quantity, water: Quantity) -> Quantity:
    numbers = f"{show(gravity)} × {show(water)}"
    return steps.line(
        "density",
        "specific gravity × density of water",
        numbers,
        (gravity * water).to("g/mL"),
        source="water taken as 1 g/mL" if water == _WATER else "density of water as given",
    )
