"""A label's figures held against each other before anything may be made from the product.

Mass, moles, equivalents and percent of one substance; the ions against the salts that bring them;
the total against strength and volume; the osmolarity against the particles. What contradicts
itself is refused with the arithmetic: a strength per ampoule written as one per mL comes out here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from formulas.errors import BadProduct, WrongUnit
from formulas.quantity import Quantity, like, make, qty, show, total
from formulas.salts import Substance, apart, percent, substance, substances
from formulas.units import unit

if TYPE_CHECKING:
    from formulas.products import Product

_MASS, _MOLES, _CHARGE = unit("mg/mL"), unit("mmol/mL"), unit("mEq/mL")
_DIGITS = 4
_IN_A_NAME = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?) (%|(?:mEq|mmol|mg|mcg|unit)/m?L)")


def check_product(product: Product) -> None:
    """Refuse a product whose figures contradict each other.  Raises BadProduct."""
    for name, figures in product.strengths.items():
        _require_by_volume(product, name, figures)
        _check_one_substance(product, substance(name), figures)
    for name in product.strengths:
        _check_ion(product, substance(name))
    _check_name(product)
    _check_total(product)
    _check_osmolarity(product)


def moles_of_figure(of: Substance, figure: Quantity) -> Quantity | None:
    """Give mmol/mL of a declared mg/mL, mmol/mL or mEq/mL; nothing of a unit/mL."""
    if figure.unit.dimension == _MOLES.dimension:
        return figure.to(_MOLES)
    if figure.unit.dimension == _CHARGE.dimension:
        return (figure / of.equivalents_by_mole).to(_MOLES)
    if figure.unit.dimension == _MASS.dimension and of.mass is not None:
        return (figure / of.mass).to(_MOLES)
    return None


def moles_declared(product: Product, of: Substance, *, by_mass: bool = False) -> Quantity | None:
    """Give the mmol/mL a label declares of a substance, where it does and where that means any.

    The label's mmol come first, then its mEq, then its mass; for a check the mass comes first.
    """
    figures = product.strengths.get(of.name, ())
    kinds = (_MASS, _MOLES, _CHARGE) if by_mass else (_MOLES, _CHARGE, _MASS)
    for kind in kinds:
        for figure in figures:
            if figure.unit.dimension == kind.dimension:
                moles = moles_of_figure(of, figure)
                if moles is not None:
                    return moles
    return None


def moles_from_salts(
    product: Product, ion: Substance, *, by_mass: bool = False
) -> list[tuple[str, Quantity]]:
    """Give the mmol/mL of an ion from each salt the label declares; the ion's own row is left out.

    An ion that the label declares is counted from its own figure or from its salts, never twice.
    """
    brought = []
    for name in product.strengths:
        salt = substance(name)
        count = substances().count(salt, ion)
        if count and _is_whole(salt, ion):
            moles = moles_declared(product, salt, by_mass=by_mass)
            if moles is not None:
                brought.append((name, moles * count))
    return brought


def _is_whole(salt: Substance, ion: Substance) -> bool:
    """Tell whether a row is a salt that holds the ion, not the ion under another name."""
    return salt.name != ion.name and len(salt.ions) > 1


def _require_by_volume(product: Product, name: str, figures: tuple[Quantity, ...]) -> None:
    if not figures:
        raise BadProduct(repr(product.id), f"no strength of {name} is given")
    for figure in figures:
        if figure.unit.basis not in {"mL", "L", "dL", "100 mL"}:
            raise BadProduct(
                repr(product.id),
                f"the strength of {name} is {show(figure)}; write it by volume, such as "
                "'2 mEq/mL', and what a whole container holds under total",
            )
        if figure.exact <= 0:
            raise BadProduct(repr(product.id), f"the strength of {name} is {show(figure)}")


def _check_one_substance(product: Product, of: Substance, figures: tuple[Quantity, ...]) -> None:
    """Hold every figure of one substance against the first: the mass, where there is one."""
    masses = [figure for figure in figures if figure.unit.dimension == _MASS.dimension]
    leading = (masses or list(figures))[0]
    for figure in figures:
        if figure is leading:
            _require_meaning(of, figure)
        elif figure.unit.dimension == leading.unit.dimension:
            _require_close(product, of.name, figure, leading.to(figure.unit), show(leading))
        else:
            reckoned, told = _reckoned(of, leading, figure)
            _require_close(product, of.name, figure, reckoned, told)


def _require_meaning(of: Substance, figure: Quantity) -> None:
    """Refuse milliequivalents of what has none, even where no other figure stands beside them."""
    if figure.unit.dimension == _CHARGE.dimension:
        _ = of.equivalents_by_mole


def _reckoned(of: Substance, leading: Quantity, figure: Quantity) -> tuple[Quantity, str]:
    """Give what the leading figure makes in the unit of another, and how that was reckoned."""
    value, told = leading, show(leading)
    if leading.unit.dimension == _MASS.dimension:
        value, told = value / of.molar_mass, f"{told} ÷ {show(of.molar_mass)}"
    elif leading.unit.dimension == _CHARGE.dimension:
        value, told = value / of.equivalents_by_mole, f"{told} ÷ {show(of.equivalents_by_mole)}"
    if figure.unit.dimension == _CHARGE.dimension:
        value, told = value * of.equivalents_by_mole, f"{told} × {show(of.equivalents_by_mole)}"
    elif figure.unit.dimension == _MASS.dimension:
        value, told = value * of.molar_mass, f"{told} × {show(of.molar_mass)}"
    if value.unit.dimension != figure.unit.dimension:
        what = f"strength of {of.name}"
        raise WrongUnit(what, show(figure), str(leading.unit))
    return value.to(figure.unit), told


def _check_ion(product: Product, ion: Substance) -> None:
    """Hold every declared figure of an ion against what the declared salts bring of it."""
    brought = moles_from_salts(product, ion, by_mass=True)
    if not brought:
        return
    summed = total([moles for _, moles in brought])
    terms = [f"{show(moles, _DIGITS)} from {name}" for name, moles in brought]
    for figure in product.strengths[ion.name]:
        reckoned, told = _reckoned(ion, summed, figure)
        told = told.replace(show(summed), f"({' + '.join(terms)})")
        _require_close(product, ion.name, figure, reckoned, told)


def _check_name(product: Product) -> None:
    """Hold a strength that stands in the name against the label's figures.

    A name of 0.9 % needs a mass that makes 0.9 %, so that a figure by the ampoule is seen.
    """
    figures = [figure for each in product.strengths.values() for figure in each]
    most = substances().agreement.strength
    for number, name in _IN_A_NAME.findall(product.name):
        named = qty(f"{number} % w/v" if name == "%" else f"{number} {name}")
        alike = [one for one in figures if one.unit.dimension == named.unit.dimension]
        if not any(apart(one, named) <= most for one in alike):
            held = ", ".join(show(one) for one in alike) or "no figure of that kind"
            raise BadProduct(
                repr(product.id),
                f"its name says {number} {name}, but it declares {held}; one figure must agree, "
                f"to {percent(most)}",
            )


def _check_total(product: Product) -> None:
    for name, totals in (product.total or {}).items():
        if product.volume is None:
            raise BadProduct(repr(product.id), f"it has a total of {name} but no volume")
        for held in totals:
            strengths = product.strengths.get(name, ())
            made = [
                (strength, strength * product.volume)
                for strength in strengths
                if (strength * product.volume).unit.dimension == held.unit.dimension
            ]
            if not made:
                raise BadProduct(
                    repr(product.id),
                    f"its total of {name} is {show(held)}, but no strength of {name} is of that "
                    "kind",
                )
            strength, reckoned = made[0]
            told = f"{show(strength)} × {show(product.volume)}"
            _require_close(product, f"a whole {product.container} of {name}", held, reckoned, told)


def _check_osmolarity(product: Product) -> None:
    """Hold the osmolarity of a base, whose every solute is declared, against its particles."""
    if product.kind != "base":
        return
    if product.osmolarity is None:
        raise BadProduct(repr(product.id), "a base needs its osmolarity by label")
    summed = make(Fraction(0), unit("mOsm/L"))
    terms: list[str] = []
    for name in product.strengths:
        solute, moles = substance(name), moles_declared(product, substance(name), by_mass=True)
        if moles is None or solute.charge:
            continue
        part = (moles * like(solute.particles, qty("1 mOsm/mmol"))).to("mOsm/L")
        summed, terms = summed + part, [*terms, f"{show(part, 1)} from {name}"]
    if not terms:
        raise BadProduct(repr(product.id), "a base needs the moles or the mass of its solutes")
    limit = substances().agreement.osmolarity
    _require_close(product, "the osmolarity", product.osmolarity, summed, " + ".join(terms), limit)


def _require_close(
    product: Product,
    what: str,
    declared: Quantity,
    reckoned: Quantity,
    told: str,
    limit: Fraction | None = None,
) -> None:
    """Refuse figures that lie further apart than they may; exactly as far still passes."""
    most = substances().agreement.strength if limit is None else limit
    reckoned = reckoned.to(declared.unit)
    share = apart(declared, reckoned)
    if share > most:
        raise BadProduct(
            repr(product.id),
            f"{what} is declared as {show(declared)}, but {told} = {show(reckoned)}; they are "
            f"{percent(share)} apart, and at most {percent(most)} is allowed",
        )
