"""What can go wrong at the printer.

ReportError
├── WrongSeal          the record is not the one that was sealed
├── DoesNotFit         a text is too long for its label, even in the smallest size
├── CodeNotReadable    the printed code does not read back as it should
└── UnusableSeries     readings that cannot be exported or drawn as they stand
"""

from typing import Self


class ReportError(Exception):
    """Nothing was printed; the message says why and what to do next."""


class WrongSeal(ReportError):
    """The digest of the record differs from the digest that was sealed."""

    def __init__(self, sealed: str, found: str) -> None:
        super().__init__(
            f"The record's digest is {found[:12]}…, but {sealed[:12]}… was sealed: this is not "
            "the record that was signed, so no paper was made of it. Verify the ledger, then "
            "print again from the sealed record."
        )


class DoesNotFit(ReportError):
    """A label is refused rather than printed with a text cut short."""

    def __init__(self, label: str, longest: str) -> None:
        shown = f"{longest:.60}… ({len(longest)} characters)"
        super().__init__(
            f"The {label} does not hold its text even in the smallest size; the longest text is "
            f"“{shown}”. No label was printed and the bag stays in quarantine. Shorten this text "
            "in the formula or the order, or print on a larger label."
        )


class CodeNotReadable(ReportError):
    """A code that cannot be read back is never handed to a printer."""

    def __init__(self, wanted: str, found: str) -> None:
        super().__init__(
            f"The code for {wanted} read back as {found or 'nothing'}. No label was printed and "
            "the bag stays as it is. Print again; if this repeats, tell the administrator."
        )


class UnusableSeries(ReportError):
    """A series of readings is refused rather than repaired."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The series “{name}” cannot be shown: {why}. The stored readings are untouched and "
            "no record changes. Export the raw readings and tell the administrator."
        )

    @classmethod
    def backwards(cls) -> Self:
        """Refuse a time that ends before it begins."""
        return cls("room", "the time to draw ends before it begins")
