"""The overlays that hold at this site: entered as text, tightening only, kept in the log."""

from __future__ import annotations

import re
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from beyond_use.errors import BeyondUseError
from beyond_use.law import LIMITS, load_laws
from beyond_use.overlay import Overlay, overlay_of
from compounding.cleanroom.errors import LawNotRead
from compounding.cleanroom.models import LawOverlay
from compounding.ledger.canonical import digest
from compounding.ledger.people import Role, require_any_role
from compounding.ledger.signatures import Meaning, Signature, sign
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb

__all__ = ["end_overlay", "enter_overlay", "overlays_in_use", "rows_in_use"]

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
LONGEST = 20_000  # signs


def rows_in_use(session: Session) -> list[LawOverlay]:
    """The newest row of each overlay that has not been ended, by name."""
    rows = session.scalars(select(LawOverlay).order_by(LawOverlay.id))
    newest = {row.name: row for row in rows}
    return [newest[name] for name in sorted(newest) if newest[name].in_use]


def overlays_in_use(session: Session) -> tuple[Overlay, ...]:
    """What is laid over the chapters here.  Raises BadLaw."""
    return tuple(overlay_of(row.name, row.text) for row in rows_in_use(session))


def enter_overlay(unit: Unit, name: str, text: str, *, secret: str) -> LawOverlay:
    """Sign an overlay; it takes the place of an earlier one of its name.

    Raises LawNotRead where it is unreadable or loosens anything; WrongSecret, LockedOut.
    """
    require_any_role(unit, Role.PHARMACIST, Role.COMPLIANCE)
    if not NAME.fullmatch(name):
        _refuse(f"{name!r} is no name of an overlay.", "Use small letters, digits, - and _.")
    if len(text) > LONGEST:
        _refuse(f"It is longer than {LONGEST} signs.", "Cut it.")
    others = tuple(one for one in overlays_in_use(unit.session) if one.name != name)
    try:
        load_laws(LIMITS, (*others, overlay_of(name, text)))
    except BeyondUseError as trouble:
        _refuse(str(trouble), "Correct the overlay.")
    signed = _sign(unit, {"overlay": name, "text": text}, name, secret)
    row = _row(unit, name, text, signed, in_use=True)
    unit.write(Verb.LAW_OVERLAY_ENTER, f"law overlay {name}", row)
    return row


def end_overlay(unit: Unit, name: str, *, reason: str, secret: str) -> None:
    """Sign that an overlay no longer holds.  Raises LawNotRead, WrongSecret, LockedOut."""
    require_any_role(unit, Role.PHARMACIST, Role.COMPLIANCE)
    found = {row.name: row for row in rows_in_use(unit.session)}
    if name not in found:
        _refuse(f"No overlay {name!r} is in use.", "Choose one from the list.")
    if not reason.strip():
        _refuse("It is not said why it ends.", "Give the reason.")
    signed = _sign(unit, {"ended": name, "reason": reason}, name, secret)
    row = _row(unit, name, found[name].text, signed, in_use=False)
    unit.write(Verb.LAW_OVERLAY_END, f"law overlay {name}", row, reason=reason.strip())


def _sign(unit: Unit, shown: dict[str, str], name: str, secret: str) -> Signature:
    return sign(unit, secret, Meaning.CONFIRMED, digest(shown), f"law overlay {name}")


def _row(unit: Unit, name: str, text: str, signed: Signature, *, in_use: bool) -> LawOverlay:
    return LawOverlay(
        name=name,
        text=text,
        in_use=in_use,
        at=unit.at,
        by_name=unit.by.name,
        signature_id=signed.id,
    )


def _refuse(what: str, do: str) -> NoReturn:
    message = f"{what} Nothing was signed. {do}"
    raise LawNotRead(message)
