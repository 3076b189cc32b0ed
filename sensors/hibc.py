"""HIBC, the health industry's own bar code: a maker, an item, and what stands behind them.

A primary code is `+`, a labeler of four characters, an item number, the unit of use and a check
character over everything before it (modulo 43). What follows a `/` is the secondary code: expiry,
lot, serial number. A secondary code alone names no product. The forms of the date are recalled
from the standard (ANSI/HIBC 2.6) and not confirmed against a licensed copy.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from sensors.errors import ScanRefused

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
_PRIMARY = re.compile(r"([A-Z][A-Z0-9]{3})([A-Z0-9]{1,18})(\d)", re.ASCII)
_DATED = re.compile(r"\$\$(\+?)(?:8\d{2}|9\d{5})?([0-7])(.*)", re.ASCII)
_PLAIN = re.compile(r"\$(\+?)([A-Z0-9.-]{1,20})", re.ASCII)
_ORDINAL = re.compile(r"(\d{2})(\d{3})([A-Z0-9.-]{0,18})", re.ASCII)
_NAME = re.compile(r"[A-Z0-9.-]{0,20}", re.ASCII)
# The digit behind `$$` → how many digits of date follow it, and where year, month and day stand.
_DATES = {
    "2": (6, "mdy"),
    "3": (6, "ymd"),
    "4": (8, "ymdh"),
    "5": (5, "yj"),
    "6": (7, "yjh"),
    "7": (0, ""),
}


@dataclass(frozen=True)
class HIBCProduct:
    """What a HIBC code names; First Air knows products by GTIN, so a person must look."""

    labeler: str
    item: str
    unit_of_use: int
    lot: str | None = None
    expires: date | None = None
    serial: str | None = None
    symbol: str = ""
    raw: str = field(default="", compare=False)


@dataclass(frozen=True)
class _Behind:
    lot: str | None = None
    expires: date | None = None
    serial: str | None = None


def check_character(payload: str) -> str:
    """Give the check character of everything before it, the leading plus included.

    >>> check_character("+A123BJC5D6E71")
    'G'
    """
    return ALPHABET[sum(ALPHABET.index(sign) for sign in payload) % len(ALPHABET)]


def read_hibc(text: str) -> HIBCProduct:
    """Read a primary code, or a primary and a secondary one joined by a slash.

    Raises ScanRefused for a wrong check character, a secondary code alone, or any other form.
    """
    payload, check = text[:-1], text[-1:]
    if not payload.startswith("+") or any(sign not in ALPHABET for sign in text):
        reason = "This is not written as a HIBC code. Scan again."
        raise ScanRefused(reason)
    if check_character(payload) != check:
        reason = "The check character of this HIBC code is wrong, so it names no product."
        raise ScanRefused(reason)
    first, slash, second = payload[1:].partition("/")
    primary = _PRIMARY.fullmatch(first)
    if primary is None:
        reason = "This HIBC code names no product. Scan the other code of the package."
        raise ScanRefused(reason)
    behind = _secondary(second) if slash else _Behind()
    labeler, item, unit = primary.groups()
    return HIBCProduct(labeler, item, int(unit), behind.lot, behind.expires, behind.serial)


def _secondary(text: str) -> _Behind:
    if plain := _PLAIN.fullmatch(text):
        return _Behind(serial=plain[2]) if plain[1] else _Behind(lot=plain[2])
    if ordinal := _ORDINAL.fullmatch(text):
        return _Behind(ordinal[3] or None, _of_the_year(ordinal[1], ordinal[2]))
    if dated := _DATED.fullmatch(text):
        return _dated(serial=bool(dated[1]), form=dated[2], rest=dated[3])
    reason = "What follows the product in this HIBC code is not understood. Key it from the label."
    raise ScanRefused(reason)


def _dated(*, serial: bool, form: str, rest: str) -> _Behind:
    if form in "01":  # month and year, the digit being the first of the month
        digits, shape, name = form + rest[:3], "my", rest[3:]
    else:
        length, shape = _DATES[form]
        digits, name = rest[:length], rest[length:]
    expires = _date(digits, shape) if shape else None
    if not _NAME.fullmatch(name):
        reason = "The lot of this HIBC code holds characters no lot has. Key it from the label."
        raise ScanRefused(reason)
    return _Behind(None, expires, name or None) if serial else _Behind(name or None, expires)


def _date(digits: str, shape: str) -> date:
    size = sum(3 if part == "j" else 2 for part in shape)
    if len(digits) != size or not digits.isdecimal():
        raise _no_date(digits)
    if "j" in shape:
        return _of_the_year(digits[:2], digits[2:5])
    found = {part: int(digits[2 * at : 2 * at + 2]) for at, part in enumerate(shape)}
    year, month = 2000 + found["y"], found["m"]
    try:
        return date(year, month, found.get("d") or monthrange(year, month)[1])
    except ValueError as error:
        raise _no_date(digits) from error


def _of_the_year(year: str, day: str) -> date:
    found = date(2000 + int(year), 1, 1) + timedelta(days=int(day) - 1)
    if int(day) == 0 or found.year != 2000 + int(year):
        raise _no_date(year + day)
    return found


def _no_date(digits: str) -> ScanRefused:
    return ScanRefused(f"{digits} is no date. The code is not used; key the expiry from the label.")
