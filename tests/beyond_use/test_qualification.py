"""Every published scenario of the law is run, answered as published, and told with its standing."""

from beyond_use.qualification import run, shipped, unconfirmed

SCENARIOS = 91
RECALLED = {"C004", "C005", "C066"}


def test_every_scenario_is_answered_as_published():
    results = run()
    assert [one.id for one in results if not one.passed] == []
    assert len({one.id for one in results}) == len(results) == SCENARIOS


def test_every_file_of_scenarios_is_run():
    folder = shipped()[0].parent
    assert sorted(shipped()) == sorted(folder.glob("*.toml"))


def test_what_no_source_was_seen_to_say_is_told_apart():
    results = {one.id: one for one in run()}
    apart = {one.id for one in results.values() if unconfirmed(one)}
    assert apart >= RECALLED
    assert not unconfirmed(results["C001"])
    assert 0 < len(apart) < len(results)
