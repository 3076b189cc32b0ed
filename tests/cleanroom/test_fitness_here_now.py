"""May this person make this, here, now?  Judged from the cards on file, the probes and the balance."""

from datetime import UTC, datetime, timedelta

import pytest

from beyond_use.reason import Effect, State
from beyond_use.standing import Grade
from compounding.cleanroom.errors import CardRefused
from compounding.cleanroom.fitness.cards import LONGEST, enter_card
from compounding.cleanroom.fitness.here_now import Who, fitness
from compounding.cleanroom.fitness.on_file import NOTHING, SAMPLE
from compounding.cleanroom.places import enter_facility, sample_facility
from compounding.errors import NotInThisRole, WrongSecret
from tests.builders import PIN, a_facility, balance_checked

TECHNICIAN = Who("demo-technician", "Demo Technician")


@pytest.fixture
def world(tmp_path):
    made = a_facility(tmp_path)
    made.room()
    balance_checked(made)
    return made


def found(world, *, who=TECHNICIAN, hood="hood-2", hazardous=False):
    with world.database.reading() as session:
        return fitness(session, who, hood, world.now, hazardous=hazardous)


def card(world, about, facts, source="report of the day", who="compliance", secret=PIN, **how):
    with world.as_(who) as unit:
        return enter_card(unit, about, facts, source, secret=secret, **how)


def stops(fit, effect=Effect.NOTHING):
    return {one.rule for one in fit.standing.open if one.effect is effect}


def test_the_sample_facility_is_fit_and_says_that_its_facts_are_samples(world):
    fit = found(world)
    assert fit.standing.grade is Grade.ALLOWED
    assert {one.source for one in fit.sources} == {SAMPLE}
    assert [one.about for one in fit.sources] == [
        "site", "person:demo-technician", "place:hood-2", "place:buffer", "place:ante",
    ]  # fmt: skip


@pytest.mark.parametrize("years", [1, 2, 5])
def test_the_sample_is_as_fit_on_any_other_day(tmp_path, years):
    made = a_facility(tmp_path)
    made.now = made.now.replace(year=made.now.year + years, month=2, day=28)
    made.room()
    with made.database.reading() as session:
        fit = fitness(session, TECHNICIAN, "hood-2", made.now, hazardous=False)
    assert {rule for rule in stops(fit) if not rule.startswith("BA")} == set()


def test_where_nothing_is_on_file_nothing_may_be_made(world):
    with world.as_("admin") as unit:
        enter_facility(unit, sample_facility()["facility"], sample=False)
    fit = found(world)
    assert fit.standing.grade is Grade.NOTHING
    assert {one.source for one in fit.sources} == {NOTHING}
    assert all(one.state is State.NOT_KNOWN for one in fit.standing.open if one.rule == "STD-1")
    assert "Nothing is known of the person" in " ".join(one.says for one in fit.standing.open)


def test_an_unchecked_balance_lets_nothing_be_made(tmp_path):
    made = a_facility(tmp_path)
    made.room()
    assert stops(found(made)) == {"BA-5"}


def test_a_balance_past_its_calibration_lets_nothing_be_made(world):
    world.now = datetime(2027, 7, 1, 14, tzinfo=UTC)
    world.room()
    balance_checked(world)
    assert stops(found(world)) == {"BA-5"}


@pytest.mark.parametrize(
    ("pressure", "grade"),
    [("0.0199", Grade.NOTED), ("0.020", Grade.ALLOWED), ("0.0201", Grade.ALLOWED)],
)
def test_a_dip_of_pressure_within_the_delay_is_noted_and_shortens_nothing(world, pressure, grade):
    world.later(5)
    world.room(pressure=pressure)
    assert found(world).standing.grade is grade


@pytest.mark.parametrize(
    ("seconds", "grade"), [(59, Grade.NOTED), (60, Grade.NOTED), (61, Grade.CATEGORY_1)]
)
def test_pressure_lost_for_longer_than_the_delay_leaves_category_1(world, seconds, grade):
    world.later(5)
    world.room(pressure="0.012")
    world.later(seconds)
    assert found(world).standing.grade is grade


def test_a_silent_probe_is_not_filled_in_from_the_card(world):
    world.later(600)
    fit = found(world)
    reason = next(
        one for one in fit.standing.reasons if one.rule == "FE-6" and "Buffer" in one.says
    )
    assert reason.state is State.NOT_KNOWN


@pytest.mark.parametrize(("warm", "grade"), [("20.0", Grade.ALLOWED), ("20.1", Grade.NOTED)])
def test_a_warm_room_is_noted(world, warm, grade):
    world.later(5)
    world.room(temperature=warm)
    assert found(world).standing.grade is grade


def test_hazardous_drugs_are_asked_only_where_they_are_made(world):
    groups = {group for group, _ in found(world).standing.groups}
    assert "hazardous drugs" not in groups
    fit = found(world, hood="hood-3", hazardous=True)
    asked = {group for group, _ in fit.standing.groups}
    assert "hazardous drugs" in asked


def test_a_hazardous_room_of_unknown_pressure_lets_nothing_be_made(world):
    assert "HD-9" in stops(found(world, hood="hood-3", hazardous=True))


def test_a_card_takes_the_place_of_the_sample(world):
    card(world, "person:demo-technician", "[person]\nnew = true\n")
    fit = found(world)
    assert fit.standing.grade is Grade.NOTHING
    assert "PE-4" in stops(fit)
    told = next(one for one in fit.sources if one.about == "person:demo-technician")
    assert told.source == "report of the day; entered by Demo Compliance on 2026-11-23"


def test_a_certificate_grown_old_leaves_category_1(world):
    facts = "[room]\niso = 7\nair_changes = 34\nceiling_air_changes = 22\n"
    dated = """portable_air_device = false
[[certificate]]
on = {}
passed = true
covers = ["airflow and air changes", "HEPA integrity", "particles, while work goes on", "pressure"]
dynamic = true
air_changes_by_source = true
people = 2
signed_by_designated = true
"""
    card(world, "place:buffer", facts + dated.format("2026-05-23"))
    assert stops(found(world), Effect.CATEGORY_1) == set()
    card(world, "place:buffer", facts + dated.format("2026-05-22"))
    fit = found(world)
    assert fit.standing.grade is Grade.CATEGORY_1
    assert "CT-4" in stops(fit, Effect.CATEGORY_1)


@pytest.mark.parametrize("who", ["technician", "admin"])
def test_only_a_pharmacist_or_compliance_officer_enters_a_card(world, who):
    with pytest.raises(NotInThisRole, match="does not act as pharmacist or compliance"):
        card(world, "site", "designated_written = true", who=who)


@pytest.mark.parametrize(
    ("about", "facts", "source", "said"),
    [
        ("person:nobody", "", "log", "There is no person:nobody here"),
        ("site", "designated_written = true", " ", "not said what this was taken from"),
        ("site", "designated_written = maybe", "log", "cannot be read"),
        ("site", "[person]\nnew = true", "log", "person is nothing that is said of a site"),
        ("site", "designated_written = 7", "log", "neither true nor false"),
        ("place:buffer", "[room]\niso = 7\nkitchen = true", "log", "kitchen"),
        ("site", "#" * (LONGEST + 1), "log", "longer than"),
        ("site", "", "s" * 501, "longer than"),
    ],
)
def test_a_card_that_cannot_be_judged_is_refused_and_changes_nothing(
    world, about, facts, source, said
):
    with pytest.raises(CardRefused, match=said):
        card(world, about, facts, source)
    assert found(world).standing.grade is Grade.ALLOWED


def test_a_wrong_secret_enters_no_card(world):
    with pytest.raises(WrongSecret):
        card(world, "site", "designated_written = true", secret="000000")
    assert found(world).standing.grade is Grade.ALLOWED


ENTRY = """[person]
last_compounded = 2026-11-20
[entry]
wash_seconds = 40
hands_ready = true
garb = ["low-lint gown", "shoe covers", "head cover", "mask", "sterile powder-free gloves"]
bearded = false
"""


def hands(world):
    rules = ("PE-12", "PE-13")
    return {one.state for one in found(world).standing.reasons if one.rule in rules}


def test_how_a_person_came_in_counts_on_that_day_alone(world):
    card(world, "person:demo-technician", ENTRY)
    assert hands(world) == {State.MET}
    world.now += timedelta(days=1)
    assert hands(world) == {State.NOT_KNOWN}


def test_a_new_card_loses_nothing_unsaid(world):
    card(world, "person:demo-technician", ENTRY)
    with pytest.raises(CardRefused, match="The card before says also: entry"):
        card(world, "person:demo-technician", "[person]\nnew = true\n")
    card(world, "person:demo-technician", "[person]\nnew = true\n", dropping=True)
    assert hands(world) == {State.NOT_KNOWN}


def test_facts_of_a_day_to_come_are_refused(world):
    tomorrow = (world.now + timedelta(days=2)).date()
    with pytest.raises(CardRefused, match="after"):
        card(world, "site", f"[sampling]\nair = {tomorrow}\n")
