"""What a formula, a record and a label must say, what inspectors ask for, and how long it is kept.

Each field is a rule of the law with an id of its own; a list is all rules whose ids begin alike.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from beyond_use.cadence import due_day
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason

__all__ = ["Checklist", "When", "check", "fields", "formula_on_file", "kept_until"]

_CONVENTION = "convention"


class Checklist(StrEnum):
    """The lists, each by what the ids of its rules begin with."""

    FORMULA = "MFR"
    RECORD = "CR"
    LABEL = "LB"
    RELEASE = "RI"
    INSPECTION = "IQ"
    ELECTRONIC = "P11"


class When(StrEnum):
    """What some fields are asked for alone."""

    SEVERAL_PATIENTS_OR_NONSTERILE = "for several patients, or with a nonsterile component"
    NOT_AT_ROOM_TEMPERATURE = "kept otherwise than at room temperature"
    VOLUME_NOT_OBVIOUS = "total volume not obvious"
    SPACE_ON_LABEL = "space on the label"
    SPECIAL_HANDLING = "special handling"
    WARNINGS = "warnings"
    LEAVES_FACILITY = "leaves the facility"
    HAZARDOUS = "hazardous drug"
    WAS_STORED = "was stored"


_ONLY_WHEN: Mapping[str, When] = {
    "CR-2": When.SEVERAL_PATIENTS_OR_NONSTERILE,
    "CR-8": When.SEVERAL_PATIENTS_OR_NONSTERILE,
    "LB-5": When.NOT_AT_ROOM_TEMPERATURE,
    "LB-6": When.VOLUME_NOT_OBVIOUS,
    "LB-7": When.SPACE_ON_LABEL,
    "LB-9": When.SPECIAL_HANDLING,
    "LB-10": When.WARNINGS,
    "LB-11": When.LEAVES_FACILITY,
    "LB-14": When.HAZARDOUS,
    "RI-5": When.WAS_STORED,
    "IQ-10": When.HAZARDOUS,
}
_MISSING = {
    Checklist.FORMULA: Otherwise(
        Effect.NOTHING, "The formula may not be used: complete it", "the formula's author"
    ),
    Checklist.RECORD: Otherwise(
        Effect.NOTHING, "It may not be released: complete the record", "whoever did it or saw it"
    ),
    Checklist.LABEL: Otherwise(
        Effect.NOTHING, "It may not be released: label it again", "a new label"
    ),
    Checklist.RELEASE: Otherwise(
        Effect.NOTHING, "Reject it, set it apart and investigate", "the checking pharmacist"
    ),
    Checklist.INSPECTION: Otherwise(
        Effect.NOTED, "Have it at hand before the inspection", "the designated person"
    ),
    Checklist.ELECTRONIC: Otherwise(
        Effect.NOTED, "Put it in place, and do not claim it meanwhile", "whoever runs the system"
    ),
}
_NO_FORMULA = Otherwise(
    Effect.NOTHING, "It may not be made: write the formula first", "a formula's author"
)


def fields(of: Checklist, law: Law) -> tuple[Row, ...]:
    """Give the fields of a list, in the order they stand."""
    return tuple(row for row in law.rows if row.rule.startswith(f"{of.value}-"))


def check(
    of: Checklist, present: Collection[str], law: Law, *, without: Collection[When] = ()
) -> tuple[Reason, ...]:
    """Hold the fields that are there, by their ids, against a list.

    ``without`` names what is known not to be the case; fields asked for then alone are left out,
    and all others are asked for. Raises BadFacts for an id that is not on the list.
    """
    rows = fields(of, law)
    if strangers := sorted(set(present) - {row.rule for row in rows}):
        trouble = f"{', '.join(strangers)} is not on the list {of.name.lower()}"
        raise BadFacts(trouble)
    return tuple(
        asked(row, row.rule in present, row.says, _otherwise(of, row))
        for row in rows
        if _ONLY_WHEN.get(row.rule) not in without
    )


def formula_on_file(
    law: Law, *, several_patients: bool | None, nonsterile: bool | None, on_file: bool | None
) -> tuple[Reason, ...]:
    """Ask for a master formulation record where one is needed; not known counts as needed."""
    if several_patients is False and nonsterile is False:
        return ()
    return (asked(law.row("REC-1"), on_file, "Master formulation record on file", _NO_FORMULA),)


def kept_until(last_entry: date, law: Law, *, controlled: bool = False) -> date:
    """Give the last day a record must still be kept; of a controlled substance, by both rules."""
    rules = ("RT-1", "RT-2") if controlled else ("RT-1",)
    return max(due_day(last_entry, law.row(rule)) for rule in rules)


def _otherwise(of: Checklist, row: Row) -> Otherwise:
    """What a convention of the house asks beyond the law is noted and stops nothing."""
    missing = _MISSING[of]
    if row.status == _CONVENTION:
        return Otherwise(Effect.NOTED, missing.do, missing.lifted_by)
    return missing
