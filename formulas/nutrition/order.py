"""The words of a nutrition order: whose it is, what is wanted, on which basis.

An order keeps every figure on the basis it was written on; what that is by day, by kg and day, by
litre and by hour is derived, never typed.
"""

from dataclasses import dataclass
from enum import StrEnum

from formulas.quantity import Quantity


class Patient(StrEnum):
    """Who is fed; the kind carries the limits and the lawful bases."""

    NEONATE = "neonate"
    INFANT = "infant"
    CHILD = "child"
    ADOLESCENT = "adolescent"
    ADULT = "adult"


class Access(StrEnum):
    """Where the line ends."""

    PERIPHERAL = "peripheral"
    CENTRAL = "central"


class LipidGiven(StrEnum):
    """How fat is given: not at all, from a line of its own, or in the bag (three-in-one)."""

    NONE = "none"
    SEPARATE = "separate"
    IN_THE_BAG = "in the bag"


class Basis(StrEnum):
    """What a figure of an order is stated for."""

    BY_DAY = "day"
    BY_WEIGHT_AND_DAY = "kg/day"
    BY_LITRE = "L"


@dataclass(frozen=True)
class Wanted:
    """One line of an order: so much of a substance, from a named product.

    ``substance`` is a salt said in full ("sodium chloride"), an ion ("sodium", "phosphate"), or
    "amino acids", "dextrose monohydrate", "fat", "zinc" and so on. ``quantity`` is by day, by kg
    and day, or by litre. ``product`` is the id of the product it is to come from; empty only for
    an ion, for which the solver chooses among the order's salt products.
    """

    substance: str
    quantity: Quantity
    product: str = ""


@dataclass(frozen=True)
class NutritionOrder:
    """One day's nutrition for one patient.

    ``volume`` is the volume infused in ``hours`` without separately given fat, in mL/day or
    mL/kg/day. ``overfill`` is what the bag holds beyond it, for the line. ``taper`` is the time at
    half rate at the start and at the end of a cyclic infusion. ``macronutrients`` are amino acids,
    dextrose and fat; ``salts`` complete salts; ``ions`` what the solver is to bring by
    ``salt_products``; ``additives`` everything else (trace elements, vitamins, heparin ...).
    """

    id: str
    patient: Patient
    weight: Quantity
    access: Access
    volume: Quantity
    hours: Quantity
    macronutrients: tuple[Wanted, ...]
    lipid_given: LipidGiven = LipidGiven.NONE
    overfill: Quantity | None = None
    taper: Quantity | None = None
    salts: tuple[Wanted, ...] = ()
    ions: tuple[Wanted, ...] = ()
    salt_products: tuple[str, ...] = ()
    additives: tuple[Wanted, ...] = ()
    lipid_hours: Quantity | None = None
