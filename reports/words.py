"""The words that paper uses for the record's own short forms."""

import re

_UNITS = {
    "degC": "°C",
    "percent": "%",
    "in_wc": "in. w.c.",
    "milliliter": "mL",
    "gram": "g",
}

_FINE = frozenset(
    {"accept", "accepted", "done", "confirmed", "checked", "pass", "passed", "verified", "ok"}
)
_BAD = frozenset({"reject", "rejected", "fail", "failed", "stopped", "wasted", "refused"})

_DECISIONS = {
    "release": "RELEASED",
    "released": "RELEASED",
    "wasted": "WASTED",
    "reject": "REJECTED",
    "rejected": "REJECTED",
    "rework": "RETURNED FOR REWORK",
}

_OUTCOMES = {"accept": "accepted", "reject": "rejected"}

_THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{3,}")

_GRADES = {"noted": "noted", "yellow": "warning", "red": "alarm", "gap": "no data"}


def unit_word(unit: str) -> str:
    """Return how people write the unit.

    >>> unit_word("degC")
    '°C'
    """
    return _UNITS.get(unit, unit)


def mark_of(outcome: str) -> str:
    """Return the kind of sign an outcome gets: fine, alarm, or warning for all that is neither."""
    word = outcome.strip().lower()
    if word in _FINE:
        return "fine"
    return "alarm" if word in _BAD else "warning"


def grade_mark(grade: str) -> str:
    """Return the kind of sign a finding about the room gets."""
    return _GRADES.get(grade.strip().lower(), "warning")


def decision_word(kind: str) -> str:
    """Return the decision in capitals, as it stands on the first sheet."""
    return _DECISIONS.get(kind.strip().lower(), kind.upper())


def outcome_word(outcome: str) -> str:
    """Return an outcome as people say it of a thing done."""
    return _OUTCOMES.get(outcome, outcome)


def with_commas(text: str) -> str:
    """Write figures from a thousand up with commas, as labels must.

    >>> with_commas("1010 mL, 0.0198 mEq/mL")
    '1,010 mL, 0.0198 mEq/mL'
    >>> with_commas("N-000001, 2050 mL")
    'N-000001, 2,050 mL'
    """
    return _THOUSANDS.sub(lambda found: f"{int(found.group()):,}", text)
