import pytest

from beyond_use.cases_opened_and_tested import OPENED_AND_TESTED, run

IDS = [
    "C070",
    "C071",
    "C072",
    "C073",
    "C074",
    "C075",
    "C076",
    "C079",
    "C081",
    "C082",
    "C193",
    "C194",
    "C198",
    "C216",
]


def test_every_shipped_case_is_answered_as_published():
    results = run()
    assert [one.id for one in results] == IDS
    assert [f"{one.id}: {one.got}" for one in results if not one.passed] == []


def test_each_result_says_its_rules_source_and_status():
    for one in run():
        assert one.source.endswith(("(recalled)", "(verified)"))
        assert one.question
        assert one.got


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('now = "2026-11-20T19:59"\nallowed = true', 'now = "2026-11-20T19:59"\nallowed = false'),
        ('last_day = "2028-03-01"', 'last_day = "2028-03-02"'),
        ('because = "12 h"', 'because = "28 days"'),
        ('until = "2026-11-21 09:00 EST"', 'until = "2026-11-21 10:00 EST"'),
        ("units = 4", "units = 5"),
        ('asked = "not asked"', 'asked = "must"'),
        ('low = "0.9 % w/v sodium chloride"', 'low = "0.9 % w/v dextrose"'),
    ],
)
def test_a_case_that_expects_something_else_fails(tmp_path, right, wrong):
    text = OPENED_AND_TESTED.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path = tmp_path / "cases.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    assert len([one for one in run(path) if not one.passed]) == 1
