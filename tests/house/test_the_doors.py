"""Default deny: a page that has not said who may enter is not there."""

import pytest
from flask import Flask

from tests.house.tree import ROOT


def without_door(app, doors):
    """Endpoints that a browser can ask for and that have not said who may enter."""
    asked = {rule.endpoint for rule in app.url_map.iter_rules()}
    return sorted(endpoint for endpoint in asked if doors.get(endpoint) is None)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    from webapp import create_app
    from webapp.installation import lay

    installation = lay(tmp_path_factory.mktemp("doors") / "data", "Sample", "UTC", sample=True)
    return create_app(installation.settings(), database=object())


def test_every_route_has_declared_its_door(app):
    from webapp.doors import declared

    assert without_door(app, declared(app)) == []


def test_an_undeclared_route_is_caught():
    app = Flask("sample", root_path=str(ROOT))
    app.add_url_rule("/open", endpoint="open", view_func=lambda: "who are you?")
    assert without_door(app, {"static": "everyone", "open": None}) == ["open"]
