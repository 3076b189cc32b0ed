from datetime import UTC, date, datetime, timedelta

import pytest

from beyond_use.csp import Area, Component, Preparation, Process, Stability, Sterility, Storage
from beyond_use.law import in_force_on
from beyond_use.overlay import read_overlay
from tests.overlay_text import HEAD

FAR = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture
def law():
    return in_force_on(date(2026, 11, 23))


@pytest.fixture
def component():
    def make(name="potassium chloride", expires=FAR, beyond_use=None, *, sterile=True):
        return Component(name, "L1", expires, beyond_use, sterile)

    return make


@pytest.fixture
def cited():
    def make(storage, **lasts):
        return Stability(
            storage, timedelta(**lasts), "a study of this mixture in this bag", confirmed=False
        )

    return make


@pytest.fixture
def dose(component, cited):
    """A dose begun on 2026-11-23 at 09:12 in New York, stable for 90 days however it is kept."""

    def make(**changes):
        facts = {
            "started_at": datetime(2026, 11, 23, 14, 12, tzinfo=UTC),
            "zone": "America/New_York",
            "area": Area.SUITE,
            "process": Process.ASEPTIC,
            "sterility": Sterility.NOT_TESTED,
            "components": (component(),),
            "stability": tuple(cited(storage, days=90) for storage in Storage),
        }
        return Preparation(**(facts | changes))

    return make


@pytest.fixture
def overlay(tmp_path):
    def make(*said, name="house", head=HEAD):
        path = tmp_path / f"{name}.toml"
        path.write_text(head + "".join(said), encoding="utf-8")
        return read_overlay(path)

    return make
