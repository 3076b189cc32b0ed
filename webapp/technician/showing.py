"""What the page of one worksheet shows, gathered once; the templates only lay it out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from compounding.cleanroom.balances import balance_of, missing_checks
from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.models import BalanceCard
from compounding.cleanroom.watch import lost_now
from compounding.ledger.canonical import digest
from compounding.preparation.acting import expected_words, role_words
from compounding.preparation.dates import Dates, dates
from compounding.preparation.errors import NotFitToBegin, RecipeUnfit
from compounding.preparation.expectations import Expectation, cards_of, expectation
from compounding.preparation.hood import hood_sign
from compounding.preparation.may_begin import stops_ahead
from compounding.preparation.models import Act, Label
from compounding.preparation.prepared import shown_work
from compounding.preparation.progress import (
    Clears,
    Progress,
    Stage,
    acts_of,
    labels_of,
    live_label,
    progress,
)
from compounding.preparation.queue import who_accepted
from compounding.preparation.recipe import Step
from compounding.preparation.weighing import band_card
from compounding.stock.products import products_in_force
from webapp.doses import figures_of, standing_of
from webapp.house import house
from webapp.streams import live_url
from webapp.technician.steps_line import Ahead, Chip, ahead, steps_line
from webapp.tiles import Strip, strip
from webapp.words import clock_time


@dataclass(frozen=True)
class Slot:
    """One thing the step in hand asks for."""

    words: str
    done: bool
    current: bool


@dataclass(frozen=True)
class OnTheBalance:
    """The live weight of a step: what is subtracted, the band, and where a reading is offered.

    ``unfit`` says why this balance can prove nothing here; empty where it can.
    """

    line: str
    tare: str | None
    band: dict[str, str] | None
    what: str
    before: str
    take_url: str | None
    unfit: str


@dataclass(frozen=True)
class WorkView:
    """One worksheet, ready to be laid out."""

    state: Progress
    standing: tuple[str, str]
    strip: Strip
    lost: str
    unchecked: list[str]
    slots: list[Slot]
    wanted: str
    weighing: OnTheBalance | None
    tries: list[Act]
    labels: dict[str, Label | None]
    dates: Dates
    products: dict[str, str]
    sign: str
    live: str
    stops: tuple[str, ...] = ()

    @property
    def steps(self) -> list[Chip]:
        """The line of steps; the one in hand is current."""
        return steps_line(self.state)

    @property
    def ahead(self) -> Ahead | None:
        """Which of many ingredients is in hand, and what comes next."""
        return ahead(self.state)

    @property
    def work_digest(self) -> str:
        """What the maker's signature is bound to."""
        return digest(shown_work(self.state))

    @property
    def hard_stop(self) -> bool:
        """Whether the page stands still for a pharmacist or for ever."""
        stop = self.state.stop
        return stop is not None and stop.clears is not Clears.RIGHT_SCAN

    def names(self) -> dict[str, Any]:
        """What the templates call these things."""
        number = self.state.worksheet.id
        return {
            "view": self,
            "work": self.state,
            "strip": self.strip,
            "worksheet": number,
            "step_running": self.state.stage in (Stage.HOOD, Stage.CHECK),
            "page_scan_url": url_for("technician.scan", number=number),
            "page_live": self.live,
            "Stage": Stage,
            "products": self.products,
        }


def work_view(session: Session, number: int, now: datetime, person_id: int) -> WorkView:
    """Gather the page of a worksheet as it stands now, for the person who looks at it."""
    state = progress(session, number)
    hood = state.worksheet.hood
    balance = balance_of(session, hood)
    printed = labels_of(session, number)
    lost = lost_now(session, hood, now)
    return WorkView(
        state=state,
        standing=standing_of(state),
        strip=strip(session, hood, now),
        lost=f"{lost.point.name}: {lost.spell.because}" if lost else "",
        unchecked=missing_checks(session, balance, now),
        slots=_slots(state),
        wanted=expected_words(state),
        weighing=_weighing(session, state, fit=lost is None),
        tries=_tries(session, state),
        labels={kind: live_label(printed, kind) for kind in ("work", "final")},
        dates=dates(session, state, now) if state.staged else {},
        products=product_names(session),
        sign=hood_sign(hood),
        live=live_url("room", f"weight:{balance.line}", f"worksheet:{number}"),
        stops=_stops(session, state, person_id, now),
    )


def _stops(session: Session, state: Progress, person_id: int, now: datetime) -> tuple[str, ...]:
    """What would stop this person at the hood, told before anything is taken from the shelf."""
    if state.stage not in (Stage.STAGING, Stage.STAGED) or state.signed is not None:
        return ()
    try:
        return tuple(
            f"{one.says} ({one.rule})" for one in stops_ahead(session, state, person_id, now)
        )
    except NotFitToBegin as trouble:
        return (str(trouble),)


def product_names(session: Session) -> dict[str, str]:
    """The name of every product by its code, for a pick list."""
    return {product.code: product.name for product in products_in_force(session)}


def _slots(state: Progress) -> list[Slot]:
    step = state.in_hand
    if step is None:
        return []
    scans = [slot for slot in step.slots if slot != "main"]
    return [
        Slot(role_words(state, s.removeprefix("scan:")), s in state.filled, s == state.next_slot)
        for s in scans
    ]


def _weighing(session: Session, state: Progress, *, fit: bool) -> OnTheBalance | None:
    step = state.in_hand
    if step is None or step.kind != "weigh":
        return None
    balance = balance_of(session, state.worksheet.hood)
    expected, unfit = _expected(state, step, balance)
    empty = state.weights.get(step.minus) if step.minus else None
    tare = (empty.gross or "").removesuffix(" g") if empty else ""
    ready = fit and not unfit and state.next_slot == "main" and state.stage is Stage.HOOD
    stopped = state.stop is not None and state.stop.clears is not Clears.RIGHT_SCAN
    take = url_for("technician.weigh", number=state.worksheet.id, step=step.number)
    return OnTheBalance(
        line=balance.line,
        tare=tare or None,
        band=figures_of(band_card(expected)) if expected and tare else None,
        what=step.what or step.object,
        before=state.recipe.step_of_weight(step.minus).object if step.minus else "",
        take_url=take if ready and not stopped and not state.cancelled else None,
        unfit=unfit,
    )


def _expected(state: Progress, step: Step, balance: BalanceCard) -> tuple[Expectation | None, str]:
    """What the step should weigh, or why this balance cannot tell: the page must stay open."""
    try:
        return expectation(state.recipe, step, cards_of(state), balance), ""
    except (BalanceNotFit, RecipeUnfit) as trouble:
        return None, str(trouble)


def _tries(session: Session, state: Progress) -> list[Act]:
    step = state.in_hand
    return [
        act
        for act in acts_of(session, state.worksheet.id)
        if step is not None
        and (act.kind, act.step, act.round) == ("weigh", step.number, state.round)
    ]


def already_told(number: int, step: int, reading: int | None = None) -> str:
    """What to say to a page that comes late: its step or its reading was taken before."""
    with house().database.reading() as session:
        state = progress(session, number)
        if reading is not None:
            used = next((a for a in acts_of(session, number) if a.reading_id == reading), None)
            if used is not None and used.step != step:
                return "Clear the pan for the next weighing."
            if used is not None and used.outcome != "accept":
                return "This weight was judged already. Clear the pan and weigh again."
        done = who_accepted(session, number, step) if step in state.done else None
    if done is None:
        return ""
    at = clock_time(done.at, house().settings.time_zone)
    return f"Step {step} was accepted by {done.by_name} at {at}. Nothing was recorded twice."
