"""A whole dose without a browser, on both databases, and with a broken balance."""

import subprocess
import sys
from json import loads

import pytest

from tests.house.tree import ROOT
from webapp.demo.walker import walk_alone

PAPERS = {"label.pdf", "monitoring.csv", "proof.json", "record.json", "record.pdf"}
STEPS = ("verifies the order", "Balance check", "Step 3 of 8, Draw", "releases the bag")


def command(*words):
    """The program a person would start."""
    return subprocess.run(
        [sys.executable, "-c", "from webapp.cli import main; main()", "demo", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_every_step_of_the_walk_is_accepted(walked):
    assert [line for line in walked.lines if not line.startswith("✓")] == []
    assert all(any(step in line for line in walked.lines) for step in STEPS)


def test_the_walk_leaves_its_papers_and_the_check(walked):
    assert {file.name for file in walked.out.iterdir()} == PAPERS | {"verify_record.py"}
    assert all((walked.out / name).stat().st_size > 500 for name in PAPERS)


def test_the_released_record_is_whole(walked):
    record = loads((walked.out / "record.json").read_text("utf-8"))
    assert record["status"] == "released"
    assert record["sample"] is True
    assert [step["outcome"] for step in record["steps"]] == ["accept"] * 8
    assert record["exceptions"] == []
    assert {one["meaning"] for one in record["signatures"]} >= {"verified", "checked", "released"}


def test_every_raw_frame_names_its_line_and_its_place_in_the_spool(walked):
    record = loads((walked.out / "record.json").read_text("utf-8"))
    weighed = [step["gross"]["reading"] for step in record["steps"] if step["gross"]]
    frames = {frame["id"]: frame for frame in record["readings"]}
    assert len(weighed) == 4
    assert set(weighed) <= set(frames)
    for frame in frames.values():
        assert frame["line"] == "balance-1"
        assert frame["sequence"] >= 1
        assert bytes.fromhex(frame["raw"]).startswith(b"S S")
        assert frame["digits"] in bytes.fromhex(frame["raw"]).decode()
        assert frame["simulated"] is True


def test_the_record_of_the_room_comes_with_units_and_both_sides(walked):
    record = loads((walked.out / "record.json").read_text("utf-8"))
    points = {point["code"]: point for point in record["room"]["points"]}
    assert points["buffer-dp"]["unit"] == "in_wc"
    assert points["buffer-dp"]["sides"] == "buffer room minus ante-room"
    assert all(point["samples"] for point in points.values())
    assert "in. w.c." in (walked.out / "monitoring.csv").read_text("utf-8")


@pytest.mark.postgres
def test_the_walk_goes_as_well_on_postgresql(postgres_url, tmp_path):
    lines = []
    walk_alone(tmp_path / "papers", "", postgres_url, 0, lines.append)
    assert lines[-1].endswith("steps were accepted.")
    assert {file.name for file in (tmp_path / "papers").iterdir()} > PAPERS


def test_a_pulled_cable_ends_the_walk_and_the_step_is_named(tmp_path):
    done = command("--headless", "--fault", "unplug", "--out", str(tmp_path / "papers"))
    assert done.returncode == 1
    assert "✗" in done.stdout
    assert "Step 1 of 8, Bag" in done.stderr
    assert "was lost" in done.stderr
    assert not (tmp_path / "papers").exists()


def test_an_unknown_fault_starts_nothing():
    done = command("--headless", "--fault", "gremlins")
    assert done.returncode == 1
    assert "Choose one of: drift," in done.stderr
    assert done.stdout == ""
