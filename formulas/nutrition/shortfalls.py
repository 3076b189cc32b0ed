"""Why no mixture of an order's salts brings its ions: which ion, and by how much."""

from collections.abc import Mapping
from fractions import Fraction

from formulas.errors import CannotBeMet, NoSalt, NutritionError
from formulas.nutrition.contents import PHOSPHATE
from formulas.nutrition.salt_roles import ACETATE, CHLORIDE, MONOVALENT, Role, Salt, told

Left = Mapping[str, Fraction]
_NONE = "none of the order's salt products brings it with a cation that is ordered"


def explained(left: Left, offered: Mapping[Role, Salt]) -> NutritionError:
    """Give the refusal that says what is in the way, in the order the salts are reckoned in."""
    cations = [cation for cation in MONOVALENT if cation in left]
    salts = [offered[(cation, PHOSPHATE)] for cation in cations if (cation, PHOSPHATE) in offered]
    phosphate = left.get(PHOSPHATE, Fraction(0))
    if phosphate and not salts:
        return NoSalt(PHOSPHATE, _NONE)
    if phosphate and (trouble := _too_much_with_phosphate(left, salts, phosphate)):
        return trouble
    room = sum((left[cation] for cation in cations), Fraction(0))
    room -= phosphate * min((salt.ratio for salt in salts), default=Fraction(0))
    acetates = [cation for cation in cations if (cation, ACETATE) in offered]
    acetate = left.get(ACETATE, Fraction(0))
    if acetate and not acetates:
        return NoSalt(ACETATE, _NONE)
    if acetate > room:
        return _no_cation_for(ACETATE, acetate, room, "the phosphate")
    return _about_chloride(left, offered, cations, room - acetate)


def _too_much_with_phosphate(
    left: Left, salts: list[Salt], phosphate: Fraction
) -> NutritionError | None:
    """Say that the phosphate ordered brings more sodium or potassium than is ordered."""
    most = sum((left[salt.cation] / salt.ratio for salt in salts), Fraction(0))
    if phosphate <= most:
        return None
    salt = salts[0]
    if len(salts) > 1:
        how = f"{told(PHOSPHATE, phosphate)} is to be brought, {told(PHOSPHATE, phosphate - most)}"
        why = f"The sodium and potassium still to be brought carry {told(PHOSPHATE, most)}"
        return CannotBeMet(PHOSPHATE, f"{how} too much", why)
    comes = phosphate * salt.ratio
    over = told(salt.cation, comes - left[salt.cation])
    how = (
        f"{told(salt.cation, left[salt.cation])} is still to be brought, and {over} too much comes"
    )
    why = f"{told(PHOSPHATE, phosphate)} phosphate from {salt.name} brings "
    return CannotBeMet(salt.cation, how, f"{why}{told(salt.cation, comes)} of it")


def _no_cation_for(anion: str, wanted: Fraction, room: Fraction, before: str) -> NutritionError:
    how = f"{told(anion, wanted)} is still to be brought, {told(anion, wanted - room)} too little"
    why = f"After {before}, only {told(anion, room)} of sodium and potassium can come with it"
    return CannotBeMet(anion, how, why)


def _about_chloride(
    left: Left, offered: Mapping[Role, Salt], cations: list[str], rest: Fraction
) -> NutritionError:
    """Say what chloride cannot do: fall short of the rest, exceed it, or come without a product."""
    for cation in cations:
        if left[cation] and not any(role[0] == cation for role in offered):
            return NoSalt(cation, "no salt of it is among the salt products of the order")
    if CHLORIDE in left:
        if left[CHLORIDE] > rest:
            return _no_cation_for(CHLORIDE, left[CHLORIDE], rest, "phosphate and acetate")
        if left[CHLORIDE] < rest and ACETATE in left:
            over = told(CHLORIDE, rest - left[CHLORIDE])
            how = f"{told(CHLORIDE, left[CHLORIDE])} is still to be brought, {over} too much comes"
            why = f"After phosphate and acetate, {told(CHLORIDE, rest)} of sodium and potassium"
            return CannotBeMet(CHLORIDE, how, f"{why} is left and comes as chloride")
    lacking = [cation for cation in cations if (cation, CHLORIDE) not in offered and left[cation]]
    if lacking:
        return NoSalt(lacking[0], f"{_NO_CHLORIDE}: what phosphate and acetate leave has no salt")
    what = "the order"
    why = "No mixture of its salt products brings each ion exactly"
    return CannotBeMet(what, "its ions contradict each other", why)


_NO_CHLORIDE = "its chloride is not among the salt products of the order"
