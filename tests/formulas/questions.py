"""What the properties are asked of: quantities, and questions to every calculator.

A question is a calculator with inputs near those of its worked example: every figure in them is
stretched or shrunk, so that most are answered and some are refused.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from formulas.calculator import Calculator
from formulas.catalogue import CALCULATORS
from formulas.number import digits_of
from formulas.quantity import make
from formulas.units import unit
from formulas.vocabulary import SPELLINGS

FIGURE = re.compile(r"-?\d+(\.\d+)?(?= |$)")
READABLE = 40  # digits a number typed by a person may have

Given = Mapping[str, str]


class Known(NamedTuple):
    """A calculator that stretches with its inputs: which answers follow, and which stay."""

    name: str
    inputs: tuple[str, ...]
    follow: tuple[str, ...]
    stay: tuple[str, ...] = ()


STRETCHES = (
    Known("draw-volume", ("dose",), ("volume",)),
    Known("draw-volume", ("dose", "strength"), (), ("volume",)),
    Known("stock-to-make-up", ("final",), ("stock_volume", "diluent_volume")),
    Known("stock-to-make-up", ("stock", "target"), (), ("stock_volume", "diluent_volume")),
    Known("mix-two", ("final",), ("high_volume", "low_volume")),
    Known("mix-two", ("high", "low", "target"), (), ("high_volume", "low_volume")),
    Known("mixed-strength", ("volumes",), ("volume",), ("strength",)),
    Known("mixed-strength", ("strengths",), ("strength",), ("volume",)),
    Known("water-to-make-up", ("final", "volumes"), ("water", "ingredients")),
    Known("expected-mass", ("volume",), ("mass",)),
)
CLOSING = ("stock-to-make-up", "mix-two", "water-to-make-up", "water-after-doses")
POURED = ("mixed-strength", "mixed-strength-by-mass", "total-volume")


STEPS = ("0.01 mL", "0.1 mL", "0.5 mL", "1 mL")  # finest steps of measuring devices

FACTORS = st.one_of(  # mostly near the example, so that parts still fit their whole
    st.just(Fraction(1)),
    st.integers(300, 500).map(lambda each: Fraction(each, 400)),
    st.integers(1, 4000).map(lambda each: Fraction(each, 400)),
)
FIGURES = st.fractions(-(10**6), 10**6, max_denominator=10**4)
UNITS = tuple(map(unit, SPELLINGS))
KIN = {one: [each for each in UNITS if each.dimension == one.dimension] for one in UNITS}
QUANTITIES = st.builds(make, FIGURES, st.sampled_from(UNITS))
MASSES = st.builds(make, FIGURES, st.sampled_from(("mg", "g", "mcg", "kg", "ng", "lb")).map(unit))
SEEDS = st.integers(0, 2**32).map(Random)


@st.composite
def questions(
    draw: st.DrawFn, calculators: st.SearchStrategy[Calculator]
) -> tuple[Calculator, Given]:
    """Draw a calculator and inputs near those of its worked example."""
    asked = draw(calculators)
    return asked, {
        name: "; ".join(stretched(piece, draw(FACTORS)) for piece in text.split(";"))
        for name, text in asked.example.items()
    }


def questions_of(names: tuple[str, ...]) -> st.SearchStrategy[tuple[Calculator, Given]]:
    return questions(st.sampled_from([CALCULATORS[name] for name in names]))


QUESTIONS = questions_of(tuple(CALCULATORS))
KNOWN = st.sampled_from(STRETCHES).flatmap(
    lambda known: st.tuples(st.just(known), questions_of((known.name,)))
)


def stretched(text: str, factor: Fraction) -> str:
    """Multiply the figure at the head of a text; a word or a ratio stays as it is."""
    text = text.strip()
    figure = FIGURE.match(text)
    if not figure:
        return text
    return digits_of(Fraction(figure[0]) * factor, READABLE) + text[figure.end() :]


def several(text: str, factor: Fraction) -> str:
    return "; ".join(stretched(piece, factor) for piece in text.split(";"))
