"""Who may make what, where, now, on a page; and the cards it rests on."""

import html

import pytest

from compounding.cleanroom.models import FitnessCard
from tests.builders import PIN, balance_checked
from tests.web_roles.walking import typed_in

NEW = "[person]\nnew = true\n"


@pytest.fixture
def ready(site):
    site.world.room()
    balance_checked(site.world)
    return site


def stored(site):
    with site.world.database.reading() as session:
        return session.query(FitnessCard).count()


@pytest.mark.usefixtures("ready")
def test_each_person_at_each_hood_is_told_what_may_be_made(pharmacist):
    page = pharmacist.see("/fitness/")
    assert "Demo Technician, Hood 2 (laminar-flow workbench)" in page
    assert "Up to Category 2 may be made here now" in page
    assert "Demo Technician, Hood 3 (biological safety cabinet)" in page
    assert "Nothing may be made here now" in page
    assert "Demo Admin, Hood 2" not in page


@pytest.mark.usefixtures("ready")
def test_the_sources_of_the_facts_are_named(pharmacist):
    page = pharmacist.see("/fitness/cards")
    assert "sample data, for no patient" in page
    assert "Demo Technician" in page


def test_a_pharmacist_signs_a_card_and_it_holds_at_once(ready, pharmacist):
    about = "person:demo-technician"
    form = {"about": about, "facts": NEW, "source": "personnel file", "pin": PIN}
    page = pharmacist.post("/fitness/cards", **form)
    assert "It holds from now on" in page
    assert "personnel file; entered by Demo Pharmacist" in page
    assert stored(ready) == 1
    fit = pharmacist.see("/fitness/")
    assert "before the first compounding" in fit or "never" in fit


def test_a_technician_sees_the_cards_and_enters_none(ready, technician):
    assert "A pharmacist or compliance officer enters cards here." in technician.see(
        "/fitness/cards"
    )
    technician.post("/fitness/cards", status=403, about="site", facts="", source="x", pin=PIN)
    assert stored(ready) == 0


@pytest.mark.parametrize(
    ("other", "status", "said"),
    [
        ({"facts": "[kitchen]\n"}, 409, "kitchen is nothing that is said of a site"),
        ({"facts": "= 7"}, 409, "cannot be read"),
        ({"source": ""}, 409, "not said what this was taken from"),
        ({"pin": "000000"}, 403, "PIN"),
    ],
)
def test_a_refused_card_keeps_what_was_typed(ready, pharmacist, other, status, said):
    form = {"about": "site", "facts": "designated_written = true", "source": "log", "pin": PIN}
    page = html.unescape(pharmacist.post("/fitness/cards", status=status, **{**form, **other}))
    assert said in page
    assert {**form, **other}["facts"] in page
    assert stored(ready) == 0


def test_the_facts_in_force_can_be_read_by_an_inspector(pharmacist):
    page = pharmacist.see("/fitness/cards?about=person:demo-technician")
    assert "the facts in force" in page
    assert "media fill" in page
    assert "last compounded" in page


def test_a_card_that_loses_a_section_asks_first(ready, pharmacist):
    form = {"about": "person:demo-technician", "source": "file", "pin": PIN}
    pharmacist.post("/fitness/cards", facts=NEW + "[entry]\nwash_seconds = 40\n", **form)
    page = pharmacist.post("/fitness/cards", status=409, facts=NEW, **form)
    assert "The card before says also: entry" in page
    pharmacist.post("/fitness/cards", facts=NEW, dropping="yes", **form)
    assert stored(ready) == 2


@pytest.mark.usefixtures("ready")
def test_what_would_stop_the_work_is_told_before_anything_is_staged(technician, pharmacist):
    form = {"about": "person:demo-technician", "facts": NEW, "source": "file", "pin": PIN}
    here = typed_in(technician, pharmacist)
    assert "The work could not begin now" not in technician.see(here)
    pharmacist.post("/fitness/cards", **form)
    assert "The work could not begin now" in technician.see(here)
