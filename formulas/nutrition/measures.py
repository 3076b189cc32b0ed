"""What the calculators of nutrition ask for: energy, nutrients on their bases, rates."""

from formulas.calculator import Input
from formulas.errors import DoNotAdd, OtherKind
from formulas.kinds import Measure, Named
from formulas.nutrition.sources import source
from formulas.quantity import Quantity, converted, show
from formulas.working import Steps, Working

ENERGY = Measure("energy", ("kcal", "kcal/day", "kcal/kg/day"), "1500")
ENERGY_OF_A_DAY = Measure("energy of a day", ("kcal/day", "kcal"), "2000")
ENERGY_BY_MASS = Measure("energy by mass", ("kcal/g",), "3.4")
ENERGY_BY_VOLUME = Measure("energy by volume", ("kcal/mL",), "2")
ENERGY_BY_WEIGHT = Measure("energy by body weight and day", ("kcal/kg/day", "kcal/kg"), "25")
NUTRIENT = Measure("nutrient", ("g", "mg", "kg", "g/day", "mg/day", "g/kg/day"), "100")
NUTRIENT_OF_A_DAY = Measure("nutrient of a day", ("g/day", "mg/day", "g", "mg"), "100")
FLUID = Measure("volume of a solution", ("mL", "L", "mL/day", "L/day", "mL/kg/day"), "250")
GLUCOSE_RATE = Measure(
    "glucose rate", ("mg/kg/min", "g/kg/day", "mg/kg/h", "g/kg/h", "mcg/kg/min"), "6"
)
FAT_RATE = Measure("fat rate", ("g/kg/h", "mg/kg/h"), "0.1")
FLUID_BY_WEIGHT = Measure("fluid by body weight and day", ("mL/kg/day", "L/kg/day"), "120")
FLUID_OF_A_DAY = Measure("fluid of a day", ("mL", "L", "mL/day", "L/day"), "340")


def _known(name: str) -> str:
    return source(name).id


NUTRITION_PRODUCT = Named("product of a nutrition bag", "travasol-10-2000ml", _known)
DEXTROSE_OF = Input("dextrose", NUTRIENT, "dextrose in hydrous grams, as labels state it")
AMINO_ACIDS_OF = Input("amino_acids", NUTRIENT, "amino acids, or protein")
LABEL_ENERGY = Input(
    "energy_by_volume",
    ENERGY_BY_VOLUME,
    "energy of a millilitre of the emulsion by its label, such as 2 kcal/mL of a 20 % one",
)
BY_MASS = Input("energy_by_mass", ENERGY_BY_MASS, "energy of a gram, such as 4 kcal/g")


def answered(
    title: str,
    output: str,
    formula: str,
    numbers: str,
    value: Quantity,
    *,
    resolution: Quantity | None = None,
    source: str = "",
) -> Working:
    """Give a working of one line that answers."""
    steps = Steps(title)
    steps.answer(output, formula, numbers, value, resolution=resolution, source=source)
    return steps.done()


def of_amount(amount: Quantity, by: Quantity, top: str, what: str) -> Quantity:
    """Give amount × by on the basis of the amount: g/day × kcal/g, kcal/day.  Raises WrongUnit."""
    basis = amount.unit.basis
    return converted(amount * by, f"{top}/{basis}" if basis else top, what)


def added(one: Quantity, other: Quantity) -> Quantity:
    """Add two figures stated for the same.  Raises DoNotAdd."""
    try:
        return one + other
    except OtherKind:
        raise DoNotAdd(show(one), show(other)) from None
