"""What a standing says is the fact itself, and of an unknown one how it is found out."""

from datetime import timedelta

import pytest

from beyond_use.alarms import Dip, long_delay
from beyond_use.figures import FIND_OUT, MEASURE
from beyond_use.segregated import SegregatedArea, segregated_area
from tests.beyond_use.standing_examples import LAW, answer, example, opened, table


def area(**facts):
    return [one.says for one in segregated_area(SegregatedArea("the area", **facts), LAW)]


@pytest.mark.parametrize(
    ("key", "what"),
    [
        ("window_or_door_outdoors", "a window or door outdoors"),
        ("traffic_through", "traffic through it"),
        ("beside_restroom_kitchen_or_warehouse", "beside a restroom, kitchen or warehouse"),
        ("portable_air_device", "a portable air device in it"),
    ],
)
def test_what_should_not_be_is_told_as_it_is(key, what):
    assert f"the area, {what}: no." in area(**{key: False})
    assert any(one.startswith(f"the area, {what}: yes. ") for one in area(**{key: True}))
    assert f"the area, {what}: not known. {FIND_OUT}." in area()


def test_a_soiled_surface_is_told_as_soiled():
    data = example()
    table(data, "cleaned", surface="floor")["soiled_since"] = True
    assert opened(answer(data))["CL-6"].says == (
        "floor, soiled since it was cleaned: yes. Clean and disinfect it before work goes on."
    )


def test_two_open_doors_and_a_portable_device_are_told_as_they_are():
    data = example()
    data["room"][1].update(pass_through_doors_both_open=True, portable_air_device=True)
    found = opened(answer(data))
    assert "ante-room, both pass-through doors open: yes. Close one door" in found["FE-14"].says
    assert "ante-room, a portable air device in it: yes. Take" in found["FE-11"].says


@pytest.mark.parametrize(
    ("key", "rule", "says"),
    [
        ("pressure", "FE-6", MEASURE),
        ("temperature", "FE-8", MEASURE),
        ("iso", "FE-3", MEASURE),
        ("portable_air_device", "FE-11", FIND_OUT),
    ],
)
def test_of_a_fact_that_is_not_known_it_is_said_how_it_becomes_known(key, rule, says):
    data = example()
    del data["room"][0][key]
    told = opened(answer(data))[rule].says
    assert "not known" in told
    assert told.endswith(f"{says}.")


def test_a_hood_of_unknown_class_is_measured_before_anything_is_made_in_it():
    data = example()
    del data["hood"]["iso"]
    told = opened(answer(data))["FE-2"].says
    assert told.endswith("Make nothing in it until it is measured and written down.")


def test_a_plate_that_still_grows_is_to_be_read():
    sample = {"of": "surface", "site": "north", "iso": 5, "taken": example()["at"].date()}
    found = answer(example() | {"sample": [sample | {"device": "swab"}]})
    assert any("Read it when its time is over" in one.says for one in found.open)


@pytest.mark.parametrize(
    ("length", "told"),
    [
        ({"minutes": 59, "seconds": 59}, "59 min 59 s"),
        ({"minutes": 60}, "1 h"),
        ({"minutes": 61}, "1 h 1 min"),
        ({"hours": 26, "minutes": 5}, "26 h 5 min"),
    ],
)
def test_a_long_time_is_told_in_hours_and_minutes(length, told):
    dip = Dip(example()["at"].astimezone(), timedelta(**length))
    found = long_delay("buffer room", dip, LAW)
    assert found is not None
    assert f"a pressure dip: {told}." in found.says
