"""A pharmacist who compounds at night: quick hands over plain HTTP, while others look on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from compounding.ledger.actor import SYSTEM
from compounding.ledger.people import Role, add_person, give_badge, set_pin
from sensors.barcode import badge_code
from webapp.demo.ears import Ears
from webapp.demo.maker import Maker
from webapp.demo.narration import Narration
from webapp.demo.scales import Scales
from webapp.demo.walker import LIVE
from webapp.demo.world import HOOD, SamplePerson

NAME = "Demo Night Pharmacist"
ROLES = (Role.TECHNICIAN, Role.PHARMACIST)


def let_a_pharmacist_compound(facility) -> SamplePerson:
    """One more sample person, who holds the technician's place tonight."""
    with facility.database.entry(by=SYSTEM, at=datetime.now(UTC)) as unit:
        person = add_person(unit, "demo-night", NAME, list(ROLES))
        set_pin(unit, person.id, facility.world.pin)
        badge = badge_code("DEMO-NIGHT")
        give_badge(unit, person.id, badge)
    return SamplePerson(person, Role.TECHNICIAN, badge)


@contextmanager
def maker_at_the_hood(facility, person: SamplePerson) -> Iterator[Maker]:
    """Signed in, with the check weights passed."""
    people = {**facility.world.people, Role.TECHNICIAN: person}
    facility.world = replace(facility.world, people=people)
    cookies = {"firstair_station": facility.world.stations[HOOD]}
    with Ears(facility.url, LIVE, cookies) as ears:
        scales = Scales(facility.instruments, ears)
        maker = Maker(facility, scales, Narration(lambda _: None), "")
        maker.arrive()
        yield maker


def make_up_to_the_check(maker: Maker, order: int, *, wrong: str = "") -> int:
    """Draw the dose; a wrong scan on the way is cleared by the right one."""
    maker.stage(order)
    maker.begin()
    if wrong:
        maker.browser.send(f"/prepare/{maker.worksheet}/scan", {"scan": wrong})
        maker._scan(maker.state()["labels"]["work"])
    assert maker.work()["stage"] == "waiting for a check"
    return maker.worksheet


def finish(maker: Maker, worksheet: int) -> str:
    """Inject, inspect, label, sign; the code of the final label on the bag."""
    maker.worksheet = worksheet
    state = maker.work()
    assert state["stage"] == "waiting for release"
    maker.sign()
    return state["labels"]["final"]
