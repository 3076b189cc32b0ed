"""The single questions of nutrition, forwards and backwards, and what they refuse."""

import pytest

from formulas.catalogue import CALCULATORS
from formulas.errors import (
    CannotBeMet,
    DoNotAdd,
    FormulaError,
    MissingInput,
    NoEquivalents,
    NotPaired,
    NotPositive,
    OtherSubstance,
    OutOfRange,
    WrongUnit,
)
from formulas.quantity import qty


def asked(name, **given):
    return CALCULATORS[name].compute(given)


def answer(name, output, **given):
    return asked(name, **given).quantity(output)


ROUND_TRIPS = [
    ("dextrose-for-energy", "dextrose", {"energy": "1700 kcal/day"},
     "energy-of-dextrose", "energy", "dextrose"),
    ("lipid-volume-for-energy", "volume", {"energy": "510 kcal", "energy_by_volume": "2 kcal/mL"},
     "energy-of-lipid", "energy", "volume"),
    ("mass-for-energy", "mass", {"energy": "324 kcal", "energy_by_mass": "10 kcal/g"},
     "energy-of-mass", "energy", "mass"),
    ("dextrose-for-rate", "dextrose", {"glucose_rate": "8 mg/kg/min", "weight": "3 kg"},
     "glucose-rate-of-day", "glucose_rate", "dextrose"),
    ("dextrose-strength-for-rate", "strength",
     {"glucose_rate": "8 mg/kg/min", "weight": "3 kg", "rate": "12 mL/h"},
     "glucose-rate", "glucose_rate", "strength"),
    ("pump-rate-for-glucose", "rate",
     {"glucose_rate": "8 mg/kg/min", "weight": "3 kg", "strength": "12 % w/v"},
     "glucose-rate", "glucose_rate", "rate"),
    ("protein-of-nitrogen", "protein", {"nitrogen": "15.3 g"},
     "nitrogen-of-protein", "nitrogen", "protein"),
    ("energy-for-nitrogen", "non_protein", {"ratio": "120 kcal/g", "nitrogen": "14 g"},
     "energy-to-nitrogen", "ratio", "non_protein"),
    ("mass-of-final-percent", "mass", {"percent": "15 % w/v", "volume": "2 L"},
     "final-percent", "percent", "mass"),
    ("part-of-energy", "part", {"energy": "2000 kcal/day", "share": "30 percent"},
     "energy-share", "share", "part"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "output", "given", "back", "comes", "put"), ROUND_TRIPS)
def test_each_question_and_the_one_turned_round_agree(name, output, given, back, comes, put):
    found = answer(name, output, **given)
    taken = {one.name for one in CALCULATORS[back].inputs}
    rest = {key: value for key, value in given.items() if key in taken}
    again = CALCULATORS[back].run(**{**rest, put: found}).quantity(comes)
    assert again == qty(given[comes])


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"dextrose": "250 g/day"}, "850 kcal/day"),
        ({"dextrose": "10 g/kg/day"}, "34 kcal/kg/day"),
        ({"dextrose": "250000 mg"}, "850 kcal"),
    ],
)
def test_energy_keeps_the_basis_of_its_nutrient(given, told):
    assert answer("energy-of-dextrose", "energy", **given) == qty(told)


def test_nutrients_on_two_bases_do_not_add_to_an_energy():
    with pytest.raises(DoNotAdd):
        asked("energy-of-nutrition", dextrose="250 g/day", amino_acids="90 g")


def test_fat_has_no_usual_energy():
    with pytest.raises(MissingInput, match="energy by volume"):
        asked("energy-of-nutrition", lipid_volume="250 mL")
    with pytest.raises(MissingInput, match="fat energy"):
        asked("energy-of-nutrition", dextrose="200 g", fat="50 g")


def test_no_nutrient_at_all_has_no_energy():
    with pytest.raises(MissingInput, match="no nutrient is given"):
        asked("energy-of-nutrition")


def test_two_solutions_alike_are_counted_twice():
    twice = answer("energy-of-solutions", "energy", volumes="100 mL; 100 mL",
                   strengths="70 % w/v; 70 % w/v",
                   energies_by_mass="3.4 kcal/g; 3.4 kcal/g")  # fmt: skip
    assert twice == qty("476 kcal")
    with pytest.raises(NotPaired):
        asked("energy-of-solutions", volumes="100 mL; 100 mL", strengths="70 % w/v",
              energies_by_mass="3.4 kcal/g; 3.4 kcal/g")  # fmt: skip


@pytest.mark.parametrize(("share", "refused"), [("99 percent", False), ("100 percent", False), ("101 percent", True)])  # fmt: skip
def test_a_share_of_the_energy_is_at_most_all_of_it(share, refused):
    if refused:
        with pytest.raises(OutOfRange):
            asked("part-of-energy", energy="2000 kcal", share=share)
    else:
        assert asked("part-of-energy", energy="2000 kcal", share=share).result.exact > 0


def test_more_energy_from_fat_than_there_is_in_all_is_refused():
    with pytest.raises(OutOfRange, match="at most the whole energy"):
        asked("share-of-energy", mass="300 g", energy_by_mass="9 kcal/g", energy="1800 kcal")


def test_the_two_names_of_a_glucose_rate_differ_by_ten_elevenths():
    both = asked("glucose-rate-of-day-anhydrous", dextrose="267 g/day", weight="30 kg")
    hydrous = answer("glucose-rate-of-day", "glucose_rate", dextrose="267 g/day", weight="30 kg")
    assert both.quantity("glucose_rate") == hydrous
    assert both.quantity("anhydrous_rate") * 11 == hydrous * 10
    assert [out.name for out in both.outputs] == ["anhydrous_rate", "glucose_rate"]


def test_a_cyclic_day_of_dextrose_runs_faster():
    day = answer("glucose-rate-of-day", "glucose_rate", dextrose="252 g/day", weight="70 kg")
    cyclic = answer("glucose-rate-of-day", "glucose_rate", dextrose="252 g", weight="70 kg",
                    hours="12 h")  # fmt: skip
    assert cyclic == day * 2
    with pytest.raises(OutOfRange, match="at most 24 h"):
        asked("glucose-rate-of-day", dextrose="252 g", weight="70 kg", hours="30 h")


def test_a_glucose_rate_takes_no_amount_by_kg_for_one_of_a_day():
    with pytest.raises(WrongUnit):
        asked("glucose-rate-of-day", dextrose="12 g/kg/day", weight="1.2 kg")
    with pytest.raises(WrongUnit):
        asked("nutrient-volume-by-weight", dose="90 g/day", weight="60 kg", strength="10 % w/v")
    with pytest.raises(WrongUnit):
        asked("nutrition-volume", fluid="2000 mL/day", weight="60 kg")


def test_nitrogen_of_a_product_is_by_its_own_label():
    own = answer("nitrogen-of-product", "nitrogen", product="nephramine-5.4-250ml",
                 amino_acids="54 g")  # fmt: skip
    assert own == qty("6.5 g")
    with pytest.raises(FormulaError, match="no product of amino acids"):
        asked("nitrogen-of-product", product="smoflipid-20-500ml", amino_acids="54 g")


def test_the_ratio_of_energy_to_nitrogen_needs_one_basis():
    assert answer("energy-to-nitrogen", "ratio", non_protein="1350 kcal/day", nitrogen="9 g/day")
    with pytest.raises(WrongUnit):
        asked("energy-to-nitrogen", non_protein="1350 kcal/day", nitrogen="9 g")


@pytest.mark.parametrize(("factor", "refused"), [("0.99", True), ("1", False), ("1.01", False)])
def test_a_bag_holds_at_least_what_is_infused(factor, refused):
    if refused:
        with pytest.raises(OutOfRange, match="1 or more"):
            asked("overfilled-bag", volume="200 mL", factor=factor)
    else:
        assert asked("overfilled-bag", volume="200 mL", factor=factor).result >= qty("200 mL")


def test_a_volume_rounds_half_up_and_is_never_cut_off():
    assert asked("nutrient-volume", amount="120 g", strength="8.5 % w/v",
                 resolution="1 mL").told == "volume 1412 mL"  # fmt: skip
    with pytest.raises(FormulaError):
        asked("nutrient-volume", amount="1 mg", strength="70 % w/v", resolution="1 mL")


def test_a_named_substance_meets_only_its_own_stock():
    assert asked(
        "nutrient-volume", amount="20 mEq sodium chloride", strength="4 mEq/mL sodium chloride"
    )
    with pytest.raises(OtherSubstance):
        asked("overfilled-volume-of-amount", amount="20 mEq sodium",
              strength="4 mEq/mL sodium chloride", factor="1.2")  # fmt: skip


@pytest.mark.parametrize("other", ["204 mL", "150 mL; 54 mL", "300 mL"])
def test_what_runs_beside_leaves_something_for_the_bag(other):
    with pytest.raises(OutOfRange, match="less than all the fluid, 204 mL"):
        asked("nutrition-volume", fluid="150 mL/kg/day", weight="1.36 kg", other=other)


def test_a_cycle_without_taper_has_one_rate():
    assert asked("cyclic-rate", volume="1800 mL", hours="12 h").told == (
        "rate 150 mL/h; taper rate 150 mL/h"
    )


def test_fat_by_kg_and_hour_comes_back_from_its_rate():
    rate = answer("lipid-rate", "rate", dose="2.4 g/kg/day", weight="5 kg", strength="20 % w/v")
    back = CALCULATORS["fat-rate"].run(rate=rate, strength="20 % w/v", weight="5 kg").result
    assert back == qty("0.1 g/kg/h")


@pytest.mark.parametrize("ordered", ["6 mEq/day", "3 mEq/kg/day", "25 mEq/L"])
def test_one_figure_is_the_same_from_every_basis(ordered):
    told = asked("every-basis", ordered=ordered, weight="2 kg", volume="240 mL").told
    assert told == (
        "by day 6 mEq/day; by weight and day 3 mEq/kg/day; by litre 25 mEq/L; by hour 0.25 mEq/h"
    )


@pytest.mark.parametrize("ordered", ["6 mEq", "3 mEq/kg", "0.25 mEq/h"])
def test_a_figure_without_a_basis_is_not_guessed(ordered):
    with pytest.raises(WrongUnit):
        asked("every-basis", ordered=ordered, weight="2 kg", volume="240 mL")


def test_a_changed_rate_changes_every_dose():
    slow = answer("delivered-on-every-basis", "by_weight_and_day", rate="8 mL/h",
                  strength="25 mEq/L", weight="2 kg")  # fmt: skip
    assert slow == qty("2.4 mEq/kg/day")


def test_salts_bring_the_ions_and_chloride_takes_the_rest():
    found = asked("salts-for-ions", sodium="60 mEq", potassium="40 mEq", phosphate="15 mmol",
                  acetate="30 mEq", sodium_by_phosphate="1.5 mEq/mmol")  # fmt: skip
    assert found.quantity("sodium_phosphate") == qty("15 mmol")
    assert found.quantity("sodium_acetate") == qty("30 mEq")
    assert found.quantity("sodium_chloride") == qty("7.5 mEq")
    assert found.quantity("potassium_chloride") == qty("40 mEq")


def test_salts_that_cannot_be_are_refused_with_the_ion():
    with pytest.raises(CannotBeMet, match=r"^Potassium"):
        asked("salts-for-ions", sodium="60 mEq", potassium="20 mEq", phosphate="15 mmol",
              potassium_by_phosphate="1.5 mEq/mmol")  # fmt: skip
    with pytest.raises(MissingInput, match="belongs to the phosphate product"):
        asked("salts-for-ions", sodium="60 mEq", potassium="20 mEq", phosphate="15 mmol")
    with pytest.raises(NoEquivalents):
        asked("salts-for-ions", sodium="60 mEq", potassium="20 mEq", phosphate="15 mEq",
              potassium_by_phosphate="1.5 mEq/mmol")  # fmt: skip


@pytest.mark.parametrize(("ordered", "refused"), [("43.9 mEq", True), ("44 mEq", False)])
def test_acetate_just_there_and_more_there_than_ordered(ordered, refused):
    given = {"ordered": ordered, "amino_acids_volume": "500 mL", "inherent": "88 mEq/L"}
    if refused:
        with pytest.raises(CannotBeMet, match=r"-0\.1 mEq, -0\.05 mL to add"):
            asked("acetate-volume-to-add", **given, strength="2 mEq/mL")
        with pytest.raises(CannotBeMet):
            asked("acetate-to-add", **given)
    else:
        assert answer("acetate-to-add", "acetate", **given) == qty("0 mEq")


def test_the_acetate_of_other_ingredients_is_counted():
    assert answer("acetate-to-add", "acetate", ordered="60 mEq", amino_acids_volume="500 mL",
                  inherent="88 mEq/L", other="6 mEq") == qty("10 mEq")  # fmt: skip


def test_the_acetate_of_a_product_without_amino_acids_is_refused():
    with pytest.raises(OtherSubstance):
        asked("acetate-of-product", product="smoflipid-20-500ml", amino_acids="50 g")
    with pytest.raises(OtherSubstance):
        asked("acetate-of-product", product="sodium-acetate-2-20ml", amino_acids="50 g")


def test_calcium_to_phosphorus_is_by_mass_and_comes_back():
    calcium = answer("calcium-for-ratio", "calcium", ratio="1.7", phosphate="1.5 mmol")
    back = CALCULATORS["calcium-to-phosphorus"].run(calcium=calcium, phosphate="1.5 mmol").result
    assert back.exact * 10 == 17
    phosphate = answer("phosphate-for-ratio", "phosphate", ratio="1.7", calcium="3 mEq")
    again = CALCULATORS["calcium-to-phosphorus"].run(calcium="3 mEq", phosphate=phosphate).result
    assert again.exact * 10 == 17


def test_phosphate_in_milliequivalents_has_no_ratio_to_calcium():
    with pytest.raises(NoEquivalents):
        asked("calcium-to-phosphorus", calcium="3 mEq", phosphate="3 mEq")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("glucose-rate", {"strength": "10 % w/v", "rate": "10 mL/h", "weight": "0 kg"}),
        ("final-percent", {"mass": "90 g", "volume": "0 mL"}),
        ("chloride-to-acetate", {"chloride": "10 mEq", "acetate": "0 mEq"}),
        ("energy-of-dextrose", {"dextrose": "-3 g"}),
    ],
)
def test_nothing_and_less_than_nothing_are_refused(name, given):
    with pytest.raises(NotPositive):
        asked(name, **given)


def test_cations_by_litre_come_from_a_bag_too():
    bag = answer("cations-of-bag", "sum", cations="160 mEq; 120 mEq", volume="2 L")
    assert bag == answer("cations-by-litre", "sum", cations="80 mEq/L; 60 mEq/L")
