"""From ions to salts: F69 and F70, in exact numbers.

What amino acids, fat and every other ingredient bring already is counted first. Calcium and
magnesium come from their one salt each; then phosphate, acetate and chloride from sodium and
potassium salts. Where a sodium and a potassium salt could both do, the sodium salt brings as much
phosphate, then as much acetate, as the order allows; the ions come out the same either way. Of
acetate and chloride, one that is not ordered follows from the rest.
"""

from collections.abc import Mapping
from fractions import Fraction

from formulas.errors import CannotBeMet, NoSalt
from formulas.nutrition.contents import contents
from formulas.nutrition.linear import best_solution
from formulas.nutrition.salt_roles import (
    ACETATE,
    ANIONS,
    CHLORIDE,
    DIVALENT,
    MONOVALENT,
    Role,
    Salt,
    in_unit,
    salts_offered,
    told,
)
from formulas.nutrition.shortfalls import explained
from formulas.nutrition.sources import Source
from formulas.quantity import Quantity, make, show
from formulas.units import unit
from formulas.working import Steps, Working

Present = tuple[tuple[str, Mapping[str, Quantity], Quantity], ...]  # id, contents, mL of a day
_SOURCE = "register F69 and F70"


def solved_salts(
    ions: Mapping[str, Quantity],
    items: tuple[Source, ...],
    others: tuple[tuple[Source, Quantity], ...],
) -> tuple[tuple[tuple[Source, Quantity], ...], Working]:
    """Give the mL of each salt product that bring the ions ordered, and the reckoning.

    ``ions`` are amounts of a day, mEq, phosphate in mmol; ``others`` are the other ingredients with
    their mL of a day.  Raises CannotBeMet with the arithmetic, NoSalt, OutOfRange.
    """
    steps = Steps("Salts that bring the ions ordered")
    offered = salts_offered(items)
    there = tuple((item.id, contents(item), volume) for item, volume in others)
    left = {ion: _still_to_bring(steps, ion, ions[ion], there, offered) for ion in _each(ions)}
    volumes: dict[Role, Fraction] = {}
    for ion in DIVALENT:
        if left.get(ion):
            volumes[(ion, "")] = _divalent(left, ion, offered)
    volumes |= monovalent(left, offered)
    taken = tuple((offered[role], each) for role, each in volumes.items() if each)
    for salt, each in taken:
        _tell(steps, salt, each)
    _tell_totals(steps, taken, there)
    by_id = {one.id: one for one in items}
    found = tuple((by_id[salt.name], make(each, unit("mL"))) for salt, each in taken)
    return found, steps.done()


def _brought(ion: str, there: Present) -> Fraction:
    """Give what ingredients bring of an ion: mEq, mmol of phosphate."""
    parts = (held[ion].exact * volume.exact for _, held, volume in there if ion in held)
    return sum(parts, Fraction(0))


def _each(ions: Mapping[str, Quantity]) -> tuple[str, ...]:
    return tuple(ion for ion in (*DIVALENT, *MONOVALENT, *ANIONS) if ion in ions)


def _still_to_bring(
    steps: Steps, ion: str, ordered: Quantity, there: Present, offered: Mapping[Role, Salt]
) -> Fraction:
    """Give what of an ion the salts are to bring; what is there may be more than is ordered."""
    already = _brought(ion, there)
    left = ordered.exact - already
    numbers = f"{show(ordered)} − {told(ion, already)}"
    if left < 0:
        named = ", ".join(name for name, held, _ in there if ion in held)
        how = f"{show(ordered)} is ordered, and {named} bring {told(ion, already)} already"
        salts = [one for one in offered.values() if ion in {one.cation, one.anion}]
        would = [f"{show(make(left / one.by_volume[ion], unit('mL')))} of {one.name}"
                 for one in salts]  # fmt: skip
        why = f"{numbers} = {told(ion, left)}"
        also = f"; that would take {' or '.join(would)}" if would else ""
        raise CannotBeMet(ion, how, f"{why}{also}, and nothing can be taken out")
    formula = "ordered − what the other ingredients bring"
    steps.line(f"{ion} to bring", formula, numbers, in_unit(ion, left), source=_SOURCE)
    return left


def _divalent(left: dict[str, Fraction], ion: str, offered: Mapping[Role, Salt]) -> Fraction:
    """Give the mL of calcium's or magnesium's one salt; its chloride counts as chloride."""
    salt = offered.get((ion, ""))
    if salt is None:
        raise NoSalt(ion, "no salt of it is among the salt products of the order")
    volume = left[ion] / salt.by_volume[ion]
    for other in (ACETATE, CHLORIDE):
        more = volume * salt.by_volume.get(other, Fraction(0))
        if other in left and more:
            if more > left[other]:
                how = f"{told(other, left[other])} of it are to be brought"
                raise CannotBeMet(other, how, f"{salt.name} alone brings {told(other, more)}")
            left[other] -= more
    return volume


def monovalent(left: Mapping[str, Fraction], offered: Mapping[Role, Salt]) -> dict[Role, Fraction]:
    """Give the mL of each sodium and potassium salt.  Raises what ``explained`` gives."""
    free = CHLORIDE if CHLORIDE not in left else ACETATE if ACETATE not in left else ""
    roles = [
        (cation, anion)
        for cation in MONOVALENT
        for anion in ANIONS
        if (cation, anion) in offered and cation in left and (anion in left or anion == free)
    ]
    rows = [ion for ion in (*MONOVALENT, *ANIONS) if ion in left]
    table = [[offered[role].by_volume.get(ion, Fraction(0)) for role in roles] for ion in rows]
    found = best_solution(table, [left[ion] for ion in rows])
    if found is None:
        raise explained(left, offered)
    return dict(zip(roles, found, strict=True))


def _tell(steps: Steps, salt: Salt, volume: Fraction) -> None:
    ion = salt.anion or salt.cation
    amount, strength = volume * salt.by_volume[ion], salt.by_volume[ion]
    per = f"{in_unit(ion, strength)}/mL"
    steps.line(
        f"{salt.name} for {ion}",
        f"{ion} it is to bring ÷ its strength",
        f"{told(ion, amount)} ÷ {per}",
        make(volume, unit("mL")),
        source=_SOURCE,
    )


def _tell_totals(steps: Steps, taken: tuple[tuple[Salt, Fraction], ...], there: Present) -> None:
    """Write what the day brings of every ion, ordered or not."""
    for ion in (*MONOVALENT, *DIVALENT, *ANIONS):
        before = _brought(ion, there)
        added = sum((each * salt.by_volume.get(ion, Fraction(0)) for salt, each in taken),
                    Fraction(0))  # fmt: skip
        numbers = f"{told(ion, before)} + {told(ion, added)}"
        formula = "other ingredients + salts"
        steps.answer(ion, formula, numbers, in_unit(ion, before + added), source=_SOURCE)
