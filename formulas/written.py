"""What a person wrote for one input: plain text that shows all it holds, and no float.

A float has lost its digits before it comes here, and a sign that nobody sees can turn a printed
figure round or part two names that look alike; both are refused before anything is read.
"""

from decimal import Decimal

from formulas.errors import NotANumber, NotReadable
from formulas.number import rational

LONGEST = 1000  # characters of one value
MOST_VALUES = 50_000  # readings of a year, every quarter of an hour, are 35 040


def written(given: object, what: str) -> str:
    """Give the text of one value, or the text that a whole number or Decimal stands for.

    Raises NotANumber for floats, truth values and all else that is neither; NotReadable for text
    that is too long or holds signs that nobody sees.
    """
    if isinstance(given, str):
        return readable(str.__str__(given), what)
    if isinstance(given, bool) or not isinstance(given, int | Decimal):
        raise NotANumber(given, f"the {what} as text, such as '0.5'")
    _ = rational(given)
    return format(Decimal(given), "f")


def readable(text: str, what: str, longest: int = LONGEST) -> str:
    """Refuse text that is too long, or holds what neither paper nor screen shows."""
    if len(text) > longest:
        raise NotReadable(what, f"{len(text)} characters long; {longest} are the most")
    for one in text:
        if not one.isprintable() and not one.isspace():
            raise NotReadable(what, f"not plain text: it holds the unseen sign U+{ord(one):04X}")
    return text


def is_left_out(given: object) -> bool:
    """Tell whether nothing was given: no value, or a text of blanks."""
    return given is None or (isinstance(given, str) and not given.strip())
