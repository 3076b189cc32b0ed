"""A signed nutrition order is sent to the hood from its page, once, and the page leads to its bag."""

import html
import re

import pytest

from compounding.preparation.models import Order
from compounding.preparation.worksheets import open_worksheet
from tests.builders import PIN, a_facility
from tests.preparation.nutrition_forms import changed, saved
from tests.preparation.nutrition_site import LIMITS, site
from tests.preparation.nutrition_walk import card_of, enter, short_form
from tests.web_roles.nutrition_desk import desk_of
from webapp.house import house_of

GOOD = {
    "hood": "hood-2", "storage": "refrigerator", "urgency": "routine", "hours": "24",
    "source": "a sample statement, not for patients", "pin": PIN,
}  # fmt: skip
LASTS = {"lasts.amount": "72", "lasts.unit": "h", "warmest.amount": "25", "warmest.unit": "degC"}


@pytest.fixture
def desk(tmp_path):
    world = a_facility(tmp_path)
    yield desk_of(world, tmp_path / "data")
    world.database.close()


def page_of(desk, order):
    return html.unescape(desk.client.get(f"/nutrition/orders/{order}").text)


def send(desk, order, status=303, **other):
    seen = re.search(r'name="digest" value="(\w+)"', page_of(desk, order))
    form = {**GOOD, "digest": seen[1] if seen else "", **other}
    return desk.ask(f"/nutrition/orders/{order}/send", form, status)


def doses(desk):
    with desk.world.database.reading() as session:
        return session.query(Order).count()


def test_it_is_sent_and_the_page_leads_to_the_dose_and_then_to_its_worksheet(desk):
    order = saved(desk.world, short_form())
    assert "Send N-000001 to be made" in page_of(desk, order)
    assert "Signed, not sent" in desk.client.get("/nutrition").text
    send(desk, order)
    assert "O-000001" in desk.client.get("/nutrition").text
    page = page_of(desk, order)
    assert "Waits in the queue" in page
    assert "Look at order O-000001" in page
    assert "Send N-000001 to be made" not in page
    assert "Parenteral nutrition" in desk.client.get("/prepare/").text
    with desk.world.as_("technician") as unit:
        number = open_worksheet(unit, 1, "hood-2").id
    page = page_of(desk, order)
    assert "Worksheet W-000001: staging" in page
    assert f'href="/check/{number}"' in page
    assert desk.client.get(f"/check/{number}").status_code == 200


def test_it_is_sent_once(desk):
    order = saved(desk.world, short_form())
    digest = re.search(r'name="digest" value="(\w+)"', page_of(desk, order))[1]
    send(desk, order)
    told = send(desk, order, 409, digest=digest)
    assert "was sent to be made already" in told
    assert doses(desk) == 1


@pytest.mark.parametrize("field", ["hood", "storage", "urgency", "hours", "source"])
def test_each_field_is_asked_for_beside_itself_and_the_others_stay(desk, field):
    order = saved(desk.world, short_form())
    page = send(desk, order, 422, **{field: ""})
    assert f'id="send-{field}-said"' in page
    assert page.count("This is needed.") == 1
    assert field == "source" or GOOD["source"] in page
    assert doses(desk) == 0


@pytest.mark.parametrize("hours", ["-1", "1.5", "2 days", "²"])
def test_hours_are_whole_ones(desk, hours):
    order = saved(desk.world, short_form())
    assert "Write whole hours" in send(desk, order, 422, hours=hours)
    assert doses(desk) == 0


@pytest.mark.parametrize(("hours", "status"), [("47", 303), ("48", 303), ("49", 422)])
def test_it_keeps_no_longer_than_it_was_judged_for(desk, hours, status):
    order = saved(desk.world, short_form(**LASTS))
    assert "at most 48\N{NO-BREAK SPACE}h" in page_of(desk, order).replace("<b>", "")
    page = send(desk, order, status, hours=hours)
    assert ("at most 48 h are left before it begins" in page) is (status == 422)
    assert doses(desk) == (status == 303)


def test_a_wrong_secret_sends_nothing_and_keeps_what_was_typed(desk):
    order = saved(desk.world, short_form())
    page = send(desk, order, 403, pin="000000")
    assert "That did not match" in page
    assert GOOD["source"] in page
    assert doses(desk) == 0


def test_what_cannot_be_made_here_says_why(desk):
    order = saved(desk.world, short_form())
    card = card_of(desk.world, "zinc-1-10")
    enter(desk.world, {**card, "code": "zinc-of-another-maker", "gtin": None})
    assert "both stand for it" in send(desk, order, 409)
    assert doses(desk) == 0


def test_a_version_that_was_not_on_the_screen_is_not_sent(desk):
    order = saved(desk.world, short_form())
    seen = re.search(r'name="digest" value="(\w+)"', page_of(desk, order))[1]
    changed(desk.world, order, short_form(reason="less", **{"salts-sodium-chloride.amount": "50"}))
    assert "signed after the page was shown" in send(desk, order, 409, digest=seen)
    assert doses(desk) == 0


@pytest.mark.parametrize(("value", "status"), [("15 mEq/L", 303), ("14 mEq/L", 409)])
def test_a_limit_that_was_tightened_since_it_was_signed_keeps_it_from_being_sent(
    desk, value, status
):
    order = saved(desk.world, short_form())
    folder = house_of(desk.client.application).settings.folder / "nutrition"
    site(folder, LIMITS.replace("20 mEq/L", value))
    told = send(desk, order, status)
    assert ("changed since Demo Pharmacist signed it: Potassium" in told) is (status == 409)
    assert doses(desk) == (status == 303)


def test_a_withdrawn_or_older_version_is_not_offered_to_be_sent(desk):
    order = saved(desk.world, short_form())
    changed(desk.world, order, short_form(reason="less", **{"salts-sodium-chloride.amount": "50"}))
    old = html.unescape(desk.client.get(f"/nutrition/orders/{order}?version=1").text)
    assert "to be made</summary>" not in old
    desk.ask(f"/nutrition/orders/{order}/withdraw", {"pin": PIN, "reason": "Eats again"}, 303)
    assert "to be made</summary>" not in page_of(desk, order)


def test_changing_what_is_being_made_says_first_what_it_stops(desk):
    order = saved(desk.world, short_form())
    send(desk, order)
    form = short_form(reason="less", **{"salts-sodium-chloride.amount": "50"})
    page = desk.ask("/nutrition/orders/summary", {**form, "order_id": str(order)})
    assert "A bag of this order is being made: order O-000001" in page
