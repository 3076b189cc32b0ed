"""Reviews, complaints, recalls, controlled substances and electronic records."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from beyond_use.checklists import Checklist, check, fields, kept_until
from beyond_use.errors import BadFacts
from beyond_use.law import Law, in_force_on
from beyond_use.quality import (
    Account,
    Complaint,
    Loss,
    accounted,
    complaint,
    destroyed,
    inventory,
    loss_told,
    recall_search,
    reviews,
)
from beyond_use.reason import Effect, State, gravest
from formulas.errors import DoNotAdd
from formulas.quantity import qty

TODAY = date(2026, 11, 25)
LAW = in_force_on(TODAY)
MET, NOT_MET, NOT_KNOWN = State.MET, State.NOT_MET, State.NOT_KNOWN


def states(reasons):
    return [one.state for one in reasons]


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2025, 11, 26), MET), (date(2025, 11, 25), MET), (date(2025, 11, 24), NOT_MET),
        (None, NOT_KNOWN),
    ],
)  # fmt: skip
def test_procedures_and_programme_are_reviewed_every_twelve_months_by_qa_1(last, state):
    assert states(reviews(last, TODAY, TODAY, LAW)) == [state, MET]
    assert states(reviews(TODAY, last, TODAY, LAW)) == [MET, state]


def test_a_review_of_a_day_to_come_is_refused():
    with pytest.raises(BadFacts, match="after today"):
        reviews(TODAY + timedelta(days=1), TODAY, TODAY, LAW)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (Complaint("a leak"), [NOT_KNOWN, NOT_KNOWN, NOT_KNOWN]),
        (Complaint("a leak", True, True, True, True), [MET, MET, MET]),
        (Complaint("a leak", True, True, True, False), [MET, MET, NOT_MET]),
        (Complaint("a leak", True, False, None, True), [MET, NOT_MET, MET]),
        (Complaint("a leak", True, True, False), [MET, MET]),
    ],
)  # fmt: skip
def test_a_complaint_is_logged_reviewed_and_told_where_it_was_given_by_qa_2(facts, expected):
    reasons = complaint(facts, LAW)
    assert states(reasons) == expected
    assert {one.rule for one in reasons} == {"QA-2"}


@pytest.mark.parametrize(("found", "state"), [(True, MET), (False, NOT_MET), (None, NOT_KNOWN)])
def test_every_preparation_of_a_lot_is_found_by_qa_3(found, state):
    reason = recall_search(found, LAW)
    assert (reason.rule, reason.state) == ("QA-3", state)


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (date(2024, 11, 26), MET), (date(2024, 11, 25), MET), (date(2024, 11, 24), NOT_MET),
        (None, NOT_KNOWN),
    ],
)  # fmt: skip
def test_controlled_substances_are_counted_every_two_years(last, state):
    reason = inventory(last, TODAY, LAW)
    assert (reason.rule, reason.state) == ("RT-2-INVENTORY", state)


@pytest.mark.parametrize(
    ("witnesses", "state"), [(1, NOT_MET), (2, MET), (3, MET), (None, NOT_KNOWN)]
)
def test_destruction_wants_two_witnesses_and_its_form_by_rt_3(witnesses, state):
    assert states(destroyed(witnesses, True, LAW)) == [state, MET]
    assert states(destroyed(2, None, LAW)) == [MET, NOT_KNOWN]


@pytest.mark.parametrize(("days", "state"), [(0, MET), (1, MET), (2, NOT_MET), (None, NOT_KNOWN)])
def test_a_loss_is_told_within_one_business_day(days, state):
    reason = loss_told(Loss("two vials", days), LAW)
    assert (reason.rule, reason.state) == ("RT-3-NOTICE", state)


def test_a_notice_before_the_loss_is_refused():
    with pytest.raises(BadFacts, match="cannot be"):
        Loss("two vials", -1)


def account(wasted, witnessed=True, drawn="100 mcg"):
    parts = (drawn, "60 mcg", wasted, "0 mcg")
    return Account(*(None if part is None else qty(part) for part in parts), witnessed)


@pytest.mark.parametrize(
    ("wasted", "expected"),
    [
        ("39.9 mcg", [NOT_MET, MET]), ("40 mcg", [MET, MET]), ("0.04 mg", [MET, MET]),
        ("40.1 mcg", [NOT_MET, MET]), (None, [NOT_KNOWN, MET]),
    ],
)  # fmt: skip
def test_what_was_drawn_is_accounted_for_exactly_by_rt_4(wasted, expected):
    assert states(accounted(account(wasted), LAW)) == expected


def test_waste_is_seen_by_a_witness_and_none_is_asked_where_nothing_is_wasted():
    assert states(accounted(account("40 mcg", witnessed=None), LAW)) == [MET, NOT_KNOWN]
    assert states(accounted(account("0 mcg", None, drawn="60 mcg"), LAW)) == [MET]


def test_amounts_of_different_kinds_are_refused():
    with pytest.raises(DoNotAdd):
        accounted(account("40 mL"), LAW)


def test_controlled_records_are_kept_two_years_by_rt_2():
    row = LAW.row("RT-2")
    assert (row.value, row.unit, row.comparator) == ("2", "year", "at least")
    last = date(2024, 2, 29)
    assert kept_until(last, LAW) == kept_until(last, LAW, controlled=True) == date(2027, 2, 28)
    short = Law(
        LAW.in_force,
        LAW.until,
        tuple(
            replace(
                one,
                rows=tuple(replace(x, value="1") if x.rule == "RT-1" else x for x in one.rows),
            )
            for one in LAW.editions
        ),
    )
    assert kept_until(last, short) == date(2025, 2, 28)
    assert kept_until(last, short, controlled=True) == date(2026, 2, 28)


def test_electronic_records_are_a_list_of_eight_and_stop_nothing():
    rows = [row.rule for row in fields(Checklist.ELECTRONIC, LAW)]
    assert rows == [f"P11-{number}" for number in range(1, 9)]
    reasons = check(Checklist.ELECTRONIC, rows[:-1], LAW)
    assert states(reasons) == [MET] * 7 + [NOT_MET]
    assert gravest(reasons) is Effect.NOTED


def test_nothing_here_stops_a_preparation_by_itself():
    every = (
        *reviews(None, None, TODAY, LAW),
        *complaint(Complaint("x"), LAW),
        recall_search(None, LAW),
        inventory(None, TODAY, LAW),
        *destroyed(None, None, LAW),
        loss_told(Loss("x"), LAW),
        *accounted(Account(), LAW),
    )
    assert gravest(every) is Effect.NOTED
