"""Small systems of equations in exact numbers, for amounts that cannot be less than nothing."""

from fractions import Fraction
from itertools import combinations
from math import lcm

Row = list[Fraction]
Whole = list[int]


def best_solution(table: list[Row], wanted: Row) -> Row | None:
    """Give the amounts, none below nought, whose sums meet every wanted figure exactly.

    ``table`` has a row for each wanted figure, a column for each amount. Where there are several
    solutions, the first amount is as large as it can be, then the second, and so on. None where
    there is no solution.
    """
    columns = len(table[0]) if table else 0
    if not columns:
        return [] if not any(wanted) else None
    rows = [_whole([*row, goal]) for row, goal in zip(table, wanted, strict=True)]
    rank = _reduce(list(rows), columns)
    if rank < _reduce(list(rows), columns + 1):
        return None
    corners = [
        found
        for chosen in combinations(range(columns), rank)
        if (found := _corner(rows, chosen, columns)) is not None
    ]
    return max(corners, default=None)


def _whole(row: Row) -> Whole:
    """Give a row in whole numbers: the same equation, many times."""
    times = lcm(*(value.denominator for value in row))
    return [value.numerator * (times // value.denominator) for value in row]


def _corner(rows: list[Whole], chosen: tuple[int, ...], columns: int) -> Row | None:
    """Solve with the chosen columns alone; None where they do not decide or fall below nought."""
    kept = [[*(row[one] for one in chosen), row[-1]] for row in rows]
    if _reduce(kept, len(chosen)) < len(chosen):
        return None
    found = [Fraction(0)] * columns
    for place, one in enumerate(chosen):
        found[one] = Fraction(kept[place][-1], kept[place][place])
        if found[one] < 0:
            return None
    return found


def _reduce(rows: list[Whole], width: int) -> int:
    """Clear each of the first columns but for one row, in place; give how many rows are left.

    Whole rows are taken several times from each other, so that no fraction ever appears.
    """
    rank = 0
    for column in range(width):
        pivot = next((at for at in range(rank, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        leading = rows[rank]
        lead = leading[column]
        for at, row in enumerate(rows):
            if at != rank and row[column]:
                times = row[column]
                rows[at] = [lead * a - times * b for a, b in zip(row, leading, strict=True)]
        rank += 1
    return rank
