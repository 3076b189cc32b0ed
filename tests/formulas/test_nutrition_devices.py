"""What a volume is measured with, and what that makes of it."""

import pytest

from formulas.errors import NoPlace, TooLittle
from formulas.nutrition.devices import Device, devices, measured, read_devices
from formulas.nutrition.mixing_order import mixing_order, read_mixing_order
from formulas.quantity import qty


def poured(volume):
    return measured(qty(volume), "Zinc")


@pytest.mark.parametrize(
    ("volume", "device", "shown"),
    [
        ("0.1 mL", "0.5 mL syringe", "0.1 mL"),
        ("0.5 mL", "0.5 mL syringe", "0.5 mL"),
        ("0.501 mL", "1 mL syringe", "0.5 mL"),
        ("1 mL", "1 mL syringe", "1 mL"),
        ("1.05 mL", "3 mL syringe", "1.1 mL"),
        ("3 mL", "3 mL syringe", "3 mL"),
        ("3.1 mL", "5 mL syringe", "3.2 mL"),
        ("10 mL", "10 mL syringe", "10 mL"),
        ("10.01 mL", "20 mL syringe", "10 mL"),
        ("60 mL", "60 mL syringe", "60 mL"),
        ("60.01 mL", "transfer pump", "60 mL"),
        ("922.56 mL", "transfer pump", "922.6 mL"),
    ],
)
def test_the_smallest_device_that_holds_a_volume_measures_it(volume, device, shown):
    found = poured(volume)
    assert (found.device.name, str(found.volume)) == (device, shown)


@pytest.mark.parametrize(
    ("volume", "refused"), [("0.099 mL", True), ("0.1 mL", False), ("0.101 mL", False)]
)
def test_less_than_a_fifth_of_the_smallest_syringe_cannot_be_measured(volume, refused):
    if refused:
        with pytest.raises(TooLittle, match=r"0\.1 mL"):
            poured(volume)
    else:
        assert poured(volume).volume == qty("0.1 mL")


def test_no_volume_that_can_be_measured_is_moved_by_more_than_a_twentieth():
    for thousandths in (*range(100, 1100), *range(1100, 65000, 37)):
        found = measured(qty(f"{thousandths} mL") / 1000, "any")
        assert abs(found.rounded.residual) <= found.volume / 20, found.volume


def test_a_device_that_would_have_to_show_more_than_it_holds_is_passed_over():
    odd = Device(
        "odd", qty("0.2 mL"), qty("0.3 mL"), "a sample", confirmed=True, capacity=qty("1 mL")
    )
    pump = Device("pump", qty("1 mL"), qty("0.1 mL"), "a sample", confirmed=True)
    assert measured(qty("1 mL"), "any", (odd, pump)).device is odd
    wide = Device(
        "wide", qty("0.2 mL"), qty("0.4 mL"), "a sample", confirmed=True, capacity=qty("1 mL")
    )
    assert measured(qty("1 mL"), "any", (wide, pump)).device is pump


def test_the_shipped_devices_are_recalled_and_say_so():
    assert all(one.told.endswith("unconfirmed") for one in devices())


def test_a_site_reads_its_own_devices(tmp_path):
    own = tmp_path / "devices.toml"
    own.write_text(
        'least_share = "10 percent"\n[[device]]\nname = "our pump"\nleast = "0.2 mL"\n'
        'resolution = "0.01 mL"\nsource = "its manual"\nconfirmed = true\n'
    )
    (only,) = read_devices(own)
    assert (only.name, only.least, only.told) == ("our pump", qty("0.2 mL"), "its manual")


def placed(kind, *brings):
    return mixing_order().place("a product", kind, brings).name


def test_each_kind_of_product_has_its_place():
    assert placed("amino acids", "amino acids", "phosphate") == "amino acids"
    assert placed("dextrose", "dextrose monohydrate") == "dextrose"
    assert placed("electrolyte", "phosphate", "potassium") == "phosphate"
    assert placed("electrolyte", "sodium", "chloride") == "other salts"
    assert placed("electrolyte", "calcium", "gluconate") == "calcium"
    assert placed("trace element", "zinc") == "trace elements"
    assert placed("vitamin") == "vitamins and others"
    assert placed("lipid", "fat", "phosphate") == "lipid"
    assert placed("diluent") == "water"


def test_phosphate_comes_before_calcium_and_lipid_last():
    names = [one.name for one in mixing_order().places]
    assert names.index("phosphate") < names.index("other salts") < names.index("calcium")
    assert names[0] == "amino acids"
    assert names[-1] == "lipid"


@pytest.mark.parametrize(
    ("kind", "brings"), [("paint", ()), ("electrolyte", ("calcium", "phosphate"))]
)
def test_a_product_without_exactly_one_place_is_refused(kind, brings):
    with pytest.raises(NoPlace, match="exactly one place"):
        mixing_order().place("a product", kind, brings)


def test_a_site_reads_its_own_order(tmp_path):
    own = tmp_path / "order.toml"
    row = 'source = "our validation"\nconfirmed = true\n'
    own.write_text(
        'water = "sterile-water-1000ml"\nflush = []\n'
        f'[[place]]\nname = "all"\nkinds = ["electrolyte"]\nwhy = "one by one"\n{row}'
        f'[[filter]]\nof = "two-in-one"\nsize = "0.2 micron"\n{row}'
    )
    order = read_mixing_order(own)
    assert order.place("x", "electrolyte", ("calcium",)).name == "all"
    assert order.filter("two-in-one").told == "our validation"
    assert order.flushes == ()
