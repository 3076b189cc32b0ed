"""The gate of Category 3: every extra control, met, not met, or not known.

One that is not known to be met closes the gate, and the preparation is Category 2 at most. A failed
test of closure or particles is a defect of the batch, and leaves no date at all.
"""

from collections.abc import Iterator
from datetime import date

from beyond_use.cadence import cadence
from beyond_use.controls import Controls
from beyond_use.csp import Endotoxin, Preparation, Sterility
from beyond_use.edition import Row
from beyond_use.errors import BadFacts
from beyond_use.figures import Otherwise, asked, held
from beyond_use.law import Law
from beyond_use.reason import Effect, Reason, judge

COSTS = Effect.CATEGORY_2
_DEFECT = Otherwise(
    Effect.NOTHING,
    "A failed test is a defect of this batch, in any category: hold it back or recall it, and "
    "investigate; it has no date in this container",
    "a new batch, in a container that has passed",
)


def gate(csp: Preparation, law: Law) -> tuple[Reason, ...]:
    """Ask every control C3-1 to C3-10 on the day of the start.

    Raises BadFacts where no controls are given, or one is dated after the start.
    """
    controls = csp.controls
    if controls is None:
        trouble = "Category 3 is not sought, so its controls are not given"
        raise BadFacts(trouble)
    on = csp.begun_on
    return (
        *_people(controls, on, law),
        *_samples(controls, on, law),
        *_batch(csp, law),
        *_evidence(controls, csp, law),
    )


def gate_at_start(controls: Controls, on: date, law: Law) -> tuple[Reason, ...]:
    """Ask the controls C3-1 to C3-5 alone: those of people and place, known before a batch is made.

    Raises BadFacts where one is dated after the start.
    """
    return (*_people(controls, on, law), *_samples(controls, on, law))


def _people(controls: Controls, on: date, law: Law) -> Iterator[Reason]:
    renew = Otherwise(COSTS, "Renew it before the next Category 3 batch", "the person, evaluated")
    garbing, aseptic = law.row("C3-1", "garbing"), law.row("C3-1", "aseptic competency")
    yield _recent(controls.garbing_on, garbing, on, "garbing competency", renew)
    yield _recent(controls.aseptic_on, aseptic, on, "aseptic competency", renew)
    row = law.row("C3-2")
    cover = Otherwise(COSTS, "Everyone in the buffer room is covered so", "the people in the room")
    yield asked(row, controls.no_bare_skin, "no bare skin of face or neck", cover)
    yield asked(row, controls.sterile_garb, "all outer garb sterile and low-lint", cover)
    days = Otherwise(
        COSTS, "It holds on every day, Category 3 work or not", "the people in the room"
    )
    yield asked(row, controls.garb_every_day, "garbed so on every day", days)


def _samples(controls: Controls, on: date, law: Law) -> Iterator[Reason]:
    air = Otherwise(COSTS, "Sample the air under dynamic conditions", "whoever samples the air")
    every, before = law.row("C3-3", "between samples"), law.row("C3-3", "before the first batch")
    yield _recent(controls.air_sampled_on, every, on, "viable air", air)
    if controls.first_batch is not False:  # not known: the tighter of the two holds as well
        what = "viable air before the first batch"
        yield _recent(controls.air_sampled_on, before, on, what, air)
    plates = Otherwise(COSTS, "Sample the surfaces before cleaning", "whoever samples the surfaces")
    yield _recent(controls.surfaces_sampled_on, law.row("C3-4"), on, "surfaces", plates)
    what = "hood sampled at the end of each batch"
    yield asked(law.row("C3-4"), controls.each_batch_sampled, what, plates)
    spores = Otherwise(COSTS, "Apply a sporicidal agent", "whoever cleans")
    yield _recent(controls.sporicidal_on, law.row("C3-5"), on, "sporicidal agent", spores)


def _batch(csp: Preparation, law: Law) -> Iterator[Reason]:
    row = law.row("C3-6")
    test = Otherwise(COSTS, "Wait for a passed sterility test of this batch", "a passed test")
    answer = None if csp.sterility is Sterility.PENDING else csp.sterility is Sterility.PASSED
    yield asked(row, answer, "sterility test passed", test)
    parts = Otherwise(COSTS, "Make smaller batches", "smaller batches")
    yield held(row, csp.units, "yield of the batch", parts)
    yield endotoxin_tested(csp, law.row("C3-7"), COSTS)


def endotoxin_tested(csp: Preparation, row: Row, costs: Effect) -> Reason:
    """Ask the endotoxin test where something injected has a nonsterile component (Q-9, C3-7)."""
    if csp.sterile_components_only or csp.injectable is False:
        why = "every component is sterile" if csp.sterile_components_only else "it is not injected"
        return judge(row, met=True, costs=Effect.NONE, says=f"No endotoxin test is asked: {why}.")
    open_still = csp.endotoxin in {None, Endotoxin.PENDING} or csp.injectable is None
    answer = csp.endotoxin is Endotoxin.PASSED or (None if open_still else False)
    do = "It has a nonsterile component: say whether it is injected, or pass the test"
    if csp.injectable:
        do = "It is injected and has a nonsterile component: the test has to be passed"
    return asked(row, answer, "endotoxin test passed", Otherwise(costs, do, "a passed test"))


def _evidence(controls: Controls, csp: Preparation, law: Law) -> Iterator[Reason]:
    study = Otherwise(COSTS, "Cite a study that does", "a stability study of this preparation")
    method, same = controls.stability_indicating, controls.same_as_studied
    yield asked(law.row("C3-8"), method, "stability-indicating, validated method", study)
    what = "formulation, process and container as studied"
    yield asked(law.row("C3-8"), same, what, study)
    once = Otherwise(COSTS, "Once for each formulation and container", "a passed test")
    for passed, what in (
        (controls.closure_passed, "container-closure integrity passed"),
        (controls.particulates_passed, "particulate matter passed"),
    ):
        yield asked(law.row("C3-9"), passed, what, _DEFECT if passed is False else once)
    data = Otherwise(COSTS, "No date goes beyond stability data", "a cited stability")
    yield asked(law.row("C3-10"), bool(csp.stability), "stability data cited", data)


def _recent(last: date | None, every: Row, on: date, what: str, otherwise: Otherwise) -> Reason:
    """Hold the last time it was done against its cadence."""
    if last is None:
        says = f"{what}: when it was last done is not known. {otherwise.do}."
        costs, by = otherwise.costs, otherwise.lifted_by
        return judge(every, met=None, costs=costs, says=says, lifted_by=by)
    due = cadence(last, every, on)
    says = f"{what}: last {last}, {due.told}."
    if due.current:
        return judge(every, met=True, costs=Effect.NONE, says=says)
    says = f"{says} {otherwise.do}."
    return judge(every, met=False, costs=otherwise.costs, says=says, lifted_by=otherwise.lifted_by)
