"""Say whose cleanroom this is, which rooms and hoods it has, and what watches them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from tomllib import loads
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.errors import NoFacility, UnknownPlace
from compounding.cleanroom.models import BalanceCard, Facility, Place, Point
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb


def sample_facility() -> dict[str, Any]:
    """The sample facility shipped with First Air: rooms, points, balance."""
    name = "sample_facility.toml"
    return loads(resources.files("compounding.cleanroom").joinpath(name).read_text("utf-8"))


def enter_facility(unit: Unit, card: Mapping[str, Any], *, sample: bool) -> Facility:
    """Enter the facility's card; the newest one is in force."""
    row = Facility(
        name=card["name"],
        contact=card["contact"],
        zone=card["zone"],
        sample=sample,
        lone_pharmacist=card.get("lone_pharmacist", False),
    )
    unit.write(Verb.FACILITY_CARD_ENTER, f"facility {row.name}", row)
    return row


def enter_place(unit: Unit, card: Mapping[str, Any]) -> Place:
    """Enter a room or a hood.  ``card``: code, name, kind, area, within."""
    row = Place(
        code=card["code"],
        name=card["name"],
        kind=card["kind"],
        area=card["area"],
        within=card.get("within"),
    )
    unit.write(Verb.ROOM_PLACE_ENTER, f"place {row.code}", row)
    return row


def enter_point(unit: Unit, card: Mapping[str, Any]) -> Point:
    """Enter a monitoring point of a place.  Raises UnknownPlace."""
    place(unit.session, card["place"])
    row = Point(
        code=card["code"],
        name=card["name"],
        place_code=card["place"],
        line=card["line"],
        quantity=card["quantity"],
        unit=card["unit"],
        sides=card.get("sides", ""),
        policy=dict(card["policy"]),
    )
    unit.write(Verb.ROOM_POINT_ENTER, f"point {row.code}", row)
    return row


def enter_balance(unit: Unit, card: Mapping[str, Any]) -> BalanceCard:
    """Enter a balance's card; the newest one of a line is in force."""
    row = BalanceCard(
        line=card["line"],
        hood=card["hood"],
        name=card["name"],
        serial=card["serial"],
        readability=card["readability"],
        capacity=card["capacity"],
        calibration_due=card["calibration_due"],
        uncertainty=dict(card["uncertainty"]),
        check_weights=[dict(weight) for weight in card["check_weights"]],
        repeatability=card["repeatability"],
    )
    unit.write(Verb.BALANCE_CARD_ENTER, f"balance {row.line}", row)
    return row


def facility(session: Session) -> Facility:
    """The facility's card in force."""
    row = session.scalars(select(Facility).order_by(Facility.id.desc()).limit(1)).first()
    if row is None:
        message = (
            "No facility has been entered. No record can say where it was made. "
            "An administrator enters it under Admin, Facility."
        )
        raise NoFacility(message)
    return row


def place(session: Session, code: str) -> Place:
    """A room or hood by its code."""
    row = session.scalars(select(Place).where(Place.code == code)).first()
    if row is None:
        message = (
            f"No place has the code {code}. Scan the hood's own code, or enter it under Admin."
        )
        raise UnknownPlace(message)
    return row


def places(session: Session) -> list[Place]:
    """Every room and hood, in the order they were entered."""
    return list(session.scalars(select(Place).order_by(Place.id)))


def place_and_around(session: Session, code: str) -> list[Place]:
    """A place and the rooms it stands in, from the inside out."""
    row: Place | None = place(session, code)
    found: list[Place] = []
    while row is not None and row not in found:
        found.append(row)
        row = place(session, row.within) if row.within else None
    return found


def points_of(session: Session, codes: list[str]) -> list[Point]:
    """The monitoring points of the named places."""
    return list(
        session.scalars(select(Point).where(Point.place_code.in_(codes)).order_by(Point.id))
    )


def points(session: Session) -> list[Point]:
    """Every monitoring point."""
    return list(session.scalars(select(Point).order_by(Point.id)))


def point(session: Session, point_id: int) -> Point:
    """A monitoring point by its number."""
    row = session.get(Point, point_id)
    if row is None:
        message = f"There is no monitoring point {point_id}. Choose one from the board."
        raise UnknownPlace(message)
    return row
