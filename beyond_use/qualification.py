"""Published rule scenarios as data, and their run: this installation judges as the sources do."""

from pathlib import Path

from beyond_use import cases_bud, cases_opened_and_tested, cases_personnel, cases_places
from formulas.qualification import CaseResult

__all__ = ["run", "shipped", "unconfirmed"]

_CONFIRMED = "(verified)"


def shipped() -> tuple[Path, ...]:
    """Give the files of cases that come with First Air."""
    return (
        cases_bud.CASES,
        cases_opened_and_tested.OPENED_AND_TESTED,
        cases_personnel.PERSONNEL,
        cases_places.PLACES,
    )


def run() -> list[CaseResult]:
    """Run every case on file."""
    return [
        *cases_bud.run(),
        *cases_opened_and_tested.run(),
        *cases_personnel.run(),
        *cases_places.run(),
    ]


def unconfirmed(one: CaseResult) -> bool:
    """Tell whether what a case expects was seen in no source: recalled, or a convention."""
    return not one.source.endswith(_CONFIRMED)
