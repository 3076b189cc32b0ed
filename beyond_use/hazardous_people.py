"""People, procedures, spills and waste around hazardous drugs: what must be on file and at hand."""

from dataclasses import dataclass
from datetime import date

from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge
from beyond_use.repeated import repeated

__all__ = [
    "HazardousSite",
    "Surveillance",
    "procedures_reviewed",
    "site",
    "surveillance",
    "trained",
]

_UNTRAINED = Otherwise(
    Effect.NOTHING, "Train the person before a hazardous drug is handled", "whoever trains"
)
_UNSIGNED = Otherwise(
    Effect.NOTHING, "Have the risk to reproduction explained and signed for", "the person"
)
_REVIEW = Otherwise(Effect.NOTED, "Review the procedures", "the designated person")
_NOTED = Otherwise(Effect.NOTED, "Put it in place", "the designated person")
_ADVISED = ("at first", "from time to time", "on leaving")


@dataclass(frozen=True)
class HazardousSite:
    """What stands ready at a site. What is not known is None."""

    spill_kit: bool | None = None
    trained_responders: bool | None = None
    safety_data_sheets: bool | None = None
    spills_documented: bool | None = None
    waste_kept_apart: bool | None = None
    waste_disposed_lawfully: bool | None = None


@dataclass(frozen=True)
class Surveillance:
    """Medical surveillance of a person, as far as it is offered; ``left`` where they have gone."""

    baseline: bool | None = None
    periodic: bool | None = None
    at_exit: bool | None = None
    left: bool = False


def trained(
    person: str, last: date | None, today: date, law: Law, *, risk_signed: bool | None
) -> tuple[Reason, Reason]:
    """Judge whether a person may handle hazardous drugs (HL-6).

    Raises BadFacts for a day to come.
    """
    row = law.row("HL-6", "training")
    return (
        repeated(row, last, today, law, f"{person}, trained for hazardous drugs", _UNTRAINED),
        asked(row, risk_signed, f"{person}, signed for the risk to reproduction", _UNSIGNED),
    )


def procedures_reviewed(last: date | None, today: date, law: Law) -> Reason:
    """Judge when the procedures were reviewed (HL-6). Raises BadFacts for a day to come."""
    row = law.row("HL-6", "procedures")
    return repeated(row, last, today, law, "Procedures for hazardous drugs", _REVIEW)


def site(facts: HazardousSite, law: Law) -> tuple[Reason, ...]:
    """Judge what stands ready for spills (HL-13) and waste (HL-14)."""
    answers = (
        ("HL-13", "Spill kit at hand", facts.spill_kit),
        ("HL-13", "Responders trained", facts.trained_responders),
        ("HL-13", "Safety data sheets at hand", facts.safety_data_sheets),
        ("HL-13", "Spills documented", facts.spills_documented),
        ("HL-14", "Trace and bulk waste kept apart", facts.waste_kept_apart),
        ("HL-14", "Waste disposed of by the waste law", facts.waste_disposed_lawfully),
    )
    return tuple(asked(law.row(rule), answer, what, _NOTED) for rule, what, answer in answers)


def surveillance(facts: Surveillance, law: Law) -> tuple[Reason, ...]:
    """Say what medical surveillance there is (HL-15): advised, so that none breaks no rule."""
    given = dict(zip(_ADVISED, (facts.baseline, facts.periodic, facts.at_exit), strict=True))
    if not facts.left:
        del given["on leaving"]
    row = law.row("HL-15")
    return tuple(
        judge(
            row,
            met=True,
            costs=Effect.NONE,
            says=f"Medical surveillance {when}: {_told(answer)}; it is advised, not asked for.",
        )
        for when, answer in given.items()
    )


def _told(answer: bool | None) -> str:  # noqa: FBT001 - the answer is the fact itself
    return "not known" if answer is None else "yes" if answer else "no"
