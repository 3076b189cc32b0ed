"""The law on a page: every figure, who read it, and the signature of a reading."""

import html
import re

import pytest

from compounding.cleanroom.models import LawReading
from compounding.ledger.actor import SYSTEM
from compounding.ledger.people import Role, add_person, give_badge, set_pin
from tests.builders import PIN

TOKENS = re.compile(r'name="figure" value="([^"]+)"')


def tokens(page):
    return [html.unescape(each) for each in TOKENS.findall(page)]


def stored(site):
    with site.world.database.reading() as session:
        return session.query(LawReading).count()


@pytest.fixture
def officer(site):
    with site.world.database.entry(by=SYSTEM, at=site.world.now) as unit:
        person = add_person(unit, "demo-law", "Demo Law Officer", [Role.COMPLIANCE])
        set_pin(unit, person.id, PIN)
        give_badge(unit, person.id, "FA-B-LAW")
        site.world.people["law"] = person
    return site.browser("law")


def test_each_figure_stands_with_its_citation_and_unconfirmed(pharmacist):
    page = pharmacist.see("/law/?topic=BUD")
    assert "BUD-3" in page
    assert "Table 13" in page
    assert "figures unconfirmed" in page
    assert "Copy says otherwise" not in page


def test_a_pharmacist_confirms_two_figures_with_one_signature(site, pharmacist):
    page = pharmacist.see("/law/?topic=BUD")
    chosen = tokens(page)[:2]
    said = pharmacist.post(
        "/law/readings", topic="BUD", figure=chosen, copy="Copy 2026", agrees="yes", pin=PIN
    )
    assert "2 figures confirmed." in said
    assert "Demo Pharmacist" in said
    assert stored(site) == 2


def test_an_officer_marks_a_figure_that_the_copy_gives_otherwise(site, officer):
    (first, *_) = tokens(officer.see("/law/?topic=IN"))
    said = officer.post(
        "/law/readings",
        topic="IN",
        figure=first,
        copy="Copy 2026",
        agrees="no",
        note="6 h",
        pin=PIN,
    )
    assert "Copy says otherwise" in said
    assert "6 h" in said
    assert stored(site) == 1


def test_a_technician_sees_the_law_and_signs_nothing(site, technician):
    page = technician.see("/law/?topic=BUD")
    assert tokens(page) == []
    assert "A pharmacist or compliance officer confirms figures here." in page
    technician.post("/law/readings", status=403, topic="BUD", pin=PIN)
    assert stored(site) == 0


@pytest.mark.parametrize(
    ("other", "status", "said"),
    [
        ({"copy": ""}, 409, "is not named"),
        ({"copy": "x"}, 409, "is not named with its edition"),
        ({"copy": "Copy 2026", "pin": "000000"}, 403, "PIN"),
        ({"copy": "Copy 2026", "agrees": "no"}, 409, "not said what the copy says"),
        ({"copy": "Copy 2026", "agrees": ""}, 409, "not said whether the copy says the same"),
        ({"copy": "Copy 2026", "figure": '["USP <797>","2023","BUD-3","x","at most 9 day"]'}, 409, "changed after"),
    ],
)  # fmt: skip
def test_a_refused_reading_keeps_what_was_typed_and_signs_nothing(
    site, pharmacist, other, status, said
):
    chosen = tokens(pharmacist.see("/law/?topic=BUD"))[0]
    form = {"topic": "BUD", "figure": chosen, "agrees": "yes", "pin": PIN, **other}
    page = pharmacist.post("/law/readings", status=status, **form)
    assert said in html.unescape(page)
    if form["copy"]:
        assert f'value="{form["copy"]}"' in page
    assert stored(site) == 0


def test_an_unknown_topic_shows_the_first(pharmacist):
    assert "Beyond-use dates" in pharmacist.see("/law/?topic=nothing")
