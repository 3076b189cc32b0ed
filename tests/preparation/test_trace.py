"""Trial 10 by hand: from one bag to its lots, and back from a lot to its bags."""

from compounding.preparation.trace import trace
from tests.builders import KCL, a_facility, a_worksheet, awaiting_release, carton, staged


def numbers(world, asked):
    with world.database.reading() as session:
        return [found.state.worksheet.number for found in trace(session, asked)]


def test_a_lot_leads_to_every_bag_made_from_it_and_to_no_other(tmp_path):
    world = a_facility(tmp_path)
    first, second = staged(world, KCL), a_worksheet(world)
    world.scan(second, carton("sodium-chloride-0.9-1000", lot="OTHER"))
    assert numbers(world, "LOT7") == [world.state(first).worksheet.number]
    assert numbers(world, "OTHER") == [world.state(second).worksheet.number]
    assert numbers(world, "LOT") == []
    assert numbers(world, " ") == []


def test_a_bag_is_found_by_its_label_its_sticker_its_order_and_its_number(tmp_path):
    world, worksheet = awaiting_release(tmp_path)
    state = world.state(worksheet)
    for asked in (
        world.label(worksheet, "final"),
        world.label(worksheet, "work"),
        state.staged["vial"].sticker,
        state.order.number,
        state.worksheet.number,
    ):
        assert numbers(world, asked) == [state.worksheet.number]


def test_what_was_found_says_through_which_container(tmp_path):
    world = a_facility(tmp_path)
    staged(world, KCL)
    with world.database.reading() as session:
        found = trace(session, "LOT7")[0]
    assert len(found.through) == 2
    assert all("lot LOT7" in line for line in found.through)
