"""Every check of a nutrition bag, in one list: what is met, what warns, what stops."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from formulas.nutrition.bag import Bag
from formulas.nutrition.bag_figures import (
    ALUMINIUM,
    AMOUNTS,
    CHANGE,
    CHARGES,
    OSMOLARITY,
    measured,
)
from formulas.nutrition.books import book_checks
from formulas.nutrition.calcium_phosphate import calcium_phosphate_checks
from formulas.nutrition.change import change_checks
from formulas.nutrition.check import Check, judged, unseen
from formulas.nutrition.curves import Curve
from formulas.nutrition.given import DAY, Given, Measured, given_by
from formulas.nutrition.limits import Limit, Limits
from formulas.nutrition.limits_file import limits as shipped
from formulas.nutrition.mixture_rules import rule_checks, three_in_one
from formulas.nutrition.mixtures import Circumstances
from formulas.nutrition.order import LipidGiven
from formulas.nutrition.osmolarities import osmolarity_checks
from formulas.nutrition.sources import NutritionProduct, Source, sources
from formulas.quantity import number, qty, show

_APART = (OSMOLARITY, CHANGE, CHARGES, AMOUNTS, ALUMINIUM)


def check_bag(
    bag: Bag,
    limits: Limits | None = None,
    curves: Sequence[Curve] = (),
    previous: Bag | None = None,
    around: Circumstances | None = None,
    products: Mapping[str, Source] | None = None,
) -> tuple[Check, ...]:
    """Hold a bag against every limit and rule that is for it.

    ``limits`` are those that come with First Air where none are given, ``curves`` those of the
    site, ``previous`` the bag before, ``products`` what the bag was made of. A bag that holds fat
    is judged as a three-in-one, whatever its order says.
    """
    table = shipped() if limits is None else limits
    labels = sources() if products is None else products
    given = given_by(_as_made(bag))
    made = [_checked(given, one) for one in table.limits.values() if _holds(given, one)]
    made += osmolarity_checks(given, table, labels)
    made += [_aluminium(given, one, labels) for one in table.of(ALUMINIUM, given.bag.order)]
    made += rule_checks(given, table, labels)
    made += book_checks(given, table, labels)
    made += calcium_phosphate_checks(given, table, curves, around or Circumstances())
    if previous is not None:
        made += change_checks(given, table, previous)
    return tuple(made)


def stopped(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Give the checks for which the bag may not be made."""
    return tuple(one for one in checks if one.stops)


def to_decide(checks: Sequence[Check]) -> tuple[Check, ...]:
    """Give the checks on which a pharmacist must decide first."""
    return tuple(one for one in checks if one.needs_decision)


def _as_made(bag: Bag) -> Bag:
    if not three_in_one(bag) or bag.order.lipid_given is LipidGiven.IN_THE_BAG:
        return bag
    return replace(bag, order=replace(bag.order, lipid_given=LipidGiven.IN_THE_BAG))


def _holds(given: Given, limit: Limit) -> bool:
    return limit.parameter not in _APART and limit.scope.covers(given.bag.order)


def _checked(given: Given, limit: Limit) -> Check:
    found = measured(given, limit.parameter, limit.value.unit, limit.comparator.value)
    return judged(limit, found)


def _aluminium(given: Given, limit: Limit, labels: Mapping[str, Source]) -> Check:
    """Sum what the labels declare; where some declare none, the sum can only condemn."""
    summed, silent = qty("0 mcg"), 0
    for one in given.bag.every:
        label = labels.get(one.product)
        declared = label.aluminium if isinstance(label, NutritionProduct) else None
        if declared is None:
            silent += 1
            continue
        factor = number(1) if one in given.bag.separate else given.bag.factor
        summed = summed + (declared * one.volume / factor).to("mcg")
    by_kg = (summed / DAY / given.weight).to(limit.value.unit)
    if silent and limit.comparator.keeps(by_kg, limit.value):
        why = f"{silent} of {len(given.bag.every)} products declare none"
        return unseen(limit, ALUMINIUM, limit.told, why, decides=False)
    numbers = f"{show(summed)} ÷ {show(given.weight)}"
    return judged(limit, Measured(by_kg, "declared amount of a day ÷ weight", numbers))
