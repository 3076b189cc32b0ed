"""A balance on its day: calibrated, checked, and true within its limit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from beyond_use.balance_today import (
    BalanceCheck,
    BalanceToday,
    CompounderCheck,
    balance_today,
    compounder_today,
)
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State, all_met, gravest
from formulas.errors import FormulaError
from formulas.quantity import qty

TODAY = date(2026, 11, 25)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CHECK = BalanceCheck(TODAY, qty("100 g"), qty("100 g"), "Demo Technician")
BALANCE = BalanceToday(
    "Balance 1", qty("200 g"), TODAY, as_found_and_left=True, weight_class="F1", checks=(CHECK,)
)


def shown(text):
    return replace(CHECK, shown=qty(text))


@pytest.mark.parametrize(
    ("until", "effect"),
    [
        (TOMORROW, Effect.NONE), (TODAY, Effect.NONE), (YESTERDAY, Effect.NOTHING),
        (None, Effect.NOTHING),
    ],
)  # fmt: skip
def test_a_calibration_holds_on_its_last_day(law, until, effect):
    reasons = balance_today(replace(BALANCE, calibrated_until=until), TODAY, law)
    assert gravest(reasons) is effect


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("100.0999 g", True), ("100.1 g", True), ("100.1001 g", False),
        ("99.9001 g", True), ("99.9 g", True), ("99.8999 g", False), ("100099 mg", True),
    ],
)  # fmt: skip
def test_a_check_passes_up_to_and_including_its_limit(law, text, passes):
    reasons = balance_today(replace(BALANCE, checks=(shown(text),)), TODAY, law)
    assert gravest(reasons) is (Effect.NONE if passes else Effect.NOTHING)
    assert {reason.rule for reason in reasons} == {"BA-5", "BAL-5"}


@pytest.mark.parametrize(
    ("checks", "effect"),
    [
        ((), Effect.NOTHING), ((replace(CHECK, on=YESTERDAY),), Effect.NOTHING),
        ((shown("101 g"), CHECK), Effect.NOTED), ((CHECK, shown("101 g")), Effect.NOTHING),
        ((replace(shown("101 g"), on=YESTERDAY), CHECK), Effect.NONE),
        # Another weight that failed is not undone by this one.
        ((BalanceCheck(TODAY, qty("20 g"), qty("21 g"), "A"), CHECK), Effect.NOTHING),
    ],
)  # fmt: skip
def test_the_last_check_of_today_counts_for_its_weight(law, checks, effect):
    assert gravest(balance_today(replace(BALANCE, checks=checks), TODAY, law)) is effect


@pytest.mark.parametrize(
    ("first", "noted"),
    [("100.1 g", False), ("100.1001 g", True), ("99.8999 g", True), ("99.9 g", False)],
)
def test_a_check_that_failed_and_then_passed_is_noted_on_the_record(law, first, noted):
    reasons = balance_today(replace(BALANCE, checks=(shown(first), CHECK)), TODAY, law)
    assert gravest(reasons) is (Effect.NOTED if noted else Effect.NONE)
    unmet = [reason for reason in reasons if not reason.met]
    assert [reason.rule for reason in unmet] == (["BA-5"] if noted else [])
    assert all(f"shown as {first}: failed, and passed later on" in one.says for one in unmet)


def test_each_failure_before_a_pass_is_noted_and_one_of_yesterday_is_not(law):
    yesterday = replace(shown("103 g"), on=YESTERDAY)
    checks = (yesterday, shown("102 g"), shown("101 g"), CHECK)
    reasons = balance_today(replace(BALANCE, checks=checks), TODAY, law)
    assert sum(not reason.met for reason in reasons) == 2


def test_a_failed_tolerance_of_the_site_is_noted_too(law):
    tight = replace(shown("100.05 g"), tolerance=qty("0.01 g"))
    reasons = balance_today(replace(BALANCE, checks=(tight, CHECK)), TODAY, law)
    assert gravest(reasons) is Effect.NOTED


@pytest.mark.parametrize(
    ("nominal", "proves"),
    [("9.99 g", False), ("10 g", True), ("200 g", True), ("200.01 g", False)],
)
def test_a_check_weight_lies_within_the_capacity(law, nominal, proves):
    check = BalanceCheck(TODAY, qty(nominal), qty(nominal), "Demo Technician")
    reasons = balance_today(replace(BALANCE, checks=(check,)), TODAY, law)
    assert all_met(reasons) is proves
    assert ("BAL-6" in {reason.rule for reason in reasons}) is not proves


@pytest.mark.parametrize(
    "change",
    [
        {"as_found_and_left": False}, {"as_found_and_left": None}, {"weight_class": " "},
        {"checks": (replace(CHECK, operator=""),)},
    ],
)  # fmt: skip
def test_what_is_not_on_file_is_noted(law, change):
    assert gravest(balance_today(replace(BALANCE, **change), TODAY, law)) is Effect.NOTED


def test_nothing_known_of_a_balance_is_nothing_weighed(law):
    reasons = balance_today(BalanceToday("Balance 1", qty("200 g")), TODAY, law)
    assert {reason.state for reason in reasons} == {State.NOT_KNOWN}
    assert gravest(reasons) is Effect.NOTHING


def test_checks_to_come_and_weights_that_are_none_are_refused(law):
    with pytest.raises(BadFacts, match="after 2026-11-25"):
        balance_today(replace(BALANCE, checks=(replace(CHECK, on=TOMORROW),)), TODAY, law)
    with pytest.raises(FormulaError):
        balance_today(replace(BALANCE, checks=(shown("100 mL"),)), TODAY, law)


@pytest.mark.parametrize(
    ("change", "effect"),
    [
        ({}, Effect.NONE), ({"on": YESTERDAY}, Effect.NOTHING), ({"passed": False}, Effect.NOTHING),
        ({"passed": None}, Effect.NOTHING), ({"documented": False}, Effect.NOTED),
        ({"trended": None}, Effect.NOTED),
    ],
)  # fmt: skip
def test_a_compounding_device_proves_itself_each_day(law, change, effect):
    check = CompounderCheck(TODAY, passed=True, documented=True, trended=True)
    reasons = compounder_today("Pump 1", replace(check, **change), TODAY, law)
    assert gravest(reasons) is effect
    assert {reason.rule for reason in reasons} == {"BA-7"}


def test_a_compounding_device_without_a_check_is_not_used(law):
    (reason,) = compounder_today("Pump 1", None, TODAY, law)
    assert (reason.state, reason.effect) == (State.NOT_KNOWN, Effect.NOTHING)
    with pytest.raises(BadFacts, match="after"):
        compounder_today("Pump 1", CompounderCheck(TOMORROW, passed=True), TODAY, law)


SMALL = replace(CHECK, nominal=qty("5 g"), shown=qty("5 g"))


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("5.01 g", True), ("5.02 g", True), ("5.0201 g", False),
        ("4.9801 g", True), ("4.98 g", True), ("4.9799 g", False), ("4980 mg", True),
    ],
)  # fmt: skip
def test_a_light_check_weight_passes_by_the_sites_own_tolerance(law, text, passes):
    check = replace(SMALL, shown=qty(text), tolerance=qty("20 mg"))
    reasons = balance_today(replace(BALANCE, checks=(CHECK, check)), TODAY, law)
    assert gravest(reasons) is (Effect.NONE if passes else Effect.NOTHING)


def test_a_light_check_weight_without_a_tolerance_proves_nothing(law):
    reasons = balance_today(replace(BALANCE, checks=(CHECK, SMALL)), TODAY, law)
    assert gravest(reasons) is Effect.NOTHING


def test_the_sites_tolerance_never_excuses_the_chapters_limit(law):
    check = replace(CHECK, shown=qty("100.2 g"), tolerance=qty("1 g"))
    reasons = balance_today(replace(BALANCE, checks=(check,)), TODAY, law)
    assert gravest(reasons) is Effect.NOTHING
