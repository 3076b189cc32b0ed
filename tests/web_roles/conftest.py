"""The sample facility behind a real application, asked as a browser would ask."""

import re
from dataclasses import dataclass

import pytest

from compounding.ledger.actor import SYSTEM
from compounding.ledger.people import Role, add_person, give_badge, set_pin
from compounding.ledger.sessions import open_session
from compounding.ledger.stations import enrol_station
from tests.builders import PIN, a_facility
from webapp import create_app
from webapp.installation import lay
from webapp.settings import Settings

CSRF = re.compile(r'data-csrf="([^"]+)"')
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')


@dataclass
class Browser:
    """One signed-in browser at a station; it keeps the token of the page it saw last."""

    client: object
    csrf: str = ""
    digest: str = ""

    def see(self, path, status=200):
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text[:400]
        return self._read(answer)

    def _read(self, answer):
        if "html" in answer.content_type:
            self.csrf = CSRF.search(answer.text)[1] if CSRF.search(answer.text) else self.csrf
            found = DIGEST.search(answer.text)
            self.digest = found[1] if found else self.digest
        return answer.text

    def state(self, number):
        return self.client.get(f"/prepare/{number}/state.json").json

    def send(self, path, status=200, **json):
        """As the page's script does."""
        if not self.csrf:
            self.see("/prepare/")
        answer = self.client.post(
            path, json=json, headers={"Accept": "application/json", "X-CSRFToken": self.csrf}
        )
        assert answer.status_code == status, (answer.status_code, answer.text[:400])
        return answer.json

    def post(self, path, status=303, **form):
        """As a form does; the page that follows is returned."""
        if not self.csrf:
            self.see("/prepare/")
        data = {"csrf_token": self.csrf, "digest": self.digest, **form}
        answer = self.client.post(path, data=data, headers={"Accept": "text/html"})
        assert answer.status_code == status, (answer.status_code, answer.text[:2000])
        if status == 303:
            return self.see(answer.headers["Location"])
        return self._read(answer)


class House:
    """The facility, the application, and browsers for its people."""

    def __init__(self, folder):
        (folder / "data").mkdir()
        self.world = a_facility(folder)
        self._enter_more_people()
        installation = lay(folder / "data", "Sample Hospital Pharmacy", "America/New_York")
        settings = Settings(
            folder=installation.folder,
            database_url="",
            facility="Sample Hospital Pharmacy",
            zone="America/New_York",
            sample=True,
        )
        self.app = create_app(settings, self.world.database, clock=lambda: self.world.now)
        with self.world.as_("admin") as unit:
            self.stations = {
                "hood-2": enrol_station(unit, "hood-2", "Hood 2", "hood", "hood-2"),
                "desk-1": enrol_station(unit, "desk-1", "Desk", "desk"),
            }

    def _enter_more_people(self):
        with self.world.database.entry(by=SYSTEM, at=self.world.now) as unit:
            for handle, name, roles in (
                ("demo-second", "Demo Second Technician", [Role.TECHNICIAN]),
                ("demo-both", "Demo Night Pharmacist", [Role.TECHNICIAN, Role.PHARMACIST]),
            ):
                person = add_person(unit, handle, name, roles)
                set_pin(unit, person.id, PIN)
                give_badge(unit, person.id, f"FA-B-{handle.removeprefix('demo-').upper()}")
                self.world.people[handle.removeprefix("demo-")] = person

    def browser(self, who, station=None):
        station = station or ("desk-1" if who == "pharmacist" else "hood-2")
        person = self.world.people[who]
        token = open_session(self.world.database, person.id, station, self.world.now)
        client = self.app.test_client()
        client.set_cookie("firstair_session", token)
        client.set_cookie("firstair_station", self.stations[station])
        return Browser(client)


@pytest.fixture
def site(tmp_path):
    return House(tmp_path)


@pytest.fixture
def technician(site):
    return site.browser("technician")


@pytest.fixture
def pharmacist(site):
    return site.browser("pharmacist")
