from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beyond_use.category import Category
from beyond_use.exits import ExitKind
from beyond_use.law import in_force_on
from beyond_use.reason import Effect, Reason, State
from beyond_use.standing import Asked, Grade, Group, Judged, standing
from tests.beyond_use.people import TODAY

LAW = in_force_on(TODAY)
GROUPS = ("person", "room", "hood", "balance", "sampling", "cleaning")


def reason(effect=Effect.NONE, rule="T-1", state=None):
    state = state or (State.MET if effect is Effect.NONE else State.NOT_MET)
    says = f"{rule} is {state}."
    return Reason(rule, state, effect, says, "a chapter", confirmed=False, lifted_by="somebody")


def judged(**changes):
    return Judged(**({group: (reason(),) for group in GROUPS} | changes))


def stands(asked=Category.TWO, designated="Demo Compliance", immediate_use=None, **changes):
    return standing(judged(**changes), Asked(asked, designated, immediate_use), LAW)


def kinds(found, *, open_=None):
    return [one.kind for one in found.exits if open_ is None or one.open is open_]


@pytest.mark.parametrize(
    ("effect", "grade", "categories"),
    [
        (Effect.NONE, Grade.ALLOWED, (1, 2)),
        (Effect.NOTED, Grade.NOTED, (1, 2)),
        (Effect.CATEGORY_2, Grade.NOTED, (1, 2)),
        (Effect.CATEGORY_1, Grade.CATEGORY_1, (1,)),
        (Effect.NOTHING, Grade.NOTHING, ()),
    ],
)
@pytest.mark.parametrize("group", GROUPS)
def test_the_gravest_reason_of_any_group_decides_the_grade(group, effect, grade, categories):
    found = stands(**{group: (reason(), reason(effect))})
    assert (found.grade, found.categories) == (grade, categories)
    assert found.allowed is (Category.TWO in categories)


@pytest.mark.parametrize("effect", list(Effect))
@pytest.mark.parametrize("asked", list(Category))
@pytest.mark.parametrize("gate", [None, (), (reason(),), (reason(Effect.NOTED),)])
def test_no_grade_says_allowed_of_what_may_not_be_made(asked, effect, gate):
    found = stands(asked, category_3=gate, room=(reason(effect),))
    if not found.allowed:
        assert found.grade in {Grade.NOTHING, Grade.CATEGORY_1, Grade.CATEGORY_2}
        left = {Grade.NOTHING: (), Grade.CATEGORY_1: (1,), Grade.CATEGORY_2: (1, 2)}
        assert found.categories == left[found.grade]
    assert found.grade is not Grade.CATEGORY_2 or asked is Category.THREE


def test_a_deviation_is_what_is_not_met_and_stops_nothing():
    kept, noted, barred = reason(), reason(Effect.NOTED, "T-2"), reason(Effect.CATEGORY_1, "T-3")
    found = stands(room=(kept, noted, barred), category_3=(reason(Effect.CATEGORY_2),))
    assert found.deviations == (noted,)


def test_graver_reasons_cover_lighter_ones():
    found = stands(
        sampling=(reason(Effect.NOTED),),
        room=(reason(Effect.CATEGORY_1),),
        person=(reason(Effect.NOTHING),),
    )
    assert found.grade is Grade.NOTHING
    assert [one.effect for one in found.open] == [
        Effect.NOTHING,
        Effect.CATEGORY_1,
        Effect.NOTED,
    ]


@pytest.mark.parametrize(
    ("group", "grade"),
    [
        ("person", Grade.NOTHING),
        ("room", Grade.CATEGORY_1),
        ("hood", Grade.NOTHING),
        ("balance", Grade.NOTHING),
        ("sampling", Grade.NOTED),
        ("cleaning", Grade.NOTHING),
        ("hazardous", Grade.NOTHING),
    ],
)
def test_a_group_of_which_nothing_is_known_is_not_met(group, grade):
    found = stands(**{group: ()})
    assert found.grade is grade
    (unknown,) = found.open
    assert (unknown.state, unknown.rule) == (State.NOT_KNOWN, "STD-1")
    assert unknown.lifted_by


def test_hazardous_drugs_are_judged_only_where_they_are_made():
    assert Group.HAZARDOUS not in dict(stands().groups)
    assert stands(hazardous=(reason(Effect.NOTHING),)).grade is Grade.NOTHING


@pytest.mark.parametrize(
    ("gate", "categories"),
    [
        (None, (1, 2)),
        ((), (1, 2)),
        ((reason(),), (1, 2, 3)),
        ((reason(), reason(Effect.CATEGORY_2)), (1, 2)),
        ((reason(Effect.NOTED, state=State.NOT_KNOWN),), (1, 2)),
    ],
)
def test_category_3_is_open_only_through_its_whole_gate(gate, categories):
    found = stands(Category.THREE, category_3=gate)
    assert found.categories == categories
    assert found.grade is (Grade.ALLOWED if 3 in categories else Grade.CATEGORY_2)
    assert found.allowed is (3 in categories)


@pytest.mark.parametrize(
    ("effect", "categories"),
    [
        (Effect.NOTED, (1, 2, 3)),
        (Effect.CATEGORY_2, (1, 2)),
        (Effect.CATEGORY_1, (1,)),
        (Effect.NOTHING, ()),
    ],
)
@pytest.mark.parametrize("group", GROUPS)
def test_an_open_gate_does_not_lift_what_another_group_costs(group, effect, categories):
    found = stands(Category.THREE, category_3=(reason(),), **{group: (reason(effect),)})
    assert found.categories == categories
    assert found.allowed is (3 in categories)


def test_what_is_allowed_needs_no_way_out():
    assert stands().exits == ()
    assert stands(Category.ONE, room=(reason(Effect.CATEGORY_1),)).exits == ()


def test_where_only_category_1_is_left_it_is_offered_and_no_signature():
    found = stands(room=(reason(Effect.CATEGORY_1),))
    (lower,) = found.exits
    assert lower.kind is ExitKind.LOWER
    assert lower.open
    assert "Category 1" in lower.allows
    assert "Category 2" in lower.forbids


def test_category_2_is_offered_where_the_gate_is_closed():
    (lower,) = stands(Category.THREE).exits
    assert "Category 2" in lower.allows


@pytest.mark.parametrize("group", ["person", "balance"])
def test_the_designated_person_may_sign_for_what_harms_nobody_at_once(group):
    found = stands(**{group: (reason(Effect.NOTHING, "PE-4"),)})
    (signing,) = found.exits
    assert (signing.kind, signing.open) == (ExitKind.SIGNATURE, True)
    assert signing.by == "Demo Compliance, the designated person"
    assert signing.rules == ("STD-4", "PE-4")
    assert "4 hours" in signing.allows
    assert "beyond-use date" in signing.forbids
    assert any("reason" in one for one in signing.asks)
    second = any("second person instead of the balance" in one for one in signing.asks)
    assert second is (group == "balance")


def test_a_balance_among_other_stops_still_asks_for_a_second_person():
    stop = (reason(Effect.NOTHING, "PE-4"),)
    (signing,) = stands(person=stop, balance=(reason(Effect.NOTHING, "BA-5"),)).exits
    assert signing.open
    assert any("second person instead of the balance" in one for one in signing.asks)


@pytest.mark.parametrize(
    ("group", "rule"),
    [
        ("hood", "FE-2"),
        ("cleaning", "CL-1"),
        ("room", "FE-7"),
        ("hazardous", "HD-9"),
        ("person", "PE-12"),
        ("person", "PE-13"),
    ],
)
def test_nobody_signs_for_hood_room_containment_hands_or_garb(group, rule):
    found = stands(**{group: (reason(Effect.NOTHING, rule),)})
    (signing,) = found.exits
    assert not signing.open
    assert f"first lifted, as none may sign for it: {rule} is not met." in signing.asks


@pytest.mark.parametrize("name", [None, "", "  "])
def test_without_a_designated_person_nobody_signs(name):
    (signing,) = stands(designated=name, person=(reason(Effect.NOTHING),)).exits
    assert not signing.open
    assert "a designated person, named" in signing.asks


@pytest.mark.parametrize(
    ("conditions", "is_open"),
    [
        ((reason(rule="IU-1"),), True),
        ((reason(rule="IU-1"), reason(Effect.NOTED, "IU-9")), True),
        ((reason(rule="IU-1"), reason(Effect.NOTHING, "IU-7")), False),
        ((reason(Effect.NOTHING, "IU-4", State.NOT_KNOWN),), False),
        ((), False),
    ],
)
def test_immediate_use_is_open_where_each_of_its_conditions_holds(conditions, is_open):
    found = stands(immediate_use=conditions, hood=(reason(Effect.NOTHING),))
    (immediate,) = (one for one in found.exits if one.kind is ExitKind.IMMEDIATE_USE)
    assert immediate.open is is_open
    assert immediate.rules == (tuple(dict.fromkeys(one.rule for one in conditions)) or ("IU-1",))
    assert len(immediate.asks) == sum(one.effect is Effect.NOTHING for one in conditions)
    assert "4 hours" in immediate.allows


def test_immediate_use_is_offered_where_category_1_is_not_enough_too():
    found = stands(immediate_use=(reason(),), room=(reason(Effect.CATEGORY_1),))
    assert kinds(found) == [ExitKind.LOWER, ExitKind.IMMEDIATE_USE]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, "Up to Category 2 may be made here now"),
        (
            {"sampling": (reason(Effect.NOTED),)},
            "Up to Category 2 may be made here now, with a deviation noted",
        ),
        ({"room": (reason(Effect.CATEGORY_1),)}, "Category 1 only may be made here now"),
        (
            {"room": (reason(Effect.CATEGORY_1), reason(Effect.NOTED))},
            "Category 1 only may be made here now, with a deviation noted",
        ),
        ({"hood": (reason(Effect.NOTHING),)}, "Nothing may be made here now"),
    ],
)
def test_a_standing_says_in_one_line_what_may_be_made(changes, told):
    assert stands(**changes).told == told


EFFECTS = st.sampled_from([*Effect])
SOME = st.lists(EFFECTS.map(reason), min_size=1, max_size=3).map(tuple)
ANY = st.builds(Judged, *([SOME] * 6), st.none() | SOME, st.none() | SOME)
ORDER = list(Grade)


@given(ANY, st.sampled_from(GROUPS), st.data())
def test_one_more_reason_never_raises_the_grade(facts, group, data):
    more = (*getattr(facts, group), reason(data.draw(EFFECTS)))
    before = standing(facts, Asked(Category.TWO), LAW)
    after = standing(replace(facts, **{group: more}), Asked(Category.TWO), LAW)
    assert ORDER.index(after.grade) <= ORDER.index(before.grade)
    assert set(after.categories) <= set(before.categories)


@given(ANY, st.sampled_from(GROUPS), st.data())
def test_a_reason_that_grows_worse_never_raises_the_grade(facts, group, data):
    first, *rest = getattr(facts, group)
    worse = data.draw(st.sampled_from([one for one in Effect if one >= first.effect]))
    spoilt = replace(facts, **{group: (reason(worse), *rest)})
    before = standing(facts, Asked(Category.TWO), LAW)
    after = standing(spoilt, Asked(Category.TWO), LAW)
    assert ORDER.index(after.grade) <= ORDER.index(before.grade)
    assert set(after.categories) <= set(before.categories)


@given(ANY, st.sampled_from(Category))
def test_something_refused_always_has_its_ways_on_and_something_allowed_has_none(facts, category):
    found = standing(facts, Asked(category, "Demo Compliance"), LAW)
    assert bool(found.exits) is not found.allowed
    assert all(one.allows and one.forbids and one.by for one in found.exits)


@given(ANY)
def test_the_grade_and_the_categories_agree(facts):
    found = standing(facts, Asked(Category.ONE), LAW)
    assert (found.grade is Grade.NOTHING) is (found.categories == ())
    assert (found.grade is Grade.CATEGORY_1) is (found.categories == (Category.ONE,))
