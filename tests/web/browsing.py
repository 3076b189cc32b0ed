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


def badge_in(page, handle):
    page.goto("/sign-in")
    scan(page, f"BADGE-{handle}")
    page.wait_for_url("**/sign-in/pin")
    for digit in "271828":
        page.click(f"[data-key='{digit}']")
    page.click("main button.primary")
