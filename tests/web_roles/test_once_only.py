"""Double click, second tab, re-post, browser closed and resumed: one acceptance, a clear message."""

from tests.builders import PIN
from tests.web_roles.walking import (
    checked,
    drawn,
    number_of,
    scan,
    to_the_draw,
    to_the_hood,
    weigh,
)


def test_a_weight_offered_twice_is_taken_once(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    reading, _ = drawn(site, technician, here)
    again = technician.send(f"{here}/steps/3/weigh", reading=reading)
    assert again["outcome"] == "ignored"
    assert "Step 3 was accepted by Demo Technician at 09:0" in again["message"]


def test_a_weight_left_on_the_pan_is_not_taken_for_the_next_step(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    card = technician.state(number_of(here))
    scan(site, technician, here, card["labels"]["work"])
    scan(site, technician, here, card["stickers"]["bag"])
    reading, _ = weigh(site, technician, here, "1062.40")
    scan(site, technician, here, card["stickers"]["vial"])
    answer = technician.send(f"{here}/steps/2/weigh", reading=reading)
    assert answer == {
        "outcome": "ignored",
        "message": "Clear the pan for the next weighing.",
        "location": "",
    }


def test_a_second_tab_that_confirms_again_is_told_who_did(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    drawn(site, technician, here)
    checked(site, pharmacist, here)
    technician.see(here)
    technician.post(f"{here}/say", word="NEXT", step=5)
    page = technician.post(f"{here}/say", word="NEXT", step=5)
    assert "Step 5 was accepted by Demo Technician" in page
    assert technician.state(number_of(here))["step"]["number"] == 6


def test_the_dose_keeps_its_place_when_the_browser_is_gone(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    to_the_draw(site, technician, here)
    another = site.browser("technician")
    assert "Draw 10 mL" in another.see(here)
    assert another.send("/prepare/scan", scan="FA-C-NEXT")["location"] == here


def test_a_trigger_that_bounces_on_hold_counts_once(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    scan(site, technician, here, "FA-C-HOLD")
    site.world.later(1)
    assert technician.send(f"{here}/scan", scan="FA-C-HOLD")["outcome"] == "ignored"
    assert technician.state(number_of(here))["stage"] == "held"


def test_a_page_may_not_send_a_weight(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    answer = technician.send(f"{here}/steps/1/weigh", status=400, reading=1, digits="10.88")
    assert "not a reading" in answer["message"]


def test_a_release_sent_twice_releases_once(site, technician, pharmacist):
    from tests.web_roles.walking import waiting_for_release

    number = number_of(waiting_for_release(site, technician, pharmacist))
    pharmacist.see(f"/check/{number}")
    pharmacist.post(f"/check/{number}/release", pin=PIN)
    page = pharmacist.post(f"/check/{number}/release", status=409, pin=PIN)
    assert "is released" in page
