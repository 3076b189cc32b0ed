"""From an order to a volume of one product: F09, with everything that may stop it.

The order's words decide the substance: "500 mg" of a product means what it is named for, "500 mg
elemental calcium" the ion; "500 mg calcium" of a salt is refused, for it is read both ways. A use
no label allows has no answer and no override.
"""

import math

from formulas.calculator import Input, Out, calculator
from formulas.errors import (
    Forbidden,
    Implausible,
    NoEquivalents,
    OtherStrength,
    OtherSubstance,
    SaltOrElement,
    TooLittle,
    WrongUnit,
)
from formulas.kinds import AMOUNT_OF, NUMBER_OF, STRENGTH_OF, VOLUME, Choice
from formulas.mixture import RESOLUTION
from formulas.product_checks import moles_declared, moles_from_salts
from formulas.products import PRODUCT, Product, product
from formulas.quantity import Quantity, converted, number, qty, ratio, show, total
from formulas.salts import Substance, apart, substance, substances
from formulas.substance import Amount, Strength
from formulas.units import unit
from formulas.working import Steps, Working

INTO_A_BAG, MINIBAG = "added to a bag", "in a minibag"
DIRECT, SYRINGE, BASE = "given directly", "in a syringe", "as a base"
ELEMENTAL = "elemental "
_USE = Choice("use", (INTO_A_BAG, MINIBAG, DIRECT, SYRINGE, BASE))
_MATCH = Choice("match", ("matches",))
_KINDS = {unit("mEq").dimension: "mEq/mL", unit("mmol").dimension: "mmol/mL"}
_KINDS |= {unit("mg").dimension: "mg/mL", unit("unit").dimension: "unit/mL"}


@calculator(
    "F09",
    "Volume of a product for an order",
    (
        Input("product", PRODUCT, "the product in hand, by its id or name"),
        Input("dose", AMOUNT_OF, "what is ordered, in the order's own words: salt or ion"),
        Input("use", _USE, "how it is given; added to a bag where nothing is said", optional=True),
        RESOLUTION,
    ),
    (Out("volume", VOLUME), Out("containers", NUMBER_OF)),
    "dose ÷ the label's strength of exactly the ordered substance; register F09",
)
def product_volume(
    product: str, dose: Amount, use: str = INTO_A_BAG, resolution: Quantity | None = None
) -> Working:
    """Give the volume of a product that holds an order, and how many containers that takes.

    >>> product_volume(product="calcium-gluconate-10-10ml", dose="500 mg calcium gluconate").told
    'volume 5 mL; containers 1'
    """
    item = _item(product)
    require_use(item, use)
    steps = Steps(f"Volume of {item.name} for {dose}")
    volume = _volume(steps, item, dose, resolution)
    containers = require_plausible(item, volume, str(dose))
    held = show(item.volume) if item.volume else "a whole one"
    steps.answer("containers", "whole containers", f"{show(volume)} of {held} each", containers)
    if item.diluent is not None:
        steps.warn(f"Made up with {show(item.diluent)} of diluent, as the label says.")
    warn_unconfirmed(steps, item)
    return steps.done()


def warn_unconfirmed(steps: Steps, item: Product) -> None:
    """Say that nobody has held a product's figures against its label, where that is so."""
    if not item.confirmed:
        steps.warn(f"The figures of {item.id} are unconfirmed: hold them against its label.")


def _item(name: str) -> Product:
    return product(name)


def _volume(
    steps: Steps, item: Product, dose: Amount, resolution: Quantity | None = None
) -> Quantity:
    """Write the line that answers the volume; an order by volume is that volume."""
    if dose.quantity.unit.joins(unit("mL")):
        _require_held(item, item.substance_of(dose.substance))
        told = "ordered by volume"
        exact = dose.quantity.to("mL")
        return steps.answer("volume", told, "", exact, resolution=resolution)
    ordered = item.substance_of(dose.substance.removeprefix(ELEMENTAL))
    strength = strength_of(item, ordered, dose.quantity)
    _require_said_elemental(item, dose, ordered, strength)
    volume = converted(dose.quantity / strength, "mL", f"dose of {dose}")
    numbers = f"{show(dose.quantity)} ÷ {show(strength)}"
    if ordered != item.ordered_by:
        steps.warn(
            f"Ordered as {ordered}, not as {item.ordered_by}: make sure the order means the "
            f"{ordered}."
        )
    source = f"strength of {ordered} by label of {item.id}"
    told = f"ordered {ordered} ÷ its strength"
    return steps.answer("volume", told, numbers, volume, resolution=resolution, source=source)


def _require_said_elemental(item: Product, dose: Amount, ordered: str, strength: Quantity) -> None:
    """Refuse milligrams of an ion from a product named for its salt, unless said to be elemental.

    "500 mg calcium" of a gluconate has been read both ways, at ten times the dose.  Raises
    SaltOrElement.
    """
    in_mass = dose.quantity.unit.dimension == unit("mg").dimension
    if ordered == item.ordered_by or not in_mass or not substance(ordered).charge:
        return
    if dose.substance.startswith(ELEMENTAL):
        return
    as_salt = converted(dose.quantity / strength_of(item, item.ordered_by, dose.quantity), "mL")
    as_element = converted(dose.quantity / strength, "mL")
    raise SaltOrElement(str(dose), item.ordered_by, show(as_salt, 2), show(as_element, 2))


def _require_held(item: Product, ordered: str) -> None:
    """Refuse a substance of which the product brings nothing.  Raises OtherSubstance."""
    if ordered in item.strengths or ordered == item.ordered_by:
        return
    if moles_by_volume(item, substance(ordered)) is None:
        raise OtherSubstance(ordered, item.ordered_by or item.name)


def strength_of(item: Product, ordered: str, of: Quantity) -> Quantity:
    """Give a product's strength of one substance in the kind the order is written in.

    The label's own figure first, then what its other figure makes of it.  Raises OtherSubstance,
    NoEquivalents, WrongUnit.
    """
    meant = substance(ordered)
    _require_moles_for_phosphate(item, of)
    wanted = _KINDS.get(of.unit.dimension)
    if wanted is None:
        what = f"dose of {ordered}"
        raise WrongUnit(what, show(of), "mg, mEq, mmol or unit")
    figures = item.strengths.get(meant.name, ())
    for figure in figures:
        if figure.unit.dimension == unit(wanted).dimension:
            return figure
    if wanted == "mEq/mL" and (by_label := _of_its_cation(item, meant)):
        return by_label
    moles = moles_by_volume(item, meant)
    if moles is None and not figures:
        raise OtherSubstance(ordered, item.ordered_by or item.name)
    if moles is None or wanted == "unit/mL":
        what = f"dose of {ordered}"
        raise WrongUnit(what, show(of), str(figures[0].unit).removesuffix("/mL"))
    if wanted == "mg/mL":
        return (moles * meant.molar_mass).to(wanted)
    return (moles * meant.equivalents_by_mole).to(wanted) if wanted == "mEq/mL" else moles


def _of_its_cation(item: Product, salt: Substance) -> Quantity | None:
    """Give the label's mEq/mL of a salt's only cation: as many as the salt has itself."""
    cations = [name for name in salt.ions if substance(name).charge > 0]
    if salt.name not in item.strengths or len(cations) != 1:
        return None
    figures = item.strengths.get(cations[0], ())
    charges = [one for one in figures if one.unit.dimension == unit("mEq/mL").dimension]
    return charges[0] if charges else None


def _require_moles_for_phosphate(item: Product, of: Quantity) -> None:
    """Refuse an order of a phosphate product in mEq: phosphate or potassium, nobody can tell."""
    if item.ordered_by == "phosphate" and of.unit.dimension == unit("mEq").dimension:
        raise NoEquivalents(
            item.name, "an mEq order may mean its cation or its phosphate, which are not equal"
        )


def moles_by_volume(item: Product, ion: Substance) -> Quantity | None:
    """Give the mmol/mL a product brings of a substance: by its own figure, else from its salts.

    Nothing where the product brings none. What is declared is never counted again from a salt.
    """
    declared = moles_declared(item, ion)
    if declared is not None:
        return declared
    brought = [moles for _, moles in moles_from_salts(item, ion)]
    if brought:
        return total(brought)
    also = [substance(name) for name in item.strengths]
    counted = [one for one in also if ion.name in one.counts_as]
    return moles_declared(item, counted[0]) if counted else None


def require_use(item: Product, use: str) -> None:
    """Refuse a use that no label allows.  Raises Forbidden."""
    if item.minibag_only and use != MINIBAG:
        raise Forbidden(item.name, use, "given into the spine it kills; it leaves in a minibag")
    if use == BASE and (item.never_a_base or item.kind not in {"base", "diluent"}):
        held = f"at {show(item.osmolarity)}" if item.osmolarity is not None else "by its label"
        raise Forbidden(item.name, use, f"{held} it is no solution to make a drug up in")
    if item.must_dilute and use in {DIRECT, SYRINGE}:
        raise Forbidden(item.name, use, "it must be diluted first; undiluted it can kill")


def require_plausible(item: Product, volume: Quantity, ordered: str) -> Quantity:
    """Give how many containers a volume takes; refuse more than is ever meant, and too little.

    Raises Implausible, TooLittle.
    """
    what = f"{ordered} from {item.name}"
    if item.least_volume is not None and volume < item.least_volume:
        raise TooLittle(what, show(volume), show(item.least_volume))
    if item.volume is None:
        return number(1)
    count = math.ceil(ratio(volume / _whole_container(item, item.volume)))
    if count > item.most_containers:
        most = f"{item.most_containers} {item.container}(s) for one bag"
        raise Implausible(what, f"{count} {item.container}s ({show(volume)})", most)
    return number(count)


def _whole_container(item: Product, volume: Quantity) -> Quantity:
    """Give what one container holds: its volume, or a little more where its content makes that.

    A gram made up to 330 mg/mL is 3.03 mL, though its label says 3 mL; it is still one vial.
    """
    totals = (item.total or {}).get(item.ordered_by, ())
    by_content = [
        (held / strength).to("mL")
        for held in totals
        for strength in item.strengths[item.ordered_by]
        if (held / strength).unit.dimension == volume.unit.dimension
    ]
    return max([volume, *by_content])


@calculator(
    "F09",
    "Is this the strength that is ordered?",
    (
        Input("product", PRODUCT, "the product in hand, by its id or name"),
        Input("ordered", STRENGTH_OF, "the strength ordered, with its substance"),
    ),
    (Out("match", _MATCH),),
    "held strength against ordered strength; register F09 and section 11 (heparin)",
)
def product_strength(product: str, ordered: Strength) -> Working:
    """Tell that the product in hand has the strength ordered; another strength is refused.

    >>> product_strength(product="heparin-10-5ml", ordered="10 unit/mL heparin").told
    'match matches'
    """
    item = _item(product)
    meant = item.substance_of(ordered.substance)
    by_volume = (ordered.quantity * qty("1 mL")).to(_amount_unit(ordered.quantity))
    held = strength_of(item, meant, by_volume).to(ordered.quantity.unit)
    if apart(held, ordered.quantity) > substances().agreement.strength:
        times = show(number(ratio(held / ordered.quantity)))
        raise OtherStrength(item.name, f"{show(ordered.quantity)} {meant}", show(held), times)
    steps = Steps(f"Strength of {item.name}")
    warn_unconfirmed(steps, item)
    steps.verdict("match", "held = ordered", f"{show(held)} = {show(ordered.quantity)}", "matches")
    return steps.done()


def _amount_unit(strength: Quantity) -> str:
    return "mg" if strength.unit.spelling == "% w/v" else strength.unit.spelling.partition("/")[0]
