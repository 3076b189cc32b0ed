"""Trial 6 by hand, on: a balance that restarts, or whose line was lost, with something on it."""

import pytest

from compounding.preparation.errors import WeightNotTaken
from compounding.preparation.weighing import weigh
from tests.builders import a_facility, in_the_hood


def at_the_bag(folder):
    world = a_facility(folder)
    worksheet = in_the_hood(world)
    world.scan(worksheet, world.label(worksheet, "work"))
    world.scan(worksheet, world.sticker(worksheet, "bag"))
    world.later(3)
    world.hear("mass", "0.00", "g", line="balance-1")
    return world, worksheet


def event(world, word):
    world.later(1)
    world.hear("event", None, None, line="balance-1", settled=False, refused=word, raw="00")
    world.later(1)


@pytest.mark.parametrize("word", ["the balance restarted", "the line was lost"])
def test_after_a_restart_no_weight_counts_before_the_pan_was_seen_empty_again(tmp_path, word):
    world, worksheet = at_the_bag(tmp_path)
    event(world, word)
    reading = world.hear("mass", "1062.40", "g", line="balance-1")
    with pytest.raises(WeightNotTaken, match="restarted"), world.as_("technician") as unit:
        weigh(unit, worksheet, 1, reading)
    assert world.weigh(worksheet, "1062.40").done
