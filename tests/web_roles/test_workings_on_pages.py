"""The pharmacist sees every line of every calculation a bag rests on, before and at release."""

import json
from html import unescape

from tests.builders import PIN
from tests.web_roles.walking import drawn, number_of, to_the_hood, waiting_for_release


def plain(page):
    return unescape(page).replace("\N{NO-BREAK SPACE}", " ")


def every_part(calculations):
    for one in calculations:
        yield one["title"]
        for line in one["lines"]:
            yield from (line[part] for part in ("name", "formula", "with_numbers", "result"))
            yield line["source"]


def test_a_check_shows_the_working_of_what_was_drawn(site, technician, pharmacist):
    here = to_the_hood(site, technician, pharmacist)
    before = plain(pharmacist.see(f"/check/{number_of(here)}"))
    drawn(site, technician, here)
    page = plain(pharmacist.see(f"/check/{number_of(here)}"))
    assert 'class="working"' not in before
    assert "dose ÷ strength" in page
    assert "20 mEq potassium chloride ÷ potassium chloride 2 mEq/mL" in page


def test_the_whole_record_shows_every_line_of_every_working(site, technician, pharmacist):
    here = waiting_for_release(site, technician, pharmacist)
    number = number_of(here)
    pharmacist.see(f"/check/{number}/record")
    pharmacist.post(f"/check/{number}/release", pin=PIN)
    page = plain(pharmacist.see(f"/check/{number}/record"))
    record = json.loads(pharmacist.client.get(f"/check/{number}/record.json").data)
    assert record["calculations"]
    assert [part for part in every_part(record["calculations"]) if part not in page] == []
    assert page.count('class="working"') == len(record["calculations"])
