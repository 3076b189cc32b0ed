"""Nutrition orders through the pages: typed, seen, signed, changed, withdrawn, read from a file."""

import html
import io
import re

import pytest

from compounding.ledger.people import Role
from tests.ledger.fresh import fresh_database
from tests.preparation.nutrition_forms import PIN, a_pharmacy, adult_form, neonate_form, saved
from tests.preparation.nutrition_site import CURVES, LIMITS, site
from tests.web_roles.nutrition_desk import REASONS, desk_of
from webapp.doors import declared
from webapp.house import house_of

SODIUM = "salts-sodium-chloride.amount"


@pytest.fixture
def desk(tmp_path):
    world = a_pharmacy(fresh_database(tmp_path))
    yield desk_of(world, tmp_path / "data")
    world.database.close()


def test_every_page_of_nutrition_is_the_pharmacists_alone(desk):
    doors = declared(desk.client.application)
    ours = {name: door.roles for name, door in doors.items() if name.startswith("nutrition.")}
    assert set(ours.values()) == {frozenset({Role.PHARMACIST})}


def test_an_order_is_typed_seen_and_signed(desk):
    page = desk.ask("/nutrition/orders/summary", adult_form())
    assert "Not saved yet" in page
    assert desk.count() == 0
    desk.sign(adult_form(), page)
    assert desk.count() == 1
    told = html.unescape(desk.client.get("/nutrition/orders/1").text)
    for words in ("Demo Pharmacist", "Agreed with the ward", "922.5\N{NO-BREAK SPACE}mL", "Signed"):
        assert words in told
    assert "N-000001" in desk.client.get("/nutrition").text


def test_the_form_of_a_newborn_offers_kilogram_and_day_and_presumes_nothing(desk):
    page = html.unescape(desk.client.get("/nutrition/orders/new?kind=neonate").text)
    assert '<span class="unit-said">g/kg/day</span>' in page
    assert "mEq/day" not in page
    assert not re.search(r"<option[^>]* selected", page)
    assert "checked" not in page
    adult = desk.client.get("/nutrition/orders/new?kind=adult").text
    assert '<span class="unit-said">g/day</span>' in adult
    assert "kg/day" not in adult


def test_the_kind_of_patient_is_asked_first(desk):
    for path in ("/nutrition/orders/new", "/nutrition/orders/new?kind=horse"):
        page = desk.client.get(path).text
        assert "Who is fed" in page
        assert "Macronutrients" not in page


def test_one_page_shows_bag_checks_bases_agreement_and_workings(desk):
    page = desk.ask("/nutrition/orders/reckon", neonate_form())
    for words in (
        "What you must decide", "In mixing order", "What the patient gets, on every basis",
        "Second calculation", "Agrees in all", "Met", "Workings",
        "This site has set no limits of its own", "No curve of calcium with phosphate is on file",
        "holds no curve of calcium with phosphate", "figures are unconfirmed",
        "No signed bag of this patient is on file",
    ):  # fmt: skip
        assert words in page
    assert desk.count() == 0


def test_what_is_reckoned_is_also_given_alone_as_somebody_types(desk):
    part = desk.ask("/nutrition/orders/reckon", adult_form(), headers={"HX-Request": "true"})
    assert part.lstrip().startswith('<div id="reckoned"')
    assert "<html" not in part
    wrong = desk.ask(
        "/nutrition/orders/reckon",
        adult_form(**{SODIUM: "x"}),
        headers={"HX-Request": "true"},
    )
    assert f'data-wrong="{SODIUM}"' in wrong


def test_a_wrong_field_says_so_beside_itself_and_nothing_typed_is_lost(desk):
    typed = adult_form(**{SODIUM: "1e2", "note": "<b>as typed</b>"})
    page = desk.ask("/nutrition/orders/summary", typed, 422)
    assert 'id="f-salts-sodium-chloride-said"' in page
    for text in ("1e2", "travasol-10-2000ml", "Demo Patient"):
        assert text in page
    raw = desk.client.post(
        "/nutrition/orders/summary", data={"csrf_token": desk.token(), **typed}
    ).text
    assert "<b>as typed</b>" not in raw


def test_saving_without_having_seen_the_summary_is_refused_and_shows_it(desk):
    for never in ("", "0" * 64):
        page = desk.ask(
            "/nutrition/orders", {**adult_form(), "digest": never, "pin": PIN}, status=409
        )
        assert "not the summary that was shown" in page
        assert "Sign and save" in page
    assert desk.count() == 0


def test_a_figure_changed_between_showing_and_saving_is_refused(desk):
    page = desk.ask("/nutrition/orders/summary", adult_form())
    told = desk.sign(adult_form(**{SODIUM: "70"}), page, 409)
    assert "not the summary that was shown" in told
    assert "70\N{NO-BREAK SPACE}mEq/day" in told
    assert "Agreed with the ward" not in told
    assert desk.count() == 0


def test_each_reason_is_asked_for_beside_its_check_and_typed_ones_stay(desk):
    two = adult_form(**{"macronutrients-dextrose-monohydrate.amount": "550"})
    page = desk.ask("/nutrition/orders/summary", two)
    names = REASONS.findall(page)
    assert len(names) == 2
    told = desk.sign(two, page, 422, **{names[1]: ""})
    assert "Say why" in told
    assert 'value="Agreed with the ward"' in told
    assert desk.count() == 0


def test_a_wrong_secret_keeps_the_reasons_and_saves_nothing(desk):
    page = desk.ask("/nutrition/orders/summary", adult_form())
    told = desk.sign(adult_form(), page, 403, pin="000000")
    assert "That did not match" in told
    assert told.count('value="Agreed with the ward"') == 1
    assert desk.count() == 0


def test_a_stopped_bag_offers_no_signature_and_takes_none(desk):
    zinc = adult_form(**{"additives-zinc.amount": "330"})
    page = desk.ask("/nutrition/orders/summary", zinc)
    assert "This bag is stopped" in page
    assert "Sign and save" not in page
    assert REASONS.findall(page) == []
    forced = {**dict.fromkeys([f"reason-{n}" for n in range(120)], "because")}
    told = desk.sign(zinc, page, 409, **forced)
    assert "No reason lets it pass" in told
    assert desk.count() == 0


def test_an_order_that_makes_no_bag_is_told_in_words(desk):
    page = desk.ask("/nutrition/orders/summary", adult_form(**{"volume.amount": "900"}), 422)
    assert "Not reckoned yet" in page
    assert "do not fit" in page or "does not fit" in page or "900" in page


def test_a_change_shows_what_was_typed_and_becomes_a_new_version(desk):
    order = saved(desk.world)
    page = desk.client.get(f"/nutrition/orders/{order}/change").text
    assert 'value="90"' in page
    assert "In mixing order" in page
    without = {**adult_form(**{SODIUM: "80"}), "order_id": str(order)}
    assert "Say why" in desk.ask("/nutrition/orders/summary", without, 422)
    form = {**without, "reason": "Sodium 131 this morning"}
    page = desk.ask("/nutrition/orders/summary", form)
    assert "N-000001, version 1, signed by" in page
    desk.sign(form, page)
    told = desk.client.get(f"/nutrition/orders/{order}").text
    assert "Sodium 131 this morning" in told
    assert "An older version" in desk.client.get(f"/nutrition/orders/{order}?version=1").text
    assert desk.client.get(f"/nutrition/orders/{order}?version=9").status_code == 404


def test_the_next_day_s_order_takes_over_all_but_its_weight_and_its_hour(desk):
    order = saved(desk.world)
    page = html.unescape(desk.client.get(f"/nutrition/orders/{order}/next").text)
    assert "Filled in from order N-000001" in page
    assert 'name="salts-sodium-chloride.amount" value="60"' in page
    for empty in ("due", "weight.amount"):
        assert re.search(rf'name="{empty}"[^>]* value=""', page)
    assert "order_id" not in page
    form = adult_form(**{SODIUM: "80", "due": "2026-11-24T18:00"})
    page = desk.ask("/nutrition/orders/summary", form)
    assert "N-000001, version 1, signed by" in page
    assert "<b>+20 %</b>" in page
    desk.sign(form, page)
    assert "N-000002" in desk.client.get("/nutrition").text


def test_a_withdrawn_order_says_so(desk):
    order = saved(desk.world)
    where = f"/nutrition/orders/{order}"
    desk.ask(f"{where}/withdraw", {"pin": PIN, "reason": "Eats again"}, 303)
    page = desk.client.get(where).text
    assert "Eats again" in page
    assert "Change this order" not in page
    assert desk.client.get(f"{where}/change").status_code == 409
    refused = {**adult_form(), "order_id": str(order), "reason": "x"}
    assert "was withdrawn" in desk.ask("/nutrition/orders/summary", refused, 409)


def test_the_page_reads_the_site_s_own_tables_and_says_which(desk):
    folder = house_of(desk.client.application).settings.folder / "nutrition"
    site(folder, LIMITS, CURVES)
    page = desk.ask("/nutrition/orders/reckon", adult_form())
    assert "1 of this site's own" in page
    assert "nutrition committee, a table made up for a test" in page
    assert "low (travasol-10-2000ml)" in page
    (folder / "limits" / "own.toml").write_text("[[limit]]\nid = 'x'\n", encoding="utf-8")
    page = desk.ask("/nutrition/orders/reckon", adult_form(), 422)
    assert "No bag is judged by a table that is read in part" in page
    assert "In mixing order" not in page


CSV = """order,line,substance,value,product
A,patient kind,,adult,
A,patient name,,"=HYPERLINK(""http://x"",""y"")",
A,patient identifier,,MRN 1,
A,patient birth date,,1980-01-31,
A,patient location,,Ward 4,
A,due,,2026-11-23T18:00,
A,weight,,70 kg,
A,access,,central,
A,volume,,2000 mL/day,
A,hours,,24 h,
A,fat given,,none,
A,macronutrient,amino acids,90 g/day,travasol-10-2000ml
A,macronutrient,dextrose monohydrate,250 g/day,dextrose-70-2000ml
"""


def given(desk, text, status=200):
    data = {"file": (io.BytesIO(text.encode()), "orders.csv")}
    return desk.ask("/nutrition/file", data, status, content_type="multipart/form-data")


def test_a_file_opens_in_the_form_and_saves_nothing(desk):
    page = given(desk, CSV)
    assert "Enter a nutrition order" in page
    assert "In mixing order" in page
    assert 'value="=HYPERLINK("http://x","y")"' in page
    assert desk.count() == 0


def test_a_file_of_several_orders_lists_them(desk):
    page = given(desk, CSV + CSV.partition("\n")[2].replace("A,", "B,"))
    assert "2 orders in the file" in page
    assert "Open B" in page


def test_a_file_that_is_refused_names_row_and_column(desk):
    page = given(desk, CSV.replace("90 g/day", "90 g"), 422)
    assert "no order was read from it" in page
    row = re.search(r"<td[^>]*>13</td><th[^>]*>(\w+)</th>", page)
    assert row[1] == "value"
    assert "no order was read from it" in given(desk, "", 422)
