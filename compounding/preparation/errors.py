"""What can go wrong in the work on a dose.

PreparationError
├── OrderRefused          the order as typed cannot be taken; one message a field
├── FileRefused           a file of orders cannot be taken; row, column and why of each cell
├── NotFound              no such order, worksheet or label
├── NotLawfulNow          the act does not fit the state of the work
│   ├── BagStopped        a nutrition bag with a stop is never saved
│   ├── StepNotInHand     another step is in hand, or this one is done
│   ├── StoppedForCheck   a stop must be cleared first
│   └── AlreadyDecided    released, rejected or wasted: nothing more happens to it
├── SamePerson            maker and checker must differ
├── NotDesignated         another person is named as the designated person
├── WeightNotTaken        the reading may not enter the step
├── NotFitToBegin         the law lets this person make nothing here now
├── RoomNotFit            pressure or containment is lost where the work is done
├── NoDateNoBag           no rule gives a beyond-use date, so the bag may not be made
├── ContentMoved          the record changed after it was shown
└── RecipeUnfit           the formula cannot be worked or weighed as it stands
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class PreparationError(Exception):
    """Says what happened, what it means for the bag, and what to do next."""


class OrderRefused(PreparationError):
    """The order cannot be taken as typed; ``fields`` gives a message for each field."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        told = "; ".join(f"{name}: {why}" for name, why in self.fields.items())
        super().__init__(f"The order was not taken. {told}")


class FileRefused(PreparationError):
    """A file of orders cannot be taken; ``cells`` gives row, column and why of each wrong cell."""

    def __init__(self, cells: Sequence[tuple[int, str, str]]) -> None:
        self.cells = tuple(cells)
        told = " ".join(f"Row {row}, column {column}: {why}" for row, column, why in self.cells)
        super().__init__(f"The file was not taken; no order was read from it. {told}")


class NotFound(PreparationError):
    """There is no such order, worksheet or label."""


class NotLawfulNow(PreparationError):
    """The act does not fit the state of the work."""


class BagStopped(NotLawfulNow):
    """An absolute limit or the second calculation stops a nutrition bag; no reason lets it pass."""


class StepNotInHand(NotLawfulNow):
    """Another step is in hand, or this one has been accepted."""


class StoppedForCheck(NotLawfulNow):
    """A stop must be cleared before the work goes on."""


class AlreadyDecided(NotLawfulNow):
    """The worksheet has its last word."""


class SamePerson(PreparationError):
    """The maker may not be the checker."""


class NotDesignated(PreparationError):
    """Only the site's designated person signs for what stops the work."""


class WeightNotTaken(PreparationError):
    """The reading may not enter the step; nothing was recorded as a weight."""


class NotFitToBegin(PreparationError):
    """Person, room, hood, balance or papers let nothing be made here now; each reason is told."""


class RoomNotFit(PreparationError):
    """Pressure or containment is lost where the work is done."""


class NoDateNoBag(PreparationError):
    """No rule gives a beyond-use date in any storage."""


class ContentMoved(PreparationError):
    """The record changed after it was shown to the one who signs."""


class RecipeUnfit(PreparationError):
    """The formula cannot be worked or weighed as it stands."""
