"""Fill an empty database with the sample facility; all of it by the domain's own acts."""

import secrets
from datetime import datetime, timedelta
from importlib import resources
from tomllib import loads
from zoneinfo import ZoneInfo

from compounding.cleanroom.places import (
    enter_balance,
    enter_facility,
    enter_place,
    enter_point,
    sample_facility,
)
from compounding.ledger.actor import SYSTEM
from compounding.ledger.database import Database
from compounding.ledger.people import Person, Role, add_person, give_badge, set_pin
from compounding.ledger.stations import enrol_agent, enrol_station
from compounding.ledger.unit import Unit
from compounding.preparation.book import (
    approve_formula,
    enter_formula,
    sample_formulas,
    stability_figures,
)
from compounding.preparation.orders import enter_order, read_order, verify_order
from compounding.preparation.recipe import read_recipe
from compounding.stock.figures import confirm_figure, density
from compounding.stock.products import enter_product, products_in_force, sample_cards
from sensors.barcode import badge_code
from webapp.demo.world import AGENT, DESK, HOOD, SamplePerson, SampleWorld

NAMES = {
    Role.TECHNICIAN: "Demo Technician",
    Role.PHARMACIST: "Demo Pharmacist",
    Role.COMPLIANCE: "Demo Compliance",
    Role.ADMIN: "Demo Admin",
}


def seed(database: Database, at: datetime) -> SampleWorld:
    """Enter the sample facility, its people, book, shelf and orders.  `at` is the moment of it."""
    card = sample_facility()
    pin = sample_pin()
    with database.entry(by=SYSTEM, at=at) as unit:
        people = {role: _person(unit, role, pin) for role in NAMES}
        stations = {
            HOOD: enrol_station(unit, HOOD, "Hood 2", kind="hood", place="hood-2"),
            DESK: enrol_station(unit, DESK, "Desk 1", kind="desk", place=""),
        }
        agent = enrol_agent(unit, AGENT, "Instruments of the sample facility")
    with database.entry(by=people[Role.ADMIN].person, at=at) as unit:
        _enter_house(unit, card)
    pharmacist = people[Role.PHARMACIST].person
    with database.entry(by=pharmacist, at=at, station=DESK) as unit:
        _enter_book(unit, pin)
    zone = ZoneInfo(card["facility"]["zone"])
    technician = people[Role.TECHNICIAN].person
    orders = tuple(
        _order(database, technician, pharmacist, form, pin, at.astimezone(zone))
        for form in sample_orders()
    )
    return SampleWorld(pin, people, stations, agent, orders)


def sample_orders() -> list[dict[str, object]]:
    """The orders that wait in a new sample facility."""
    return list(
        loads(resources.files("webapp.demo").joinpath("orders.toml").read_text("utf-8"))["order"]
    )


def sample_pin() -> str:
    """A PIN for this one sample facility: six digits that never count up and never all agree.

    >>> pin = sample_pin()
    >>> len(pin), pin[0] == pin[2], pin[0] == pin[1]
    (6, True, False)
    """
    first, second = secrets.SystemRandom().sample("0123456789", 2)
    return first + second + first + f"{secrets.randbelow(1000):03d}"


def _person(unit: Unit, role: Role, pin: str) -> SamplePerson:
    person = add_person(unit, f"demo-{role.value}", NAMES[role], [role])
    badge = badge_code(secrets.token_hex(5).upper())
    set_pin(unit, person.id, pin)
    give_badge(unit, person.id, badge)
    return SamplePerson(person, role, badge)


def _enter_house(unit: Unit, card: dict[str, object]) -> None:
    enter_facility(unit, card["facility"], sample=True)  # type: ignore[arg-type] # a table of the sample file
    for place in card["place"]:  # type: ignore[attr-defined] # a list of tables
        enter_place(unit, place)
    for point in card["point"]:  # type: ignore[attr-defined] # a list of tables
        enter_point(unit, point)
    enter_balance(unit, card["balance"])  # type: ignore[arg-type] # a table of the sample file


def _enter_book(unit: Unit, pin: str) -> None:
    """Products and formulas, with every figure vouched for as a sample."""
    for card in sample_cards():
        enter_product(unit, card)
    for product in products_in_force(unit.session):
        if product.card.get("density"):
            confirm_figure(unit, density(unit.session, product), secret=pin, sample=True)
    for content in sample_formulas():
        version = enter_formula(unit, content)
        approve_formula(unit, version.id, secret=pin)
        for _, figure in stability_figures(unit.session, read_recipe(content)):
            confirm_figure(unit, figure, secret=pin, sample=True)


def _order(
    database: Database,
    technician: Person,
    pharmacist: Person,
    form: dict[str, object],
    pin: str,
    now: datetime,
) -> int:
    """One order as its form says it; `now` is in the facility's own zone."""
    due = now + timedelta(minutes=int(str(form["due_minutes"])))
    fields = {**{k: str(v) for k, v in form.items()}, "due": f"{due:%Y-%m-%dT%H:%M}"}
    with database.entry(by=technician, at=now) as unit:
        row = enter_order(unit, read_order(unit.session, fields))
    if form["verified"]:
        with database.entry(by=pharmacist, at=now, station=DESK) as unit:
            verify_order(unit, row.id, secret=pin)
    return row.id
