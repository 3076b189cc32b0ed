"""The figures of a bag that no single ion or nutrient has: fluid, water, glucose infusion rate ...

Each is found by its name in a table of limits; a name that is not here is that of an ion or
nutrient of the bag.
"""

from collections.abc import Callable, Mapping

from formulas.nutrition.contents import ENERGY, IONS, NITROGEN, PHOSPHATE, anhydrous_share
from formulas.nutrition.given import DAY, Given, Measured, Unmeasured, share
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE, FAT, GLYCERIN
from formulas.quantity import Quantity, number, qty, show
from formulas.salts import substance
from formulas.units import Unit, unit

Result = Measured | Unmeasured
HIGHEST = "at most"  # an upper limit looks at the highest rate, a lower one at the mean
HYDROUS, ANHYDROUS = "glucose infusion rate, hydrous", "glucose infusion rate, anhydrous"
OSMOLARITY, CHANGE = "osmolarity", "change"
CHARGES, AMOUNTS = "charge difference", "amount difference"
ALUMINIUM, INSULIN = "aluminium", "insulin human regular"
SUM = "calcium mEq/L plus phosphate mmol/L"
PRODUCT = "calcium mEq/L times phosphate mmol/L"
MOLAR_PRODUCT = "calcium mmol/L times phosphate mmol/L"
THUMB = (SUM, PRODUCT, MOLAR_PRODUCT)
_PAIRS = {
    "calcium and magnesium": ("calcium", "magnesium"),
    "sodium and potassium": ("sodium", "potassium"),
}
_RATE = unit("mg/kg/min")


def measured(given: Given, parameter: str, wanted: Unit, comparator: str) -> Result:
    """Give a figure of a bag in a unit, or why it cannot be told."""
    if parameter in _PAIRS:
        return _together(given, _PAIRS[parameter], wanted)
    find = _FIGURES.get(parameter)
    if find is not None:
        return find(given, wanted, comparator)
    return given.on(parameter, wanted)


def _fluid(given: Given, wanted: Unit, _: str) -> Result:
    by_day = given.fluid / DAY
    if wanted.basis == "kg/day":
        numbers = f"{show(given.fluid)} ÷ {show(given.weight)}"
        return Measured((by_day / given.weight).to(wanted), "fluid of a day ÷ weight", numbers)
    return Measured(by_day.to(wanted), "fluid of a day", show(given.fluid))


def _water(given: Given, wanted: Unit, _: str) -> Result:
    bag = given.bag
    numbers = f"{show(bag.water)} ÷ {show(bag.volume)}"
    return Measured(share(bag.water, bag.volume).to(wanted), "water ÷ volume of the bag", numbers)


def _fat_share(given: Given, wanted: Unit, _: str) -> Result:
    energy = given.of_a_day(ENERGY)
    if energy is None or energy.exact <= 0:
        return Unmeasured("the bag brings no energy")
    of_fat = _energy_of_fat(given)
    numbers = f"{show(of_fat)} ÷ {show(energy)}"
    return Measured(share(of_fat, energy).to(wanted), "energy of fat ÷ energy", numbers)


def _energy_of_fat(given: Given) -> Quantity:
    summed = qty("0 kcal")
    for one in given.bag.ingredients:
        if FAT in one.brings and ENERGY in one.brings:
            summed = summed + (one.brings[ENERGY] / given.bag.factor).to("kcal")
    for one in given.bag.separate:
        if FAT in one.brings and ENERGY in one.brings:
            summed = summed + one.brings[ENERGY]
    return summed


def _glucose(given: Given, wanted: Unit, comparator: str) -> Result:
    """Give mg of the dextrose of the labels by kg and minute: at the highest rate, or the mean."""
    amount = given.of_a_day(DEXTROSE)
    if amount is None:
        return Measured(qty("0 mg/kg/min").to(wanted), "no dextrose in the bag", "")
    highest = comparator == HIGHEST
    hours = given.plateau if highest else given.hours
    value = (amount / hours / given.weight).to(_RATE).to(wanted)
    numbers = f"{show(amount)} ÷ {show(hours)} ÷ {show(given.weight)}"
    rate = "at the highest rate" if highest else "the mean of the infusion"
    return Measured(value, f"hydrous dextrose ÷ time ÷ weight, {rate}", numbers)


def _glucose_anhydrous(given: Given, wanted: Unit, comparator: str) -> Result:
    found = _glucose(given, wanted, comparator)
    if isinstance(found, Unmeasured):
        return found
    value = (found.value * anhydrous_share()).to(wanted)
    return Measured(value, f"{found.formula}, × 10/11 for its water", found.numbers)


def _insulin(given: Given, wanted: Unit, _: str) -> Result:
    insulin, dextrose = given.held(INSULIN), given.held(DEXTROSE)
    if insulin is None or insulin.exact == 0:
        return Measured(qty(0, wanted.spelling), "none in the bag", "")
    if dextrose is None or dextrose.exact == 0:
        return Unmeasured("the bag holds insulin and no dextrose")
    numbers = f"{show(insulin)} ÷ {show(dextrose)}"
    return Measured((insulin / dextrose).to(wanted), "insulin ÷ dextrose", numbers)


def _infusion_time(given: Given, wanted: Unit, _: str) -> Result:
    return Measured(given.hours.to(wanted), "infusion time", show(given.hours))


def _fat_time(given: Given, wanted: Unit, _: str) -> Result:
    return Measured(given.fat_hours.to(wanted), "hours of fat", show(given.fat_hours))


def _together(given: Given, names: tuple[str, ...], wanted: Unit) -> Result:
    value, told = qty(0, wanted.spelling), []
    for name in names:
        one = given.on(name, wanted)
        if isinstance(one, Unmeasured):
            return one
        value = value + one.value
        told.append(show(one.value))
    return Measured(value, " + ".join(names), " + ".join(told))


def _thumb(kind: str) -> Callable[[Given, Unit, str], Result]:
    """Reckon a rule of thumb from plain numbers; its name says in which units they are."""

    def reckoned(given: Given, wanted: Unit, _: str) -> Result:
        calcium = given.on("calcium", unit("mEq/L"))
        phosphate = given.on(PHOSPHATE, unit("mmol/L"))
        if isinstance(calcium, Unmeasured) or isinstance(phosphate, Unmeasured):
            return Unmeasured("calcium or phosphate cannot be told by litre")
        one, other = calcium.value, phosphate.value.exact
        moles = (one / substance("calcium").equivalents_by_mole).to("mmol/L").exact
        value = {SUM: one.exact + other, PRODUCT: one.exact * other, MOLAR_PRODUCT: moles * other}
        numbers = f"{show(one)} and {show(phosphate.value)}"
        return Measured(number(value[kind]).to(wanted), kind, numbers)

    return reckoned


_FIGURES: Mapping[str, Callable[[Given, Unit, str], Result]] = {
    "fluid": _fluid,
    "water": _water,
    "fat share of energy": _fat_share,
    HYDROUS: _glucose,
    ANHYDROUS: _glucose_anhydrous,
    "insulin by dextrose": _insulin,
    "infusion time": _infusion_time,
    "time of separate fat": _fat_time,
    **{kind: _thumb(kind) for kind in THUMB},
}
# The unit each figure must be stated in, or one of the same kind and basis.
FIGURES: Mapping[str, tuple[str, ...]] = {
    "fluid": ("mL/day", "mL/kg/day"),
    "water": ("percent",),
    "fat share of energy": ("percent",),
    HYDROUS: ("mg/kg/min",),
    ANHYDROUS: ("mg/kg/min",),
    "insulin by dextrose": ("unit/g",),
    "infusion time": ("h",),
    "time of separate fat": ("h",),
    **dict.fromkeys(THUMB, ("",)),
    OSMOLARITY: ("mOsm/L",),
    CHANGE: ("percent",),
    CHARGES: ("percent",),
    AMOUNTS: ("percent",),
}
_BASES = ("day", "kg/day", "L", "h", "kg/h")
_TOPS = {
    **dict.fromkeys((*_PAIRS, *IONS), "mEq"),
    PHOSPHATE: "mmol",
    **dict.fromkeys((AMINO_ACIDS, DEXTROSE, FAT, GLYCERIN, NITROGEN, ALUMINIUM), "mg"),
    ENERGY: "kcal",
}
ANY_UNITS = tuple(f"{top}/{basis}" for top in ("mg", "unit", "mL") for basis in _BASES)


def units_of(parameter: str) -> tuple[str, ...]:
    """Give the units a limit on a parameter may be stated in, or in others of their kind."""
    if parameter in FIGURES:
        return FIGURES[parameter]
    if parameter in _TOPS:
        return tuple(f"{_TOPS[parameter]}/{basis}" for basis in _BASES)
    return ANY_UNITS
