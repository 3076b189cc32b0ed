"""Readings come in over HTTP: once, in order, checked, and only then shown."""

import json
from datetime import timedelta

import pytest

from compounding.cleanroom.models import StoredReading
from compounding.ledger.entry import Entry
from compounding.ledger.heads import head_stands
from compounding.ledger.stations import revoke_agent
from compounding.ledger.verify import verify
from tests.web.test_balances_of_a_site import FORM
from webapp.house import house_of


def iso(at):
    return at.isoformat().replace("+00:00", "Z")


def reading(sequence, at, **more):
    told = {
        "sequence": sequence, "line": "balance-1", "quantity": "mass", "raw": "5320532031322e3530",
        "digits": "12.50", "unit": "g", "stable": True, "settled": True, "flags": [], "refused": "",
        "device": "SIMULATED-0001", "device_at": None, "agent_at": iso(at), "simulated": True,
    }  # fmt: skip
    return {**told, **more}


def batch(site, *readings, **more):
    told = {
        "agent": "hood-2",
        "boot": "b0",
        "sent_at": iso(site.clock()),
        "readings": list(readings),
    }
    return {**told, **more}


def post(site, body, token=None):
    headers = {"Authorization": f"Bearer {token or site.agent_token}"}
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return site.client().post("/api/agent/readings", data=data, headers=headers)


def stored(site):
    with site.database.reading() as session:
        return [row.sequence for row in session.query(StoredReading).order_by(StoredReading.id)]


def count(site):
    with site.database.reading() as session:
        return session.query(Entry).count()


def listen(site):
    return house_of(site.app).hub.open("test", frozenset({"weight:balance-1"}))


def heard(stream):
    return [
        json.loads(line[6:])
        for line in stream.take(0).decode().splitlines()
        if line.startswith("data: ")
    ]


def test_a_batch_is_acknowledged_with_a_signed_head(site):
    answer = post(site, batch(site, *(reading(n, site.clock()) for n in (1, 2, 3))))
    assert (answer.status_code, answer.json["acknowledged"]) == (200, 3)
    assert head_stands(answer.json["head"])
    assert stored(site) == [1, 2, 3]
    assert verify(site.database).ok


def test_a_repeated_delivery_is_acknowledged_and_stored_once(site):
    body = batch(site, *(reading(n, site.clock()) for n in (1, 2)))
    first, entries = post(site, body), count(site)
    assert post(site, body).json["acknowledged"] == first.json["acknowledged"] == 2
    overlapping = batch(site, *(reading(n, site.clock()) for n in (2, 3)))
    assert post(site, overlapping).json["acknowledged"] == 3
    assert (stored(site), count(site)) == ([1, 2, 3], entries + 1)


@pytest.mark.parametrize(("sequences", "status"), [((1,), 200), ((2,), 409), ((1, 3), 409)])
def test_a_hole_is_refused_whole_and_says_what_is_here(site, sequences, status):
    answer = post(site, batch(site, *(reading(n, site.clock()) for n in sequences)))
    assert answer.status_code == status
    if status == 409:
        assert (answer.json["have"], stored(site)) == (0, [])
        assert "error" in answer.json


def test_each_boot_of_a_spool_counts_for_itself(site):
    post(site, batch(site, reading(1, site.clock())))
    answer = post(site, batch(site, reading(1, site.clock()), boot="b1"))
    assert (answer.json["acknowledged"], stored(site)) == (1, [1, 1])


def test_an_empty_batch_is_acknowledged_and_writes_nothing(site):
    before = count(site)
    assert post(site, batch(site)).json["acknowledged"] == 0
    assert count(site) == before


GARBAGE = [
    b"", b"\x00\xff\xfe", b"null", b"[]", b"{", b'{"agent":1}', b"1e400", b'"' + b"a" * 1000 + b'"',
    b"[" * 5000, "\ud800".encode("utf-16", "surrogatepass"), b'{"agent":"hood-2","agent":"hood-2"}',
]  # fmt: skip


@pytest.mark.parametrize("body", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_is_refused_and_stores_nothing(shared, body):
    answer = post(shared, body)
    assert answer.status_code == 400
    assert "Nothing of it was stored" in answer.json["message"]
    assert stored(shared) == []


WRONG = [
    {"digits": 12.5}, {"digits": "1e3"}, {"digits": "NaN"}, {"digits": "1,5"}, {"digits": "１２"},
    {"digits": "1" * 33}, {"sequence": 0}, {"sequence": -1}, {"sequence": "1"}, {"sequence": 2**53 + 1},
    {"sequence": 1.0}, {"sequence": True}, {"quantity": "volume"}, {"raw": "0"}, {"raw": "zz"}, {"raw": "AB"},
    {"raw": "00" * 4097}, {"agent_at": "2026-11-23T09:12:00"}, {"agent_at": 0}, {"agent_at": "yesterday"},
    {"stable": "yes"}, {"settled": None}, {"flags": "overload"}, {"flags": ["x"] * 21}, {"line": ""},
    {"line": "x" * 61}, {"refused": "x" * 401}, {"simulated": 1}, {"extra": 1},
]  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_malformed_reading_refuses_the_whole_batch_by_the_name_of_its_field(shared, wrong):
    good = reading(1, shared.clock())
    answer = post(shared, batch(shared, good, {**reading(2, shared.clock()), **wrong}))
    assert answer.status_code == 400
    assert next(iter(wrong)) in answer.json["error"]
    assert stored(shared) == []


def test_the_complaint_does_not_repeat_what_was_sent(shared):
    answer = post(shared, batch(shared, {**reading(1, shared.clock()), "digits": "<script>Canary"}))
    assert "Canary" not in answer.text


@pytest.mark.parametrize(("readings", "status"), [(2000, 200), (2001, 400)])
def test_a_batch_has_its_largest_size(site, readings, status):
    body = batch(site, *(reading(n + 1, site.clock()) for n in range(readings)))
    assert post(site, body).status_code == status


def test_a_huge_body_is_refused(shared):
    assert post(shared, b" " * (4 * 1024 * 1024 + 1)).status_code == 413


@pytest.mark.parametrize("token", ["wrong", "", "x" * 10_000, "bearer\x00"])
def test_a_wrong_token_is_refused(shared, token):
    headers = {"Authorization": f"Bearer {token}"} if "\x00" not in token else {}
    answer = shared.client().post("/api/agent/readings", data="{}", headers=headers)
    assert (answer.status_code, answer.json["outcome"]) == (401, "stop")


def test_a_revoked_agents_readings_are_refused(site):
    with site.database.entry(by=site.people["admin"], at=site.clock()) as unit:
        revoke_agent(unit, "hood-2", "moved")
    assert post(site, batch(site, reading(1, site.clock()))).status_code == 401


def test_a_token_speaks_for_its_own_agent_only(shared):
    answer = post(shared, batch(shared, reading(1, shared.clock()), agent="hood-9"))
    assert answer.status_code == 400
    assert "another agent" in answer.json["error"]


def test_a_weight_is_shown_after_it_is_stored_with_its_number(site):
    stream = listen(site)
    post(site, batch(site, reading(1, site.clock(), digits="26.96")))
    (shown,) = heard(stream)
    assert (shown["digits"], shown["unit"], shown["settled"]) == ("26.96", "g", True)
    with site.database.reading() as session:
        assert session.get(StoredReading, shown["reading"]).digits == "26.96"


def test_nothing_refused_is_shown(site):
    stream = listen(site)
    post(site, batch(site, reading(2, site.clock())))
    post(site, batch(site, {**reading(1, site.clock()), "digits": 1.5}))
    assert heard(stream) == []


@pytest.mark.parametrize(("seconds", "shown"), [(4, 1), (5, 1), (6, 0)])
def test_readings_that_arrive_late_are_history_and_not_the_weight_on_the_pan(site, seconds, shown):
    stream = listen(site)
    post(site, batch(site, reading(1, site.clock() - timedelta(seconds=seconds))))
    assert len(heard(stream)) == shown


def test_a_lost_line_takes_the_weight_off_the_screen(site):
    stream = listen(site)
    event = {"quantity": "event", "digits": None, "unit": None, "stable": None, "settled": False}
    gone = reading(
        2, site.clock(), **event, flags=["disconnected"], refused="The cable was pulled."
    )
    post(site, batch(site, reading(1, site.clock()), gone))
    shown = heard(stream)[-1]
    assert (shown["digits"], shown["refused"]) == (None, "The cable was pulled.")


def test_a_restart_is_told_even_where_a_weight_came_with_it(site):
    stream = listen(site)
    event = {"quantity": "event", "digits": None, "unit": None, "stable": None, "settled": False}
    back = reading(1, site.clock(), **event, flags=["restarted"], refused="It restarted.")
    post(site, batch(site, back, reading(2, site.clock(), digits="26.96")))
    assert [each["refused"] or each["digits"] for each in heard(stream)] == [
        "It restarted.",
        "26.96",
    ]


def test_a_page_that_opens_later_gets_the_fresh_weight_at_once(site):
    post(site, batch(site, reading(1, site.clock(), digits="26.96")))
    assert [each["digits"] for each in heard(listen(site))] == ["26.96"]


def test_the_head_is_for_everyone(site):
    head = site.client().get("/api/head").json
    assert head_stands(head)
    assert head["size"] == count(site)


def test_a_driver_that_never_met_its_instrument_says_so_on_the_page_of_balances(site):
    admin, at = site.signed_in("admin"), site.clock()
    card = {**FORM, "line": "balance-1"}
    assert admin.send("/admin/balances", card).status_code == 303

    def said(sequence, flag, words):
        event = {"quantity": "event", "digits": None, "unit": None, "stable": None}
        more = {**event, "settled": False, "flags": [flag], "refused": words}
        assert post(site, batch(site, reading(sequence, at, **more))).status_code == 200
        return admin.get("/admin/places").text

    assert "never seen" not in said(1, "connected", "balance 1.00")
    assert "never seen on it" in said(2, "driver-never-seen", "The driver was never seen on it.")
    assert "never seen on it" in said(3, "disconnected", "gone")
    assert "never seen" not in said(4, "connected", "balance 2.00")
