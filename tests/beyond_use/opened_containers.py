"""An opened container whose facts are all in order, and a law with a tighter figure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from beyond_use.in_use import Container, Label, Opened
from beyond_use.law import Law

NEW_YORK = "America/New_York"
EIGHT = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)  # 08:00 in New York
FAR = datetime(2030, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def opened(container=Container.SINGLE_DOSE, **changes):
    facts = {
        "container": container,
        "opened_at": EIGHT,
        "zone": NEW_YORK,
        "own_date": FAR,
        "in_iso_5": True,
        "storage_kept": True,
        "label": Label(),
        "entries": 1,
    }
    return Opened(**(facts | changes))


def with_figure(law, rule, value, unit):
    """The same law with a tighter figure in one of its rules, as a state or the house sets it."""
    editions = [
        replace(
            edition,
            rows=tuple(
                replace(row, value=value, unit=unit, instead_of=row) if row.rule == rule else row
                for row in edition.rows
            ),
        )
        for edition in law.editions
    ]
    return Law(law.in_force, law.until, tuple(editions))
