"""Nutrition orders: entered, changed and withdrawn by a signature over exactly what was shown."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from compounding.errors import NotInThisRole, WrongSecret
from compounding.ledger.canonical import digest
from compounding.ledger.entry import Entry
from compounding.ledger.signatures import Signature
from compounding.ledger.verify import verify
from compounding.preparation.errors import (
    BagStopped,
    ContentMoved,
    NotFound,
    NotLawfulNow,
    OrderRefused,
)
from compounding.preparation.nutrition import finding
from compounding.preparation.nutrition.models import NutritionVersion, PatientNutrition
from compounding.preparation.nutrition.saving import (
    change_nutrition_order,
    enter_nutrition_order,
    stored_summary,
    withdraw_nutrition_order,
)
from formulas.nutrition import making
from formulas.quantity import qty
from tests.ledger.fresh import fresh_database, make_from_models, open_fresh
from tests.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures
from tests.preparation.nutrition_forms import (
    a_pharmacy,
    adult_form,
    changed,
    neonate_form,
    reasons_for,
    saved,
    seen,
    signing,
)
from tests.world import PIN

SODIUM = "salts-sodium-chloride.amount"


@pytest.fixture
def world(tmp_path):
    made = a_pharmacy(fresh_database(tmp_path))
    yield made
    made.database.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request, tmp_path):
    """A pharmacy on SQLite, and on PostgreSQL."""
    if request.param == "sqlite":
        made = a_pharmacy(fresh_database(tmp_path))
    else:
        url = request.getfixturevalue("postgres_url")
        make_from_models(url)
        made = a_pharmacy(open_fresh(url))
    yield made
    made.database.close()


def enter(world, typed, given):
    with world.as_("pharmacist", "desk-1") as unit:
        return enter_nutrition_order(unit, typed, given)


def count(world, model=NutritionVersion):
    with world.database.reading() as session:
        return session.query(model).count()


def test_an_order_is_saved_with_all_that_was_on_the_screen(either):
    order_id = saved(either)
    shown = None
    with either.database.reading() as session:
        version = session.query(NutritionVersion).one()
        signature = session.get(Signature, version.signature_id)
        shown = stored_summary(version)
        assert digest(shown) == version.digest
        bound = digest({"summary": version.digest, "decisions": version.decisions})
        assert (signature.digest, signature.meaning) == (bound, "verified")
        assert version.ordered["weight"] == "70 kg"
        found = finding.approved(session, order_id)
    assert (found.number, found.version, found.sheet.volume) == ("N-000001", 1, qty("2050 mL"))
    assert shown["agreement"]["agrees"] is True
    assert shown["workings"]
    assert verify(either.database).ok


def test_what_was_saved_is_never_changed_in_place(either):
    saved(either)
    with (
        pytest.raises(DBAPIError, match="never changed"),
        either.database.engine.begin() as connection,
    ):
        connection.execute(text("UPDATE nutrition_version SET note = 'other'"))


def test_the_entry_keeps_every_reason_and_only_the_digest_of_the_summary(world):
    saved(world)
    with world.database.reading() as session:
        entry = session.query(Entry).filter_by(subject="nutrition N-000001 v1").all()[-1]
    row = entry.after["rows"][0]["row"]
    assert {one["reason"] for one in row["decisions"]} == {"Looked at with the ward"}
    assert {one["name"] for one in row["decisions"]} >= {"calcium with phosphate"}
    assert "Travasol" not in str(row["summary"])


def test_an_order_is_not_saved_without_the_summary_having_been_seen(world):
    shown = seen(world, adult_form())
    for never in ("", "0" * 64, digest({})):
        with pytest.raises(ContentMoved, match="Look at the summary again"):
            enter(world, adult_form(), signing(shown, shown=never))
    assert count(world) == count(world, PatientNutrition) == 0


@pytest.mark.parametrize(
    ("field", "text"),
    [(SODIUM, "61"), ("weight.amount", "71"), ("note", "x"), ("patient_name", "Other"),
     ("salts-sodium-chloride.product", "sodium-chloride-23.4-30ml"), ("due", "2026-11-23T18:01")],
)  # fmt: skip
def test_a_figure_changed_after_it_was_shown_is_not_saved(world, field, text):
    shown = seen(world, adult_form())
    with pytest.raises(ContentMoved):
        enter(world, adult_form(**{field: text}), signing(shown))
    assert count(world) == 0


def test_a_bag_signed_meanwhile_must_be_seen_before_the_next_is_signed(world):
    shown = seen(world, adult_form())
    saved(world)
    with pytest.raises(ContentMoved):
        enter(world, adult_form(), signing(shown))


def test_an_absolute_limit_is_not_saved_with_any_reason(world):
    zinc = adult_form(**{"additives-zinc.amount": "330"})
    shown = seen(world, zinc)
    assert any("zinc" in one.lower() for one in shown["stops"])
    everything = dict.fromkeys(range(len(shown["checks"])), "because")
    with pytest.raises(BagStopped, match="No reason lets it pass"):
        enter(world, zinc, signing(shown, reasons=everything))
    assert count(world) == 0


def test_a_second_calculation_that_differs_stops_the_bag(world, monkeypatch):
    honest = making.part_of

    def doubled(line):
        part = honest(line)
        return replace(part, volume=part.volume * 2) if part.substance == "zinc" else part

    monkeypatch.setattr(making, "part_of", doubled)
    shown = seen(world, adult_form())
    assert shown["agreement"]["lines"][0]["agrees"] is False
    assert any("second calculation" in one for one in shown["stops"])
    with pytest.raises(BagStopped):
        enter(world, adult_form(), signing(shown))


def test_each_decision_needs_its_own_reason(world):
    sweet = adult_form(**{"macronutrients-dextrose-monohydrate.amount": "550"})
    shown = seen(world, sweet)
    places = list(reasons_for(shown))
    assert len(places) == 2
    for missing in places:
        given = {place: "seen" for place in places if place != missing}
        with pytest.raises(OrderRefused) as told:
            enter(world, sweet, signing(shown, reasons=given))
        assert set(told.value.fields) == {f"reason-{missing}"}
    with pytest.raises(OrderRefused):
        enter(world, sweet, signing(shown, reasons=dict.fromkeys(places, "   ")))
    assert count(world) == 0


def test_a_wrong_secret_saves_nothing(world):
    shown = seen(world, adult_form())
    with pytest.raises(WrongSecret):
        enter(world, adult_form(), signing(shown, "000000"))
    assert count(world) == count(world, PatientNutrition) == 0


@pytest.mark.parametrize("who", ["technician", "compliance", "admin"])
def test_only_a_pharmacist_enters_changes_or_withdraws_nutrition(world, who):
    order_id = saved(world)
    again = adult_form(reason="more")
    shown = seen(world, again, order_id)
    with pytest.raises(NotInThisRole), world.as_(who, "desk-1") as unit:
        enter_nutrition_order(unit, adult_form(), signing(shown))
    with pytest.raises(NotInThisRole), world.as_(who, "desk-1") as unit:
        change_nutrition_order(unit, order_id, again, signing(shown))
    with pytest.raises(NotInThisRole), world.as_(who, "desk-1") as unit:
        withdraw_nutrition_order(unit, order_id, "no", secret=PIN)


def test_a_change_is_a_new_version_and_the_old_one_stays(world):
    order_id = saved(world)
    assert changed(world, order_id, adult_form(reason="Sodium is low", **{SODIUM: "70"})) == 2
    with world.database.reading() as session:
        both = finding.versions(session, finding.nutrition(session, order_id))
        quantities = [one.ordered["salts"][0]["quantity"] for one in both]
        assert (quantities, both[0].reason) == (["70 mEq/day", "60 mEq/day"], "Sodium is low")
        assert finding.approved(session, order_id).version == 2


def test_a_change_says_why_and_stays_with_its_patient(world):
    order_id = saved(world)
    with pytest.raises(OrderRefused, match="Say why"):
        seen(world, adult_form(), order_id)
    other = adult_form(reason="x", patient_identifier="MRN 9")
    with pytest.raises(OrderRefused, match="another patient"):
        seen(world, other, order_id)


def test_the_bag_before_is_that_of_the_same_patient_however_it_is_spelled(world):
    assert seen(world, adult_form())["before"] is None
    saved(world)
    again = adult_form(patient_identifier="mrn  000123", **{SODIUM: "120"})
    found = seen(world, again)["before"]
    assert found["words"] == "N-000001, version 1, signed by Demo Pharmacist"
    changes = {row["name"]: row["change"] for row in found["rows"]}
    assert (changes["sodium"], changes["amino acids"]) == ("+60 %", "unchanged")
    assert seen(world, adult_form(patient_identifier="MRN 4"))["before"] is None


def test_a_change_beyond_its_limit_is_among_the_checks(world):
    saved(world)
    names = {one["name"] for one in seen(world, adult_form(**{SODIUM: "160"}))["checks"]}
    assert "change of sodium" in names


def test_a_withdrawn_order_makes_no_bag_and_is_no_bag_before(world):
    order_id = saved(world)
    with world.as_("pharmacist", "desk-1") as unit:
        withdraw_nutrition_order(unit, order_id, "Fed by mouth", secret=PIN)
    assert seen(world, adult_form())["before"] is None
    with world.database.reading() as session, pytest.raises(NotLawfulNow, match="withdrawn"):
        finding.approved(session, order_id)
    with pytest.raises(NotLawfulNow, match="withdrawn"):
        seen(world, adult_form(reason="x"), order_id)
    with pytest.raises(NotLawfulNow), world.as_("pharmacist", "desk-1") as unit:
        withdraw_nutrition_order(unit, order_id, "again", secret=PIN)


def test_an_order_that_is_not_there_is_told(world):
    with world.database.reading() as session, pytest.raises(NotFound):
        finding.approved(session, 7)


def test_a_sheet_that_is_no_longer_the_signed_one_makes_no_bag(world, monkeypatch):
    order_id = saved(world)
    honest = finding.sheet_of
    monkeypatch.setattr(finding, "sheet_of", lambda bag: replace(honest(bag), target=qty("1 mL")))
    with world.database.reading() as session, pytest.raises(ContentMoved, match="signs it again"):
        finding.approved(session, order_id)


def test_a_newborn_is_ordered_by_kilogram_in_ions(world):
    shown = seen(world, neonate_form())
    assert shown["stops"] == []
    by_name = {row["name"]: row["kg"] for row in shown["given"]}
    assert (by_name["sodium"], by_name["phosphate"]) == ("4 mEq/kg/day", "1.3 mmol/kg/day")
    assert saved(world, neonate_form()) == 1


def test_every_bag_says_that_no_curves_are_installed_and_counts_unconfirmed_figures(world):
    shown = seen(world, adult_form())
    (told,) = [one for one in shown["checks"] if one["row"] == "calcium-phosphate-curves"]
    assert "holds no curve of calcium with phosphate" in told["sentence"]
    assert told["decide"]
    assert shown["site"] == {"files": [], "rows": 0, "curves": []}
    found = shown["unconfirmed"]
    assert found["count"] == found["rows"] + len(found["products"]) > 0
