"""Files of curves. Every curve here is made up for the test: none is of a product."""

import pytest

from formulas.errors import BadCurve
from formulas.nutrition.curves import read_curves
from formulas.quantity import qty

FILE = """
[[curve]]
id = "made-up"
product = "trophamine-10-500ml"
calcium_salt = "calcium gluconate"
phosphate = "inorganic"
with_fat = false
amino_acids = "2 % w/v"
dextrose = "10 % w/v"
cysteine = "0 mg/g"
temperature = "37 degC"
time = "24 h"
points = [
  { calcium = "10 mEq/L", phosphate = "30 mmol/L" },
  { calcium = "5 mmol/L", phosphate = "30 mmol/L" },
]
source = "synthetic: made up for a test"
digitised_by = "a test"
digitised_on = 2026-11-25
last_checked = 2026-11-25
confirmed = false
"""
LAST = '{ calcium = "5 mmol/L", phosphate = "30 mmol/L" }'


def read(tmp_path, text):
    file = tmp_path / "curve.toml"
    file.write_text(text)
    return read_curves([file])


def good(text=FILE):
    return text.replace("5 mmol/L", "20 mEq/L")


def test_a_file_of_curves_is_read(tmp_path):
    (one,) = read(tmp_path, good())
    assert one.points[1].calcium == qty("20 mEq/L")
    assert one.told == "amino acids 2 % w/v, dextrose 10 % w/v, 37 degC, 24 h"


@pytest.mark.parametrize(
    "key",
    [
        line.split(" = ")[0]
        for line in FILE.splitlines()
        if " = " in line and not line.startswith(" ")
    ],
)
def test_a_curve_that_lacks_anything_is_refused(tmp_path, key):
    lines = [
        line
        for line in good()
        .replace("[\n  {", "[ {")
        .replace("},\n  {", "}, {")
        .replace("},\n]", "} ]")
        .splitlines()
        if not line.startswith(f"{key} =")
    ]
    with pytest.raises(BadCurve, match="lacks its"):
        read(tmp_path, "\n".join(lines))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("calcium gluconate", "calcium chloride dihydrate", "never judged by a curve"),
        ('"inorganic"', '"organic"', "neither inorganic nor"),
        ("with_fat = false", 'with_fat = "no"', "must be true or false"),
        ("digitised_on = 2026-11-25", 'digitised_on = "lately"', "must be a day"),
        ('"2 % w/v"', '"2 mEq/L"', "amino_acids"),
        ('"2 % w/v"', "2", "must be text"),
        ('"0 mg/g"', '"-1 mg/g"', "less than nothing"),
        ('"20 mEq/L"', '"10 mEq/L"', "rise in calcium"),
        (
            '"20 mEq/L", phosphate = "30 mmol/L"',
            '"20 mEq/L", phosphate = "30.1 mmol/L"',
            "never rise in phosphate",
        ),
        ('calcium = "20 mEq/L"', 'calcium = "0 mEq/L"', "at nothing"),
        ('{ calcium = "20 mEq/L", phosphate = "30 mmol/L" },', "", "fewer than 2 points"),
        (
            '{ calcium = "20 mEq/L", phosphate = "30 mmol/L" },',
            '{ calcium = "20 mEq/L" },',
            "nothing else",
        ),
        ('source = "synthetic', 'author = "x"\nsource = "synthetic', "'author' is no part"),
        ("[[curve]]", "[[curves]]", "no table of curves"),
        ("[[curve]]", "[[curve", "not readable"),
    ],
)
def test_a_curve_that_is_odd_is_refused(tmp_path, old, new, words):
    assert old in good()
    with pytest.raises(BadCurve, match=words):
        read(tmp_path, good().replace(old, new))


def test_a_curve_s_id_stands_once(tmp_path):
    with pytest.raises(BadCurve, match="stands twice"):
        read(tmp_path, good() + good())
