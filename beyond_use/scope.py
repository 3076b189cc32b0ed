"""Which chapter covers a piece of work, before any date is asked for.

What is in scope here takes the dates of its category, the limit of the maker of a docked bag, or
the dates of an allergenic set. Out of scope means another chapter, or none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge

CHAPTER = "USP <797>"
HAZARDOUS = "USP <800>"


class Work(StrEnum):
    """What is done with the sterile product."""

    COMPOUNDING = "compounding"
    REPACKAGING = "repackaging"
    ADMINISTRATION = "administration"
    BY_LABELING = "preparation by approved labeling"
    DOCKED_NOW = "bag and vial docked for immediate administration"
    DOCKED_FOR_LATER = "bag and vial docked for future activation"


class Dating(StrEnum):
    """Where the date of the work comes from."""

    CATEGORY = "the table of its category"
    MAKER = "the maker's labeling"
    ALLERGENIC = "the section on allergenic extracts"
    NONE = "not from this chapter"


@dataclass(frozen=True)
class Labeling:
    """What the approved labeling says of the preparation, and for whom it is made."""

    single_dose: bool | None = None
    one_patient: bool | None = None
    diluent: bool | None = None
    strength: bool | None = None
    container: bool | None = None
    storage_time: bool | None = None

    @property
    def whole(self) -> bool | None:
        """Tell whether all six hold; None where none is denied but one is not known."""
        said = (
            self.single_dose,
            self.one_patient,
            self.diluent,
            self.strength,
            self.container,
            self.storage_time,
        )
        return False if False in said else None if None in said else True


@dataclass(frozen=True)
class Undertaking:
    """The facts that decide which chapter covers a piece of work.

    ``sterile_form`` tells whether it has to be sterile in its final form; ``apart`` whether blood-
    derived material has its own procedure, apart in time or space. None is not known.
    """

    work: Work
    sterile_form: bool | None
    radioactive: bool | None = None
    hazardous: bool | None = None
    allergenic: bool | None = None
    blood_derived: bool | None = None
    apart: bool | None = None
    labeling: Labeling = Labeling()


@dataclass(frozen=True)
class Scope:
    """Whether this chapter covers the work, which chapters do, and where its date comes from."""

    in_scope: bool
    chapters: tuple[str, ...]
    dating: Dating
    reasons: tuple[Reason, ...]


def scope_of(work: Undertaking, law: Law) -> Scope:
    """Ask the gates SC-1 to SC-10, those that lead out of this chapter first.

    What is not known to lead out stays in: the tighter reading.
    """
    out = next(_ways_out(work, law), None)
    if out is not None:
        chapters, reason = out
        return Scope(in_scope=False, chapters=chapters, dating=Dating.NONE, reasons=(reason,))
    chapters = (CHAPTER, HAZARDOUS) if work.hazardous else (CHAPTER,)
    reasons = tuple(_inside(work, law))
    return Scope(in_scope=True, chapters=chapters, dating=_dating(work), reasons=reasons)


def _ways_out(work: Undertaking, law: Law) -> Iterator[tuple[tuple[str, ...], Reason]]:
    """Give each gate that leads out, with the chapters that cover the work instead."""
    if work.sterile_form is False:
        yield ("USP <795>",), _plain(law, "SC-10", "It need not be sterile: use USP <795>.")
    if work.radioactive:
        yield ("USP <825>",), _plain(law, "SC-7", "It is a radiopharmaceutical: use USP <825>.")
    if work.work is Work.ADMINISTRATION:
        yield (), _plain(law, "SC-1", "Giving a dose is administration, not compounding.")
    if work.work is Work.DOCKED_NOW:
        says = "Docked and activated to be given at once: this is not compounding."
        yield (), _plain(law, "SC-3", says)
    if work.work is Work.BY_LABELING and work.labeling.whole:
        says = "One dose for one patient, prepared wholly by its labeling: not compounding."
        yield (), _plain(law, "SC-2", says)


def _inside(work: Undertaking, law: Law) -> Iterator[Reason]:
    """Say why the work is in scope, and what else it asks for."""
    if work.work is Work.DOCKED_FOR_LATER:
        says = "Docked for later: the date is the maker's, and no table applies."
        yield _plain(law, "SC-4", says)
    elif work.work is Work.BY_LABELING:
        whole = Otherwise(
            Effect.NOTED,
            "It is compounding, as one dose, one patient, diluent, strength, container and "
            "storage time are not all known to be in the labeling",
            "labeling that says all of them",
        )
        yield asked(law.row("SC-2"), work.labeling.whole, "prepared wholly by labeling", whole)
    else:
        yield _plain(law, "SC-5", f"It is {work.work}, which this chapter covers.")
    if work.hazardous is None:
        says = "Whether a hazardous drug is in it is not known; if so, USP <800> applies as well."
        yield judge(law.row("SC-8"), met=None, costs=Effect.NONE, says=says)
    elif work.hazardous:
        yield _plain(law, "SC-8", "A hazardous drug is in it: USP <800> applies as well.")
    if work.allergenic:
        says = "It is an allergenic extract set, which has its own section."
        yield _plain(law, "SC-9", says)
    if work.blood_derived:
        apart = Otherwise(
            Effect.NOTHING, "Keep it apart, by a procedure of its own", "the designated person"
        )
        what = "blood-derived material kept apart by its own procedure"
        yield asked(law.row("SC-6"), work.apart, what, apart)


def _dating(work: Undertaking) -> Dating:
    if work.work is Work.DOCKED_FOR_LATER:
        return Dating.MAKER
    return Dating.ALLERGENIC if work.allergenic else Dating.CATEGORY


def _plain(law: Law, rule: str, says: str) -> Reason:
    return judge(law.row(rule), met=True, costs=Effect.NONE, says=says)
