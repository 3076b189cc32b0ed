"""What pip installs holds every file that lies in a room."""

import shutil
import subprocess
import sys
import tomllib
import zipfile

import pytest

import webapp
from tests.house.tree import ROOMS, ROOT

PROJECT_FILES = ("pyproject.toml", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


def tree(folder):
    """Paths below the folder, as a wheel would name them."""
    return {
        path.relative_to(folder).as_posix()
        for room in ROOMS
        for path in (folder / room).rglob("*")
        if path.is_file()
    }


def build(folder):
    options = ("--no-build-isolation", "--no-deps", "--no-index", "--quiet")
    command = [sys.executable, "-m", "pip", "wheel", *options, "-w", str(folder / "out"), "."]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return next((folder / "out").glob("firstair-*.whl"))


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project without what earlier builds left behind."""
    folder = tmp_path_factory.mktemp("wheel")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=LEFT_OUT)
    for name in PROJECT_FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def test_the_wheel_holds_every_file_of_the_rooms_and_nothing_else(copy):
    wished = tree(copy)
    with zipfile.ZipFile(build(copy)) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == wished


def test_the_program_and_the_project_name_one_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == webapp.__version__


def test_a_wheel_without_its_data_would_be_seen(tmp_path):
    (tmp_path / "formulas").mkdir()
    (tmp_path / "formulas" / "units.txt").touch()
    assert tree(tmp_path) == {"formulas/units.txt"}
