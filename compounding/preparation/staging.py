"""Staging outside the buffer room: each container scanned, its lot captured, our sticker given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from beyond_use.csp import expiry_of_day
from compounding.cleanroom.balances import balance_of
from compounding.cleanroom.places import facility
from compounding.ledger.unit import Unit
from compounding.ledger.verbs import Verb
from compounding.preparation.acting import act, require_open
from compounding.preparation.dates import require_date
from compounding.preparation.errors import NotLawfulNow, StoppedForCheck
from compounding.preparation.expectations import cards_of, expectation
from compounding.preparation.fitness import require_lawful_products
from compounding.preparation.models import Act, StagedItem
from compounding.preparation.progress import Clears, Progress, Stage, acts_of, progress
from compounding.preparation.vouching import require_vouched
from compounding.stock.containers import Arrival, receive
from compounding.stock.errors import ExpiredLot, StockError
from compounding.stock.figures import density
from compounding.stock.models import Product
from compounding.stock.products import product_by_gtin, product_in_force
from sensors.barcode import GS1Product, Scan, Unintelligible

BOUNCE = timedelta(seconds=2)


@dataclass(frozen=True)
class Heard:
    """The answer to a scan: accepted, refused or ignored, with what to tell the person."""

    outcome: str
    message: str
    role: str = ""


def stage_scan(unit: Unit, worksheet_id: int, scan: Scan, text: str) -> Heard:
    """Take a carton's scan for the next open role of its product; refuse anything else.

    A refusal is a close call on the record.  A bounce of the trigger is ignored.
    """
    state = _open_staging(unit.session, worksheet_id)
    if bounced(unit, state, text):
        return Heard("ignored", "The same scan came twice within two seconds; it counted once.")
    if not isinstance(scan, GS1Product):
        return _refuse_scan(unit, state, scan, text)
    product = product_by_gtin(unit.session, scan.gtin)
    role = _open_role(state, product)
    if product is None or role is None:
        named = product.name if product else f"GTIN {scan.gtin}, which no card knows"
        return _wrong_product(unit, state, named, text)
    if scan.lot is None or scan.expires is None or scan.doubt:
        why = (
            f"{scan.doubt or 'The code gives no lot or no expiry.'} "
            "Key both from the label, with a second look."
        )
        return refuse(unit, state, "stage", text, product.name, _wanted(state), why)
    arrival = Arrival(
        lot=scan.lot,
        expires_on=scan.expires,
        expires_at=_last_usable(scan.expires, scan.expires_time, facility(unit.session).zone),
        serial=scan.serial,
        captured="carton code",
        raw_scan=text,
    )
    return _stage(unit, state, role, product, arrival)


def stage_keyed(
    unit: Unit, worksheet_id: int, *, product_code: str, lot: str, expires: date, second: str
) -> Heard:
    """Take a container whose label was keyed and looked at by a second person, named here."""
    state = _open_staging(unit.session, worksheet_id)
    product = product_in_force(unit.session, product_code)
    role = _open_role(state, product)
    if role is None:
        return _wrong_product(unit, state, product.name, f"keyed {product_code}")
    arrival = Arrival(
        lot=lot,
        expires_on=expires,
        expires_at=expiry_of_day(expires, facility(unit.session).zone),
        serial=None,
        captured="keyed",
        raw_scan=f"keyed {product_code} {lot} {expires}",
        second_look=second,
    )
    return _stage(unit, state, role, product, arrival)


def finish_staging(unit: Unit, worksheet_id: int) -> None:
    """All is staged and wiped in.  Raises NotLawfulNow, NoDateNoBag."""
    state = _open_staging(unit.session, worksheet_id)
    if state.missing_roles:
        missing = ", ".join(state.recipe.component(r).name for r in state.missing_roles)
        message = f"Still to be staged: {missing}. Scan them, then wipe everything in."
        raise NotLawfulNow(message)
    require_date(unit, state)
    _require_expectations(unit.session, state)
    act(unit, Verb.WORKSHEET_STAGING_FINISH, state, kind="staged")


def _require_expectations(session: Session, state: Progress) -> None:
    """Every check of the opening again, on the very products that were staged."""
    cards = cards_of(state)
    require_lawful_products(state.recipe, cards)
    balance = balance_of(session, state.worksheet.hood)
    for step in state.recipe.steps:
        expectation(state.recipe, step, cards, balance)


def bounced(unit: Unit, state: Progress, text: str) -> bool:
    """Whether the trigger sent the same text again within two seconds."""
    last = _last_scan(acts_of(unit.session, state.worksheet.id))
    return last is not None and last.detail["scanned"] == text and unit.at - last.at < BOUNCE


def refuse(  # noqa: PLR0913 - a close call has this many facts, each named at the call
    unit: Unit,
    state: Progress,
    kind: str,
    text: str,
    what: str,
    expected: str,
    why: str,
    *,
    clears: Clears | None = None,
    silent: bool = False,
) -> Heard:
    """Keep a close call and stop the page.  The second in a row waits for a pharmacist."""
    again = state.refusals > 0
    lifted = clears or (Clears.PHARMACIST if again else Clears.RIGHT_SCAN)
    detail = {
        "scanned": text[:200],
        "what": what,
        "expected": expected,
        "why": why,
        "clears": lifted.value,
        "silent": silent,
    }
    step = state.in_hand.number if state.in_hand else 0
    act(unit, Verb.STEP_SCAN_REFUSE, state, kind=kind, outcome="refuse", step=step, detail=detail)
    return Heard("refused", f"{what}. Expected: {expected}. {why}")


def _last_scan(acts: list[Act]) -> Act | None:
    return next((a for a in reversed(acts) if "scanned" in a.detail), None)


def _open_staging(session: Session, worksheet_id: int) -> Progress:
    state = progress(session, worksheet_id)
    require_open(state)
    if state.stage is not Stage.STAGING:
        message = f"Worksheet {state.worksheet.number} is past staging. Nothing was recorded."
        raise NotLawfulNow(message)
    if state.stop is not None and state.stop.clears is Clears.PHARMACIST:
        message = f"{state.stop.what}. {state.stop.why} A pharmacist lifts the stop."
        raise StoppedForCheck(message)
    return state


def as_read(text: str) -> str:
    """A scanned text as a person may read it: its beginning, what cannot be seen as a dot.

    >>> as_read("FA-S-000001"), as_read("10AB" + chr(29) + "21CD")
    ('FA-S-000001', '10AB·21CD')
    """
    return "".join(sign if sign.isprintable() else "·" for sign in text[:60])


def _open_role(state: Progress, product: Product | None) -> str | None:
    if product is None:
        return None
    wanted = {c.role for c in state.recipe.components if c.product == product.code}
    return next((role for role in state.missing_roles if role in wanted), None)


def _wanted(state: Progress) -> str:
    names = [state.recipe.component(role).name for role in state.missing_roles]
    return ", ".join(names) or "nothing more"


def _last_usable(day: date, moment: time | None, zone: str) -> datetime:
    """The end of the day of expiry, or the minute where the code gives one."""
    if moment is None:
        return expiry_of_day(day, zone)
    return datetime.combine(day, moment, ZoneInfo(zone))


def _wrong_product(unit: Unit, state: Progress, named: str, text: str) -> Heard:
    why = "It is not in this formula, or is staged already. Put it back; scan what is asked for."
    return refuse(unit, state, "stage", text, named, _wanted(state), why)


def _refuse_scan(unit: Unit, state: Progress, scan: Scan, text: str) -> Heard:
    why = scan.reason if isinstance(scan, Unintelligible) else "At staging, scan carton codes."
    return refuse(unit, state, "stage", text, f"Scanned {as_read(text)}", _wanted(state), why)


def _stage(unit: Unit, state: Progress, role: str, product: Product, arrival: Arrival) -> Heard:
    try:
        if role in {each for step in state.recipe.steps for each in step.weighed_of}:
            require_vouched(unit.session, density(unit.session, product), product.name)
        container = receive(unit, product, arrival)
    except StockError as trouble:
        ends = Clears.PHARMACIST if isinstance(trouble, ExpiredLot) else None
        return refuse(
            unit,
            state,
            "stage",
            arrival.raw_scan,
            f"{product.name}, lot {arrival.lot}",
            _wanted(state),
            str(trouble),
            clears=ends,
        )
    _keep(unit, state, role, product, arrival, container.id, container.sticker)
    return Heard("accepted", f"{product.name}: put on sticker {container.sticker}.", role)


def _keep(
    unit: Unit,
    state: Progress,
    role: str,
    product: Product,
    arrival: Arrival,
    container_id: int,
    sticker: str,
) -> None:
    vouched = density(unit.session, product) if product.card.get("density") else None
    row = StagedItem(
        worksheet_id=state.worksheet.id,
        role=role,
        container_id=container_id,
        sticker=sticker,
        frozen={
            "card": product.card,
            "card_version": product.version,
            "lot": arrival.lot,
            "expires_at": arrival.expires_at.isoformat(),
            "serial": arrival.serial,
            "captured": arrival.captured,
            "second_look": arrival.second_look,
            "density_confirmed_by": vouched.confirmed_by if vouched else None,
            "density_sample": vouched is not None and vouched.sample,
        },
    )
    unit.write(Verb.WORKSHEET_ITEM_STAGE, f"worksheet {state.worksheet.number}", row)
    detail = {"scanned": arrival.raw_scan[:200], "role": role, "sticker": sticker}
    act(unit, Verb.WORKSHEET_ITEM_STAGE, state, kind="stage", slot=role, detail=detail)
