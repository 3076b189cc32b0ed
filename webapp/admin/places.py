"""Rooms, hoods and the points that watch them."""

from datetime import timedelta
from decimal import Decimal, InvalidOperation

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from beyond_use.air import RoomKind
from beyond_use.alarms import longest_delay
from beyond_use.csp import Area
from beyond_use.law import in_force_on
from compounding.cleanroom.models import Place, Point
from compounding.cleanroom.places import enter_place, enter_point
from compounding.cleanroom.places import places as all_places
from compounding.cleanroom.places import points as all_points
from compounding.ledger.people import Role
from webapp.admin import blueprint
from webapp.admin.acts import acting, done, told, told_code
from webapp.admin.balances import all_balances, driver_warnings
from webapp.doors import door
from webapp.errors import BadRequestText, NotNow
from webapp.house import house

KINDS = (*(kind.value for kind in RoomKind), "hood")
QUANTITIES = {"temperature": "degC", "humidity": "percent", "pressure": "in_wc"}
LONGEST_SECONDS = 86_400
SECOND = timedelta(seconds=1)


@blueprint.get("/places")
@door(Role.ADMIN)
def places() -> ResponseReturnValue:
    """Every room, hood and point."""
    with house().database.reading() as session:
        balances = all_balances(session)
        return render_template(
            "admin/places.html",
            places=all_places(session),
            points=all_points(session),
            balances=balances,
            warnings=driver_warnings(session, balances),
            areas=[area.value for area in Area],
            kinds=KINDS,
            quantities=QUANTITIES,
        )


@blueprint.post("/places")
@door(Role.ADMIN)
def add_place() -> ResponseReturnValue:
    """Enter a room or a hood."""
    form = request.form
    card = {
        "code": told_code(form.get("code")),
        "name": told(form.get("name"), "The name"),
        "kind": _one_of(form.get("kind"), KINDS, "kind of place"),
        "area": _one_of(form.get("area"), tuple(Area), "area"),
        "within": form.get("within") or None,
    }
    with acting() as unit:
        if unit.session.scalar(select(Place.id).where(Place.code == card["code"])):
            raise _taken(str(card["code"]))
        enter_place(unit, card)
    return done(f"{card['name']} entered.", ".places")


@blueprint.post("/points")
@door(Role.ADMIN)
def add_point() -> ResponseReturnValue:
    """Enter a monitoring point with the site's delay, deadband and patience."""
    card = _point_card()
    with acting() as unit:
        if unit.session.scalar(select(Point.id).where(Point.code == card["code"])):
            raise _taken(str(card["code"]))
        enter_point(unit, card)
    return done(f"{card['name']} entered.", ".places")


def _point_card() -> dict[str, object]:
    form = request.form
    quantity = _one_of(form.get("quantity"), tuple(QUANTITIES), "quantity")
    return {
        "code": told_code(form.get("code")),
        "name": told(form.get("name"), "The name"),
        "place": told(form.get("place"), "The place"),
        "line": told(form.get("line"), "The line"),
        "quantity": quantity,
        "unit": QUANTITIES[quantity],
        "sides": form.get("sides", "").strip(),
        "policy": {
            "delay_seconds": _delay(form.get("delay"), quantity),
            "deadband": _digits(form.get("deadband")),
            "silent_after_seconds": _seconds(form.get("silent"), "The patience", least=1),
        },
    }


def _one_of(value: str | None, known: tuple[str, ...], name: str) -> str:
    if value not in known:
        raise BadRequestText(
            what=f"There is no such {name}.",
            meaning="Nothing was recorded.",
            do="Choose one of the list.",
        )
    return str(value)


def _seconds(value: str | None, name: str, *, least: int) -> int:
    text = value or ""
    if not (text.isascii() and text.isdigit()) or not least <= int(text) <= LONGEST_SECONDS:
        raise BadRequestText(
            what=f"{name} must be whole seconds, {least} to {LONGEST_SECONDS}.",
            meaning="Nothing was recorded.",
            do="Go back and correct it.",
        )
    return int(text)


def _delay(value: str | None, quantity: str) -> int:
    """Read the site's delay; of a pressure it is no longer than the house's ceiling."""
    found = _seconds(value, "The delay", least=0)
    longest = longest_delay(in_force_on(house().now().date())) // SECOND
    if quantity == "pressure" and found > longest:
        raise BadRequestText(
            what=f"The delay of a pressure must be {longest} seconds or less (STD-3).",
            meaning="Nothing was recorded. A longer dip is no open door.",
            do=f"Go back and enter {longest} seconds or less.",
        )
    return found


def _digits(value: str | None) -> str:
    try:
        found = Decimal(value or "")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found < 0:
        raise BadRequestText(
            what="The deadband must be a number of zero or more, such as 0.002.",
            meaning="Nothing was recorded.",
            do="Go back and correct it.",
        )
    return f"{found:f}"


def _taken(code: str) -> NotNow:
    return NotNow(
        what=f"The code {code} is taken.",
        meaning="Nothing was recorded.",
        do="Choose another code.",
    )
