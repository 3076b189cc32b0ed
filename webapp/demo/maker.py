"""The technician's part of the walk: sign in, check the balance, stage, and work every step."""

from http import HTTPStatus
from time import monotonic, sleep
from typing import Any

from compounding.ledger.people import Role
from sensors.barcode import Order
from webapp.demo.cartons import command, next_scans
from webapp.demo.client import Browser, Page
from webapp.demo.errors import WalkFailed
from webapp.demo.facility import DemoFacility
from webapp.demo.forms import complaint, forms_on
from webapp.demo.hand import Thing, check_weight, in_hand
from webapp.demo.narration import Narration
from webapp.demo.scales import Scales
from webapp.demo.world import HOOD, SampleWorld
from webapp.house import wall_clock

OK = HTTPStatus.OK
STEP = "the technician's page"
NEXT = command(Order.NEXT)
BOUNCE = 2.1  # seconds; sooner, the same code counts once
MOST_SLOTS = 6  # of one step; more would mean that nothing moves on


def sign_in(browser: Browser, world: SampleWorld, role: Role) -> None:
    """Badge and PIN, as at every enrolled station.  Raises WalkFailed."""
    browser.get("/sign-in")
    heard = accepted(browser.send("/sign-in/badge", {"scan": world.badge(role)}))
    browser.get(str(heard["location"]))
    page = browser.submit("/sign-in/pin", {"pin": world.pin})
    if page.status != OK or page.address.startswith("/sign-in"):
        raise WalkFailed(STEP, f"{role.value} was not let in ({page.status})")


def accepted(page: Page) -> dict[str, Any]:
    """The answer of an act.  Raises WalkFailed with the words the person would read."""
    told = page.json()
    if page.status != OK or told.get("outcome") != "ok":
        reason = told.get("message") or told.get("what") or f"answered with status {page.status}"
        raise WalkFailed(STEP, str(reason))
    return told


class Maker:
    """The technician at the hood, with a browser and a balance."""

    def __init__(
        self, facility: DemoFacility, scales: Scales, narration: Narration, fault: str
    ) -> None:
        self._facility = facility
        self._scales = scales
        self._told = narration
        self._fault = fault
        self.browser = Browser(facility.url, {"firstair_station": facility.world.stations[HOOD]})
        self.worksheet = 0
        self._scanned = ("", 0.0)

    def state(self) -> dict[str, Any]:
        """Where the work stands, as the page's own script reads it."""
        return self.browser.state(f"/prepare/{self.worksheet}/state.json")

    def arrive(self) -> None:
        """Sign in, and put on today's check weights."""
        with self._told.step("Technician signs in at the hood by badge and PIN"):
            sign_in(self.browser, self._facility.world, Role.TECHNICIAN)
        self.browser.get("/prepare/shift")
        while weight := self._due():
            with self._told.step(f"Balance check, {weight.name}") as found:
                reading = self._scales.weigh(weight)
                address = f"/prepare/shift/{HOOD}/reading"
                told = accepted(self.browser.send(address, {"reading": reading}))
                found.append(str(told["message"]))

    def stage(self, order: int) -> None:
        """Open the worksheet, scan every carton, and wipe everything in."""
        with self._told.step("Open the worksheet") as found:
            page = self.browser.submit(f"/prepare/orders/{order}/open", {"hood": HOOD})
            self.worksheet = _number(page)
            found.append(str(self.state()["worksheet"]))
        while self.state()["missing"]:
            with self._facility.database.reading() as session:
                carton = next_scans(session, self.worksheet, wall_clock().date())[0]
            with self._told.step(f"Stage {carton.name}") as found:
                found.append(self._scan(carton.text))
        with self._told.step("NEXT: wiped in, work label printed") as found:
            found.append(self._scan(NEXT.text))

    def begin(self) -> None:
        """Scan the hood's sign; the beyond-use clock starts."""
        with self._told.step("Scan the hood's sign") as found:
            found.append(self._scan(str(self.state()["hood"]["sign"])))

    def work(self) -> dict[str, Any]:
        """Work the steps until somebody else is needed, and give where it stands then."""
        while (state := self.state())["stage"] == "hood":
            step = state["step"]
            with self._told.step(
                f"Step {step['number']} of {step['of']}, {step['title']}"
            ) as found:
                self._do(step["number"], found)
        return state

    def sign(self) -> None:
        """Sign outside the hood that it was prepared so, where the page asks the maker for it."""
        page = self.browser.get(f"/prepare/{self.worksheet}")
        asked = [form for form in forms_on(page) if form.secret]
        for form in asked[:1]:
            with self._told.step("Technician signs: prepared as recorded"):
                answer = self.browser.submit(form.action, form.signed(self._facility.world.pin))
                if answer.status != OK:
                    raise WalkFailed(STEP, complaint(answer))

    def _do(self, number: int, found: list[str]) -> None:
        for _ in range(MOST_SLOTS):
            state = self.state()
            if state["stop"]:
                raise WalkFailed(STEP, f"{state['stop']['what']}. {state['stop']['why']}")
            if state["stage"] != "hood" or state["step"]["number"] != number:
                return
            found.append(self._fill(state))
        raise WalkFailed(STEP, "the step stays in hand whatever is done")

    def _fill(self, state: dict[str, Any]) -> str:
        """What the step wants next: a scan, a weight, or a word of the command card."""
        slot, step = state["next_slot"], state["step"]
        if slot != "main":
            return self._scan(_code(state, slot.removeprefix("scan:")))
        if step["kind"] != "weigh":
            return self._scan(NEXT.text)
        self._scales.fault = self._fault
        reading = self._scales.weigh(self._thing())
        address = f"/prepare/{self.worksheet}/steps/{step['number']}/weigh"
        return str(accepted(self.browser.send(address, {"reading": reading}))["message"])

    def _scan(self, text: str) -> str:
        """One pull of the trigger; the same code again waits until it is no bounce."""
        last, at = self._scanned
        if text == last:
            sleep(max(0.0, at + BOUNCE - monotonic()))
        self.browser.get(f"/prepare/{self.worksheet}")
        address = f"/prepare/{self.worksheet}/scan"
        told = accepted(self.browser.send(address, {"scan": text}))
        self._scanned = (text, monotonic())
        return str(told["message"])

    def _thing(self) -> Thing:
        with self._facility.database.reading() as session:
            thing = in_hand(session, self.worksheet)
        if thing is None:
            raise WalkFailed(STEP, "the page asks for a weight, and nothing is in the hand")
        return thing

    def _due(self) -> Thing | None:
        with self._facility.database.reading() as session:
            return check_weight(session, HOOD, wall_clock())


def _code(state: dict[str, Any], role: str) -> str:
    """The code on the thing of a role; NEXT prints a label that is not there yet."""
    if role.endswith("-label"):
        return str(state["labels"][role.removesuffix("-label")] or NEXT.text)
    return str(state["stickers"][role])


def _number(page: Page) -> int:
    """The worksheet's number, from the address that opening it led to."""
    last = page.address.rstrip("/").rpartition("/")[2]
    if page.status != OK or not last.isdigit():
        raise WalkFailed(STEP, f"the worksheet was not opened ({page.status}, {page.address})")
    return int(last)
