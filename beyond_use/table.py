"""The table of the category: which row limits a preparation, and what that row allows.

Storage that a table leaves out is not allowed at all, and none is frozen without proof that its
container stays closed.
"""

from collections.abc import Iterator
from datetime import datetime

from beyond_use.answer import Kind, Limit
from beyond_use.category import Category
from beyond_use.category_3 import endotoxin_tested
from beyond_use.csp import Endotoxin, Preparation, Process, Sterility, Storage
from beyond_use.edition import Row
from beyond_use.figures import Otherwise, asked, found, held, keeps, limit_told
from beyond_use.law import Law
from beyond_use.lengths import end_of_row, told
from beyond_use.reason import Effect, Reason, judge

_UNTESTED = Effect.NOTED
_SMALLER = Otherwise(
    _UNTESTED,
    "The test of a larger batch buys no longer row, so its date is that of one not tested",
    "a smaller batch",
)
_SAY_HOW_LARGE = Otherwise(
    _UNTESTED, "A longer date holds for no larger batch: say its batch_units", "its final yield"
)


def table_rule(csp: Preparation, category: Category, law: Law) -> str:
    """Name the rule whose row limits this preparation. A test still pending counts as none."""
    if category is Category.ONE:
        return "BUD-1"
    terminal = csp.process is Process.TERMINAL
    if category is Category.THREE:
        return "BUD-8" if terminal else "BUD-7"
    if counts_as_tested(csp, law):
        return "BUD-6" if terminal else "BUD-4"
    if terminal:
        return "BUD-5"
    return "BUD-3" if csp.sterile_components_only else "BUD-2"


def counts_as_tested(csp: Preparation, law: Law) -> bool:
    """Tell whether its tests buy the row of the tested.

    The sterility test has passed, and so has the endotoxin test where something injected, or not
    known not to be, has a component that is not sterile (Q-9). A failed one buys nothing, and
    neither does a test of a batch that is larger than such a one may be (Q-1).
    """
    if csp.sterility is not Sterility.PASSED or csp.endotoxin is Endotoxin.FAILED:
        return False
    if keeps(law.row("Q-1"), csp.units, "final yield of the batch") is False:
        return False
    free = csp.sterile_components_only or csp.injectable is False
    return free or csp.endotoxin is Endotoxin.PASSED


def tests_asked(csp: Preparation, category: Category, law: Law) -> Iterator[Reason]:
    """Ask the tests: a failed one leaves no date, one that is still open buys no longer row."""
    row = law.row("BUD-14")
    if csp.sterility is Sterility.FAILED:
        says = (
            "Its sterility test failed, so there is no date: hold it back or recall it, "
            "investigate, and identify the organism (BUD-14)."
        )
        yield judge(row, met=False, costs=Effect.NOTHING, says=says, lifted_by="a new batch")
    elif csp.sterility is Sterility.PENDING:
        says = "Its sterility test is still pending, which counts as none."
        yield judge(row, met=None, costs=_UNTESTED, says=says, lifted_by="a passed test")
    if csp.endotoxin is Endotoxin.FAILED:  # out of specification, whether or not it was asked for
        says = "Its endotoxin test failed, so there is no date: hold it back or recall it (Q-9)."
        yield judge(
            law.row("Q-9"), met=False, costs=Effect.NOTHING, says=says, lifted_by="a new batch"
        )
    elif category is Category.TWO and csp.sterility is Sterility.PASSED:
        yield endotoxin_tested(csp, law.row("Q-9"), _UNTESTED)
    if category is Category.TWO and csp.sterility is Sterility.PASSED:
        yield _size_held(csp, law.row("Q-1"))
    if category is Category.ONE and csp.sterility is Sterility.PASSED:
        says = "Its passed sterility test does not lengthen a Category 1 date."
        yield judge(law.row("BUD-13"), met=True, costs=Effect.NONE, says=says)


def _size_held(csp: Preparation, row: Row) -> Reason:
    """Hold the size of a tested batch against the largest; one not known is asked for (Q-1)."""
    if csp.units is not None:
        return held(row, csp.units, "final yield of the batch", _SMALLER)
    said = f"final yield of the batch: not known, {limit_told(row)} is asked for."
    return found(row, met=None, said=said, otherwise=_SAY_HOW_LARGE)


def storage_asked(
    csp: Preparation, storage: Storage, category: Category, law: Law
) -> Iterator[Reason]:
    """Ask whether its table has this storage, and a frozen one whether its container is proven."""
    rule = table_rule(csp, category, law)
    if law.find(rule, storage) is None:
        row = next(row for row in law.rows if row.rule == rule)
        says = f"The table of {category} allows no storage in the {storage} ({rule})."
        yield judge(row, met=False, costs=Effect.NOTHING, says=says, lifted_by="another storage")
    elif storage is Storage.FREEZER:
        proven = bool(csp.frozen_closure.strip())
        do = "No proof is cited that this container stays closed when frozen (BUD-19)"
        proof = Otherwise(Effect.NOTHING, do, "a cited test of this container, frozen")
        yield asked(law.row("BUD-19"), proven, "closure of the frozen container proven", proof)


def table_limits(
    csp: Preparation, storage: Storage, category: Category, law: Law, since: datetime
) -> Iterator[Limit]:
    """Give the ceiling of the table, counted from the start or from a change of storage."""
    row = law.find(table_rule(csp, category, law), storage)
    if row is not None:
        yield limit_of(row, since, csp.zone)


def limit_of(row: Row, since: datetime, zone: str) -> Limit:
    """Give what one row of a table allows, counted from an instant."""
    return Limit(
        Kind.TABLE,
        end_of_row(since, row, zone),
        f"{row.says}: {told(row)}",
        f"{row.citation}, {row.rule}",
        row.confirmed,
        row.rule,
        f"{row.value} {row.unit}",
    )
