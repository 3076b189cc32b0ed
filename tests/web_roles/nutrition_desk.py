"""A pharmacist's browser at a desk, for the pages of nutrition."""

import html
import re

from compounding.ledger.sessions import open_session
from compounding.ledger.stations import enrol_station
from compounding.preparation.nutrition.models import NutritionVersion
from tests.preparation.nutrition_forms import PIN
from tests.web_roles.conftest import CSRF, DIGEST, Browser
from webapp import create_app
from webapp.installation import lay
from webapp.settings import Settings

REASONS = re.compile(r'name="(reason-\d+)"')


class Desk(Browser):
    """A pharmacist's browser that keeps the summary it saw."""

    world: object

    def ask(self, path, form, status=200, **more):
        answer = self.client.post(path, data={"csrf_token": self.token(), **form}, **more)
        assert answer.status_code == status, (answer.status_code, answer.text[:800])
        self.digest = found[1] if (found := DIGEST.search(answer.text)) else ""
        return html.unescape(answer.text)

    def token(self):
        if not self.csrf:
            self.csrf = CSRF.search(self.client.get("/nutrition").text)[1]
        return self.csrf

    def count(self):
        with self.world.database.reading() as session:
            return session.query(NutritionVersion).count()

    def sign(self, form, page, status=303, **other):
        reasons = dict.fromkeys(REASONS.findall(page), "Agreed with the ward")
        data = {**form, "digest": self.digest, "pin": PIN, **reasons, **other}
        return self.ask("/nutrition/orders", data, status)


def desk_of(world, folder):
    """A browser signed in as the pharmacist of a world; its installation is laid in a folder."""
    folder.mkdir()
    installation = lay(folder, "Sample Pharmacy", "America/New_York")
    told = Settings(
        folder=installation.folder, database_url="", facility="F", zone="America/New_York"
    )
    app = create_app(told, world.database, clock=lambda: world.now)
    with world.as_("admin") as unit:
        station = enrol_station(unit, "desk-of-nutrition", "Desk", "desk")
    client = app.test_client()
    person = world.people["pharmacist"].id
    token = open_session(world.database, person, "desk-of-nutrition", world.now)
    client.set_cookie("firstair_session", token)
    client.set_cookie("firstair_station", station)
    browser = Desk(client)
    browser.world = world
    return browser
