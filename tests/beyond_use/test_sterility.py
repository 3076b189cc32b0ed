from datetime import timedelta
from decimal import Decimal

import pytest

from beyond_use.batch import Batch, Form
from beyond_use.category import Category
from beyond_use.csp import Sterility
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State, all_met, gravest
from beyond_use.sterility import (
    Growth,
    Incubation,
    Medium,
    SterilityTest,
    after_growth,
    conducted,
    release,
)

FORTNIGHT = timedelta(days=14)
MINUTE = timedelta(minutes=1)


def batch(category=Category.TWO, *, tested=True):
    return Batch(40, Form.INJECTABLE, category, nonsterile=False, tested=tested)


def both(lasted=FORTNIGHT, lowest="30", highest="35", second=("20", "25")):
    return (
        Incubation(Medium.THIOGLYCOLLATE, lasted, Decimal(lowest), Decimal(highest)),
        Incubation(Medium.SOYBEAN_CASEIN, FORTNIGHT, *map(Decimal, second)),
    )


def sterility(**changes):
    return SterilityTest(
        **({"result": Sterility.PASSED, "units": 4, "incubations": both()} | changes)
    )


def test_a_test_made_as_asked_meets_every_rule(law):
    reasons = conducted(batch(), sterility(), law)
    assert all_met(reasons)
    assert [one.rule for one in reasons] == ["Q-4", *["Q-5"] * 6]


@pytest.mark.parametrize(
    ("units", "state"),
    [(3, State.NOT_MET), (4, State.MET), (5, State.MET), (None, State.NOT_KNOWN)],
)
def test_so_many_units_must_be_in_it(law, units, state):
    reason = conducted(batch(), sterility(units=units), law)[0]
    assert reason.state is state
    counted = "not known" if units is None else units
    said = f"Units tested: {counted}, at least 4 are asked for (the greater of 10 % of 40 and 4)."
    assert reason.says.startswith(said)
    assert reason.says.endswith("test again.") is (state is not State.MET)
    assert bool(reason.lifted_by) is (state is not State.MET)
    assert reason.effect is (Effect.NONE if state is State.MET else Effect.NOTHING)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"lasted": FORTNIGHT - MINUTE}, False),
        ({"lasted": FORTNIGHT}, True),
        ({"lasted": FORTNIGHT + MINUTE}, True),
        ({"lasted": None}, False),
        ({"lowest": "29.9"}, False),
        ({"lowest": "30.1"}, True),
        ({"highest": "35.1"}, False),
        ({"highest": "34.9"}, True),
        ({"second": ("19.9", "25")}, False),
        ({"second": ("20.1", "24.9")}, True),
        ({"second": ("20", "25.1")}, False),
    ],
)
def test_both_media_stand_long_enough_within_their_temperatures(law, changes, kept):
    assert all_met(conducted(batch(), sterility(incubations=both(**changes)), law)) is kept


def test_a_medium_left_out_is_not_known(law):
    reasons = conducted(batch(), sterility(incubations=both()[:1]), law)
    assert [one.state for one in reasons if not one.met] == [State.NOT_KNOWN] * 3


@pytest.mark.parametrize("validated", [True, False, None])
def test_a_rapid_method_stands_only_if_validated(law, validated):
    test = sterility(incubations=(), rapid="respiration", validated=validated)
    reasons = conducted(batch(), test, law)
    assert [one.rule for one in reasons] == ["Q-4", "Q-6"]
    assert reasons[1].met is (validated is True)


def test_category_1_is_asked_for_no_test(law):
    (reason,) = conducted(batch(Category.ONE, tested=False), sterility(units=None), law)
    assert (reason.rule, reason.met) == ("Q-2", True)
    assert all_met(release(batch(Category.ONE, tested=False), sterility(), law))


@pytest.mark.parametrize("result", [Sterility.NOT_TESTED, Sterility.PENDING])
@pytest.mark.parametrize("category", [Category.TWO, Category.THREE])
def test_what_rests_on_a_test_waits_for_it(law, result, category):
    reasons = release(batch(category), sterility(result=result), law)
    assert gravest(reasons) is Effect.NOTHING
    assert "quarantine" in reasons[0].says
    assert ("C3-6" in {one.rule for one in reasons}) is (category is Category.THREE)


@pytest.mark.parametrize("category", [Category.TWO, Category.THREE])
def test_a_passed_test_lets_it_go(law, category):
    reasons = release(batch(category), sterility(), law)
    assert all_met(reasons)
    assert reasons[0].rule == "BUD-14"


@pytest.mark.parametrize("category", list(Category))
def test_a_failed_test_stops_every_batch(law, category):
    tested = category is not Category.ONE
    (reason,) = release(batch(category, tested=tested), sterility(result=Sterility.FAILED), law)
    assert (reason.rule, reason.effect) == ("BUD-14", Effect.NOTHING)
    assert "Reject" in reason.says


@pytest.mark.parametrize(
    ("ready", "effect"), [(True, Effect.NONE), (False, Effect.NOTED), (None, Effect.NOTED)]
)
def test_going_out_before_the_result_warns_without_a_way_to_recall(law, ready, effect):
    test = sterility(result=Sterility.PENDING, recall_ready=ready)
    (reason,) = release(batch(tested=False), test, law)
    assert (reason.rule, reason.effect) == ("Q-8", effect)


@pytest.mark.parametrize("result", [Sterility.NOT_TESTED, Sterility.PASSED])
def test_a_batch_whose_date_rests_on_no_test_waits_for_none(law, result):
    assert release(batch(tested=False), sterility(result=result), law) == ()


@pytest.mark.parametrize(("dispensed", "demands"), [(True, 4), (False, 3), (None, 4)])
def test_growth_demands_until_all_is_done(law, dispensed, demands):
    nothing = Growth(None, None, None, dispensed, None)
    open_ones = after_growth(nothing, law)
    assert len(open_ones) == demands
    assert {one.rule for one in open_ones} == {"Q-7"}
    assert all(one.effect is Effect.NOTED and "designated" in one.lifted_by for one in open_ones)
    assert all_met(after_growth(Growth(True, True, True, dispensed, True), law))


def test_two_incubations_of_one_medium_are_refused():
    with pytest.raises(BadFacts, match="one incubation"):
        sterility(incubations=(both()[0], both()[0]))
