import pytest

from formulas.errors import DoesNotFit, OutOfRange, WrongUnit
from formulas.evaporation import evaporated_mass, evaporated_strength, evaporated_volume
from formulas.quantity import qty, show
from formulas.serial import serial_dilution, stock_strength, substance_for_stock


def test_every_step_of_a_series_has_its_own_volumes_and_line():
    working = serial_dilution(
        stock="10 mg/mL", taken="1 mL; 2 mL; 5 mL", final="10 mL; 50 mL; 10 mL"
    )
    assert working.told == "strength 0.02 mg/mL; dilution factor 500"
    assert [line.result for line in working.lines[:3]] == ["1 mg/mL", "0.04 mg/mL", "0.02 mg/mL"]


def test_thirds_of_a_series_are_kept():
    working = serial_dilution(stock="9 %", taken="1 mL; 1 mL", final="3 mL; 3 mL")
    assert working.result == qty("1 %")


def test_a_series_that_lacks_a_volume_is_refused():
    with pytest.raises(OutOfRange, match="count of final volumes"):
        serial_dilution(stock="9 %", taken="1 mL; 1 mL", final="3 mL")


@pytest.mark.parametrize(("taken", "refused"), [("9 mL", False), ("10 mL", False), ("11 mL", True)])
def test_a_step_never_takes_more_than_it_is_made_up_to(taken, refused):
    if not refused:
        assert serial_dilution(stock="9 %", taken=taken, final="10 mL").result <= qty("9 %")
        return
    with pytest.raises(DoesNotFit):
        serial_dilution(stock="9 %", taken=taken, final="10 mL")


def test_a_stock_and_its_dilution_are_each_others_answer():
    stock = stock_strength(taken="5 mL", final="100 mL", target="0.1 %").result
    assert show(stock) == "2 percent"
    assert serial_dilution(stock=stock, taken="5 mL", final="100 mL").shown == "0.1 percent"


@pytest.mark.parametrize(("target", "refused"), [("4.9 %", False), ("5 %", False), ("5.1 %", True)])
def test_no_stock_is_stronger_than_the_pure_substance(target, refused):
    if not refused:
        assert stock_strength(taken="5 mL", final="100 mL", target=target).result <= qty("100 %")
        return
    with pytest.raises(OutOfRange, match="stock strength is 102 percent"):
        stock_strength(taken="5 mL", final="100 mL", target=target)


def test_a_solution_concentrated_to_a_strength_and_back():
    working = evaporated_volume(stock="15 %", volume="3785 mL", target="40 %")
    assert working.told == "final volume 1419.375 mL; removed 2365.625 mL"
    assert (
        evaporated_strength(stock="15 %", volume="3785 mL", final="1419.375 mL").shown
        == "40 percent"
    )
    assert evaporated_mass(stock="5 % w/w", mass="1 kg", target="20 % w/w").shown == "0.25 kg"


@pytest.mark.parametrize(
    ("target", "refused"), [("14.9 %", True), ("15 %", False), ("15.1 %", False)]
)
def test_evaporating_never_dilutes(target, refused):
    if not refused:
        assert evaporated_volume(stock="15 %", volume="1 L", target=target).result <= qty("1 L")
        return
    with pytest.raises(OutOfRange, match="target"):
        evaporated_volume(stock="15 %", volume="1 L", target=target)


@pytest.mark.parametrize(("final", "refused"), [("0.9 L", False), ("1 L", False), ("1.1 L", True)])
def test_evaporating_never_leaves_more_than_there_was(final, refused):
    if not refused:
        assert evaporated_strength(stock="15 %", volume="1 L", final=final).result >= qty("15 %")
        return
    with pytest.raises(OutOfRange, match="final"):
        evaporated_strength(stock="15 %", volume="1 L", final=final)


def test_nothing_is_concentrated_beyond_the_whole():
    with pytest.raises(OutOfRange, match="strength after"):
        evaporated_strength(stock="60 %", volume="100 mL", final="50 mL")


def test_the_substance_for_a_stock_is_what_its_strength_and_volume_ask():
    working = substance_for_stock(
        stock_volume="500 mL", taken="15 mL", final="1 L", target="1:5000"
    )
    assert working.result * 3 == qty("20 g")
    with pytest.raises(WrongUnit, match="% v/v"):
        substance_for_stock(stock_volume="500 mL", taken="15 mL", final="1 L", target="0.1 % v/v")
