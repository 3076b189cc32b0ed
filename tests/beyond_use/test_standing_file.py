import pytest

from beyond_use.errors import BadFactFile, BadFacts
from beyond_use.reason import Effect, State
from beyond_use.standing import Grade, Group
from beyond_use.standing_judges import stand
from beyond_use.standing_reading import SECTIONS, read_standing, standing_facts
from tests.beyond_use.people import TODAY
from tests.beyond_use.standing_examples import (
    EXAMPLES,
    FILES,
    GRADES,
    LAW,
    SPOILT,
    answer,
    example,
    opened,
    orphans,
    table,
)
from tests.house.tree import ROOT


@pytest.fixture
def good():
    return example()


@pytest.mark.parametrize(("name", "grade"), GRADES.items())
def test_each_example_has_the_grade_it_is_named_for(name, grade):
    found = stand(read_standing(EXAMPLES / f"{name}.toml"), LAW)
    assert found.grade is grade
    assert found.allowed is (grade in {Grade.ALLOWED, Grade.NOTED})
    assert bool(found.exits) is not found.allowed


def test_what_a_deviation_is_about_stays_apart():
    found = opened(answer(example("deviation")))
    assert set(found) == {"FE-6", "FE-9", "EM-2"}
    assert "humidity: 63 %" in found["FE-9"].says
    assert "dipped for 2 min" in found["FE-6"].says


def test_nobody_signs_whose_tasks_are_not_written_down():
    data = example("nothing", designated_written=False)
    assert [one.open for one in answer(data).exits] == [False, False]


def test_in_the_good_example_every_reason_is_met():
    found = answer(example())
    assert found.open == ()
    assert {group for group, _ in found.groups} == set(Group) - {Group.HAZARDOUS, Group.CATEGORY_3}


def test_an_empty_file_says_everything_that_is_missing():
    with pytest.raises(BadFactFile) as refused:
        standing_facts("a file", {})
    for key in ("at", "zone", "area", "category", "highest_category", "hazardous"):
        assert key in str(refused.value)


def test_of_a_bare_question_nothing_is_known_and_nothing_allowed():
    head = {
        key: value for key, value in FILES["allowed"].items() if not isinstance(value, list | dict)
    }
    found = answer(head)
    assert found.grade is Grade.NOTHING
    unknown = [one for one in found.reasons if one.state is State.NOT_KNOWN]
    assert {one.rule for one in unknown} >= {"STD-1", "FE-3", "FE-4", "FE-6", "EM-1", "CL-1"}


@pytest.mark.parametrize(
    ("spoil", "rule", "grade"),
    SPOILT,
    ids=[f"{rule}, {number}" for number, (_, rule, _) in enumerate(SPOILT)],
)
def test_one_fact_gone_bad_costs_what_its_rule_says(good, spoil, rule, grade):
    spoil(good)
    found = answer(orphans(good))
    assert found.grade is grade
    assert rule in opened(found)
    assert opened(found)[rule].lifted_by


def test_the_highest_category_made_decides_how_often_a_person_is_tested(good):
    good["garbing"][2]["taken"] = good["garbing"][2]["taken"].replace(month=8, day=20)
    good["highest_category"] = 2
    assert answer(good).grade is Grade.ALLOWED
    good["highest_category"] = 3
    assert "PE-3" not in opened(answer(good))
    for test in good["garbing"]:
        test["taken"] = test["taken"].replace(month=8, day=24)
    assert opened(answer(good))["PE-3"].effect is Effect.NOTHING


def test_what_is_asked_for_is_never_more_than_is_made_there(good):
    with pytest.raises(BadFacts, match="Category 3 is asked for where at most Category 2 is made"):
        answer(good | {"category": 3})


SEGREGATED = {
    "name": "segregated area",
    "clear_around_hood": "1.2",
    "sink_from_hood": "1.5",
    "dedicated": True,
    "window_or_door_outdoors": False,
    "traffic_through": False,
    "beside_restroom_kitchen_or_warehouse": False,
    "portable_air_device": False,
}


def segregated(**changes):
    data = example(area="segregated area", category=1, highest_category=1)
    data["segregated_area"] = SEGREGATED | changes
    table(data, "cleaned", surface="ceiling")["surface"] = "ceiling of the segregated area"
    del data["room"]
    data["certificate"] = data["certificate"][:1]
    return data


def test_a_segregated_area_in_order_allows_category_1():
    found = answer(segregated())
    assert found.grade is Grade.CATEGORY_1
    assert found.allowed
    assert found.exits == ()
    assert set(opened(found)) == {"FE-12"}


def test_a_segregated_area_too_narrow_allows_nothing():
    assert answer(segregated(clear_around_hood="0.99")).grade is Grade.NOTHING
    assert answer(segregated(clear_around_hood=1)).grade is Grade.CATEGORY_1


@pytest.mark.parametrize(("on", "made"), [(25, True), (24, False)])
def test_nothing_is_made_in_a_hood_whose_certificate_is_overdue_wherever_it_stands(good, on, made):
    for data, grade in ((good, Grade.ALLOWED), (segregated(), Grade.CATEGORY_1)):
        table(data, "certificate", of="hood 1")["on"] = TODAY.replace(month=5, day=on)
        assert answer(data).grade is (grade if made else Grade.NOTHING)


def test_an_open_alarm_is_noted(good):
    del good["no_alarm"]
    good["alarm"] = [{"about": "pressure", "began": good["at"].replace(hour=8)}]
    assert answer(good).grade is Grade.NOTED
    good["alarm"][0]["answered"] = True
    assert answer(good).grade is Grade.ALLOWED


def test_a_hood_that_was_stopped_is_cleaned_and_given_its_time(good):
    good["hood_stopped"] = {
        "restarted_at": good["at"].replace(hour=8, minute=30),
        "cleaned_and_disinfected": True,
        "sporicide_applied": True,
        "recovery": "30 min",
    }
    assert answer(good).grade is Grade.ALLOWED
    good["hood_stopped"]["recovery"] = "31 min"
    assert answer(good).grade is Grade.NOTHING


def test_immediate_use_is_a_way_on_where_it_is_lawful():
    data = example("nothing")
    data["immediate_use"]["trained"] = True
    immediate = next(one for one in answer(data).exits if one.kind == "immediate use")
    assert immediate.open
    data["immediate_use"]["begins_at"] = data["at"].replace(hour=13, minute=1)
    immediate = next(one for one in answer(data).exits if one.kind == "immediate use")
    assert not immediate.open


def highest():
    """The good example, everything done as often as Category 3 asks for."""
    data = example(category=3, highest_category=3)
    for number, test in enumerate(data["garbing"]):
        test["taken"] = TODAY.replace(month=10, day=number + 1)
    data["media_fill"][0].update(
        done=TODAY.replace(month=10, day=4), read=TODAY.replace(month=10, day=18)
    )
    data["sampling"].update(air=TODAY.replace(day=2), surfaces=TODAY.replace(day=20))
    for one in data["cleaned"]:
        one["sporicide"] = TODAY.replace(day=20)
    data["category_3"] = {
        "garbing_on": TODAY.replace(month=10, day=3),
        "aseptic_on": TODAY.replace(month=10, day=4),
        "no_bare_skin": True,
        "sterile_garb": True,
        "garb_every_day": True,
        "air_sampled_on": TODAY.replace(day=2),
        "first_batch": False,
        "surfaces_sampled_on": TODAY.replace(day=20),
        "each_batch_sampled": True,
        "sporicidal_on": TODAY.replace(day=20),
    }
    return data


def test_category_3_is_open_through_its_whole_gate():
    found = answer(highest())
    assert (found.grade, found.categories) == (Grade.ALLOWED, (1, 2, 3))


@pytest.mark.parametrize("key", ["sterile_garb", "sporicidal_on", "each_batch_sampled"])
def test_category_3_is_shut_by_one_control_and_category_2_is_left(key):
    data = highest()
    del data["category_3"][key]
    found = answer(data)
    assert (found.grade, found.categories) == (Grade.CATEGORY_2, (1, 2))
    assert "Up to Category 2 may be made here now" in found.told
    assert [one.kind for one in found.exits] == ["lower category"]


def test_without_its_gate_category_3_is_not_made():
    data = highest()
    del data["category_3"]
    assert answer(data).categories == (1, 2)


BAD = [
    (lambda d: d.update(categry=2), "categry means nothing here"),
    (lambda d: d.update(category=4), "category is not one of 1, 2, 3"),
    (lambda d: d.update(category=True), "category is not one of 1, 2, 3"),
    (lambda d: d.update(zone="Mars"), "zone is no time zone"),
    (lambda d: d.update(compounding_days="2026-11-24"), "compounding_days is not a list"),
    (lambda d: d["room"][0].update(pressure="0.024"), "pressure is not a pressure with its unit"),
    (lambda d: d["room"][0].update(pressure="5 mL"), "pressure is not a pressure with its unit"),
    (lambda d: d["room"][0].update(air_changes=33.5), "air_changes is not a text"),
    (lambda d: d["room"][0].update(air_changes="-1"), "air_changes is below nought"),
    (lambda d: d["room"][0].update(air_changes="many"), "air_changes is not a number"),
    (lambda d: d["room"][0].update(kind="cellar"), "kind is not one of"),
    (lambda d: d["room"][0].update(kind="segregated area"), "no room of a suite"),
    (lambda d: d["room"][1].update(name="buffer room"), "buffer room stands twice"),
    (
        lambda d: d["garbing"][0].update(incubated=["7 days"]),
        "incubated is not a length of time at",
    ),
    (lambda d: d["garbing"][0].update(incubated=["2 days at 34 to 31 degC"]), "warmest before"),
    (lambda d: d["certificate"][0].update(of="hood 2"), "neither a room nor the hood"),
    (lambda d: d["cleaned"][1].update(surface="floor"), "the surface floor stands twice"),
    (lambda d: d.update(alarm=[{"about": "air", "began": d["at"]}]), "no_alarm is true and"),
    (lambda d: d.pop("person"), "[person] is missing"),
    (
        lambda d: (d.pop("hood"), d["certificate"].pop(0), d.update(hood_stopped={})),
        "[hood] is missing",
    ),
]


@pytest.mark.parametrize(("spoil", "told"), BAD, ids=range(len(BAD)))
def test_a_file_that_is_no_good_says_why(good, spoil, told):
    spoil(good)
    with pytest.raises(BadFactFile) as refused:
        answer(good)
    assert told in str(refused.value)


def test_a_fact_of_a_day_to_come_is_refused(good):
    good["media_fill"][0]["read"] = TODAY.replace(day=26)
    with pytest.raises(BadFacts, match="after today"):
        answer(good)


def test_every_key_of_the_file_stands_in_its_manual():
    manual = (ROOT / "docs" / "reference" / "standing-file.md").read_text("utf-8")
    for section in SECTIONS:
        part = manual if not section.name else manual.partition(f"### `{section.heading}`")[2]
        assert part, section.heading
        for key in section.keys:
            assert f"| `{key.name}`" in part.partition("\n### ")[0] or not section.name
            assert f"`{key.written}`" in part
