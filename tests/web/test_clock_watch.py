"""A server's clock that jumps leaves an entry in the log (TM-8)."""

from datetime import timedelta

import pytest

from compounding.ledger.entry import Entry
from tests.web.a_site import make_site
from webapp.clock_watch import ClockWatch
from webapp.house import House, house_of

SECOND = timedelta(seconds=1)


class Clocks:
    """A wall clock and a steady one that the test moves."""

    def __init__(self, wall):
        self.wall, self.steady = wall, timedelta(0)

    def pass_(self, seconds, jump=0):
        self.steady += seconds * SECOND
        self.wall += (seconds + jump) * SECOND


@pytest.fixture
def site(tmp_path):
    made = make_site(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def clocks(site):
    return Clocks(house_of(site.app).now())


@pytest.fixture
def watch(site, clocks):
    here = house_of(site.app)
    house = House(here.settings, here.database, lambda: clocks.wall, here.hub, None)
    return ClockWatch(house, steady=lambda: clocks.steady)


def steps(site):
    with site.database.reading() as session:
        rows = session.query(Entry).filter(Entry.verb == "system:clock:step")
        return [row.after["seconds"] for row in rows.order_by(Entry.number)]


def test_a_clock_that_goes_its_way_leaves_nothing(site, clocks, watch):
    for _ in range(5):
        clocks.pass_(5, jump=0.5)
        watch.look()
    assert steps(site) == []


@pytest.mark.parametrize(("jump", "told"), [(3600, "3600.0"), (-3600, "-3600.0"), (-2.5, "-2.5")])
def test_a_jump_is_written_down_once(site, clocks, watch, jump, told):
    clocks.pass_(5, jump=jump)
    watch.look()
    clocks.pass_(5)
    watch.look()
    assert steps(site) == [told]


def test_a_clock_set_back_while_the_server_was_off_is_found_at_its_start(site, clocks):
    here = house_of(site.app)
    clocks.wall -= timedelta(hours=2)
    house = House(here.settings, here.database, lambda: clocks.wall, here.hub, None)
    ClockWatch(house, steady=lambda: clocks.steady).begin()
    (told,) = steps(site)
    assert float(told) < -7000


def test_time_that_passed_while_it_was_off_is_no_jump(site, clocks):
    here = house_of(site.app)
    clocks.wall += timedelta(days=2)
    house = House(here.settings, here.database, lambda: clocks.wall, here.hub, None)
    ClockWatch(house, steady=lambda: clocks.steady).begin()
    assert steps(site) == []


def test_a_watch_runs_and_stops(site):
    watch = ClockWatch(house_of(site.app), every=0.01)
    watch.start()
    watch.stop()
    assert not watch._thread.is_alive()
