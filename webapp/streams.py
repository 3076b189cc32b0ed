"""The live streams over HTTP, and the addresses pages open them by."""

from collections.abc import Callable, Iterable, Iterator

from flask import Blueprint, Response, g, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from compounding.cleanroom.models import BalanceCard
from compounding.ledger.stations import station_named
from webapp.doors import OPEN, STATION, door
from webapp.errors import BadRequestText
from webapp.house import house
from webapp.live import HEARTBEAT_SECONDS, events
from webapp.visitor import visitor, why_not_welcome

blueprint = Blueprint("streams", __name__)

HEARTBEAT = HEARTBEAT_SECONDS
KINDS = frozenset({"weight", "room", "worksheet"})
MOST_TOPICS = 16
LONGEST_TOPIC = 80


def live_url(*topics: str) -> str:
    """Where a page finds its live values, such as "room", "weight:balance-1", "worksheet:12"."""
    return url_for("streams.live", topics=",".join(topics), since=g.news)


@blueprint.before_app_request
def remember_news() -> None:
    """How far the news were before the page looked at the record: it is told what came since."""
    g.news = house().hub.news


def board_url() -> str:
    """The open stream of the wall board: rooms only."""
    return url_for("streams.board")


@blueprint.get("/live/events")
@door(STATION)
def live() -> ResponseReturnValue:
    """Weights, rooms and changes of worksheets, as the page asked for them."""
    here = house()
    wanted = _topics(request.args.get("topics", ""))
    if (code := request.args.get("station")) and "weight" in wanted:
        with here.database.reading() as session:
            wanted = (wanted - {"weight"}) | frozenset(_lines_at(session, code))
    token = visitor.token
    since = request.args.get("since", type=int)
    welcome = (lambda: why_not_welcome(here, token)) if token else (lambda: "")
    return _stream(wanted, visitor.guest, welcome, since)


@blueprint.get("/board/events")
@door(OPEN)
def board() -> ResponseReturnValue:
    """The rooms alone, for a wall without a login."""
    guest = f"board {request.remote_addr}"
    return _stream(frozenset({"room"}), guest, lambda: "", board=True)


def _stream(
    topics: frozenset[str],
    guest: str,
    still_welcome: Callable[[], str],
    since: int | None = None,
    *,
    board: bool = False,
) -> Response:
    hub = house().hub
    stream = hub.open(guest, topics, since, board=board)
    answer = Response(events(hub, stream, still_welcome, HEARTBEAT), mimetype="text/event-stream")
    answer.call_on_close(lambda: hub.leave(stream))
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


def _topics(text: str) -> frozenset[str]:
    topics = frozenset(filter(None, text.split(",")))
    known = all(t.partition(":")[0] in KINDS and len(t) <= LONGEST_TOPIC for t in topics)
    if not topics or len(topics) > MOST_TOPICS or not known:
        raise BadRequestText(
            what="This page asked for live values that do not exist.",
            meaning="It shows none; no record is touched.",
            do="Load the page again.",
        )
    return topics


def _lines_at(session: Session, station_code: str) -> Iterator[str]:
    """The balances that stand where a station is."""
    station = station_named(session, station_code)
    place = station.place if station else ""
    lines: Iterable[str] = session.scalars(
        select(BalanceCard.line).where(BalanceCard.hood == place).distinct()
    )
    return (f"weight:{line}" for line in lines)
