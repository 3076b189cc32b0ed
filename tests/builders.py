"""The world of a test in one line: a sample facility, its people, and a bench to weigh on."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
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
from compounding.cleanroom.readings import Incoming, highest, ingest, newest
from compounding.ledger.actor import SYSTEM, Actor
from compounding.ledger.canonical import digest
from compounding.ledger.database import Database
from compounding.ledger.people import Role, add_person, give_badge, set_pin
from compounding.ledger.stations import enrol_agent, enrol_station
from compounding.preparation import book, checks, deciding, orders
from compounding.preparation.progress import labels_of, live_label, progress
from compounding.preparation.record.build import record_of
from compounding.preparation.scanning import receive_scan
from compounding.preparation.weighing import weigh
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.figures import confirm_figure, density
from compounding.stock.products import enter_product, products_in_force, sample_cards
from tests.ledger.fresh import fresh_database, open_fresh

START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # 09:00 in New York
PIN = "482913"
KCL = "potassium-chloride-20-meq-in-sodium-chloride-1000-ml"
VANCOMYCIN = "vancomycin-1.25-g-in-sodium-chloride-250-ml"
AGENT = Actor("agent", 1, "hood-1")
GTINS = {card["code"]: card["gtin"] for card in sample_cards()}


@dataclass
class World:
    """A sample facility at work.  ``now`` moves as things are done."""

    database: Database
    people: dict[str, object] = field(default_factory=dict)
    now: datetime = START
    sequence: int = 0

    def later(self, seconds):
        self.now += timedelta(seconds=seconds)
        return self

    def as_(self, who, station="hood-2"):
        return self.database.entry(by=self.people[who], at=self.now, station=station)

    def hear(self, quantity, digits, unit, *, line, settled=True, **other):
        """One reading arrives; its number is returned."""
        with self.database.entry(by=AGENT, at=self.now) as unit_:
            have = highest(unit_.session, "hood-1", "boot")
            incoming = Incoming(
                sequence=have + 1,
                line=line,
                quantity=quantity,
                device=other.get("device", "SIMULATED-0001"),
                raw=other.get("raw", f"S S {digits:>10} {unit}\r\n".encode().hex()),
                digits=digits,
                unit=unit,
                stable=settled,
                settled=settled,
                flags=(),
                refused=other.get("refused", ""),
                device_at=None,
                agent_at=other.get("at", self.now),
                simulated=True,
            )
            rows = ingest(unit_, "hood-1", "boot", [incoming])
        return rows[0].id

    def put_on(self, grams, **other):
        """Empty the pan, put something on, wait until it is settled."""
        self.later(3)
        self.hear("mass", "0.00", "g", line="balance-1")
        self.later(4)
        return self.hear("mass", str(Decimal(grams)), "g", line="balance-1", **other)

    def room(self, *, pressure="0.031", temperature="18.9", humidity="44"):
        self.hear("pressure", pressure, "in_wc", line="room-buffer")
        self.hear("temperature", temperature, "degC", line="room-buffer")
        self.hear("humidity", humidity, "percent", line="room-buffer")

    def scan(self, worksheet, text, who="technician"):
        self.later(3)
        with self.as_(who) as unit:
            return receive_scan(unit, worksheet, text)

    def weigh(self, worksheet, grams, who="technician", **other):
        """Put something on the balance and let the step in hand take it."""
        reading = self.put_on(grams, **other)
        self.later(1)
        step = self.state(worksheet).in_hand.number
        with self.as_(who) as unit:
            return weigh(unit, worksheet, step, reading)

    def state(self, worksheet):
        with self.database.reading() as session:
            return progress(session, worksheet)

    def record(self, worksheet):
        with self.database.reading() as session:
            return record_of(session, worksheet)

    def sticker(self, worksheet, role):
        return self.state(worksheet).staged[role].sticker

    def label(self, worksheet, kind):
        with self.database.reading() as session:
            return live_label(labels_of(session, worksheet), kind).code

    def shown_check(self, worksheet):
        return digest(checks.shown_check(self.state(worksheet)))

    def release(self, worksheet, who="pharmacist", reason=""):
        shown = digest(self.record(worksheet))
        self.later(5)
        with self.as_(who, "desk-1") as unit:
            return deciding.release(unit, worksheet, secret=PIN, shown=shown, reason=reason)


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
    worksheet = staged(world, formula, **other)
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
        return newest(session, "balance-1", "mass")
