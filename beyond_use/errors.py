"""What the law refuses, and what to do about it.

BeyondUseError
├── NoDate          no beyond-use date may be given; every reason is kept
├── NoLawInForce    no complete law covers the day
├── NoSuchRow       the law in force has no such figure
├── BadLaw          a file of limits cannot be trusted as it stands
├── Loosened        an overlay does not tighten the figure it stands over
├── UnknownOverlay  no overlay of that name is on file
├── BadFactFile     a file of facts says something unknown, or leaves out what is needed
└── BadFacts        the facts of a preparation or a room contradict themselves
"""

from collections.abc import Iterable
from datetime import date

from beyond_use.reason import Reason


class BeyondUseError(Exception):
    """Root of everything this room raises."""


class NoDate(BeyondUseError):
    """No beyond-use date may be given, for these reasons.

    ``judged`` are all rules that were asked, the kept ones too; ``category`` is that of the
    preparation, None where its hood allows nothing.
    """

    def __init__(
        self,
        storage: str,
        reasons: tuple[str, ...],
        judged: tuple[Reason, ...] = (),
        category: int | None = None,
    ) -> None:
        self.storage = storage
        self.reasons = reasons
        self.judged = judged
        self.category = category
        told = "; ".join(reason.removesuffix(".") for reason in reasons)
        super().__init__(
            f"No beyond-use date for storage {storage}: {told}. "
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


class Loosened(BeyondUseError):
    """An overlay does not tighten the figure it stands over, or cannot be held against it."""

    def __init__(self, overlay: str, rule: str, trouble: str, do: str) -> None:
        super().__init__(
            f"{overlay}, {rule}: {trouble}. An overlay may only tighten, "
            f"so it was not put in force and no bag can be dated by it. {do}."
        )


class UnknownOverlay(BeyondUseError):
    """No overlay of that name is on file."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"No overlay named {name!r} is on file. Nothing can be dated without knowing what "
            f"holds here. Choose among: {', '.join(sorted(known)) or 'none, there is none'}."
        )


class BadFacts(BeyondUseError):
    """The facts given contradict themselves."""

    def __init__(self, trouble: str) -> None:
        super().__init__(f"{trouble}. Nothing was decided. Correct the facts and ask again.")


class BadFactFile(BeyondUseError):
    """A file of facts says something unknown, or leaves out what is needed."""

    def __init__(self, name: str, troubles: tuple[str, ...]) -> None:
        self.troubles = troubles
        told = "".join(f"\n  - {trouble}" for trouble in troubles)
        super().__init__(
            f"{name} cannot be read as facts:{told}\nNothing was decided. Correct the file."
        )
