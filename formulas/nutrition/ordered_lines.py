"""The lines of an order, each with its product and the amount of a day, and what no order may say.

A basis that is not this patient's, a substance in two lines, an ion both by itself and through a
salt, fat without saying how it is given: each is refused before anything is reckoned.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from formulas.errors import (
    Forbidden,
    MissingInput,
    NoEquivalents,
    OrderedTwice,
    OutOfRange,
    WrongUnit,
)
from formulas.nutrition.amounts import for_a_day, infused_volume, require_basis
from formulas.nutrition.contents import (
    CATIONS,
    IONS,
    PHOSPHATE,
    contents,
    ordered_substance,
)
from formulas.nutrition.order import Basis, LipidGiven, NutritionOrder, Patient, Wanted
from formulas.nutrition.sources import (
    AMINO_ACIDS,
    DEXTROSE,
    FAT,
    NutritionProduct,
    Source,
    source,
)
from formulas.product_use import INTO_A_BAG, require_use
from formulas.products import Product
from formulas.quantity import Quantity, converted, show
from formulas.salts import substance
from formulas.substance import plain_name, positive
from formulas.units import unit
from formulas.vocabulary import VOLUMES

MACRONUTRIENTS = (AMINO_ACIDS, DEXTROSE, FAT)
_VITAMIN, _TRACE, _ELECTROLYTE = "vitamin", "trace element", "electrolyte"
_MULTIPLE = "multiple vitamins"
_NEVER_PRESERVED = (Patient.NEONATE, Patient.INFANT)


@dataclass(frozen=True)
class OrderedLine:
    """One line made plain: the exact substance, its product, the amount that a day is to bring."""

    wanted: Wanted
    item: Source
    substance: str
    of_a_day: Quantity


def ordered_lines(order: NutritionOrder, known: Mapping[str, Source]) -> tuple[OrderedLine, ...]:
    """Give the lines that name their product: macronutrients, salts and additives.

    Raises OtherBasis, WrongUnit, OrderedTwice, OtherSubstance, Forbidden, MissingInput and more.
    """
    _require_basis_of_volume(order)
    given = (*order.macronutrients, *order.salts, *order.additives)
    lines = tuple(_line(order, one, known) for one in given)
    chief = lines[: len(order.macronutrients)]
    _require_place_of_macronutrients(chief, lines[len(chief) :])
    _require_once((_name_of(one), one.wanted) for one in lines)
    _require_no_ion_twice(order, lines)
    _require_way_of_fat(order, chief)
    return lines


def ordered_ions(order: NutritionOrder) -> dict[str, Quantity]:
    """Give each ion's amount of a day, in mEq, phosphate in mmol; nought may be ordered.

    Raises OutOfRange, OrderedTwice, NoEquivalents, OtherBasis, WrongUnit.
    """
    _require_once((substance(one.substance).name, one) for one in order.ions)
    ions = {}
    for one in order.ions:
        name = substance(one.substance).name
        if name not in _SOLVED:
            what = "ion"
            raise OutOfRange(what, one.substance, f"one of {', '.join(_SOLVED)}")
        if one.product:
            what = f"product of {name}"
            raise OutOfRange(what, one.product, "left to the salt products of the order")
        if one.quantity.exact < 0:
            raise OutOfRange(name, show(one.quantity), "nought or more")
        require_basis(order, one.quantity, name)
        ions[name] = _in_its_unit(name, for_a_day(order, one.quantity, name))
    return ions


_SOLVED = ("sodium", "potassium", "calcium", "magnesium", "chloride", "acetate", PHOSPHATE)


def _in_its_unit(name: str, of_a_day: Quantity) -> Quantity:
    """Read an ion in mEq, phosphate in mmol, whatever it was ordered in."""
    ion = substance(name)
    if name == PHOSPHATE:
        if of_a_day.unit.dimension == unit("mEq").dimension:
            told = f"phosphate ordered as {show(of_a_day)} a day"
            raise NoEquivalents(told, ion.why_mixed)
        return converted(of_a_day, "mmol", name)
    if of_a_day.unit.dimension == unit("mg").dimension:
        of_a_day = (of_a_day / ion.molar_mass).to("mmol")
    if of_a_day.unit.dimension == unit("mmol").dimension:
        of_a_day = of_a_day * ion.equivalents_by_mole
    return converted(of_a_day, "mEq", name)


def _line(order: NutritionOrder, one: Wanted, known: Mapping[str, Source]) -> OrderedLine:
    if not one.product:
        name, meaning = f"product of {one.substance}", "each strength is a product of its own"
        raise MissingInput(name, meaning, "dextrose-70-2000ml")
    item = source(one.product, known)
    meant = _meant(item, one)
    positive(meant, one.quantity)
    by_label = isinstance(item, Product) and item.kind == _VITAMIN
    if not (by_label and one.quantity.unit.basis == "day"):  # labels dose vitamins by day, by band
        _require_place(order, meant, require_basis(order, one.quantity, meant), one.quantity)
    require_allowed(order, item)
    return OrderedLine(one, item, meant, for_a_day(order, one.quantity, meant))


def require_allowed(order: NutritionOrder, item: Source) -> None:
    """Refuse a product that no label lets into this patient's bag.  Raises Forbidden."""
    if not isinstance(item, Product):
        return
    require_use(item, INTO_A_BAG)
    if item.preserved and order.patient in _NEVER_PRESERVED:
        use = f"in the nutrition of a {order.patient.value}"
        raise Forbidden(item.name, use, "it is preserved, and benzyl alcohol has killed newborns")


def _meant(item: Source, one: Wanted) -> str:
    """Give the substance a line means; what is ordered by volume goes by the product's name.

    Only mixtures, vitamins and trace elements, are ordered by volume: a volume of a salt would say
    nothing of its strength.  Raises WrongUnit, OtherSubstance.
    """
    by_volume = one.quantity.unit.spelling.partition("/")[0] in VOLUMES
    if not by_volume:
        return ordered_substance(item, one.substance)
    if not isinstance(item, Product) or item.kind not in {_VITAMIN, _TRACE}:
        what = one.substance or item.ordered_by
        raise WrongUnit(what, show(one.quantity), "g/day, mEq/day or mmol/day")
    if one.substance and plain_name(one.substance) != _MULTIPLE:
        ordered_substance(item, one.substance)
    return one.substance or item.name


def _require_place(order: NutritionOrder, meant: str, basis: Basis, given: Quantity) -> None:
    """Refuse a concentration of fat that is in no bag.  Raises OutOfRange."""
    separate = order.lipid_given is not LipidGiven.IN_THE_BAG
    if meant == FAT and separate and basis is Basis.BY_LITRE:
        raise OutOfRange(meant, show(given), "by day or by kg and day: it is not in the bag")


def _require_place_of_macronutrients(
    chief: tuple[OrderedLine, ...], others: tuple[OrderedLine, ...]
) -> None:
    """Refuse amino acids, dextrose or fat among the additives, and anything else in their place."""
    for one in chief:
        if one.substance not in MACRONUTRIENTS:
            what = "macronutrient"
            raise OutOfRange(what, one.substance, f"one of {', '.join(MACRONUTRIENTS)}")
    for one in others:
        if one.substance in MACRONUTRIENTS:
            what = "place of a line"
            wanted = "among the macronutrients, where its share and energy are judged"
            raise OutOfRange(what, f"{told(one.wanted)} among salts or additives", wanted)


def _require_basis_of_volume(order: NutritionOrder) -> None:
    infused_volume(order)
    require_basis(order, order.volume, "volume")


def _require_once(named: Iterable[tuple[str, Wanted]]) -> None:
    seen: dict[str, Wanted] = {}
    for name, one in named:
        if name in seen:
            raise OrderedTwice(name, told(seen[name]), told(one))
        seen[name] = one


def _name_of(line: OrderedLine) -> str:
    """Give the name under which a line may stand once: of a phosphate, with its cation.

    Sodium and potassium phosphates are two salts, though both are ordered in mmol of phosphate.
    """
    if line.substance != PHOSPHATE:
        return line.substance
    cations = [name for name in contents(line.item) if name in CATIONS]
    return f"{' and '.join(cations)} phosphates"


def _require_no_ion_twice(order: NutritionOrder, lines: tuple[OrderedLine, ...]) -> None:
    """Refuse an ion ordered by itself where a salt of the same order brings it too."""
    salts = [one for one in lines if one.wanted in order.salts or _is_electrolyte(one)]
    alone = {substance(one.substance).name: one for one in order.ions}
    for line in salts:
        if plain_name(line.wanted.substance) in IONS:
            name = plain_name(line.wanted.substance)
            if name in alone:
                raise OrderedTwice(name, told(alone[name]), told(line.wanted))
            alone[name] = line.wanted
    for line in salts:
        for name in contents(line.item):
            if name in alone and alone[name] is not line.wanted:
                raise OrderedTwice(name, told(alone[name]), told(line.wanted))


def _is_electrolyte(line: OrderedLine) -> bool:
    return isinstance(line.item, Product) and line.item.kind == _ELECTROLYTE


def _require_way_of_fat(order: NutritionOrder, chief: tuple[OrderedLine, ...]) -> None:
    fats = [one for one in chief if one.substance == FAT]
    if bool(fats) is (order.lipid_given is LipidGiven.NONE):
        what = "way fat is given"
        wanted = "'separate' or 'in the bag'" if fats else "'none', for no fat is ordered"
        raise OutOfRange(what, repr(order.lipid_given.value), wanted)
    for one in fats:
        bulk = isinstance(one.item, NutritionProduct) and one.item.only_in_the_bag
        if bulk and order.lipid_given is LipidGiven.SEPARATE:
            use = "from a line of its own"
            raise Forbidden(one.item.name, use, "undiluted it is for three-in-one bags only")


def told(one: Wanted) -> str:
    """Say one line of an order in words."""
    return f"{show(one.quantity)} {one.substance}".rstrip()
