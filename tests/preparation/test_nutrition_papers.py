"""What stands on the label and in the record of a nutrition bag."""

from json import loads

import pytest

from compounding.preparation.deciding import sealed_record
from compounding.preparation.nutrition.given import given
from compounding.preparation.nutrition.typed import read_nutrition
from compounding.preparation.progress import Stage, labels_of, live_label
from formulas.nutrition.making import make_bag
from formulas.nutrition.sheet import sheet_of
from reports.batch_record import batch_record
from reports.seal import Seal
from tests.builders import a_facility
from tests.preparation.nutrition_forms import adult_form, neonate_form
from tests.preparation.nutrition_walk import at_the_hood, do
from tests.reports.paper import dense, words
from webapp.labels import final_label_pdf
from webapp.pharmacist.documents import sealing_head


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A whole adult bag of twelve products: its world and the number of its worksheet."""
    world = a_facility(tmp_path_factory.mktemp("nutrition"))
    worksheet = at_the_hood(world, adult_form())
    while world.state(worksheet).stage is not Stage.RELEASE:
        do(world, worksheet)
    world.sign_prepared(worksheet)
    world.release(worksheet)
    return world, worksheet


@pytest.fixture(scope="module")
def label(released):
    world, worksheet = released
    with world.database.reading() as session:
        row = live_label(labels_of(session, worksheet), "final")
        return words(final_label_pdf(row, world.state(worksheet).worksheet.number))


@pytest.fixture(scope="module")
def record(released):
    world, worksheet = released
    return world.record(worksheet)


@pytest.mark.parametrize(
    "text",
    [
        "parenteral nutrition 2,000 mL",
        "83.3 mL/h, 2,000 mL over 24 h",
        "amino acids 90 g/day 1.286 g/kg/day",
        "potassium phosphates, as phosphate 20 mmol/day",
        "potassium 59.33 mEq/day",
        "From another line, not in this bag: fat 50 g/day",
        "Energy 1,710 kcal/day",
        "Osmolarity 1,165 mOsm/L, estimated",
        "Dosing weight 70 kg · to be hung 2026-11-23 18:00 EST",
        "2,000 mL to be infused over 24 h; 50 mL overfill",
        "CENTRAL LINE ONLY",
        "Filter 0.22 micron",
        "Checked by ____",
    ],
)
def test_the_label_says(label, text):
    assert dense(text) in label


def test_every_product_of_the_bag_stands_on_its_label(label, record):
    assert all(dense(f"{one['name']} {one['day']}") in label for one in record["given"]["lines"])
    assert len(record["given"]["lines"]) == 11


def test_the_record_says_of_each_product_volume_mass_and_lots(record):
    went_in = {one["product"]: one for one in record["went_in"]}
    assert len(went_in) == 12
    salt = went_in["23.4% sodium chloride 100 mL vial"]
    assert salt == {
        "product": "23.4% sodium chloride 100 mL vial",
        "volume": "15 mL",
        "mass": "17.37 g",
        "lots": "LOT7",
    }
    assert went_in["Zinc 1 mg/mL, 10 mL vial"]["mass"] == ""
    assert went_in["Sodium acetate 2 mEq/mL, 20 mL vial"]["volume"] == "21 mL"


def test_no_figure_nobody_confirmed_is_left_unsaid(record):
    figures = [one["figure"] for one in record["unconfirmed"]]
    assert "strengths of Travasol 10 %, 2000 mL" in figures
    assert "graduation of the 20 mL syringe" in figures
    assert "filter 0.22 micron" in figures
    assert any(one.startswith("tolerances of weighing") for one in figures)


def test_the_record_on_paper_has_what_the_patient_gets_and_the_finished_bag(released):
    world, worksheet = released
    with world.database.reading() as session:
        row = sealed_record(session, worksheet)
        head = sealing_head(session, row)
        seal = Seal(row.digest, head.size, head.root, head.at, "key")
        text = words(batch_record(loads(row.text), seal))
    for said in (
        "What the patient gets",
        "amino acids Travasol 10 %, 2000 mL 90 g/day 1.286 g/kg/day",
        "What went in",
        "Zinc 1 mg/mL, 10 mL vial 4.2 mL by eye",
        "content 2,173.16 g",
        "in a bag of 2,050 mL",
    ):
        assert dense(said) in text
    assert dense("could not be reckoned") not in text


def test_what_a_newborn_gets_is_said_by_kg_as_it_was_ordered():
    bag = make_bag(read_nutrition(neonate_form(), "America/New_York").order("N-000001"))
    shown = given(bag, sheet_of(bag))
    said = {one["name"]: one["kg"] for one in shown["totals"]}
    assert (said["sodium"], said["calcium"]) == ("4 mEq/kg/day", "2.5 mEq/kg/day")
    assert {one["name"]: one["kg"] for one in shown["lines"]}["zinc"] == "400 mcg/kg/day"
    assert (shown["weight"], shown["patient"], shown["overfill"]) == (
        "1.2 kg",
        "neonate",
        "39.6 mL",
    )
