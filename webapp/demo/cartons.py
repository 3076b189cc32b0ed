"""Texts that a scanner would read in the sample facility: cartons, stickers, labels, cards."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from compounding.ledger.people import Role
from compounding.preparation.hood import hood_sign
from compounding.preparation.progress import (
    Progress,
    Stage,
    labels_of,
    live_label,
    progress,
)
from compounding.preparation.recipe import LABELS
from compounding.stock.products import product_in_force, products_in_force
from sensors.barcode import SEPARATOR, Order, command_code
from webapp.demo.world import SampleWorld

IN_DATE = timedelta(days=400)
PAST = timedelta(days=40)


@dataclass(frozen=True)
class Scannable:
    """Something with a code on it."""

    name: str
    text: str


def carton(gtin: str, expires: date, lot: str = "SAMPLE01") -> str:
    """The GS1 element string of a carton, with a serial of its own.

    >>> carton("09520000001032", date(2027, 11, 30))[:34]
    '01095200000010321727113010SAMPLE01'
    """
    serial = secrets.token_hex(4).upper()
    return f"01{gtin}17{expires:%y%m%d}10{lot}{SEPARATOR}21{serial}"


def next_scans(session: Session, worksheet_id: int, today: date) -> list[Scannable]:
    """What the work asks to be scanned now; the first is the next."""
    state = progress(session, worksheet_id)
    if state.stage is Stage.STAGING:
        return _cartons_wanted(session, state, today) or [command(Order.NEXT)]
    if state.stage in (Stage.STAGED, Stage.HELD):
        return [Scannable("hood sign", hood_sign(state.worksheet.hood))]
    step, slot = state.in_hand, state.next_slot
    if step is None or slot is None:
        return []
    if slot != "main":
        return _thing(session, state, slot.removeprefix("scan:"))
    return [command(Order.NEXT)] if step.kind in ("confirm", "inspect") else []


def wrong_scans(session: Session, today: date) -> list[Scannable]:
    """Every carton on the shelf, and one that is expired: for the trials by hand."""
    found = [
        Scannable(f"carton: {row.name}", carton(row.gtin, today + IN_DATE))
        for row in products_in_force(session)
        if row.gtin
    ]
    vial = product_in_force(session, "potassium-chloride-2-meq-ml-10")
    late = carton(str(vial.gtin), today - PAST, "SAMPLE-OLD")
    return [*found, Scannable(f"expired carton: {vial.name}", late)]


def badges(world: SampleWorld) -> list[Scannable]:
    """The badge of each sample person."""
    return [Scannable(f"badge: {one.person.name}", one.badge) for one in world.people.values()]


def badge(world: SampleWorld, role: Role) -> Scannable:
    """The badge of the sample person in a role."""
    one = world.people[role]
    return Scannable(f"badge: {one.person.name}", one.badge)


def command(order: Order) -> Scannable:
    """A field of the command card."""
    return Scannable(f"card: {order.value}", command_code(order))


def _cartons_wanted(session: Session, state: Progress, today: date) -> list[Scannable]:
    wanted = [state.recipe.component(role) for role in state.missing_roles]
    return [
        Scannable(
            f"carton: {one.name}",
            carton(str(product_in_force(session, one.product).gtin), today + IN_DATE),
        )
        for one in wanted
    ]


def _thing(session: Session, state: Progress, role: str) -> list[Scannable]:
    if role not in LABELS:
        return [Scannable(f"sticker: {role}", state.staged[role].sticker)]
    label = live_label(labels_of(session, state.worksheet.id), role.removesuffix("-label"))
    if label is None:
        return [command(Order.NEXT)]
    return [Scannable(role.replace("-", " "), label.code)]
