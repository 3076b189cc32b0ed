"""Nutrition orders from CSV: taken whole into the form, or refused by row and column."""

import pytest

from compounding.preparation.errors import FileRefused
from compounding.preparation.nutrition.from_csv import LARGEST, read_file
from compounding.preparation.nutrition.typed import read_nutrition
from tests.house.tree import ROOT
from tests.preparation.nutrition_forms import adult_form

HEADING = "order,line,substance,value,product"
ADULT = """A1,patient kind,,adult,
A1,patient name,,Demo Patient,
A1,patient identifier,,MRN 000123,
A1,patient birth date,,1980-01-31,
A1,patient location,,"Ward 4, bed 2",
A1,due,,2026-11-23T18:00,
A1,weight,,70 kg,
A1,access,,central,
A1,volume,,2000 mL/day,
A1,hours,,24 h,
A1,overfill,,50 mL,
A1,fat given,,separate,
A1,fat hours,,12 h,
A1,macronutrient,amino acids,90 g/day,travasol-10-2000ml
A1,macronutrient,dextrose monohydrate,250 g/day,dextrose-70-2000ml
A1,macronutrient,fat,50 g/day,intralipid-20-500ml
A1,salt,sodium chloride,60 mEq/day,sodium-chloride-23.4-100ml
A1,salt,sodium acetate,40 mEq/day,sodium-acetate-2-20ml
A1,salt,potassium chloride,30 mEq/day,potassium-chloride-2-20ml
A1,salt,potassium phosphates,20 mmol/day,potassium-phosphates-4.4-15ml
A1,salt,calcium gluconate,2 g/day,calcium-gluconate-10-50ml
A1,salt,magnesium sulfate,12 mEq/day,magnesium-sulfate-50-10ml
A1,additive,multiple vitamins,10 mL/day,multiple-vitamins-adult-10ml
A1,additive,zinc,4 mg/day,zinc-1-10ml
A1,additive,selenium,60 mcg/day,selenium-60-10ml
"""
GOOD = f"{HEADING}\n{ADULT}"


def refused(text):
    with pytest.raises(FileRefused) as told:
        read_file(text if isinstance(text, bytes) else text.encode())
    return [(row, column) for row, column, _ in told.value.cells]


def test_a_file_fills_in_the_very_form_that_would_be_typed():
    (found,) = read_file(GOOD.encode())
    assert found.name == "A1"
    assert found.typed == adult_form()


@pytest.mark.parametrize(
    "text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD + "\n,,,,\n"]
)
def test_what_a_spreadsheet_adds_changes_nothing(text):
    assert read_file(text.encode())[0].typed == adult_form()


def test_rows_of_several_orders_may_stand_in_any_order():
    both = sorted([*ADULT.splitlines(), *ADULT.replace("A1,", "B2,").splitlines()], reverse=True)
    found = read_file("\n".join([HEADING, *both]).encode())
    assert {one.name: one.typed for one in found} == {"A1": adult_form(), "B2": adult_form()}


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        (HEADING, HEADING.replace("value", "amount"), [(1, "order")]),
        (HEADING, HEADING.replace(",", ";"), [(1, "order")]),
        ("A1,weight,,70 kg,", "A1,weight,,70 kg", [(8, "order")]),
        ("A1,weight,,70 kg,", ",weight,,70 kg,", [(8, "order")]),
        ("A1,weight,,70 kg,", "A1,mass,,70 kg,", [(8, "line")]),
        ("A1,weight,,70 kg,", "A1,weight,,70,", [(8, "value")]),
        ("A1,weight,,70 kg,", "A1,weight,,70kg,", [(8, "value")]),
        ("A1,weight,,70 kg,", "A1,weight,,154 lb,", [(8, "value")]),
        ("A1,weight,,70 kg,", 'A1,weight,,"70,0 kg",', [(8, "value")]),
        ("A1,weight,,70 kg,", "A1,weight,,=70 kg,", [(8, "value")]),
        ("A1,weight,,70 kg,", "A1,weight,sodium,70 kg,", [(8, "substance")]),
        ("A1,weight,,70 kg,", "A1,weight,,70 kg,zinc-1-10ml", [(8, "product")]),
        ("2000 mL/day", "2000 mL", [(10, "value")]),
        ("2000 mL/day", "30 mL/kg/day", [(10, "value")]),
        ("90 g/day", "1.3 g/kg/day", [(15, "value")]),
        ("amino acids,", "aminoacids,", [(15, "substance")]),
        ("travasol-10-2000ml", "", [(15, "product")]),
        ("travasol-10-2000ml", "dextrose-70-2000ml", [(15, "product")]),
        ("travasol-10-2000ml", "travasol", [(15, "product")]),
        ("60 mEq/day", "6e1 mEq/day", [(18, "value")]),
        ("salt,sodium chloride", "ion,sodium", [(18, "product")]),
        ("additive,zinc,4 mg/day,", "additive,multiple vitamins,4 mg/day,", [(25, "line")]),
        ("A1,patient kind,,adult,", "A1,patient kind,,grown up,", [(2, "value")]),
        ("A1,patient kind,,adult,\n", "", [(2, "line")]),
        ("Demo Patient", '"two\nlines"', [(4, "value")]),
        ("Demo Patient", "x" * 201, [(3, "value")]),
        ("Demo Patient", '"open', [(6, "order")]),
    ],
)
def test_each_wrong_cell_is_named_by_row_and_column(before, after, where):
    assert before in GOOD
    assert refused(GOOD.replace(before, after, 1)) == where


def test_every_wrong_cell_is_told_at_once():
    text = GOOD.replace("70 kg", "70 lb").replace("60 mEq/day", "60")
    assert refused(text) == [(8, "value"), (18, "value")]


@pytest.mark.parametrize(
    "data", [b"", b"\n", HEADING.encode(), GOOD.encode("utf-16"), b"\xff" + GOOD.encode(),
             b"x" * (LARGEST + 1), b"PK\x03\x04", GOOD.encode() + b"\x00"]
)  # fmt: skip
def test_what_is_no_such_table_is_refused(data):
    assert refused(data)


def test_text_that_a_spreadsheet_would_run_is_text():
    formula = "=cmd|' /C calc'!A0"
    (found,) = read_file(GOOD.replace("Demo Patient", formula).encode())
    assert found.typed["patient_name"] == formula


def test_the_example_of_the_manual_is_read_and_fills_a_whole_order():
    page = (ROOT / "docs/reference/nutrition-csv.md").read_text(encoding="utf-8")
    example = page.partition("```csv\n")[2].partition("```")[0]
    (found,) = read_file(example.encode())
    entry = read_nutrition(found.typed, "America/New_York")
    assert entry.ordered["patient"] == "neonate"
    assert len(entry.ordered["salt_products"]) == 8
