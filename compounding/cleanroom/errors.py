"""What can be wrong with the room and what watches it.

CleanroomError
├── NoFacility         nobody has said yet whose cleanroom this is
├── UnknownPlace       no place or point has this code
├── ReadingsRefused    a batch of readings that cannot be stored
│   ├── HoleInReadings the batch leaves a hole after what the server has
│   └── LineOfAnother  the line belongs to another agent
├── BalanceNotFit      no weighing counts on this balance now
├── LawNotRead         a figure of the law cannot be confirmed so
└── CardRefused        what is known of a person or place cannot be entered so
"""

from __future__ import annotations


class CleanroomError(Exception):
    """Says what happened, what it means for the bag, and what to do next."""


class NoFacility(CleanroomError):
    """No facility card has been entered."""


class UnknownPlace(CleanroomError):
    """No place or point has this code."""


class ReadingsRefused(CleanroomError):
    """A batch of readings cannot be stored as sent."""


class HoleInReadings(ReadingsRefused):
    """The batch does not join what the server has; ``have`` is the last sequence it holds."""

    def __init__(self, message: str, have: int) -> None:
        super().__init__(message)
        self.have = have


class LineOfAnother(ReadingsRefused):
    """Another agent speaks on this line."""


class BalanceNotFit(CleanroomError):
    """Calibration overdue, check weight missing or failed, or no balance at all."""


class LawNotRead(CleanroomError):
    """A figure of the law was not confirmed: unknown, changed since, or without the copy read."""


class CardRefused(CleanroomError):
    """A card of facts is unreadable, without its source, or about nobody here."""
