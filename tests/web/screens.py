"""A sample hood page and a real browser, as fixtures."""

import pytest
from flask import render_template_string, request

from tests.web.a_site import make_site
from webapp.doors import OPEN, door
from webapp.server import make_server, serving
from webapp.streams import live_url

BAND = {"low": "9.49", "high": "10.47", "accept_low": "9.58", "accept_high": "10.38", "tell_low": "9.40", "tell_high": "10.56"}  # fmt: skip
HOOD = """{% extends "hood_base.html" %}{% from "macros.html" import readout, steps, stop_page %}
{% block work %}<b>Vancomycin 1.25 g</b>{% endblock %}
{% block step_title %}Add 10 mL sterile water to vial B, then weigh it{% endblock %}
{% block step %}{{ readout("balance-1", band=band, tare="17.02", what="water", take_url="/offered", stale=stale) }}
{% if stop %}{% call stop_page("Wrong item", scanned="A", expected="B") %}<button>Call</button>{% endcall %}{% endif %}{% endblock %}
{% block actions %}<button data-pedal type="button">Weigh again</button>{% endblock %}"""


@door(OPEN)
def hood():
    args = request.args
    stale = args.get("stale", "12")
    topics = live_url("weight", "room")
    page = {
        "band": BAND,
        "stale": stale,
        "stop": args.get("stop"),
        "page_live": topics,
        "strip": None,
    }
    return render_template_string(HOOD, page_scan_url="/scanner", **page)


@door(OPEN)
def offered():
    return {"outcome": "ok", "message": f"taken {request.get_json()['reading']}", "location": ""}


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """One site for all browser tests; they look, sign in and lock, and change nothing else."""
    made = make_site(tmp_path_factory.mktemp("browser"))
    made.app.add_url_rule("/hood", "hood", hood)
    made.app.add_url_rule("/offered", "offered", offered, methods=["POST"])
    yield made
    made.database.close()


@pytest.fixture(scope="module")
def address(watched):
    server = make_server(watched.app, "127.0.0.1", 0)
    with serving(server, watched.app) as where:
        yield where


@pytest.fixture
def page(chromium, address, watched):
    """A page at a station, on which any complaint of the browser is a failure."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    context.add_cookies(
        [{"name": "firstair_station", "value": watched.station_token, "url": address}]
    )
    opened, complaints = context.new_page(), []
    opened.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []
