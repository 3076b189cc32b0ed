"""A nutrition order reckoned through: bag, what it gives, checks, sheet, second calculation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from compounding.preparation.nutrition.site_rules import SiteRules
from formulas.errors import FormulaError
from formulas.nutrition.bag import Bag
from formulas.nutrition.check import Check, State
from formulas.nutrition.checks import check_bag, stopped, to_decide
from formulas.nutrition.delivered import Delivered, delivered
from formulas.nutrition.making import make_bag
from formulas.nutrition.mixtures import Circumstances
from formulas.nutrition.order import NutritionOrder
from formulas.nutrition.second import compare
from formulas.nutrition.second_lines import Agreement
from formulas.nutrition.sheet import sheet_of
from formulas.nutrition.steps import Sheet


@dataclass(frozen=True)
class Reckoned:
    """All that is known of an order before anybody signs it.

    ``sheet`` and ``agreement`` are missing where they could not be made; ``troubles`` says why.
    ``before`` is the patient's bag before this one, where there is one; ``site`` is what it was
    held against.
    """

    bag: Bag
    gives: Delivered
    checks: tuple[Check, ...]
    sheet: Sheet | None
    agreement: Agreement | None
    before: Bag | None
    troubles: tuple[str, ...]
    site: SiteRules

    @property
    def stops(self) -> tuple[str, ...]:
        """Why no bag may be made from it: absolute limits, no sheet, a second sum that differs."""
        differing = self.agreement.disagreements if self.agreement else ()
        return (
            *self.troubles,
            *(f"The second calculation does not agree: {one.told}." for one in differing),
            *(one.sentence for one in stopped(self.checks)),
        )

    @property
    def to_decide(self) -> tuple[Check, ...]:
        """The checks on each of which the pharmacist gives a reason, in the order shown."""
        return to_decide(self.checks)


def reckon(
    order: NutritionOrder,
    site: SiteRules,
    before: Bag | None = None,
    around: Circumstances | None = None,
) -> Reckoned:
    """Reckon an order through; ``around`` is how warm it will be and how long it lasts.

    Raises FormulaError where it makes no bag at all.
    """
    bag = make_bag(order)
    sheet, agreement, troubles = _sheet(order, bag)
    added = sheet.volume_at_calcium if sheet else None
    kept = replace(around or Circumstances(), at_addition=added)
    checks = check_bag(bag, site.limits, site.curves, previous=before, around=kept)
    shown = tuple(sorted(checks, key=_turn))
    return Reckoned(bag, delivered(bag), shown, sheet, agreement, before, troubles, site)


def _sheet(
    order: NutritionOrder, bag: Bag
) -> tuple[Sheet | None, Agreement | None, tuple[str, ...]]:
    """Make the sheet and reckon back from it; what fails is told, and stops the bag."""
    try:
        sheet = sheet_of(bag)
    except FormulaError as trouble:
        return None, None, (str(trouble),)
    try:
        return sheet, compare(order, sheet), ()
    except FormulaError as trouble:
        return sheet, None, (str(trouble),)


def _turn(check: Check) -> tuple[int, int]:
    """Stops first, then what must be decided, what was not evaluated, warnings, what is met."""
    turns = (State.STOP, State.DECIDE, State.NOT_EVALUATED, State.WARNING, State.MET)
    return turns.index(check.state), 0 if check.needs_decision else 1
