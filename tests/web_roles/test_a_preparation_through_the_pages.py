import json
from hashlib import sha256

from compounding.ledger.canonical import canonical
from tests.builders import PIN
from tests.web_roles.walking import (
    checked,
    drawn,
    finished,
    number_of,
    scan,
    to_the_hood,
    waiting_for_release,
)


def test_a_bag_goes_from_typed_order_to_released_paper(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    number = number_of(here)
    drawn(site, technician, here)
    assert "Waiting for a check" in pharmacist.see("/check/")
    checked(site, pharmacist, here)
    finished(site, technician, here)
    assert "Signed by Demo Technician. In quarantine" in technician.see(here)
    assert "Finished, nothing out of the ordinary" in pharmacist.see("/check/")
    label = technician.state(number)["labels"]["final"]
    opened = pharmacist.send("/check/scan", scan=label)
    assert "Release 1 bag" in pharmacist.see(opened["location"])
    site.world.later(30)
    assert "Released" in pharmacist.post(f"/check/{number}/release", pin=PIN)
    record = pharmacist.client.get(f"/check/{number}/record.json").data
    proof = pharmacist.client.get(f"/check/{number}/proof.json").data
    assert json.loads(proof)["entry"]["after"]["record_digest"] == sha256(record).hexdigest()
    assert canonical(json.loads(record)) == record
    for paper in ("record.pdf", "label.pdf"):
        answer = pharmacist.client.get(f"/check/{number}/{paper}")
        assert answer.data.startswith(b"%PDF"), answer.text
    for paper in ("stickers.pdf", "work-label.pdf", "final-label.pdf"):
        answer = technician.client.get(f"/prepare/{number}/{paper}")
        assert answer.data.startswith(b"%PDF"), answer.text


def test_a_record_that_moved_on_is_not_signed(site, technician, pharmacist):
    here = waiting_for_release(site, technician, pharmacist)
    number = number_of(here)
    pharmacist.see(f"/check/{number}")
    technician.see(here)
    technician.post(f"{here}/labels/final/reprint", reason="smudged")
    labels = technician.state(number)["labels"]
    for kind in ("final", "work"):
        scan(site, technician, here, labels[kind])
    technician.see(here)
    technician.post(f"{here}/prepared", pin=PIN)
    page = pharmacist.post(f"/check/{number}/release", status=409, pin=PIN, reason="all the same")
    assert "changed after the page was shown" in page
    assert "all the same" in page


def test_the_maker_may_not_release(site, pharmacist):
    both = site.browser("both")
    here = to_the_hood(site, both, pharmacist)
    drawn(site, both, here)
    checked(site, pharmacist, here)
    finished(site, both, here)
    number = number_of(here)
    both.see(f"/check/{number}")
    page = both.post(f"/check/{number}/release", status=403, pin=PIN)
    assert "made this dose and may not check it" in page
    assert both.state(number)["stage"] == "waiting for release"


def test_a_wrong_pin_signs_nothing_and_keeps_the_reason(site, technician, pharmacist):
    number = number_of(waiting_for_release(site, technician, pharmacist))
    pharmacist.see(f"/check/{number}")
    page = pharmacist.post(f"/check/{number}/reject", status=403, pin="000000", reason="looks odd")
    assert "That did not match" in page
    assert 'value="looks odd"' in page
    assert "Rejected" in pharmacist.post(f"/check/{number}/reject", pin=PIN, reason="looks odd")
