import json
from decimal import Decimal
from hashlib import sha256

from compounding.ledger.canonical import canonical
from tests.builders import CARTONS, KCL, PIN, carton, order_form


def typed_in(site, technician, pharmacist):
    """An order typed in and verified through the pages; the queue's first dose."""
    technician.post("/prepare/orders", **order_form(KCL))
    pharmacist.see("/check/orders/1")
    pharmacist.post("/check/orders/1/verify", pin=PIN)
    return technician.send("/prepare/scan", scan="FA-C-NEXT")["location"]


def scan(site, browser, here, text):
    site.world.later(3)
    answer = browser.send(f"{here}/scan", scan=text)
    assert answer["outcome"] == "ok", answer
    return answer


def weigh(site, browser, here, grams, outcome="ok"):
    reading = site.world.put_on(grams)
    site.world.later(1)
    step = browser.client.get(f"{here}/state.json").json["step"]["number"]
    answer = browser.send(f"{here}/steps/{step}/weigh", reading=reading)
    assert answer["outcome"] == outcome, answer
    return answer


def checked_balance(site, technician):
    for nominal in ("20.00", "1000.00"):
        assert f"{nominal} g" in technician.see("/prepare/shift")
        reading = site.world.put_on(nominal)
        answer = technician.send("/prepare/shift/hood-2/reading", reading=reading)
        assert answer["outcome"] == "ok"
    assert "fit to weigh" in technician.see("/prepare/shift")


def to_the_hood(site, technician, pharmacist):
    here = typed_in(site, technician, pharmacist)
    for code in CARTONS[KCL]:
        assert "Scan the carton" in technician.see(here)
        scan(site, technician, here, carton(code))
    assert "wipe everything in" in technician.see(here)
    scan(site, technician, here, "FA-C-NEXT")
    checked_balance(site, technician)
    site.world.room()
    scan(site, technician, here, "FA-H-HOOD-2")
    return here


def drawn(site, technician, here, grams="25.08"):
    card = technician.client.get(f"{here}/state.json").json
    scan(site, technician, here, card["labels"]["work"])
    scan(site, technician, here, card["stickers"]["bag"])
    weigh(site, technician, here, "1062.40")
    scan(site, technician, here, card["stickers"]["vial"])
    weigh(site, technician, here, "14.20")
    return weigh(site, technician, here, grams)


def finished(site, technician, here):
    card = technician.client.get(f"{here}/state.json").json
    scan(site, technician, here, "FA-C-NEXT")
    scan(site, technician, here, card["stickers"]["bag"])
    weigh(site, technician, here, Decimal("1073.26"))
    assert "Particles" in technician.see(here)
    scan(site, technician, here, "FA-C-NEXT")
    scan(site, technician, here, "FA-C-NEXT")
    card = technician.client.get(f"{here}/state.json").json
    assert card["labels"]["final"] in technician.see(here)
    site.world.room()
    scan(site, technician, here, card["labels"]["final"])
    scan(site, technician, here, card["labels"]["work"])
    assert "quarantine" in technician.see(here)


def number_of(here):
    return int(here.rsplit("/", 1)[1])


def checked(site, pharmacist, number):
    page = pharmacist.see(f"/check/{number}")
    assert "10.88 g" in page
    site.world.later(20)
    pharmacist.post(f"/check/{number}/approve", pin=PIN, step=4)


def test_a_bag_goes_from_typed_order_to_released_paper(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    number = number_of(here)
    drawn(site, technician, here)
    assert "Waiting for a check" in pharmacist.see("/check/")
    checked(site, pharmacist, number)
    finished(site, technician, here)
    assert "Finished, nothing out of the ordinary" in pharmacist.see("/check/")
    label = technician.state(number)["labels"]["final"]
    opened = pharmacist.send("/check/scan", scan=label)
    page = pharmacist.see(opened["location"])
    assert "Release 1 bag" in page
    site.world.later(30)
    page = pharmacist.post(f"/check/{number}/release", pin=PIN)
    assert "Released" in page
    record = pharmacist.client.get(f"/check/{number}/record.json").data
    proof = pharmacist.client.get(f"/check/{number}/proof.json").data
    sealed = json.loads(proof)["entry"]["after"]["record_digest"]
    assert sealed == sha256(record).hexdigest()
    assert canonical(json.loads(record)) == record
    for name in ("record.pdf", "label.pdf"):
        assert pharmacist.client.get(f"/check/{number}/{name}").data.startswith(b"%PDF")
