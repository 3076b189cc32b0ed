"""How many nutrition bags a second are made, checked, and reckoned a second time.

An adult's bag of eleven products with fat beside it, from the order to all that a pharmacist sees:
volumes, what reaches the patient on every basis, every check of the shipped limits, the compounding
sheet, and the second calculation, each with its lines. The floor is the same bag by hand in plain
decimals: every volume, the sums of the ions, energy, glucose rate and osmolarity, held against as
many limits; it reads no order, knows no units, and shows no working. All roads must come to the
same digits.
"""

import statistics
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction

from measure import Figures, options, table, timed

from formulas.number import digits_of
from formulas.nutrition.checks import check_bag, stopped
from formulas.nutrition.delivered import delivered
from formulas.nutrition.making import make_bag
from formulas.nutrition.mixtures import Circumstances
from formulas.nutrition.second import require_agreement
from formulas.nutrition.sheet import sheet_of
from formulas.quantity import Quantity, qty
from tests.formulas.nutrition_orders import adult_two_in_one

DIGITS = 20  # significant, half-up: what a plain Decimal of 28 digits has left after the sums
FLOOR, ALL = "plain decimals by hand", "all of it"
BATCH = 5

# By hand: of each product the amount of a day, its strength by mL, and what a mL brings.
ROWS = {
    "amino acids": (
        "90",
        "0.1",
        {"chloride": "0.04", "acetate": "0.088", "kcal": "0.4", "aa": "0.1"},
    ),
    "dextrose": ("250", "0.7", {"kcal": "2.38", "dextrose": "0.7"}),
    "sodium chloride": ("60", "4", {"sodium": "4", "chloride": "4"}),
    "sodium acetate": ("40", "2", {"sodium": "2", "acetate": "2"}),
    "potassium chloride": ("30", "2", {"potassium": "2", "chloride": "2"}),
    "potassium phosphates": ("20", "3", {"potassium": "4.4", "phosphate": "3"}),
    "calcium gluconate": ("2000", "100", {"calcium": "0.465"}),
    "magnesium sulfate": ("12", "4.06", {"magnesium": "4.06"}),
    "vitamins": ("10", "1", {}),
    "zinc": ("4", "1", {"zinc": "1"}),
    "selenium": ("60", "60", {"selenium": "60"}),
}
FAT = ("50", "0.2", "2", "0.015")  # g, g/mL, kcal/mL, mmol of phosphate/mL
CATIONS = ("sodium", "potassium", "calcium", "magnesium")
LIMITS = ("0", "100000")
SAME = ("water", "sodium", "potassium", "phosphate", "chloride", "acetate", "energy", "osmolarity")


def figures_by_hand() -> dict[str, tuple[Decimal, Decimal, dict[str, Decimal]]]:
    return {
        name: (Decimal(much), Decimal(each), {one: Decimal(text) for one, text in brings.items()})
        for name, (much, each, brings) in ROWS.items()
    }


def by_hand() -> Callable[[], list[Decimal]]:
    """The floor: figures made once, here; nothing knows what a unit is."""
    rows = figures_by_hand()
    fat, fat_strength, fat_energy, fat_phosphate = map(Decimal, FAT)
    infused, bag, weight = Decimal(2000), Decimal(2050), Decimal(70)
    low, high = map(Decimal, LIMITS)
    thousand, minutes = Decimal(1000), Decimal(1440)

    def reckon() -> list[Decimal]:
        factor = bag / infused
        taken, sums = Decimal(0), {}
        for much, strength, brings in rows.values():
            volume = much * factor / strength
            taken += volume
            for name, each in brings.items():
                sums[name] = sums.get(name, 0) + volume * each
        osmoles = 10 * sums["aa"] + 5 * sums["dextrose"] + sum(sums[one] for one in CATIONS)
        a_day = {name: each / factor for name, each in sums.items()}
        a_day["phosphate"] += fat / fat_strength * fat_phosphate
        energy = a_day["kcal"] + fat / fat_strength * fat_energy
        told = [bag - taken, *(a_day[one] for one in SAME[1:6]), energy, osmoles / bag * thousand]
        bases = [each / by for each in a_day.values() for by in (weight, infused, minutes)]
        glucose = a_day["dextrose"] * thousand / weight / minutes
        assert all(low <= each <= high for each in (*told, *bases, glucose))
        return told

    return reckon


def checked() -> list[Quantity]:
    """The whole road: what stands before the pharmacist when an order was typed."""
    order = adult_two_in_one()
    bag = make_bag(order)
    reaching = delivered(bag)
    sheet = sheet_of(bag)
    around = Circumstances(at_addition=sheet.volume_at_calcium)
    assert not stopped(check_bag(bag, around=around))
    require_agreement(order, sheet)
    told = [bag.water, *(reaching.totals[one] for one in SAME[1:6]), reaching.energy.whole]
    return [*told, sheet.osmolarity or qty("0 mOsm/L")]


def parts() -> dict[str, Callable[[], object]]:
    """Each piece alone, on what the piece before it made."""
    order = adult_two_in_one()
    bag = make_bag(order)
    sheet = sheet_of(bag)
    return {
        "order to bag": lambda: make_bag(order),
        "what reaches the patient": lambda: delivered(bag),
        "every check": lambda: check_bag(bag),
        "compounding sheet": lambda: sheet_of(bag),
        "second calculation": lambda: require_agreement(order, sheet),
    }


def digits(values: Iterable[Decimal | Fraction]) -> list[str]:
    return [digits_of(Fraction(value), DIGITS) for value in values]


def batch(act: Callable[[], object], times: int) -> Callable[[], None]:
    def acts() -> None:
        for _ in range(times):
            act()

    return acts


def main() -> None:
    told = options(__doc__)
    floor = by_hand()
    assert digits(floor()) == digits(one.exact for one in checked())
    print(f"Both roads give the same {DIGITS} digits of {', '.join(SAME)}.\n")
    arms = {FLOOR: floor, **parts(), ALL: checked}
    figures = Figures()
    for _ in range(told.rounds):
        figures.take(
            {n: timed(batch(act, BATCH)) for n, act in arms.items()}, 1 if told.quick else 20
        )
    print(f"Each sample is {BATCH} bags, one after the other.\n")
    print(table(figures, FLOOR))
    print("\nBags per second, and the share of the floor's speed:\n")
    for name in (FLOOR, ALL):
        seconds = statistics.median(figures.middles(name)) / BATCH
        share = 1 / statistics.median(figures.ratios(name, FLOOR))
        print(f"* {name}: {1 / seconds:,.0f} ({share:.4f})")


if __name__ == "__main__":
    main()
