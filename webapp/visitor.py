"""Who is asking: the person of the session, the station of this browser."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask import g, request
from sqlalchemy.orm import Session
from werkzeug.local import LocalProxy

from compounding.ledger.people import Person, Role, is_active, person_of, roles_of
from compounding.ledger.sessions import LONGEST, WebSession, session_of
from compounding.ledger.stations import Station, station_of, token_digest
from webapp.house import House


@dataclass(frozen=True)
class Visitor:
    """One browser at one moment; `held` is the person of a locked session."""

    person: Person | None = None
    roles: frozenset[Role] = frozenset()
    station: Station | None = None
    token: str = field(default="", repr=False)
    held: Person | None = None

    @property
    def locked(self) -> bool:
        """Signed in, but the screen is locked."""
        return self.held is not None

    @property
    def station_code(self) -> str:
        """As entries and signatures want it; empty away from a station."""
        return self.station.code if self.station else ""

    @property
    def secret_name(self) -> str:
        """What a signature asks for here: the PIN at a station, else the password."""
        return "PIN" if self.station else "Password"

    @property
    def guest(self) -> str:
        """Stands for this browser where something is counted; never shown."""
        return token_digest(self.token)[:16] if self.token else f"from {request.remote_addr}"


NOBODY = Visitor()
visitor: Visitor = LocalProxy(lambda: g.get("visitor", NOBODY))  # type: ignore[assignment] # the proxy behaves as the visitor


@dataclass(frozen=True)
class CookieNames:
    """Under TLS the names carry the prefix that ties them to this host and to TLS."""

    session: str
    station: str


def cookie_names(*, tls: bool) -> CookieNames:
    """The names of our two cookies."""
    prefix = "__Host-" if tls else ""
    return CookieNames(f"{prefix}firstair_session", f"{prefix}firstair_station")


def recognise(house: House) -> Visitor:
    """Find out from the cookies who is asking; an idle session comes back locked."""
    names = cookie_names(tls=house.settings.tls)
    token = request.cookies.get(names.session, "")
    station_token = request.cookies.get(names.station, "")
    if not (token or station_token):
        return NOBODY
    with house.database.reading() as session:
        station = station_of(session, station_token) if station_token else None
        idle = _idle(house, session, station)
    web = session_of(house.database, token, house.now(), idle) if token else None
    if web is None or web.station != (station.code if station else ""):
        return Visitor(station=station)
    with house.database.reading() as session:
        person = person_of(session, web.person_id)
        roles = roles_of(session, web.person_id)
    if web.locked:
        return Visitor(station=station, token=token, held=person)
    return Visitor(person, roles, station, token)


def _idle(house: House, session: Session, station: Station | None) -> timedelta | None:
    """The idle lock never strikes at a station where a step is running."""
    if station is not None and any(busy(session, station.code) for busy in house.busy):
        return None
    return timedelta(minutes=house.settings.idle_minutes)


def why_not_welcome(house: House, token: str) -> str:
    """Look at a session without counting as activity: "", "locked" or "signed out"."""
    with house.database.reading() as session:
        web = session.get(WebSession, token_digest(token))
        now = house.now()
        if web is None or web.closed or now - web.opened_at >= LONGEST:
            return "signed out"
        if not is_active(session, web.person_id):
            return "signed out"
        busy = any(asks(session, web.station) for asks in house.busy) if web.station else False
    idle = now - web.seen_at >= timedelta(minutes=house.settings.idle_minutes)
    return "locked" if web.locked or (idle and not busy) else ""
