"""A preparation walked through the pages' own requests: no mouse, no focused field."""

from decimal import Decimal

from tests.builders import CARTONS, KCL, PIN, carton, order_form


def number_of(here):
    return int(here.rsplit("/", 1)[1])


def typed_in(technician, pharmacist, **other):
    """An order typed in and verified through the pages; where its worksheet is."""
    technician.post("/prepare/orders", **order_form(KCL, **other))
    orders = pharmacist.see("/check/")
    number = orders.split("/check/orders/")[1].split('"')[0]
    pharmacist.see(f"/check/orders/{number}")
    pharmacist.post(f"/check/orders/{number}/verify", pin=PIN)
    return technician.send("/prepare/scan", scan="FA-C-NEXT")["location"]


def scan(site, browser, here, text, outcome="ok"):
    site.world.later(3)
    answer = browser.send(f"{here}/scan", scan=text)
    assert answer["outcome"] == outcome, answer
    return answer


def weigh(site, browser, here, grams, outcome="ok"):
    reading = site.world.put_on(grams)
    site.world.later(1)
    step = browser.state(number_of(here))["step"]["number"]
    answer = browser.send(f"{here}/steps/{step}/weigh", reading=reading)
    assert answer["outcome"] == outcome, answer
    return reading, answer


def check_balance(site, technician):
    for nominal in ("20.00", "1000.00"):
        assert f"Put the {nominal} g check weight on" in technician.see("/prepare/shift")
        reading = site.world.put_on(nominal)
        answer = technician.send("/prepare/shift/hood-2/reading", reading=reading)
        assert answer["outcome"] == "ok"


def stage(site, technician, here):
    for code in CARTONS[KCL]:
        assert "Scan the carton" in technician.see(here)
        scan(site, technician, here, carton(code))
    assert "wipe everything in" in technician.see(here)
    scan(site, technician, here, "FA-C-NEXT")


def to_the_hood(site, technician, pharmacist, **other):
    here = typed_in(technician, pharmacist, **other)
    stage(site, technician, here)
    check_balance(site, technician)
    site.world.room()
    scan(site, technician, here, "FA-H-HOOD-2")
    return here


def to_the_draw(site, technician, here):
    card = technician.state(number_of(here))
    scan(site, technician, here, card["labels"]["work"])
    scan(site, technician, here, card["stickers"]["bag"])
    weigh(site, technician, here, "1062.40")
    scan(site, technician, here, card["stickers"]["vial"])
    weigh(site, technician, here, "14.20")


def drawn(site, technician, here, grams="25.08"):
    to_the_draw(site, technician, here)
    return weigh(site, technician, here, grams)


def checked(site, pharmacist, here):
    number = number_of(here)
    assert "10.88 g" in pharmacist.see(f"/check/{number}")
    site.world.later(20)
    pharmacist.post(f"/check/{number}/approve", pin=PIN, step=4)


def to_the_labels(site, technician, here):
    card = technician.state(number_of(here))
    scan(site, technician, here, "FA-C-NEXT")
    scan(site, technician, here, card["stickers"]["bag"])
    weigh(site, technician, here, Decimal("1073.26"))
    assert "Particles" in technician.see(here)
    scan(site, technician, here, "FA-C-NEXT")
    scan(site, technician, here, "FA-C-NEXT")


def finished(site, technician, here):
    to_the_labels(site, technician, here)
    card = technician.state(number_of(here))
    site.world.room()
    scan(site, technician, here, card["labels"]["final"])
    scan(site, technician, here, card["labels"]["work"])
    site.world.later(3)
    assert "sign what you made" in technician.see(here)
    technician.post(f"{here}/prepared", pin=PIN)


def waiting_for_release(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    drawn(site, technician, here)
    checked(site, pharmacist, here)
    finished(site, technician, here)
    return here
