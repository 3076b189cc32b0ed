"""What a bag gives its patient: ions, nutrients, energy, glucose rate, nitrogen (F60 to F68, F71).

All of it is reckoned from the bag and what runs beside it, never from the order's figures; the
overfill stays in the line and is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from formulas.nutrition.amounts import (
    DAY,
    OnEveryBasis,
    infusion_time,
    lipid_time,
    on_every_basis,
    weight_of,
)
from formulas.nutrition.bag import Bag, Ingredient
from formulas.nutrition.contents import ENERGY, NITROGEN, anhydrous_share, energies
from formulas.nutrition.cycle import Cycle, cycle_of
from formulas.nutrition.order import LipidGiven
from formulas.nutrition.sources import AMINO_ACIDS, DEXTROSE, FAT
from formulas.quantity import Quantity, qty, show, total
from formulas.working import Steps, Working

Totals = Mapping[str, Quantity]
_NO_ENERGY, _NO_VOLUME = qty("0 kcal"), qty("0 mL")
_MACRONUTRIENTS = (AMINO_ACIDS, DEXTROSE, FAT)
_DIGITS = 2


@dataclass(frozen=True)
class GlucoseRate:
    """How fast glucose runs in, each figure by its name; none is turned into another unseen.

    ``hydrous`` counts the grams of the label (F61), ``anhydrous`` ten elevenths of them (F62), both
    as the mean over the infusion; the peaks are those at the whole rate of a cyclic infusion.
    """

    hydrous: Quantity
    anhydrous: Quantity
    hydrous_peak: Quantity
    anhydrous_peak: Quantity


@dataclass(frozen=True)
class Energy:
    """The energy of a day: all of it, by nutrient, by kg, and without the amino acids.

    ``nitrogen`` is that of the amino acids' own label; ``to_nitrogen`` the non-protein kcal for
    each gram of it.
    """

    whole: Quantity
    parts: Totals
    by_weight: Quantity
    non_protein: Quantity
    nitrogen: Quantity | None
    to_nitrogen: Quantity | None


@dataclass(frozen=True)
class Delivered:
    """What reaches the patient in a day.

    ``totals`` by ion or nutrient are amounts of a day, from the bag and from beside it; ``bases``
    states each on every basis. ``shares`` are the final percents of the bag, fat only where it is
    in it; ``fat_rate`` is g/kg/h over the hours fat runs; ``fluid`` counts separate fat.
    """

    totals: Totals
    bases: Mapping[str, OnEveryBasis]
    energy: Energy
    glucose: GlucoseRate | None
    fat_rate: Quantity | None
    shares: Totals
    fluid: OnEveryBasis
    cycle: Cycle
    working: Working


def delivered(bag: Bag) -> Delivered:
    """Give what a bag and the fat beside it bring the patient in a day, with the reckoning.

    Raises OutOfRange where the tapers of a cyclic infusion leave no time between.
    """
    steps = Steps(f"What order {bag.order.id} gives in a day")
    inside = _summed(bag.ingredients, by=bag.factor)
    beside = _summed(bag.separate)
    totals = _both(inside, beside)
    apart = total([one.volume for one in bag.separate]) if bag.separate else None
    cycle = cycle_of(bag.infused, infusion_time(bag.order), bag.order.taper)
    return Delivered(
        totals,
        {name: on_every_basis(bag.order, inside.get(name), beside.get(name)) for name in totals},
        _energy(steps, bag, totals),
        _glucose(steps, bag, cycle, totals.get(DEXTROSE)),
        _fat_rate(steps, bag, cycle, totals.get(FAT)),
        _shares(steps, bag, inside),
        on_every_basis(bag.order, bag.infused, apart),
        cycle,
        steps.done(),
    )


def _summed(ingredients: Iterable[Ingredient], by: Quantity | None = None) -> dict[str, Quantity]:
    """Sum what ingredients bring; what only overfills the line is divided out by the factor."""
    summed: dict[str, Quantity] = {}
    for one in ingredients:
        for name, held in one.brings.items():
            given = held if by is None else held / by.exact
            summed[name] = summed[name] + given if name in summed else given
    return summed


def _both(inside: Totals, beside: Totals) -> dict[str, Quantity]:
    both = dict(inside)
    for name, given in beside.items():
        both[name] = both[name] + given if name in both else given
    return both


def _energy(steps: Steps, bag: Bag, totals: Totals) -> Energy:
    """Give the energy of a day; fat has what is left of the whole, by its product's kcal/mL."""
    whole = totals.get(ENERGY, _NO_ENERGY)
    parts = {
        name: (totals[name] * each).to("kcal")
        for name, each in energies().items()
        if name in totals
    }
    if FAT in totals:
        parts[FAT] = whole - total([_NO_ENERGY, *parts.values()])
    told = " + ".join(f"{show(one, _DIGITS)} from {name}" for name, one in parts.items())
    steps.answer("energy", "sum over nutrients", told, whole, digits=_DIGITS)
    by_weight = (whole / DAY / weight_of(bag.order)).to("kcal/kg/day")
    numbers = f"{show(whole, _DIGITS)} ÷ {show(bag.order.weight)}"
    steps.answer("energy_by_weight", "energy ÷ weight", numbers, by_weight, digits=_DIGITS)
    protein = parts.get(AMINO_ACIDS, _NO_ENERGY)
    numbers = f"{show(whole, _DIGITS)} − {show(protein, _DIGITS)}"
    non_protein = steps.answer(
        "non_protein_energy", "energy − that of amino acids", numbers, whole - protein,
        digits=_DIGITS,
    )  # fmt: skip
    nitrogen, ratio = totals.get(NITROGEN), None
    if nitrogen is not None:
        steps.answer("nitrogen", "amino acids by their own label", "", nitrogen, digits=_DIGITS)
        numbers = f"{show(non_protein, _DIGITS)} ÷ {show(nitrogen, _DIGITS)}"
        ratio = (non_protein / nitrogen).to("kcal/g")
        steps.answer("non_protein_to_nitrogen", "non-protein energy ÷ nitrogen", numbers, ratio,
                     digits=_DIGITS)  # fmt: skip
    return Energy(whole, parts, by_weight, non_protein, nitrogen, ratio)


def _glucose(steps: Steps, bag: Bag, cycle: Cycle, dextrose: Quantity | None) -> GlucoseRate | None:
    if dextrose is None:
        return None
    by_volume = dextrose / bag.infused / weight_of(bag.order)
    mean, peak = (
        (by_volume * rate).to("mg/kg/min") for rate in (cycle.mean_rate, cycle.whole_rate)
    )
    numbers = f"{show(dextrose)} ÷ {show(bag.order.weight)} ÷ {show(bag.order.hours)}"
    formula = "dextrose as hydrous ÷ weight ÷ time"
    steps.answer("glucose_rate", formula, numbers, mean, digits=_DIGITS, source="register F61")
    share = anhydrous_share()
    numbers = f"{show(mean, _DIGITS)} × {share.numerator} ÷ {share.denominator}"
    steps.answer("glucose_rate_anhydrous", "as hydrous × 10 ÷ 11", numbers, mean * share,
                 digits=_DIGITS, source="register F62")  # fmt: skip
    if cycle.taper_rate is not None:
        steps.answer("glucose_rate_peak", "as hydrous, at the whole rate", "", peak, digits=_DIGITS)
    return GlucoseRate(mean, mean * share, peak, peak * share)


def _fat_rate(steps: Steps, bag: Bag, cycle: Cycle, fat: Quantity | None) -> Quantity | None:
    """Give g/kg/h of fat: by its own hours beside the bag, at the whole rate of the bag in it."""
    if fat is None:
        return None
    weight = weight_of(bag.order)
    if bag.order.lipid_given is LipidGiven.SEPARATE:
        rate = (fat / weight / lipid_time(bag.order)).to("g/kg/h")
        told = show(lipid_time(bag.order))
    else:
        rate = (fat / bag.infused * cycle.whole_rate / weight).to("g/kg/h")
        told = f"{show(bag.infused)} at {show(cycle.whole_rate)}"
    numbers = f"{show(fat)} ÷ {show(weight)} ÷ {told}"
    return steps.answer("fat_rate", "fat ÷ weight ÷ time", numbers, rate, digits=3,
                        source="register F71")  # fmt: skip


def _shares(steps: Steps, bag: Bag, inside: Totals) -> dict[str, Quantity]:
    """Give the final percents, by the volume they are percents of (F66)."""
    shares = {}
    for name in _MACRONUTRIENTS:
        if name in inside:
            numbers = f"{show(inside[name])} in {show(bag.infused)}"
            share = (inside[name] / bag.infused).to("% w/v")
            shares[name] = steps.line(f"{name} in the bag", "100 × g ÷ mL", numbers, share,
                                      digits=_DIGITS, source="register F66")  # fmt: skip
    return shares
