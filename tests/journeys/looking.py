"""A page looked at as a person with poor sight would have it looked at."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = {"serious", "critical"}
SCHEMES = ("light", "dark")
AXE = Axe()


def hindrances(page: Page, name: str) -> list[str]:
    """What axe finds serious or critical on a page, in light and in dark."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in AXE.run(page).response["violations"]:
            where = [node["target"][0] for node in violation["nodes"][:3]]
            if violation["impact"] in GRAVE:
                found.append(f"{name}, {scheme}: {violation['id']} at {where}")
    page.emulate_media(color_scheme="light")
    return found
