"""Sign in, lock, unlock, and everything that must not get in."""

import pytest

from compounding.ledger.entry import Entry
from compounding.ledger.people import disable
from compounding.ledger.sessions import LONGEST, close_sessions_of
from compounding.ledger.stations import revoke_station
from tests.web.a_site import PASSWORD, PIN, make_site
from webapp.gate import safe_next
from webapp.signing_in.entry import BRAKED, REFUSED
from webapp.signing_in.throttle import MOST

IDLE = 10  # minutes, the default of the settings


def cookie(browser, name="firstair_session"):
    found = browser.get_cookie(name)
    return found.value if found else ""


def entries(site):
    with site.database.reading() as session:
        return session.query(Entry).count()


def test_a_badge_and_its_pin_let_a_person_in_at_a_station(site):
    browser = site.client(station=True)
    answer = browser.badge_in("compliance")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/logs")
    assert "Demo Compliance" in browser.get("/logs").text


def test_a_badge_opens_nothing_where_no_station_is_enrolled(site):
    browser = site.client()
    told = browser.scan("/sign-in/badge", "BADGE-admin").json
    assert (told["outcome"], "not enrolled" in told["message"]) == ("stop", True)
    assert browser.send("/sign-in/pin", {"pin": PIN}).headers["Location"] == "/sign-in"


def test_a_password_lets_a_person_in_and_each_begins_where_their_work_is(site):
    homes = {"compliance": "/logs", "admin": "/admin", "technician": "/prepare/"}
    for handle, home in homes.items():
        assert site.client().sign_in(handle).headers["Location"] == home


def test_the_session_has_a_new_token_after_every_sign_in(site):
    browser = site.client()
    browser.set_cookie("firstair_session", "chosen-by-an-attacker")
    browser.sign_in("admin")
    first = cookie(browser)
    assert first not in {"", "chosen-by-an-attacker"}
    browser.sign_in("admin")
    assert cookie(browser) != first
    stolen = site.client()
    stolen.set_cookie("firstair_session", first)
    assert stolen.get("/admin/people").status_code == 302


def test_the_csrf_token_does_not_outlive_the_sign_in(site):
    browser = site.client()
    before = browser.csrf()
    browser.sign_in("admin")
    answer = browser.post("/sign-out", headers={"X-CSRFToken": before})
    assert answer.status_code == 400


def test_a_wrong_secret_a_locked_person_and_a_stranger_get_the_same_answer(site):
    def told(handle, secret):
        return site.client().sign_in(handle, secret)

    wrong, stranger = told("admin", "wrong"), told("nobody", "wrong")
    for _ in range(4):
        told("admin", "wrong")
    locked = told("admin", PASSWORD)
    for answer in (wrong, stranger, locked):
        assert answer.status_code == 403
        assert REFUSED.split(",")[0] in answer.text
        assert "Demo Admin" not in answer.text


def test_an_unknown_badge_gets_the_same_pin_pad_as_a_known_one(site):
    known, unknown = site.client(station=True), site.client(station=True)
    told = known.scan("/sign-in/badge", "BADGE-admin").json
    assert told == unknown.scan("/sign-in/badge", "NOBODY").json
    pads = [each.get("/sign-in/pin").text.split("</head>")[1] for each in (known, unknown)]
    assert "Demo" not in pads[0] + pads[1]
    assert unknown.send("/sign-in/pin", {"pin": PIN}).status_code == 403


@pytest.mark.parametrize(("wrong", "enters"), [(4, True), (5, False), (6, False)])
def test_five_wrong_pins_lock_a_person_out(site, wrong, enters):
    browser = site.client(station=True)
    for _ in range(wrong):
        assert browser.badge_in("technician", "111222").status_code == 403
    assert (browser.badge_in("technician").status_code == 303) is enters


def test_a_pharmacist_unlocks_a_colleague_but_nobody_themselves(site):
    for _ in range(5):
        site.client().sign_in("technician", "wrong")
    pharmacist = site.signed_in("pharmacist")
    number = site.people["technician"].id
    assert "Locked out" in pharmacist.get(f"/admin/people/{number}").text
    assert pharmacist.send(f"/admin/people/{number}/unlock").status_code == 303
    assert site.client().sign_in("technician").status_code == 303
    own = site.people["pharmacist"].id
    assert pharmacist.send(f"/admin/people/{own}/unlock").status_code == 409


@pytest.mark.parametrize(("tries", "braked"), [(MOST - 1, False), (MOST, True)])
def test_one_address_is_braked_after_many_refusals_of_different_names(site, tries, braked):
    for number in range(tries):
        site.client().sign_in(f"guess-{number}", "wrong")
    assert (BRAKED in site.client().sign_in("guess", "wrong").text) is braked
    site.clock.forward(minutes=5)
    assert BRAKED not in site.client().sign_in("guess", "wrong").text


@pytest.mark.parametrize(("seconds", "locked"), [(-1, False), (0, True), (1, True)])
def test_an_idle_session_locks_at_its_minute(site, seconds, locked):
    browser = site.signed_in("compliance")
    site.clock.forward(minutes=IDLE, seconds=seconds)
    answer = browser.get("/logs/entries?who=Demo")
    assert (answer.status_code == 302) is locked
    if locked:
        assert answer.headers["Location"] == "/locked?next=/logs/entries?who%3DDemo"


def test_a_locked_screen_shows_nothing_of_the_person_and_comes_back_to_its_page(site):
    browser = site.client(station=True)
    browser.badge_in("compliance")
    site.clock.forward(minutes=IDLE)
    away = browser.get("/logs/entries").headers["Location"]
    page = browser.get(away).text
    assert "Locked" in page
    assert "Demo Compliance" not in page
    assert browser.get("/logs/entries").status_code == 302
    back = browser.badge_in("compliance", next="/logs/entries")
    assert back.headers["Location"] == "/logs/entries"
    assert browser.get("/logs/entries").status_code == 200


def test_another_person_at_a_locked_screen_does_not_land_on_the_first_ones_page(site):
    browser = site.client(station=True)
    browser.badge_in("compliance")
    old = cookie(browser)
    site.clock.forward(minutes=IDLE)
    answer = browser.badge_in("admin", next="/logs/entries")
    assert answer.headers["Location"] == "/admin"
    other = site.client(station=True)
    other.set_cookie("firstair_session", old)
    assert other.get("/logs").status_code == 302


def test_no_idle_lock_strikes_where_a_step_is_running(site):
    from webapp.house import house_of

    running = []
    house_of(site.app).busy.append(lambda _session, station: station in running)
    browser = site.client(station=True)
    browser.badge_in("compliance")
    running.append("hood-2")
    site.clock.forward(minutes=3 * IDLE)
    assert browser.get("/logs").status_code == 200
    running.clear()
    site.clock.forward(minutes=IDLE)
    assert browser.get("/logs").status_code == 302


def test_a_session_ends_after_its_longest_time_however_busy(site):
    browser = site.signed_in("compliance")
    opened = site.clock.at
    while site.clock.at - opened < LONGEST:
        assert browser.get("/logs/entries").status_code == 200
        site.clock.forward(minutes=9)
    assert browser.get("/logs").headers["Location"].startswith("/sign-in")


def test_signing_out_kills_the_token_at_once(site):
    browser = site.signed_in("admin")
    token = cookie(browser)
    browser.sign_out()
    thief = site.client()
    thief.set_cookie("firstair_session", token)
    assert thief.get("/admin/people").headers["Location"].startswith("/sign-in")


def test_a_session_of_a_station_is_worth_nothing_elsewhere(site):
    browser = site.client(station=True)
    browser.badge_in("admin")
    thief = site.client()
    thief.set_cookie("firstair_session", cookie(browser))
    assert thief.get("/admin/people").headers["Location"].startswith("/sign-in")


def test_a_revoked_station_ends_its_sessions(site):
    browser = site.client(station=True)
    browser.badge_in("compliance")
    with site.database.entry(by=site.people["admin"], at=site.clock()) as unit:
        revoke_station(unit, "hood-2", "moved")
    assert browser.get("/logs").headers["Location"].startswith("/sign-in")
    assert browser.scan("/sign-in/badge", "BADGE-compliance").json["outcome"] == "stop"


def test_sessions_end_with_a_new_password_and_with_leaving(site):
    browser = site.signed_in("compliance")
    close_sessions_of(site.database, site.people["compliance"].id)
    assert browser.get("/logs").status_code == 302
    again = site.signed_in("compliance")
    with site.database.entry(by=site.people["admin"], at=site.clock()) as unit:
        disable(unit, site.people["compliance"].id, "left")
    assert again.get("/logs").status_code == 302


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\r\nb",
        "",
    ],
)
def test_the_way_back_never_leads_away(site, wanted):
    assert safe_next(wanted) == ""
    assert site.client().sign_in("compliance", next=wanted).headers["Location"] == "/logs"


def test_the_way_back_is_kept():
    assert safe_next("/logs/entries?who=A%20B&x=1") == "/logs/entries?who=A%20B&x=1"


def test_one_tap_is_only_for_a_throw_away_sample_on_this_machine(tmp_path):
    for number, told in enumerate(
        [
            {"sample": True, "throw_away": False},
            {"sample": False, "throw_away": True},
            {"sample": True, "throw_away": True, "host": "0.0.0.0"},  # noqa: S104 - shown to be refused
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        site = make_site(folder, **told)
        assert "One tap" not in site.client().get("/sign-in").text
        before = entries(site)
        assert site.client().send("/sign-in/one-tap", {"handle": "admin"}).status_code == 403
        assert entries(site) == before
        site.database.close()


def test_one_tap_signs_a_sample_person_in_and_says_so_in_the_log(tmp_path):
    site = make_site(tmp_path, sample=True, throw_away=True)
    browser = site.client()
    assert "One tap" in browser.get("/sign-in").text
    answer = browser.entered(browser.send("/sign-in/one-tap", {"handle": "compliance"}))
    assert answer.headers["Location"] == "/logs"
    far = browser.get("/sign-in", environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert "One tap" not in far.text
    site.database.close()
