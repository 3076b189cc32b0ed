"""Whatever people type is shown as text, wherever it is shown."""

import pytest

from compounding.cleanroom.places import enter_place, enter_point
from tests.web.a_site import POLICY

CANARIES = [
    "<script>window.canary=1</script>",
    '"><img src=x onerror=window.canary=1>',
    "'><svg/onload=window.canary=1>",
    "javascript:window.canary=1",
    "{{ 7*7 }}{% raw %}",
    "</title></textarea></script><b>canary</b>",
    "&lt;b&gt;canary",
    "=cmd|' /C calc'!A1",
]
PLACES = ["/board", "/logs", "/logs/points/3", "/logs/findings", "/logs/entries",
          "/admin/people", "/admin/people/5", "/admin/machines", "/admin/places", "/logs?next=<x>"]  # fmt: skip
TAGS = ("<script>window", "<img src=x", "<svg/onload", "<b>canary", "49{%")


def enter(site, text):
    """A text in every field that administration offers."""
    admin = site.signed_in("admin")
    with site.database.entry(by=site.people["admin"], at=site.clock(), station=text[:60]) as unit:
        kind = {"kind": "buffer room", "area": text}
        enter_place(unit, {"code": "odd", "name": text, **kind})
        point = {
            "code": "odd-t",
            "name": text,
            "place": "odd",
            "line": text,
            "quantity": "temperature",
        }
        enter_point(unit, {**point, "unit": "degC", "sides": text, "policy": POLICY})
    admin.send("/admin/people", {"handle": "odd", "name": text, "role": ["technician"]})
    admin.send("/admin/agents", {"code": "odd", "name": text})
    admin.send("/admin/agents/odd/revoke", {"reason": text})
    return admin


@pytest.mark.parametrize("text", CANARIES)
def test_what_people_type_is_never_part_of_a_page(site, text):
    admin = enter(site, text)
    shown = 0
    newest = [f"/logs/entries/{number}" for number in range(20, 30)]
    for place in [*PLACES, *newest]:
        page = admin.get(place)
        assert page.status_code == 200, place
        assert not [tag for tag in TAGS if tag in page.text], place
        shown += "canary" in page.text or "7*7" in page.text or "calc" in page.text
    assert shown > 3


@pytest.mark.parametrize("text", CANARIES)
def test_what_an_address_carries_is_never_part_of_a_page(shared, text):
    admin = shared.signed_in("admin")
    addresses = [
        "/logs/entries",
        "/logs/findings",
        "/logs/points/1",
        "/sign-in",
        "/locked",
        "/board",
    ]
    for place in addresses:
        names = (
            "who",
            "verb",
            "subject",
            "from",
            "to",
            "grade",
            "next",
            "below",
            "_scheme",
            "_external",
            "_anchor",
        )
        page = admin.get(place, query_string=dict.fromkeys(names, text), follow_redirects=True)
        assert page.status_code == 200, place
        assert not [tag for tag in TAGS if tag in page.text], place
        assert 'href="javascript' not in page.text


@pytest.mark.parametrize("text", CANARIES)
def test_a_failed_sign_in_repeats_nothing_dangerous(shared, text):
    page = shared.client().sign_in(text, text, next=text)
    assert page.status_code in {403, 429}
    assert not [tag for tag in TAGS if tag in page.text]


def test_an_export_runs_in_no_spreadsheet(site):
    admin = enter(site, "=cmd|' /C calc'!A1")
    for page in ("/logs/entries.csv", "/logs/findings.csv", "/logs/points/3.csv"):
        text = admin.get(page).data.decode("utf-8-sig")
        cells = [cell for line in text.splitlines() for cell in line.split(",")]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", '"=', '"+', '"@'))], (
            page
        )


SCANS = [
    "\x1d\x1d",
    "x" * 4096,
    "'; drop table person; --",
    "../../etc",
    "<script>window",
    "\r\nSet-Cookie: a=b",
    "～",
]


@pytest.mark.parametrize("scan", SCANS)
def test_a_hostile_scan_is_only_text(shared, scan):
    told = shared.client().scan("/scanner", scan).json
    assert told["outcome"] == "ok"
    assert "\r" not in told["message"]


@pytest.mark.parametrize(("size", "status"), [(4096, 200), (4097, 400)])
def test_a_scan_has_its_longest_length(shared, size, status):
    assert shared.client().scan("/scanner", "x" * size).status_code == status


@pytest.mark.parametrize(
    "body", [b"", b"x", b"{}", b'{"scan":1}', b'{"scan":""}', b'{"scan":"a","b":1}']
)
def test_what_is_no_scan_is_refused(shared, body):
    browser = shared.client()
    headers = {"X-CSRFToken": browser.csrf(), "Accept": "application/json"}
    answer = browser.post("/scanner", data=body, headers=headers)
    assert (answer.status_code, answer.json["outcome"]) == (400, "stop")
