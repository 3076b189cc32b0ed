"""How a view of the work records and answers: one unit of work, one plain sentence back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import (
    Blueprint,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized

from beyond_use.errors import BeyondUseError
from compounding.cleanroom.errors import CleanroomError, UnknownPlace
from compounding.errors import CompoundingError, LockedOut, WrongSecret
from compounding.ledger.people import Person
from compounding.ledger.unit import Unit
from compounding.preparation.errors import (
    NotDesignated,
    NotFound,
    OrderRefused,
    PreparationError,
    SamePerson,
)
from compounding.stock.errors import FigureNotConfirmed, StockError
from formulas.errors import FormulaError
from reports.errors import ReportError
from webapp.error_pages import wants_json
from webapp.house import house
from webapp.visitor import visitor

TROUBLES = (
    PreparationError,
    StockError,
    CleanroomError,
    CompoundingError,
    FormulaError,
    BeyondUseError,
    ReportError,
)
MISSING, FORBIDDEN, CONFLICT, UNFIT = 404, 403, 409, 422
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (NotFound, MISSING),
    (UnknownPlace, MISSING),
    (SamePerson, FORBIDDEN),
    (NotDesignated, FORBIDDEN),
    (WrongSecret, FORBIDDEN),
    (LockedOut, FORBIDDEN),
    (OrderRefused, UNFIT),
    (FigureNotConfirmed, CONFLICT),
    (FormulaError, UNFIT),
)
Page = Callable[[], str]


def me() -> Person:
    """The person of this request; the door has let nobody else in."""
    if visitor.person is None:
        raise Unauthorized
    return visitor.person


@contextmanager
def recording(worksheet_id: int | None = None) -> Iterator[Unit]:
    """One unit of work of the visitor, here and now; open pages hear of it when it is stored."""
    here = house()
    with here.database.entry(by=me(), at=here.now(), station=visitor.station_code) as unit:
        yield unit
    tell_pages(worksheet_id)


def tell_pages(worksheet_id: int | None) -> None:
    """Let open pages look again."""
    told = "" if worksheet_id is None else str(worksheet_id)
    house().hub.publish(f"worksheet:{told}", "worksheet", {"id": told}, change=True)


def answer(message: str, location: str, outcome: str = "ok") -> ResponseReturnValue:
    """Say what was done: JSON for a script, else a message on the page that follows."""
    if wants_json():
        return jsonify({"outcome": outcome, "message": message, "location": location})
    flash(message, outcome)
    return redirect(location, 303)


def shows_again(page: Page) -> None:
    """Name the page that is shown again, with what was typed, should this request be refused."""
    g.page_again = page


def answer_troubles(blueprint: Blueprint) -> None:
    """Let every refusal of the domain become a plain sentence, and nothing typed be lost."""
    for kind in TROUBLES:
        blueprint.register_error_handler(kind, refuse)


def refuse(trouble: Exception) -> ResponseReturnValue:
    """A refusal of the domain, in its own words."""
    status = next((code for kind, code in STATUS if isinstance(trouble, kind)), CONFLICT)
    if wants_json():
        return jsonify({"outcome": "stop", "message": str(trouble), "location": ""}), status
    flash(str(trouble), "stop")
    again: Page | None = g.pop("page_again", None)
    if again is None or status == MISSING:
        return render_template("refused.html"), status
    g.refused = trouble
    return again(), status
