"""The National Drug Code: three segments, and what can and cannot be made of them.

An NDC is a labeler, a product and a package. Ten digits without hyphens do not tell where the
segments end, and eleven do not tell which zero was put in; so it is kept in three segments, never
as one number. The form 6-4-2 is due on 2033-03-07 (91 FR 10749) and no longer fits into a GTIN.
"""

import re
from dataclasses import dataclass

from sensors.errors import NotConvertible, ScanRefused

_TEN = {(4, 4, 2), (5, 3, 2), (5, 4, 1)}
_ELEVEN, _TWELVE = (5, 4, 2), (6, 4, 2)
_WRITTEN = re.compile(r"(\d{4,6})-(\d{3,4})-(\d{1,2})", re.ASCII)
_GTIN = re.compile(r"([0-8])03(\d{10})(\d)", re.ASCII)
_UNIFORM = "2033-03-07"


@dataclass(frozen=True)
class Ndc:
    """A code in its three segments, as text: every zero counts."""

    labeler: str
    product: str
    package: str

    def __str__(self) -> str:
        """Write it with hyphens, as on a label."""
        return f"{self.labeler}-{self.product}-{self.package}"

    @property
    def form(self) -> tuple[int, int, int]:
        """The lengths of the segments, such as (5, 3, 2)."""
        return len(self.labeler), len(self.product), len(self.package)

    @property
    def digits(self) -> str:
        """The digits without hyphens."""
        return self.labeler + self.product + self.package


def read_ndc(text: str) -> Ndc:
    """Read an NDC with hyphens; raises ScanRefused for a number without, or another form.

    >>> read_ndc("63323-010-02").form
    (5, 3, 2)
    """
    if re.fullmatch(r"\d{10,12}", text, re.ASCII):
        reason = (
            "These digits do not say where labeler, product and package end. Write the NDC with "
            "its hyphens, as on the label."
        )
        raise ScanRefused(reason)
    found = _WRITTEN.fullmatch(text)
    ndc = Ndc(*found.groups()) if found else None
    if ndc is None or ndc.form not in _TEN | {_ELEVEN, _TWELVE}:
        reason = "This is no NDC: write it as 4-4-2, 5-3-2, 5-4-1, 5-4-2 or 6-4-2 digits."
        raise ScanRefused(reason)
    return ndc


def to_ten(ndc: Ndc) -> Ndc:
    """Take out the zero of an eleven-digit form, where only one can have been put in.

    Raises NotConvertible where none or several can.
    """
    if ndc.form in _TEN:
        return ndc
    if ndc.form == _TWELVE:
        raise NotConvertible(str(ndc), "ten digits", "it has twelve digits of its own")
    choices = [
        Ndc(*shorter)
        for shorter in (
            (ndc.labeler[1:], ndc.product, ndc.package) if ndc.labeler[0] == "0" else (),
            (ndc.labeler, ndc.product[1:], ndc.package) if ndc.product[0] == "0" else (),
            (ndc.labeler, ndc.product, ndc.package[1:]) if ndc.package[0] == "0" else (),
        )
        if shorter
    ]
    if len(choices) != 1:
        why = f"it may be {' or '.join(map(str, choices))}" if choices else "no segment has a zero"
        raise NotConvertible(str(ndc), "ten digits", why)
    return choices[0]


def to_eleven(ndc: Ndc) -> Ndc:
    """Fill the short segment with a zero: 5-4-2, as payers write it.

    Raises NotConvertible for a twelve-digit code whose labeler has six digits of its own.

    >>> str(to_eleven(read_ndc("63323-010-02")))
    '63323-0010-02'
    """
    if ndc.form == _TWELVE:
        if ndc.labeler[0] != "0":
            raise NotConvertible(str(ndc), "eleven digits", "its labeler has six digits")
        return Ndc(ndc.labeler[1:], ndc.product, ndc.package)
    return Ndc(ndc.labeler.zfill(5), ndc.product.zfill(4), ndc.package.zfill(2))


def to_twelve(ndc: Ndc) -> Ndc:
    """Fill every segment to the uniform form 6-4-2 of 2033-03-07.

    >>> str(to_twelve(read_ndc("12345-6789-01")))
    '012345-6789-01'
    """
    return Ndc(ndc.labeler.zfill(6), ndc.product.zfill(4), ndc.package.zfill(2))


def to_gtin(ndc: Ndc, level: int = 0) -> str:
    """Give the GTIN-14 of an NDC; `level` 0 is the unit of use, 1 to 7 are packages of it.

    Raises NotConvertible where the ten digits are not certain.

    >>> to_gtin(read_ndc("63323-010-02"))
    '00363323010027'
    """
    if ndc.form == _TWELVE:
        why = f"twelve digits do not fit; from {_UNIFORM} read the product code of the package"
        raise NotConvertible(str(ndc), "a GTIN", why)
    if level not in range(8):
        raise NotConvertible(str(ndc), "a GTIN", f"{level} is no packaging level from 0 to 7")
    payload = f"{level}03{to_ten(ndc).digits}"
    return payload + check_digit(payload)


def from_gtin(gtin: str) -> tuple[Ndc, ...]:
    """Give every NDC that a GTIN-14 can carry: three, for the digits do not tell their segments.

    Raises NotConvertible where the GTIN carries none, ScanRefused for a wrong check digit.
    """
    found = _GTIN.fullmatch(gtin)
    if found is None:
        raise NotConvertible(gtin, "an NDC", "only a GTIN-14 that begins with 03 carries one")
    if check_digit(gtin[:-1]) != gtin[-1]:
        reason = "The check digit of this number is wrong, so it names no product. Scan again."
        raise ScanRefused(reason)
    ten = found[2]
    return tuple(
        Ndc(ten[:first], ten[first : first + second], ten[first + second :])
        for first, second, _ in sorted(_TEN)
    )


def check_digit(payload: str) -> str:
    """Give the check digit of a GTIN's other digits (weights 3 and 1 from the right).

    >>> check_digit("0036332301002")
    '7'
    """
    weighted = (int(sign) * (3, 1)[at % 2] for at, sign in enumerate(reversed(payload)))
    return str(-sum(weighted) % 10)
