"""Is a balance good enough for powders?  The law's factors, put into the arithmetic of weighing.

Every answer keeps the citations of the figures it rests on, and whether they were confirmed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from beyond_use.edition import Citation, Row
from beyond_use.errors import BadFacts
from beyond_use.law import Law
from formulas.balance_fitness import (
    SUITABLE,
    balance_accuracy,
    minimum_weight,
    repeatability,
    repeatability_check,
)
from formulas.quantity import Quantity, number, qty, show
from formulas.working import Working

__all__ = ["BalanceFinding", "accuracy", "least_weight", "scatter", "suits"]


@dataclass(frozen=True)
class BalanceFinding:
    """What the law says of a balance: the workings, and the figures of the law behind them."""

    workings: tuple[Working, ...]
    rows: tuple[Row, ...]

    @property
    def answer(self) -> Quantity:
        """Give the first figure of the last working: a weight, or a share in percent."""
        return self.workings[-1].result

    @property
    def suitable(self) -> bool:
        """Tell whether the last working found the balance suitable."""
        return any(out.value == SUITABLE for out in self.workings[-1].outputs)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Give where each figure of the law stands."""
        return tuple(dict.fromkeys(row.citation for row in self.rows))

    @property
    def confirmed(self) -> bool:
        """Tell whether someone has read every figure in a licensed copy."""
        return all(row.confirmed for row in self.rows)


def scatter(weights: Sequence[Quantity], law: Law) -> BalanceFinding:
    """Give the standard deviation of repeated weighings of one test weight.

    Raises BadFacts where they are fewer than the law asks for.
    """
    fewest = law.row("BAL-4")
    if len(weights) < fewest.number:
        trouble = f"{len(weights)} weighings are fewer than {fewest.value} ({fewest.citation})"
        raise BadFacts(trouble)
    return BalanceFinding((repeatability(tuple(weights)),), (fewest,))


def least_weight(deviation: Quantity, readability: Quantity, law: Law) -> BalanceFinding:
    """Give the smallest net weight of a powder the balance may weigh, in the deviation's unit."""
    factor, least = law.row("BAL-1"), law.row("BAL-2")
    working = minimum_weight(deviation, readability, number(factor.number), number(least.number))
    return BalanceFinding((working,), (factor, least))


def suits(
    weights: Sequence[Quantity], readability: Quantity, smallest: Quantity, law: Law
) -> BalanceFinding:
    """Judge by repeated weighings whether a balance may weigh so small a net weight.

    Raises BadFacts where the weighings are fewer than the law asks for.
    """
    found = scatter(weights, law)
    least = law.row("BAL-2")
    coverage, share = law.row("BAL-3", "standard deviations"), law.row("BAL-3", "share")
    working = repeatability_check(
        found.answer,
        readability,
        smallest,
        number(coverage.number),
        number(least.number),
        qty(share.number, share.unit),
    )
    return BalanceFinding((*found.workings, working), (*found.rows, least, coverage, share))


def accuracy(shown: Quantity, nominal: Quantity, capacity: Quantity, law: Law) -> BalanceFinding:
    """Judge what a balance shows of a test weight.

    Raises BadFacts where the test weight is too light or too heavy for this balance.
    """
    lightest, heaviest = law.row("BAL-6", "lightest"), law.row("BAL-6", "heaviest")
    low, high = (capacity * qty(row.number, row.unit) for row in (lightest, heaviest))
    if not low <= nominal <= high:
        trouble = (
            f"A test weight of {show(nominal)} does not lie between {lightest.value} and "
            f"{heaviest.value} percent of {show(capacity)} ({lightest.citation})"
        )
        raise BadFacts(trouble)
    allowed = law.row("BAL-5")
    working = balance_accuracy(shown, nominal, qty(allowed.number, allowed.unit))
    return BalanceFinding((working,), (allowed, lightest, heaviest))
