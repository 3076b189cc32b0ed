"""Reading tables of limits: strictly, and never looser than what is absolute."""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from formulas.errors import BadLimits, FormulaError, Loosened, UnknownSubstance
from formulas.nutrition.bag_figures import ANY_UNITS, FIGURES, THUMB, units_of
from formulas.nutrition.given import VOLUMES
from formulas.nutrition.limits import (
    ROW_FIELDS,
    Comparator,
    Level,
    Limit,
    Limits,
    Row,
    Rule,
    Scope,
    Status,
)
from formulas.nutrition.order import Access, LipidGiven, Patient
from formulas.quantity import Quantity, number, qty, show
from formulas.salts import substance
from formulas.units import NUMBER, Unit, unit

FOLDER = Path(__file__).with_name("tables")
METHODS = ("F40", "F41", "F42", "F43", "F44")
RULES = (
    "three-in-one-age", "three-in-one-iron", "three-in-one-heparin", "three-in-one-cysteine",
    "calcium-chloride", "bicarbonate-calcium", "containers", "volumes", "one-amino-acid-product",
    "calcium-phosphate-curves",
)  # fmt: skip
_SCOPE = ("patients", "access", "fat", "weight_from", "weight_below")
_LIMIT = {*ROW_FIELDS, *_SCOPE, "parameter", "comparator", "value"}
_RULE = {*ROW_FIELDS, *_SCOPE, "says"}
_HEAD = ("last_checked", "confirmed")
_TABLES = ("limit", "rule", "osmolarity", "temperature", *_HEAD)

Word = TypeVar("Word", bound=StrEnum)


@functools.cache
def limits() -> Limits:
    """Give the limits that come with First Air.  Raises BadLimits."""
    return read_limits(sorted(FOLDER.glob("*.toml")))


def with_site(known: Limits, files: Iterable[Path]) -> Limits:
    """Give known limits with a site's own rows added.  Raises BadLimits, Loosened."""
    own = read_limits(files)
    absolutes = [one for one in known.limits.values() if one.level is Level.ABSOLUTE]
    for row in own.limits.values():
        before = known.limits.get(row.id)
        if before is not None:
            _require_as_firm(row, before, row.told, before.told)
            if before.measures != row.measures:
                raise BadLimits(repr(row.id), "a row of this id limits something else")
        for absolute in absolutes:
            if row.measures == absolute.measures and row.scope.meets(absolute.scope):
                _require_as_tight(row, absolute)
    for rule in own.rules.values():
        if rule.id in known.rules:
            _require_as_firm(rule, known.rules[rule.id], rule.says, known.rules[rule.id].says)
    _require_no_colder(own.temperatures, known.temperatures)
    return Limits(
        {**known.limits, **own.limits},
        {**known.rules, **own.rules},
        {**known.methods, **own.methods},
        {**known.temperatures, **own.temperatures},
    )


def _require_as_tight(row: Limit, absolute: Limit) -> None:
    if row.looser_than(absolute):
        raise Loosened(row.id, row.told, absolute.id, absolute.told)


def _require_as_firm(row: Row, before: Row, told: str, held: str) -> None:
    """Refuse that an absolute row becomes less firm, or holds for fewer."""
    if before.level is not Level.ABSOLUTE:
        return
    if row.level is not Level.ABSOLUTE or row.status is Status.RECALLED:
        raise Loosened(row.id, f"{told} ({row.level}, {row.status})", before.id, f"{held} always")
    if not before.scope.within(row.scope):
        raise Loosened(row.id, f"{told} for fewer", before.id, held)


def _require_no_colder(own: Mapping[Patient, Quantity], known: Mapping[Patient, Quantity]) -> None:
    for patient, least in own.items():
        if patient in known and least < known[patient]:
            name = f"temperature of {patient.value}"
            raise Loosened(name, show(least), name, show(known[patient]))


def read_limits(files: Iterable[Path]) -> Limits:
    """Read files of limits as one table.  Raises BadLimits for the first that is odd."""
    made = Limits({}, {}, {}, {})
    for file in files:
        data = _parsed(file)
        head = {key: data[key] for key in _HEAD if key in data}
        for row in data.get("limit", []):
            made = _joined(made, _limit({**head, **row}))
        for row in data.get("rule", []):
            made = _joined(made, _rule({**head, **row}))
        methods = _by_patient(file, data, "osmolarity")
        for method in methods.values():
            if method not in METHODS:
                raise BadLimits(file.name, f"{method!r} is none of {', '.join(METHODS)}")
        warm = _by_patient(file, data, "temperature")
        temperatures = {one: _temperature(file, text) for one, text in warm.items()}
        made = Limits(
            made.limits, made.rules, {**made.methods, **methods},
            {**made.temperatures, **temperatures},
        )  # fmt: skip
    return made


def _parsed(file: Path) -> Mapping[str, Any]:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise BadLimits(file.name, f"it is not readable ({trouble})") from trouble
    odd = [key for key in data if key not in _TABLES]
    if odd:
        raise BadLimits(file.name, f"{odd[0]!r} is no table of limits")
    return data


def _joined(made: Limits, row: Limit | Rule) -> Limits:
    if row.id in made.limits or row.id in made.rules:
        raise BadLimits(repr(row.id), "its id stands twice")
    if isinstance(row, Rule):
        return Limits(made.limits, {**made.rules, row.id: row}, made.methods, made.temperatures)
    return Limits({**made.limits, row.id: row}, made.rules, made.methods, made.temperatures)


def _by_patient(file: Path, data: Mapping[str, Any], table: str) -> dict[Patient, str]:
    rows = dict(data.get(table, {}))
    if rows and not rows.pop("source", ""):
        where, why = f"{file.name}, {table}", "it lacks its source"
        raise BadLimits(where, why)
    return {_word(Patient, name, table): str(text) for name, text in rows.items()}


def _temperature(file: Path, text: str) -> Quantity:
    try:
        return qty(text).to("degC")
    except FormulaError as trouble:
        raise BadLimits(file.name, str(trouble).rstrip(".")) from trouble


def _limit(row: Mapping[str, Any]) -> Limit:
    shared = _row(row, _LIMIT)
    where, parameter = repr(row["id"]), str(row["parameter"])
    value = _value(where, parameter, row["value"])
    if parameter in THUMB and shared["level"] is not Level.PROTOCOL:
        raise BadLimits(where, "a rule of thumb may only warn; write the level protocol")
    comparator = _word(Comparator, row["comparator"], where)
    return Limit(**shared, parameter=parameter, comparator=comparator, value=value)


def _rule(row: Mapping[str, Any]) -> Rule:
    shared = _row(row, _RULE)
    if row["id"] not in RULES:
        raise BadLimits(repr(row["id"]), f"no rule has that id; the rules are {', '.join(RULES)}")
    return Rule(**shared, says=row["says"])


def _row(row: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    """Read what every row has.  Raises BadLimits for what is missing, odd or of a wrong type."""
    where = repr(str(row.get("id") or "without an id"))
    optional = set(_SCOPE)
    missing = [key for key in sorted(known - optional) if row.get(key, "") == ""]
    odd = [key for key in row if key not in known]
    if missing or odd:
        why = f"it lacks its {missing[0]}" if missing else f"{odd[0]!r} is no part of a row"
        raise BadLimits(where, why)
    if not isinstance(row["confirmed"], bool):
        raise BadLimits(where, "its confirmed must be true or false")
    if not isinstance(row["last_checked"], date):
        raise BadLimits(where, "its last_checked must be a day, such as 2026-11-25")
    shared = {key: row[key] for key in ("id", "source", "last_checked", "confirmed")}
    return {
        **shared,
        "level": _word(Level, row["level"], where),
        "status": _word(Status, row["status"], where),
        "scope": _scope(where, row),
    }


def _scope(where: str, row: Mapping[str, Any]) -> Scope:
    kinds: dict[str, type[StrEnum]] = {"patients": Patient, "access": Access, "fat": LipidGiven}
    made: dict[str, Any] = {}
    for key, kind in kinds.items():
        if key in row:
            if not isinstance(row[key], list) or not row[key]:
                raise BadLimits(where, f"its {key} must be a list of words")
            made[key] = tuple(_word(kind, word, where) for word in row[key])
    for key in ("weight_from", "weight_below"):
        if key in row:
            made[key] = _read(where, row[key], ("kg",))
    return Scope(**made)


def _value(where: str, parameter: str, text: object) -> Quantity:
    if parameter not in FIGURES and not _is_substance(parameter):
        raise BadLimits(where, f"{parameter!r} is neither a figure of a bag nor a substance")
    return _read(where, text, units_of(parameter))


def _is_substance(name: str) -> bool:
    if units_of(name) != ANY_UNITS:
        return True  # an ion, a macronutrient or a pair of ions: its kind of unit is known
    try:
        return substance(name).name == name
    except UnknownSubstance:
        return False


def _read(where: str, given: object, units: tuple[str, ...]) -> Quantity:
    """Read a figure in one of the units or another of its kind and basis."""
    try:
        value = number(str(given)) if "" in units else qty(str(given))
    except FormulaError as trouble:
        raise BadLimits(where, str(trouble).rstrip(".")) from trouble
    lawful = [NUMBER if not name else unit(name) for name in units]
    if not any(_alike(value.unit, one) for one in lawful):
        raise BadLimits(where, f"{show(value)} is not in {' or '.join(units)}")
    if value.exact < 0:
        raise BadLimits(where, f"{show(value)} is less than nothing")
    return value


def _alike(one: Unit, other: Unit) -> bool:
    """Tell whether two units measure one thing on one basis; every volume is one basis."""
    by_volume = one.basis in VOLUMES and other.basis in VOLUMES
    return one.dimension == other.dimension and (by_volume or one.basis == other.basis)


def _word(kind: type[Word], given: object, where: str) -> Word:
    if given not in set(kind):
        raise BadLimits(where, f"{given!r} is none of {', '.join(kind)}")
    return kind(str(given))
