"""A person before a browser: badge, scanner, balance."""

from webapp.house import house_of


def weigh(site, digits, *, stable=True, settled=True, reading=1, **more):
    told = {"line": "balance-1", "reading": reading, "digits": digits, "unit": "g", "stable": stable, "settled": settled, "refused": ""}  # fmt: skip
    house_of(site.app).hub.publish("weight:balance-1", "weight", {**told, **more}, fresh_seconds=12)


def scan(page, text):
    """As a scanner with our prefix types: no pause between keys."""
    page.keyboard.press("Control+b")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


WATCH = """() => { window.stamps = []; if (!window.watched) {
  window.watched = true;
  addEventListener("keydown", event => window.stamps.push(event.timeStamp), {capture: true});
} }"""
SLOWEST = "() => Math.max(...window.stamps.slice(1).map((at, n) => at - window.stamps[n]))"


def burst(page, field, text):
    """As a scanner without our prefix; again while this machine was too busy to be as quick."""
    before = field.input_value()
    for _ in range(20):
        field.fill(before)
        field.focus()
        page.evaluate(WATCH)
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        if page.evaluate(SLOWEST) < 50:
            return
    message = "this machine never typed as fast as a scanner"
    raise AssertionError(message)


def badge_in(page, handle):
    page.goto("/sign-in")
    scan(page, f"BADGE-{handle}")
    page.wait_for_url("**/sign-in/pin")
    for digit in "271828":
        page.click(f"[data-key='{digit}']")
    page.click("main button.primary")
