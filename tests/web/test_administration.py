"""People, stations, agents, places and the check of the record, as an administrator does them."""

import re

import pytest

from compounding.ledger.people import Role, find_person, roles_of
from compounding.ledger.verify import verify
from tests.web.a_site import PASSWORD


def shown(page, tag):
    return re.search(rf'<{tag} class="token[^"]*">(.*?)</', page.text, re.DOTALL).group(1)


def roles(site, handle):
    with site.database.reading() as session:
        return roles_of(session, find_person(session, handle).id)


def test_a_new_person_chooses_their_own_secrets_through_a_link_that_works_once(site):
    admin = site.signed_in("admin")
    form = {"handle": "New.Person", "name": "New Person", "role": ["technician", "compliance"]}
    page = admin.send("/admin/people", form)
    where = "/welcome/" + shown(page, "code").split("/welcome/")[1]
    assert roles(site, "new.person") == {Role.TECHNICIAN, Role.COMPLIANCE}
    newcomer = site.client()
    assert "Choose your secrets" in newcomer.get(where).text
    chosen = {"password": "another long sentence", "pin": "314159"}
    assert newcomer.entered(newcomer.send(where, chosen)).status_code == 303
    assert newcomer.get("/logs").status_code == 200
    assert site.client().send(where, chosen).status_code == 400
    assert site.client().sign_in("new.person", "another long sentence").status_code == 303


@pytest.mark.parametrize(
    "chosen",
    [
        {"password": "too short", "pin": "314159"},
        {"password": "a long enough sentence", "pin": "12345"},
        {"password": "a long enough sentence", "pin": "111111"},
        {"password": "a long enough sentence", "pin": "abcdef"},
    ],
)
def test_weak_secrets_leave_the_link_open(site, chosen):
    admin = site.signed_in("admin")
    page = admin.send("/admin/people", {"handle": "new", "name": "New Person"})
    where = "/welcome/" + shown(page, "code").split("/welcome/")[1]
    refused = site.client().send(where, chosen)
    assert (refused.status_code, "guessed too soon" in refused.text) == (400, True)
    good = {"password": "a long enough sentence", "pin": "314159"}
    assert site.client().send(where, good).status_code == 303


@pytest.mark.parametrize("token", ["x", "x" * 500, "%00", "<b>"])
def test_an_unknown_link_opens_nothing(shared, token):
    assert shared.client().get(f"/welcome/{token}").status_code == 404
    assert shared.client().send(f"/welcome/{token}", {"password": PASSWORD}).status_code in {
        400,
        404,
    }


def test_roles_are_given_and_taken_but_not_ones_own_administration(site):
    admin = site.signed_in("admin")
    other, own = site.people["technician"].id, site.people["admin"].id
    admin.send(f"/admin/people/{other}/roles", {"role": ["compliance"]})
    assert roles(site, "technician") == {Role.COMPLIANCE}
    assert admin.send(f"/admin/people/{own}/roles", {"role": ["technician"]}).status_code == 409
    assert (
        admin.send(f"/admin/people/{own}/standing", {"active": "no", "reason": "x"}).status_code
        == 409
    )
    assert admin.send(f"/admin/people/{other}/roles", {"role": ["owner"]}).status_code == 400
    assert roles(site, "admin") == {Role.ADMIN}


def test_a_badge_is_given_to_one_and_taken_back(site):
    admin = site.signed_in("admin")
    number = site.people["technician"].id
    assert admin.send(f"/admin/people/{number}/badge", {"badge": "NEW-1"}).status_code == 303
    other = site.people["admin"].id
    assert admin.send(f"/admin/people/{other}/badge", {"badge": "NEW-1"}).status_code == 409
    assert admin.send("/admin/badges/take", {"badge": "NEW-1", "reason": "lost"}).status_code == 303
    station = site.client(station=True)
    station.scan("/sign-in/badge", "NEW-1")
    assert station.send("/sign-in/pin", {"pin": "271828"}).status_code == 403


def test_a_person_who_leaves_is_out_and_may_come_back(site):
    admin, officer = site.signed_in("admin"), site.signed_in("compliance")
    number = site.people["compliance"].id
    assert admin.send(f"/admin/people/{number}/standing", {"active": "no"}).status_code == 400
    admin.send(f"/admin/people/{number}/standing", {"active": "no", "reason": "left"})
    assert officer.get("/logs").status_code == 302
    admin.send(f"/admin/people/{number}/standing", {"active": "yes", "reason": "back"})
    assert site.client().sign_in("compliance").status_code == 303


def test_a_browser_becomes_a_station_and_its_token_is_shown_nowhere(site):
    browser = site.signed_in("admin")
    form = {"code": "desk-1", "name": "Desk 1", "kind": "desk", "place": ""}
    answer = browser.entered(browser.send("/admin/stations", form))
    token = browser.get_cookie("firstair_station").value
    assert token not in answer.text
    assert browser.get("/admin/people").headers["Location"].startswith("/sign-in")
    assert browser.badge_in("admin").status_code == 303
    assert "Desk 1" in browser.get("/admin/machines").text
    assert browser.send("/admin/stations/desk-1/revoke", {"reason": "moved"}).status_code == 303
    assert browser.get("/admin/people").status_code == 302


def test_an_agents_token_is_shown_once_and_opens_the_agents_door(site):
    admin = site.signed_in("admin")
    text = shown(admin.send("/admin/agents", {"code": "room-1"}), "pre")
    token = re.search(r'token = "(.*?)"', text).group(1)
    assert token not in admin.get("/admin/machines").text
    headers = {"Authorization": f"Bearer {token}"}
    assert site.client().post("/api/agent/readings", data="{}", headers=headers).status_code == 400
    admin.send("/admin/agents/room-1/revoke", {"reason": "moved"})
    assert site.client().post("/api/agent/readings", data="{}", headers=headers).status_code == 401


def test_places_and_points_are_entered_once(site):
    admin = site.signed_in("admin")
    place = {"code": "ante", "name": "Ante-room", "kind": "ante-room", "area": "cleanroom suite"}
    assert admin.send("/admin/places", place).status_code == 303
    assert admin.send("/admin/places", place).status_code == 409
    assert admin.send("/admin/places", {**place, "code": "x", "kind": "kitchen"}).status_code == 400
    point = {
        "code": "ante-t",
        "name": "Temperature",
        "place": "ante",
        "line": "l",
        "quantity": "temperature",
    }
    policy = {"delay": "60", "deadband": "0.5", "silent": "120"}
    assert admin.send("/admin/points", {**point, **policy}).status_code == 303
    assert admin.send("/admin/points", {**point, **policy}).status_code == 409
    assert "Ante-room" in admin.get("/board").text


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"delay": "-1"}, 400), ({"delay": "0"}, 303), ({"delay": "86400"}, 303), ({"delay": "86401"}, 400),
        ({"delay": "1.5"}, 400), ({"delay": "٣"}, 400), ({"silent": "0"}, 400), ({"silent": "1"}, 303),
        ({"deadband": "NaN"}, 400), ({"deadband": "-0.1"}, 400), ({"deadband": "1e2"}, 303), ({"deadband": ""}, 400),
        ({"quantity": "pressure", "delay": "899"}, 303), ({"quantity": "pressure", "delay": "900"}, 303),
        ({"quantity": "pressure", "delay": "901"}, 400), ({"quantity": "humidity", "delay": "901"}, 303),
        ({"quantity": "mass"}, 400), ({"place": "nowhere"}, 409), ({"line": ""}, 400), ({"name": "x" * 201}, 400),
    ],
)  # fmt: skip
def test_a_points_figures_are_checked(site, wrong, status):
    admin = site.signed_in("admin")
    point = {"code": "p", "name": "P", "place": "buffer", "line": "l", "quantity": "temperature"}
    policy = {"delay": "60", "deadband": "0", "silent": "120"}
    assert admin.send("/admin/points", {**point, **policy, **wrong}).status_code == status


def test_ones_own_secrets_change_after_the_present_password(site):
    browser, elsewhere = site.signed_in("compliance"), site.signed_in("compliance")
    wrong = browser.send("/admin/account", {"present": "wrong", "pin": "314159"})
    assert wrong.status_code == 400
    right = {"present": PASSWORD, "password": "a wholly new sentence", "pin": "314159"}
    assert browser.entered(browser.send("/admin/account", right)).status_code == 303
    assert browser.get("/logs").status_code == 200
    assert elsewhere.get("/logs").status_code == 302
    assert site.client().sign_in("compliance").status_code == 403
    assert site.client(station=True).badge_in("compliance", "314159").status_code == 303


def test_the_record_is_checked_on_demand_and_stands_after_all_this(site):
    officer = site.signed_in("compliance")
    assert "signed head" in officer.get("/admin/record").text
    page = officer.send("/admin/record").text
    assert "entries stand" in page
    assert verify(site.database).ok


def test_links_lead_only_where_the_visitor_may_go(shared):
    page = shared.signed_in("pharmacist").get("/admin/people").text
    assert "/admin/machines" not in page
    assert "/admin/places" not in page


@pytest.mark.parametrize("name", ["two\nlines", "turned\u202eround", "hid\u200bden", "nul\x00"])
def test_a_name_that_does_not_show_what_it_holds_is_refused(site, name):
    told = site.signed_in("admin").send("/admin/people", {"handle": "odd", "name": name})
    assert told.status_code == 400
    with site.database.reading() as session:
        assert find_person(session, "odd") is None


@pytest.mark.parametrize("code", ["../x", "Hood 2", "", "a" * 41, "-a"])
def test_a_code_that_fits_no_address_is_refused(site, code):
    assert site.signed_in("admin").send("/admin/agents", {"code": code}).status_code == 400


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_no_row_can_have_names_no_page(site, number):
    admin = site.signed_in("admin")
    assert admin.get(f"/admin/people/{number}").status_code == 404
    assert admin.get(f"/logs/points/{number}").status_code == 404
