"""Small systems of equations in exact numbers, for amounts that cannot be less than nothing."""

from fractions import Fraction
from itertools import combinations

Row = list[Fraction]


def best_solution(table: list[Row], wanted: Row) -> Row | None:
    """Give the amounts, none below nought, whose sums meet every wanted figure exactly.

    ``table`` has a row for each wanted figure, a column for each amount. Where there are several
    solutions, the first amount is as large as it can be, then the second, and so on. None where
    there is no solution.
    """
    columns = len(table[0]) if table else 0
    if not columns:
        return [] if not any(wanted) else None
    rank = _rank([list(row) for row in table])
    if rank < _rank([[*row, goal] for row, goal in zip(table, wanted, strict=True)]):
        return None
    corners = [
        found
        for chosen in combinations(range(columns), rank)
        if (found := _corner(table, wanted, chosen, columns)) is not None
    ]
    return max(corners, default=None)


def _corner(table: list[Row], wanted: Row, chosen: tuple[int, ...], columns: int) -> Row | None:
    """Solve with the chosen columns alone; None where they do not decide or fall below nought."""
    rows = [[*(row[one] for one in chosen), goal] for row, goal in zip(table, wanted, strict=True)]
    if _rank(rows, len(chosen)) < len(chosen):
        return None
    found = [Fraction(0)] * columns
    for place, one in enumerate(chosen):
        if rows[place][-1] < 0:
            return None
        found[one] = rows[place][-1]
    return found


def _rank(rows: list[Row], width: int | None = None) -> int:
    """Bring rows to their reduced form in place, by the first ``width`` columns; give the rank."""
    rank = 0
    for column in range(len(rows[0]) if width is None else width):
        pivot = next((at for at in range(rank, len(rows)) if rows[at][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        lead = rows[rank][column]
        rows[rank] = [value / lead for value in rows[rank]]
        for at, row in enumerate(rows):
            if at != rank and row[column]:
                times = row[column]
                rows[at] = [a - times * b for a, b in zip(row, rows[rank], strict=True)]
        rank += 1
    return rank
