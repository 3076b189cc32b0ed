"""Files of facts: what is unknown, missing or misspelt is refused, and told with how to write it."""

import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from beyond_use import bud_keys
from beyond_use.bud_answer import answer, answer_file
from beyond_use.bud_keys import SECTIONS, Question
from beyond_use.errors import BadFactFile, BadFacts, NoLawInForce
from beyond_use.fact_file import Need
from beyond_use.fact_kinds import instant, length
from tests.house.tree import ROOT

EXAMPLES = sorted((ROOT / "beyond_use" / "examples").glob("*.toml"))
MANUAL = (ROOT / "docs" / "reference" / "bud-file.md").read_text(encoding="utf-8")
SECOND = next(path for path in EXAMPLES if path.name == "category_2.toml")


def facts(**changes):
    """The facts of the example of Category 2, with tables laid over it."""
    data = tomllib.loads(SECOND.read_text(encoding="utf-8"))
    for key, said in changes.items():
        data[key] = data[key] | said if isinstance(data.get(key), dict) else said
    return data


def without(table, key):
    data = facts()
    del (data[table] if table else data)[key]
    return data


def troubles(data):
    with pytest.raises(BadFactFile) as refused:
        answer("facts.toml", data)
    return refused.value.troubles


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_allowed_and_stands_in_the_manual(path):
    assert answer_file(path).allowed
    assert path.read_text(encoding="utf-8").rstrip() in MANUAL


@pytest.mark.parametrize(
    ("name", "category"), [("category_1", 1), ("category_2", 2), ("category_3", 3)]
)
def test_each_category_has_its_example(name, category):
    (path,) = (one for one in EXAMPLES if one.stem == name)
    assert answer_file(path).category == category


@pytest.mark.parametrize("question", Question)
def test_every_key_stands_in_the_manual_as_it_is_read(question):
    part = MANUAL.partition(f"\n## {question.value.capitalize()}\n")[2].partition("\n## ")[0]
    for section in SECTIONS[question]:
        assert section.meaning in part
        for key in section.keys:
            row = f"| `{key.name}` | {key.meaning} | `{key.written}` | {key.need.value} |"
            assert row in part, f"docs/reference/bud-file.md needs the line {row}"


@pytest.mark.parametrize("question", Question)
def test_every_key_can_be_written_as_it_is_shown(question):
    for section in SECTIONS[question]:
        for key in section.keys:
            said = tomllib.loads(key.written)[key.name]
            key.read(said)  # raises where the example of the key is no good


def test_an_empty_file_is_told_everything_it_lacks_at_once():
    told = troubles({})
    assert len(told) == 6
    assert any(
        "started_at is missing" in one and "started_at = 2026-11-23T09:12:00" in one for one in told
    )
    assert '[place] is missing; write it with area = "cleanroom suite"; pec_iso = 5' in told


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("", "zone"),
        ("", "storage"),
        ("place", "area"),
        ("place", "pec_iso"),
        ("place", "certified_on"),
        ("place", "in_class"),
        ("making", "process"),
        ("making", "sterility_test"),
    ],
)
def test_a_missing_key_is_named_with_how_to_write_it(table, key):
    (told,) = troubles(without(table, key))
    assert f"{key} is missing" in told
    assert f"write {key} = " in told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"colour": 1}, "colour means nothing here; known are batch_units, category_3"),
        ({"place": {"colour": 1}}, "[place]: colour means nothing here; known are area"),
        ({"storage": "fridge"}, "storage is not one of: room temperature, refrigerator, freezer"),
        ({"storage": 4}, "storage is not one of"),
        ({"zone": "Nowhere/Town"}, "zone is no time zone"),
        ({"zone": ""}, "zone is not a text"),
        ({"started_at": "2026-11-23"}, "started_at is not a date with its hour"),
        ({"started_at": date(2026, 11, 23)}, "started_at is not a date with its hour"),
        ({"place": {"pec_iso": "5"}}, "pec_iso is not a whole number"),
        ({"place": {"pec_iso": True}}, "pec_iso is not a whole number"),
        ({"place": {"pec_iso": -5}}, "pec_iso is not a whole number"),
        ({"place": {"in_class": "yes"}}, "in_class is neither true nor false"),
        ({"place": {"certified_on": "August"}}, "certified_on is not a date"),
        ({"place": {"certified_on": datetime(2026, 8, 10)}}, "certified_on is not a date"),  # noqa: DTZ001 - as TOML reads it
        ({"wanted": "ten days"}, "wanted is not a length of time"),
        ({"wanted": "0 days"}, "wanted is not a length of time"),
        ({"wanted": "1.5 days"}, "wanted is not a length of time"),
        ({"wanted": "36525 days"}, "wanted is longer than a century"),
        ({"wanted": "999999999999 days"}, "wanted is longer than a century"),
        ({"wanted": "not known and more"}, "wanted is not a length of time"),
        ({"storage": "not known"}, "storage is not one of"),
        ({"question": "lunch"}, "question is not one of: sterile preparation, immediate use"),
        ({"component": []}, "[[component]] is missing"),
        ({"component": {"name": "x"}}, "component is written as a table headed [[component]]"),
        ({"component": [1]}, "component is written as a table headed [[component]]"),
        ({"place": 5}, "place is written as a table headed [place]"),
    ],
)
def test_what_is_unknown_or_no_good_is_refused_by_name(changes, told):
    data = facts()
    for key, said in changes.items():
        table = data.get(key)
        data[key] = table | said if isinstance(table, dict) and isinstance(said, dict) else said
    assert any(told in one for one in troubles(data)), troubles(data)


PART = {"name": "powder", "sterile": True}


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (PART, "needs either expires"),
        (PART | {"expires": "2027-03", "received": date(2026, 3, 2)}, "needs either expires"),
        (PART | {"expires": "03/2027"}, "expires is neither a date nor year and month"),
        (PART | {"expires": "2027-13"}, "expires is neither a date nor year and month"),
        (PART | {"expires": 2027}, "expires is neither a date nor year and month"),
    ],
)
def test_a_component_says_how_long_it_lasts(part, told):
    assert told in troubles(facts(component=[part]))[0]


@pytest.mark.parametrize(
    ("expires", "until"),
    [
        ("2026-11", "2026-11-30T23:59:00-05:00"),
        (date(2026, 11, 24), "2026-11-24T23:59:00-05:00"),
        (datetime(2026, 11, 24, 15, 0), "2026-11-24T15:00:00-05:00"),  # noqa: DTZ001 - as TOML reads it
        (datetime(2026, 11, 24, 15, 0, tzinfo=UTC), "2026-11-24T10:00:00-05:00"),
    ],
)
def test_an_expiry_is_a_day_a_month_or_an_hour(expires, until):
    found = answer("facts.toml", facts(component=[PART | {"expires": expires}]))
    assert found.until == datetime.fromisoformat(until)


def test_without_an_expiry_a_component_lasts_a_year_from_receipt():
    found = answer("facts.toml", facts(component=[PART | {"received": date(2025, 11, 25)}]))
    assert found.until == datetime.fromisoformat("2026-11-25T23:59:00-05:00")


def test_what_is_stated_not_to_be_known_is_never_taken_for_kept():
    unsure = answer("facts.toml", facts(place={"in_class": "not known"}))
    assert (unsure.allowed, unsure.category) == (True, 1)
    nothing = answer("facts.toml", facts(place={"pec_iso": "not known"}))
    assert (nothing.allowed, nothing.category, nothing.until) == (False, None, None)
    assert nothing.to_do


def test_a_segregated_area_says_nothing_of_class_or_certificate():
    told = troubles(facts(place={"area": "segregated area"}))
    assert [one.split(" is said")[0] for one in told] == [
        "[place]: certified_on",
        "[place]: in_class",
    ]


def test_a_passed_test_of_a_nonsterile_component_asks_whether_it_is_injected():
    powder = [{"name": "powder", "sterile": False, "expires": "2030-12"}]
    passed = {"sterility_test": "passed"}
    assert "injectable is missing" in troubles(facts(component=powder, making=passed))[0]
    injected = passed | {"injectable": True}
    assert "endotoxin_test is missing" in troubles(facts(component=powder, making=injected))[0]
    drops = answer("facts.toml", facts(component=powder, making=passed | {"injectable": False}))
    assert drops.decided_by.rule == "BUD-10"
    for result, rule in (("passed", "BUD-10"), ("pending", "BUD-2")):
        tested = answer(
            "facts.toml", facts(component=powder, making=injected | {"endotoxin_test": result})
        )
        assert tested.decided_by.rule == rule


def test_a_wish_is_answered_and_changes_nothing():
    plain, wished = answer("f", facts()), answer("f", facts(wanted="11 days"))
    assert wished.until == plain.until
    assert not plain.to_do
    assert wished.to_do
    assert wished.reasons[-1].says == "Wished for: 11 days, which is not allowed."
    assert answer("f", facts(wanted="10 days")).reasons[-1].says.endswith("which is allowed.")


def test_the_law_is_that_of_the_local_day_of_the_start():
    before = facts(started_at=datetime(2023, 11, 1, 3, 59, tzinfo=UTC))
    with pytest.raises(NoLawInForce, match="2023-10-31"):
        answer("facts.toml", before)
    first = facts(
        started_at=datetime(2023, 11, 1, 4, 0, tzinfo=UTC),
        place={"certified_on": date(2023, 10, 1)},
    )
    assert answer("facts.toml", first).allowed


def test_an_hour_that_comes_twice_or_never_has_to_say_its_offset():
    twice, never = datetime(2026, 11, 1, 1, 30), datetime(2027, 3, 14, 2, 30)  # noqa: DTZ001 - as TOML reads them
    for local in (twice, never):
        with pytest.raises(BadFacts, match="does not occur exactly once"):
            answer("facts.toml", facts(started_at=local))
    once = instant(datetime(2026, 11, 1, 2, 30), "America/New_York", "start")  # noqa: DTZ001 - as TOML reads it
    assert once == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    exact = datetime.fromisoformat("2026-11-01T01:30:00-04:00")
    assert instant(exact, "America/New_York", "start") == exact


@pytest.mark.parametrize(
    ("said", "lasts"),
    [
        ("90 min", timedelta(minutes=90)),
        ("12 h", timedelta(hours=12)),
        ("1 hour", timedelta(hours=1)),
        ("14 days", timedelta(days=14)),
        ("36524 days", timedelta(days=36524)),
    ],
)
def test_a_length_of_time_is_read_in_minutes_hours_or_days(said, lasts):
    assert length(said) == lasts


def test_scope_that_leads_out_asks_nothing_else():
    head = {key: facts()[key] for key in ("started_at", "zone")}
    found = answer("facts.toml", head | {"scope": {"radioactive": True}})
    assert (found.scope.in_scope, found.allowed, found.scope.chapters) == (
        False,
        False,
        ("USP <825>",),
    )
    inside = troubles(head | {"scope": {"work": "repackaging"}})
    assert any("[place] is missing" in one for one in inside)


def test_a_docked_bag_has_a_question_of_its_own():
    docked = {"scope": {"work": "bag and vial docked for future activation"}}
    (told,) = troubles(facts(**docked))
    assert 'write question = "docked bag and vial"' in told


def test_blood_derived_material_not_kept_apart_bars_the_date():
    blood = {"blood_derived": True}
    barred = answer("facts.toml", facts(scope=blood | {"apart": False}))
    assert (barred.allowed, barred.until, barred.category) == (False, None, 2)
    assert answer("facts.toml", facts(scope=blood | {"apart": True})).allowed


def test_a_file_that_is_not_there_or_not_toml_is_refused(tmp_path):
    with pytest.raises(BadFactFile, match="cannot be opened"):
        answer_file(tmp_path / "nothing.toml")
    with pytest.raises(BadFactFile, match="cannot be opened"):
        answer_file(tmp_path)
    crooked = tmp_path / "crooked.toml"
    crooked.write_text("zone = ", encoding="utf-8")
    with pytest.raises(BadFactFile, match="is not TOML"):
        answer_file(crooked)
    crooked.write_bytes(b'zone = "\xff"')
    with pytest.raises(BadFactFile, match="not saved as UTF-8"):
        answer_file(crooked)


def test_the_same_file_gets_the_same_answer_again():
    for path in EXAMPLES:
        assert answer_file(path) == answer_file(Path(path))


def test_what_has_to_be_stated_may_be_not_known_and_what_is_required_may_not():
    assert bud_keys.PLACE.keys[1].need is Need.STATED
    assert bud_keys.PLACE.keys[0].need is Need.REQUIRED
    assert any("area is not one of" in one for one in troubles(facts(place={"area": "not known"})))
