"""The form of a nutrition order: each wrong field named, no unit and no product presumed."""

import pytest

from compounding.preparation.errors import OrderRefused
from formulas.errors import CannotBeMet, DoesNotFit
from tests.ledger.fresh import fresh_database
from tests.preparation.nutrition_forms import a_pharmacy, adult_form, neonate_form, seen

SODIUM = "salts-sodium-chloride.amount"


@pytest.fixture
def world(tmp_path):
    made = a_pharmacy(fresh_database(tmp_path))
    yield made
    made.database.close()


def refusals(world, **typed):
    with pytest.raises(OrderRefused) as told:
        seen(world, adult_form(**typed))
    return told.value.fields


def test_ions_that_cannot_be_met_and_bags_too_small_are_told_as_the_engine_tells_them(world):
    with pytest.raises(CannotBeMet):
        seen(world, neonate_form(**{"ions-acetate.amount": "0"}))
    with pytest.raises(DoesNotFit):
        seen(world, adult_form(**{"volume.amount": "900"}))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"weight.unit": ""}, None),  # kg is the only lawful unit of an adult
        ({"weight.unit": "g"}, "weight.amount"),
        ({"weight.amount": ""}, "weight.amount"),
        ({"weight.amount": "seventy"}, "weight.amount"),
        ({SODIUM: "1e2"}, SODIUM),
        ({SODIUM: "0"}, SODIUM),
        ({SODIUM: ""}, SODIUM),
        ({"salts-sodium-chloride.unit": ""}, SODIUM),
        ({"salts-sodium-chloride.unit": "mEq/kg/day"}, SODIUM),
        ({"salts-sodium-chloride.product": ""}, "salts-sodium-chloride.product"),
        (
            {"salts-sodium-chloride.product": "potassium-chloride-2-20ml"},
            "salts-sodium-chloride.product",
        ),
        ({"volume.unit": "mL/kg/day"}, "volume.amount"),
        ({"overfill.unit": ""}, "overfill.amount"),
        ({"access": ""}, "access"),
        ({"fat_given": "none"}, "macronutrients-fat.amount"),
        ({"patient_birth_date": "31.1.1980"}, "patient_birth_date"),
        ({"due": "tonight"}, "due"),
        ({"patient_name": "two\nlines"}, "patient_name"),
    ],
)
def test_each_wrong_field_is_named_and_no_unit_or_product_is_presumed(world, typed, field):
    if field is None:
        assert seen(world, adult_form(**typed))["stops"] == []
    else:
        assert set(refusals(world, **typed)) == {field}


def test_the_kind_of_patient_comes_first(world):
    assert set(refusals(world, kind="")) == {"kind"}
    assert set(refusals(world, kind="veterinary")) == {"kind"}
