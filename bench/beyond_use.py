"""How many beyond-use dates a second are derived, with every limit and reason kept.

Sixteen preparations, each asked for the storages it may have: both categories, aseptic and
terminal, tested and not, from one to twelve components. The floor is the same
dates by hand: figures typed in, the smallest of them taken, nothing said. All roads must come to
the same instants.
"""

import statistics
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product

from measure import Figures, options, table, timed

from beyond_use.csp import Area, Component, Preparation, Process, Stability, Sterility, Storage
from beyond_use.decide import beyond_use
from beyond_use.in_use import Container, Label, Opened, in_use
from beyond_use.law import in_force_on
from beyond_use.what_if import what_if

ZONE = "America/New_York"
START = datetime(2026, 11, 23, 14, 12, tzinfo=UTC)
LAW = in_force_on(date(2026, 11, 23))
STABLE = timedelta(days=50)
FLOOR = "the smallest of the dates by hand"
DAYS = {  # the tables by hand: process, tested, sterile components only
    (Process.ASEPTIC, False, False): (1, 4, 45),
    (Process.ASEPTIC, False, True): (4, 10, 45),
    (Process.ASEPTIC, True, True): (30, 45, 60),
    (Process.TERMINAL, False, True): (14, 28, 45),
    (Process.TERMINAL, True, True): (45, 60, 90),
}
CATEGORY_1 = {Storage.ROOM: timedelta(hours=12), Storage.REFRIGERATOR: timedelta(hours=24)}
COMPONENTS = (1, 4, 12)

Question = tuple[Preparation, Storage]


def preparation(
    process: Process, area: Area, components: int, *, tested: bool, sterile: bool
) -> Preparation:
    """A preparation whose last component expires first, 40 days after the start."""
    expiries = [START + timedelta(days=40 + 30 * turn) for turn in range(components)]
    return Preparation(
        started_at=START,
        zone=ZONE,
        area=area,
        process=process,
        sterility=Sterility.PASSED if tested else Sterility.NOT_TESTED,
        components=tuple(
            Component(f"component {turn}", str(turn), expires, None, sterile)
            for turn, expires in enumerate(reversed(expiries))
        ),
        stability=tuple(Stability(one, STABLE, "a study", confirmed=False) for one in Storage),
        frozen_closure="a study of this container",
    )


def questions() -> list[Question]:
    """Every preparation with every storage its table has."""
    asked: list[Question] = []
    for (process, tested, sterile), many in product(DAYS, COMPONENTS):
        one = preparation(process, Area.SUITE, many, tested=tested, sterile=sterile)
        asked += [(one, storage) for storage in Storage]
    here = preparation(Process.ASEPTIC, Area.SEGREGATED, 4, tested=False, sterile=True)
    return asked + [(here, storage) for storage in CATEGORY_1]


ASKED = questions()
TIMED = ASKED[::6]  # so few that a busy machine seldom breaks in


def by_hand(csp: Preparation, storage: Storage) -> datetime:
    """The floor. Nothing here knows a rule, a reason or a change of the clocks."""
    sterile = all(one.sterile for one in csp.components)
    tested = csp.sterility is Sterility.PASSED
    if csp.area is Area.SEGREGATED:
        allowed = CATEGORY_1[storage]
    else:
        room, cold, frozen = DAYS[csp.process, tested, sterile]
        days = {Storage.ROOM: room, Storage.REFRIGERATOR: cold, Storage.FREEZER: frozen}[storage]
        allowed = timedelta(days=days)
    stable = min(one.lasts for one in csp.stability if one.storage is storage)
    expiries = (one.expires for one in csp.components)
    return min(csp.started_at + allowed, csp.started_at + stable, *expiries)


def derived(csp: Preparation, storage: Storage) -> datetime:
    """The date with its limits and reasons, as a record keeps it."""
    return beyond_use(csp, storage, LAW).until


def told(csp: Preparation, storage: Storage) -> datetime:
    """The same, written out for label, record and screen, all reasons unfolded."""
    answer = beyond_use(csp, storage, LAW)
    assert answer.label_text
    assert answer.line
    assert answer.unfolded
    return answer.until


VIAL = Opened(
    container=Container.SINGLE_DOSE,
    opened_at=START,
    zone=ZONE,
    own_date=START + timedelta(days=300),
    in_iso_5=True,
    storage_kept=True,
    label=Label(),
)


def opened_vial(_csp: Preparation, _storage: Storage) -> datetime:
    """Whether an opened vial may be drawn from, in one line with all reasons."""
    window = in_use(VIAL, START + timedelta(hours=3), LAW)
    assert window.told
    assert window.until is not None
    return window.until


def every_what_if(csp: Preparation, _storage: Storage) -> object:
    """Each fact taken otherwise, as the pharmacist's page of what-if shows it."""
    return what_if(csp, LAW)


ROADS: dict[str, Callable[[Preparation, Storage], object]] = {
    FLOOR: by_hand,
    "derived, every limit and reason kept": derived,
    "and written for label, record and screen": told,
    "an opened vial": opened_vial,
}
WHAT_IF = "what each fact would change"


def batch(
    road: Callable[[Preparation, Storage], object], asked: list[Question]
) -> Callable[[], None]:
    def act() -> None:
        for csp, storage in asked:
            road(csp, storage)

    return act


def main() -> None:
    options_told = options(__doc__)
    for csp, storage in ASKED:
        until = by_hand(csp, storage)
        assert derived(csp, storage) == told(csp, storage) == until, (csp, storage, until)
    print(f"All roads give the same {len(ASKED)} dates.\n")
    arms = {name: timed(batch(road, TIMED)) for name, road in ROADS.items()}
    slow = {WHAT_IF: timed(batch(every_what_if, TIMED))}
    figures = Figures()
    for _ in range(options_told.rounds):
        figures.take(arms, 1 if options_told.quick else 300)
        figures.take(slow, 1 if options_told.quick else 20)
    print(f"Each sample is {len(TIMED)} of them, one after the other.\n")
    print(table(figures, FLOOR))
    print("\nEach second, and the share of the floor's speed:\n")
    floor = statistics.median(figures.middles(FLOOR)) / len(TIMED)
    for name in figures.rounds:
        seconds = statistics.median(figures.middles(name)) / len(TIMED)
        print(f"* {name}: {1 / seconds:,.0f} ({floor / seconds:.4f})")


if __name__ == "__main__":
    main()
