"""Sample orders of nutrition: an adult's two-in-one and three-in-one, a newborn's in ions."""

from dataclasses import replace

from formulas.nutrition.order import Access, LipidGiven, NutritionOrder, Patient, Wanted
from formulas.quantity import qty

TRAVASOL, TROPHAMINE = "travasol-10-2000ml", "trophamine-10-500ml"
D70, INTRALIPID, SMOFLIPID = "dextrose-70-2000ml", "intralipid-20-500ml", "smoflipid-20-500ml"
NACL, KCL = "sodium-chloride-23.4-100ml", "potassium-chloride-2-20ml"
NA_ACETATE, K_ACETATE = "sodium-acetate-2-20ml", "potassium-acetate-2-20ml"
NA_PHOSPHATE, K_PHOSPHATE = "sodium-phosphates-3-15ml", "potassium-phosphates-4.4-15ml"
CALCIUM, MAGNESIUM = "calcium-gluconate-10-50ml", "magnesium-sulfate-50-10ml"
SALT_PRODUCTS = (NACL, KCL, NA_ACETATE, K_ACETATE, NA_PHOSPHATE, K_PHOSPHATE, CALCIUM, MAGNESIUM)


def wanted(substance, quantity, product=""):
    return Wanted(substance, qty(quantity), product)


def adult_two_in_one(**changed) -> NutritionOrder:
    """70 kg by a central line: 90 g amino acids, 250 g dextrose, complete salts, fat beside it."""
    order = NutritionOrder(
        id="adult-2-in-1",
        patient=Patient.ADULT,
        weight=qty("70 kg"),
        access=Access.CENTRAL,
        volume=qty("2000 mL/day"),
        hours=qty("24 h"),
        macronutrients=(
            wanted("amino acids", "90 g/day", TRAVASOL),
            wanted("dextrose monohydrate", "250 g/day", D70),
            wanted("fat", "50 g/day", INTRALIPID),
        ),
        lipid_given=LipidGiven.SEPARATE,
        lipid_hours=qty("12 h"),
        overfill=qty("50 mL"),
        salts=(
            wanted("sodium chloride", "60 mEq/day", NACL),
            wanted("sodium acetate", "40 mEq/day", NA_ACETATE),
            wanted("potassium chloride", "30 mEq/day", KCL),
            wanted("potassium phosphates", "20 mmol/day", K_PHOSPHATE),
            wanted("calcium gluconate", "2 g/day", CALCIUM),
            wanted("magnesium sulfate", "12 mEq/day", MAGNESIUM),
        ),
        additives=(
            wanted("multiple vitamins", "10 mL/day", "multiple-vitamins-adult-10ml"),
            wanted("zinc", "4 mg/day", "zinc-1-10ml"),
            wanted("selenium", "60 mcg/day", "selenium-60-10ml"),
        ),
    )
    return replace(order, **changed)


def adult_three_in_one(**changed) -> NutritionOrder:
    """80 kg by a central line: fat in the bag, every share above the least of a stable emulsion."""
    order = NutritionOrder(
        id="adult-3-in-1",
        patient=Patient.ADULT,
        weight=qty("80 kg"),
        access=Access.CENTRAL,
        volume=qty("2100 mL/day"),
        hours=qty("24 h"),
        macronutrients=(
            wanted("amino acids", "110 g/day", "clinisol-15-2000ml"),
            wanted("dextrose monohydrate", "300 g/day", D70),
            wanted("fat", "50 g/day", SMOFLIPID),
        ),
        lipid_given=LipidGiven.IN_THE_BAG,
        overfill=qty("100 mL"),
        salts=(
            wanted("sodium chloride", "80 mEq/day", NACL),
            wanted("potassium chloride", "40 mEq/day", KCL),
            wanted("sodium phosphates", "20 mmol/day", NA_PHOSPHATE),
            wanted("calcium gluconate", "2 g/day", CALCIUM),
            wanted("magnesium sulfate", "10 mEq/day", MAGNESIUM),
        ),
        additives=(wanted("multiple vitamins", "10 mL/day", "multiple-vitamins-adult-10ml"),),
    )
    return replace(order, **changed)


def neonate_in_ions(**changed) -> NutritionOrder:
    """1.2 kg by a central line: 110 mL/kg, ions by kg that the solver turns into salts."""
    order = NutritionOrder(
        id="neonate-ions",
        patient=Patient.NEONATE,
        weight=qty("1.2 kg"),
        access=Access.CENTRAL,
        volume=qty("110 mL/kg/day"),
        hours=qty("24 h"),
        macronutrients=(
            wanted("amino acids", "3 g/kg/day", TROPHAMINE),
            wanted("dextrose monohydrate", "12 g/kg/day", D70),
            wanted("fat", "2 g/kg/day", SMOFLIPID),
        ),
        lipid_given=LipidGiven.SEPARATE,
        overfill=qty("30 percent"),
        ions=(
            wanted("sodium", "4 mEq/kg/day"),
            wanted("potassium", "2.2 mEq/kg/day"),
            wanted("calcium", "2.5 mEq/kg/day"),
            wanted("magnesium", "0.3 mEq/kg/day"),
            wanted("phosphate", "1.3 mmol/kg/day"),
            wanted("acetate", "4 mEq/kg/day"),
        ),
        salt_products=SALT_PRODUCTS,
        additives=(wanted("zinc", "400 mcg/kg/day", "zinc-1-10ml"),),
    )
    return replace(order, **changed)
