"""What a volume is measured with, and what that makes of it."""

from fractions import Fraction

import pytest

from formulas.errors import BadTable, NoPlace, TooLittle
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


@pytest.mark.parametrize(
    ("exact", "off", "told"),
    [
        ("19.8 mL", "1/99", True),
        ("19.81 mL", "19/1981", False),
        ("20.2 mL", "-1/101", False),
        ("20.21 mL", "-21/2021", True),
        ("20 mL", "0", False),
    ],
)
def test_rounding_beyond_a_hundredth_of_the_volume_is_told(exact, off, told):
    found = measured(qty(exact), "any")
    assert found.volume == qty("20 mL")
    assert found.off == Fraction(off)
    assert found.told is told


def test_the_shipped_devices_are_recalled_and_say_so():
    assert all(one.told.endswith("unconfirmed") for one in devices())


OWN = """
least_share = "10 percent"
told_beyond = "1 percent"
[[device]]
name = "our pump"
least = "0.2 mL"
resolution = "0.01 mL"
source = "its manual"
last_checked = 2026-11-25
confirmed = true
[[device]]
name = "our syringe"
capacity = "0.1 mL"
resolution = "0.001 mL"
source = "its barrel"
last_checked = 2026-11-25
confirmed = false
"""


def written(folder, text, *changes):
    """A file with a text changed: each change is what stands there and what is to stand there."""
    for there, instead in changes:
        assert there in text
        text = text.replace(there, instead, 1)
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_site_reads_its_own_devices(tmp_path):
    syringe, pump = read_devices(written(tmp_path, OWN))
    assert (pump.name, pump.least, pump.told) == ("our pump", qty("0.2 mL"), "its manual")
    assert (syringe.least, syringe.told) == (qty("0.01 mL"), "its barrel; unconfirmed")


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        ("least_share", "share", "it lacks 'least_share'"),
        ("told_beyond", "told", "it lacks 'told_beyond'"),
        ('"1 percent"', '"100 percent"', "no share"),
        ('"10 percent"', '"101 percent"', "no share"),
        ('"10 percent"', '"0 percent"', "0 mL"),
        ('"10 percent"', '"10 mL"', "mL cannot be read"),
        ('[[device]]\nname = "our pump"', '[[devices]]\nname = "our pump"', "'devices' is odd"),
        ('"our pump"', '"our syringe"', "one twice"),
        ('"our pump"', '""', "lacks its name"),
        ('source = "its manual"\n', "", "lacks its source"),
        ("confirmed = true", 'confirmed = "yes"', "confirmed = true or false"),
        ("2026-11-25", '"today"', "as a day"),
        ('least = "0.2 mL"\n', "", "a capacity or else its least"),
        (
            'least = "0.2 mL"\n',
            'least = "0.2 mL"\ncapacity = "1 mL"\n',
            "a capacity or else its least",
        ),
        ('least = "0.2 mL"', 'least = "0.2 g"', "least volume"),
        ('"0.01 mL"', '"0 mL"', "is read to 0 mL"),
        ('"0.01 mL"', '"0.21 mL"', "is read to 0.21 mL, for as little as 0.2 mL"),
        ('"0.01 mL"', '"0,01 mL"', "0.01"),
        ('least = "0.2 mL"', 'least = "0.2 mL"\ncolour = "blue"', "'colour' is nothing"),
        ("[[device]]", "[[device", "not readable"),
    ],
)
def test_a_table_of_devices_that_is_odd_is_refused_whole(tmp_path, there, instead, told):
    with pytest.raises(BadTable, match=r"own\.toml was refused") as refusal:
        read_devices(written(tmp_path, OWN, (there, instead)))
    assert told in str(refusal.value)


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


ROW = 'source = "our validation"\nlast_checked = 2026-11-25\nconfirmed = true\n'
OWN_ORDER = (
    'water = "sterile-water-1000ml"\n'
    f'[[place]]\nname = "first"\nkinds = ["electrolyte"]\nwhy = "one by one"\n{ROW}'
    f'[[place]]\nname = "then"\nkinds = ["drug"]\nwhy = "all the rest"\n{ROW}'
    f'[[flush]]\nafter = "first"\nbefore = "then"\nhow = "with water"\n{ROW}'
    f'[[filter]]\nof = "two-in-one"\nsize = "0.2 micron"\n{ROW}'
    f'[[filter]]\nof = "three-in-one"\nsize = "1.2 micron"\n{ROW}'
    f'[[filter]]\nof = "lipid"\nsize = "1.2 micron"\n{ROW}'
)


def test_a_site_reads_its_own_order(tmp_path):
    order = read_mixing_order(written(tmp_path, OWN_ORDER))
    assert order.place("x", "electrolyte", ("calcium",)).name == "first"
    assert order.filter("two-in-one").told == "our validation"
    assert order.flushes[0].of == ("first", "then")
    assert order.water == "sterile-water-1000ml"


@pytest.mark.parametrize(
    ("there", "instead", "told"),
    [
        ("water =", "filler =", "it lacks 'water'"),
        ('name = "then"', 'name = "first"', "one twice"),
        ('kinds = ["drug"]', "kinds = []", "lacks its kinds"),
        ('before = "then"', 'before = "later"', "names the place 'later'"),
        ('after = "first"', 'after = "never"', "names the place 'never'"),
        ('of = "lipid"', 'of = "two-in-one"', "one filter of two-in-one"),
        ('of = "three-in-one"', 'of = "four-in-one"', "one filter of three-in-one"),
        ('how = "with water"\n', "", "lacks its how"),
    ],
)
def test_a_mixing_order_that_is_odd_is_refused_whole(tmp_path, there, instead, told):
    with pytest.raises(BadTable, match="nutrition-sheet") as refusal:
        read_mixing_order(written(tmp_path, OWN_ORDER, (there, instead)))
    assert told in str(refusal.value)


def test_a_mixing_order_without_places_is_refused(tmp_path):
    without = "place = []\n" + OWN_ORDER.replace("[[place]]", "[[flush]]")
    with pytest.raises(BadTable):
        read_mixing_order(written(tmp_path, without))
