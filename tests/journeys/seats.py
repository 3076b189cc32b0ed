"""Who sits where: a browser at a station, its person, and what the browser complained about."""

from playwright.sync_api import Browser, BrowserContext, Page, expect

from compounding.ledger.people import Role
from tests.journeys.hands import Keys, Scanner

SIZE = {"width": 1280, "height": 800}
STATION_COOKIE = "firstair_station"
POINTING = """
for (const kind of ["pointerdown", "mousedown", "click", "touchstart"])
  addEventListener(kind, (event) => {
    if (kind !== "click" || event.detail > 0) heardPointing(kind + " on " + event.target.nodeName);
  }, true);
"""


class Seat:
    """One browser of its own, at a station or nowhere, with one page in front."""

    def __init__(self, browser: Browser, facility, station: str = "", **context) -> None:
        self.world = facility.world
        self.pointed: list[str] = []
        self.trouble: list[str] = []
        self.context = self._open(browser, facility, station, context)
        self.page = self.new_page()
        self.scanner = Scanner(self.page)
        self.keys = Keys(self.page)

    def _open(self, browser: Browser, facility, station: str, more: dict) -> BrowserContext:
        context = browser.new_context(base_url=facility.url, viewport=SIZE, **more)
        context.set_default_timeout(15_000)
        context.expose_function("heardPointing", self._heard_pointing)
        context.add_init_script(POINTING)
        if station:
            token = self.world.stations[station]
            context.add_cookies([{"name": STATION_COOKIE, "value": token, "url": facility.url}])
        return context

    def _heard_pointing(self, what: str) -> None:
        self.pointed.append(what)

    def new_page(self) -> Page:
        """Another tab; errors of its scripts and of the content policy are kept."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._console)
        return page

    def _console(self, message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.trouble.append(message.text)

    def sign_in(self, role: Role) -> None:
        """Badge and PIN at the station; the way a person comes to their first page."""
        self.page.goto("/sign-in")
        expect(self.page.get_by_role("heading", name="Scan your badge")).to_be_visible()
        self.scanner.scan(self.world.badge(role))
        expect(self.page.get_by_label("PIN", exact=True)).to_be_focused()
        self.keys.type_pin(self.world.pin)
        expect(self.page.locator(".who")).to_contain_text(self.world.people[role].person.name)

    def leave(self) -> None:
        """Close the browser, at once if need be; what went wrong inside comes to light here."""
        self.context.close()
        trouble, self.trouble = self.trouble, []
        assert trouble == [], trouble
