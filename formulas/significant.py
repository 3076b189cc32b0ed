"""How many decimals show a value's leading figures, however small it is."""

from formulas.quantity import Quantity

_MOST = 30
_FIGURES = 4


def places(value: Quantity, figures: int = _FIGURES) -> int:
    """Give the decimals that show so many significant figures.

    >>> from formulas.quantity import qty
    >>> places(qty("44.4444 mL")), places(qty("0.00123456 mL")), places(qty("1234567 mL"))
    (2, 6, 0)
    """
    size = abs(value.exact)
    if not size:
        return 0
    return next((each for each in range(_MOST) if size * 10**each >= 10 ** (figures - 1)), _MOST)
