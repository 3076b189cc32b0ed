from datetime import UTC, datetime

import pytest

from compounding.cleanroom.balances import (
    balance_of,
    missing_checks,
    record_check,
    repeatability_of,
    require_fit,
)
from compounding.cleanroom.errors import BalanceNotFit
from compounding.cleanroom.models import StoredReading
from compounding.cleanroom.places import enter_balance, sample_facility
from formulas.quantity import qty
from tests.builders import a_facility, balance_checked


def check(world, nominal, shown):
    reading = world.put_on(shown)
    with world.as_("technician") as unit:
        row = unit.session.get(StoredReading, reading)
        return record_check(unit, balance_of(unit.session, "hood-2"), nominal, row).passed


@pytest.mark.parametrize(
    ("nominal", "shown", "passed"),
    [
        ("20.00 g", "19.97", False),
        ("20.00 g", "19.98", True),
        ("20.00 g", "20.02", True),
        ("20.00 g", "20.03", False),
        ("1000.00 g", "999.89", False),
        ("1000.00 g", "999.90", True),
        ("1000.00 g", "1000.10", True),
        ("1000.00 g", "1000.11", False),
    ],
)
def test_a_check_weight_passes_up_to_and_including_its_tolerance(tmp_path, nominal, shown, passed):
    assert check(a_facility(tmp_path), nominal, shown) is passed


def fit(world):
    with world.database.reading() as session:
        require_fit(session, balance_of(session, "hood-2"), world.now)


def test_no_weighing_counts_before_todays_check_weights(tmp_path):
    world = a_facility(tmp_path)
    with pytest.raises(BalanceNotFit, match=r"20\.00 g, 1000\.00 g"):
        fit(world)
    check(world, "20.00 g", "20.00")
    with pytest.raises(BalanceNotFit, match=r"1000\.00 g"):
        fit(world)
    check(world, "1000.00 g", "1000.02")
    fit(world)


def test_a_failed_check_after_a_passed_one_takes_the_balance_out(tmp_path):
    world = a_facility(tmp_path)
    balance_checked(world)
    check(world, "20.00 g", "20.05")
    with pytest.raises(BalanceNotFit):
        fit(world)


@pytest.mark.parametrize(
    ("utc", "missing"),
    [
        (datetime(2026, 11, 24, 4, 59, tzinfo=UTC), 0),  # 23:59 of the same day in New York
        (datetime(2026, 11, 24, 5, 0, tzinfo=UTC), 2),  # midnight there
    ],
)
def test_a_check_is_good_for_the_facilitys_own_day(tmp_path, utc, missing):
    world = a_facility(tmp_path)
    balance_checked(world)
    with world.database.reading() as session:
        assert len(missing_checks(session, balance_of(session, "hood-2"), utc)) == missing


@pytest.mark.parametrize(
    ("day", "due"),
    [(29, False), (30, False), (31, True)],
)
def test_a_calibration_is_good_through_its_day(tmp_path, day, due):
    world = a_facility(tmp_path)
    world.now = (
        datetime(2027, 6, day, 15, tzinfo=UTC) if day < 31 else datetime(2027, 7, 1, 15, tzinfo=UTC)
    )
    balance_checked(world)
    if due:
        with pytest.raises(BalanceNotFit, match="calibration"):
            fit(world)
    else:
        fit(world)


def test_a_hood_without_a_balance_weighs_nothing(tmp_path):
    world = a_facility(tmp_path)
    with world.database.reading() as session, pytest.raises(BalanceNotFit, match="No balance"):
        balance_of(session, "hood-3")


def test_a_balance_whose_repeatability_is_not_known_weighs_nothing(tmp_path):
    world = a_facility(tmp_path)
    balance_checked(world)
    with world.as_("admin") as unit:
        enter_balance(unit, {**sample_facility()["balance"], "repeatability": None})
    with pytest.raises(BalanceNotFit, match="repeatability of Simulated"):
        fit(world)
    with world.as_("admin") as unit:
        enter_balance(unit, sample_facility()["balance"])
    fit(world)


def test_the_sample_balance_scatters_by_one_hundredth_of_a_gram(tmp_path):
    world = a_facility(tmp_path)
    with world.database.reading() as session:
        assert repeatability_of(balance_of(session, "hood-2")) == qty("0.01 g")
