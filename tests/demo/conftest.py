"""One sample facility for a module's tests, and one whole walk through it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures
from webapp.demo.facility import DemoFacility
from webapp.demo.narration import Narration
from webapp.demo.walker import walk


@dataclass
class Walked:
    facility: DemoFacility
    out: Path
    lines: list[str]


@pytest.fixture(scope="session")
def facility():
    with DemoFacility() as opened:
        yield opened


@pytest.fixture(scope="session")
def walked(facility, tmp_path_factory):
    """A dose from its order to its proof."""
    out, lines = tmp_path_factory.mktemp("walk") / "papers", []
    walk(facility, out, "", Narration(lines.append))
    return Walked(facility, out, lines)
