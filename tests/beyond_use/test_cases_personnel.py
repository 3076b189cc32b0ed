import pytest

from beyond_use.cases_personnel import PERSONNEL, run

PUBLISHED = [f"C{number}" for number in range(151, 158)]


@pytest.mark.parametrize("case", run(), ids=lambda case: case.id)
def test_a_published_scenario_of_a_person_is_answered_as_published(case):
    assert case.passed, f"{case.question}: expected {case.expected}, got {case.got}"
    assert case.source


def test_every_published_scenario_of_a_person_is_there():
    assert sorted(case.id for case in run()) == PUBLISHED


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("still_needed = 1", "still_needed = 2"),
        ("right = 1", "right = 2"),
        ("day = 10", "day = 14"),
        ("today = 2026-11-22\nstate", "today = 2026-11-20\nstate"),
        ("last_compounded = 2026-04-01", "last_compounded = 2026-05-22"),
    ],
)
def test_a_scenario_of_a_person_with_other_facts_is_told_as_failed(tmp_path, told, wrong):
    path = tmp_path / "cases.toml"
    text = PERSONNEL.read_text(encoding="utf-8")
    assert told in text
    path.write_text(text.replace(told, wrong, 1), encoding="utf-8")
    assert [case.passed for case in run(path)].count(False) == 1
