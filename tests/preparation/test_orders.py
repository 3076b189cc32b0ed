import pytest

from compounding.errors import NotInThisRole
from compounding.preparation import orders
from compounding.preparation.errors import NotLawfulNow, OrderRefused
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.errors import FigureNotConfirmed
from compounding.stock.products import enter_product, product_in_force
from tests.builders import KCL, PIN, VANCOMYCIN, a_facility, a_verified_order, order_form


def refused(world, formula=KCL, **form):
    with world.database.reading() as session, pytest.raises(OrderRefused) as told:
        orders.read_order(session, order_form(formula, **form))
    return told.value.fields


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ("0 mEq", "not the dose of this formula"),
        ("-20 mEq", "not the dose of this formula"),
        ("200000000000 mEq", "not the dose of this formula"),
        ("19 mEq", "not the dose of this formula"),
        ("20.1 mEq", "not the dose of this formula"),
        ("20 mmol", "not the dose of this formula"),
        ("20 mg", "not the dose of this formula"),
        ("twenty mEq", "twenty"),
        ("NaN mEq", "NaN"),
        ("1e3 mEq", "1e3"),
        ("2,0 mEq", "2,0"),
        (".5 mEq", "0.5"),
        ("20 U", "unit"),
        ("20 ug", "mcg"),
        ("20", ""),
        ("", "needed"),
    ],
)
def test_a_dose_that_is_not_the_formulas_own_is_refused_in_words(tmp_path, dose, told):
    fields = refused(a_facility(tmp_path), dose=dose)
    assert set(fields) == {"dose"}
    assert told in fields["dose"]


@pytest.mark.parametrize("dose", ["1250 mg", "1.25 g", "1250000 mcg"])
def test_the_same_dose_in_another_unit_of_mass_is_the_same_dose(tmp_path, dose):
    world = a_facility(tmp_path)
    with world.database.reading() as session:
        entry = orders.read_order(session, order_form(VANCOMYCIN, dose=dose))
    assert entry.dose == "1250 mg"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("patient_name", ""),
        ("patient_name", "x" * 201),
        ("patient_name", "two\nlines"),
        ("patient_identifier", ""),
        ("patient_birth_date", "31.1.1980"),
        ("patient_location", ""),
        ("formula", "no-such-formula"),
        ("storage", "freezer"),
        ("due", "tomorrow"),
        ("urgency", "soon"),
        ("rate", ""),
        ("route", ""),
    ],
)
def test_each_field_that_is_wrong_is_named(tmp_path, field, text):
    assert field in refused(a_facility(tmp_path), **{field: text})


def test_a_name_of_two_hundred_characters_is_taken(tmp_path):
    world = a_facility(tmp_path)
    with world.database.reading() as session:
        entry = orders.read_order(session, order_form(patient_name="x" * 200))
    assert len(entry.patient["name"]) == 200


def test_where_a_premix_exists_the_order_says_why_it_is_not_used(tmp_path):
    world = a_facility(tmp_path)
    assert "note" in refused(world, note="")
    with world.database.reading() as session:
        assert orders.read_order(session, order_form(VANCOMYCIN, note="")).note == ""


def test_every_wrong_field_is_told_at_once(tmp_path):
    fields = refused(a_facility(tmp_path), dose="x", due="y", urgency="z")
    assert set(fields) == {"dose", "due", "urgency"}


def test_an_order_is_verified_once(tmp_path):
    world = a_facility(tmp_path)
    order = a_verified_order(world)
    with (
        pytest.raises(NotLawfulNow, match="verified by Demo Pharmacist"),
        world.as_("pharmacist", "desk-1") as unit,
    ):
        orders.verify_order(unit, order, secret=PIN)


def test_an_order_that_is_not_verified_is_not_compounded(tmp_path):
    world = a_facility(tmp_path)
    with world.as_("technician") as unit:
        order = orders.enter_order(unit, orders.read_order(unit.session, order_form()))
    with pytest.raises(NotLawfulNow, match="not verified"), world.as_("technician") as unit:
        open_worksheet(unit, order.id, "hood-2")


def test_an_order_is_worked_on_once(tmp_path):
    world = a_facility(tmp_path)
    order = a_verified_order(world)
    with world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")
    with pytest.raises(NotLawfulNow, match="worked on already"), world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")


def test_a_refused_order_keeps_its_reason_and_is_not_compounded(tmp_path):
    world = a_facility(tmp_path)
    with world.as_("technician") as unit:
        order = orders.enter_order(unit, orders.read_order(unit.session, order_form()))
    with world.as_("pharmacist", "desk-1") as unit:
        orders.refuse_order(unit, order.id, "wrong patient")
    with pytest.raises(NotLawfulNow), world.as_("technician") as unit:
        open_worksheet(unit, order.id, "hood-2")


@pytest.mark.parametrize(
    ("reason", "why"), [(" ", "Say why"), ("x" * 201, "At most 200"), ("a\x07b", "one line")]
)
def test_a_reason_that_cannot_be_kept_is_refused_beside_its_field(tmp_path, reason, why):
    world = a_facility(tmp_path)
    order = a_verified_order(world)
    with pytest.raises(OrderRefused, match=why) as told, world.as_("technician") as unit:
        orders.cancel_order(unit, order, reason, secret=PIN)
    assert list(told.value.fields) == ["reason"]


def test_a_reason_of_two_hundred_signs_is_kept_its_blanks_run_together(tmp_path):
    world = a_facility(tmp_path)
    order = a_verified_order(world)
    with world.as_("technician") as unit:
        made = orders.cancel_order(unit, order, f" x \n {'y' * 198} ", secret=PIN)
    assert made.reason == f"x {'y' * 198}"


@pytest.mark.parametrize("who", ["technician", "compliance", "admin"])
def test_only_a_pharmacist_verifies(tmp_path, who):
    world = a_facility(tmp_path)
    with world.as_("technician") as unit:
        order = orders.enter_order(unit, orders.read_order(unit.session, order_form()))
    with pytest.raises(NotInThisRole, match="Ask a pharmacist"), world.as_(who, "desk-1") as unit:
        orders.verify_order(unit, order.id, secret=PIN)


def test_a_density_nobody_vouched_for_keeps_the_worksheet_shut(tmp_path):
    world = a_facility(tmp_path)
    order = a_verified_order(world)
    with world.as_("pharmacist", "desk-1") as unit:
        card = product_in_force(unit.session, "potassium-chloride-2-meq-ml-10").card
        changed = {**card, "density": {"value": "1.09 g/mL", "source": "another bottle"}}
        enter_product(unit, changed)
    with pytest.raises(FigureNotConfirmed, match=r"1\.09 g/mL"), world.as_("technician") as unit:
        open_worksheet(unit, order, "hood-2")
