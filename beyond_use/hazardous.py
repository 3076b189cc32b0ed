"""The list of hazardous drugs and what each of its drugs asks for: containment, store, review.

Whatever is not known of a drug contains it in full: an assessment of risk has to know its drug.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from beyond_use.repeated import repeated

__all__ = [
    "Assessment",
    "Containment",
    "HazardousDrug",
    "HazardousPlace",
    "NioshTable",
    "antineoplastic",
    "binding",
    "contained",
    "containment_of",
    "list_reviewed",
    "store_of",
]

_DESIGNATED = "the designated person"
_FULL = "handle it with every containment of the chapter"
_IN_FULL = Otherwise(
    Effect.NOTHING, "Handle it with every containment of the chapter", "full containment"
)
_STORE = Otherwise(
    Effect.NOTHING, "Store it in the negative store for hazardous drugs", "whoever moves it"
)


class NioshTable(IntEnum):
    """The tables of the NIOSH list of 2024 (HL-3): there are two."""

    ONE = 1
    TWO = 2


@dataclass(frozen=True)
class HazardousDrug:
    """A drug of the site's list. What is not known is None.

    ``pharmacologically_antineoplastic`` is what pharmacology calls it; what the chapter calls so is
    said by ``antineoplastic``. ``ingredient`` marks a bulk drug ingredient, ``manipulated`` more
    than counting or packing a final form.
    """

    name: str
    table: NioshTable | None
    pharmacologically_antineoplastic: bool | None
    ingredient: bool | None
    manipulated: bool | None


@dataclass(frozen=True)
class Assessment:
    """A written assessment of risk: when last reviewed, and what it weighs."""

    reviewed: date
    drug: bool | None = None
    dosage_form: bool | None = None
    exposure: bool | None = None
    packaging: bool | None = None
    manipulation: bool | None = None


@dataclass(frozen=True)
class Containment:
    """Whether a drug is contained in full, and every reason weighed."""

    full: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class HazardousPlace:
    """Where a hazardous drug is stored, and whether its assessment lets it stand with others."""

    negative_store: bool | None
    refrigerated: bool | None = False
    own_refrigerator: bool | None = None
    assessment_allows: bool | None = None


def antineoplastic(drug: HazardousDrug) -> bool | None:
    """Tell whether the chapter calls a drug antineoplastic: an antineoplastic of Table 1 (HL-2)."""
    if drug.table is NioshTable.TWO or drug.pharmacologically_antineoplastic is False:
        return False
    return None if drug.table is None else drug.pharmacologically_antineoplastic


def containment_of(
    drug: HazardousDrug, assessment: Assessment | None, today: date, law: Law
) -> Containment:
    """Say whether a drug is contained in full (HL-4), or as its assessment says (HL-5).

    A need for containment costs nothing by itself; whether it is met is judged by ``contained``.
    Raises BadFacts where the assessment is of a day to come.
    """
    must = _must_be_contained(drug)
    ingredient = "not known" if drug.ingredient is None else _yes(yes=drug.ingredient)
    says = f"{drug.name}: an ingredient, {ingredient}; an antineoplastic to be manipulated, "
    weighed = _and(antineoplastic(drug), drug.manipulated)
    says += "not known" if weighed is None else _yes(yes=weighed)
    spared = None if must is None else not must
    first = judge(
        law.row("HL-4"),
        met=spared,
        costs=Effect.NONE,
        says=f"{says}." if spared else f"{says}. {_IN_FULL.do}; no assessment changes it.",
        lifted_by="" if spared else _IN_FULL.lifted_by,
    )
    reasons = (first, *_assessed(drug, assessment, today, law))
    return Containment(any(not reason.met for reason in reasons), reasons)


def contained(
    drug: HazardousDrug, needed: Containment, law: Law, *, in_full: bool | None
) -> Reason:
    """Judge whether a drug is handled as it must be."""
    kept = True if not needed.full else in_full
    return asked(law.row("HL-4"), kept, f"{drug.name}, contained as it must be", _IN_FULL)


def store_of(drug: HazardousDrug, place: HazardousPlace, law: Law) -> tuple[Reason, ...]:
    """Judge where a drug is stored: apart and negative (HD-4), or as assessed (HD-5)."""
    if _must_be_contained(drug) is False:
        allows = True if place.negative_store else place.assessment_allows
        what = f"{drug.name}, stored as its assessment of risk allows"
        return (asked(law.row("HD-5"), allows, what, _STORE),)
    row = law.row("HD-4", "air changes")
    apart = asked(row, place.negative_store, f"{drug.name}, in the negative store", _STORE)
    if place.refrigerated is False:
        return (apart,)
    cold = f"{drug.name}, in a refrigerator for hazardous drugs alone"
    return (apart, asked(row, place.own_refrigerator, cold, _STORE))


def list_reviewed(
    last: date | None, tables: int | None, today: date, law: Law
) -> tuple[Reason, Reason]:
    """Judge the site's list: reviewed in time (HL-1), and made from the list of two tables (HL-3).

    Raises BadFacts where it was reviewed on a day to come.
    """
    otherwise = Otherwise(Effect.NOTED, "Review it against the current NIOSH list", _DESIGNATED)
    what = "List of hazardous drugs"
    current = None if tables is None else tables == len(NioshTable)
    return (
        repeated(law.row("HL-1"), last, today, law, f"{what} reviewed", otherwise),
        asked(law.row("HL-3"), current, f"{what}, from the NIOSH list of two tables", otherwise),
    )


def binding(
    law: Law, *, called_on_by_797: bool, called_on_by_795: bool, called_on_by_regulator: bool
) -> Reason:
    """Say whether the chapter binds here (HL-16); where it does not, it is still good practice."""
    called = called_on_by_797 or called_on_by_795 or called_on_by_regulator
    says = "<800> is called on, so it binds." if called else "<800> is called on by nothing here."
    return judge(law.row("HL-16"), met=True, costs=Effect.NONE, says=says)


def _assessed(
    drug: HazardousDrug, assessment: Assessment | None, today: date, law: Law
) -> Iterator[Reason]:
    row, name = law.row("HL-5"), drug.name
    otherwise = Otherwise(Effect.NONE, f"Assess it; until then {_FULL}", _DESIGNATED)
    if assessment is None:
        yield asked(row, None, f"{name}, assessment of risk", otherwise)
        return
    late = replace(otherwise, costs=Effect.NOTED)
    yield repeated(row, assessment.reviewed, today, law, f"{name}, assessment of risk", late)
    weighed = {
        "the drug": assessment.drug,
        "its dosage form": assessment.dosage_form,
        "exposure": assessment.exposure,
        "packaging": assessment.packaging,
        "manipulation": assessment.manipulation,
    }
    for what, done in weighed.items():
        yield asked(row, done, f"{name}, assessment weighs {what}", otherwise)


def _must_be_contained(drug: HazardousDrug) -> bool | None:
    weighed = _and(antineoplastic(drug), drug.manipulated)
    if True in (drug.ingredient, weighed):
        return True
    return None if None in (drug.ingredient, weighed) else False


def _and(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - both are facts
    if False in (one, other):
        return False
    return None if None in (one, other) else True


def _yes(*, yes: bool) -> str:
    return "yes" if yes else "no"
