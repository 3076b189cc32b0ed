"""Whether a birth date fits the kind of patient: the kind decides bases and limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from formulas.nutrition.order import Patient


def age_trouble(born: date, hung: date, kind: Patient) -> str:
    """Say why a birth date cannot be that of a patient of a kind; empty where it may be."""
    if born > hung:
        return "This is after the bag is to be hung."
    least, most = _years()[kind.value]
    years = hung.year - born.year - ((hung.month, hung.day) < (born.month, born.day))
    if least <= years <= most:
        return ""
    age = f"{years} years" if years else f"{(hung - born).days} days"
    return (
        f"Born then, the patient is {age} old; orders of the kind {kind.value} are for "
        f"{_told(least, most)}. Correct the date, or begin anew with the kind that fits."
    )


def _told(least: int, most: int) -> str:
    if not least:
        return "the first year" if not most else f"the first {most + 1} years"
    return f"{least} to {most} years"


@cache
def _years() -> Mapping[str, Any]:
    text = resources.files(__package__).joinpath("ages.toml").read_text(encoding="utf-8")
    years: Mapping[str, Any] = loads(text)["years"]
    return years
