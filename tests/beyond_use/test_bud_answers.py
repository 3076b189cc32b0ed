"""What an answered file carries: scope, limits, and what single facts would change."""

import tomllib

import pytest

from beyond_use.bud_answer import answer, answer_file
from beyond_use.errors import BadFactFile
from beyond_use.reason import Effect
from beyond_use.scope import Dating
from tests.house.tree import ROOT

EXAMPLES = ROOT / "beyond_use" / "examples"


def example(name, **changes):
    data = tomllib.loads((EXAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    for key, said in changes.items():
        data[key] = data[key] | said if isinstance(said, dict) else said
    return answer(name, data)


@pytest.mark.parametrize(
    ("name", "dating", "rule"),
    [
        ("category_2", Dating.CATEGORY, "SC-5"),
        ("immediate_use", Dating.CATEGORY, "SC-5"),
        ("docked_bag_and_vial", Dating.MAKER, "SC-4"),
        ("allergenic_set", Dating.ALLERGENIC, "SC-9"),
    ],
)
def test_every_answer_says_where_its_date_comes_from(name, dating, rule):
    found = answer_file(EXAMPLES / f"{name}.toml")
    assert (found.scope.in_scope, found.scope.dating) == (True, dating)
    assert rule in {reason.rule for reason in found.scope.reasons}


def test_an_immediate_use_has_its_limit_only_where_it_is_allowed():
    allowed = example("immediate_use")
    assert (allowed.decided_by.rule, allowed.decided_by.value) == ("IU-2", "4 h")
    assert allowed.limits == (allowed.decided_by,)
    barred = example("immediate_use", immediate_use={"products": 4})
    assert (barred.allowed, barred.until, barred.decided_by, barred.limits) == (
        False,
        None,
        None,
        (),
    )


def test_an_immediate_use_of_a_hazardous_drug_names_the_chapter_of_those():
    hazardous = {"hazardous": True, "assessed": True, "antineoplastic": False}
    found = example("immediate_use", immediate_use=hazardous)
    assert (found.allowed, found.scope.chapters) == (True, ("USP <797>", "USP <800>"))


def test_what_would_change_is_told_before_anything_was_moved():
    assert example("category_2").what_if
    assert example("category_3").what_if == ()


def test_a_wish_that_is_not_allowed_points_to_what_would_change():
    longer = example("category_2", wanted="11 days").reasons[-1]
    assert (longer.effect, longer.lifted_by) == (Effect.NOTED, "see what would change")
    assert not example("category_2", wanted="10 days").reasons[-1].lifted_by


def test_one_nonsterile_component_among_sterile_ones_is_enough():
    parts = [
        {"name": "water", "sterile": True, "expires": "2030-12"},
        {"name": "powder", "sterile": False, "expires": "2030-12"},
    ]
    with pytest.raises(BadFactFile, match="injectable is missing"):
        example("category_2", component=parts, making={"sterility_test": "passed"})
    assert example("category_2", component=parts).decided_by.rule == "BUD-2"


def test_a_lot_is_told_where_it_is_given():
    part = {"name": "water", "sterile": True, "expires": "2026-11"}
    named = example("category_2", component=[part | {"lot": "W1"}])
    assert named.decided_by.because == "expiry of water (lot W1)"
    unnamed = example("category_2", component=[part])
    assert unnamed.decided_by.because == "expiry of water (lot not given)"


def test_a_compounded_component_brings_its_own_date():
    part = {
        "name": "stock",
        "sterile": True,
        "expires": "2030-12",
        "beyond_use": tomllib.loads("at = 2026-11-25T08:00:00")["at"],
        "drawn_until": tomllib.loads("at = 2026-11-23T10:00:00")["at"],
    }
    found = example("category_2", component=[part])
    assert found.decided_by.kind == "component beyond-use date"
    assert found.until.isoformat() == "2026-11-25T13:00:00+00:00"
    assert any(reason.rule == "IN-8" and reason.met for reason in found.reasons)


def test_a_confirmed_stability_is_confirmed():
    cited = [{"storage": "refrigerator", "lasts": "3 days", "source": "a study", "confirmed": True}]
    assert example("category_2", stability=cited).decided_by.confirmed
    cited[0]["confirmed"] = False
    assert not example("category_2", stability=cited).decided_by.confirmed
