"""Multiple-dose preparations: whether one may be made so, and how long it lasts once opened."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from beyond_use.category import Category
from beyond_use.clock import aware, floor_minute, place_of
from beyond_use.csp import Storage
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.lengths import told
from beyond_use.reason import Effect, Reason
from beyond_use.window import End, Window, end_after, opened_instant, window

__all__ = ["MultiDose", "after_opening", "may_hold_several_doses"]

_SINGLE = Otherwise(
    Effect.NOTHING,
    "It may not hold several doses: make single doses",
    "the formulation's author, with a preservative proven by USP <51>",
)
_NOT_SO = Otherwise(
    Effect.NOTHING,
    "It may not hold several doses without a preservative: make single doses",
    "an order for one patient, made as Category 2 or 3",
)
_DISCARD = Otherwise(Effect.NOTHING, "Discard it", "a new container")


@dataclass(frozen=True)
class MultiDose:
    """A preparation in a container for several doses; a fact that is None is not known.

    ``topical`` covers eye drops. ``effective`` says that this formulation in this container passed
    the antimicrobial effectiveness test of USP <51>; ``beyond_use`` is the date it was given.
    """

    preserved: bool | None
    aqueous: bool | None
    topical: bool | None
    effective: bool | None
    one_patient: bool | None
    category: Category | None
    beyond_use: datetime | None
    zone: str

    def __post_init__(self) -> None:
        place_of(self.zone)

    @property
    def exempt(self) -> bool:
        """Tell whether it is one of those that need no preservative: drops and topicals."""
        return self.topical is True and self.preserved is False


def may_hold_several_doses(csp: MultiDose, law: Law) -> tuple[Reason, ...]:
    """Ask what the law asks of a preparation before it may be a multiple-dose one."""
    if csp.exempt:
        row = law.row("MD-3", Storage.ROOM)
        high = None if csp.category is None else csp.category in {Category.TWO, Category.THREE}
        return (
            asked(row, csp.one_patient, "For one patient only", _NOT_SO),
            asked(row, high, "Made as Category 2 or 3", _NOT_SO),
        )
    row = law.row("MD-1")
    reasons = [asked(row, csp.preserved, "Preserved", _SINGLE)]
    if csp.aqueous is not False:
        reasons.append(asked(row, csp.effective, "Passed USP <51>", _SINGLE))
    return tuple(reasons)


def after_opening(
    csp: MultiDose, opened_at: datetime | None, storage: Storage | None, now: datetime, law: Law
) -> Window:
    """Tell whether an opened one may be used now, and until when.

    ``storage`` is the warmest it was kept since. Raises BadFacts where it was opened after now.
    """
    others = (*may_hold_several_doses(csp, law), *_known(csp, opened_at, storage, law))
    ends = tuple(_ends(csp, opened_at, storage, now, law))
    return window(ends, others, now, csp.zone)


def _known(
    csp: MultiDose, opened_at: datetime | None, storage: Storage | None, law: Law
) -> Iterator[Reason]:
    """Ask for the facts without which no end can be told."""
    dated = True if csp.beyond_use is not None else None
    begun = True if opened_at is not None else None
    yield asked(law.row("MD-2"), dated, "Its own beyond-use date on record", _DISCARD)
    yield asked(law.row("IN-9"), begun, "Time of its opening on record", _DISCARD)
    if csp.exempt:
        row = law.row("MD-3", Storage.ROOM)
        lawful = None if storage is None else law.find("MD-3", storage) is not None
        kept = storage or "nobody knows how"
        yield asked(row, lawful, f"It has a time after opening, kept so ({kept})", _DISCARD)


def _ends(
    csp: MultiDose,
    opened_at: datetime | None,
    storage: Storage | None,
    now: datetime,
    law: Law,
) -> Iterator[End]:
    if csp.beyond_use is not None:
        own = floor_minute(aware(csp.beyond_use, "beyond-use date"))
        yield End(own, "its own beyond-use date", law.row("MD-2"))
    if opened_at is None:
        return
    start = opened_instant(opened_at, now)
    entered = law.row("MD-2")
    yield end_after(start, entered, csp.zone, f"{told(entered)} {entered.part} (MD-2)")
    row = law.find("MD-3", storage) if csp.exempt and storage is not None else None
    if row is not None:
        yield end_after(start, row, csp.zone, f"{told(row)} after opening, {row.part} (MD-3)")
