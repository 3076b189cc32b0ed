"""What holds for every input: each property once, for the tests and for the bench at scale.

A property is a sentence that is called with drawn values and fails where it does not hold. What is
drawn stands in ``questions.py``.
"""

import json
from collections.abc import Callable
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from formulas.calculator import Calculator, Input
from formulas.errors import FormulaError
from formulas.kinds import Measure, OfSubstance
from formulas.number import CUT, digits_of, terminates
from formulas.quantity import Quantity, parts, qty, show, total
from formulas.units import unit
from formulas.working import Working
from tests.formulas.questions import (
    CLOSING,
    FACTORS,
    KIN,
    KNOWN,
    MASSES,
    POURED,
    QUANTITIES,
    QUESTIONS,
    READABLE,
    SEEDS,
    STEPS,
    Given,
    Known,
    questions_of,
    several,
)

CUT_OFF = 25  # digits that agree where a root or logarithm was cut off at 34

Property = Callable[..., None]


# ------------------------------------------------------------------ what comes of it


def outcome(run: Callable[[], Working]) -> object:
    """The whole working as plain data, or the sentence that refused."""
    try:
        return run().to_dict()
    except FormulaError as refusal:
        return f"{type(refusal).__name__}: {refusal}"


def answers(asked: Calculator, inputs: Given) -> dict[str, object] | type[FormulaError]:
    """The answers by name, or the kind of refusal."""
    try:
        return {out.name: out.value for out in asked.compute(inputs).outputs}
    except FormulaError as refusal:
        return type(refusal)


def quantity(asked: Calculator, inputs: Given, name: str) -> Quantity:
    return asked.compute(inputs).quantity(name)


# ------------------------------------------------------------------ the properties


def a_quantity_comes_back_from_every_other_unit(one: Quantity) -> None:
    for other in KIN[one.unit]:
        assert one.to(other) == one
        assert one.to(other).to(one.unit).exact == one.exact


def a_quantity_comes_back_from_print_and_from_the_record(one: Quantity) -> None:
    text = show(one)
    if CUT not in text:
        assert qty(text) == one
        assert qty(text).unit is one.unit
    if terminates(one.exact):
        assert qty(*parts(one)).exact == one.exact


def quantities_add_in_any_order_as_fractions_do(
    several_masses: list[Quantity], seed: Random
) -> None:
    summed = total(several_masses)
    by_hand = sum(one.exact * one.unit.size for one in several_masses)
    assert summed.exact * summed.unit.size == by_hand
    seed.shuffle(several_masses)
    assert total(several_masses) == summed
    assert summed - several_masses[0] + several_masses[0] == summed


def quantities_multiply_divide_and_compare_as_fractions_do(one: Quantity, other: Quantity) -> None:
    assume(other.exact and not one.unit.offset and not other.unit.offset)
    size = one.exact * one.unit.size, other.exact * other.unit.size
    product, quotient = one * other, one / other
    assert product.exact * product.unit.size == size[0] * size[1]
    assert quotient.exact * quotient.unit.size == size[0] / size[1]
    assert quotient * other == one == product / other
    if one.unit.joins(other.unit):
        assert (one < other, one <= other) == (size[0] < size[1], size[0] <= size[1])
        assert (one > other, one >= other) == (size[0] > size[1], size[0] >= size[1])


def every_road_gives_the_same_digits_or_the_same_refusal(
    question: tuple[Calculator, Given],
) -> None:
    asked, inputs = question
    by_text = outcome(lambda: asked.run(**inputs))
    known = {one.name: one for one in asked.inputs}
    by_json = outcome(lambda: asked.compute(json.loads(json.dumps(inputs))))
    assert by_json == by_text
    by_value = outcome(lambda: asked.run(**{n: known[n].read(text) for n, text in inputs.items()}))
    assert by_value == by_text
    if isinstance(by_text, dict):
        stored = json.loads(json.dumps(by_text))
        assert Working.from_dict(stored).outputs == asked.run(**inputs).outputs


def the_order_of_the_inputs_does_not_matter(
    question: tuple[Calculator, Given], seed: Random
) -> None:
    asked, inputs = question
    names = list(inputs)
    seed.shuffle(names)
    again = outcome(lambda: asked.compute({name: inputs[name] for name in names}))
    assert again == outcome(lambda: asked.compute(inputs))


def the_unit_an_input_is_written_in_does_not_matter(
    question: tuple[Calculator, Given], seed: Random
) -> None:
    asked, inputs = question
    again = {
        one.name: rewritten(one, inputs[one.name], seed)
        for one in asked.inputs
        if one.name in inputs
    }
    assume(again != inputs)
    before, after = answers(asked, inputs), answers(asked, again)
    if not isinstance(before, dict) or not isinstance(after, dict):
        assert before == after
        return
    for name, value in before.items():
        if isinstance(value, Quantity):
            assert agree(value, after[name]), (
                f"{asked.name} {name}: {value} / {after[name]} of {again}"
            )


def rewritten(asked: Input, text: str, seed: Random) -> str:
    """The same input in another unit that it takes, where one expresses it in readable digits."""
    kind = asked.kind.measure if isinstance(asked.kind, OfSubstance) else asked.kind
    if not isinstance(kind, Measure) or not kind.units[0]:
        return text
    return "; ".join(elsewhere(piece.strip(), kind, seed) for piece in text.split(";"))


def elsewhere(text: str, kind: Measure, seed: Random) -> str:
    try:
        one = qty(text)
    except FormulaError:
        return text  # it names its substance, or is a ratio
    if one.unit.offset:
        return text
    others = [
        each
        for each in map(unit, kind.units)
        if one.unit.joins(each) and each.basis == one.unit.basis and not each.offset
    ]
    moved = one.to(seed.choice([*others, one.unit]))
    readable = terminates(moved.exact) and len(digits_of(moved.exact, 99)) < READABLE
    return f"{digits_of(moved.exact, READABLE)} {moved.unit}" if readable else text


def agree(one: Quantity, other: object) -> bool:
    """Exactly equal, or equal in all digits that a root or logarithm leaves."""
    if not isinstance(other, Quantity):
        return False
    there = other.to(one.unit)
    return one == other or digits_of(one.exact, CUT_OFF) == digits_of(there.exact, CUT_OFF)


def volumes_close_on_the_final_volume(question: tuple[Calculator, Given], step: str) -> None:
    asked, inputs = question
    inputs = {**inputs, "resolution": step}
    try:
        working = asked.compute(inputs)
    except FormulaError:
        return
    volumes = [out.value for out in working.outputs if isinstance(out.value, Quantity)]
    assert total(volumes) == qty(inputs["final"])


def answers_stretch_with_their_inputs(
    drawn: tuple[Known, tuple[Calculator, Given]], factor: Fraction
) -> None:
    known, (asked, inputs) = drawn
    inputs = {name: text for name, text in inputs.items() if name != "resolution"}
    wider = {**inputs, **{name: several(inputs[name], factor) for name in known.inputs}}
    before, after = answers(asked, inputs), answers(asked, wider)
    if not isinstance(before, dict) or not isinstance(after, dict):
        assert before == after
        return
    assert all(after[name] == before[name] * factor for name in known.follow)
    assert all(after[name] == before[name] for name in known.stay)


def products_poured_together_in_any_order_are_the_same(
    question: tuple[Calculator, Given], seed: Random
) -> None:
    asked, inputs = question
    rows = list(zip(*(text.split(";") for text in inputs.values()), strict=True))
    seed.shuffle(rows)
    again = dict(zip(inputs, map("; ".join, zip(*rows, strict=True)), strict=True))
    assert answers(asked, again) == answers(asked, inputs)


# ------------------------------------------------------------------ all of them, and how to ask

PROPERTIES: dict[Property, tuple[st.SearchStrategy, ...]] = {
    a_quantity_comes_back_from_every_other_unit: (QUANTITIES,),
    a_quantity_comes_back_from_print_and_from_the_record: (QUANTITIES,),
    quantities_add_in_any_order_as_fractions_do: (st.lists(MASSES, min_size=1, max_size=12), SEEDS),
    quantities_multiply_divide_and_compare_as_fractions_do: (QUANTITIES, QUANTITIES),
    every_road_gives_the_same_digits_or_the_same_refusal: (QUESTIONS,),
    the_order_of_the_inputs_does_not_matter: (QUESTIONS, SEEDS),
    the_unit_an_input_is_written_in_does_not_matter: (QUESTIONS, SEEDS),
    volumes_close_on_the_final_volume: (questions_of(CLOSING), st.sampled_from(STEPS)),
    answers_stretch_with_their_inputs: (KNOWN, FACTORS),
    products_poured_together_in_any_order_are_the_same: (questions_of(POURED), SEEDS),
}


def hold(sentence: Property, examples: int) -> None:
    """Ask a property of so many drawn examples; hypothesis shows the smallest that breaks it."""
    chosen = settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    chosen(given(*PROPERTIES[sentence])(sentence))()
