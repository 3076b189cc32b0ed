"""What must be done every so often, as a reason: in date, or overdue since when."""

from datetime import date

from beyond_use.cadence import cadence
from beyond_use.edition import Row
from beyond_use.figures import Otherwise
from beyond_use.law import Law
from beyond_use.reason import Reason, judge

__all__ = ["repeated"]


def repeated(
    row: Row, last: date | None, today: date, law: Law, what: str, otherwise: Otherwise
) -> Reason:
    """Judge when something was last done; never, as far as is known, is not known.

    Raises BadFacts where it is written down for a day to come.
    """
    due = cadence(last, row, today, law)
    unit = row.unit if row.value == "1" else f"{row.unit}s"
    done = f"last on {last}, {due.told}" if last is not None else "never, as far as is known"
    says = f"{what}: {done}; every {row.value} {unit}."
    if due.current:
        return judge(row, met=True, costs=otherwise.costs, says=says)
    return judge(
        row,
        met=None if last is None else False,
        costs=otherwise.costs,
        says=f"{says} {otherwise.do}.",
        lifted_by=otherwise.lifted_by,
    )
