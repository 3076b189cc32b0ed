"""What a foreign page cannot do, and what every answer tells the browser."""

import pytest

from compounding.ledger.entry import Entry
from tests.web.a_site import make_site
from webapp.doors import AGENT, door_of
from webapp.headers import POLICY


def count(site):
    with site.database.reading() as session:
        return session.query(Entry).count()


def posts(app):
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods and door_of(app, rule.endpoint).guest is not AGENT:
            from tests.web.test_doors import address

            yield address(rule)


@pytest.mark.parametrize("headers", [{}, {"X-CSRFToken": "wrong"}, {"X-CSRFToken": ""}])
def test_no_form_is_taken_without_the_pages_own_token(shared, headers):
    for handle in ("admin", "technician", "pharmacist"):
        browser = shared.signed_in(handle)
        before = count(shared)
        for where in posts(shared.app):
            assert browser.post(where, data={}, headers=headers).status_code in {400, 403}, where
        assert count(shared) == before


def test_the_token_of_another_session_is_refused(shared):
    mine, other = shared.signed_in("admin"), shared.signed_in("compliance")
    answer = mine.post("/admin/agents", data={"code": "x"}, headers={"X-CSRFToken": other.csrf()})
    assert answer.status_code == 400


@pytest.mark.parametrize("origin", ["cross-site", "same-site"])
def test_a_foreign_page_is_refused_even_with_the_token(shared, origin):
    browser = shared.signed_in("admin")
    answer = browser.send("/admin/agents", {"code": "x"}, headers={"Sec-Fetch-Site": origin})
    assert answer.status_code == 403


def test_cookies_are_out_of_reach_of_scripts_and_of_foreign_pages(shared):
    answer = shared.client().sign_in("admin")
    cookies = answer.headers.getlist("Set-Cookie")
    ours = [each for each in cookies if each.startswith("firstair_session=")]
    assert len(ours) == 1
    for part in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert all(part in each for each in cookies), part


def test_under_tls_cookies_carry_secure_and_the_host_prefix(tmp_path):
    site = make_site(tmp_path, certificate=tmp_path / "c.pem", private_key=tmp_path / "k.pem")
    browser = site.client()
    page = browser.get("/scanner", base_url="https://localhost")
    token = page.text.split('data-csrf="')[1].split('"')[0]
    answer = browser.post(
        "/sign-in/password",
        base_url="https://localhost",
        data={"handle": "admin", "password": "a long enough sentence"},
        headers={"X-CSRFToken": token, "Referer": "https://localhost/sign-in"},
    )
    cookies = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    given = [each for each in cookies if "Max-Age=0" not in each]
    assert given
    assert all(each.startswith("__Host-") and "Secure" in each for each in given)
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    site.database.close()


PAGES = ["/sign-in", "/board", "/scanner", "/nothing", "/api/head", "/logs", "/static/nothing.css"]


@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_headers(shared, page):
    answer = shared.signed_in("admin").get(page)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("word", ["unsafe", "*", "http", "data:", "blob:"])
def test_the_policy_of_scripts_and_styles_knows_no_exception(word):
    assert word not in POLICY


@pytest.mark.parametrize(
    "page", ["/sign-in", "/logs", "/admin/people", "/logs/entries.csv", "/nothing"]
)
def test_no_page_is_kept_by_the_browser(shared, page):
    assert shared.signed_in("admin").get(page).headers["Cache-Control"] == "no-store"


def test_a_static_file_is_kept_for_ever_under_the_mark_of_its_content(shared):
    page = shared.client().get("/sign-in").text
    where = page.split('href="/static/tokens.css')[1].split('"')[0]
    with shared.client().get(f"/static/tokens.css{where}") as marked:
        assert "immutable" in marked.headers["Cache-Control"]
    with shared.client().get("/static/tokens.css") as unmarked:
        assert "immutable" not in unmarked.headers.get("Cache-Control", "")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8797"])
def test_a_foreign_name_that_points_here_gets_no_page(shared, host):
    answer = shared.client().get("/sign-in", headers={"Host": host})
    assert (answer.status_code, "csrf" in answer.text) == (400, False)
    assert "under hosts" in answer.text


ERRORS = [
    ("/nothing", 404, "There is nothing at this address."),
    ("/sign-in/password", 405, "kind of request"),
]


@pytest.mark.parametrize(("page", "status", "said"), ERRORS)
def test_an_error_page_says_what_to_do(shared, page, status, said):
    answer = shared.client().get(page)
    assert answer.status_code == status
    assert said in answer.text
    assert "Go to the first page" in answer.text


def test_too_large_a_form_is_refused_before_it_is_read(shared):
    browser = shared.signed_in("admin")
    answer = browser.send("/admin/agents", {"code": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_an_unexpected_error_shows_a_number_and_nothing_else(site, caplog, monkeypatch):
    def fail(*_):
        raise RuntimeError("patient Canary, password hunter2")

    monkeypatch.setattr("webapp.compliance.points.rooms", fail)
    browser = site.signed_in("compliance")
    caplog.clear()
    answer = browser.get("/logs")
    assert answer.status_code == 500
    assert "Canary" not in answer.text
    number = answer.text.split('Number <span class="code">')[1].split("<")[0]
    assert number in caplog.text


def test_a_lost_database_is_told_as_one_and_shows_no_green_tile(site, monkeypatch):
    from sqlalchemy.exc import OperationalError

    def fail(*_):
        raise OperationalError("select", {}, Exception("gone"))

    monkeypatch.setattr("webapp.board.rooms", fail)
    answer = site.client().get("/board")
    assert answer.status_code == 503
    assert "cannot be reached" in answer.text
    assert "Fine" not in answer.text


def test_a_script_gets_its_errors_as_json(shared):
    answer = shared.client().get("/logs", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["outcome"]) == (401, "stop")
