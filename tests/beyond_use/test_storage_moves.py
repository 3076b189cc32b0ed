"""Changes of storage: each counts from its own event, nothing is added up or won back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyond_use.csp import Area, Sterility, Storage
from beyond_use.decide import beyond_use
from beyond_use.errors import BadFacts, NoDate
from beyond_use.storage_moves import Move, after_moves

ROOM, COLD, FROZEN = Storage.ROOM, Storage.REFRIGERATOR, Storage.FREEZER
START = datetime(2026, 11, 2, 13, 0, tzinfo=UTC)


def after(**lasts):
    return START + timedelta(**lasts)


@pytest.fixture
def bag(dose):
    """A bag of Category 2, untested, begun on 2026-11-02 at 08:00 in New York."""

    def make(**changes):
        return dose(**({"started_at": START, "frozen_closure": "a test"} | changes))

    return make


def test_without_a_move_it_is_the_date_of_its_storage(bag, law):
    assert after_moves(bag(), COLD, (), law) == beyond_use(bag(), COLD, law)


def test_from_freezer_to_refrigerator_to_room_each_counts_from_its_own_move(bag, law):
    moves = (Move(COLD, after(days=18)), Move(ROOM, after(days=20)))
    answer = after_moves(bag(), FROZEN, moves, law)
    assert answer.until_local == "2026-11-26 08:00 EST"
    assert answer.storage is ROOM
    assert answer.decided_by.because.endswith(
        "4 days, at room temperature since 2026-11-22 08:00 EST"
    )
    assert all(reason.met for reason in answer.reasons)
    moved = [reason.rule for reason in answer.reasons if reason.rule.startswith("ST-")]
    assert moved == ["ST-1", "ST-2", "ST-1", "ST-2"]
    ends = sorted(limit.until for limit in answer.limits if limit.rule == "BUD-3")
    assert ends == [after(days=24), after(days=28), after(days=45)]


@pytest.mark.parametrize(("left", "until"), [(34, 44), (35, 45), (36, 45), (44, 45)])
def test_times_are_never_added_up_past_the_first_date(bag, law, left, until):
    answer = after_moves(bag(), FROZEN, (Move(COLD, after(days=left)),), law)
    assert answer.until == after(days=until)


def test_moved_to_a_longer_storage_the_date_stays(bag, law):
    answer = after_moves(bag(), ROOM, (Move(COLD, after(days=1)),), law)
    assert answer.until == after(days=4)
    assert answer.until == beyond_use(bag(), ROOM, law).until
    assert answer.reasons[-1].rule == "ST-3"
    assert answer.reasons[-1].says.endswith("refrigerated: the date stays 2026-11-06 08:00 EST.")


def test_time_spent_warm_stays_spent_when_it_goes_back(bag, law):
    moves = (Move(ROOM, after(days=1)), Move(COLD, after(days=1, hours=6)))
    answer = after_moves(bag(), COLD, moves, law)
    assert (answer.until, answer.storage) == (after(days=5), COLD)
    assert answer.reasons[-1].rule == "ST-5"


def test_what_was_thawed_is_not_frozen_again(bag, law):
    moves = (Move(COLD, after(days=1)), Move(FROZEN, after(days=2)))
    with pytest.raises(NoDate, match="thawed is not frozen again"):
        after_moves(bag(), FROZEN, moves, law)
    further = (moves[0], Move(ROOM, after(days=1, hours=1)), Move(FROZEN, after(days=2)))
    with pytest.raises(NoDate, match="ST-4"):
        after_moves(bag(), FROZEN, further, law)


def test_what_was_never_frozen_may_be_and_wins_nothing(bag, law):
    answer = after_moves(bag(), COLD, (Move(FROZEN, after(days=2)),), law)
    assert (answer.until, answer.storage) == (after(days=10), FROZEN)


def test_from_one_freezer_to_another_is_no_thawing(bag, law):
    answer = after_moves(bag(), FROZEN, (Move(FROZEN, after(days=2)),), law)
    assert answer.until == after(days=45)


@pytest.mark.parametrize(("minutes", "allowed"), [(-1, True), (0, True), (1, False)])
def test_a_move_after_the_date_has_passed_saves_nothing(bag, law, minutes, allowed):
    late = Move(COLD, after(days=4, minutes=minutes))
    if allowed:
        assert after_moves(bag(), ROOM, (late,), law).until == after(days=4)
        return
    with pytest.raises(NoDate, match=r"had passed before it was moved \(ST-1\)"):
        after_moves(bag(), ROOM, (late,), law)


def test_a_storage_its_table_leaves_out_is_not_moved_to(bag, law):
    segregated = bag(area=Area.SEGREGATED)
    with pytest.raises(NoDate, match="allows no storage in the freezer"):
        after_moves(segregated, COLD, (Move(FROZEN, after(hours=1)),), law)


def test_a_storage_without_stability_or_proof_is_not_moved_to(bag, cited, law):
    only_cold = bag(stability=(cited(COLD, days=7),))
    with pytest.raises(NoDate, match="no stability source is cited"):
        after_moves(only_cold, COLD, (Move(ROOM, after(days=1)),), law)
    with pytest.raises(NoDate, match="BUD-19"):
        after_moves(bag(frozen_closure=""), COLD, (Move(FROZEN, after(days=1)),), law)


def test_stability_counts_from_the_move_as_well(bag, cited, law):
    csp = bag(stability=(cited(COLD, days=9), cited(ROOM, hours=24)))
    answer = after_moves(csp, COLD, (Move(ROOM, after(days=2)),), law)
    assert answer.until == after(days=3)
    assert (
        answer.decided_by.because
        == "stable for 1 day, at room temperature since 2026-11-04 08:00 EST"
    )


def test_a_component_ends_after_moves_as_before(bag, component, law):
    csp = bag(components=(component(expires=after(days=3)),))
    answer = after_moves(csp, COLD, (Move(ROOM, after(days=1)),), law)
    assert answer.until == after(days=3)


def test_hours_of_category_1_count_from_the_move(bag, law):
    csp = bag(area=Area.SEGREGATED)
    assert after_moves(csp, COLD, (Move(ROOM, after(hours=2)),), law).until == after(hours=14)
    assert after_moves(csp, COLD, (Move(ROOM, after(hours=13)),), law).until == after(hours=24)


def test_moves_are_written_in_the_order_of_time(bag, law):
    with pytest.raises(BadFacts, match="in the order of time"):
        after_moves(bag(), COLD, (Move(ROOM, after(days=2)), Move(COLD, after(days=1))), law)
    with pytest.raises(BadFacts, match="after the start"):
        after_moves(bag(), COLD, (Move(ROOM, after(minutes=-1)),), law)
    with pytest.raises(BadFacts, match="time zone"):
        Move(ROOM, datetime(2026, 11, 3))  # noqa: DTZ001 - the point is that it says no zone


def test_a_failed_test_leaves_no_date_after_moves_either(bag, law):
    csp = bag(sterility=Sterility.FAILED)
    with pytest.raises(NoDate, match="sterility test failed"):
        after_moves(csp, COLD, (Move(ROOM, after(days=1)),), law)


MOVES = st.lists(
    st.tuples(st.sampled_from(Storage), st.integers(0, 5000)), min_size=1, max_size=5
).map(lambda pairs: sorted(pairs, key=lambda pair: pair[1]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=st.sampled_from(Storage), pairs=MOVES, area=st.sampled_from(Area))
def test_no_move_ever_lengthens_a_date(bag, law, first, pairs, area):
    csp = bag(area=area)
    moves = [Move(to, after(minutes=minutes)) for to, minutes in pairs]
    longest = None
    for count in range(len(moves) + 1):
        try:
            answer = after_moves(csp, first, moves[:count], law)
        except NoDate:
            return  # what is refused once stays refused, whatever follows
        assert longest is None or answer.until <= longest
        assert all(answer.until <= limit.until for limit in answer.limits)
        longest = answer.until


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=st.sampled_from(Storage), pairs=MOVES)
def test_a_refused_move_stays_refused_whatever_follows(bag, law, first, pairs):
    moves = [Move(to, after(minutes=minutes)) for to, minutes in pairs]
    try:
        after_moves(bag(), first, moves[:1], law)
    except NoDate:
        with pytest.raises(NoDate):
            after_moves(bag(), first, moves, law)


def test_the_moves_of_another_zone_are_the_same_instants(bag, law):
    answer = after_moves(bag(), COLD, (Move(ROOM, after(days=2)),), law)
    elsewhere = after_moves(replace(bag(), zone="UTC"), COLD, (Move(ROOM, after(days=2)),), law)
    assert answer.until == elsewhere.until
