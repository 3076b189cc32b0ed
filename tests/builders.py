"""The world of a test in one line: a sample facility, its people, and a bench to weigh on."""

import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from compounding.cleanroom.balances import balance_of, record_check
from compounding.cleanroom.places import (
    enter_balance,
    enter_facility,
    enter_place,
    enter_point,
    sample_facility,
)
from compounding.cleanroom.readings import newest
from compounding.ledger.actor import SYSTEM
from compounding.ledger.people import Role, add_person, give_badge, set_pin
from compounding.ledger.stations import enrol_agent, enrol_station
from compounding.preparation import book, checks, orders
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.figures import confirm_figure, density
from compounding.stock.products import enter_product, products_in_force, sample_cards
from tests.ledger.fresh import fresh_database, open_fresh
from tests.world import PIN, World

KCL = "potassium-chloride-20-meq-in-sodium-chloride-1000-ml"
VANCOMYCIN = "vancomycin-1.25-g-in-sodium-chloride-250-ml"
GTINS = {card["code"]: card["gtin"] for card in sample_cards()}


def carton(code, lot="LOT7", expires="271231", serial=None):
    """A GS1 element string as a scanner sends it."""
    tail = f"\x1d21{serial}" if serial else ""
    return f"]d201{GTINS[code]}17{expires}10{lot}{tail}"


def a_facility(folder, **card) -> World:
    """The sample facility with its people, book and shelf, every sample figure vouched for."""
    case, people = _facility_template(tuple(sorted(card.items())))
    copy = shutil.copy(case, folder / "case.db")
    return World(open_fresh(f"sqlite:///{copy}"), dict(people))


@cache
def _facility_template(card):
    """Made once, then copied: a facility takes a second to enter."""
    folder = Path(mkdtemp(prefix="firstair-facility-"))
    world = World(fresh_database(folder))
    _enter_people(world)
    _enter_places(world, dict(card))
    _enter_book(world)
    world.database.close()
    return folder / "case.db", world.people


def _enter_people(world):
    with world.database.entry(by=SYSTEM, at=world.now) as unit:
        for name in ("technician", "pharmacist", "compliance", "admin"):
            person = add_person(unit, f"demo-{name}", f"Demo {name.title()}", [Role(name)])
            set_pin(unit, person.id, PIN)
            give_badge(unit, person.id, f"FA-B-{name.upper()}")
            world.people[name] = person
        enrol_station(unit, "hood-2", "Hood 2", "hood", "hood-2")
        enrol_station(unit, "desk-1", "Desk", "desk")
        enrol_agent(unit, "hood-1")


def _enter_places(world, card):
    sample = sample_facility()
    with world.as_("admin", "desk-1") as unit:
        enter_facility(unit, {**sample["facility"], **card}, sample=True)
        for place in sample["place"]:
            enter_place(unit, place)
        for point in sample["point"]:
            enter_point(unit, point)
        enter_balance(unit, sample["balance"])


def _enter_book(world):
    with world.as_("pharmacist", "desk-1") as unit:
        for card in sample_cards():
            enter_product(unit, card)
        for product in products_in_force(unit.session):
            if product.card.get("density"):
                confirm_figure(unit, density(unit.session, product), secret=PIN, sample=True)
        for content in book.sample_formulas():
            row = book.enter_formula(unit, content)
            book.approve_formula(unit, row.id, secret=PIN)
            for _, figure in book.stability_figures(unit.session, book.read_recipe(content)):
                confirm_figure(unit, figure, secret=PIN, sample=True)


def order_form(formula=KCL, **other):
    """An order's form, filled in rightly."""
    dose = {KCL: "20 mEq", VANCOMYCIN: "1250 mg"}.get(formula, "20 mEq")
    return {
        "patient_name": "Demo Patient",
        "patient_identifier": "MRN 000123",
        "patient_birth_date": "1980-01-31",
        "patient_location": "Ward 4, bed 2",
        "formula": formula,
        "dose": dose,
        "route": "intravenous infusion",
        "rate": "250 mL/h",
        "storage": "refrigerator",
        "due": "2026-11-23T14:30",
        "urgency": "routine",
        "note": "Premix unavailable",
        **other,
    }


def a_verified_order(world, formula=KCL, **other):
    """An order typed in by the technician and verified by the pharmacist."""
    with world.as_("technician") as unit:
        entry = orders.read_order(unit.session, order_form(formula, **other))
        order = orders.enter_order(unit, entry)
    with world.as_("pharmacist", "desk-1") as unit:
        orders.verify_order(unit, order.id, secret=PIN)
    return order.id


def a_worksheet(world, formula=KCL, **other):
    """An opened worksheet; nothing staged yet."""
    order = a_verified_order(world, formula, **other)
    with world.as_("technician") as unit:
        return open_worksheet(unit, order, "hood-2").id


CARTONS = {
    KCL: ("sodium-chloride-0.9-1000", "potassium-chloride-2-meq-ml-10"),
    VANCOMYCIN: (
        "sodium-chloride-0.9-250",
        "vancomycin-1-g",
        "vancomycin-500-mg",
        "sterile-water-50",
    ),
}


def staged(world, formula=KCL, **other):
    """A worksheet with everything staged and the work label printed."""
    worksheet = a_worksheet(world, formula, **other)
    for code in CARTONS[formula]:
        assert world.scan(worksheet, carton(code)).outcome == "accepted"
    assert world.scan(worksheet, "FA-C-NEXT").outcome == "accepted"
    return worksheet


def balance_checked(world):
    """Today's check weights pass."""
    for nominal in ("20.00", "1000.00"):
        reading = world.put_on(nominal)
        with world.as_("technician") as unit:
            card = balance_of(unit.session, "hood-2")
            from compounding.cleanroom.models import StoredReading

            row = unit.session.get(StoredReading, reading)
            assert record_check(unit, card, f"{nominal} g", row).passed


def in_the_hood(world, formula=KCL, **other):
    """Work has begun in the hood: room fine, balance checked, hood sign scanned."""
    return begun(world, staged(world, formula, **other))


def begun(world, worksheet):
    """Today's balance check, a fine room, and the hood's sign scanned."""
    balance_checked(world)
    world.room()
    assert world.scan(worksheet, "FA-H-HOOD-2").outcome == "accepted"
    return worksheet


def drawn(world, worksheet, net="10.88"):
    """Preparation A up to the drawn syringe; answers what became of the draw."""
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, "1062.40")
    world.scan(worksheet, world.sticker(worksheet, "vial"))
    world.weigh(worksheet, "14.20")
    return world.weigh(worksheet, Decimal("14.20") + Decimal(net))


def checked(world, worksheet, who="pharmacist"):
    """The pharmacist lets the concentrated potassium pass."""
    world.later(20)
    shown = world.shown_check(worksheet)
    step = world.state(worksheet).in_hand.number
    with world.as_(who, "desk-1") as unit:
        checks.approve_check(unit, worksheet, step, secret=PIN, shown=shown)


def finished(world, worksheet, gained="10.86"):
    """Preparation A from the injection to the maker's signature."""
    heard = labelled(world, worksheet, gained)
    world.sign_prepared(worksheet)
    return heard


def labelled(world, worksheet, gained="10.86"):
    """Preparation A from the injection to both labels scanned."""
    world.scan(worksheet, "FA-C-NEXT")
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, Decimal("1062.40") + Decimal(gained))
    world.scan(worksheet, "FA-C-NEXT")  # inspected
    world.scan(worksheet, "FA-C-NEXT")  # final label printed
    world.room()
    world.scan(worksheet, world.label(worksheet, "final"))
    return world.scan(worksheet, world.label(worksheet, "work"))


def awaiting_release(folder):
    """Preparation A, made and labelled, in quarantine."""
    world = a_facility(folder)
    worksheet = in_the_hood(world)
    drawn(world, worksheet)
    checked(world, worksheet)
    finished(world, worksheet)
    return world, worksheet


def a_released_record(folder):
    """Preparation A, released."""
    world, worksheet = awaiting_release(folder)
    sealed = world.release(worksheet)
    return world, worksheet, sealed


def last_mass(world):
    with world.database.reading() as session:
        return newest(session, "balance-1", "mass", world.now)
