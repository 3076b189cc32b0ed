from copy import deepcopy

import pytest

from beyond_use.errors import BadFactFile
from beyond_use.reason import Effect
from beyond_use.standing import Grade, Group
from tests.beyond_use.people import TODAY
from tests.beyond_use.standing_examples import answer, example, opened, orphans, table

REVIEWED = TODAY.replace(month=3)


PLACE = {
    "trained_on": REVIEWED,
    "risk_signed": True,
    "hood_vented_outside": True,
    "vented_outside": True,
    "apart": True,
    "never_interrupted": True,
    "hood_makes_pressure": False,
    "sink_from_hood": "1.5",
    "sink_in_buffer": False,
    "eyewash": True,
}
GARB = {
    "gown": True,
    "head_and_hair_cover": True,
    "pairs_of_shoe_covers": 2,
    "pairs_of_gloves": 2,
    "gloves_tested": True,
    "gloves_powder_free": True,
    "outer_gloves_sterile": True,
}
SITE = {
    "list_reviewed": REVIEWED,
    "list_tables": 2,
    "procedures_reviewed": REVIEWED,
    "spill_kit": True,
    "trained_responders": True,
    "safety_data_sheets": True,
    "spills_documented": True,
    "waste_kept_apart": True,
    "waste_disposed_lawfully": True,
}


@pytest.fixture
def hazardous():
    """The good example, its buffer room turned into one for hazardous drugs."""
    data = example(hazardous=True)
    data["room"][0].update(kind="hazardous-drug buffer room", pressure="-0.020 in_wc")
    data["room"][1].update(serves_hazardous=True, iso=7, air_changes=30)
    data["hood"]["kind"] = "Class II biological safety cabinet"
    tables = {"hazardous_place": PLACE, "hazardous_garb": GARB, "hazardous_site": SITE}
    return data | deepcopy(tables)


def test_a_suite_that_contains_allows_hazardous_drugs(hazardous):
    found = answer(hazardous)
    assert found.open == ()
    assert found.grade is Grade.ALLOWED
    told = " ".join(one.says for one in dict(found.groups)[Group.HAZARDOUS])
    assert f"{hazardous['person']['name']}, trained for hazardous drugs" in told


@pytest.mark.parametrize(
    ("pressure", "grade"),
    [
        ("-0.0099 in_wc", Grade.NOTHING),
        ("-0.010 in_wc", Grade.ALLOWED),
        ("-0.030 in_wc", Grade.ALLOWED),
        ("-0.0301 in_wc", Grade.NOTED),
        ("0.020 in_wc", Grade.NOTHING),
        (None, Grade.NOTHING),
    ],
)
def test_a_room_that_is_not_negative_allows_nothing_hazardous(hazardous, pressure, grade):
    hazardous["room"][0]["pressure"] = pressure or "not known"
    assert answer(hazardous).grade is grade


def test_a_room_that_contains_is_given_no_time_for_a_dip(hazardous):
    hazardous["room"][0].update(
        pressure="-0.005 in_wc", pressure_low_since=hazardous["at"].replace(hour=8, minute=59)
    )
    assert answer(hazardous).grade is Grade.NOTHING


@pytest.mark.parametrize("table", ["hazardous_place", "hazardous_garb"])
def test_where_nothing_is_known_of_hazardous_drugs_nothing_is_allowed(hazardous, table):
    del hazardous[table]
    found = answer(hazardous)
    assert found.grade is Grade.NOTHING
    (signing,) = found.exits
    assert not signing.open


def test_nobody_named_is_not_trained_for_hazardous_drugs(hazardous):
    del hazardous["person"]
    del hazardous["hazardous_place"]["trained_on"]
    found = answer(orphans(hazardous))
    assert opened(found)["HL-6"].effect is Effect.NOTHING


def test_what_the_site_has_not_on_file_is_noted(hazardous):
    del hazardous["hazardous_site"]
    found = answer(hazardous)
    assert found.grade is Grade.NOTED
    assert {one.effect for one in found.open} == {Effect.NOTED}


@pytest.mark.parametrize(
    ("table", "key", "value", "rule"),
    [
        ("hazardous_place", "trained_on", TODAY.replace(year=2025, day=24), "HL-6"),
        ("hazardous_place", "risk_signed", False, "HL-6"),
        ("hazardous_place", "hood_vented_outside", False, "HD-7"),
        ("hood", "kind", "laminar airflow workbench", "HD-7"),
        ("hazardous_garb", "pairs_of_gloves", 1, "HL-7"),
    ],
)
def test_one_thing_missing_around_hazardous_drugs_allows_nothing(
    hazardous, table, key, value, rule
):
    hazardous[table][key] = value
    found = answer(hazardous)
    assert opened(found)[rule].effect is Effect.NOTHING


def test_a_stopped_hood_is_decontaminated_first(hazardous):
    hazardous["hood_stopped"] = {
        "restarted_at": hazardous["at"].replace(hour=8, minute=30),
        "cleaned_and_disinfected": True,
        "sporicide_applied": True,
        "recovery": "30 min",
    }
    assert opened(answer(hazardous))["HD-11"].effect is Effect.NOTHING
    hazardous["hazardous_place"]["decontaminated"] = True
    assert answer(hazardous).grade is Grade.ALLOWED


def test_a_positive_suite_is_no_place_for_hazardous_drugs(hazardous):
    hazardous["room"][0].update(kind="buffer room", pressure="0.024 in_wc")
    assert answer(hazardous).grade is Grade.NOTHING


def test_a_containment_segregated_area_allows_category_1(hazardous):
    hazardous.update(area="segregated area", category=1, highest_category=1)
    hazardous["segregated_area"] = {
        "name": "containment area",
        "clear_around_hood": "1.2",
        "sink_from_hood": "1.5",
        "dedicated": True,
        "window_or_door_outdoors": False,
        "traffic_through": False,
        "beside_restroom_kitchen_or_warehouse": False,
        "portable_air_device": False,
    }
    hazardous["hazardous_place"].update(pressure="-0.020 in_wc", air_changes=12)
    del hazardous["room"]
    table(hazardous, "cleaned", surface="ceiling")["surface"] = "ceiling of the segregated area"
    found = answer(orphans(hazardous))
    assert found.grade is Grade.CATEGORY_1
    assert found.allowed
    assert set(opened(found)) == {"FE-12"}
    hazardous["hazardous_place"]["pressure"] = "-0.009 in_wc"
    assert answer(hazardous).grade is Grade.NOTHING


def test_facts_about_hazardous_drugs_where_none_is_made_are_refused(hazardous):
    with pytest.raises(BadFactFile, match="hazardous is false"):
        answer(hazardous | {"hazardous": False})


def test_checks_of_a_balance_that_is_not_used_are_refused():
    data = example()
    data["balance"]["used"] = False
    with pytest.raises(BadFactFile, match="no balance is used"):
        answer(data)


def test_a_balance_of_which_nothing_more_is_known_is_not_known():
    data = example()
    data["balance"] = {"used": True, "name": "balance 1"}
    assert opened(answer(data))["STD-1"].effect is Effect.NOTHING
