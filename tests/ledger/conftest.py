"""Every test of the ledger that asks for `database` runs on SQLite and on PostgreSQL."""

import pytest
from sqlalchemy import make_url

from compounding.ledger.actor import SYSTEM
from compounding.ledger.database import open_database
from compounding.ledger.keys import Keys
from compounding.ledger.people import Role, add_person, give_badge, set_password, set_pin
from compounding.ledger.stations import enrol_station
from tests.ledger.fresh import CHEAP, NOW, make_from_models, sqlite_copy
from tests.ledger.outsider import ask, sample  # noqa: F401 - fixtures
from tests.postgres import new_database, postgres_server, postgres_url  # noqa: F401 - fixtures

PIN = "194827"
PASSWORD = "four wise geese walk home"


@pytest.fixture(scope="session")
def postgres_template(postgres_server):  # noqa: F811 - the fixture
    url = new_database(postgres_server)
    make_from_models(url)
    return make_url(url).database


@pytest.fixture
def keys(tmp_path):
    return Keys.create(tmp_path / "keys")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """The address of an empty record."""
    if request.param == "sqlite":
        return f"sqlite:///{sqlite_copy(tmp_path)}"
    server = request.getfixturevalue("postgres_server")
    return new_database(server, request.getfixturevalue("postgres_template"))


@pytest.fixture
def database(url, keys):
    opened = open_database(url, keys, cost=CHEAP)
    yield opened
    opened.close()


@pytest.fixture
def technician(database):
    """Enrolled with badge, PIN and password; the station hood-2 is enrolled as well."""
    with database.entry(by=SYSTEM, at=NOW) as unit:
        person = add_person(unit, "tech", "Demo Technician", [Role.TECHNICIAN])
        set_pin(unit, person.id, PIN)
        set_password(unit, person.id, PASSWORD)
        give_badge(unit, person.id, "BADGE-T")
        enrol_station(unit, "hood-2", "Hood 2", "hood", "buffer room")
    return person


@pytest.fixture
def pharmacist(database):
    with database.entry(by=SYSTEM, at=NOW) as unit:
        person = add_person(unit, "rph", "Demo Pharmacist", [Role.PHARMACIST])
        set_pin(unit, person.id, PIN)
        set_password(unit, person.id, PASSWORD)
        give_badge(unit, person.id, "BADGE-P")
    return person
