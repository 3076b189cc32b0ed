"""`firstair bud`: answers, exit codes and data."""

import json

import pytest
from click.testing import CliRunner

from tests.house.tree import ROOT
from webapp.cli import main

EXAMPLES = ROOT / "beyond_use" / "examples"


@pytest.fixture
def bud():
    def run(*words):
        return CliRunner().invoke(main, ["bud", *(str(word) for word in words)])

    return run


@pytest.fixture
def second(tmp_path):
    """The example of Category 2 with one line replaced."""

    def make(old, new):
        text = (EXAMPLES / "category_2.toml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "facts.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return make


def test_an_allowed_file_ends_with_0_and_its_date_first(bud):
    told = bud(EXAMPLES / "category_2.toml")
    assert told.exit_code == 0
    first, label, *_ = told.stdout.splitlines()
    assert first.startswith("2026-12-03 09:12 EST, refrigerated: decided by Category 2")
    assert label == "Label: Beyond use 2026-12-03 09:12 EST, refrigerated"
    assert "stable for 14 days (made up for this example; not confirmed)" in told.stdout
    assert "What one fact would change" in told.stdout


def test_the_data_has_the_keys_that_programs_read(bud):
    told = bud(EXAMPLES / "category_2.toml", "--json")
    data = json.loads(told.stdout)
    assert told.exit_code == 0
    assert (data["allowed"], data["category"]) == (True, 2)
    assert data["until"] == "2026-12-03T09:12:00-05:00"
    assert data["decided_by"]["rule"] == "BUD-3"
    assert data["decided_by"]["text"].endswith("10 days")
    assert [limit["deciding"] for limit in data["limits"]] == [True, False, False, False]
    assert {limit["kind"] for limit in data["limits"]} == {"table", "stability", "component expiry"}
    assert data["reasons"][0]["rule"] == "SC-5"
    assert (data["in_scope"], data["chapters"]) == (True, ["USP <797>"])
    assert data["action_required"] is False
    assert data["confirmed"] is False
    assert data["what_if"][0].startswith("passed sterility test: 30 days")
    assert (data["label_day"], data["storage"]) == ("2026-12-02", "refrigerator")


def test_what_is_not_allowed_ends_with_1_and_says_why(bud, second):
    path = second('sterility_test = "not tested"', 'sterility_test = "failed"')
    told = bud(path)
    assert told.exit_code == 1
    assert told.stdout.startswith("Not allowed: Its sterility test failed")
    data = json.loads(bud(path, "--json").stdout)
    assert (data["allowed"], data["until"], data["decided_by"]) == (False, None, None)
    assert (data["category"], data["limits"], data["action_required"]) == (2, [], True)
    (gravest,) = (one for one in data["reasons"] if one["costs"] == "nothing may be made")
    assert (gravest["rule"], gravest["met"]) == ("BUD-14", False)


def test_what_is_out_of_scope_says_which_chapter_covers_it(bud, tmp_path):
    path = tmp_path / "kit.toml"
    path.write_text(
        'started_at = 2026-11-23T09:12:00\nzone = "UTC"\n[scope]\nradioactive = true\n',
        encoding="utf-8",
    )
    told = bud(path)
    assert told.exit_code == 1
    assert told.stdout.startswith("Outside USP <797>, covered by USP <825>; no date from here")
    data = json.loads(bud(path, "--json").stdout)
    assert (data["in_scope"], data["chapters"], data["allowed"]) == (False, ["USP <825>"], False)


def test_a_bad_file_ends_with_2_and_says_everything_amiss(bud, second):
    path = second("pec_iso = 5", "pec = 5")
    told = bud(path)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert "pec means nothing here" in told.stderr
    assert "write pec_iso = 5" in told.stderr
    answered = bud(path, "--json")
    assert answered.exit_code == 2
    assert "pec means nothing here" in json.loads(answered.stdout)["error"]


def test_an_overlay_that_is_not_on_file_is_refused(bud):
    told = bud(EXAMPLES / "category_2.toml", "--overlay", "nowhere")
    assert told.exit_code == 2
    assert "No overlay named 'nowhere'" in told.stderr


def test_immediate_use_says_by_when_to_begin(bud):
    told = bud(EXAMPLES / "immediate_use.toml")
    assert told.exit_code == 0
    assert told.stdout.startswith("Begin administration by 2026-11-23 13:12 EST, else discard")


def test_a_date_too_short_for_a_day_says_that_the_hour_is_needed(bud):
    told = bud(EXAMPLES / "category_1.toml")
    assert "Label without the hour: not possible, the hour has to be printed" in told.stdout
    assert "Lifted by: see what would change." in told.stdout
