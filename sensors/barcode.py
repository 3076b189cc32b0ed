"""What a scan means: a product of the trade, one of our own codes, or nothing intelligible.

`read_scan` never guesses. A keyboard-wedge scanner may lose the separator (0x1D) behind a
variable-length field, so that a lot swallows the expiry; what could be that is refused. A wrong
check digit means no product. `~` stands for the separator where a scanner is set to send it.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from biip import ParseConfig, ParseError
from biip.gs1_messages import GS1Message
from biip.gtin import Gtin

from sensors.codes import (
    Badge,
    Command,
    FinalLabel,
    Hood,
    Order,
    Own,
    Sticker,
    WorkLabel,
    badge_code,
    command_code,
    final_label_code,
    hood_code,
    read_code,
    sticker_code,
    work_label_code,
)
from sensors.errors import ScanRefused
from sensors.hibc import HIBCProduct, read_hibc

__all__ = [
    "Badge",
    "Command",
    "FinalLabel",
    "GS1Product",
    "HIBCProduct",
    "Hood",
    "Order",
    "Own",
    "Scan",
    "Sticker",
    "Unintelligible",
    "WorkLabel",
    "badge_code",
    "command_code",
    "final_label_code",
    "hood_code",
    "read_code",
    "read_elements",
    "read_scan",
    "sticker_code",
    "undress",
    "work_label_code",
]

SEPARATOR = "\x1d"
LONGEST = 512  # characters; no label in a pharmacy carries more
_GS1_SYMBOLS = frozenset({"]d2", "]C1", "]Q3", "]e0"})
_TRADE_SYMBOLS = frozenset({"]E0", "]E4"})
_SYMBOL = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_TRADE_NUMBER = re.compile(r"\d{12,14}", re.ASCII)
_HIDDEN_DATE = re.compile(r"(?:11|15|17)\d{6}|7003\d{10}", re.ASCII)


@dataclass(frozen=True)
class GS1Product:
    """A product of the trade; `doubt` asks a person to compare with the package."""

    gtin: str  # 14 digits, check digit proven
    lot: str | None = None
    expires: date | None = None  # day 00 has become the last of the month
    serial: str | None = None
    expires_time: time | None = None  # local time on that day, where (7003) gives one
    doubt: str = ""
    symbol: str = ""  # the scanner's symbology identifier, where it sends one
    raw: str = field(default="", compare=False)


@dataclass(frozen=True)
class Unintelligible:
    """A scan that means nothing here, with what to do."""

    reason: str
    raw: str = field(default="", compare=False)


Scan = GS1Product | HIBCProduct | Own | Unintelligible


def undress(text: str) -> tuple[str, str]:
    """Take what a scanner adds off a scan: give its symbology identifier and the code itself."""
    body = text.strip("\r\n\t").replace("~", SEPARATOR)
    symbol = found[0] if (found := _SYMBOL.match(body)) else ""
    body = body.removeprefix(symbol).removeprefix(SEPARATOR)
    # A HIBC code may end with a blank: its check character.
    return symbol, body if body.startswith("+") else body.strip(" ")


def read_scan(text: str) -> Scan:
    """Say what a scan means; every text has an answer."""
    if len(text) > LONGEST:
        return Unintelligible("This is longer than any label. Scan one code at a time.")
    symbol, body = undress(text)
    if not body:
        return Unintelligible("The scan is empty. Scan again.", text)
    if not body.replace(SEPARATOR, "").isprintable() or not body.isascii():
        reason = "The scan holds characters no label has. Check the scanner's settings."
        return Unintelligible(reason, text)
    own = read_code(body)
    return own if own is not None else _read_foreign(body, symbol, text)


def _read_foreign(body: str, symbol: str, raw: str) -> GS1Product | HIBCProduct | Unintelligible:
    if body.startswith("+") and symbol not in _GS1_SYMBOLS | _TRADE_SYMBOLS:
        return _read_health(body, symbol, raw)
    if body.removeprefix("91").upper().startswith("FA-"):
        return Unintelligible(_spoilt(body), raw)
    if symbol and symbol not in _GS1_SYMBOLS | _TRADE_SYMBOLS:
        reason = "This symbol is not one of the trade's. Scan the product code of the package."
        return Unintelligible(reason, raw)
    if _TRADE_NUMBER.fullmatch(body):
        return _read_number(body, symbol, raw)
    try:
        return _product(read_elements(body), symbol, raw)
    except ScanRefused as error:
        return Unintelligible(str(error), raw)


def _read_health(body: str, symbol: str, raw: str) -> HIBCProduct | Unintelligible:
    try:
        return replace(read_hibc(body), symbol=symbol, raw=raw)
    except ScanRefused as error:
        return Unintelligible(str(error), raw)


def _spoilt(body: str) -> str:
    if read_code(body.upper()) is not None:
        return "The scan changed capital letters to small ones. Switch off Caps Lock, scan again."
    return "This resembles one of our codes and is not one. Print the label again."


def _read_number(body: str, symbol: str, raw: str) -> GS1Product | Unintelligible:
    """Read the bare number of a UPC or EAN symbol."""
    try:
        return GS1Product(Gtin.parse(body).as_gtin_14(), symbol=symbol, raw=raw)
    except ParseError:
        reason = "The check digit of this product number is wrong. Scan again."
        return Unintelligible(reason, raw)


def read_elements(body: str) -> dict[str, str | date]:
    """Read element strings into identifier → text, or date or datetime where it means one.

    Raises ScanRefused where a rule of GS1 is broken: a check digit, a date, a repeated
    identifier, a separator that was lost.
    """
    elements: dict[str, str | date] = {}
    for element in _message(body).element_strings:
        if element.gtin_error or element.sscc_error or element.gln_error:
            reason = "The check digit of this number is wrong, so it names no product. Scan again."
            raise ScanRefused(reason)
        if element.ai.ai in elements:
            reason = f"({element.ai.ai}) stands twice in this code. Scan one code at a time."
            raise ScanRefused(reason)
        elements[element.ai.ai] = element.datetime or element.date or element.value
    if not elements:
        reason = "The code is empty. Scan again."
        raise ScanRefused(reason)
    _refuse_lost_separator(elements, separated=SEPARATOR in body)
    return elements


def _message(body: str) -> GS1Message:
    try:
        return GS1Message.parse(body, config=ParseConfig(separator_chars=(SEPARATOR,)))
    except ParseError as error:
        reason = "This is neither a product code of the trade (GS1) nor one of ours. Scan another."
        raise ScanRefused(reason) from error


def _refuse_lost_separator(elements: dict[str, str | date], *, separated: bool) -> None:
    if separated or not {"17", "7003"}.isdisjoint(elements):
        return
    for identifier in ("10", "21"):
        text = str(elements.get(identifier, ""))
        if any(_hides_date(text, at) for at in range(1, len(text))):
            reason = (
                f"The scanner lost a separator: ({identifier}) has swallowed a date. The lot and "
                "the expiry are not used. Set the scanner to send the separator, or key them in."
            )
            raise ScanRefused(reason)


def _hides_date(text: str, at: int) -> bool:
    """Tell whether an identifier with a lawful date could begin here."""
    found = _HIDDEN_DATE.match(text, at)
    if found is None:
        return False
    try:
        _message(found[0])
    except ScanRefused:
        return False
    return True


def _product(elements: dict[str, str | date], symbol: str, raw: str) -> GS1Product:
    if "01" not in elements:
        reason = "This code names no product, (01) is missing. Scan the other code of the package."
        raise ScanRefused(reason)
    expires, at = _expiry(elements)
    lot, serial = elements.get("10"), elements.get("21")
    doubt = ""
    if lot and not serial and SEPARATOR not in raw and "~" not in raw and "21" in str(lot)[1:-1]:
        doubt = "The lot may have swallowed a serial number. Compare it with the package."
    return GS1Product(
        str(elements["01"]),
        lot=None if lot is None else str(lot),
        expires=expires,
        serial=None if serial is None else str(serial),
        expires_time=at,
        doubt=doubt,
        symbol=symbol,
        raw=raw,
    )


def _expiry(elements: dict[str, str | date]) -> tuple[date | None, time | None]:
    """Give the day and, from (7003), the time; both identifiers must agree on the day."""
    day, moment = elements.get("17"), elements.get("7003")
    if not isinstance(moment, datetime):
        return (day if isinstance(day, date) else None), None
    if day is not None and day != moment.date():
        reason = "(17) and (7003) give different days of expiry. Key the expiry from the label."
        raise ScanRefused(reason)
    return moment.date(), moment.time()
