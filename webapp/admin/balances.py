"""Balances: which line, which hood, how well they weigh, and what is put on them every day."""

from datetime import date
from typing import NoReturn

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.models import BalanceCard, StoredReading
from compounding.cleanroom.places import enter_balance, place
from compounding.ledger.people import Role
from formulas.errors import FormulaError
from formulas.quantity import converted, qty, show
from webapp.admin import blueprint
from webapp.admin.acts import acting, done, told
from webapp.doors import door
from webapp.errors import BadRequestText

LOOKED_AT = 50  # events of a line, the newest first
SHARES = ("balance", "draught", "handling")


@blueprint.post("/balances")
@door(Role.ADMIN)
def add_balance() -> ResponseReturnValue:
    """Enter a balance's card; the newest card of a hood is in force."""
    card = _card()
    with acting() as unit:
        place(unit.session, str(card["hood"]))
        enter_balance(unit, card)
    return done(f"{card['name']} entered.", ".places")


def all_balances(session: Session) -> list[BalanceCard]:
    """The newest card of every hood."""
    newest = {
        card.hood: card for card in session.scalars(select(BalanceCard).order_by(BalanceCard.id))
    }
    return list(newest.values())


def driver_warnings(session: Session, cards: list[BalanceCard]) -> dict[str, str]:
    """What the agent said at its last connection of a driver that never met its instrument.

    By line; a line whose last connection said nothing of it is left out.
    """
    found = {card.line: _last_warning(session, card.line) for card in cards}
    return {line: words for line, words in found.items() if words}


def _last_warning(session: Session, line: str) -> str:
    events = session.scalars(
        select(StoredReading)
        .where(StoredReading.line == line, StoredReading.quantity == "event")
        .order_by(StoredReading.id.desc())
        .limit(LOOKED_AT)
    )
    for event in events:
        if "driver-never-seen" in event.flags:
            return event.refused
        if "connected" in event.flags:
            return ""
    return ""


def _card() -> dict[str, object]:
    form = request.form
    return {
        "line": told(form.get("line"), "The line"),
        "hood": told(form.get("hood"), "The hood"),
        "name": told(form.get("name"), "The name"),
        "serial": told(form.get("serial"), "The serial number"),
        "readability": _mass("readability", "The readability"),
        "repeatability": _mass("repeatability", "The repeatability"),
        "capacity": _mass("capacity", "The capacity"),
        "calibration_due": _day(form.get("calibration_due")),
        "uncertainty": {
            "source": told(form.get("source"), "The source of the uncertainties"),
            "light": {share: _mass(f"light_{share}", f"{share}, light") for share in SHARES},
            "heavy": {share: _mass(f"heavy_{share}", f"{share}, heavy") for share in SHARES},
            "density_relative": _fraction("density_relative"),
            "water_density_relative": _fraction("water_density_relative"),
        },
        "check_weights": [_check_weight(number) for number in (1, 2)],
    }


def _check_weight(number: int) -> dict[str, str]:
    return {
        "nominal": f"{_digits(f'nominal_{number}', 'A check weight')} g",
        "tolerance": _mass(f"tolerance_{number}", "The tolerance of a check weight"),
    }


def _mass(field: str, name: str) -> str:
    return show(converted(qty(f"{_digits(field, name)} g"), "g"))


def _fraction(field: str) -> str:
    return _digits(field, "A share of the density")


def _digits(field: str, name: str) -> str:
    """A plain positive number as typed, its digits kept."""
    text = request.form.get(field, "").strip()
    try:
        found = qty(f"{text} g").decimal
    except FormulaError as trouble:
        _refuse(f"{name}: {trouble}")
    if found <= 0:
        _refuse(f"{name} must be more than nothing.")
    return text


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        _refuse("The calibration's date must be written as 2027-06-30.")


def _refuse(what: str) -> NoReturn:
    raise BadRequestText(what=what, meaning="Nothing was recorded.", do="Go back and correct it.")
