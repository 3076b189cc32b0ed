"""The simulated bench at the foot of every page of the demo: hands and a scanner for a visitor.

Registered by the demo alone, on a server that only this machine reaches.  It moves the simulated
instruments and offers scan texts; it writes nothing to the record.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from importlib import resources
from typing import Annotated, TypeVar

from flask import Blueprint, Flask, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy.orm import Session

from compounding.cleanroom.errors import CleanroomError
from compounding.preparation.errors import PreparationError
from sensors.barcode import Order
from webapp.demo.cartons import Scannable, badges, command, next_scans, wrong_scans
from webapp.demo.hand import Thing, check_weight, in_hand
from webapp.demo.instruments import BALANCE_FAULTS, FAULTS, ROOM_FAULTS, Instruments
from webapp.demo.world import HOOD, SampleWorld
from webapp.doors import OPEN, door
from webapp.errors import BadRequestText
from webapp.house import house
from webapp.signing_in.entry import give_cookie, go_to
from webapp.visitor import cookie_names, visitor

blueprint = Blueprint("demo", __name__, url_prefix="/demo", template_folder="templates")

Told = TypeVar("Told", bound=BaseModel)
CARDS = (Order.NEXT, Order.CONFIRM, Order.STOP, Order.CALL, Order.HOLD, Order.REWEIGH)
FILES = {"bench.js": "text/javascript", "bench.css": "text/css"}
NO_STATION = "There is no such station here."
NO_FAULT = "No instrument here fails in this way."
NOT_UNDERSTOOD = "The simulated bench did not understand."
TAGS = (
    '<link rel="stylesheet" href="/demo/bench.css">'
    '<script src="/demo/bench.js" defer></script></head>'
)


@dataclass
class Bench:
    """What a visitor may play with; the world is there once it is seeded."""

    instruments: Instruments
    world: SampleWorld = field(init=False)


class Load(BaseModel):
    """Grams to lie on the pan."""

    model_config = ConfigDict(extra="forbid")
    grams: Annotated[Decimal, Field(ge=0, le=5000, decimal_places=2)]


class Fault(BaseModel):
    """The name of a fault, empty to mend everything."""

    model_config = ConfigDict(extra="forbid")
    name: str


def add_bench(app: Flask, bench: Bench) -> None:
    """Put the bench into an application that has not answered yet."""
    app.jinja_env.globals["sample_pin"] = bench.world.pin
    app.register_blueprint(blueprint)


@blueprint.get("/")
@door(OPEN)
def start() -> ResponseReturnValue:
    """Sit down at the hood and sign in: where a newcomer's browser begins."""
    answer = go_to(url_for("signing_in.sign_in"))
    if visitor.station is None:
        _sit_down(answer, HOOD)
    return answer


@blueprint.post("/seat/<code>")
@door(OPEN)
def seat(code: str) -> ResponseReturnValue:
    """Let this browser be the one at the hood or the one at the desk."""
    if code not in _bench().world.stations:
        raise _refused(NO_STATION)
    answer = go_to(url_for("signing_in.sign_in"))
    _sit_down(answer, code)
    return answer


@blueprint.get("/panel")
@door(OPEN)
def panel() -> ResponseReturnValue:
    """The panel itself, for the worksheet that the page shows."""
    here, bench = house(), _bench()
    number = request.args.get("worksheet", type=int)
    at = visitor.station.place if visitor.station and visitor.station.place else HOOD
    with here.database.reading() as session:
        now = here.now().astimezone(here.settings.time_zone)
        thing, scans = _work(session, number) if number else _elsewhere(session, at, now)
        return render_template(
            "demo/panel.html",
            thing=thing,
            scans=scans,
            others=[*badges(bench.world), *map(command, CARDS), *wrong_scans(session, now.date())],
            load=bench.instruments.balance.load,
            broken=bench.instruments.broken,
            faults={"Balance": BALANCE_FAULTS, "Room": ROOM_FAULTS},
            stations=bench.world.stations,
            pin=bench.world.pin,
        )


@blueprint.post("/pan")
@door(OPEN)
def pan() -> ResponseReturnValue:
    """Put something on the pan; 0 g empties it."""
    _bench().instruments.balance.place(_read(Load).grams)
    return "", 204


@blueprint.post("/fault")
@door(OPEN)
def fault() -> ResponseReturnValue:
    """Break an instrument, or mend them all."""
    name = _read(Fault).name
    if name and name not in FAULTS:
        raise _refused(NO_FAULT)
    instruments = _bench().instruments
    if name:
        instruments.fault(name)
    else:
        instruments.clear()
    return "", 204


@blueprint.get("/<any('bench.js', 'bench.css'):name>")
@door(OPEN)
def file(name: str) -> ResponseReturnValue:
    """The panel's script and style."""
    text = resources.files("webapp.demo").joinpath("browser", name).read_text("utf-8")
    return Response(text, mimetype=FILES[name])


@blueprint.after_app_request
def put_below(response: Response) -> Response:
    """Hang the panel's script into every whole page."""
    if response.mimetype == "text/html" and not response.is_streamed:
        response.set_data(response.get_data(as_text=True).replace("</head>", TAGS, 1))
    return response


def _bench() -> Bench:
    bench = house().bench
    if not isinstance(bench, Bench):
        message = "the bench belongs to the demo"
        raise TypeError(message)
    return bench


def _sit_down(answer: Response, code: str) -> None:
    """The cookie that an enrolled station has."""
    here = house()
    name = cookie_names(tls=here.settings.tls).station
    give_cookie(answer, name, _bench().world.stations[code])


def _work(session: Session, number: int) -> tuple[Thing | None, list[Scannable]]:
    """What the work asks for now; nothing where its page shows an end."""
    here = house()
    today = here.now().astimezone(here.settings.time_zone).date()
    try:
        scans = next_scans(session, number, today)
        return (None if scans else in_hand(session, number)), scans
    except (PreparationError, CleanroomError):
        return None, []


def _elsewhere(session: Session, hood: str, now: datetime) -> tuple[Thing | None, list[Scannable]]:
    """Away from a worksheet: a badge lets somebody in, NEXT goes on; a check weight may be due."""
    if visitor.person is None:
        return None, badges(_bench().world)
    return check_weight(session, hood, now), [command(Order.NEXT)]


def _read(kind: type[Told]) -> Told:
    try:
        return kind.model_validate_json(request.get_data())
    except ValidationError as trouble:
        raise _refused(NOT_UNDERSTOOD) from trouble


def _refused(what: str) -> BadRequestText:
    return BadRequestText(what, "Nothing moved.", "Load the page again.")
