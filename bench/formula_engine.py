"""How much it costs that every step of a calculation checks its units.

One bag for a small child: twelve ingredients from doses by body weight to volumes, masses, energy
and osmoles, then eight figures of the whole bag, each held against its limits. The floor is the
same by hand in plain decimals, every factor of the units worked out beforehand and nothing
checked. The peer is pint with decimals, its units parsed beforehand, on its own registry and on
ours. All roads must come to the same digits.
"""

import statistics
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pint
from measure import ROOT, Figures, options, table, timed

from formulas.number import digits_of
from formulas.quantity import Quantity, number, qty

DIGITS = 20  # significant, half-up: what a plain Decimal of 28 digits has left after the sums
ROWS = {  # dose by body weight, strength, density g/mL, mOsm/mL, kcal/mL; samples, not for patients
    "amino acids": ("3 g/kg", "10 g/dL", "1.03", "0.9", "0.4"),
    "glucose": ("12 g/kg", "50 g/dL", "1.17", "2.78", "1.7"),
    "lipid": ("2.5 g/kg", "20 g/dL", "0.99", "0.28", "2"),
    "sodium chloride": ("2.5 mmol/kg", "4 mmol/mL", "1.15", "8", "0"),
    "potassium chloride": ("1.5 mmol/kg", "2 mmol/mL", "1.09", "4", "0"),
    "glycerophosphate": ("1.3 mmol/kg", "1 mmol/mL", "1.12", "2.76", "0"),
    "calcium gluconate": ("1.1 mmol/kg", "0.23 mmol/mL", "1.05", "0.69", "0"),
    "magnesium sulfate": ("0.2 mmol/kg", "2 mmol/mL", "1.22", "4", "0"),
    "zinc": ("350 mcg/kg", "1 mg/mL", "1.01", "0.03", "0"),
    "trace elements": ("0.9 mL/kg", "", "1.02", "0.1", "0"),
    "vitamins": ("1.7 mL/kg", "", "1.03", "4.1", "0"),
    "carnitine": ("20 mg/kg", "200 mg/mL", "1.05", "2.5", "0"),
}
WEIGHT, WHOLE = "2.6 kg", "130 mL/kg"
LIMITS = {
    "water": ("0 mL", "500 mL"),
    "mass": ("100 g", "1000 g"),
    "osmoles": ("300 mOsm/L", "1800 mOsm/L"),
    "energy": ("40 kcal/kg", "130 kcal/kg"),
    "glucose rate": ("4 mg/kg/min", "12.5 mg/kg/min"),
    "glucose": ("2 g/dL", "25 g/dL"),
    "amino acids": ("1 g/dL", "5 g/dL"),
    "calcium": ("1 mmol/L", "20 mmol/L"),
}

SUMS = ("mL", "g", "mOsm", "kcal")
FACTORS = {"mcg/kg": "0.001", "g/dL": "0.01"}  # what the floor has worked out beforehand


class Road(NamedTuple):
    """A way to calculate: how it makes a quantity from text, names a unit, and ends in a number."""

    quantity: Callable[[str], Any]
    unit: Callable[[str], Any]
    value: Callable[[Any], Decimal | Fraction]


class Written(NamedTuple):
    """The figures of the bag as a road writes them, made once."""

    rows: dict[str, tuple[Any, ...]]
    weight: Any
    whole: Any
    zeros: list[Any]
    limits: list[tuple[Any, ...]]


def within(told: list[Any], limits: list[tuple[Any, ...]]) -> list[Any]:
    assert all(low <= one <= high for one, (low, high) in zip(told, limits, strict=True))
    return told


def written(road: Road) -> Written:
    """The figures with their units."""
    made = road.quantity
    rows = {
        name: (
            *(made(dose), made(strength or "1"), made(f"{density} g/mL")),
            *(made(f"{osmoles} mOsm/mL"), made(f"{energy} kcal/mL")),
        )
        for name, (dose, strength, density, osmoles, energy) in ROWS.items()
    }
    zeros = [made(f"0 {name}") for name in SUMS]
    limits = [tuple(map(made, pair)) for pair in LIMITS.values()]
    return Written(rows, made(WEIGHT), made(WHOLE), zeros, limits)


def checked_bag(road: Road) -> Callable[[], list[Any]]:
    """The bag on a road whose quantities carry units."""
    figures = written(road)
    weight, whole, limits = figures.weight, figures.whole, figures.limits
    day, water, mL = road.quantity("1 day"), road.quantity("1 g/mL"), road.unit("mL")  # noqa: N806 - as the field writes it
    g = road.unit("g")
    shown = [road.unit(most.partition(" ")[2]) for _, most in LIMITS.values()]
    pour = checked_sums(road, figures)

    def reckon() -> list[Any]:
        (volume, mass, osmoles, energy), amounts = pour()
        final = (whole * weight).to(mL)
        rest = final - volume
        glucose = amounts["glucose"]
        answers = (
            rest,
            mass + (rest * water).to(g),
            osmoles / final,
            energy / weight,
            glucose / (weight * day),
            glucose / final,
            amounts["amino acids"] / final,
            amounts["calcium gluconate"] / final,
        )
        return within([one.to(of) for one, of in zip(answers, shown, strict=True)], limits)

    return reckon


def checked_sums(road: Road, figures: Written) -> Callable[[], tuple[Any, dict[str, Any]]]:
    """What all ingredients come to together, and the amount of each."""
    rows, weight, zeros = figures.rows, figures.weight, figures.zeros
    mL, g, mOsm, kcal = map(road.unit, SUMS)  # noqa: N806 - as the field writes them

    def pour() -> tuple[Any, dict[str, Any]]:
        volume, mass, osmoles, energy = zeros
        amounts = {}
        for name, (dose, strength, density, osmolarity, kcal_in) in rows.items():
            amounts[name] = amount = dose * weight
            part = (amount / strength).to(mL)
            volume += part
            mass += (part * density).to(g)
            osmoles += (part * osmolarity).to(mOsm)
            energy += (part * kcal_in).to(kcal)
        return (volume, mass, osmoles, energy), amounts

    return pour


def written_plainly() -> Written:
    """The figures without their units: what the units meant is worked out here."""

    def figure(text: str) -> Decimal:
        value, _, name = text.partition(" ")
        return Decimal(value or 1) * Decimal(FACTORS.get(name, 1))

    rows = {
        name: (figure(dose), figure(strength), *(Decimal(each) for each in more))
        for name, (dose, strength, *more) in ROWS.items()
    }
    limits = [tuple(Decimal(limit.partition(" ")[0]) for limit in pair) for pair in LIMITS.values()]
    return Written(rows, figure(WEIGHT), figure(WHOLE), [Decimal(0)] * 4, limits)


def plain_bag() -> Callable[[], list[Decimal]]:
    """The floor: the same bag by hand. Nothing here knows what a unit is."""
    figures = written_plainly()
    weight, whole, limits = figures.weight, figures.whole, figures.limits
    percent, litre, minutes = Decimal(100), Decimal(1000), Decimal(1440)
    pour = plain_sums(figures)

    def reckon() -> list[Decimal]:
        (volume, mass, osmoles, energy), amounts = pour()
        final = whole * weight
        rest = final - volume
        glucose = amounts["glucose"]
        told = [
            rest,
            mass + rest,
            osmoles / final * litre,
            energy / weight,
            glucose * litre / weight / minutes,
            glucose / final * percent,
            amounts["amino acids"] / final * percent,
            amounts["calcium gluconate"] / final * litre,
        ]
        return within(told, limits)

    return reckon


def plain_sums(figures: Written) -> Callable[[], tuple[Any, dict[str, Decimal]]]:
    rows, weight, zeros = figures.rows, figures.weight, figures.zeros

    def pour() -> tuple[Any, dict[str, Decimal]]:
        volume, mass, osmoles, energy = zeros
        amounts = {}
        for name, (dose, strength, density, osmolarity, kcal_in) in rows.items():
            amounts[name] = amount = dose * weight
            part = amount / strength
            volume += part
            mass += part * density
            osmoles += part * osmolarity
            energy += part * kcal_in
        return (volume, mass, osmoles, energy), amounts

    return pour


def pint_road(registry: pint.UnitRegistry) -> Road:
    """Pint's quantities of decimals; a plain number has no unit."""

    def made(text: str) -> Any:
        value, _, name = text.partition(" ")
        return registry.Quantity(Decimal(value), name)

    return Road(made, registry.Unit, lambda one: one.magnitude)


def pint_alone() -> pint.UnitRegistry:
    """Pint as it comes, with the one unit it lacks."""
    registry = pint.UnitRegistry(non_int_type=Decimal)
    registry.define("osmole = [osmoles] = Osm")
    return registry


def pint_on_our_units() -> pint.UnitRegistry:
    return pint.UnitRegistry(str(ROOT / "formulas" / "units.txt"), non_int_type=Decimal)


def ours(text: str) -> Quantity:
    return qty(text) if " " in text else number(text)


ROADS = {
    "First Air, checked, exact": Road(ours, str, lambda one: one.exact),
    "pint, decimals, its own units": pint_road(pint_alone()),
    "pint, decimals, our units": pint_road(pint_on_our_units()),
}

FLOOR = "plain decimals by hand"
BATCH = 20


def digits(values: Iterable[Decimal | Fraction]) -> list[str]:
    return [digits_of(Fraction(value), DIGITS) for value in values]


def batch(bag: Callable[[], object]) -> Callable[[], None]:
    def act() -> None:
        for _ in range(BATCH):
            bag()

    return act


def main() -> None:
    told = options(__doc__)
    bags = {FLOOR: plain_bag()} | {name: checked_bag(road) for name, road in ROADS.items()}
    answers = digits(bags[FLOOR]())
    for name, road in ROADS.items():
        assert digits(road.value(one) for one in bags[name]()) == answers, name
    print(f"All roads give the same {DIGITS} digits of {', '.join(LIMITS)}.\n")
    arms = {name: timed(batch(bag)) for name, bag in bags.items()}
    figures = Figures()
    for _ in range(told.rounds):
        figures.take(arms, 1 if told.quick else 100)
    print(f"Each sample is {BATCH} bags, one after the other.\n")
    print(table(figures, FLOOR))
    print("\nBags per second, and the share of the floor's speed:\n")
    for name in bags:
        seconds = statistics.median(figures.middles(name)) / BATCH
        share = 1 / statistics.median(figures.ratios(name, FLOOR))
        print(f"* {name}: {1 / seconds:,.0f} ({share:.3f})")


if __name__ == "__main__":
    main()
