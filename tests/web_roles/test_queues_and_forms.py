import pytest

from tests.builders import KCL, PIN, VANCOMYCIN, order_form
from tests.web_roles.walking import number_of, stage, typed_in


def test_a_wrong_field_says_so_beside_it_and_nothing_is_lost(technician):
    technician.see("/prepare/orders/new")
    form = order_form(KCL, dose=".5 mEq", patient_name="Demo Patient O'Neill")
    page = technician.post("/prepare/orders", status=422, **form)
    assert "Write &#39;0.5&#39;" in page
    assert "Demo Patient O&#39;Neill" in page
    assert 'aria-invalid="true"' in page


def test_stat_comes_before_what_is_due_earlier(technician):
    technician.post("/prepare/orders", **order_form(KCL, due="2026-11-23T10:00"))
    technician.post("/prepare/orders", **order_form(VANCOMYCIN, urgency="STAT"))
    page = technician.see("/prepare/")
    assert page.index("Vancomycin 1.25 g") < page.index("Potassium chloride 20 mEq")


def test_an_unverified_order_is_not_made(technician):
    technician.post("/prepare/orders", **order_form(KCL))
    assert technician.send("/prepare/scan", scan="FA-C-NEXT")["outcome"] == "stop"
    answer = technician.send("/prepare/orders/1/open", status=409)
    assert "not verified" in answer["message"]


def test_an_order_is_refused_with_its_reason(technician, pharmacist):
    technician.post("/prepare/orders", **order_form(KCL))
    pharmacist.see("/check/orders/1")
    page = pharmacist.post("/check/orders/1/refuse", status=422, reason=" ")
    assert "Say why" in page
    pharmacist.post("/check/orders/1/refuse", reason="premix is back")
    assert "Nothing waits for you" in pharmacist.see("/check/")


def test_a_work_label_scanned_at_the_queue_opens_its_worksheet(site, technician, pharmacist):
    here = typed_in(technician, pharmacist)
    stage(site, technician, here)
    card = technician.state(number_of(here))
    for code in (card["labels"]["work"], card["stickers"]["bag"]):
        assert technician.send("/prepare/scan", scan=code)["location"] == here
    assert technician.send("/prepare/scan", scan="FA-W-999999-1")["outcome"] == "stop"


def test_the_state_tells_a_walker_everything(technician, pharmacist):
    here = typed_in(technician, pharmacist)
    card = technician.state(number_of(here))
    assert card["stage"] == "staging"
    assert card["missing"] == ["bag", "vial"]
    assert card["hood"] == {"code": "hood-2", "sign": "FA-H-HOOD-2"}
    assert card["stop"] is None


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [("19.97", "stop"), ("19.98", "ok"), ("20.02", "ok"), ("20.03", "stop"), ("0.00", "ignored")],
)
def test_a_check_weight_passes_up_to_its_tolerance(site, technician, shown, outcome):
    technician.see("/prepare/shift")
    reading = site.world.put_on(shown)
    answer = technician.send("/prepare/shift/hood-2/reading", reading=reading)
    assert answer["outcome"] == outcome


def test_a_failed_check_weight_left_on_the_pan_is_not_judged_twice(site, technician):
    technician.see("/prepare/shift")
    reading = site.world.put_on("20.05")
    assert technician.send("/prepare/shift/hood-2/reading", reading=reading)["outcome"] == "stop"
    again = technician.send("/prepare/shift/hood-2/reading", reading=reading)
    assert again["outcome"] == "ignored"
    assert "Did not pass" in technician.see("/prepare/shift")


def test_no_weight_counts_before_the_check_weights(site, technician, pharmacist):
    here = typed_in(technician, pharmacist)
    stage(site, technician, here)
    site.world.room()
    site.world.later(3)
    answer = technician.send(f"{here}/scan", status=409, scan="FA-H-HOOD-2")
    assert "Shift start" in answer["message"]


def test_figures_and_formulas_are_vouched_for_with_a_pin(site, pharmacist):
    from compounding.preparation.book import enter_formula, sample_formulas
    from compounding.stock.products import enter_product, sample_cards

    card = next(c for c in sample_cards() if c["code"] == "sterile-water-50")
    changed = {**card, "density": {**card["density"], "value": "0.997 g/mL"}}
    with site.world.as_("pharmacist", "desk-1") as unit:
        enter_product(unit, changed)
        version = enter_formula(unit, sample_formulas()[0]).id
    page = pharmacist.see("/check/figures")
    assert "Not confirmed" in page
    form = {"about": "product:sterile-water-50", "name": "density"}
    stale = pharmacist.post("/check/figures", status=409, pin=PIN, value="0.998 g/mL", **form)
    assert "changed after it was shown" in stale
    pharmacist.post("/check/figures", pin=PIN, value="0.997 g/mL", **form)
    assert "Not confirmed" not in pharmacist.see("/check/figures")
    pharmacist.see(f"/check/formulas/{version}")
    page = pharmacist.post(f"/check/formulas/{version}/approve", pin=PIN)
    assert "Waiting for approval" not in page


def test_what_does_not_exist_is_said_plainly(technician, pharmacist):
    assert "There is no worksheet 999" in technician.see("/prepare/999", status=404)
    assert "There is no order 999" in pharmacist.see("/check/orders/999", status=404)
    answer = technician.send("/prepare/999/scan", status=404, scan="FA-C-NEXT")
    assert "There is no worksheet 999" in answer["message"]


def test_a_technician_may_not_check(technician):
    technician.see("/check/", status=403)


def test_a_record_without_decision_has_no_paper(technician, pharmacist):
    number = number_of(typed_in(technician, pharmacist))
    for name in ("record.pdf", "record.json", "proof.json", "label.pdf"):
        assert pharmacist.client.get(f"/check/{number}/{name}").status_code == 404
