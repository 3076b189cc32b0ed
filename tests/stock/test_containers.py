from datetime import timedelta

import pytest

from compounding.stock.containers import Arrival, receive
from compounding.stock.errors import ExpiredLot, SameSerialTwice, UnknownProduct
from compounding.stock.products import enter_product, product_by_gtin, product_in_force
from tests.builders import GTINS, a_facility
from tests.world import START

CODE = "potassium-chloride-2-meq-ml-10"


def take(world, *, lot="L1", serial=None, seconds=3600):
    expires = world.now + timedelta(seconds=seconds)
    day = (START + timedelta(seconds=seconds)).date()
    arrival = Arrival(lot, day, expires, serial, "carton code", "raw")
    with world.as_("technician") as unit:
        return receive(unit, product_in_force(unit.session, CODE), arrival)


@pytest.mark.parametrize(("seconds", "taken"), [(-1, False), (0, False), (1, True)])
def test_a_lot_is_good_until_its_expiry(tmp_path, seconds, taken):
    world = a_facility(tmp_path)
    if taken:
        assert take(world, seconds=seconds).sticker == "FA-S-000001"
    else:
        with pytest.raises(ExpiredLot, match="expired"):
            take(world, seconds=seconds)


def test_equal_vials_without_serial_each_get_their_own_sticker(tmp_path):
    world = a_facility(tmp_path)
    assert take(world).sticker != take(world).sticker


def test_the_same_serial_twice_is_refused_even_under_another_lot(tmp_path):
    world = a_facility(tmp_path)
    take(world, serial="S1")
    with pytest.raises(SameSerialTwice, match="FA-S-000001"):
        take(world, serial="S1", lot="L2")


def test_a_lot_is_entered_once(tmp_path):
    world = a_facility(tmp_path)
    first, second = take(world), take(world)
    assert first.lot_id == second.lot_id


def test_a_code_no_card_knows_names_no_product(tmp_path):
    world = a_facility(tmp_path)
    with world.database.reading() as session:
        assert product_by_gtin(session, "09520000009999") is None
        with pytest.raises(UnknownProduct):
            product_in_force(session, "nothing")


def test_a_gtin_taken_off_the_newest_card_answers_no_more(tmp_path):
    world = a_facility(tmp_path)
    with world.as_("admin", "desk-1") as unit:
        card = product_in_force(unit.session, CODE).card
        enter_product(unit, {**card, "gtin": "09520000009998"})
        assert product_by_gtin(unit.session, GTINS[CODE]) is None
        assert product_by_gtin(unit.session, "09520000009998").version == 2
