"""The designated person signs on the check page of staged work; nobody else can, anywhere."""

import html
import re

import pytest

from compounding.cleanroom.fitness.cards import enter_card
from tests.builders import PIN
from tests.failing_person import failing
from tests.web_roles.walking import check_balance, number_of, stage, typed_in

WHY = "A septic child waits and nobody else is in the house."
DIALOG = re.compile(r'<dialog id="sign-to-begin".*?</dialog>', re.DOTALL)


@pytest.fixture
def staged(site, technician, pharmacist):
    """Staged work whose maker's training failed; where it is."""
    with site.world.as_("compliance", "desk-1") as unit:
        about = "person:demo-technician"
        enter_card(unit, about, failing(training=True), "a paper", secret=PIN)
    here = typed_in(technician, pharmacist)
    stage(site, technician, here)
    check_balance(site, technician)
    site.world.room()
    return here


@pytest.fixture
def designated(site, staged):
    """The designated person, who comes to the desk when the work is staged."""
    assert staged
    return site.browser("compliance", "desk-1")


def dialog(page):
    found = DIALOG.search(page)
    return found[0] if found else ""


def form_of(page, **other):
    """What the dialog would send."""
    hidden = dict(re.findall(r'name="(digest|maker)" value="([^"]+)"', dialog(page)))
    return {**hidden, "pin": PIN, "reason": WHY, **other}


def at_the_sign(site, technician, here, outcome="ok"):
    site.world.later(3)
    status = 200 if outcome == "ok" else 409
    answer = technician.send(f"{here}/scan", status=status, scan="FA-H-HOOD-2")
    assert answer["outcome"] == outcome, answer
    return answer["message"]


def test_the_hood_sends_to_the_page_and_the_page_lets_it_begin(
    site, technician, designated, staged
):
    number = number_of(staged)
    told = at_the_sign(site, technician, staged, "stop")
    assert "on the check page of worksheet" in told
    assert "Demo Compliance" in told
    page = html.unescape(designated.see(f"/check/{number}"))
    assert "May it begin?" in page
    assert "Training of Demo Technician" in page
    assert "Demo Patient, MRN 000123" in dialog(page)
    page = designated.post(f"/check/{number}/sign-to-begin", **form_of(page))
    assert "This one preparation may begin" in page
    assert WHY in page
    at_the_sign(site, technician, staged)
    page = html.unescape(designated.see(f"/check/{number}"))
    assert "May it begin?" not in page
    assert "Begun on a signature" in page
    record = html.unescape(designated.see(f"/check/{number}/record"))
    assert "Begun by Demo Technician on the signature of Demo Compliance" in record
    assert "giving begins within 4 h of start" in record
    assert "</b>, not to be kept" in record


def test_the_fitness_page_leads_to_what_is_staged(designated, staged):
    number = number_of(staged)
    assert f'href="/check/{number}"' in designated.see("/fitness/")


def test_the_technician_is_not_led_there(technician, staged):
    assert f'href="/check/{number_of(staged)}"' not in technician.see("/fitness/")


def test_who_is_not_the_designated_person_sees_who_is_and_cannot_sign(site, pharmacist, staged):
    number = number_of(staged)
    page = pharmacist.see(f"/check/{number}")
    assert "Demo Compliance, the designated person, may sign" in page
    assert not dialog(page)
    maker = site.world.people["technician"].id
    page = pharmacist.post(
        f"/check/{number}/sign-to-begin", status=403, maker=maker, pin=PIN, reason=WHY
    )
    assert "is not Demo Compliance, the designated person" in html.unescape(page)


def test_a_technician_has_no_way_to_sign(site, technician, staged):
    maker = site.world.people["technician"].id
    path = f"/check/{number_of(staged)}/sign-to-begin"
    technician.post(path, status=403, maker=maker, pin=PIN, reason=WHY)
    assert site.world.state(number_of(staged)).signed is None


@pytest.mark.parametrize(
    ("wrong", "status", "told"),
    [
        ({"pin": "000000"}, 403, "PIN"),
        ({"reason": ""}, 409, "Say why in your own words"),
        ({"digest": "0" * 64}, 409, "changed after the page was shown"),
        ({"maker": "99999"}, 404, "nobody who compounds here"),
        ({"maker": "none"}, 404, "nobody who compounds here"),
    ],
)
def test_what_is_refused_signs_nothing(site, designated, staged, wrong, status, told):
    number = number_of(staged)
    form = form_of(designated.see(f"/check/{number}"), **wrong)
    page = html.unescape(designated.post(f"/check/{number}/sign-to-begin", status=status, **form))
    assert told in page
    assert site.world.state(number).signed is None


def test_a_refused_signature_keeps_the_reason_that_was_typed(designated, staged):
    number = number_of(staged)
    form = form_of(designated.see(f"/check/{number}"), pin="000000")
    page = designated.post(f"/check/{number}/sign-to-begin", status=403, **form)
    assert WHY in dialog(page)
    assert "data-open" in dialog(page)


def test_another_maker_may_be_asked_about(site, designated, staged):
    other = site.world.people["second"].id
    page = designated.see(f"/check/{number_of(staged)}?maker={other}")
    assert "Demo Second Technician: Up to Category 2 may be made here now" in page
    assert not dialog(page)


@pytest.mark.parametrize("maker", ["99999", "nobody"])
def test_a_maker_who_is_none_is_said_or_left_out(designated, staged, maker):
    page = designated.see(f"/check/{number_of(staged)}?maker={maker}")
    assert "May it begin?" in page


def test_what_no_signature_lifts_offers_none(site, designated, staged):
    with site.world.as_("compliance", "desk-1") as unit:
        enter_card(unit, "place:hood-2", "", "a paper", secret=PIN)
    page = designated.see(f"/check/{number_of(staged)}")
    assert "No signature lifts this" in page
    assert not dialog(page)


def test_before_staging_there_is_nothing_to_sign(site, technician, pharmacist):
    here = typed_in(technician, pharmacist)
    assert "May it begin?" not in pharmacist.see(f"/check/{number_of(here)}")
    stage(site, technician, here)
    assert "May it begin?" in pharmacist.see(f"/check/{number_of(here)}")
