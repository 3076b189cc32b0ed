"""Ratio strength as older labels and orders write it: 1:1000, or 1 in 1000."""

import re
from fractions import Fraction

from formulas.errors import NotANumber, OutOfRange
from formulas.number import plain, rational

EXAMPLE = "1:1000"
_RATIO = re.compile(r"(?P<one>[0-9]\S*?) ?(?::| in ) ?(?P<parts>\S+)(?: (?P<name>.+))?")


def ratio_written(text: str, what: str) -> tuple[Fraction, str] | None:
    """Read "1:1000 epinephrine" as 1000 and the name, which may be empty; nothing if no ratio.

    Raises NotANumber, and OutOfRange for more than one in one.
    """
    found = _RATIO.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    one, parts = rational(found["one"]), rational(found["parts"])
    if one <= 0 or parts <= 0:
        raise NotANumber(text, f"a ratio such as '{EXAMPLE}'")
    return at_least_one(parts / one, what), found["name"] or ""


def at_least_one(parts: Fraction, what: str) -> Fraction:
    """Refuse a ratio above one in one.  Raises OutOfRange."""
    if parts < 1:
        raise OutOfRange(what, f"1:{plain(parts)}", "1:1 or weaker")
    return parts
