"""The throw-away facility: what it holds, where it may stand, and that nothing is left of it."""

import socket
from pathlib import Path

import pytest

from compounding.ledger.people import Role, roles_of
from compounding.ledger.verify import verify
from compounding.preparation.models import Order
from compounding.preparation.queue import open_doses, unverified_orders
from webapp.demo.client import Browser
from webapp.demo.errors import NotEmpty, NotHeard
from webapp.demo.facility import DemoFacility
from webapp.demo.hand import Thing
from webapp.demo.instruments import BALANCE_FAULTS, Instruments
from webapp.demo.scales import Scales
from webapp.errors import PortTaken
from webapp.installation import lay


def browser(facility, station="hood-2"):
    return Browser(facility.url, {"firstair_station": facility.world.stations[station]})


def test_people_orders_and_the_log_are_there(facility):
    with facility.database.reading() as session:
        roles = [roles_of(session, one.person.id) for one in facility.world.people.values()]
        assert roles == [{role} for role in facility.world.people]
        assert next(dose.order.urgency for dose in open_doses(session)) == "STAT"
        assert session.query(Order).count() == 3
        assert len(unverified_orders(session)) <= 1
    assert verify(facility.database).ok


def test_one_tap_signs_a_sample_person_in(facility):
    visitor = browser(facility)
    assert "Sample people" in visitor.get("/demo/").text
    page = visitor.submit("/sign-in/one-tap", {"handle": "demo-technician"})
    assert page.status == 200
    assert "Demo Technician" in page.text


def test_the_bench_hangs_below_every_page(facility):
    page = browser(facility).get("/sign-in").text
    assert page.count("/demo/bench.js") == 1
    panel = browser(facility).get("/demo/panel").text
    assert "DEMO" in panel
    assert facility.world.pin in panel


def test_the_bench_moves_the_balance(facility):
    visitor = browser(facility)
    visitor.get("/sign-in")
    assert visitor.send("/demo/pan", {"grams": "20.00"}).status == 204
    assert str(facility.instruments.balance.load) == "20.00"
    assert visitor.send("/demo/pan", {"grams": "-1"}).status == 400
    assert visitor.send("/demo/fault", {"name": "gremlins"}).status == 400
    assert visitor.send("/demo/pan", {"grams": "0"}).status == 204


def test_a_foreign_page_moves_nothing(facility):
    stranger = browser(facility)
    assert stranger.send("/demo/pan", {"grams": "5"}).status == 400


def test_no_other_installation_has_a_bench_or_one_tap_people(tmp_path):
    from webapp import create_app

    installation = lay(tmp_path / "data", "Pharmacy", "UTC", sample=True)
    settings = installation.settings()
    app = create_app(settings, database=object())
    assert not settings.one_tap
    assert [rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/demo")] == []


def test_a_port_in_use_is_said_plainly():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} on 127.0.0.1 is in use"):
            DemoFacility(port=port).__enter__()


def test_a_database_that_holds_anything_is_refused(facility):
    url = facility.database.engine.url.render_as_string(hide_password=False)
    with pytest.raises(NotEmpty, match="not empty"):
        DemoFacility(database_url=url).__enter__()
    assert verify(facility.database).ok


def test_nothing_is_left_behind():
    with DemoFacility() as opened:
        folder = Path(opened.database.engine.url.database).parents[1]
        ports = [Path(line) for line in opened.instruments.lines.values() if line.startswith("/")]
        assert folder.exists()
    assert not folder.exists()
    assert not any(port.parent.exists() for port in ports)


@pytest.fixture(scope="module")
def ears(facility):
    from webapp.demo.ears import Ears

    cookies = {"firstair_station": facility.world.stations["hood-2"]}
    with Ears(facility.url, "/live/events?topics=weight:balance-1", cookies) as listening:
        yield listening


@pytest.mark.parametrize("fault", BALANCE_FAULTS)
def test_no_fault_of_the_balance_gives_a_weight(fault, facility, ears):
    scales = Scales(facility.instruments, ears)
    scales.fault = fault
    try:
        with pytest.raises(NotHeard, match=r"settled|the line said"):
            scales.weigh(Thing("bag", facility.instruments.balance.load + 1062))
    finally:
        facility.instruments.clear()
        facility.instruments.balance.remove()


def test_rooms_wander_a_little_and_stay_within_their_limits():
    from decimal import Decimal

    bench = Instruments()
    seen = set()
    for turn in range(200):
        bench._move(turn)
        values = bench.rooms["room-buffer"]._values
        seen.add(tuple(values.values()))
        assert Decimal(18) < values["temperature"] < Decimal(20)
        assert values["humidity"] < Decimal(60)
        assert values["pressure"] > Decimal("0.025")
    assert len(seen) > 20


def test_roles_of_the_sample_people_are_one_each(facility):
    assert set(facility.world.people) == set(Role)
