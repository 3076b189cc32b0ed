"""Reads one file of limits, strictly: what is unknown, missing or misspelt is refused."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from beyond_use.edition import Citation, Edition, Row
from beyond_use.errors import BadLaw
from formulas.errors import NotANumber
from formulas.number import plain_number

UNITS = frozenset(
    {
        "EU_per_kg",
        "L",
        "cfu",
        "cfu_per_m3",
        "cm2",
        "compounding_day",
        "day",
        "degC",
        "h",
        "in_wc",
        "iso",
        "log",
        "m",
        "min",
        "s",
        "month",
        "ng_per_cm2",
        "pair",
        "per_h",
        "per_m3",
        "per_unit",
        "percent",
        "product",
        "times",
        "um",
        "unit",
        "year",
    }
)
STATUSES = frozenset({"verified-secondary", "recalled", "unsure", "convention"})
COMPARATORS = frozenset({"at most", "at least", "should be at most", "between", "rule"})

_Figure = tuple[str, str, str, str]

_HEAD: Mapping[str, type] = {"chapter": str, "edition": str, "in_force": date}
_RULE: Mapping[str, type] = {
    "says": str,
    "locator": str,
    "source": str,
    "status": str,
    "confirmed": bool,
    "last_checked": date,
    "comparator": str,
}


def read_edition(path: Path) -> Edition:
    """Read one file of one edition of one chapter.  Raises BadLaw."""
    return read_headed(path)[0]


def read_headed(path: Path, *also: str) -> tuple[Edition, tuple[str, ...]]:
    """Read a file whose head says also these words, and give it with them.  Raises BadLaw."""
    return headed(path.name, _parsed(path), *also)


def headed(name: str, data: Mapping[str, Any], *also: str) -> tuple[Edition, tuple[str, ...]]:
    """Read what a file says; ``name`` is told where it is no good.  Raises BadLaw."""
    head = {key: value for key, value in data.items() if not isinstance(value, dict)}
    ends = {"until": date} if "until" in head else {}
    _demand(name, head, {**_HEAD, **ends, **dict.fromkeys(also, str)})
    until = head.get("until")
    if until is not None and until <= head["in_force"]:
        raise BadLaw(name, "it ends before it has begun; until is the first day it is over")
    rows = tuple(
        row
        for rule, said in data.items()
        if isinstance(said, dict)
        for row in _rows(name, head, rule, said)
    )
    if not rows:
        raise BadLaw(name, "it holds no rule")
    edition = Edition(head["chapter"], head["edition"], head["in_force"], rows, until)
    return edition, tuple(head[key] for key in also)


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise BadLaw(path.name, str(trouble)) from trouble


def _rows(file: str, head: Mapping[str, Any], rule: str, said: Mapping[str, Any]) -> Iterator[Row]:
    where = f"{file}, {rule}"
    _demand(where, {key: value for key, value in said.items() if key != "limits"}, _RULE)
    _among(where, "status", said["status"], STATUSES)
    _among(where, "comparator", said["comparator"], COMPARATORS)
    citation = Citation(
        head["chapter"], head["edition"], said["locator"], said["source"], said["last_checked"]
    )
    for part, comparator, value, unit in _figures(where, said):
        yield Row(
            rule=rule,
            part=part,
            value=value,
            unit=unit,
            comparator=comparator,
            says=said["says"],
            citation=citation,
            confirmed=said["confirmed"],
            status=said["status"],
        )


def _figures(where: str, said: Mapping[str, Any]) -> list[_Figure]:
    """Split each figure into part, comparator, value and unit; words alone make one empty row."""
    limits = said.get("limits", {})
    if not isinstance(limits, dict) or bool(limits) == (said["comparator"] == "rule"):
        raise BadLaw(where, "figures stand under limits, and only a 'rule' has none")
    if not limits:
        return [("", said["comparator"], "", "")]
    return [_figure(where, said["comparator"], part, told) for part, told in limits.items()]


def _figure(where: str, comparator: str, part: str, figure: object) -> _Figure:
    """Split one figure; one that is compared otherwise than its rule says so: "at most 35 degC"."""
    told = str(figure)
    own = next((each for each in COMPARATORS - {"rule"} if told.startswith(f"{each} ")), "")
    value, _, unit = told.removeprefix(own).strip().partition(" ")
    if not part:
        raise BadLaw(where, f"the figure {figure!r} does not say what it is for")
    _among(where, "unit", unit, UNITS)
    try:
        plain_number(value)
    except NotANumber as trouble:
        raise BadLaw(where, str(trouble)) from trouble
    return part, own or comparator, value, unit


def _demand(where: str, given: Mapping[str, Any], wanted: Mapping[str, type]) -> None:
    """Refuse unknown keys, missing keys, empty texts and wrong kinds."""
    if unknown := sorted(given.keys() - wanted.keys()):
        raise BadLaw(where, f"it says {', '.join(unknown)}, which means nothing here")
    for key, kind in wanted.items():
        if type(given.get(key)) is not kind or not str(given[key]).strip():
            raise BadLaw(where, f"{key} is missing or not written as it should be")


def _among(where: str, what: str, given: str, known: frozenset[str]) -> None:
    if given not in known:
        raise BadLaw(where, f"the {what} {given!r} is not one of {', '.join(sorted(known))}")
