"""Overlays of the law on a page: entered from a worked example, seen beside the chapter, ended."""

import html
import re

import pytest

from compounding.cleanroom.models import LawOverlay
from tests.builders import PIN

TEXT = re.compile(r"<textarea[^>]*>(.*?)</textarea>", re.DOTALL)


def example(browser, name):
    page = browser.see(f"/law/overlays?example={name}")
    return html.unescape(TEXT.search(page)[1])


def stored(site):
    with site.world.database.reading() as session:
        return session.query(LawOverlay).count()


def names(browser):
    return re.findall(r"\?example=([\w-]+)", browser.see("/law/overlays"))


def test_a_worked_example_is_entered_and_stands_beside_the_chapter(site, pharmacist):
    assert "No overlay holds here." in pharmacist.see("/law/overlays")
    name = next(one for one in names(pharmacist) if "house" in one)
    text = example(pharmacist, name)
    page = pharmacist.post("/law/overlays", name=name, text=text, pin=PIN)
    assert f"{name} holds from now on." in page
    assert "at most 4 day" in page
    assert stored(site) == 1


def test_an_overlay_is_ended_with_its_reason(site, pharmacist):
    name = next(one for one in names(pharmacist) if "house" in one)
    pharmacist.post("/law/overlays", name=name, text=example(pharmacist, name), pin=PIN)
    page = pharmacist.post("/law/overlays/end", name=name, reason="lifted", pin=PIN)
    assert f"{name} no longer holds." in page
    assert "No overlay holds here." in page
    assert stored(site) == 2


@pytest.mark.parametrize("pin", ["000000", PIN])
def test_what_was_typed_is_kept_where_it_is_refused(site, pharmacist, pin):
    name = next(one for one in names(pharmacist) if "house" in one)
    text = example(pharmacist, name)
    if pin == PIN:
        text = text.replace("2 day", "9 day")
    status = 403 if pin != PIN else 409
    page = html.unescape(
        pharmacist.post("/law/overlays", status=status, name=name, text=text, pin=pin)
    )
    assert "Nothing was" in page
    assert text.splitlines()[-1] in page
    assert stored(site) == 0


def test_a_technician_sees_them_and_changes_nothing(site, technician):
    assert "enters overlays here" in technician.see("/law/overlays")
    technician.post("/law/overlays", status=403, name="x", text="", pin=PIN)
    technician.post("/law/overlays/end", status=403, name="x", reason="y", pin=PIN)
    assert stored(site) == 0
