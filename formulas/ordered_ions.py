"""The ions of a bag against its order, ion by ion: F32.

A bag is ordered in ions and made of salts. Every ion that the salts bring is told, ordered or not,
so that an ion supplied twice through two salts is seen before it is made.
"""

from formulas.calculator import Input, Out, calculator
from formulas.errors import MissingInput, OutOfRange
from formulas.kinds import Choice
from formulas.molar_basis import by_the_same
from formulas.quantity import Quantity, converted, show, total
from formulas.salt_components import SALT, SALTS, moles_brought_by, product_of
from formulas.salts import Substance, apart, percent, substance, substances
from formulas.substance import Amount
from formulas.units import unit
from formulas.working import Steps, Working

AS_ORDERED, TOO_MUCH, TOO_LITTLE = "as ordered", "too much", "too little"
_VERDICT = Choice("verdict of an order", (AS_ORDERED, TOO_MUCH, TOO_LITTLE))


@calculator(
    "F32",
    "The ions of a bag against its order",
    (
        Input(
            "ordered",
            SALT,
            "each ion ordered, once, with its name: 80 mEq potassium; 40 mmol phosphate",
            many=True,
        ),
        SALTS,
    ),
    (Out("verdict", _VERDICT),),
    "sum over salts of each ion against the order; register F32",
)
def ions_against_order(ordered: tuple[Amount, ...], salts: tuple[Amount, ...]) -> Working:
    """Tell whether salts bring every ion as ordered, to two percent, and what they bring besides.

    >>> ions_against_order(
    ...     ordered="20 mEq potassium", salts="20 mEq potassium chloride; 20 mEq potassium acetate"
    ... ).told
    'verdict too much'
    """
    _require_each_once(ordered)
    steps = Steps("The ions of the bag against its order")
    verdicts = [_against(steps, one, salts) for one in ordered]
    wanted = {substance(one.substance).name for one in ordered}
    for name in _brought_besides(salts, wanted):
        moles = _brought(substance(name), salts)
        if moles.exact:
            steps.note(f"{name}, not ordered", "sum over salts", "", show(moles))
    worst = next((one for one in (TOO_MUCH, TOO_LITTLE) if one in verdicts), AS_ORDERED)
    steps.verdict("verdict", "the worst of the ions", ", ".join(verdicts), worst)
    return steps.done()


def _require_each_once(ordered: tuple[Amount, ...]) -> None:
    """Refuse an order of nothing, or of one ion twice."""
    if not ordered:
        what = "ordered"
        raise MissingInput(what, "each ion ordered", "80 mEq potassium")
    names = [substance(one.substance).name for one in ordered]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        what = "order"
        raise OutOfRange(what, f"{twice[0]} twice", "each ion once, with the whole amount of it")


def _against(steps: Steps, one: Amount, salts: tuple[Amount, ...]) -> str:
    """Write the line of one ordered ion and give its verdict."""
    ion = substance(one.substance)
    brought = in_unit_of(ion, _brought(ion, salts), one.quantity)
    share = apart(brought, one.quantity)
    verdict = AS_ORDERED
    if share > substances().agreement.strength:
        verdict = TOO_MUCH if brought > one.quantity else TOO_LITTLE
    numbers = f"{show(brought)} brought, {show(one.quantity)} ordered, {percent(share)} apart"
    steps.note(ion.name, "sum over salts against the order", numbers, verdict)
    if verdict is not AS_ORDERED:
        steps.warn(f"{ion.name}: {verdict}. {show(brought)} instead of {show(one.quantity)}.")
    return verdict


def _brought(ion: Substance, salts: tuple[Amount, ...]) -> Quantity:
    return total([moles_brought_by(ion, entry).moles for entry in salts])


def _brought_besides(salts: tuple[Amount, ...], wanted: set[str]) -> list[str]:
    """Give the ions that the salts bring and nobody ordered, in the order they appear."""
    found: dict[str, None] = {}
    for entry in salts:
        item = product_of(entry.substance)
        names = list(item.strengths) if item else [entry.substance]
        for name in names:
            found.update(dict.fromkeys(substance(name).ions))
    also = {name for name in found if set(substance(name).counts_as) & wanted}
    return [name for name in found if name not in wanted and name not in also]


def in_unit_of(ion: Substance, moles: Quantity, wanted: Quantity) -> Quantity:
    """Read the mmol of an ion in the unit its order is written in.  Raises NoEquivalents."""
    if wanted.unit.dimension == unit("mEq").dimension:
        moles = by_the_same("mEq", moles * ion.equivalents_by_mole, moles, ion.name)
    elif wanted.unit.dimension == unit("mg").dimension:
        moles = by_the_same("mg", moles * ion.molar_mass, moles, ion.name)
    return converted(moles, str(wanted.unit), f"{ion.name} brought")
