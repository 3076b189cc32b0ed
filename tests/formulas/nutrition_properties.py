"""What holds for every nutrition bag that can be made: each property once, for tests and bench."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from formulas.errors import FormulaError
from formulas.nutrition.bag import Bag
from formulas.nutrition.making import make_bag
from formulas.nutrition.order import NutritionOrder
from formulas.nutrition.second import compare
from formulas.nutrition.sheet import sheet_of
from formulas.nutrition.steps import Sheet
from formulas.quantity import qty, total
from tests.formulas.nutrition_questions import ORDERS

Property = Callable[..., None]
WRONG = (Fraction(1, 1000), Fraction(1, 10), Fraction(1, 2), Fraction(99, 100))
WRONG += tuple(1 / one for one in WRONG)


def made(order: NutritionOrder) -> tuple[Bag, Sheet]:
    """The bag and its sheet; an order that is refused is not an example."""
    try:
        bag = make_bag(order)
        return bag, sheet_of(bag)
    except FormulaError:
        assume(False)
        raise


def both_calculations_agree(order: NutritionOrder) -> None:
    found = compare(order, made(order)[1])
    assert found.agrees, [one.told for one in found.disagreements]
    for line in found.lines:
        if line.stage == "before rounding":
            assert abs(line.difference) * 10**6 <= line.ordered, line.told


def the_volumes_close(order: NutritionOrder) -> None:
    bag, sheet = made(order)
    assert total([bag.water, *(one.volume for one in bag.ingredients)]) == bag.volume
    assert sheet.volume == total([one.volume for one in sheet.steps])
    filled = [one for one in sheet.steps if one.product == sheet.water]
    off = abs(sheet.volume - bag.volume)
    assert off <= (filled[0].device.resolution / 2 if filled else sheet.volume / 100)
    for one in (*sheet.steps, *sheet.separate):
        assert abs(one.exact - one.volume) <= one.device.resolution / 2
        assert one.device.least <= one.exact


def a_bag_stretches_with_its_order(order: NutritionOrder, times: Fraction) -> None:
    bag, wider = made(order)[0], make_bag(stretched(order, times))
    assert wider.volume == bag.volume * times
    assert wider.water == bag.water * times
    for one, other in zip(bag.every, wider.every, strict=True):
        assert (one.product, one.volume * times) == (other.product, other.volume)


def stretched(order: NutritionOrder, times: Fraction) -> NutritionOrder:
    """So many times as much of everything: of the weight where lines are by kg, of the lines else."""
    overfill = order.overfill
    if overfill is not None and overfill.unit is qty("1 mL").unit:
        overfill = overfill * times
    if order.volume.unit.basis == "kg/day":
        return replace(order, weight=order.weight * times, overfill=overfill)
    lines = {
        name: tuple(replace(one, quantity=one.quantity * times) for one in vars(order)[name])
        for name in ("macronutrients", "salts", "additives")
    }
    return replace(order, volume=order.volume * times, overfill=overfill, **lines)


def overfill_changes_no_concentration(order: NutritionOrder, percent: int) -> None:
    bag, sheet = made(order)
    other, again = made(replace(order, overfill=qty(f"{percent} percent")))
    assert again.osmolarity == sheet.osmolarity
    for name, much in sheet.brings.items():
        assert again.brings[name] / other.volume == much / bag.volume


def water_never_raises_osmolarity(order: NutritionOrder, more: int) -> None:
    assume(all(one.quantity.unit.basis != "L" for one in order.ions))
    plain = replace(order, overfill=None)
    sheet = made(plain)[1]
    thinner = made(replace(plain, volume=plain.volume + qty(more, str(plain.volume.unit))))[1]
    assert sheet.osmolarity is not None
    assert thinner.osmolarity is not None
    assert thinner.osmolarity < sheet.osmolarity
    assert thinner.brings == sheet.brings


def a_wrong_volume_is_found(order: NutritionOrder, seed: Random, times: Fraction) -> None:
    sheet = made(order)[1]
    named = {one.product for one in (*order.macronutrients, *order.salts, *order.additives)}
    which = seed.choice([one for one in sheet.steps if one.product in named])
    rounded = replace(which.measured.rounded, value=which.volume * times)
    wrong = replace(
        which, exact=which.exact * times, measured=replace(which.measured, rounded=rounded)
    )
    steps = tuple(wrong if one is which else one for one in sheet.steps)
    assert not compare(order, replace(sheet, steps=steps)).agrees


def the_order_of_the_lines_does_not_matter(order: NutritionOrder, seed: Random) -> None:
    bag = made(order)[0]
    lines = {
        name: list(vars(order)[name]) for name in ("macronutrients", "salts", "ions", "additives")
    }
    for each in lines.values():
        seed.shuffle(each)
    again = make_bag(replace(order, **{name: tuple(each) for name, each in lines.items()}))
    assert {one.product: one.volume for one in again.every} == {
        one.product: one.volume for one in bag.every
    }
    assert again.water == bag.water


SEEDS = st.randoms(use_true_random=False)
PROPERTIES: dict[Property, tuple[st.SearchStrategy, ...]] = {
    both_calculations_agree: (ORDERS,),
    the_volumes_close: (ORDERS,),
    a_bag_stretches_with_its_order: (
        ORDERS,
        st.sampled_from((Fraction(1, 2), Fraction(3), Fraction(7, 5))),
    ),
    overfill_changes_no_concentration: (ORDERS, st.integers(1, 40)),
    water_never_raises_osmolarity: (ORDERS, st.integers(1, 40)),
    a_wrong_volume_is_found: (ORDERS, SEEDS, st.sampled_from(WRONG)),
    the_order_of_the_lines_does_not_matter: (ORDERS, SEEDS),
}


def hold(sentence: Property, examples: int) -> None:
    """Ask a property of so many drawn orders; hypothesis shows the smallest that breaks it."""
    chosen = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    chosen(given(*PROPERTIES[sentence])(sentence))()
