"""The pages of the calculators: who may open them, what they answer, and what they refuse."""

import json
import re
import shlex
from dataclasses import replace
from html import unescape
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner

from compounding.ledger.people import Role
from formulas.catalogue import CALCULATORS
from formulas.working import Steps
from webapp.calc.asking import LONGEST, attempt, chapters, matching, near, subjects
from webapp.calc.telling import NOT_CONFIRMED, is_unconfirmed
from webapp.cli import main

EVERY = pytest.mark.parametrize("calculator", CALCULATORS.values(), ids=lambda one: one.name)
DRAW = "draw-volume"


@pytest.fixture(scope="module")
def visitor(shared):
    return shared.signed_in("technician")


def address(name, **given):
    return f"/calculators/{name}?{urlencode(given)}"


def asked(visitor, name, **given):
    """The page as a person reads it: non-breaking blanks are blanks."""
    answer = visitor.get(address(name, **given))
    assert answer.status_code == 200
    return answer.text.replace("\N{NO-BREAK SPACE}", " ")


def complaints(page):
    """The sentence beside each field, by the field's name."""
    found = {}
    for block in page.split('<div class="field')[1:]:
        name = re.search(r'<(?:input|select) id="f-[^"]*" name="([^"]*)"', block).group(1)
        said = re.search(r'class="wrong".*?<span>(.*?)</span>', block, re.DOTALL)
        if said:
            found[name] = unescape(said.group(1))
            assert re.search(r"<(?:input|select)[^>]*aria-invalid=\"true\"", block)
    return found


def answers(page):
    """The large answers, by name."""
    listed = re.search(r'<dl class="answers">(.*?)</dl>', page, re.DOTALL)
    pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", listed.group(1)) if listed else []
    return {name: unescape(shown) for name, shown in pairs}


@pytest.mark.parametrize("role", list(Role))
def test_every_role_opens_list_and_calculator(shared, role):
    visitor = shared.signed_in(role.value)
    listed = visitor.get("/calculators")
    assert listed.status_code == 200
    assert '<a href="/calculators" aria-current="page">Calculate</a>' in listed.text
    assert visitor.get(f"/calculators/{DRAW}").status_code == 200


@pytest.mark.parametrize("station", [True, False])
def test_nobody_calculates_without_signing_in(shared, station):
    for where in ("/calculators", address(DRAW, dose="20 mEq")):
        answer = shared.client(station=station).get(where)
        assert (answer.status_code, answer.headers["Location"].startswith("/sign-in")) == (
            302,
            True,
        )


def test_a_calculator_that_is_not_declared_has_no_page(visitor):
    assert visitor.get("/calculators/perpetual-motion").status_code == 404


def test_the_list_shows_every_calculator_once_under_its_subject(visitor):
    page = visitor.get("/calculators").text
    for subject in subjects():
        assert f"<h3>{subject.name}</h3>" in page
    for name in CALCULATORS:
        assert page.count(f'href="/calculators/{name}"') == 1


def test_every_subject_stands_in_one_chapter_in_the_registers_order():
    found = chapters(subjects())
    assert [s for chapter in found for s in chapter.subjects if s.chapter != chapter.name] == []
    assert sum(len(chapter.subjects) for chapter in found) == len(subjects())
    assert found[0].name == "Strength, dilution and mixing"
    assert len({chapter.name for chapter in found}) == len(found)


def test_a_search_shows_what_matches_every_word_and_keeps_the_words(visitor):
    page = visitor.get("/calculators?find=diluent+f03").text
    assert 'href="/calculators/diluent-to-add"' in page
    assert f'href="/calculators/{DRAW}"' not in page
    assert 'value="diluent f03"' in page


def test_a_search_without_a_match_says_what_to_do(visitor):
    page = visitor.get("/calculators?find=flux+capacitor").text
    assert "No calculator matches." in page


@EVERY
def test_each_example_gives_page_command_and_function_the_same_digits(visitor, calculator):
    working = calculator.compute(calculator.example)
    expected = {out.name.replace("_", " "): out.shown for out in working.outputs}
    assert answers(asked(visitor, calculator.name, **calculator.example)) == expected
    words = [f"{key}={value}" for key, value in calculator.example.items()]
    told = CliRunner().invoke(main, ["calc", calculator.name, *words, "--json"])
    outputs = json.loads(told.stdout)["outputs"]
    assert {name.replace("_", " "): one["shown"] for name, one in outputs.items()} == expected


@EVERY
def test_each_page_shows_its_working_source_register_id_and_warnings(visitor, calculator):
    page = unescape(asked(visitor, calculator.name, **calculator.example))
    working = calculator.compute(calculator.example)
    for line in working.lines:
        for part in (line.name, line.formula, line.with_numbers, line.result, line.source):
            assert part in page
    assert page.count('<li><b class="name">') == len(working.lines)
    for words in (calculator.source, f"<dd>{calculator.formula}</dd>", *working.warnings):
        assert words in page
    assert "This is not an order" in page
    assert (NOT_CONFIRMED in page) is is_unconfirmed(working, calculator)


@EVERY
def test_each_form_has_a_labelled_field_for_each_input_and_nothing_filled_in(visitor, calculator):
    page = asked(visitor, calculator.name)
    for one in calculator.inputs:
        assert page.count(f'<label for="f-{one.name}">') == 1
        field = re.search(rf'<(input|select) id="f-{one.name}"[^>]*>', page)
        assert f'aria-describedby="f-{one.name}-said"' in field.group(0)
        assert field.group(1) == "select" or 'value=""' in field.group(0)
        assert (" required" in field.group(0)) is not one.optional
    assert answers(page) == complaints(page) == {}
    assert page.count(" autofocus") == 1


@EVERY
def test_an_empty_form_is_refused_at_each_field_it_needs(visitor, calculator):
    page = asked(visitor, calculator.name, **dict.fromkeys((i.name for i in calculator.inputs), ""))
    needed = [one.name for one in calculator.inputs if not one.optional]
    said = complaints(page)
    assert list(said) == needed if needed else said or "is missing" in page
    assert answers(page) == {}


BAD = {
    "20 µg": "Write 'mcg'",
    "20 μg": "Write 'mcg'",
    "20 ug": "Write 'mcg'",
    "20 IU": "Write 'unit'",
    "20 cc": "Write 'mL'",
    "20": "stands without its unit",
    "mEq": "is not a number",
    "-20 mEq": "must be more than zero",
    "0 mEq": "must be more than zero",
    "2e1 mEq": "is not a number",
    "1e999999999 mEq": "is not a number",
    "1" * 41 + " mEq": "at most 40 digits",
    "1 " + "m" * LONGEST: "at most 1000 characters",
    "NaN mEq": "is not a number",
    "Infinity mEq": "is not a number",
    ".5 mEq": "Write '0.5'",
    "1,5 mEq": "Write '1.5'",
    "20 mEq/day": "cannot be read in",
    "20 °C": "Write 'degC'",
    "\x00 mEq": "holds the unseen sign U+0000",
}


@pytest.mark.parametrize("text", BAD)
def test_a_bad_input_is_refused_beside_its_field_and_what_was_typed_is_kept(visitor, text):
    page = asked(visitor, DRAW, dose=text, strength="2 mEq/mL")
    assert list(complaints(page)) == ["dose"]
    assert BAD[text] in complaints(page)["dose"]
    assert answers(page) == {}
    kept = re.search(r'name="dose" type="text" value="([^"]*)"', page)
    assert unescape(kept.group(1)) == text
    assert 'name="strength" type="text" value="2 mEq/mL"' in page


def test_every_wrong_field_is_told_at_once(visitor):
    page = asked(visitor, DRAW, dose="20", strength="2 mEq/cc", resolution="fine")
    assert list(complaints(page)) == ["dose", "strength", "resolution"]
    assert "Look at 3 fields below" in page


def test_figures_that_contradict_each_other_are_refused_above_the_fields(visitor):
    page = asked(visitor, "stock-to-make-up", stock="5 % w/v", target="6 % w/v", final="1 L")
    assert "cannot be made by diluting" in page
    assert complaints(page) == answers(page) == {}


def test_a_substance_that_is_not_the_ordered_one_is_refused(visitor):
    page = unescape(asked(visitor, DRAW, dose="20 mEq potassium", strength="2 mEq/mL sodium"))
    assert "a salt is not its ion" in page
    assert answers(page) == {}


def test_a_question_can_be_linked_and_repeated(visitor):
    page = asked(visitor, DRAW, dose="30 mEq", strength="2 mEq/mL", resolution="1 mL")
    again = asked(visitor, DRAW, dose="30 mEq", strength="2 mEq/mL", resolution="1 mL")
    assert answers(page) == answers(again) == {"volume": "15 mL"}
    assert 'firstair calc draw-volume dose="30 mEq"' in unescape(page)


def test_the_command_on_a_page_gives_what_the_page_gives(visitor):
    given = {"dose": "20 mEq potassium chloride", "strength": "2 mEq/mL potassium chloride"}
    page = unescape(asked(visitor, DRAW, **given))
    command = re.search(r"firstair calc [^<]*", page).group(0)
    told = CliRunner().invoke(main, shlex.split(command)[1:])
    assert "Answer: volume 10 mL" in told.stdout
    assert answers(page) == {"volume": "10 mL"}


def test_an_unknown_word_in_the_address_is_left_alone(visitor):
    page = asked(visitor, DRAW, dose="20 mEq", strength="2 mEq/mL", colour="green")
    assert answers(page) == {"volume": "10 mL"}
    assert "green" not in page


CANARIES = ["<script>window.canary=1</script>", '"><img src=x onerror=canary()>', "{{ 1234*1000 }}"]


@pytest.mark.parametrize("text", CANARIES)
def test_what_is_typed_is_text_and_never_part_of_the_page(visitor, text):
    for page in (
        asked(visitor, DRAW, dose=text, strength=text, resolution=text),
        asked(visitor, DRAW, dose=f"20 mEq {text}", strength=f"2 mEq/mL {text}"),
        visitor.get(f"/calculators?{urlencode({'find': text})}").text,
        visitor.get(f"/calculators/{text.replace('/', '')}").text,
    ):
        assert "<script>window" not in page
        assert "<img src=x" not in page
        assert "1234000" not in page


def test_a_substance_with_a_strange_name_is_shown_as_it_was_typed(visitor):
    page = asked(visitor, DRAW, dose="20 mEq <b>x</b>", strength="2 mEq/mL <b>x</b>")
    assert answers(page) == {"volume": "10 mL"}
    assert "20 mEq &lt;b&gt;x&lt;/b&gt;" in page


def test_nothing_asked_is_remembered(site):
    from sqlalchemy import func, select

    from compounding.ledger.entry import Entry

    visitor = site.signed_in("pharmacist")
    counted = select(func.count()).select_from(Entry)
    with site.database.reading() as session:
        before = session.scalar(counted)
    asked(visitor, DRAW, dose="20 mEq", strength="2 mEq/mL")
    with site.database.reading() as session:
        assert session.scalar(counted) == before


def test_dividing_by_nothing_is_a_sentence_and_no_breakdown():
    def divides(**_):
        return 1 / 0

    broken = replace(CALCULATORS[DRAW], run=divides)
    came = attempt(broken, {"dose": "20 mEq", "strength": "2 mEq/mL"})
    assert "divide by nothing" in came.whole


def test_a_working_that_rests_on_an_unconfirmed_figure_is_seen():
    steps = Steps("sample")
    steps.note("factor", "table", "", "0.15", source="Sample Table 1, recalled, not confirmed")
    assert is_unconfirmed(steps.done(), CALCULATORS[DRAW])
    assert not is_unconfirmed(Steps("sample").done(), CALCULATORS[DRAW])


def test_a_calculator_whose_source_is_unconfirmed_marks_every_answer():
    unsure = replace(CALCULATORS[DRAW], source="a form, recalled; register F09")
    assert is_unconfirmed(Steps("sample").done(), unsure)


def test_a_name_nearly_right_is_known_and_nonsense_is_not():
    assert near("Draw_Volume") == near("draw volum") == DRAW
    assert near("xyzzy") == ""


def test_a_search_finds_by_register_id_title_and_input():
    for words in ("F09", "volume holds", "what is ordered", "DRAW volume"):
        found = [one.name for subject in matching(words) for one in subject.calculators]
        assert DRAW in found
