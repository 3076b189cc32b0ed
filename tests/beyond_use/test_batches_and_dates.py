"""A passed sterility test buys the longer row only for a batch that is not too large (Q-1)."""

import tomllib
from dataclasses import replace

import pytest

from beyond_use.bud_answer import answer
from beyond_use.csp import Process, Sterility, Storage
from beyond_use.decide import beyond_use
from beyond_use.errors import BadFacts
from beyond_use.reason import Effect, State
from tests.beyond_use.good_controls import CONTROLS, SUITE
from tests.house.tree import ROOT

EXAMPLES = ROOT / "beyond_use" / "examples"


def about_the_size(found):
    return next(one for one in found.reasons if one.rule == "Q-1")


def answered(name, **changes):
    data = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    for key, said in changes.items():
        data[key] = data[key] | said if isinstance(said, dict) else said
    return answer(name, data)


@pytest.mark.parametrize(
    ("process", "untested", "tested"),
    [(Process.ASEPTIC, "BUD-3", "BUD-4"), (Process.TERMINAL, "BUD-5", "BUD-6")],
)
@pytest.mark.parametrize(("units", "small"), [(1, True), (249, True), (250, True), (251, False)])
def test_the_row_of_the_tested_is_for_at_most_250_units(
    dose, law, process, untested, tested, units, small
):
    csp = dose(process=process, sterility=Sterility.PASSED, batch_units=units)
    found = beyond_use(csp, Storage.ROOM, law)
    assert found.decided_by.rule == (tested if small else untested)
    reason = about_the_size(found)
    assert (reason.met, reason.effect) == (small, Effect.NONE if small else Effect.NOTED)
    assert f"final yield of the batch: {units} unit" in reason.says
    assert reason.lifted_by == ("" if small else "a smaller batch")


def test_a_batch_whose_size_is_not_known_says_so(dose, law):
    found = beyond_use(dose(sterility=Sterility.PASSED), Storage.ROOM, law)
    reason = about_the_size(found)
    assert (found.decided_by.rule, reason.state) == ("BUD-4", State.NOT_KNOWN)
    assert "say its batch_units" in reason.says


@pytest.mark.parametrize("sterility", [Sterility.NOT_TESTED, Sterility.PENDING])
def test_without_a_passed_test_the_size_is_not_asked(dose, law, sterility):
    found = beyond_use(dose(sterility=sterility, batch_units=9000), Storage.ROOM, law)
    assert all(one.rule != "Q-1" for one in found.reasons)


def test_a_batch_too_large_for_category_3_is_too_large_for_the_tested_of_category_2(dose, law):
    large = replace(CONTROLS, batch_units=251)
    csp = dose(sterility=Sterility.PASSED, surroundings=SUITE, controls=large)
    found = beyond_use(csp, Storage.ROOM, law)
    assert (found.category, found.decided_by.rule) == (2, "BUD-3")


def test_the_size_may_be_said_at_the_head_or_among_the_controls(dose, law):
    unsaid = replace(CONTROLS, batch_units=None)
    csp = dose(sterility=Sterility.PASSED, surroundings=SUITE, controls=unsaid, batch_units=250)
    assert beyond_use(csp, Storage.ROOM, law).category == 3
    assert replace(csp, batch_units=251).units == 251
    assert beyond_use(replace(csp, batch_units=251), Storage.ROOM, law).category == 2


def test_two_sizes_of_one_batch_or_a_batch_of_nothing_are_refused(dose):
    with pytest.raises(BadFacts, match="of 120 units, and of 250"):
        dose(controls=CONTROLS, batch_units=120)
    with pytest.raises(BadFacts, match="no batch"):
        dose(batch_units=0)
    assert dose(controls=CONTROLS, batch_units=250).units == 250


@pytest.mark.parametrize(("units", "rule"), [(250, "BUD-10"), (251, "BUD-3")])
def test_a_file_says_its_size_at_the_head(units, rule):
    passed = {"sterility_test": "passed"}
    assert answered("category_2", making=passed, batch_units=units).decided_by.rule == rule
