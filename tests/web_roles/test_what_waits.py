"""The reading behind both queues, and the lock that never strikes while a step is running."""

from datetime import timedelta

from compounding.preparation import deciding, orders
from compounding.preparation.finishing import nominal_concentration
from compounding.preparation.queue import (
    decided_worksheets,
    open_doses,
    runs_at,
    unverified_orders,
    worksheet_with_code,
)
from tests.builders import PIN, a_verified_order, in_the_hood, staged
from tests.web_roles.walking import number_of, scan, to_the_hood


def doses(world):
    with world.database.reading() as session:
        return [
            (dose.order.id, dose.verified, dose.state is not None) for dose in open_doses(session)
        ]


def test_a_wasted_dose_waits_to_be_made_again(site):
    worksheet = staged(site.world)
    order = site.world.state(worksheet).order.id
    assert doses(site.world) == [(order, True, True)]
    with site.world.as_("technician") as unit:
        deciding.waste(unit, worksheet, secret=PIN, reason="dropped")
    assert doses(site.world) == [(order, True, False)]
    with site.world.database.reading() as session:
        assert [sheet.id for sheet, _ in decided_worksheets(session, 5)] == [worksheet]


def test_a_cancelled_order_waits_only_while_something_must_be_wasted(site):
    first = a_verified_order(site.world)
    worksheet = staged(site.world)
    second = site.world.state(worksheet).order.id
    with site.world.as_("technician") as unit:
        for order in (first, second):
            orders.cancel_order(unit, order, "discharged", secret=PIN)
    assert doses(site.world) == [(second, True, True)]


def test_nothing_verified_waits_for_verification(site):
    a_verified_order(site.world)
    with site.world.database.reading() as session:
        assert unverified_orders(session) == []


def test_a_code_that_is_nowhere_opens_nothing(site):
    worksheet = staged(site.world)
    with site.world.database.reading() as session:
        assert worksheet_with_code(session, "FA-L-999999-1") is None
        assert worksheet_with_code(session, site.world.label(worksheet, "work")) == worksheet


def test_a_step_runs_where_its_last_act_was(site):
    in_the_hood(site.world)
    with site.world.database.reading() as session:
        assert runs_at(session, "hood-2")
        assert not runs_at(session, "desk-1")


def test_the_idle_lock_does_not_strike_in_the_middle_of_a_step(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    site.world.later(timedelta(minutes=25).total_seconds())
    site.world.room()
    assert "data-idle-seconds" not in technician.see(here)
    scan(site, technician, here, "FA-C-HOLD")
    assert technician.state(number_of(here))["stage"] == "held"
    site.world.later(timedelta(minutes=25).total_seconds())
    technician.see(here, status=302)


def test_the_label_says_three_digits_of_the_concentration():
    assert nominal_concentration({"dose": "1250 mg", "final_volume": "275 mL"}) == "4.55 mg/mL"
    assert nominal_concentration({"dose": "1 g", "final_volume": "100 mL"}) == "0.01 g/mL"
