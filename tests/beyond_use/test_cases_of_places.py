"""The published scenarios of places are judged as their sources do, and would fail otherwise."""

import pytest

from beyond_use.cases_places import PLACES, run

IDS = {
    "C132", "C133", "C134", "C135", "C136", "C139", "C140", "C141", "C142", "C160", "C161", "C165",
    "C167", "C168", "C173", "C174", "C177", "C181", "C182", "C183", "C184", "C200", "C201", "C204",
    "C206", "C212", "C213",
}  # fmt: skip


def test_every_published_scenario_of_a_place_is_judged_rightly():
    results = run()
    assert [result for result in results if not result.passed] == []
    assert {result.id for result in results} == IDS
    assert len(results) == len(IDS)


@pytest.mark.parametrize(
    ("right", "wrong", "failing"),
    [
        ('pressure = "4.9 Pa"', 'pressure = "5 Pa"', "C161"),
        ('"-0.035 in_wc"', '"-0.030 in_wc"', "C165"),
        ('particles = "3520"', 'particles = "3521"', "C177"),
        ("colonies = 10\n", "colonies = 11\n", "C132"),
        ("colonies = 4\n", "colonies = 3\n", "C136"),
        ('says = "due 2026-12-01"', 'says = "due 2026-12-02"', "C141"),
        ("surfaces = 2026-10-15", "surfaces = 2026-10-22", "C139"),
        ('["32", 24]', '["32", 48]', "C142"),
        ('mean_kinetic = "24.42"', 'mean_kinetic = "24.43"', "C181"),
        ('["-26", 1]', '["-25", 1]', "C184"),
        ("full = true", "full = false", "C200"),
        ("minutes = 31", "minutes = 30", "C204"),
        ("giving = false", "giving = true", "C206"),
        ('least = "0.3 g"', 'least = "0.31 g"', "C212"),
    ],
)
def test_a_scenario_that_expects_another_answer_fails_alone(tmp_path, right, wrong, failing):
    text = PLACES.read_text(encoding="utf-8")
    assert right in text
    path = tmp_path / "places.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    assert [result.id for result in run(path) if not result.passed] == [failing]
