import pytest

from compounding.cleanroom.places import enter_balance, sample_facility
from tests.builders import PIN, carton, order_form
from tests.web_roles.walking import (
    drawn,
    number_of,
    scan,
    to_the_draw,
    to_the_hood,
    typed_in,
    weigh,
)


def test_a_wrong_scan_turns_the_whole_page_and_the_right_one_clears_it(
    site, technician, pharmacist
):
    here = to_the_hood(site, technician, pharmacist)
    card = technician.state(number_of(here))
    scan(site, technician, here, card["stickers"]["vial"], outcome="stop")
    page = technician.see(here)
    assert 'class="stop"' in page
    assert "Wrong scan" in page
    assert card["stickers"]["vial"] in page
    scan(site, technician, here, card["labels"]["work"])
    assert 'class="stop"' not in technician.see(here)


def test_a_second_wrong_scan_waits_for_the_pharmacist_who_lifts_it(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    number = number_of(here)
    card = technician.state(number)
    scan(site, technician, here, card["stickers"]["vial"], outcome="stop")
    scan(site, technician, here, card["stickers"]["vial"], outcome="stop")
    assert "A pharmacist lifts this stop" in technician.see(here)
    assert "Stopped for a pharmacist" in pharmacist.see("/check/")
    pharmacist.see(f"/check/{number}")
    page = pharmacist.post(f"/check/{number}/lift", status=409, pin=PIN)
    assert "Say why" in page
    pharmacist.post(f"/check/{number}/lift", pin=PIN, reason="looked at both")
    scan(site, technician, here, card["labels"]["work"])


def test_a_rejected_draw_says_so_and_is_weighed_again(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    to_the_draw(site, technician, here)
    weigh(site, technician, here, "26.20", outcome="stop")
    page = technician.see(here)
    assert "Rejected" in page
    assert "12.00 g" in page
    weigh(site, technician, here, "25.08")
    assert technician.state(number_of(here))["stage"] == "waiting for a check"


def test_the_pharmacist_sends_a_draw_back_and_it_is_drawn_again(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    drawn(site, technician, here)
    number = number_of(here)
    pharmacist.see(f"/check/{number}")
    pharmacist.post(f"/check/{number}/send-back", pin=PIN, reason="bubble in the syringe")
    card = technician.state(number)
    assert (card["round"], card["step"]["key"]) == (2, "syringe-empty")


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"repeatability": None}, "is not known. No weighing counts"),
        ({"repeatability": "0.1 g"}, "cannot be verified by weighing"),
    ],
)
def test_a_balance_that_can_prove_nothing_says_why_and_the_eye_remains(
    site, technician, pharmacist, figures, told
):
    here = to_the_hood(site, technician, pharmacist)
    to_the_draw(site, technician, here)
    with site.world.as_("admin") as unit:
        enter_balance(unit, {**sample_facility()["balance"], **figures})
    page = technician.see(here)
    assert told in page
    assert "the weight is taken by itself" not in page
    number = number_of(here)
    pharmacist.see(f"/check/{number}")
    pharmacist.post(f"/check/{number}/by-eye", pin=PIN, reason="10 mL seen in the syringe")
    assert technician.state(number)["step"]["key"] == "check"


def test_a_step_is_accepted_by_eye_where_the_balance_fails(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    to_the_draw(site, technician, here)
    number = number_of(here)
    pharmacist.see(f"/check/{number}")
    pharmacist.post(f"/check/{number}/by-eye", pin=PIN, reason="10 mL seen in the syringe")
    assert technician.state(number)["step"]["key"] == "check"
    assert "By eye" in pharmacist.see(f"/check/{number}")


def test_a_cancelled_order_stops_hard_and_is_wasted(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    number = number_of(here)
    technician.post("/prepare/orders/1/cancel", reason="patient discharged", pin=PIN)
    page = technician.see(here)
    assert "The order was cancelled" in page
    assert f"{here}/waste" in page
    answer = technician.send(f"{here}/scan", scan="FA-C-WASTE")
    assert answer["location"] == f"{here}/waste"
    technician.see(answer["location"])
    technician.post(f"{here}/waste", reason="The order was cancelled", pin=PIN)
    assert technician.state(number)["stage"] == "wasted"


def test_waste_wants_its_reason(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    technician.see(f"{here}/waste")
    assert "Say why" in technician.post(f"{here}/waste", status=409, other="  ", pin=PIN)


def test_lost_pressure_stops_the_work_in_plain_words(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    for _ in range(3):
        site.world.later(45).room(pressure="-0.002")
    label = technician.state(number_of(here))["labels"]["work"]
    site.world.later(3)
    answer = technician.send(f"{here}/scan", status=409, scan=label)
    assert "Cover the work and stop" in answer["message"]
    assert "Cover the work and stop" in technician.see(here)


def test_a_hold_keeps_the_place(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    scan(site, technician, here, "FA-C-HOLD")
    assert "Held" in technician.see(here)
    scan(site, technician, here, "FA-C-HOLD")
    assert technician.state(number_of(here))["stage"] == "hood"


def test_relief_takes_the_dose_over_by_badge_and_pin(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    answer = technician.send(f"{here}/scan", scan="FA-B-SECOND")
    assert answer["location"] == f"{here}/relief"
    technician.see(answer["location"])
    assert "That did not match" in technician.post(f"{here}/relief", status=403, pin="000001")
    page = technician.post(f"{here}/relief", pin=PIN)
    assert "Demo Second Technician" in page
    assert technician.state(number_of(here))["holder"] == "Demo Second Technician"


def test_ones_own_badge_is_no_relief(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    assert technician.send(f"{here}/scan", scan="FA-B-TECHNICIAN")["outcome"] == "ignored"


def test_a_carton_without_code_is_keyed_with_a_second_look(technician, pharmacist):
    here = typed_in(technician, pharmacist)
    form = {
        "product": "sodium-chloride-0.9-1000",
        "lot": "LOT 9",
        "expires": "2027-12-31",
        "second": "FA-B-SECOND",
        "secret": PIN,
    }
    technician.see(f"{here}/keyed")
    page = technician.post(f"{here}/keyed", status=422, **{**form, "expires": "12/31/2027"})
    assert "Write the expiry as 2027-12-31" in page
    assert "LOT 9" in page
    own = {**form, "second": "FA-B-TECHNICIAN"}
    assert "another person" in technician.post(f"{here}/keyed", status=403, **own)
    assert "keyed, second look Demo Second Technician" in technician.post(f"{here}/keyed", **form)


def test_an_expired_carton_waits_for_the_pharmacist(site, technician, pharmacist):
    here = typed_in(technician, pharmacist)
    old = carton("sodium-chloride-0.9-1000", expires="251231")
    scan(site, technician, here, old, outcome="stop")
    assert "A pharmacist lifts this stop" in technician.see(here)


def test_the_order_that_is_cancelled_leaves_the_queue(technician):
    technician.post("/prepare/orders", **order_form())
    technician.post("/prepare/orders/1/cancel", reason="typed twice", pin=PIN)
    assert "Nothing waits to be made" in technician.see("/prepare/")
