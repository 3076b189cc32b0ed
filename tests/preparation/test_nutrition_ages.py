"""A birth date that cannot be that of the kind of patient is refused beside its field."""

from datetime import date

import pytest

from compounding.preparation.errors import OrderRefused
from compounding.preparation.nutrition.ages import age_trouble
from compounding.preparation.nutrition.typed import read_nutrition
from formulas.nutrition.order import Patient
from tests.preparation.nutrition_forms import adult_form, neonate_form

HUNG = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "born", "fits"),
    [
        ("neonate", "2026-11-24", False),
        ("neonate", "2026-11-23", True),
        ("neonate", "2025-11-24", True),
        ("neonate", "2025-11-23", False),
        ("infant", "2023-11-24", True),
        ("infant", "2023-11-23", False),
        ("child", "2008-11-24", True),
        ("child", "2008-11-23", False),
        ("adolescent", "2017-11-24", False),
        ("adolescent", "2017-11-23", True),
        ("adolescent", "2004-11-24", True),
        ("adolescent", "2004-11-23", False),
        ("adult", "2011-11-24", False),
        ("adult", "2011-11-23", True),
        ("adult", "1896-11-23", True),
        ("adult", "1895-11-23", False),
    ],
)
def test_each_kind_has_its_years_at_either_edge(kind, born, fits):
    assert (age_trouble(date.fromisoformat(born), HUNG, Patient(kind)) == "") is fits


def test_one_born_on_a_leap_day_ages_on_the_first_of_march():
    assert age_trouble(date(2024, 2, 29), date(2025, 2, 28), Patient.NEONATE) == ""
    assert age_trouble(date(2024, 2, 29), date(2025, 3, 1), Patient.NEONATE)


def test_a_day_of_one_digit_is_read():
    assert read_nutrition(adult_form(patient_birth_date="1980-1-3"), "America/New_York")


@pytest.mark.parametrize(
    ("form", "born", "told"),
    [
        (adult_form, "2026-11-20", "3 days old"),
        (neonate_form, "1980-01-31", "46 years old"),
        (neonate_form, "2026-11-24", "after the bag"),
    ],
)
def test_the_wrong_kind_of_patient_is_told_beside_the_birth_date(form, born, told):
    with pytest.raises(OrderRefused) as trouble:
        read_nutrition(form(patient_birth_date=born), "America/New_York")
    assert told in trouble.value.fields["patient_birth_date"]
