"""A web application on a throw-away database, with people whose secrets are known."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask.testing import FlaskClient

from compounding.cleanroom.places import enter_facility, enter_place, enter_point
from compounding.ledger.actor import SYSTEM
from compounding.ledger.people import Role, add_person, give_badge, set_password, set_pin
from compounding.ledger.stations import enrol_agent, enrol_station
from tests.ledger.fresh import NOW, fresh_database
from webapp import create_app
from webapp.installation import Installation, write_private
from webapp.settings import Settings
from webapp.signing_in.entry import THROTTLE

PASSWORD = "a long enough sentence"
PIN = "271828"
FACILITY = {"name": "Sample Pharmacy", "contact": "", "zone": "America/New_York"}
ROOM = {"code": "buffer", "name": "Buffer room", "kind": "buffer room", "area": "cleanroom suite"}
HOOD = {"code": "hood-2", "name": "Hood 2", "kind": "hood", "area": "", "within": "buffer"}
POLICY = {"delay_seconds": 60, "deadband": "0", "silent_after_seconds": 120}


@dataclass
class Clock:
    """A clock the test moves."""

    at: datetime = NOW

    def __call__(self):
        return self.at

    def forward(self, **parts):
        self.at += timedelta(**parts)


@dataclass
class Site:
    """One installation with its application and the secrets of its people."""

    app: object
    database: object
    settings: Settings
    clock: Clock
    station_token: str
    agent_token: str
    people: dict = field(default_factory=dict)

    def client(self, *, station: bool = False) -> "Browser":
        browser = Browser(self.app, self.app.response_class, use_cookies=True)
        browser.site = self
        if station:
            browser.set_cookie("firstair_station", self.station_token)
        return browser

    def signed_in(self, handle: str) -> "Browser":
        browser = self.client()
        answer = browser.sign_in(handle)
        assert answer.status_code == 303, answer.text
        return browser


class Browser(FlaskClient):
    """A test client that carries the CSRF token as a page would."""

    site: Site
    known: str = ""

    def csrf(self) -> str:
        """The token of this session; a new session has a new one."""
        if not self.known:
            page = self.get("/scanner").text
            self.known = page.split('data-csrf="')[1].split('"')[0]
        return self.known

    def send(self, address, data=None, **more):
        headers = {"X-CSRFToken": self.csrf(), **more.pop("headers", {})}
        return self.post(address, data=data, headers=headers, **more)

    def scan(self, address, text):
        return self.send(address, None, json={"scan": text}, headers={"Accept": "application/json"})

    def sign_in(self, handle, secret=PASSWORD, **more):
        form = {"handle": handle, "password": secret, **more}
        return self.entered(self.send("/sign-in/password", form))

    def badge_in(self, handle, pin=PIN, **more):
        self.scan("/sign-in/badge", f"BADGE-{handle}")
        return self.entered(self.send("/sign-in/pin", {"pin": pin, **more}))

    def entered(self, answer):
        self.known = ""
        return answer

    def sign_out(self):
        return self.entered(self.send("/sign-out"))


def populate(database, at):
    """People of every role, a station, an agent, a room with two points."""
    people = {}
    with database.entry(by=SYSTEM, at=at) as unit:
        enter_facility(unit, FACILITY, sample=True)
        enter_place(unit, ROOM)
        enter_place(unit, HOOD)
        for code, quantity, unit_name in (
            ("buffer-dp", "pressure", "in_wc"),
            ("buffer-t", "temperature", "degC"),
        ):
            card = {"code": code, "name": code, "place": "buffer", "line": f"line-{code}"}
            enter_point(unit, {**card, "quantity": quantity, "unit": unit_name, "policy": POLICY})
        for role in Role:
            handle = role.value
            person = add_person(unit, handle, f"Demo {handle.title()}", [role])
            set_password(unit, person.id, PASSWORD)
            set_pin(unit, person.id, PIN)
            give_badge(unit, person.id, f"BADGE-{handle}")
            people[handle] = person
        station = enrol_station(unit, "hood-2", "Hood 2", "hood", "hood-2")
        agent = enrol_agent(unit, "hood-2")
    return people, station, agent


def make_site(folder, **settings):
    """An installation in this folder."""
    database = fresh_database(folder)
    clock = Clock()
    people, station, agent = populate(database, clock())
    write_private(Installation(folder).secret_file, "0123456789abcdef" * 4)
    told = Settings(
        folder=folder,
        database_url="",
        facility="Sample Pharmacy",
        zone="America/New_York",
        **settings,
    )
    app = create_app(told, database, clock=clock)
    app.testing = False
    THROTTLE.forget()
    return Site(app, database, told, clock, station, agent, people)
