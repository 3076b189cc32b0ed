"""How days are counted at a hundred thousand instants: by the clock of the law and a second time.

Every instant is drawn once and asked at every place of the tests, with limits of its own; two in
three lie where clocks change or end their limit there. Each answer of the clock is held against a
second implementation that shares nothing with it (tests/beyond_use/second_days.py); one that
differs ends the run. The floor is drawing the same questions without counting.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from measure import Figures, options, table, timed

from beyond_use.clock import after_days, floor_minute, last_whole_day
from tests.beyond_use import second_days as second
from tests.beyond_use.day_questions import ZONES, Question, questions

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
FLOOR = "draw the questions"

Answers = tuple[int, int, int]


def by_the_clock(one: Question) -> Answers:
    """The end of so many days, of so many hours, and the last whole day, by the law's own clock."""
    start = EPOCH + one.instant * SECOND
    until = floor_minute(after_days(start, one.days, one.zone))
    hours = floor_minute(start + timedelta(hours=one.hours))
    whole = last_whole_day(until, one.zone)
    return (until - EPOCH) // SECOND, (hours - EPOCH) // SECOND, (whole - EPOCH.date()) // DAY


def a_second_time(one: Question) -> Answers:
    """The same on whole seconds and a table of offsets."""
    until = second.to_the_minute(second.after_days(one.instant, one.days, one.zone))
    hours = second.to_the_minute(second.after_hours(one.instant, one.hours))
    return until, hours, second.last_whole_day(until, one.zone)


def both_agree(one: Question) -> None:
    assert by_the_clock(one) == a_second_time(one), one


def draw(_one: Question) -> None:
    """Count nothing."""


ARMS: dict[str, Callable[[Question], object]] = {
    FLOOR: draw,
    "count by the clock of the law": by_the_clock,
    "count a second time": a_second_time,
    "both, and they agree": both_agree,
}


def asked(count: Callable[[Question], object], instants: int) -> Callable[[], None]:
    """Ask other instants in every round, the same ones of every arm."""
    seeds: Iterator[int] = iter(range(10**6))

    def act() -> None:
        for one in questions(instants, next(seeds)):
            count(one)

    return act


def main() -> None:
    told = options(__doc__, {"instants": (100_000, "drawn in all rounds together")})
    each = 20 if told.quick else -(-told.instants // told.rounds)
    for zone in ZONES:
        second.offsets(zone)  # read off before anything is timed
    arms = {name: timed(asked(count, each)) for name, count in ARMS.items()}
    figures = Figures()
    for _ in range(told.rounds):
        figures.take(arms)
    total = each * told.rounds
    print(f"{total:,} instants at {len(ZONES)} places: {total * len(ZONES):,} questions,")
    print("three answers each, and no two differ.\n")
    print(table(figures, FLOOR, unit="s"))


if __name__ == "__main__":
    main()
