"""How the values of a file of facts are read. Each raises ValueError with a few words."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo

from beyond_use.clock import place_of
from beyond_use.errors import BadFacts

Word = TypeVar("Word", bound=StrEnum)

_LENGTH = re.compile(r"([1-9][0-9]*) (min|h|hour|day)s?")
_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_DIGITS = 8  # more would overflow before it could be told as too long
_LONGEST = timedelta(days=36525)  # a century, so that no calendar overflows
_MOST = 10**9  # in hexadecimal, a number longer than Python prints could be written
_FIRST_YEAR, _LAST_YEAR = 1900, 9000
_DISTANCE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?) m")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def text(value: object) -> str:
    """Read a text that says something."""
    if not isinstance(value, str) or not value.strip():
        _refuse("is not a text that says something")
    if any(_controls(sign) for sign in value.strip()):
        _refuse("holds a control character, such as a new line or a tab, which no label can show")
    return value.strip()


def truth(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        _refuse("is neither true nor false")
    return value


def count(value: object) -> int:
    """Read a whole number, nought or more."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        _refuse("is not a whole number")
    if value > _MOST:
        _refuse("is more than anything that is counted")
    return value


def zone(value: object) -> str:
    """Read the name of a time zone."""
    name = text(value)
    try:
        place_of(name)
    except BadFacts:
        _refuse("is no time zone")
    return name


def day(value: object) -> date:
    """Read a date without its hour."""
    if not isinstance(value, date) or isinstance(value, datetime):
        _refuse("is not a date")
    _require_reachable(value.year)
    return value


def moment(value: object) -> datetime:
    """Read a date with its hour; without an offset it is meant at the place."""
    if not isinstance(value, datetime):
        _refuse("is not a date with its hour, with the seconds")
    _require_reachable(value.year)
    return value


def expiry(value: object) -> date | datetime | tuple[int, int]:
    """Read an expiry: a date, a date with its hour, or year and month."""
    if isinstance(value, date):
        _require_reachable(value.year)
        return value
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        _refuse("is neither a date nor year and month")
    _require_reachable(int(found[1]))
    return int(found[1]), int(found[2])


def length(value: object) -> timedelta:
    """Read a length of time."""
    found = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        _refuse("is not a length of time")
    short = len(found[1]) <= _DIGITS
    lasts = int(found[1]) * _UNITS[found[2]] if short else _LONGEST
    if lasts >= _LONGEST:
        _refuse("is longer than a century")
    return lasts


def distance(value: object) -> Decimal:
    """Read a distance in metres."""
    found = _DISTANCE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        _refuse("is not a distance in metres")
    return Decimal(found[1])


def one_of(words: type[Word]) -> Callable[[object], Word]:
    """Read one of some words."""

    def read(value: object) -> Word:
        for word in words:
            if value == word.value:
                return word
        _refuse(f"is not one of: {', '.join(words)}")

    return read


def instant(given: datetime, place: str, what: str) -> datetime:
    """Give an instant; one without an offset is local, and has to occur exactly once.

    Raises BadFacts where the clocks skip or repeat that hour.
    """
    if given.tzinfo is not None:
        return given
    local = given.replace(tzinfo=ZoneInfo(place))
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        trouble = (
            f"The {what} {given.isoformat(sep=' ')} does not occur exactly once in {place}, as the "
            f"clocks change; write it with its offset, such as {given.isoformat()}-05:00"
        )
        raise BadFacts(trouble)
    return local


def _require_reachable(year: int) -> None:
    """Refuse a year so early or late that time zones or cadences would leave the calendar."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        _refuse(f"is not in a year from {_FIRST_YEAR} to {_LAST_YEAR}")


def _controls(sign: str) -> bool:
    """Tell whether a sign steers what is shown and shows nothing itself, or ends a line."""
    kind = unicodedata.category(sign)
    return kind.startswith("C") or kind in {"Zl", "Zp"}


def _refuse(words: str) -> NoReturn:
    raise ValueError(words)
