"""Orders of nutrition as they are drawn: adults by day, children by kg, in salts or in ions."""

from hypothesis import strategies as st

from formulas.nutrition.order import Access, LipidGiven, NutritionOrder, Patient
from formulas.quantity import qty
from tests.formulas.nutrition_orders import (
    CALCIUM,
    D70,
    INTRALIPID,
    K_ACETATE,
    K_PHOSPHATE,
    KCL,
    MAGNESIUM,
    NA_ACETATE,
    NA_PHOSPHATE,
    NACL,
    SALT_PRODUCTS,
    SMOFLIPID,
    TRAVASOL,
    TROPHAMINE,
    wanted,
)

ADULTS_ACIDS = (TRAVASOL, "clinisol-15-2000ml", "prosol-20-2000ml", "freamine-iii-10-1000ml")
CHILDRENS_ACIDS = (TROPHAMINE, "premasol-10-2000ml")
DEXTROSES = (D70, "dextrose-50-2000ml")
LIPIDS = (INTRALIPID, SMOFLIPID, "omegaven-10-100ml")
PHOSPHATES = (NA_PHOSPHATE, K_PHOSPHATE, "sodium-glycerophosphate-1-20ml")
OVERFILLS = ("50 mL", "20 mL", "5 percent", "30 percent")

# substance, product, least and most: tenths of its unit by day for adults, by kg and day for children
ADULTS_SALTS = (
    ("sodium chloride", NACL, 200, 1500, "mEq"),
    ("sodium acetate", NA_ACETATE, 100, 1000, "mEq"),
    ("potassium chloride", KCL, 100, 800, "mEq"),
    ("potassium acetate", K_ACETATE, 100, 400, "mEq"),
    ("calcium gluconate", CALCIUM, 5, 30, "g"),
    ("magnesium sulfate", MAGNESIUM, 40, 240, "mEq"),
)
ADULTS_MORE = (
    ("zinc", "zinc-1-10ml", 20, 100, "mg"),
    ("selenium", "selenium-60-10ml", 300, 1000, "mcg"),
    ("multiple vitamins", "multiple-vitamins-adult-10ml", 50, 100, "mL"),
    ("heparin", "heparin-1000-10ml", 10000, 60000, "unit"),
)
CHILDRENS_SALTS = (
    ("sodium chloride", NACL, 10, 50, "mEq"),
    ("sodium acetate", NA_ACETATE, 5, 30, "mEq"),
    ("potassium chloride", KCL, 5, 30, "mEq"),
    ("calcium gluconate", CALCIUM, 1000, 6000, "mg"),
    ("magnesium sulfate", MAGNESIUM, 3, 8, "mEq"),
)
CHILDRENS_MORE = (
    ("zinc", "zinc-1-10ml", 1000, 4000, "mcg"),
    ("copper", "copper-0.4-10ml", 200, 400, "mcg"),
)
IONS = (
    ("potassium", 10, 40, "mEq"),
    ("calcium", 10, 40, "mEq"),
    ("magnesium", 3, 8, "mEq"),
    ("phosphate", 5, 20, "mmol"),
)


def tenths(draw, least, most):
    """A figure of one decimal, as text."""
    return str(qty(f"{draw(st.integers(least, most))} mL") / 10).removesuffix(" mL")


def some(draw, rows, basis):
    """Lines of some of the rows, in their order."""
    kept = draw(st.lists(st.sampled_from(range(len(rows))), unique=True, max_size=len(rows)))
    return tuple(
        wanted(substance, f"{tenths(draw, least, most)} {unit}/{basis}", product)
        for substance, product, least, most, unit in (rows[n] for n in sorted(kept))
    )


def phosphate(draw, least, most, basis):
    product = draw(st.sampled_from((*PHOSPHATES, "")))
    much = f"{tenths(draw, least, most)} mmol/{basis}"
    return (wanted("phosphate", much, product),) if product else ()


def fat(draw, least, most, basis):
    given = draw(st.sampled_from(list(LipidGiven)))
    if given is LipidGiven.NONE:
        return given, ()
    much = f"{tenths(draw, least, most)} g/{basis}"
    return given, (wanted("fat", much, draw(st.sampled_from(LIPIDS))),)


@st.composite
def adults(draw):
    """An adult's order by day, in complete salts."""
    given, lipid = fat(draw, 200, 800, "day")
    hours = draw(st.integers(10, 24))
    overfill = draw(st.sampled_from((*OVERFILLS, "")))
    acids, dextrose = tenths(draw, 400, 1300), tenths(draw, 1000, 3500)
    return NutritionOrder(
        "drawn",
        Patient.ADULT,
        qty(f"{tenths(draw, 400, 1200)} kg"),
        Access.CENTRAL,
        qty(f"{draw(st.integers(2200, 3500))} mL/day"),
        qty(f"{hours} h"),
        (
            wanted("amino acids", f"{acids} g/day", draw(st.sampled_from(ADULTS_ACIDS))),
            wanted("dextrose monohydrate", f"{dextrose} g/day", draw(st.sampled_from(DEXTROSES))),
            *lipid,
        ),
        given,
        qty(overfill) if overfill else None,
        salts=(*some(draw, ADULTS_SALTS, "day"), *phosphate(draw, 50, 400, "day")),
        additives=some(draw, ADULTS_MORE, "day"),
    )


@st.composite
def children(draw):
    """A child's order by kg, in complete salts or in ions that the solver turns into salts."""
    given, lipid = fat(draw, 5, 30, "kg/day")
    overfill = draw(st.sampled_from((*OVERFILLS, "")))
    solved, weight = draw(st.booleans()), draw(st.integers(2000, 15000))
    acids, dextrose = tenths(draw, 10, 35), tenths(draw, 60, 160)
    salts = () if solved else childrens_salts(draw)
    return NutritionOrder(
        "drawn",
        draw(st.sampled_from((Patient.NEONATE, Patient.INFANT, Patient.CHILD))),
        qty(f"{weight} g"),
        Access.CENTRAL,
        qty(f"{draw(st.integers(100, 160))} mL/kg/day"),
        qty(f"{draw(st.integers(12, 24))} h"),
        (
            wanted("amino acids", f"{acids} g/kg/day", draw(st.sampled_from(CHILDRENS_ACIDS))),
            wanted("dextrose", f"{dextrose} g/kg/day", draw(st.sampled_from(DEXTROSES))),
            *lipid,
        ),
        given,
        qty(overfill) if overfill else None,
        salts=salts,
        ions=ions(draw) if solved else (),
        salt_products=SALT_PRODUCTS if solved else (),
        additives=some(draw, CHILDRENS_MORE, "kg/day"),
    )


def childrens_salts(draw):
    return (*some(draw, CHILDRENS_SALTS, "kg/day"), *phosphate(draw, 5, 15, "kg/day"))


def ions(draw):
    """Sodium by kg or by litre, the other ions by kg; acetate or chloride may follow from them."""
    basis, least, most = draw(st.sampled_from((("kg/day", 20, 60), ("L", 200, 500))))
    sodium = wanted("sodium", f"{tenths(draw, least, most)} mEq/{basis}")
    rest = tuple(wanted(name, f"{tenths(draw, a, b)} {unit}/kg/day") for name, a, b, unit in IONS)
    anion = draw(st.sampled_from(("acetate", "chloride", "")))
    more = (wanted(anion, f"{tenths(draw, 35, 50)} mEq/kg/day"),) if anion else ()
    return (sodium, *rest, *more)


ORDERS = st.one_of(adults(), children())
