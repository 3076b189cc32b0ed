"""The lines of a compounding sheet, as they are followed at the hood and kept in the record."""

from fractions import Fraction

from formulas.number import digits_of, fixed
from formulas.nutrition.steps import Sheet, Step
from formulas.quantity import Quantity, show
from formulas.working import Steps, Working

_DIGITS = 4


def working_of(sheet: Sheet) -> Working:
    """Write a sheet's lines: every step with its rounding, what calcium met, the sum."""
    steps = Steps(f"Compounding sheet of order {sheet.order}")
    for number, one in enumerate(sheet.steps, start=1):
        _step(steps, f"step {number}, {one.name}", one)
        for flush in sheet.flushes:
            if flush.after == number:
                between = f"after step {flush.after} and before step {flush.before}"
                rule = flush.rule
                steps.note(f"flush {between}", "", "", rule.words, source=rule.told)
    for one in sheet.separate:
        _step(steps, f"given separately, {one.name}", one)
    _rounding(steps, sheet)
    _calcium(steps, sheet)
    _sum(steps, sheet)
    steps.note("filter", "", "", sheet.filter.words, source=sheet.filter.told)
    if sheet.separate_filter is not None:
        other = sheet.separate_filter
        steps.note("filter of what is given separately", "", "", other.words, source=other.told)
    return steps.done()


def _step(steps: Steps, name: str, one: Step) -> None:
    """Write a step: its volume as its device shows it, its containers, its weight."""
    steps.note(
        name,
        f"{one.place.name}, in a {one.device.name}",
        show(one.exact),
        show(one.volume),
        rounding=one.measured.rounded.told,
        source=one.device.told,
    )
    if one.containers is not None:
        steps.note(f"{name}: needed", "", "", f"{one.containers} {one.container}(s)")
    formula = "" if one.mass is None else "volume × density"
    steps.note(f"{name}: weight", formula, "", one.weighing)


def _rounding(steps: Steps, sheet: Sheet) -> None:
    """Tell in one sentence which volumes their devices move far."""
    told = [
        f"{one.name} {show(one.volume)} for {_short(one.exact)} ({percent(one.measured.off)})"
        for one in (*sheet.steps, *sheet.separate)
        if one.measured.told
    ]
    if told:
        steps.warn(
            f"Rounded far, as their devices can be read: {'; '.join(told)}. "
            "Look whether that may be."
        )


def _short(volume: Quantity) -> str:
    return f"{digits_of(volume.exact, _DIGITS)} {volume.unit}"


def percent(share: Fraction) -> str:
    """Print a share of a volume with its sign.

    >>> percent(Fraction(-1, 40))
    '−2.5 %'
    """
    return f"{'−' if share < 0 else '+'}{fixed(abs(share) * 100, 1)} %"


def _calcium(steps: Steps, sheet: Sheet) -> None:
    """Write what calcium meets when it goes in; nothing here clears a bag."""
    for one in sheet.at_addition:
        there = f"in the {show(one.volume)} there at step {one.step}"
        steps.line("calcium at its addition", there, "", one.calcium, digits=2)
        steps.line("phosphate at its addition", there, "", one.phosphate, digits=2)


def _sum(steps: Steps, sheet: Sheet) -> None:
    """Write the sum of the volumes, what the rounding of the water left, and the mass."""
    numbers = " + ".join(show(one.volume) for one in sheet.steps)
    steps.answer("volume", "sum of the steps", numbers, sheet.volume)
    off = sheet.volume - sheet.target
    if off.exact:
        steps.warn(
            f"The steps add up to {show(sheet.volume)}, {show(abs(off), 2)} "
            f"{'more' if off.exact > 0 else 'less'} than the {show(sheet.target)} asked for: "
            "the device of the water cannot show that."
        )
    if sheet.mass is not None:
        steps.answer("mass", "sum of volume × density", "", sheet.mass, digits=1)
    else:
        steps.warn("The finished bag's weight cannot be foretold: a density is not on file.")
