"""What the law refuses, and what to do about it.

BeyondUseError
├── NoDate          no beyond-use date may be given; every reason is kept
├── NoLawInForce    no complete law covers the day
├── NoSuchRow       the law in force has no such figure
├── BadLaw          a file of limits cannot be trusted as it stands
└── BadFacts        the facts of a preparation or a room contradict themselves
"""

from datetime import date


class BeyondUseError(Exception):
    """Root of everything this room raises."""


class NoDate(BeyondUseError):
    """No beyond-use date may be given, for these reasons."""

    def __init__(self, storage: str, reasons: tuple[str, ...]) -> None:
        self.storage = storage
        self.reasons = reasons
        super().__init__(
            f"No beyond-use date for storage {storage}: {'; '.join(reasons)}. "
            "The bag may not be kept so. Remove the reasons, or choose another storage."
        )


class NoLawInForce(BeyondUseError):
    """No complete law covers the day."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"No complete law is on file for {day.isoformat()}. "
            "No bag of that day can be given a date. Add the edition that was in force."
        )


class NoSuchRow(BeyondUseError):
    """The law in force has no such figure."""

    def __init__(self, rule: str, part: str) -> None:
        where = f"{rule} ({part})" if part else rule
        super().__init__(
            f"The law in force has no single figure {where}. "
            "Nothing may rest on it. Name the rule and its part as the file of limits does."
        )


class BadLaw(BeyondUseError):
    """A file of limits cannot be trusted as it stands."""

    def __init__(self, where: str, trouble: str) -> None:
        super().__init__(
            f"{where}: {trouble}. The file was not read, so no bag can be dated by it. "
            "Correct the file; never edit an edition that was in force."
        )


class BadFacts(BeyondUseError):
    """The facts given contradict themselves."""

    def __init__(self, trouble: str) -> None:
        super().__init__(f"{trouble}. Nothing was decided. Correct the facts and ask again.")
