"""A calculation on paper: the same working as on its page."""

import re
from html import unescape
from io import BytesIO

from pypdf import PdfReader


def test_a_calculation_goes_on_paper_with_its_working(shared):
    visitor = shared.signed_in("technician")
    page = visitor.get("/calculators/draw-volume?dose=20+mEq&strength=2+mEq/mL").text
    link = unescape(re.search(r'href="([^"]*\.pdf\?[^"]*)"', page).group(1))
    answer = visitor.get(link)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(answer.data)).pages)
    assert "20 mEq ÷ 2 mEq/mL" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_is_refused_makes_no_paper_but_the_page_that_says_why(shared):
    visitor = shared.signed_in("technician")
    answer = visitor.get("/calculators/draw-volume.pdf?dose=20+ug&strength=2+mg/mL")
    assert answer.status_code == 302
    assert "Write 'mcg'" in unescape(visitor.get(answer.location).text)
    assert visitor.get("/calculators/no-such.pdf").status_code == 404
