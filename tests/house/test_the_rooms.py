"""Six rooms and one staircase: the folders agree with the contract, and each room has its errors."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house import rules
from tests.house.tree import ROOMS, ROOT, read

FLOORS = {"preparation", "cleanroom", "stock", "ledger"}


def packages(folder):
    return {path.parent.name for path in folder.glob("*/__init__.py")}


def contract():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["tool"]["importlinter"]


def staircase(contract):
    layers = next(c for c in contract["contracts"] if c["type"] == "layers")["layers"]
    return {name.strip() for layer in layers for name in layer.split("|")}


def test_the_packages_at_the_root_are_those_of_the_contract():
    assert packages(ROOT) == set(contract()["root_packages"]) == {*ROOMS, "tests"}


def test_every_package_stands_on_the_staircase():
    assert staircase(contract()) == packages(ROOT)


def test_the_record_has_its_four_floors():
    assert packages(ROOT / "compounding") == FLOORS


def test_a_seventh_room_would_be_seen(tmp_path):
    (tmp_path / "extras").mkdir()
    (tmp_path / "extras" / "__init__.py").touch()
    assert packages(tmp_path) == {"extras"}


def test_every_room_keeps_its_errors_in_one_module():
    missing = [room for room in ROOMS if not (ROOT / room / "errors.py").exists()]
    assert missing == []


def test_every_error_stands_in_the_tree_that_its_module_draws():
    modules = [read(path) for room in ROOMS for path in (ROOT / room).rglob("errors.py")]
    assert [complaint for module in modules for complaint in rules.undrawn_errors(module)] == []


@pytest.fixture
def copy(tmp_path):
    """The rooms as they are, to plant something in."""
    for room in (*ROOMS, "tests"):
        only_python = shutil.ignore_patterns("static", "templates", "fonts", "__pycache__")
        shutil.copytree(ROOT / room, tmp_path / room, ignore=only_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("planted", "where", "contract"),
    [
        ("import webapp", "formulas/units.py", "One staircase"),
        ("import sqlalchemy", "beyond_use/law.py", "know no database"),
        ("import compounding.preparation", "compounding/ledger/base.py", "Inside the record"),
        ("import sensors.simulated", "webapp/doors.py", "Simulated instruments only"),
        ("import sensors.simulated", "sensors/agent/run.py", "Simulated instruments only"),
        ("import webapp.demo", "webapp/doors.py", "The demo only"),
        ("import serial", "webapp/live.py", "Only sensors speaks"),
        ("import formulas.quantity", "formulas/nutrition/second.py", "The second calculation"),
    ],
    ids=[
        "up the stairs",
        "a database below",
        "up in the record",
        "a simulator",
        "a driver",
        "a demo",
        "a port",
        "the first calculation",
    ],
)
def test_an_import_against_the_contracts_is_caught(copy, planted, where, contract):
    with (copy / where).open("a", encoding="utf-8") as module:
        module.write(f"\n{planted}\n")
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=copy, check=False, capture_output=True, text=True
    )
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken)
