"""A site's own limits and curves as files. Every curve is made up: none is of a product."""

LIMITS = """last_checked = 2026-11-25
confirmed = true

[[limit]]
id = "potassium-of-this-hospital"
parameter = "potassium"
patients = ["adult"]
comparator = "at most"
value = "20 mEq/L"
level = "pharmacist"
status = "site"
source = "nutrition committee, a table made up for a test"
"""
CURVE = """[[curve]]
id = "{name}"
product = "travasol-10-2000ml"
calcium_salt = "calcium gluconate"
phosphate = "inorganic"
with_fat = false
amino_acids = "{acids} % w/v"
dextrose = "{sugar} % w/v"
cysteine = "0 mg/g"
temperature = "25 degC"
time = "48 h"
points = [
  {{ calcium = "20 mEq/L", phosphate = "60 mmol/L" }},
  {{ calcium = "40 mEq/L", phosphate = "50 mmol/L" }},
]
source = "synthetic: made up for a test, not of any product"
digitised_by = "a test"
digitised_on = 2026-11-25
last_checked = 2026-11-25
confirmed = true
"""
CURVES = CURVE.format(name="low", acids=1, sugar=5) + CURVE.format(name="high", acids=9, sugar=40)


def site(folder, limits="", curves=""):
    """A site's folder with one file of each kind that is given."""
    for name, text in (("limits", limits), ("curves", curves)):
        if text:
            (folder / name).mkdir(parents=True)
            (folder / name / "own.toml").write_text(text, encoding="utf-8")
    return folder
