"""Every route, for every kind of visitor."""

import re

import pytest
from werkzeug.routing import IntegerConverter

from compounding.ledger.people import Role, disable
from webapp.doors import AGENT, OPEN, SIGNED_IN, STATION, declared, door

HANDLES = [role.value for role in Role]


def address(rule):
    """A concrete address of a rule, whatever its parts are called."""
    found = rule.rule
    for name, converter in rule._converters.items():
        kind = type(converter).__name__
        value = "1" if isinstance(converter, IntegerConverter) else "x"
        if kind == "AnyConverter":
            value = min(converter.items)
        found = re.sub(rf"<[^<>]*\b{name}>", value, found)
    return found


def rules(app, method):
    return [
        rule
        for rule in app.url_map.iter_rules()
        if method in rule.methods and rule.endpoint != "static"
    ]


def is_sent_away(answer):
    return answer.status_code == 302 and answer.headers["Location"].startswith(
        ("/sign-in", "/locked")
    )


def test_every_route_declares_its_door(shared):
    assert [endpoint for endpoint, found in declared(shared.app).items() if found is None] == []


def test_a_route_without_a_door_lets_nobody_in(site):
    site.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    for visitor in (site.client(), site.client(station=True), site.signed_in("admin")):
        answer = visitor.get("/forgotten")
        assert (answer.status_code, "secret" in answer.text) == (403, False)


@pytest.mark.parametrize("declaration", [(), (OPEN, SIGNED_IN), (OPEN, Role.ADMIN)])
def test_a_door_is_one_kind_of_guest_or_a_set_of_roles(declaration):
    with pytest.raises(TypeError):
        door(*declaration)


def test_an_unauthenticated_visitor_opens_only_the_open_doors(shared):
    doors = declared(shared.app)
    stranger = shared.client()
    for rule in rules(shared.app, "GET"):
        if doors[rule.endpoint].guest is OPEN:
            continue
        answer = stranger.get(address(rule))
        assert is_sent_away(answer) or answer.status_code == 401, rule


@pytest.mark.parametrize("handle", HANDLES)
def test_each_role_opens_its_own_doors_and_no_other(shared, handle):
    doors = declared(shared.app)
    visitor = shared.signed_in(handle)
    for rule in rules(shared.app, "GET"):
        here = doors[rule.endpoint]
        if here.guest is OPEN or rule.endpoint == "streams.live":
            continue
        answer = visitor.get(address(rule))
        if here.admits(frozenset({Role(handle)})):
            assert answer.status_code not in {401, 403}, rule
            assert not is_sent_away(answer), rule
        else:
            assert answer.status_code in {401, 403}, rule


@pytest.mark.parametrize("handle", HANDLES)
def test_no_role_posts_through_a_door_that_is_not_its_own(shared, handle):
    doors = declared(shared.app)
    visitor = shared.signed_in(handle)
    for rule in rules(shared.app, "POST"):
        if not doors[rule.endpoint].admits(frozenset({Role(handle)})):
            answer = visitor.send(address(rule), {})
            assert answer.status_code in {401, 403}, rule


def test_a_disabled_person_is_out_at_once(site):
    visitor = site.signed_in("compliance")
    assert visitor.get("/logs").status_code == 200
    with site.database.entry(by=site.people["admin"], at=site.clock()) as unit:
        disable(unit, site.people["compliance"].id, "left")
    assert is_sent_away(visitor.get("/logs"))
    assert visitor.sign_in("compliance").status_code == 403


def test_a_revoked_role_closes_its_doors_at_the_next_request(site):
    from compounding.ledger.people import revoke

    visitor = site.signed_in("compliance")
    with site.database.entry(by=site.people["admin"], at=site.clock()) as unit:
        revoke(unit, site.people["compliance"].id, Role.COMPLIANCE)
    assert visitor.get("/logs").status_code == 403


def test_an_agents_token_opens_nothing_but_its_own_door(shared):
    doors = declared(shared.app)
    agent = {"Authorization": f"Bearer {shared.agent_token}"}
    stranger = shared.client()
    for rule in rules(shared.app, "GET"):
        if doors[rule.endpoint].guest not in {OPEN, AGENT}:
            answer = stranger.get(address(rule), headers=agent)
            assert is_sent_away(answer) or answer.status_code == 401, rule


def test_a_session_opens_no_agents_door(shared):
    answer = shared.signed_in("admin").send("/api/agent/readings", {})
    assert answer.status_code == 401


def test_a_station_without_a_person_opens_station_doors_only(shared):
    doors = declared(shared.app)
    station = shared.client(station=True)
    for rule in rules(shared.app, "GET"):
        if doors[rule.endpoint].guest not in {OPEN, STATION, AGENT}:
            assert is_sent_away(station.get(address(rule))), rule


def test_doors_are_found_for_static_files(shared):
    with shared.client().get("/static/tokens.css") as answer:
        assert answer.status_code == 200
