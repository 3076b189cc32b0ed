"""Reading a nutrition order's form: every field looked at, nothing assumed, nothing preset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from compounding.preparation.errors import OrderRefused
from compounding.preparation.fields import calendar_day, local_instant, required, short
from compounding.preparation.nutrition.ages import age_trouble
from compounding.preparation.nutrition.plain import around_from, order_from
from compounding.preparation.nutrition.rows import (
    IONS,
    MACRONUTRIENTS,
    SALT_PRODUCT,
    SECTIONS,
    Row,
    rows,
    salt_products,
    volume_units,
    weight_units,
)
from compounding.preparation.nutrition.trying import line_trouble
from formulas.errors import FormulaError
from formulas.nutrition.mixtures import Circumstances
from formulas.nutrition.order import Access, LipidGiven, NutritionOrder, Patient
from formulas.quantity import qty

PATIENT = ("name", "identifier", "birth_date", "location")
OVERFILL_UNITS = ("mL", "percent")
HOURS = ("h",)
WARMTH = ("degC",)
FIELDS = (
    "kind", *(f"patient_{one}" for one in PATIENT), "due", "note", "weight.amount", "weight.unit",
    "access", "volume.amount", "volume.unit", "hours.amount", "taper.amount", "overfill.amount",
    "overfill.unit", "fat_given", "fat_hours.amount", "warmest.amount", "lasts.amount",
)  # fmt: skip


@dataclass(frozen=True)
class NutritionEntry:
    """An order as read from its form; ``ordered`` is the order itself in plain text."""

    patient: Mapping[str, str]
    due: datetime
    note: str
    ordered: Mapping[str, Any]
    typed: Mapping[str, str]

    def order(self, number: str) -> NutritionOrder:
        """The order under its number."""
        return order_from(self.ordered, number)

    @property
    def around(self) -> Circumstances:
        """How warm the bag will be and how long it lasts, as far as that is said."""
        return around_from(self.ordered)


def kind_of(typed: Mapping[str, str]) -> Patient | None:
    """The kind of patient, from which units and bases follow; nothing where it is not said."""
    text = typed.get("kind", "").strip()
    return Patient(text) if text in set(Patient) else None


def known_fields(kind: Patient) -> tuple[str, ...]:
    """Every field of the form, so that nothing else is carried along."""
    lines = [f"{row.key}.{part}" for row in rows(kind) for part in ("amount", "unit", "product")]
    return (*FIELDS, *lines, *(f"{SALT_PRODUCT}{one.id}" for one in salt_products()))


def read_nutrition(typed: Mapping[str, str], zone: str) -> NutritionEntry:
    """Read the form; ``zone`` is the facility's.

    Raises OrderRefused with a message for each field that is wrong; "" stands for the whole order.
    """
    kind = kind_of(typed)
    if kind is None:
        raise OrderRefused({"kind": f"Choose one of: {', '.join(Patient)}."})
    form = _Form({name: typed.get(name, "").strip() for name in known_fields(kind)})
    patient = {one: form.read(f"patient_{one}", required) for one in PATIENT}
    form.read("patient_birth_date", calendar_day)
    due = form.read("due", lambda text: local_instant(required(text), zone))
    if not form.wrong:
        form.read("patient_birth_date", lambda text: _of_age(text, due, kind))
    note = form.read("note", short)
    ordered = _ordered(form, kind)
    form.refuse_wrong()
    for key, why in _troubles(ordered, kind):
        form.wrong.setdefault(key, why)
    form.refuse_wrong()
    kept = {name: text for name, text in form.typed.items() if text}
    return NutritionEntry(patient, due, note, ordered, kept)


@dataclass
class _Form:
    """What was typed, and what is wrong with it so far."""

    typed: Mapping[str, str]
    wrong: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, reader: Callable[[str], Any]) -> Any:  # noqa: ANN401 - as the reader gives
        """Read one field; what is wrong is told beside it."""
        try:
            return reader(self.typed.get(name, ""))
        except (ValueError, FormulaError) as trouble:
            self.wrong.setdefault(name, str(trouble))
            return ""

    def choice(self, name: str, kind: type[StrEnum]) -> str:
        """Read one of several words."""
        return str(self.read(name, lambda text: _one_of(text, tuple(kind))))

    def figure(self, key: str, units: Iterable[str], *, optional: bool = False) -> str:
        """Read a number with its unit as text; empty where nothing is given and may be so."""
        lawful = tuple(units)
        number = self.typed.get(f"{key}.amount", "")
        if not number:
            if not optional:
                self.wrong[f"{key}.amount"] = "This is needed."
            return ""
        chosen = self.typed.get(f"{key}.unit", "") or (lawful[0] if len(lawful) == 1 else "")
        if chosen not in lawful:
            told = f"Choose the unit of this number: {' or '.join(lawful)}."
            self.wrong[f"{key}.amount"] = told
            return ""
        made = f"{number} {chosen}"
        self.read(f"{key}.amount", lambda _: qty(made))
        return made

    def refuse_wrong(self) -> None:
        """Raise OrderRefused where something is wrong."""
        if self.wrong:
            raise OrderRefused(self.wrong)


def _ordered(form: _Form, kind: Patient) -> dict[str, Any]:
    """The order in plain text, in the order of the form."""
    head = {
        "patient": kind.value,
        "weight": form.figure("weight", weight_units(kind)),
        "access": form.choice("access", Access),
        "volume": form.figure("volume", volume_units(kind)),
        "hours": form.figure("hours", HOURS),
        "taper": form.figure("taper", HOURS, optional=True),
        "overfill": form.figure("overfill", OVERFILL_UNITS, optional=True),
        "lipid_given": form.choice("fat_given", LipidGiven),
        "lipid_hours": form.figure("fat_hours", HOURS, optional=True),
        "warmest": form.figure("warmest", WARMTH, optional=True),
        "lasts": form.figure("lasts", HOURS, optional=True),
    }
    _require_lasting(form, head)
    lines: dict[str, list[dict[str, str]]] = {name: [] for name in SECTIONS}
    for row in rows(kind):
        made = _line(form, row)
        if made is not None:
            lines[row.section].append(made)
    ticked = [one.id for one in salt_products() if form.typed.get(f"{SALT_PRODUCT}{one.id}")]
    return {**head, **lines, "salt_products": ticked}


def _require_lasting(form: _Form, head: Mapping[str, str]) -> None:
    """A bag lasts from mixing to the end of its infusion, so no less than it runs."""
    if not head["lasts"] or not head["hours"] or form.wrong:
        return
    if qty(head["lasts"]) < qty(head["hours"]):
        told = f"It runs for {head['hours']}; from mixing to its end it lasts at least as long."
        form.wrong["lasts.amount"] = told


def _line(form: _Form, row: Row) -> dict[str, str] | None:
    """One line, or none where nothing is typed in it."""
    product = form.typed.get(f"{row.key}.product", "")
    quantity = form.figure(row.key, row.units, optional=True)
    amount = form.typed.get(f"{row.key}.amount", "")
    if not amount and not product:
        return None
    if not amount:
        form.wrong[f"{row.key}.amount"] = "Say how much of it, or take the product away."
    if row.section != IONS and product not in {one.id for one in row.products}:
        form.wrong[f"{row.key}.product"] = "Choose the product it is to come from."
    return {"substance": row.substance, "quantity": quantity, "product": product}


def _troubles(ordered: Mapping[str, Any], kind: Patient) -> Iterable[tuple[str, str]]:
    """What the engine says to each line by itself, beside its field."""
    order = order_from(ordered, "this order")
    fields = {(row.section, row.substance): f"{row.key}.amount" for row in rows(kind)}
    for section in SECTIONS:
        for one in _lines(order, section):
            why = line_trouble(order, section, one)
            if why:
                yield fields[section, one.substance], why


def _lines(order: NutritionOrder, section: str) -> tuple[Any, ...]:
    by_name = {
        MACRONUTRIENTS: order.macronutrients,
        "salts": order.salts,
        IONS: order.ions,
        "additives": order.additives,
    }
    return by_name[section]


def _of_age(born: str, due: datetime, kind: Patient) -> str:
    day = datetime.strptime(born, "%Y-%m-%d").date()  # noqa: DTZ007 # a birth date has no zone
    why = age_trouble(day, due.date(), kind)
    if why:
        raise ValueError(why)
    return born


def _one_of(text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        message = f"Choose one of: {', '.join(words)}."
        raise ValueError(message)
    return text
