"""What salts bring: F32, and ion against salt: F34.

Every salt brings all its ions. An entry is an amount or a strength with its exact name, "140 mEq
potassium chloride", or so much of a product, "10 mL potassium-phosphates-4.4-15ml". What a label
declares of an ion is counted once: from the ion's figure, or from the salts.
"""

from dataclasses import dataclass
from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import MissingInput, NoMolarMass, OutOfRange, UnknownProduct, UnknownSubstance
from formulas.kinds import SHARE, Measure
from formulas.molar_basis import (
    ANY_CHARGE,
    ANY_MASS,
    ANY_MOLES,
    WithItsName,
    by_the_same,
    require_no_percent,
)
from formulas.product_use import moles_by_volume, strength_of
from formulas.products import Product, product
from formulas.quantity import Quantity, converted, make, ratio, show, total
from formulas.salts import SUBSTANCE, Substance, substance, substances
from formulas.substance import Amount
from formulas.units import unit
from formulas.working import Steps, Working

_UNITS = dict.fromkeys((*ANY_CHARGE.units, *ANY_MOLES.units, *ANY_MASS.units, "mL", "L"))
SALT = WithItsName(Measure("amount or strength of a salt", tuple(_UNITS), "20"), Amount)
ION = Input("ion", SUBSTANCE, "what is counted: an ion, or phosphate or phosphorus")
SALTS = Input(
    "salts",
    SALT,
    "each salt with its exact name, or so much of a product; all on one basis",
    many=True,
)


@dataclass(frozen=True)
class Brought:
    """How much of an ion one entry brings, in mmol on the entry's own basis, and why."""

    entry: Amount
    moles: Quantity
    told: str
    source: str


def moles_brought_by(ion: Substance, entry: Amount) -> Brought:
    """Give the mmol of an ion that a salt or a product brings.

    Raises UnknownSubstance, NoMolarMass for a mixture whose product is not named.
    """
    item = product_of(entry.substance)
    return _of_product(ion, item, entry) if item else _of_salt(ion, entry)


def product_of(name: str) -> Product | None:
    """Give the product of a name; a name of both lists means the substance."""
    try:
        substance(name)
    except UnknownSubstance as trouble:
        try:
            return product(name)
        except UnknownProduct:
            raise trouble from None
    return None


def _of_salt(ion: Substance, entry: Amount) -> Brought:
    salt = substance(entry.substance)
    count = substances().count(salt, ion)
    if not count and salt.why_mixed:
        raise NoMolarMass(salt.name, salt.why_mixed)
    moles, told = _moles(salt, entry.quantity) if count else (_none(entry.quantity), "")
    numbers = f"{told} × {count}" if count else ""
    return Brought(entry, moles * count, numbers, salt.told_source)


def _none(like_this: Quantity) -> Quantity:
    """Give nothing, on the basis of an amount or strength."""
    below = like_this.unit.basis or ""
    below = {"100 mL": "mL", "dL": "L"}.get(below, below)
    return make(Fraction(0), unit(f"mmol/{below}" if below else "mmol"))


def _moles(salt: Substance, of: Quantity) -> tuple[Quantity, str]:
    """Give the mmol of an amount of a salt, on the amount's basis, and how they were reckoned."""
    if of.unit.dimension in _dimensions(ANY_MOLES):
        return by_the_same("mmol", of, of, salt.name), show(of)
    if of.unit.dimension in _dimensions(ANY_CHARGE):
        by = salt.equivalents_by_mole
    else:
        require_no_percent(salt, of)
        by = salt.molar_mass
    return by_the_same("mmol", of / by, of, salt.name), f"{show(of)} ÷ {show(by)}"


def _dimensions(kind: Measure) -> set[object]:
    return {unit(each).dimension for each in kind.units}


def _of_product(ion: Substance, item: Product, entry: Amount) -> Brought:
    """Count a product by its volume, or by the volume that holds what is ordered of it."""
    volume = entry.quantity
    if not volume.unit.joins(unit("mL")):
        volume = volume / strength_of(item, item.ordered_by, volume)
    volume = converted(volume, "mL", f"amount of {item.id}")
    by_volume = moles_by_volume(item, ion)
    source = f"label of {item.id}" + ("" if item.confirmed else "; unconfirmed")
    if by_volume is None:
        return Brought(entry, make(Fraction(0), unit("mmol")), "", source)
    told = f"{show(volume)} × {show(by_volume)} by label of {item.id}"
    return Brought(entry, (volume * by_volume).to("mmol"), told, source)


def summed(steps: Steps, ion: Substance, salts: tuple[Amount, ...]) -> Quantity:
    """Write a line for each entry and give the mmol of an ion that all of them bring.

    Raises DoNotAdd where the entries are stated on different bases.
    """
    if not salts:
        what = "salts"
        raise MissingInput(what, SALTS.meaning, "20 mEq potassium chloride")
    each = [moles_brought_by(ion, entry) for entry in salts]
    for one in each:
        numbers = one.told or "brings none"
        name = f"{ion.name} from {one.entry}"
        steps.line(name, "moles × ions", numbers, one.moles, source=one.source)
    return total([one.moles for one in each])


@calculator(
    "F32",
    "Milliequivalents of an ion that salts bring",
    (ION, SALTS),
    (Out("equivalents", ANY_CHARGE),),
    "sum over salts of mmol × ions × charge; register F32",
)
def equivalents_brought(ion: str, salts: tuple[Amount, ...]) -> Working:
    """Give the milliequivalents of one ion that several salts or products bring together.

    >>> equivalents_brought(
    ...     ion="sodium", salts="65 mEq sodium acetate anhydrous; 280 mEq sodium chloride"
    ... ).told
    'equivalents 345 mEq'
    """
    steps = Steps(f"{ion.capitalize()} that the salts bring")
    moles = summed(steps, substance(ion), salts)
    by_mole = substance(ion).equivalents_by_mole
    answer = by_the_same("mEq", moles * by_mole, moles, ion)
    steps.answer("equivalents", "sum × charge", f"{show(moles)} × {show(by_mole)}", answer)
    return steps.done()


@calculator(
    "F32",
    "Millimoles of an ion that salts bring",
    (ION, SALTS),
    (Out("moles", ANY_MOLES),),
    "sum over salts of mmol × ions; register F32 and F33",
)
def moles_brought(ion: str, salts: tuple[Amount, ...]) -> Working:
    """Give the millimoles of one ion, or of phosphate, that several salts bring together.

    >>> moles_brought(
    ...     ion="phosphate", salts="136.09 mg/mL KH2PO4; 174.18 mg/mL K2HPO4"
    ... ).told
    'moles 2 mmol/mL'
    """
    steps = Steps(f"{ion.capitalize()} that the salts bring")
    moles = summed(steps, substance(ion), salts)
    steps.answer("moles", "sum", " + ".join(str(one) for one in salts), moles)
    return steps.done()


@calculator(
    "F34",
    "Mass of an ion in salts",
    (ION, SALTS),
    (Out("mass", ANY_MASS),),
    "sum over salts of mmol × ions × molar mass of the ion; register F34",
)
def mass_brought(ion: str, salts: tuple[Amount, ...]) -> Working:
    """Give the mass of an element or ion in salts: elemental calcium in calcium gluconate.

    >>> mass_brought(
    ...     ion="calcium", salts="100 mg/mL calcium chloride dihydrate"
    ... ).told
    'mass 27.26209101… mg/mL'
    """
    steps = Steps(f"Mass of {ion} in the salts")
    moles = summed(steps, substance(ion), salts)
    held = substance(ion).molar_mass
    answer = by_the_same("mg", moles * held, moles, ion)
    numbers, source = f"{show(moles)} × {show(held)}", substance(ion).told_source
    steps.answer("mass", "sum × molar mass of the ion", numbers, answer, source=source)
    return steps.done()


@calculator(
    "F34",
    "Share of an ion that comes from one salt",
    (ION, Input("part", SALT, "the salt asked about"), SALTS),
    (Out("share", SHARE),),
    "mmol from the one ÷ mmol from all × 100; register F34",
)
def share_of_ion(ion: str, part: Amount, salts: tuple[Amount, ...]) -> Working:
    """Give the share of an ion that one of the salts brings; the salts include that one.

    >>> share_of_ion(
    ...     ion="chloride", part="1 mmol sodium chloride",
    ...     salts="1 mmol sodium chloride; 2 mmol calcium chloride dihydrate",
    ... ).told
    'share 20 percent'
    """
    steps = Steps(f"Share of {ion} from {part}")
    whole = summed(steps, substance(ion), salts)
    one = moles_brought_by(substance(ion), part).moles
    if part not in salts or not whole.exact:
        what = "part"
        raise OutOfRange(what, str(part), f"one of the salts, and the salts must bring {ion}")
    answer = make(ratio(one / whole) * 100, unit("percent"))
    steps.answer("share", "part ÷ all", f"{show(one)} ÷ {show(whole)}", answer)
    return steps.done()


@calculator(
    "F34",
    "Mass of a salt for an amount of its ion",
    (
        Input("amount", SALT, "how much of the ion, with its name: 93 mg calcium"),
        Input("salt", SUBSTANCE, "the salt that is to bring it"),
    ),
    (Out("mass", ANY_MASS),),
    "mmol of the ion ÷ ions in the salt × molar mass of the salt; register F34",
)
def salt_for_ion(amount: Amount, salt: str) -> Working:
    """Give the mass of a salt that brings so much of its ion.

    >>> salt_for_ion(amount="1 mEq calcium", salt="calcium gluconate").told
    'mass 215.185 mg'
    """
    whole = substance(salt)
    ion = moles_brought_by(substance(amount.substance), amount)
    count = substances().count(whole, substance(amount.substance))
    if not count:
        what = "salt"
        raise OutOfRange(what, salt, f"one that brings {amount.substance}")
    steps = Steps(f"{salt.capitalize()} for {amount}")
    name = f"{amount.substance} wanted"
    moles = steps.line(name, "amount as mmol", ion.told, ion.moles, source=ion.source)
    numbers = f"{show(moles)} ÷ {count} × {show(whole.molar_mass)}"
    mass = by_the_same("mg", moles * whole.molar_mass / count, moles, salt)
    formula, source = "mmol ÷ ions in the salt × its molar mass", whole.told_source
    steps.answer("mass", formula, numbers, mass, source=source)
    return steps.done()
