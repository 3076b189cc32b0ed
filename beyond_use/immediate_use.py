"""Immediate use: sterile products prepared for a patient at hand, outside the three categories.

Every condition has to hold; a record not kept (IU-9), and a rule recalled with doubt (IU-8), are
only noted. Then administration begins within four hours of the start; how long it then lasts is
not limited.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from beyond_use.clock import aware, floor_minute, local_text, place_of
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.lengths import end_of_row
from beyond_use.reason import Effect, Reason, gravest, judge

_BARS = Effect.NOTHING
_WHOLE = "making it under Category 1, 2 or 3"


@dataclass(frozen=True)
class ImmediateUse:
    """The facts of an immediate use; what is None is not known, and not known is not met.

    ``products`` are different sterile products, not packages. ``one_patient`` says that no
    single-dose container serves a second patient, ``left_discarded`` that what is left in it is
    discarded. ``backed_by`` cites labeling or study. ``given_by_preparer`` also stands for given
    under the preparer's eyes. ``antineoplastic`` also stands for another hazardous ingredient that
    is manipulated, ``contained`` for full containment. ``begins_at`` is when administration began
    or will begin.
    """

    started_at: datetime
    zone: str
    products: int | None = None
    all_sterile: bool | None = None
    patients: int | None = None
    one_patient: bool | None = None
    left_discarded: bool | None = None
    backed_by: str | None = None
    given_by_preparer: bool | None = None
    labeled: bool | None = None
    trained: bool | None = None
    hazardous: bool | None = None
    assessed: bool | None = None
    antineoplastic: bool | None = None
    contained: bool | None = None
    recorded: bool | None = None
    begins_at: datetime | None = None

    def __post_init__(self) -> None:
        started = aware(self.started_at, "start of the preparation")
        place_of(self.zone)
        if self.begins_at is not None and aware(self.begins_at, "administration") < started:
            trouble = "The administration lies before the start of the preparation"
            raise BadFacts(trouble)
        if any(count is not None and count < 1 for count in (self.products, self.patients)):
            trouble = "An immediate use has at least one product and one patient"
            raise BadFacts(trouble)


@dataclass(frozen=True)
class ImmediateAnswer:
    """Whether immediate use is allowed, and by when administration has to begin."""

    allowed: bool
    begin_by: datetime
    zone: str
    reasons: tuple[Reason, ...]

    @property
    def told(self) -> str:
        """Say it in one line."""
        if self.allowed:
            return f"Begin administration by {local_text(self.begin_by, self.zone)}, else discard"
        barred = [one.says for one in self.reasons if one.effect is _BARS]
        return f"No immediate use: {' '.join(barred)}"


def immediate_use(facts: ImmediateUse, law: Law) -> ImmediateAnswer:
    """Ask every condition IU-1 to IU-9, and HL-4 of what may be hazardous.

    The answer says by when administration has to begin.
    """
    by = floor_minute(end_of_row(facts.started_at, law.row("IU-2"), facts.zone))
    reasons = (
        *_products(facts, law),
        _in_time(facts, by, law),
        *_patients(facts, law),
        *_knowledge(facts, law),
        *_hazard_and_record(facts, law),
    )
    return ImmediateAnswer(gravest(reasons) is not _BARS, by, facts.zone, reasons)


def _products(facts: ImmediateUse, law: Law) -> Iterator[Reason]:
    fewer = Otherwise(_BARS, "Use fewer different products", _WHOLE)
    yield held(law.row("IU-1"), facts.products, "different sterile products", fewer)
    sterile = Otherwise(_BARS, "A nonsterile component is never for immediate use", _WHOLE)
    yield asked(law.row("IU-7"), facts.all_sterile, "every component sterile", sterile)


def _in_time(facts: ImmediateUse, by: datetime, law: Law) -> Reason:
    """Hold the beginning of administration against the limit; at the instant itself it is kept."""
    row = law.row("IU-2")
    end = local_text(by, facts.zone)
    if facts.begins_at is None:
        says = f"Administration has to begin by {end}."
        return judge(row, met=True, costs=Effect.NONE, says=says)
    begins = aware(facts.begins_at, "administration")
    told = local_text(begins, facts.zone)
    if begins <= by:
        says = f"Administration begins {told}, no later than {end}."
        return judge(row, met=True, costs=Effect.NONE, says=says)
    says = f"Administration would begin {told}, which is after {end}. Discard it."
    return judge(row, met=False, costs=_BARS, says=says, lifted_by="a new preparation")


def _patients(facts: ImmediateUse, law: Law) -> Iterator[Reason]:
    row = law.row("IU-3")
    own = Otherwise(_BARS, "A single-dose container serves one patient only", "a new container")
    yield asked(row, facts.one_patient, "each single-dose container for one patient", own)
    rest = Otherwise(_BARS, "Discard what is left in a single-dose container", "whoever prepares")
    yield asked(row, facts.left_discarded, "what is left is discarded", rest)
    with_label = facts.given_by_preparer is True or facts.labeled
    label = Otherwise(
        _BARS,
        "Label it with names and amounts, who prepared it, and the hour it ends",
        "a label, or its preparer giving it",
    )
    yield asked(
        law.row("IU-5"), with_label, "given or seen given by its preparer, or labeled", label
    )


def _knowledge(facts: ImmediateUse, law: Law) -> Iterator[Reason]:
    backed = None if facts.backed_by is None else bool(facts.backed_by.strip())
    cite = Otherwise(_BARS, "Cite the labeling or a study", "a source for compatibility")
    yield asked(law.row("IU-4"), backed, "compatibility and stability backed", cite)
    train = Otherwise(_BARS, "Train by the facility's own procedure", "a trained person")
    yield asked(law.row("IU-6"), facts.trained, "prepared by a trained person", train)


def _hazard_and_record(facts: ImmediateUse, law: Law) -> Iterator[Reason]:
    harmless = None if facts.hazardous is None else not facts.hazardous
    allowed = harmless or facts.assessed or harmless
    what = "no hazardous drug, or its assessment of risk allows it"
    contain = Otherwise(_BARS, "Make it in a containment hood", "an assessment of risk")
    yield asked(law.row("IU-8"), allowed, what, contain)
    if facts.hazardous is not False:
        hood = Otherwise(_BARS, "It is made in full containment, whatever is assessed", _WHOLE)
        what = "no antineoplastic is manipulated, or in full containment"
        yield asked(law.row("HL-4"), _contained(facts), what, hood)
    row = law.row("IU-9")
    if facts.patients == 1:
        says = "For one patient no compounding record is asked for."
        yield judge(row, met=True, costs=Effect.NONE, says=says)
        return
    keep = Otherwise(Effect.NOTED, "Keep a compounding record", "whoever prepares")
    what = "compounding record, as it may be for more than one patient"
    yield asked(row, facts.recorded, what, keep)


def _contained(facts: ImmediateUse) -> bool | None:
    """Tell whether no antineoplastic is manipulated outside full containment."""
    if facts.antineoplastic is False or facts.contained:
        return True
    known = facts.hazardous and facts.antineoplastic and facts.contained is False
    return False if known else None
