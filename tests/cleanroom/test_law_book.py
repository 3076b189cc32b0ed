"""A figure of the law is confirmed by holding it beside a licensed copy, and by nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from beyond_use.csp import Storage
from beyond_use.law import in_force_on
from compounding.cleanroom.errors import LawNotRead
from compounding.cleanroom.law_book import (
    LONGEST,
    Copy,
    counts,
    figure_of,
    law_on,
    readings,
    record_readings,
)
from compounding.cleanroom.models import LawReading
from compounding.errors import NotInThisRole, WrongSecret
from compounding.ledger.entry import Entry
from compounding.preparation.dates import dates
from tests.builders import PIN, a_facility, staged

DAY = date(2026, 11, 23)
ROW = in_force_on(DAY).row("BUD-3", "room temperature")
OTHER = in_force_on(DAY).row("BUD-3", "refrigerator")
SEEN = Copy("Licensed copy, 2026 issue 2", agrees=True)


@pytest.fixture
def world(tmp_path):
    return a_facility(tmp_path)


def read(world, *rows, copy=SEEN, who="pharmacist", secret=PIN):
    with world.as_(who) as unit:
        record_readings(unit, rows, copy, secret=secret)


def law(world):
    with world.database.reading() as session:
        return law_on(session, DAY)


def test_no_shipped_figure_is_confirmed_before_somebody_read_it(world):
    assert not any(row.confirmed for row in law(world).rows)


def test_reading_confirms_that_figure_and_no_other(world):
    read(world, ROW)
    confirmed = [row for row in law(world).rows if row.confirmed]
    assert confirmed == [replace(ROW, confirmed=True)]


def test_the_log_keeps_who_read_what_in_which_copy(world):
    read(world, ROW, OTHER)
    with world.database.reading() as session:
        entry = session.query(Entry).order_by(Entry.number.desc()).first()
        kept = session.query(LawReading).all()
    assert (entry.verb, entry.subject) == ("law:figure:confirm", "law BUD-3")
    assert [(row.part, row.figure, row.copy, row.by_name) for row in kept] == [
        ("room temperature", "at most 4 day", SEEN.name, "Demo Pharmacist"),
        ("refrigerator", "at most 10 day", SEEN.name, "Demo Pharmacist"),
    ]


def test_a_copy_that_says_otherwise_takes_a_confirmation_back(world):
    read(world, ROW)
    read(world, ROW, copy=Copy("Licensed copy, 2027", agrees=False, note="3 days"))
    assert not any(row.confirmed for row in law(world).rows)
    with world.database.reading() as session:
        newest = readings(session)["USP <797>", "2023", "BUD-3", "room temperature"]
    assert (newest.agrees, newest.note) == (False, "3 days")


def test_a_figure_that_changes_is_unread_again(world):
    read(world, ROW)
    with world.database.reading() as session:
        (found,) = readings(session).values()
    assert counts(ROW, found, sample=True)
    assert not counts(replace(ROW, value="5"), found, sample=True)
    assert not counts(replace(ROW, comparator="at least"), found, sample=True)


def test_what_was_read_as_a_sample_counts_in_no_real_facility(world):
    read(world, ROW)
    with world.database.reading() as session:
        (found,) = readings(session).values()
    assert found.sample
    assert not counts(ROW, found, sample=False)


def test_a_date_tells_that_its_figure_was_confirmed(world):
    def table(worksheet):
        state = world.state(worksheet)
        with world.database.reading() as session:
            found = dates(session, state, world.now)[Storage.ROOM]
        return next(limit for limit in found.limits if limit.kind == "table")

    worksheet = staged(world)
    before = table(worksheet)
    read(world, ROW)
    after = table(worksheet)
    assert (before.confirmed, after.confirmed) == (False, True)
    assert before.until == after.until


@pytest.mark.parametrize("who", ["technician", "admin"])
def test_only_a_pharmacist_or_compliance_officer_confirms(world, who):
    with pytest.raises(NotInThisRole, match="does not act as pharmacist or compliance"):
        read(world, ROW, who=who)
    assert not law(world).row("BUD-3", "room temperature").confirmed


def test_a_wrong_secret_signs_nothing(world):
    with pytest.raises(WrongSecret):
        read(world, ROW, secret="000000")
    assert not law(world).row("BUD-3", "room temperature").confirmed


def test_nothing_ticked_is_nothing_read(world):
    with pytest.raises(LawNotRead, match="No figure was chosen"):
        read(world)


@pytest.mark.parametrize(
    ("name", "agrees", "note", "said"),
    [
        (" ", True, "", "not named"),
        ("copy 26", True, "", "not named with its edition"),
        ("a licensed copy", True, "", "not named with its edition"),
        ("Copy 2026", False, " ", "not said what"),
        ("2" * (LONGEST + 1), True, "", "longer than"),
        ("Copy 2026", False, "n" * (LONGEST + 1), "longer than"),
    ],
)
def test_a_copy_without_name_or_a_doubt_without_words_is_refused(name, agrees, note, said):
    with pytest.raises(LawNotRead, match=said):
        Copy(name, agrees, note)


def test_a_name_of_just_the_shortest_length_is_taken():
    assert Copy("issue 26", agrees=True)


def test_texts_of_just_the_longest_length_are_taken():
    assert Copy("2" * LONGEST, agrees=False, note="n" * LONGEST)


def test_a_figure_is_written_as_it_is_compared():
    assert figure_of(ROW) == "at most 4 day"
    assert figure_of(in_force_on(DAY).row("BUD-10")) == "rule"
