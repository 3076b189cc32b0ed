"""Nutrition forms as a pharmacist would fill them in."""

from compounding.cleanroom.places import enter_facility, sample_facility
from compounding.ledger.actor import SYSTEM
from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, add_person, set_pin
from compounding.ledger.stations import enrol_station
from compounding.preparation.nutrition.saving import (
    Signing,
    change_nutrition_order,
    enter_nutrition_order,
    shown_nutrition,
)
from tests.world import PIN, World

PATIENT = {
    "patient_name": "Demo Patient",
    "patient_identifier": "MRN 000123",
    "patient_birth_date": "1980-01-31",
    "patient_location": "Ward 4, bed 2",
    "due": "2026-11-23T18:00",
}
HEAD = ("weight", "volume", "hours", "taper", "overfill", "fat_hours")


def a_pharmacy(database) -> World:
    """A facility with its people and a desk: all that nutrition orders need."""
    world = World(database)
    with database.entry(by=SYSTEM, at=world.now) as unit:
        for role in Role:
            person = add_person(unit, f"demo-{role.value}", f"Demo {role.value.title()}", [role])
            set_pin(unit, person.id, PIN)
            world.people[role.value] = person
        enrol_station(unit, "desk-1", "Desk", "desk")
        enter_facility(unit, sample_facility()["facility"], sample=True)
    return world


def form(figures, lines, **other):
    """A form from figures ("weight": "70 kg") and lines (key: amount with unit, product)."""
    typed = dict(PATIENT)
    for key, text in figures.items():
        typed[f"{key}.amount"], typed[f"{key}.unit"] = text.split(" ", 1)
    for key, (text, product) in lines.items():
        typed[f"{key}.amount"], typed[f"{key}.unit"] = text.split(" ", 1)
        typed[f"{key}.product"] = product
    return {**typed, **other}


def adult_form(**other):
    """70 kg, central line, two-in-one with fat beside it: nothing stops, calcium needs reasons."""
    figures = {
        "weight": "70 kg", "volume": "2000 mL/day", "hours": "24 h", "overfill": "50 mL",
        "fat_hours": "12 h",
    }  # fmt: skip
    lines = {
        "macronutrients-amino-acids": ("90 g/day", "travasol-10-2000ml"),
        "macronutrients-dextrose-monohydrate": ("250 g/day", "dextrose-70-2000ml"),
        "macronutrients-fat": ("50 g/day", "intralipid-20-500ml"),
        "salts-sodium-chloride": ("60 mEq/day", "sodium-chloride-23.4-100ml"),
        "salts-sodium-acetate": ("40 mEq/day", "sodium-acetate-2-20ml"),
        "salts-potassium-chloride": ("30 mEq/day", "potassium-chloride-2-20ml"),
        "salts-potassium-phosphates": ("20 mmol/day", "potassium-phosphates-4.4-15ml"),
        "salts-calcium-gluconate": ("2 g/day", "calcium-gluconate-10-50ml"),
        "salts-magnesium-sulfate": ("12 mEq/day", "magnesium-sulfate-50-10ml"),
        "additives-multiple-vitamins": ("10 mL/day", "multiple-vitamins-adult-10ml"),
        "additives-zinc": ("4 mg/day", "zinc-1-10ml"),
        "additives-selenium": ("60 mcg/day", "selenium-60-10ml"),
    }
    said = {"kind": "adult", "access": "central", "fat_given": "separate", **other}
    return form(figures, lines, **said)


def neonate_form(**other):
    """1.2 kg, central line, ions by kg and day that the solver turns into salts."""
    figures = {
        "weight": "1.2 kg", "volume": "110 mL/kg/day", "hours": "24 h", "overfill": "30 percent",
        "fat_hours": "24 h",
    }  # fmt: skip
    lines = {
        "macronutrients-amino-acids": ("3 g/kg/day", "trophamine-10-500ml"),
        "macronutrients-dextrose-monohydrate": ("12 g/kg/day", "dextrose-70-2000ml"),
        "macronutrients-fat": ("2 g/kg/day", "smoflipid-20-500ml"),
        "ions-sodium": ("4 mEq/kg/day", ""),
        "ions-potassium": ("2.2 mEq/kg/day", ""),
        "ions-calcium": ("2.5 mEq/kg/day", ""),
        "ions-magnesium": ("0.3 mEq/kg/day", ""),
        "ions-phosphate": ("1.3 mmol/kg/day", ""),
        "ions-acetate": ("4 mEq/kg/day", ""),
        "additives-zinc": ("400 mcg/kg/day", "zinc-1-10ml"),
    }
    salts = (
        "sodium-chloride-23.4-100ml", "potassium-chloride-2-20ml", "sodium-acetate-2-20ml",
        "potassium-acetate-2-20ml", "sodium-phosphates-3-15ml", "potassium-phosphates-4.4-15ml",
        "calcium-gluconate-10-50ml", "magnesium-sulfate-50-10ml",
    )  # fmt: skip
    ticked = {f"salt-product.{one}": "on" for one in salts}
    said = {"kind": "neonate", "access": "central", "fat_given": "separate", **ticked}
    return form(figures, lines, **{**said, "patient_birth_date": "2026-11-20", **other})


def seen(world, typed, order_id=None):
    """The summary as the page shows it."""
    with world.database.reading() as session:
        return shown_nutrition(session, typed, order_id)


def reasons_for(shown, why="Looked at with the ward"):
    return {place: why for place, one in enumerate(shown["checks"]) if one["decide"]}


def signing(summary, secret=PIN, **other):
    fields = {"shown": digest(summary), "reasons": reasons_for(summary), **other}
    return Signing(secret=secret, **fields)


def saved(world, typed=None):
    """An order seen, decided on and signed by the pharmacist."""
    typed = typed or adult_form()
    shown = seen(world, typed)
    with world.as_("pharmacist", "desk-1") as unit:
        return enter_nutrition_order(unit, typed, signing(shown)).order_id


def changed(world, order_id, typed):
    shown = seen(world, typed, order_id)
    with world.as_("pharmacist", "desk-1") as unit:
        return change_nutrition_order(unit, order_id, typed, signing(shown)).version
