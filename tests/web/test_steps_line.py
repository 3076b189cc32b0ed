"""The steps of a worksheet in one line."""

import pytest

from tests.builders import a_facility, a_worksheet
from tests.preparation.nutrition_forms import adult_form
from tests.preparation.nutrition_walk import at_the_hood, up_to
from webapp.technician.steps_line import ahead, steps_line


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return a_facility(tmp_path_factory.mktemp("steps"))


@pytest.fixture(scope="module")
def worksheet(world):
    return at_the_hood(world, adult_form())


def line(world, worksheet):
    state = world.state(worksheet)
    return [
        chip.title + (" *" if chip.current else " ✓" if chip.done else "")
        for chip in steps_line(state)
    ], ahead(state)


def test_a_nutrition_bag_of_thirty_three_steps_is_eight_chips(world, worksheet):
    chips, where = line(world, worksheet)
    assert chips == [
        "Empty bag *", "Into the bag 0 of 3", "Draw 0 of 9", "Check", "Add 0 of 9",
        "Finished bag", "Inspect", "Label",
    ]  # fmt: skip
    assert where is None


def test_the_ingredient_in_hand_is_counted_and_the_next_one_named(world, worksheet):
    up_to(world, worksheet, "draw-5")
    chips, where = line(world, worksheet)
    assert chips[:3] == ["Empty bag ✓", "Into the bag 3 of 3 ✓", "Draw 1 of 9 *"]
    assert (where.number, where.of, where.then) == (5, 12, "potassium chloride")


def test_an_ordinary_preparation_shows_each_of_its_steps(tmp_path):
    world = a_facility(tmp_path)
    state = world.state(a_worksheet(world))
    titles = [chip.title for chip in steps_line(state)]
    assert titles == [step.title for step in state.recipe.steps]
    assert ahead(state) is None
