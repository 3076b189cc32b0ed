"""Whether a bag's own books close: charges of the added salts, amounts by label, containers."""

import math
from collections.abc import Mapping

from formulas.errors import FormulaError
from formulas.nutrition.bag import Ingredient
from formulas.nutrition.bag_figures import AMOUNTS, CHARGES
from formulas.nutrition.check import Check, judged, ruled, unseen
from formulas.nutrition.contents import ANIONS, CATIONS, PHOSPHATE, brings
from formulas.nutrition.given import Given, Measured, Unmeasured, share
from formulas.nutrition.limits import Limits
from formulas.nutrition.sources import Source
from formulas.product_use import moles_by_volume
from formulas.products import Product
from formulas.quantity import Quantity, number, qty, ratio, show
from formulas.salts import substance

Labels = Mapping[str, Source]
_SALTS = ("electrolyte", "base")
_FORMS = ("dihydrogen phosphate", "hydrogen phosphate", "glycerophosphate")
_NONE = "0 mEq"


def book_checks(given: Given, limits: Limits, labels: Labels) -> list[Check]:
    """Check charges, amounts, volumes and containers."""
    order = given.bag.order
    made = [judged(one, charge_difference(given, labels)) for one in limits.of(CHARGES, order)]
    made += [judged(one, amount_difference(given, labels)) for one in limits.of(AMOUNTS, order)]
    made += _volumes(given, limits)
    made += _containers(given, limits, labels)
    return made


def charge_difference(given: Given, labels: Labels) -> Measured | Unmeasured:
    """Give by what share the charges of the added salts miss each other.

    Salts of amino acid products are left out: their amino acids carry the other charge. A phosphate
    counts by the ions of its own salts, as its label declares them.
    """
    cations, anions = qty(_NONE), qty(_NONE)
    for one in given.bag.ingredients:
        label = labels.get(one.product)
        if label is None:
            return Unmeasured(f"{one.product} is not among the products on file")
        if not isinstance(label, Product) or label.kind not in _SALTS:
            continue
        cations = cations + _charges(one, CATIONS)
        anions = anions + _charges(one, ANIONS)
        phosphate = _phosphate_charge(one, label)
        if phosphate is None:
            return Unmeasured(f"{one.name} does not say of which phosphates it is made")
        anions = anions + phosphate
    if cations.exact == 0 and anions.exact == 0:
        return Measured(qty("0 percent"), "no salts in the bag", "")
    apart, more = abs(cations - anions), max(cations, anions)
    numbers = f"cations {show(cations)}, anions {show(anions)}"
    return Measured(share(apart, more), "difference ÷ the greater of both", numbers)


def _charges(one: Ingredient, names: tuple[str, ...]) -> Quantity:
    summed = qty(_NONE)
    for name in names:
        summed = summed + one.brings.get(name, qty(_NONE))
    return summed


def _phosphate_charge(one: Ingredient, label: Product) -> Quantity | None:
    """Give the charge of a product's phosphate, or none where its label does not tell its salts."""
    booked = one.brings.get(PHOSPHATE)
    if booked is None or booked.exact == 0:
        return qty(_NONE)
    moles, charge = qty("0 mmol"), qty(_NONE)
    for form in _FORMS:
        ion = substance(form)
        by_volume = moles_by_volume(label, ion)
        if by_volume is not None:
            there = (by_volume * one.volume).to("mmol")
            moles = moles + there
            charge = charge + (there * ion.equivalents_by_mole).to("mEq")
    return charge if moles.exact else None


def amount_difference(given: Given, labels: Labels) -> Measured | Unmeasured:
    """Give the largest share by which an amount in the books misses volume × label strength."""
    worst, told = qty("0 percent"), "every amount is its volume × strength"
    for one in given.bag.every:
        label = labels.get(one.product)
        if label is None:
            return Unmeasured(f"{one.product} is not among the products on file")
        try:
            by_label = brings(label, one.volume)
        except FormulaError as trouble:
            return Unmeasured(str(trouble))
        for name in {**by_label, **one.brings}:
            found = _apart(one.brings.get(name), by_label.get(name))
            if found > worst:
                worst, told = found, f"{name} of {one.name}"
    return Measured(worst, "largest difference of an amount from its label", told)


def _apart(booked: Quantity | None, by_label: Quantity | None) -> Quantity:
    """Give the difference of two amounts as a share of the greater; one alone is all of it."""
    if booked is None or by_label is None:
        there = booked or by_label
        return qty("100 percent") if there is not None and there.exact else qty("0 percent")
    if booked.unit.dimension != by_label.unit.dimension:
        return qty("100 percent")
    more = max(abs(booked), abs(by_label))
    return share(abs(booked - by_label), more) if more.exact else qty("0 percent")


def _volumes(given: Given, limits: Limits) -> list[Check]:
    bag = given.bag
    rule = limits.rule("volumes", bag.order)
    if rule is None:
        return []
    summed = bag.water
    for one in bag.ingredients:
        summed = summed + one.volume
    whole = (bag.infused * number(ratio(bag.factor))).to("mL")
    kept = summed == bag.volume and bag.volume == whole and bag.water.exact >= 0
    found = (
        f"ingredients and water are {show(summed)}, the bag is {show(bag.volume)}, "
        f"infused volume × overfill is {show(whole)}"
    )
    return [ruled(rule, found, kept=kept)]


def _containers(given: Given, limits: Limits, labels: Labels) -> list[Check]:
    """Count the containers a day's order asks for; more than the product's row allows is not meant.

    What is made beyond the order, for the line, is not counted: it is no sign of a wrong unit.
    """
    rule = limits.rule("containers", given.bag.order)
    if rule is None:
        return []
    volumes: dict[str, Quantity] = {}
    for one in given.bag.every:
        factor = number(1) if one in given.bag.separate else given.bag.factor
        ordered = (one.volume / factor).to("mL")
        before = volumes.get(one.product)
        volumes[one.product] = ordered if before is None else before + ordered
    made, kept = [], 0
    for product, volume in volumes.items():
        label = labels.get(product)
        if label is None or label.volume is None:
            made.append(unseen(rule, f"containers of {product}", rule.says, "no volume on file"))
            continue
        needed = math.ceil(ratio(volume / label.volume))
        if needed > label.most_containers:
            most = f"its row allows {label.most_containers}"
            found = f"{show(volume)} of {label.name} are {needed} containers; {most}"
            made.append(ruled(rule, found, kept=False))
        else:
            kept += 1
    if not made:
        made.append(ruled(rule, f"{kept} products, none in more containers", kept=True))
    return made
