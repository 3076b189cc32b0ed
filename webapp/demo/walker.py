"""The walk: one dose of potassium chloride from the order to the proof, through the real server.

A technician and a pharmacist, each with a browser of their own, use the routes of the screens;
the weights come from the simulated balance over its line, the agent and the live stream.
"""

from contextlib import ExitStack
from pathlib import Path

from webapp.demo.checker import Checker
from webapp.demo.ears import Ears
from webapp.demo.errors import WalkFailed
from webapp.demo.facility import DemoFacility
from webapp.demo.instruments import ROOM_FAULTS, known_fault
from webapp.demo.maker import Maker
from webapp.demo.narration import Narration, Say
from webapp.demo.papers import write_papers
from webapp.demo.rooms import require_rooms
from webapp.demo.scales import Scales
from webapp.demo.world import HOOD

LIVE = "/live/events?topics=room,weight:balance-1"
STEP = "the work"
MOST_STOPS = 3  # stops for a check in one preparation


def walk_alone(out: Path | None, fault: str, database_url: str, port: int, say: Say) -> None:
    """Make a sample facility, walk one dose in it, end it.  Raises WalkFailed, UnknownFault."""
    if fault:
        known_fault(fault)
    narration = Narration(say)
    with ExitStack() as stack:
        with narration.step("Sample facility: server, agent, simulated instruments") as found:
            facility = DemoFacility(database_url=database_url, port=port)
            found.append(stack.enter_context(facility).url)
        walk(facility, out, fault, narration)
    say(f"All {narration.accepted} steps were accepted.")


def walk(facility: DemoFacility, out: Path | None, fault: str, narration: Narration) -> None:
    """The whole dose.  Raises WalkFailed, which names the step and the reason."""
    cookies = {"firstair_station": facility.world.stations[HOOD]}
    with Ears(facility.url, LIVE, cookies) as ears:
        checker = Checker(facility, narration)
        maker = Maker(facility, Scales(facility.instruments, ears), narration, fault)
        number = _make(facility, maker, checker, ears, fault, narration)
    key = facility.database.keys.fingerprint
    write_papers(checker, number, key, out, narration)


def _make(
    facility: DemoFacility,
    maker: Maker,
    checker: Checker,
    ears: Ears,
    fault: str,
    narration: Narration,
) -> int:
    order = facility.world.orders[0]
    checker.arrive()
    checker.verify(order)
    maker.arrive()
    maker.stage(order)
    if fault in ROOM_FAULTS:
        facility.instruments.fault(fault)
    with narration.step("The room is fine, and its instruments speak") as found:
        found.append(require_rooms(ears))
    maker.begin()
    for _ in range(MOST_STOPS):
        state = maker.work()
        if state["stage"] == "waiting for release":
            break
        checker.check(maker.worksheet)
    with narration.step("Every step is done"):
        _require_done(state["stage"], fault)
    maker.sign()
    checker.release(maker.worksheet)
    return maker.worksheet


def _require_done(stage: str, fault: str) -> None:
    if stage != "waiting for release":
        raise WalkFailed(STEP, f"after {MOST_STOPS} checks the work is still {stage}")
    if fault:
        raise WalkFailed(STEP, f"the fault {fault} was noticed by nobody")
