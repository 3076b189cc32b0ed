"""Bacterial endotoxins: when they are tested for, and how much of them a dose may bring."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from beyond_use.batch import Batch, Form
from beyond_use.category import Category
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from formulas.number import plain
from formulas.quantity import Quantity, qty, show
from formulas.vocabulary import AMOUNTS, VOLUMES

__all__ = [
    "Asked",
    "EndotoxinLimit",
    "Route",
    "endotoxin_asked",
    "endotoxin_limit",
    "endotoxin_result",
]

_ALONE = frozenset({*AMOUNTS, *VOLUMES})
_TEST = Otherwise(Effect.NOTHING, "Keep the batch until it is tested", "an endotoxin test")
_ADVISED = Otherwise(Effect.NOTED, "A test is advised", "an endotoxin test")
_REJECT = Otherwise(
    Effect.NOTHING, "Reject the batch and investigate", "no one: this batch is lost"
)


class Asked(StrEnum):
    """How strongly an endotoxin test is asked for."""

    MUST = "must"
    SHOULD = "should"
    NOT = "not asked"


class Route(StrEnum):
    """Where it is given, which decides how much endotoxin a body bears."""

    PARENTERAL = "parenteral"
    INTRATHECAL = "intrathecal"


@dataclass(frozen=True)
class EndotoxinLimit:
    """So many endotoxin units (EU) at most in one ``per``: in 1 mg, in 1 mL, in 1 unit."""

    value: Fraction
    per: str
    row: Row

    @property
    def told(self) -> str:
        """Print it: 0.5 EU/mg."""
        return f"{plain(self.value)} EU/{self.per}"


def endotoxin_asked(batch: Batch, law: Law) -> tuple[Asked, Row]:
    """Tell whether a batch must, should or need not be tested, and by which rule.

    A component that is not known to have been sterile counts as one that was not.
    """
    if batch.category is Category.ONE:
        return Asked.NOT, law.row("Q-2")
    if batch.form is not Form.INJECTABLE or batch.nonsterile is False:
        return Asked.NOT, law.row("Q-9")
    if batch.tested:
        return Asked.MUST, law.row("Q-9")
    return Asked.SHOULD, law.row("Q-10")


def endotoxin_limit(dose: Quantity, route: Route, law: Law) -> EndotoxinLimit:
    """Give the limit for the largest dose for each kg of body within an hour: K over M.

    The dose is by kg, alone where all of it is given within an hour ("10 mg/kg"), or by hour for
    one infused longer ("2 mg/kg/h"). Raises BadFacts for a dose by day, by bag or of nothing.
    """
    row = law.row("Q-11", route)
    amount = _within_an_hour(dose)
    return EndotoxinLimit(Fraction(row.number) / amount.exact, str(amount.unit), row)


def endotoxin_result(
    batch: Batch, found: Fraction | None, limit: EndotoxinLimit | None, law: Law
) -> Reason:
    """Hold what was found, in EU for one ``per`` of the limit, against the limit.

    What was found above the limit stops the batch, whether or not the test was asked for.
    """
    strength, row = endotoxin_asked(batch, law)
    if found is not None and found < 0:
        trouble = f"Endotoxin found cannot be {plain(found)}"
        raise BadFacts(trouble)
    if found is not None and limit is not None:
        kept = found <= limit.value
        said = f"Endotoxin found: {plain(found)} EU/{limit.per}, at most {limit.told} is allowed."
        return judge(
            limit.row,
            met=kept,
            costs=_REJECT.costs,
            says=said if kept else f"{said} {_REJECT.do}.",
            lifted_by="" if kept else _REJECT.lifted_by,
        )
    if strength is Asked.NOT:
        return judge(row, met=True, costs=Effect.NONE, says="No endotoxin test is asked for.")
    what = "Endotoxin test made, and held against a limit"
    return asked(row, None, what, _TEST if strength is Asked.MUST else _ADVISED)


def _within_an_hour(dose: Quantity) -> Quantity:
    """Give what one kilogram gets within an hour at most."""
    alone, by_kg, time = str(dose.unit).partition("/kg")
    if dose.exact > 0 and by_kg and alone in _ALONE and time in {"", "/h", "/min"}:
        amount = dose * qty("1 kg")
        return (amount * qty("1 h") if time else amount).to(alone)
    trouble = (
        f"The largest dose for each kg within an hour cannot be {show(dose)}; "
        "write 10 mg/kg, or 2 mg/kg/h for one infused longer than an hour"
    )
    raise BadFacts(trouble)
