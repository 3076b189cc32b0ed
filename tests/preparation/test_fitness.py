"""What a formula must be, and what it asks of hood and products, before anything is opened."""

from copy import deepcopy
from decimal import Decimal

import pytest

from compounding.preparation import book, checks
from compounding.preparation.deciding import release
from compounding.preparation.errors import (
    ContentMoved,
    NotLawfulNow,
    RecipeUnfit,
    RoomNotFit,
    WeightNotTaken,
)
from compounding.preparation.progress import Clears
from compounding.preparation.recipe import read_recipe
from compounding.preparation.weighing import weigh
from compounding.preparation.worksheets import open_worksheet
from compounding.stock.figures import confirm_figure, density
from compounding.stock.products import enter_product, product_in_force
from formulas.gravimetry import Verdict
from tests.builders import (
    KCL,
    PIN,
    a_facility,
    a_verified_order,
    a_worksheet,
    balance_checked,
    carton,
    in_the_hood,
    staged,
)


def content(**other):
    formulas = {card["slug"]: card for card in book.sample_formulas()}
    return {**deepcopy(formulas[KCL]), **other}


def without(key):
    card = content()
    return {**card, "step": [step for step in card["step"] if step["key"] != key]}


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("label", "inspection"),
        ("inspect", "inspection"),
        ("inject", "irreversible"),
        ("check", "high-alert"),
        ("syringe-empty", "S0"),
        ("draw", "compares"),
    ],
)
def test_a_formula_that_lacks_what_release_rests_on_is_not_entered(key, told):
    with pytest.raises(RecipeUnfit, match=told):
        read_recipe(without(key))


def test_the_sample_formulas_are_whole():
    assert [read_recipe(card).steps[-1].kind for card in book.sample_formulas()] == ["label"] * 2


def opened(world, card):
    """A new version of the formula is approved after the order was verified."""
    order = a_verified_order(world)
    with world.as_("pharmacist", "desk-1") as unit:
        row = book.enter_formula(unit, card)
        book.approve_formula(unit, row.id, secret=PIN)
    with world.as_("technician") as unit:
        return open_worksheet(unit, order, "hood-2")


def test_an_order_is_not_made_to_another_dose_than_was_verified(tmp_path):
    with pytest.raises(NotLawfulNow, match="verified for 20 mEq"):
        opened(a_facility(tmp_path), content(dose="40 mEq"))


def test_no_more_is_drawn_from_a_vial_than_it_holds(tmp_path):
    world = a_facility(tmp_path)
    with world.as_("pharmacist", "desk-1") as unit:
        card = product_in_force(unit.session, "potassium-chloride-2-meq-ml-10").card
        enter_product(unit, {**card, "volume": "5 mL", "total": "10 mEq"})
    with pytest.raises(RecipeUnfit, match="more than"):
        opened(world, content())


def test_sterile_water_is_never_a_base(tmp_path):
    card = content()
    card["component"][0]["product"] = "sterile-water-1000"
    with pytest.raises(RecipeUnfit, match="would kill"):
        opened(a_facility(tmp_path), card)


def test_a_hazardous_formula_belongs_in_a_room_that_holds_it_in(tmp_path):
    with pytest.raises(RecipeUnfit, match="hazardous-drug room"):
        opened(a_facility(tmp_path), content(hazardous=True))


@pytest.mark.parametrize("hood", ["hood-3", "buffer"])
def test_a_clean_formula_belongs_in_a_hood_of_a_clean_room(tmp_path, hood):
    world = a_facility(tmp_path)
    order = a_verified_order(world)
    with pytest.raises(RecipeUnfit), world.as_("technician") as unit:
        open_worksheet(unit, order, hood)


def test_a_density_changed_after_the_opening_is_not_staged_unvouched(tmp_path):
    world = a_facility(tmp_path)
    worksheet = a_worksheet(world)
    with world.as_("pharmacist", "desk-1") as unit:
        card = product_in_force(unit.session, "potassium-chloride-2-meq-ml-10").card
        other = {"value": "1.2 g/mL", "source": "another bottle"}
        enter_product(unit, {**card, "density": other})
    heard = world.scan(worksheet, carton("potassium-chloride-2-meq-ml-10"))
    assert heard.outcome == "refused"
    assert "not confirmed" in heard.message
    with world.as_("pharmacist", "desk-1") as unit:
        product = product_in_force(unit.session, "potassium-chloride-2-meq-ml-10")
        confirm_figure(unit, density(unit.session, product), secret=PIN, sample=True)
    assert world.scan(worksheet, carton("potassium-chloride-2-meq-ml-10")).outcome == "accepted"


def test_one_reading_enters_one_dose(tmp_path):
    world = a_facility(tmp_path)
    sheets = [in_the_hood(world), in_the_hood(world)]
    for worksheet in sheets:
        world.scan(worksheet, world.label(worksheet, "work"))
        world.scan(worksheet, world.sticker(worksheet, "bag"))
    reading = world.put_on("1062.40")
    with world.as_("technician") as unit:
        assert weigh(unit, sheets[0], 1, reading).done
    with (
        pytest.raises(WeightNotTaken, match="was taken already"),
        world.as_("technician") as unit,
    ):
        weigh(unit, sheets[1], 1, reading)


@pytest.mark.parametrize(("ahead", "taken"), [(1, True), (2, True), (3, False)])
def test_an_agents_clock_may_lead_by_two_seconds(tmp_path, ahead, taken):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    reading = world.put_on("1062.40")
    world.later(-ahead)
    with world.as_("technician") as unit:
        if taken:
            assert weigh(unit, worksheet, 1, reading).done
        else:
            with pytest.raises(WeightNotTaken, match="future"):
                weigh(unit, worksheet, 1, reading)


def test_a_draw_whose_empty_syringe_was_never_weighed_is_not_accepted_by_itself(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, "1062.40")
    world.scan(worksheet, world.sticker(worksheet, "vial"))
    world.later(5)
    shown = world.shown_check(worksheet)
    with world.as_("pharmacist", "desk-1") as unit:
        checks.accept_by_eye(unit, worksheet, secret=PIN, shown=shown, reason="empty syringe seen")
    outcome = world.weigh(worksheet, "500.00")
    assert (outcome.verdict, outcome.done) == (Verdict.CANNOT_TELL, False)
    assert world.state(worksheet).stop.clears is Clears.PHARMACIST


def test_the_pharmacist_signs_for_the_weight_that_was_shown(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.weigh(worksheet, "1062.40")
    world.scan(worksheet, world.sticker(worksheet, "vial"))
    world.weigh(worksheet, "14.20")
    shown = world.shown_check(worksheet)
    world.weigh(worksheet, Decimal("14.20") + Decimal("10.25"))
    with pytest.raises(ContentMoved), world.as_("pharmacist", "desk-1") as unit:
        checks.accept_by_eye(unit, worksheet, secret=PIN, shown=shown, reason="10 mL seen")


def test_work_does_not_begin_while_nobody_knows_the_pressure(tmp_path):
    world = a_facility(tmp_path)
    worksheet = staged(world)
    balance_checked(world)
    with pytest.raises(RoomNotFit, match="no reading"):
        world.scan(worksheet, "FA-H-HOOD-2")


def test_a_silence_after_lost_pressure_lifts_nothing(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    for _ in range(20):
        world.later(10).room(pressure="-0.010")
    world.later(3 * 3600)
    with pytest.raises(RoomNotFit):
        world.scan(worksheet, world.label(worksheet, "work"))


def test_a_pressure_in_pascal_is_judged_in_the_limits_own_unit(tmp_path):
    from compounding.cleanroom.watch import tiles

    world = a_facility(tmp_path)
    for _ in range(70):
        world.later(60)
        world.hear("pressure", "4.9", "Pa", line="room-buffer")
    with world.database.reading() as session:
        states = {tile.point.code: tile.state for tile in tiles(session, world.now)}
    assert states["buffer-dp"] == "warning"


def test_in_a_real_facility_a_simulated_balance_weighs_nothing(tmp_path):
    world = a_facility(tmp_path)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    with world.as_("admin", "desk-1") as unit:
        from compounding.cleanroom.places import enter_facility, sample_facility

        enter_facility(unit, sample_facility()["facility"], sample=False)
    with pytest.raises(WeightNotTaken, match="simulated"):
        world.weigh(worksheet, "1062.40")


def test_a_date_that_moved_after_the_label_needs_a_new_label(tmp_path):
    from compounding.ledger.canonical import digest
    from tests.builders import awaiting_release

    world, worksheet = awaiting_release(tmp_path)
    with world.as_("admin", "desk-1") as unit:
        from sqlalchemy import select

        from compounding.ledger.verbs import Verb
        from compounding.preparation.models import Label

        old = unit.session.scalars(select(Label).where(Label.kind == "final")).one()
        later = {**old.content, "beyond_use_utc": "2026-12-25T00:00:00+00:00"}
        forged = Label(
            worksheet_id=worksheet,
            kind="final",
            code="FA-L-OTHER",
            printed_at=unit.at,
            by_name="x",
            reason="x",
            voids_id=old.id,
            content=later,
        )
        unit.write(Verb.PREPARATION_LABEL_PRINT, "label", forged)
    shown = digest(world.record(worksheet))
    with pytest.raises(NotLawfulNow, match="has moved"), world.as_("pharmacist", "desk-1") as unit:
        release(unit, worksheet, secret=PIN, shown=shown, reason="x")
