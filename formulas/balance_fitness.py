"""Is a balance good enough?  Its scatter, the least it may weigh, and how true it reads.

Factors and limits are inputs: they belong to the rule book a site works by, never to this code.
A standard deviation below a share of the readability is replaced by that share, for a display
that never moves proves no more than its last digit.
"""

from fractions import Fraction

from formulas.calculator import Input, Out, calculator
from formulas.errors import OutOfRange
from formulas.kinds import MASS, NUMBER_OF, SHARE, Choice
from formulas.number import plain
from formulas.quantity import Quantity, converted, make, show, total
from formulas.roots import square_root
from formulas.working import Steps, Working

SUITABLE, UNSUITABLE = "suitable", "not suitable"
FITNESS = Choice("fitness", (SUITABLE, UNSUITABLE))

_FEWEST = 2  # from one weighing no scatter can be told
_SCATTER = Input(
    "standard_deviation", MASS, "standard deviation of repeated weighings of one weight", zero=True
)
_READABILITY = Input("readability", MASS, "the smallest step the balance shows")
_LEAST_SHARE = Input(
    "least_share", NUMBER_OF, "share of the readability that counts at least; 0.41 in USP <41>"
)
_ALLOWED = Input("allowed", SHARE, "what is allowed at most; 0.10 percent in USP <41>")


@calculator(
    "F91",
    "Mean and standard deviation of repeated weighings",
    (Input("weights", MASS, "each weighing of the same weight, ten or more", many=True),),
    (Out("standard_deviation", MASS), Out("mean", MASS)),
    "√(sum of (weighing − mean)² ÷ (number − 1)); register F91",
)
def repeatability(weights: tuple[Quantity, ...]) -> Working:
    """Give the sample standard deviation of repeated weighings, and their mean.

    >>> repeatability(weights="20.00 g; 20.01 g; 19.99 g; 20.00 g").told
    'standard deviation 0.00816 g; mean 20 g'
    """
    if len(weights) < _FEWEST:
        what = "number of weighings"
        raise OutOfRange(what, str(len(weights)), "at least two, better ten")
    of = weights[0].unit
    seen = [each.to(of) for each in weights]
    mean = total(seen) / len(seen)
    squares = sum(((each - mean).exact ** 2 for each in seen), Fraction(0))
    spread = make(square_root(squares / (len(seen) - 1)), of)
    steps = Steps(f"{len(seen)} weighings of one weight")
    added = " + ".join(show(each) for each in seen)
    steps.line("mean of all", "sum ÷ number", f"({added}) ÷ {len(seen)}", mean)
    steps.answer(
        "standard_deviation",
        "√(sum of (weighing − mean)² ÷ (number − 1))",
        f"√({plain(squares)} {of}² ÷ {len(seen) - 1})",
        spread,
        digits=5,
        exact=False,
    )
    steps.answer("mean", "", "", mean)
    return steps.done()


@calculator(
    "F91",
    "Least a balance may weigh of a powder",
    (
        _SCATTER,
        _READABILITY,
        Input("factor", NUMBER_OF, "coverage factor ÷ allowed share; 2000 in USP <41>"),
        _LEAST_SHARE,
    ),
    (Out("minimum_weight", MASS),),
    "the larger of factor × s and factor × share × readability; USP <41>, recalled; register F91",
)
def minimum_weight(
    standard_deviation: Quantity, readability: Quantity, factor: Quantity, least_share: Quantity
) -> Working:
    """Give the smallest net weight of a powder that a balance may weigh.

    It governs powders and active ingredients, not the volumes of doses.

    >>> minimum_weight(
    ...     standard_deviation="0.02 mg", readability="0.01 mg", factor="2000", least_share="0.41"
    ... ).told
    'minimum weight 40 mg'
    """
    steps = Steps(f"Least weight at a standard deviation of {show(standard_deviation)}")
    counted = _counted(steps, standard_deviation, readability, least_share)
    least = counted * factor
    numbers = f"{show(factor)} × {show(counted)}"
    steps.answer("minimum_weight", "factor × what counts", numbers, least)
    return steps.done()


@calculator(
    "F91",
    "Is a balance's repeatability good enough for its smallest weight",
    (
        _SCATTER,
        _READABILITY,
        Input("smallest_weight", MASS, "the smallest net weight it is to weigh"),
        Input("coverage", NUMBER_OF, "how many standard deviations count; 2 in USP <41>"),
        _LEAST_SHARE,
        _ALLOWED,
    ),
    (Out("share", SHARE), Out("verdict", FITNESS)),
    "coverage × larger of (s, share × readability) ÷ smallest weight; USP <41>, recalled",
)
def repeatability_check(
    standard_deviation: Quantity,
    readability: Quantity,
    smallest_weight: Quantity,
    coverage: Quantity,
    least_share: Quantity,
    allowed: Quantity,
) -> Working:
    """Judge a balance's scatter against the smallest net weight it is to weigh.

    >>> repeatability_check(
    ...     standard_deviation="0.02 mg", readability="0.01 mg", smallest_weight="50 mg",
    ...     coverage="2", least_share="0.41", allowed="0.10 percent",
    ... ).told
    'share 0.08 percent; verdict suitable'
    """
    steps = Steps(f"Repeatability for {show(smallest_weight)}")
    counted = _counted(steps, standard_deviation, readability, least_share)
    share = (counted * coverage / smallest_weight).to("percent")
    numbers = f"{show(coverage)} × {show(counted)} ÷ {show(smallest_weight)}"
    steps.answer("share", "coverage × what counts ÷ smallest weight", numbers, share)
    _judge(steps, share, allowed)
    return steps.done()


@calculator(
    "F91",
    "Does a balance read a test weight truly",
    (
        Input("shown", MASS, "what the balance shows"),
        Input("nominal", MASS, "what the test weight is by its certificate"),
        _ALLOWED,
    ),
    (Out("deviation", SHARE), Out("verdict", FITNESS)),
    "(shown − nominal) ÷ nominal, held against what is allowed; USP <41>, recalled",
)
def balance_accuracy(shown: Quantity, nominal: Quantity, allowed: Quantity) -> Working:
    """Judge what a balance shows of a test weight.

    >>> balance_accuracy(shown="20.01 g", nominal="20 g", allowed="0.10 percent").told
    'deviation 0.05 percent; verdict suitable'
    """
    steps = Steps(f"Test weight of {show(nominal)}")
    deviation = ((shown - nominal) / nominal).to("percent")
    numbers = f"({show(shown)} − {show(nominal)}) ÷ {show(nominal)}"
    steps.answer("deviation", "(shown − nominal) ÷ nominal", numbers, deviation)
    _judge(steps, deviation, allowed)
    return steps.done()


def _counted(
    steps: Steps, deviation: Quantity, readability: Quantity, least_share: Quantity
) -> Quantity:
    """Write what counts as the scatter: the standard deviation, or a share of the readability."""
    least = converted(readability * least_share, str(deviation.unit), "readability")
    numbers = f"{show(least_share)} × {show(readability)}"
    steps.line("least that counts", "share × readability", numbers, least)
    larger = max(deviation, least)
    numbers = f"{show(deviation)}, {show(least)}"
    return steps.line("what counts", "the larger of the two", numbers, larger)


def _judge(steps: Steps, share: Quantity, allowed: Quantity) -> None:
    said = SUITABLE if abs(share) <= allowed else UNSUITABLE
    numbers = f"{show(abs(share))} against {show(allowed)}"
    steps.verdict("verdict", "suitable up to and including what is allowed", numbers, said)
