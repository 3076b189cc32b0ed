import pytest

from beyond_use.errors import BadFactFile, BadFacts
from beyond_use.standing import Grade
from tests.beyond_use.people import TODAY
from tests.beyond_use.standing_examples import answer, example, opened, table


def surface(colonies, day=9, **more):
    return {
        "of": "surface",
        "site": "work surface",
        "iso": 5,
        "taken": TODAY.replace(day=day),
        "colonies": colonies,
        "device": "contact plate",
        "plate_cm2": 25,
        "neutralizers": True,
        "before_cleaning": True,
    } | more


def air(colonies, **more):
    drawn = {"of": "air", "site": "hood", "iso": 5, "taken": TODAY.replace(day=9)}
    return drawn | {"colonies": colonies, "litres": 1000, "dynamic": True} | more


@pytest.mark.parametrize(
    ("samples", "grade"),
    [
        ([surface(3), air(1)], Grade.ALLOWED),
        ([surface(4)], Grade.NOTED),
        ([air(2)], Grade.NOTED),
        ([surface(4), surface(3, day=10)], Grade.ALLOWED),
        ([surface(3, day=10), surface(4)], Grade.ALLOWED),
        ([surface(4), surface("not known", day=10)], Grade.NOTED),
        ([surface(3), surface("not known", day=10)], Grade.ALLOWED),
        ([surface("not known")], Grade.NOTED),
        ([surface(4), surface(0, day=10, site="another")], Grade.NOTED),
        ([air(0, litres=999)], Grade.NOTED),
    ],
)
def test_a_count_above_its_action_level_is_noted_until_a_later_one_is_below(samples, grade):
    assert answer(example() | {"sample": samples}).grade is grade


@pytest.mark.parametrize(
    ("sample", "grade"),
    [
        (surface(29), Grade.NOTED),
        (surface(30), Grade.NOTED),
        (surface(31), Grade.NOTHING),
        (air(10), Grade.NOTED),
        (air(11), Grade.NOTHING),
        (air(21, litres=2000), Grade.NOTHING),
        (air(20, litres=2000), Grade.NOTED),
        (surface(50, iso=7), Grade.NOTED),
        (surface(51, iso=7), Grade.CATEGORY_1),
        (air(100, iso=7), Grade.NOTED),
        (air(101, iso=7), Grade.CATEGORY_1),
        (surface(500, iso=8), Grade.NOTED),
        (surface(501, iso=8), Grade.CATEGORY_1),
    ],
)
def test_a_count_of_more_than_ten_times_its_level_closes_a_hood_and_leaves_a_room_category_1(
    sample, grade
):
    found = answer(example() | {"sample": [sample | {"site": "north wall"}]})
    assert found.grade is grade
    assert ("STD-5" in opened(found)) is (grade is not Grade.NOTED)


@pytest.mark.parametrize(
    ("later", "lifted"),
    [
        (surface(3, day=10), True),
        (surface(4, day=10), False),
        (surface("not known", day=10), False),
        (surface(3), False),  # of the same day: which was the later one is not known
        (surface(3, day=8), False),
        (surface(3, day=10, site="another"), False),
        (surface(3, day=10, before_cleaning=False), False),
        (air(0, taken=TODAY.replace(day=10), site="work surface"), False),
    ],
)
def test_a_gross_excess_stands_until_a_later_sample_of_its_site_is_below(later, lifted):
    for samples in ([surface(200), later], [later, surface(200)]):
        found = answer(example() | {"sample": samples})
        assert ("STD-5" not in opened(found)) is lifted
        assert found.grade is (Grade.ALLOWED if lifted else Grade.NOTHING)


def test_of_a_gross_excess_the_level_is_told_and_nobody_signs_for_it():
    found = answer(example() | {"sample": [surface(31)]})
    reason = opened(found)["STD-5"]
    assert "31 CFU, at most 30 CFU is asked for. It is more than 10 times" in reason.says
    (way,) = (one for one in found.exits if one.kind == "signature")
    assert not way.open
    assert [one.rule for one in way.barred] == ["STD-5"]


@pytest.mark.parametrize(
    ("sample", "told"),
    [
        (surface(0, device="not known"), "of surface needs device"),
        (air(0, litres="not known"), "of air needs litres"),
        (surface(0, of="water"), "of is not one of: air, surface"),
    ],
)
def test_a_sample_without_what_it_was_taken_with_is_refused(sample, told):
    with pytest.raises(BadFactFile, match=told):
        answer(example() | {"sample": [sample]})


def test_a_sample_of_a_day_to_come_is_refused():
    with pytest.raises(BadFacts, match="which is after 2026-11-25"):
        answer(example() | {"sample": [surface(0, day=26)]})


def test_a_class_of_air_without_an_action_level_is_refused():
    with pytest.raises(BadFacts, match="ISO 6 has no action level"):
        answer(example() | {"sample": [surface(0, iso=6)]})


@pytest.mark.parametrize(
    ("site", "iso", "right"),
    [
        ("hood 1, work surface", 5, True),
        ("hood 1, work surface", 8, "hood 1 is ISO 5"),
        ("Work surface of Hood 1", 7, "hood 1 is ISO 5"),
        ("hood 10", 8, True),  # another hood, of which nothing is said
        ("buffer room", 7, True),
        ("buffer room", 8, "buffer room is ISO 7"),
        ("buffer room, floor", 5, "buffer room is ISO 7"),
        ("buffer room, beside hood 1", 7, True),
        ("buffer room, beside hood 1", 8, "buffer room is ISO 7 and hood 1 is ISO 5"),
        ("ante-room", 8, True),
        ("ante-room", 7, "ante-room is ISO 8"),
    ],
)
def test_a_sample_of_another_class_than_its_hood_or_room_is_refused(site, iso, right):
    data = example() | {"sample": [surface(0, site=site, iso=iso)]}
    if right is True:
        assert answer(data).grade is Grade.ALLOWED
        return
    with pytest.raises(BadFacts, match=f"{site} is written down as ISO {iso}, but {right}"):
        answer(data)


def test_a_room_certified_cleaner_than_it_must_be_may_be_sampled_as_either():
    data = example()
    data["room"][1]["iso"] = 7
    for iso in (7, 8):
        sample = [surface(0, site="ante-room", iso=iso)]
        assert answer(data | {"sample": sample}).grade is Grade.ALLOWED


def test_a_hood_out_of_class_lends_no_laxer_level_to_its_samples():
    data = example() | {"sample": [surface(50, site="hood 1", iso=8)]}
    data["hood"]["iso"] = 8
    with pytest.raises(BadFacts, match="hood 1 is ISO 5"):
        answer(data)


def test_one_site_in_two_classes_is_refused():
    samples = [surface(40), surface(40, day=10, iso=8)]
    with pytest.raises(BadFacts, match="work surface is ISO 5 in the sample of 2026-11-09"):
        answer(example() | {"sample": samples})


@pytest.mark.parametrize(
    ("days", "grade"),
    [([], Grade.ALLOWED), ([24], Grade.NOTED), ([23], Grade.ALLOWED), (None, Grade.NOTED)],
)
def test_daily_cleaning_is_due_on_days_of_compounding_and_on_every_day_where_they_are_not_known(
    days, grade
):
    good = example()
    table(good, "cleaned", surface="floor")["clean"] = TODAY.replace(day=23)
    del good["compounding_days"]
    if days is not None:
        good["compounding_days"] = [TODAY.replace(day=day) for day in days]
    assert answer(good).grade is grade
