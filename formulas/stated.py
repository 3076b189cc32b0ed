"""A strength as orders and bags state it, "400 mg/250 mL": read as what it is for one mL."""

import re

from formulas.quantity import Quantity, qty
from formulas.substance import positive

_IN_SO_MUCH = re.compile(
    r"(?P<held>\S+ \S+?) ?(?:/| in | per ) ?(?P<volume>[0-9.,]+ (?:mL|dL|L|g|mmol))"
    r"(?: (?:vial|ampoule|bag|syringe)(?= |$))?(?: (?P<name>.+))?"
)


def amount_in_volume(text: str) -> Quantity | None:
    """Read "400 mg/250 mL" or "400 mg in 250 mL" as 1.6 mg/mL; nothing where it is neither.

    Which container holds it, "45 mmol/15 mL vial", changes no strength and is passed over.

    Raises NotANumber, UnknownUnit, NotPositive.
    """
    found = _IN_SO_MUCH.fullmatch(" ".join(text.split()))
    if found is None or found["name"]:
        return None
    return qty(found["held"]) / positive("volume of the strength", qty(found["volume"]))


def apart_from_name(text: str) -> tuple[str, str] | None:
    """Part "400 mg/250 mL dopamine" into strength and name; nothing where it is not so stated."""
    found = _IN_SO_MUCH.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return f"{found['held']}/{found['volume']}", found["name"] or ""
