"""A site's overlays tighten the law wherever it is asked, and nothing else."""

from datetime import date, timedelta

import pytest

from beyond_use.csp import Storage
from beyond_use.overlay import OVERLAYS
from compounding.cleanroom.errors import LawNotRead
from compounding.cleanroom.law_book import law_on
from compounding.cleanroom.site_overlays import LONGEST, end_overlay, enter_overlay, rows_in_use
from compounding.errors import NotInThisRole, WrongSecret
from compounding.ledger.entry import Entry
from compounding.preparation.dates import dates
from tests.builders import PIN, a_facility, staged

DAY = date(2026, 11, 23)
POLICY = """chapter = "House policy"
edition = "2026"
authority = "A committee"
jurisdiction = "Sample hospital"
in_force = 2026-01-01

[BUD-3]
says = "Kept shorter here"
locator = "paragraph 4"
source = "a test"
status = "convention"
confirmed = false
last_checked = 2026-11-25
comparator = "at most"
limits = { "room temperature" = "2 day" }
"""


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


def enter(world, text=POLICY, name="house-policy", who="compliance", secret=PIN):
    with world.as_(who) as unit:
        enter_overlay(unit, name, text, secret=secret)


def figure(world, rule="BUD-3", part="room temperature"):
    with world.database.reading() as session:
        return law_on(session, DAY).row(rule, part)


def in_use(world):
    with world.database.reading() as session:
        return [row.name for row in rows_in_use(session)]


def test_no_overlay_holds_before_one_is_entered(world):
    assert in_use(world) == []
    assert figure(world).value == "4"


def test_an_overlay_tightens_its_figure_and_keeps_the_chapters_beside_it(world):
    enter(world)
    row = figure(world)
    assert (row.value, row.instead_of.value) == ("2", "4")
    assert figure(world, part="refrigerator").value == "10"


def test_a_date_follows_the_overlay(world):
    worksheet = staged(world)
    enter(world)
    state = world.state(worksheet)
    with world.database.reading() as session:
        found = dates(session, state, world.now)[Storage.ROOM]
    assert found.until <= world.now + timedelta(days=2)
    assert found.decided_by.rule == "BUD-3"


def test_the_log_keeps_what_was_entered_and_why_it_ended(world):
    enter(world)
    with world.as_("pharmacist") as unit:
        end_overlay(unit, "house-policy", reason="the committee lifted it", secret=PIN)
    with world.database.reading() as session:
        entries = session.query(Entry).order_by(Entry.number.desc()).limit(4).all()
    told = {entry.verb: entry.reason for entry in entries}
    assert told["law:overlay:end"] == "the committee lifted it"
    assert "law:overlay:enter" in told
    assert in_use(world) == []
    assert figure(world).value == "4"


def test_a_new_overlay_of_the_name_takes_the_place_of_the_earlier(world):
    enter(world)
    enter(world, POLICY.replace("2 day", "3 day"))
    assert in_use(world) == ["house-policy"]
    assert figure(world).value == "3"


@pytest.mark.parametrize("path", sorted(OVERLAYS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_worked_examples_are_taken(world, path):
    enter(world, path.read_text("utf-8"), name=path.stem)
    assert in_use(world) == [path.stem]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"2 day": "5 day"}, "4 day"),
        ({"[BUD-3]": "[BUD-99]"}, "BUD-99"),
        ({"2 day": "2 parsec"}, "parsec"),
        ({"chapter": "chapters"}, "chapter"),
        ({"[BUD-3]": "[BUD-3"}, "house-policy"),
    ],
)
def test_an_overlay_that_loosens_or_cannot_be_read_is_refused(world, changes, said):
    text = POLICY
    for old, new in changes.items():
        text = text.replace(old, new, 1)
    with pytest.raises(LawNotRead, match=said):
        enter(world, text)
    assert in_use(world) == []


@pytest.mark.parametrize("name", ["", "House Policy", "../up", "-x", "n" * 61])
def test_a_name_that_is_none_is_refused(world, name):
    with pytest.raises(LawNotRead, match="no name of an overlay"):
        enter(world, name=name)


def test_an_overlay_of_more_than_the_longest_text_is_refused(world):
    filled = POLICY + "#" * (LONGEST - len(POLICY))
    enter(world, filled)
    with pytest.raises(LawNotRead, match="longer than"):
        enter(world, filled + "#")


@pytest.mark.parametrize("who", ["technician", "admin"])
def test_only_a_pharmacist_or_compliance_officer_enters_or_ends_one(world, who):
    with pytest.raises(NotInThisRole, match="does not act as pharmacist or compliance"):
        enter(world, who=who)
    enter(world)
    refused = pytest.raises(NotInThisRole, match="does not act as pharmacist or compliance")
    with refused, world.as_(who) as unit:
        end_overlay(unit, "house-policy", reason="x", secret=PIN)
    assert in_use(world) == ["house-policy"]


def test_a_wrong_secret_changes_no_law(world):
    with pytest.raises(WrongSecret):
        enter(world, secret="000000")
    assert figure(world).value == "4"


@pytest.mark.parametrize(("name", "reason"), [("house-policy", " "), ("another", "over")])
def test_an_overlay_ends_only_by_its_name_and_with_a_reason(world, name, reason):
    enter(world)
    with pytest.raises(LawNotRead), world.as_("compliance") as unit:
        end_overlay(unit, name, reason=reason, secret=PIN)
    assert in_use(world) == ["house-policy"]
